package ripsaw.linearizability.mutation;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The code of one method, and what must be known of it to change it. */
final class MutableMethod {
  private static final String MACHINE = "ripsaw/machine/Machine";
  private static final String OBSERVER = "ripsaw/machine/MachineObserver";

  private final Class<?> type;
  private final MethodModel model;
  private final List<CodeElement> elements;
  private final int[] lines;
  private final int[] depths;
  private final boolean[] told;
  private final Map<Label, Integer> places = new HashMap<>();
  private final Set<Label> targets = new HashSet<>();
  private final List<LocalVariable> variables = new ArrayList<>();

  /**
   * @param type that declares it
   * @param model with code
   */
  MutableMethod(Class<?> type, MethodModel model) {
    this.type = type;
    this.model = model;
    this.elements = model.code().orElseThrow().elementList();
    this.lines = new int[elements.size()];
    this.told = new boolean[elements.size()];
    look();
    this.depths = StackDepth.before(elements);
  }

  private void look() {
    int line = 0;
    int toldFrom = Integer.MAX_VALUE;
    for (int i = 0; i < elements.size(); i++) {
      switch (elements.get(i)) {
        case LineNumber number -> line = number.line();
        case LabelTarget label -> places.put(label.label(), i);
        case LocalVariable variable -> variables.add(variable);
        case BranchInstruction branch -> targets.add(branch.target());
        case TableSwitchInstruction table -> {
          targets.add(table.defaultTarget());
          table.cases().forEach(one -> targets.add(one.target()));
        }
        case LookupSwitchInstruction lookup -> {
          targets.add(lookup.defaultTarget());
          lookup.cases().forEach(one -> targets.add(one.target()));
        }
        case InvokeInstruction call when calls(call, MACHINE, "watch") -> toldFrom = i;
        case InvokeInstruction call when call.owner().asInternalName().equals(OBSERVER) -> {
          for (int j = Math.min(toldFrom, i); j <= i; j++) {
            told[j] = true;
          }
          toldFrom = Integer.MAX_VALUE;
        }
        default -> {}
      }
      lines[i] = line;
    }
  }

  static boolean calls(InvokeInstruction call, String owner, String name) {
    return call.owner().asInternalName().equals(owner) && call.name().equalsString(name);
  }

  Class<?> type() {
    return type;
  }

  MethodModel model() {
    return model;
  }

  String name() {
    return model.methodName().stringValue();
  }

  /** Name and descriptor. */
  String key() {
    return name() + model.methodType().stringValue();
  }

  boolean isConstructor() {
    return name().startsWith("<");
  }

  List<CodeElement> elements() {
    return elements;
  }

  int line(int element) {
    return lines[element];
  }

  /** Values on the stack before this element; -1 where that is not known. */
  int depth(int element) {
    return depths[element];
  }

  /** Whether an element only tells an observer what happens: nothing comes of it. */
  boolean isTold(int element) {
    return told[element];
  }

  boolean isTarget(CodeElement element) {
    return element instanceof LabelTarget label && targets.contains(label.label());
  }

  /** Whether a branch goes back. */
  boolean goesBack(BranchInstruction branch, int element) {
    return places.getOrDefault(branch.target(), Integer.MAX_VALUE) < element;
  }

  /** The variables that are in scope at an element. */
  List<LocalVariable> variables(int element) {
    return variables.stream()
        .filter(
            one ->
                places.getOrDefault(one.startScope(), 0) <= element
                    && places.getOrDefault(one.endScope(), Integer.MAX_VALUE) > element)
        .toList();
  }

  /** The name of the variable in a slot; of one that the compiler made, the slot's. */
  String variable(int element, int slot) {
    return variables(element).stream()
        .filter(one -> one.slot() == slot)
        .findFirst()
        .map(one -> one.name().stringValue())
        .orElse("variable " + slot);
  }

  /** The next instruction behind an element; null if there is none. */
  Instruction after(int element) {
    for (int i = element + 1; i < elements.size(); i++) {
      if (elements.get(i) instanceof Instruction next) {
        return next;
      }
    }
    return null;
  }

  /** The instruction before an element; null if there is none. */
  Instruction beforeIt(int element) {
    for (int i = element - 1; i >= 0; i--) {
      if (elements.get(i) instanceof Instruction previous) {
        return previous;
      }
    }
    return null;
  }

  /** Whether the condition before it made this constant, as in {@code return a < b}. */
  boolean isConditionsValue(int element) {
    Instruction next = after(element);
    Instruction previous = beforeIt(element);
    return next != null && next.opcode() == Opcode.GOTO
        || previous != null && previous.opcode() == Opcode.GOTO;
  }
}
