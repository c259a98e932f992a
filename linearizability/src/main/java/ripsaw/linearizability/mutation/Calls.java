package ripsaw.linearizability.mutation;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Mistakes in calls. */
final class Calls {
  private static final String MEMORY = "ripsaw/machine/Memory";
  private static final ClassDesc SPLIT = ClassDesc.of(SplitUpdates.class.getName());

  /** The orders that are weaker by one step. */
  private static final Map<String, List<String>> WEAKER =
      Map.ofEntries(
          Map.entry("getVolatile", List.of("getAcquire")),
          Map.entry("getAcquire", List.of("getOpaque")),
          Map.entry("getOpaque", List.of("getPlain")),
          Map.entry("setVolatile", List.of("setRelease")),
          Map.entry("setRelease", List.of("setOpaque")),
          Map.entry("setOpaque", List.of("setPlain")),
          Map.entry("compareAndSet", List.of("compareAndSetAcquire", "compareAndSetRelease")),
          Map.entry(
              "weakCompareAndSet", List.of("weakCompareAndSetAcquire", "weakCompareAndSetRelease")),
          Map.entry("weakCompareAndSetAcquire", List.of("weakCompareAndSetPlain")),
          Map.entry("weakCompareAndSetRelease", List.of("weakCompareAndSetPlain")),
          Map.entry("getAndSet", List.of("getAndSetAcquire", "getAndSetRelease")),
          Map.entry("getAndAdd", List.of("getAndAddAcquire", "getAndAddRelease")),
          Map.entry("fullFence", List.of("acquireFence", "releaseFence")));

  /** Two ends, as names say it. */
  private static final List<List<String>> ENDS =
      List.of(
          List.of("First", "Last"),
          List.of("first", "last"),
          List.of("Head", "Tail"),
          List.of("head", "tail"),
          List.of("Newest", "Oldest"),
          List.of("newest", "oldest"),
          List.of("Next", "Previous"),
          List.of("next", "previous"),
          List.of("Front", "Back"),
          List.of("min", "max"),
          List.of("floor", "ceil"));

  private Calls() {}

  static void find(MutableMethod method, Found found) {
    for (int i = 0; i < method.elements().size(); i++) {
      if (method.elements().get(i) instanceof InvokeInstruction call
          && !method.isTold(i)
          && !call.name().stringValue().startsWith("<")) {
        find(method, i, call, found);
      }
    }
  }

  private static void find(MutableMethod method, int at, InvokeInstruction call, Found found) {
    String name = call.name().stringValue();
    MethodTypeDesc type = call.typeSymbol();
    if (type.returnType().equals(ConstantDescs.CD_void)) {
      found.add(method, at, Operator.NO_CALL, name, "", code -> drop(code, call));
    } else if (type.returnType().isPrimitive()) {
      result(method, at, call, found);
    }
    argument(method, at, call, found);
    if (call.owner().asInternalName().equals(MEMORY)) {
      for (String weaker : WEAKER.getOrDefault(name, List.of())) {
        found.add(method, at, Operator.ORDER, name, weaker, code -> renamed(code, call, weaker));
      }
      if (name.contains("ompareAndSet") || name.startsWith("getAnd")) {
        found.add(
            method,
            at,
            Operator.SPLIT,
            name,
            "",
            code ->
                code.invokestatic(
                    SPLIT,
                    name.startsWith("getAnd")
                        ? name.substring(0, "getAndSet".length())
                        : "compareAndSet",
                    type.insertParameterTypes(0, call.owner().asSymbol())));
      }
    }
    for (List<String> ends : ENDS) {
      otherEnd(method, at, call, ends.get(0), ends.get(1), found);
      otherEnd(method, at, call, ends.get(1), ends.get(0), found);
    }
  }

  private static void result(MutableMethod method, int at, InvokeInstruction call, Found found) {
    String name = call.name().stringValue();
    TypeKind kind = TypeKind.from(call.typeSymbol().returnType());
    if (kind == TypeKind.BOOLEAN) {
      for (String truth : List.of("true", "false")) {
        found.add(
            method,
            at,
            Operator.NO_CALL,
            name,
            truth,
            code -> {
              drop(code, call);
              code.loadConstant(truth.equals("true") ? 1 : 0);
            });
      }
    } else if (kind == TypeKind.INT || kind == TypeKind.LONG) {
      found.add(
          method,
          at,
          Operator.NO_CALL,
          name,
          "0",
          code -> {
            drop(code, call);
            zero(code, kind);
          });
    }
  }

  static void zero(CodeBuilder code, TypeKind kind) {
    if (kind == TypeKind.LONG) {
      code.lconst_0();
    } else {
      code.iconst_0();
    }
  }

  /** Takes the arguments and the receiver off the stack. */
  private static void drop(CodeBuilder code, InvokeInstruction call) {
    List<ClassDesc> parameters = call.typeSymbol().parameterList();
    for (ClassDesc parameter : parameters.reversed()) {
      pop(code, parameter);
    }
    if (call.opcode() != Opcode.INVOKESTATIC) {
      code.pop();
    }
  }

  private static void pop(CodeBuilder code, ClassDesc type) {
    if (TypeKind.from(type).slotSize() == 2) {
      code.pop2();
    } else {
      code.pop();
    }
  }

  /** The last argument of the type that is returned. */
  private static void argument(MutableMethod method, int at, InvokeInstruction call, Found found) {
    List<ClassDesc> parameters = call.typeSymbol().parameterList();
    int last = parameters.lastIndexOf(call.typeSymbol().returnType());
    if (last < 0) {
      return;
    }
    found.add(
        method,
        at,
        Operator.ARGUMENT,
        call.name().stringValue(),
        "",
        code -> {
          for (int i = parameters.size() - 1; i > last; i--) {
            pop(code, parameters.get(i));
          }
          TypeKind kind = TypeKind.from(parameters.get(last));
          int kept = code.allocateLocal(kind);
          code.storeLocal(kind, kept);
          for (int i = last - 1; i >= 0; i--) {
            pop(code, parameters.get(i));
          }
          if (call.opcode() != Opcode.INVOKESTATIC) {
            code.pop();
          }
          code.loadLocal(kind, kept);
        });
  }

  private static void otherEnd(
      MutableMethod method, int at, InvokeInstruction call, String end, String other, Found found) {
    String name = call.name().stringValue();
    String renamed =
        name.equals(end) || Character.isUpperCase(end.charAt(0)) && name.contains(end)
            ? name.replace(end, other)
            : name;
    if (!renamed.equals(name) && declares(method, call, renamed)) {
      Consumer<CodeBuilder> instead = code -> renamed(code, call, renamed);
      found.add(method, at, Operator.OTHER_END, name, renamed, instead);
    }
  }

  private static boolean declares(MutableMethod method, InvokeInstruction call, String name) {
    try {
      Class<?> owner =
          Class.forName(
              call.owner().asInternalName().replace('/', '.'),
              false,
              method.type().getClassLoader());
      String type = call.type().stringValue();
      for (Class<?> one = owner; one != null; one = one.getSuperclass()) {
        if (Arrays.stream(one.getDeclaredMethods())
            .anyMatch(
                declared ->
                    declared.getName().equals(name)
                        && java.lang.invoke.MethodType.methodType(
                                declared.getReturnType(), declared.getParameterTypes())
                            .toMethodDescriptorString()
                            .equals(type))) {
          return true;
        }
      }
      return false;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private static void renamed(CodeBuilder code, InvokeInstruction call, String name) {
    code.invoke(
        call.opcode(), call.owner().asSymbol(), name, call.typeSymbol(), call.isInterface());
  }
}
