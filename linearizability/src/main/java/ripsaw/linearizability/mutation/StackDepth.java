package ripsaw.linearizability.mutation;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many values lie on the operand stack, a long being one: 0 between two statements. */
final class StackDepth {
  private static final int UNKNOWN = -1;

  private StackDepth() {}

  /** Before each element; -1 where no jump from before tells. */
  static int[] before(List<CodeElement> elements) {
    int[] depths = new int[elements.size()];
    Arrays.fill(depths, UNKNOWN);
    Map<Label, Integer> jumps = new HashMap<>();
    int depth = 0;
    for (int i = 0; i < elements.size(); i++) {
      CodeElement element = elements.get(i);
      if (element instanceof LabelTarget label && depth == UNKNOWN) {
        depth = jumps.getOrDefault(label.label(), UNKNOWN);
      }
      depths[i] = depth;
      if (element instanceof Instruction instruction && depth != UNKNOWN) {
        depth = behind(instruction, depth, jumps);
      }
    }
    return depths;
  }

  private static int behind(Instruction instruction, int depth, Map<Label, Integer> jumps) {
    int change = change(instruction);
    if (change == Integer.MIN_VALUE) {
      return UNKNOWN;
    }
    if (instruction instanceof BranchInstruction branch) {
      jumps.put(branch.target(), depth + change);
      return branch.opcode() == Opcode.GOTO ? UNKNOWN : depth + change;
    }
    return depth + change;
  }

  /** The least integer where nothing comes behind it, or where it cannot be told. */
  private static int change(Instruction instruction) {
    return switch (instruction) {
      case LoadInstruction load -> 1;
      case ConstantInstruction constant -> 1;
      case NewObjectInstruction made -> 1;
      case StoreInstruction store -> -1;
      case IncrementInstruction increment -> 0;
      case ConvertInstruction convert -> 0;
      case TypeCheckInstruction check -> 0;
      case ArrayLoadInstruction load -> -1;
      case ArrayStoreInstruction store -> -3;
      case OperatorInstruction operator ->
          switch (operator.opcode()) {
            case INEG, LNEG, FNEG, DNEG, ARRAYLENGTH -> 0;
            default -> -1;
          };
      case FieldInstruction field ->
          switch (field.opcode()) {
            case GETSTATIC -> 1;
            case PUTSTATIC -> -1;
            case PUTFIELD -> -2;
            default -> 0;
          };
      case InvokeInstruction call ->
          returned(call.typeSymbol().returnType())
              - call.typeSymbol().parameterCount()
              - (call.opcode() == Opcode.INVOKESTATIC ? 0 : 1);
      case InvokeDynamicInstruction call -> 1 - call.typeSymbol().parameterCount();
      case BranchInstruction branch -> -operands(branch.opcode());
      case StackInstruction stack ->
          switch (stack.opcode()) {
            // The compiler uses it for one long.
            case POP, POP2 -> -1;
            case DUP, DUP_X1, DUP_X2 -> 1;
            default -> Integer.MIN_VALUE;
          };
      default -> Integer.MIN_VALUE;
    };
  }

  private static int returned(java.lang.constant.ClassDesc type) {
    return TypeKind.from(type) == TypeKind.VOID ? 0 : 1;
  }

  /** Values that a jump takes from the stack. */
  static int operands(Opcode jump) {
    return switch (jump) {
      case GOTO, GOTO_W -> 0;
      case IFEQ, IFNE, IFLT, IFGE, IFGT, IFLE, IFNULL, IFNONNULL -> 1;
      default -> 2;
    };
  }
}
