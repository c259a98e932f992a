package ripsaw.linearizability.mutation;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ripsaw.linearizability.execution.step.Coroutines;
import ripsaw.machine.Cpu;
import ripsaw.machine.Memory;

/**
 * Tells where the code of a subject was: each line, each way that a condition goes, and each access
 * to memory. What a thread reaches goes to what that thread began to collect.
 */
public final class Probes {
  private static final ClassDesc PROBES = ClassDesc.of(Probes.class.getName());
  private static final MethodTypeDesc REACHED = MethodTypeDesc.ofDescriptor("(I)V");
  private static final ClassDesc CPU = ClassDesc.of(Cpu.class.getName());
  private static final MethodTypeDesc ACCESSED =
      MethodTypeDesc.of(ConstantDescs.CD_void, CPU, ConstantDescs.CD_long, ConstantDescs.CD_int);

  private static final String MEMORY = Memory.class.getName().replace('.', '/');

  private static final ThreadLocal<Collected> COLLECTED = new ThreadLocal<>();

  /**
   * What a thread came to.
   *
   * @param spots by their numbers
   */
  record Collected(BitSet spots, RacingPairs pairs) {}

  /**
   * A place in the code.
   *
   * @param type the name of the class
   * @param way of a condition: what is so then; empty for a line
   */
  public record Spot(String type, String method, int line, String way) {
    /** As in {@code SlabList:57} or {@code SlabList:57 ==}. */
    @Override
    public String toString() {
      String where = type.substring(type.lastIndexOf('.') + 1) + ":" + line;
      return way.isEmpty() ? where : where + " " + way;
    }
  }

  private final List<Spot> spots = new ArrayList<>();
  private final Map<String, byte[]> classes = new HashMap<>();

  private Probes(Mutations mutations) {
    for (Class<?> type : mutations.types()) {
      classes.put(type.getName(), probed(type, mutations));
    }
  }

  static Probes of(Mutations mutations) {
    return new Probes(mutations);
  }

  /** All places, in the order of their numbers. */
  List<Spot> spots() {
    return spots;
  }

  /** The classes with their probes, by name. */
  Map<String, byte[]> classes() {
    return classes;
  }

  /** What this thread reaches from here on. */
  static Collected collect() {
    Collected collected = new Collected(new BitSet(), new RacingPairs());
    COLLECTED.set(collected);
    return collected;
  }

  static void stop() {
    COLLECTED.remove();
  }

  /** An execution begins. */
  static void begin() {
    Collected collected = COLLECTED.get();
    if (collected != null) {
      collected.pairs.begin();
    }
  }

  /** Called by the code that is probed. */
  public static void reached(int spot) {
    Collected collected = COLLECTED.get();
    if (collected != null) {
      collected.spots.set(spot);
    }
  }

  /** Called by the code that is probed, just after it read a word. */
  public static void read(Cpu cpu, long address, int spot) {
    accessed(cpu, address, spot, false);
  }

  /** Called by the code that is probed, just after it wrote a word. */
  public static void wrote(Cpu cpu, long address, int spot) {
    accessed(cpu, address, spot, true);
  }

  /** Called by the code that is probed, just after a compare-and-set: one that fails reads. */
  public static void tried(boolean succeeded, Cpu cpu, long address, int spot) {
    accessed(cpu, address, spot, succeeded);
  }

  /** What is done before the cpus run, and when they are done, races with nothing. */
  private static void accessed(Cpu cpu, long address, int spot, boolean writes) {
    Collected collected = COLLECTED.get();
    if (collected != null && Coroutines.isOneRunning()) {
      collected.pairs.accessed(cpu, address, spot, writes);
    }
  }

  private byte[] probed(Class<?> type, Mutations mutations) {
    ClassFile file = Mutations.file(type);
    return file.transformClass(
        file.parse(SubjectMethods.bytes(type)),
        (builder, element) -> {
          if (element instanceof MethodModel method && mutations.has(type, method)) {
            builder.transformMethod(
                method,
                MethodTransform.transformingCode(
                    CodeTransform.ofStateful(() -> new Probing(type.getName(), method))));
          } else {
            builder.with(element);
          }
        });
  }

  private final class Probing implements CodeTransform {
    private final String type;
    private final String method;
    private int line;
    private int lineSpot;

    Probing(String type, MethodModel method) {
      this.type = type;
      this.method = method.methodName().stringValue();
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      if (element instanceof LineNumber number) {
        code.with(element);
        if (number.line() != line) {
          line = number.line();
          lineSpot = spots.size();
          probe(code, "");
        }
      } else if (element instanceof BranchInstruction branch
          && branch.opcode() != Opcode.GOTO
          && branch.opcode() != Opcode.GOTO_W) {
        Label taken = code.newLabel();
        Label on = code.newLabel();
        code.branch(branch.opcode(), taken);
        probe(code, Conditions.sign(branch.opcode()));
        code.goto_(on);
        code.labelBinding(taken);
        probe(code, Conditions.sign(Conditions.contrary(branch.opcode())));
        code.goto_(branch.target());
        code.labelBinding(on);
      } else if (element instanceof InvokeInstruction call
          && call.owner().asInternalName().equals(MEMORY)
          && isAccess(call.name().stringValue())) {
        access(code, call);
      } else {
        code.with(element);
      }
    }

    private static boolean isAccess(String name) {
      return name.startsWith("get")
          || name.startsWith("set")
          || name.startsWith("compareAndSet")
          || name.startsWith("weakCompareAndSet");
    }

    /** Keeps the cpu and the address, which are the first arguments, until the access is made. */
    private void access(CodeBuilder code, InvokeInstruction call) {
      List<ClassDesc> arguments = call.typeSymbol().parameterList();
      int[] kept = new int[arguments.size()];
      for (int i = kept.length - 1; i >= 0; i--) {
        TypeKind kind = TypeKind.from(arguments.get(i));
        kept[i] = code.allocateLocal(kind);
        code.storeLocal(kind, kept[i]);
      }
      for (int i = 0; i < kept.length; i++) {
        code.loadLocal(TypeKind.from(arguments.get(i)), kept[i]);
      }
      code.with(call);
      String name = call.name().stringValue();
      boolean tries = call.typeSymbol().returnType().equals(ConstantDescs.CD_boolean);
      if (tries) {
        code.dup();
      }
      code.aload(kept[0]).lload(kept[1]).loadConstant(lineSpot);
      if (tries) {
        code.invokestatic(
            PROBES, "tried", ACCESSED.insertParameterTypes(0, ConstantDescs.CD_boolean));
      } else {
        boolean writes = name.startsWith("set") || name.startsWith("getAnd");
        code.invokestatic(PROBES, writes ? "wrote" : "read", ACCESSED);
      }
    }

    private void probe(CodeBuilder code, String way) {
      code.loadConstant(spots.size());
      code.invokestatic(PROBES, "reached", REACHED);
      spots.add(new Spot(type, method, line, way));
    }
  }
}
