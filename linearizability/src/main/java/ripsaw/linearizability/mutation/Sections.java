package ripsaw.linearizability.mutation;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ConstantDescs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Critical sections and locks that exclude nobody. */
final class Sections {
  private static final int ENTERS = 1;
  private static final int LEAVES = -1;

  /** What a method of this name and descriptor does, if it does not do both. */
  private final Map<String, Integer> known = new HashMap<>();

  /**
   * @param methods among which those are that only begin, or only end, a section
   */
  Sections(Collection<MutableMethod> methods) {
    known.put("ripsaw/machine/Cpu.enterCritical()V", ENTERS);
    known.put("ripsaw/machine/Cpu.leaveCritical()V", LEAVES);
    known.put("ripsaw/machine/SpinLock.lock(Lripsaw/machine/Cpu;)V", ENTERS);
    known.put("ripsaw/machine/SpinLock.tryLock(Lripsaw/machine/Cpu;)Z", ENTERS);
    known.put("ripsaw/machine/SpinLock.unlock(Lripsaw/machine/Cpu;)V", LEAVES);
    known.put("ripsaw/machine/smp/BitSpinLock.lock(Lripsaw/machine/Cpu;)V", ENTERS);
    known.put("ripsaw/machine/smp/BitSpinLock.tryLock(Lripsaw/machine/Cpu;)Z", ENTERS);
    known.put("ripsaw/machine/smp/BitSpinLock.unlock(Lripsaw/machine/Cpu;)V", LEAVES);
    // Whoever calls one that calls one begins a section, too: as often as it takes.
    int before;
    do {
      before = known.size();
      methods.forEach(this::learn);
    } while (known.size() > before);
  }

  private void learn(MutableMethod method) {
    int balance = 0;
    int seen = 0;
    for (CodeElement element : method.elements()) {
      int does = element instanceof InvokeInstruction call ? does(call) : 0;
      balance += does;
      seen += Math.abs(does);
    }
    if (seen == 1) {
      known.put(method.type().getName().replace('.', '/') + "." + method.key(), balance);
    }
  }

  private int does(InvokeInstruction call) {
    return known.getOrDefault(
        call.owner().asInternalName() + "." + call.name().stringValue() + call.type().stringValue(),
        0);
  }

  void find(MutableMethod method, Found found) {
    List<Edit> edits = new ArrayList<>();
    int first = -1;
    String name = "";
    for (int i = 0; i < method.elements().size(); i++) {
      if (!(method.elements().get(i) instanceof InvokeInstruction call) || does(call) == 0) {
        continue;
      }
      if (does(call) == ENTERS) {
        add(method, first, name, edits, found);
        edits = new ArrayList<>();
        first = i;
        name = call.name().stringValue();
      }
      edits.add(
          new Edit(
              i,
              i + 1,
              (code, original) -> {
                for (int j = 0; j < call.typeSymbol().parameterCount(); j++) {
                  code.pop();
                }
                if (call.opcode() != Opcode.INVOKESTATIC) {
                  code.pop();
                }
                if (call.typeSymbol().returnType().equals(ConstantDescs.CD_boolean)) {
                  code.iconst_1(); // a lock that is open to all is had by whoever tries
                }
              }));
    }
    add(method, first, name, edits, found);
  }

  private static void add(
      MutableMethod method, int first, String name, List<Edit> edits, Found found) {
    if (first >= 0 && edits.size() > 1) {
      found.add(method, first, Operator.OPEN, name, "", List.copyOf(edits));
    }
  }
}
