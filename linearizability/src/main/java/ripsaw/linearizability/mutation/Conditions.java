package ripsaw.linearizability.mutation;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.util.List;

/** Mistakes in conditions and loops. */
final class Conditions {
  private Conditions() {}

  static void find(MutableMethod method, Found found) {
    for (int i = 0; i < method.elements().size(); i++) {
      if (method.elements().get(i) instanceof BranchInstruction branch && !method.isTold(i)) {
        find(method, i, branch, found);
      }
    }
  }

  private static void find(MutableMethod method, int at, BranchInstruction branch, Found found) {
    boolean back = method.goesBack(branch, at);
    if (branch.opcode() == Opcode.GOTO || branch.opcode() == Opcode.GOTO_W) {
      if (back) {
        found.add(method, at, Operator.NO_RETRY, "", "", none -> {});
      }
      return;
    }
    Opcode contrary = contrary(branch.opcode());
    String sign = sign(branch.opcode());
    found.add(method, at, Operator.NEGATED, sign, sign(contrary), jump(at, 0, contrary));
    Opcode near = near(branch.opcode());
    if (near != null) {
      found.add(method, at, Operator.BOUNDARY, sign, sign(near), jump(at, 0, near));
    }
    int operands = StackDepth.operands(branch.opcode());
    if (back) {
      found.add(method, at, Operator.NO_RETRY, "", "", code -> drop(code, operands));
      return;
    }
    found.add(method, at, Operator.ALWAYS, sign, "", jump(at, operands, Opcode.GOTO));
    found.add(method, at, Operator.NEVER, sign, "", code -> drop(code, operands));
  }

  /** Another jump to the same place. */
  private static List<Edit> jump(int at, int dropped, Opcode jump) {
    return List.of(
        new Edit(
            at,
            at + 1,
            (code, original) -> {
              drop(code, dropped);
              code.branch(jump, ((BranchInstruction) original.get(at)).target());
            }));
  }

  private static void drop(CodeBuilder code, int operands) {
    for (int i = 0; i < operands; i++) {
      code.pop();
    }
  }

  static Opcode contrary(Opcode jump) {
    return switch (jump) {
      case IFEQ -> Opcode.IFNE;
      case IFNE -> Opcode.IFEQ;
      case IFLT -> Opcode.IFGE;
      case IFGE -> Opcode.IFLT;
      case IFGT -> Opcode.IFLE;
      case IFLE -> Opcode.IFGT;
      case IFNULL -> Opcode.IFNONNULL;
      case IFNONNULL -> Opcode.IFNULL;
      case IF_ICMPEQ -> Opcode.IF_ICMPNE;
      case IF_ICMPNE -> Opcode.IF_ICMPEQ;
      case IF_ICMPLT -> Opcode.IF_ICMPGE;
      case IF_ICMPGE -> Opcode.IF_ICMPLT;
      case IF_ICMPGT -> Opcode.IF_ICMPLE;
      case IF_ICMPLE -> Opcode.IF_ICMPGT;
      case IF_ACMPEQ -> Opcode.IF_ACMPNE;
      case IF_ACMPNE -> Opcode.IF_ACMPEQ;
      default -> throw new IllegalArgumentException(jump + " is no condition");
    };
  }

  /** The comparison that differs at the boundary; null if there is none. */
  private static Opcode near(Opcode jump) {
    return switch (jump) {
      case IFLT -> Opcode.IFLE;
      case IFLE -> Opcode.IFLT;
      case IFGE -> Opcode.IFGT;
      case IFGT -> Opcode.IFGE;
      case IF_ICMPLT -> Opcode.IF_ICMPLE;
      case IF_ICMPLE -> Opcode.IF_ICMPLT;
      case IF_ICMPGE -> Opcode.IF_ICMPGT;
      case IF_ICMPGT -> Opcode.IF_ICMPGE;
      default -> null;
    };
  }

  /** As the source would have it: a jump is taken where what stands there does not hold. */
  static String sign(Opcode jump) {
    return switch (jump) {
      case IFEQ, IF_ICMPEQ, IF_ACMPEQ, IFNULL -> "!=";
      case IFNE, IF_ICMPNE, IF_ACMPNE, IFNONNULL -> "==";
      case IFLT, IF_ICMPLT -> ">=";
      case IFGE, IF_ICMPGE -> "<";
      case IFGT, IF_ICMPGT -> "<=";
      default -> ">";
    };
  }
}
