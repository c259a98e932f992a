package ripsaw.linearizability.mutation;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Mistakes in the order of statements, and in what is kept. */
final class Statements {
  private Statements() {}

  static void find(MutableMethod method, Found found) {
    swaps(method, found);
    for (int i = 0; i < method.elements().size(); i++) {
      if (!method.isTold(i)) {
        store(method, i, found);
      }
    }
    if (!method.isConstructor()) {
      returns(method, found);
    }
  }

  /**
   * Straight code that begins and ends with an empty stack.
   *
   * @param from the first element
   * @param to behind the last
   * @param sets variables that it sets
   * @param uses variables that it reads
   * @param what it does to anything but variables, or asks of it, last: a name; empty if nothing
   */
  private record Statement(
      int from, int to, Set<Integer> sets, Set<Integer> uses, String what, boolean told) {
    boolean acts() {
      return !what.isEmpty();
    }

    boolean commutesWith(Statement other) {
      return sets.stream().noneMatch(other.uses::contains)
          && sets.stream().noneMatch(other.sets::contains)
          && uses.stream().noneMatch(other.sets::contains);
    }
  }

  private static void swaps(MutableMethod method, Found found) {
    Statement last = null;
    int at = 0;
    while (at < method.elements().size()) {
      Optional<Statement> next = statement(method, at);
      if (next.isEmpty()) {
        CodeElement element = method.elements().get(at);
        if (element instanceof Instruction || method.isTarget(element)) {
          last = null;
        }
        at++;
        continue;
      }
      Statement second = next.get();
      if (last != null
          && last.acts()
          && second.acts()
          && !last.told
          && !second.told
          && last.commutesWith(second)) {
        Statement first = last;
        found.add(
            method,
            first.from,
            Operator.SWAPPED,
            first.what,
            second.what,
            List.of(
                new Edit(
                    first.from,
                    second.to,
                    (code, original) -> {
                      copy(code, original, second);
                      copy(code, original, first);
                    })));
      }
      last = second;
      at = second.to;
    }
  }

  private static void copy(CodeBuilder code, List<CodeElement> original, Statement statement) {
    original.subList(statement.from, statement.to).stream()
        .filter(Instruction.class::isInstance)
        .forEach(code::with);
  }

  /** The statement that begins at an element; empty if none does. */
  private static Optional<Statement> statement(MutableMethod method, int from) {
    if (!(method.elements().get(from) instanceof Instruction) || method.depth(from) != 0) {
      return Optional.empty();
    }
    Set<Integer> sets = new HashSet<>();
    Set<Integer> uses = new HashSet<>();
    String what = "";
    boolean told = false;
    for (int i = from; i < method.elements().size(); i++) {
      CodeElement element = method.elements().get(i);
      if (method.isTarget(element)) {
        return Optional.empty();
      }
      told |= method.isTold(i);
      switch (element) {
        case BranchInstruction branch -> {
          return Optional.empty();
        }
        case ReturnInstruction end -> {
          return Optional.empty();
        }
        case ThrowInstruction end -> {
          return Optional.empty();
        }
        case TableSwitchInstruction table -> {
          return Optional.empty();
        }
        case LookupSwitchInstruction lookup -> {
          return Optional.empty();
        }
        case StoreInstruction store -> sets.add(store.slot());
        case LoadInstruction load -> uses.add(load.slot());
        case IncrementInstruction increment -> sets.add(increment.slot());
        case InvokeInstruction call -> what = call.name().stringValue();
        case InvokeDynamicInstruction call -> what = call.name().stringValue();
        case FieldInstruction field
            when field.opcode() == Opcode.PUTFIELD || field.opcode() == Opcode.PUTSTATIC ->
            what = field.name().stringValue();
        case ArrayStoreInstruction store -> what = "the element";
        default -> {}
      }
      if (element instanceof Instruction
          && i + 1 < method.elements().size()
          && method.depth(i + 1) == 0) {
        return Optional.of(new Statement(from, i + 1, sets, uses, what, told));
      }
    }
    return Optional.empty();
  }

  private static void store(MutableMethod method, int at, Found found) {
    switch (method.elements().get(at)) {
      case StoreInstruction store -> {
        List<Integer> slots = new ArrayList<>();
        method.variables(at).forEach(one -> slots.add(one.slot()));
        if (slots.contains(store.slot())) {
          String name =
              method.variables(at).stream()
                  .filter(one -> one.slot() == store.slot())
                  .findFirst()
                  .orElseThrow()
                  .name()
                  .stringValue();
          found.add(method, at, Operator.NO_STORE, name, "", code -> pop(code, store.typeKind()));
        }
      }
      case FieldInstruction field
          when field.opcode() == Opcode.PUTFIELD && !method.isConstructor() ->
          found.add(
              method,
              at,
              Operator.NO_STORE,
              field.name().stringValue(),
              "",
              code -> {
                pop(code, TypeKind.from(field.typeSymbol()));
                code.pop();
              });
      case ArrayStoreInstruction store when !method.isConstructor() ->
          found.add(
              method,
              at,
              Operator.NO_STORE,
              "the element",
              "",
              code -> {
                pop(code, store.typeKind());
                code.pop();
                code.pop();
              });
      default -> {}
    }
  }

  private static void pop(CodeBuilder code, TypeKind kind) {
    if (kind.slotSize() == 2) {
      code.pop2();
    } else {
      code.pop();
    }
  }

  private static void returns(MutableMethod method, Found found) {
    int start = 0;
    while (start < method.elements().size()
        && !(method.elements().get(start) instanceof LineNumber)) {
      start++;
    }
    int first = start;
    if (first == method.elements().size()) {
      return;
    }
    TypeKind kind = TypeKind.from(method.model().methodTypeSymbol().returnType());
    switch (kind) {
      case VOID -> add(method, first, "", found, CodeBuilder::return_);
      case BOOLEAN -> {
        add(method, first, "true", found, code -> code.iconst_1().ireturn());
        add(method, first, "false", found, code -> code.iconst_0().ireturn());
      }
      case INT -> add(method, first, "0", found, code -> code.iconst_0().ireturn());
      case LONG -> add(method, first, "0", found, code -> code.lconst_0().lreturn());
      default -> {}
    }
  }

  private static void add(
      MutableMethod method,
      int first,
      String result,
      Found found,
      java.util.function.Consumer<CodeBuilder> instead) {
    found.add(
        method,
        first,
        Operator.EARLY_RETURN,
        "",
        result,
        List.of(new Edit(first, first, (code, original) -> instead.accept(code))));
  }
}
