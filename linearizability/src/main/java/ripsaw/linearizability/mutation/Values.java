package ripsaw.linearizability.mutation;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.OperatorInstruction;
import java.util.Comparator;
import java.util.Optional;

/** Mistakes in numbers, operators and names of variables. */
final class Values {
  private Values() {}

  static void find(MutableMethod method, Found found) {
    for (int i = 0; i < method.elements().size(); i++) {
      if (method.isTold(i)) {
        continue;
      }
      CodeElement element = method.elements().get(i);
      if (element instanceof ConstantInstruction constant && !method.isConditionsValue(i)) {
        constant(method, i, constant, found);
      } else if (element instanceof IncrementInstruction increment) {
        increment(method, i, increment, found);
      } else if (element instanceof OperatorInstruction operator) {
        operator(method, i, operator, found);
      } else if (element instanceof LoadInstruction load) {
        variable(method, i, load, found);
      }
    }
  }

  private static void constant(
      MutableMethod method, int at, ConstantInstruction constant, Found found) {
    if (!(constant.constantValue() instanceof Integer
        || constant.constantValue() instanceof Long)) {
      return;
    }
    boolean wide = constant.constantValue() instanceof Long;
    long value = ((Number) constant.constantValue()).longValue();
    // One or nothing may be a truth: a third value would be none.
    for (long other : value == 0 ? new long[] {1} : value == 1 ? new long[] {0} : around(value)) {
      found.add(
          method,
          at,
          Operator.CONSTANT,
          Long.toString(value),
          Long.toString(other),
          code -> {
            if (wide) {
              code.loadConstant(other);
            } else {
              code.loadConstant((int) other);
            }
          });
    }
  }

  private static long[] around(long value) {
    return new long[] {value + 1, value - 1};
  }

  private static void increment(
      MutableMethod method, int at, IncrementInstruction increment, Found found) {
    int by = increment.constant();
    found.add(
        method,
        at,
        Operator.ARITHMETIC,
        by < 0 ? "-" : "+",
        by < 0 ? "+" : "-",
        code -> code.iinc(increment.slot(), -by));
    found.add(method, at, Operator.NO_STORE, method.variable(at, increment.slot()), "", none -> {});
  }

  private static void operator(
      MutableMethod method, int at, OperatorInstruction operator, Found found) {
    if (operator.opcode() == Opcode.INEG || operator.opcode() == Opcode.LNEG) {
      found.add(method, at, Operator.ARITHMETIC, "-", "", none -> {});
      return;
    }
    Opcode other = other(operator.opcode());
    if (other == null) {
      return;
    }
    String sign = sign(operator.opcode());
    found.add(
        method,
        at,
        Operator.ARITHMETIC,
        sign,
        sign(other),
        code -> code.with(OperatorInstruction.of(other)));
    boolean wide = operator.typeKind() == TypeKind.LONG && !isShift(operator.opcode());
    found.add(
        method,
        at,
        Operator.OPERAND,
        sign,
        "",
        code -> {
          if (wide) {
            code.pop2();
          } else {
            code.pop();
          }
        });
  }

  private static boolean isShift(Opcode opcode) {
    return switch (opcode) {
      case LSHL, LSHR, LUSHR -> true;
      default -> false;
    };
  }

  private static Opcode other(Opcode opcode) {
    return switch (opcode) {
      case IADD -> Opcode.ISUB;
      case ISUB -> Opcode.IADD;
      case IMUL -> Opcode.IDIV;
      case IDIV -> Opcode.IMUL;
      case IREM -> Opcode.IMUL;
      case IAND -> Opcode.IOR;
      case IOR -> Opcode.IAND;
      case IXOR -> Opcode.IAND;
      case ISHL -> Opcode.ISHR;
      case ISHR, IUSHR -> Opcode.ISHL;
      case LADD -> Opcode.LSUB;
      case LSUB -> Opcode.LADD;
      case LMUL -> Opcode.LDIV;
      case LDIV -> Opcode.LMUL;
      case LREM -> Opcode.LMUL;
      case LAND -> Opcode.LOR;
      case LOR -> Opcode.LAND;
      case LXOR -> Opcode.LAND;
      case LSHL -> Opcode.LSHR;
      case LSHR, LUSHR -> Opcode.LSHL;
      default -> null;
    };
  }

  private static String sign(Opcode opcode) {
    return switch (opcode) {
      case IADD, LADD -> "+";
      case ISUB, LSUB -> "-";
      case IMUL, LMUL -> "*";
      case IDIV, LDIV -> "/";
      case IREM, LREM -> "%";
      case IAND, LAND -> "&";
      case IOR, LOR -> "|";
      case IXOR, LXOR -> "^";
      case ISHL, LSHL -> "<<";
      case IUSHR, LUSHR -> ">>>";
      default -> ">>";
    };
  }

  private static void variable(MutableMethod method, int at, LoadInstruction load, Found found) {
    var known = method.variables(at);
    Optional<LocalVariable> meant =
        known.stream().filter(one -> one.slot() == load.slot()).findFirst();
    if (meant.isEmpty() || meant.get().name().equalsString("this")) {
      return;
    }
    known.stream()
        .filter(one -> one.slot() != load.slot())
        .filter(one -> one.type().equalsString(meant.get().type().stringValue()))
        .min(
            Comparator.comparingInt((LocalVariable one) -> Math.abs(one.slot() - load.slot()))
                .thenComparingInt(LocalVariable::slot))
        .ifPresent(
            other ->
                found.add(
                    method,
                    at,
                    Operator.VARIABLE,
                    meant.get().name().stringValue(),
                    other.name().stringValue(),
                    code -> code.loadLocal(load.typeKind(), other.slot())));
  }
}
