package ripsaw.linearizability.mutation;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells where the code of a subject was: each line, and each way that a condition goes. What a
 * thread reaches goes to what that thread began to collect.
 */
public final class Probes {
  private static final ClassDesc PROBES = ClassDesc.of(Probes.class.getName());
  private static final MethodTypeDesc REACHED = MethodTypeDesc.ofDescriptor("(I)V");

  private static final ThreadLocal<BitSet> COLLECTED = new ThreadLocal<>();

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
  static BitSet collect() {
    BitSet reached = new BitSet();
    COLLECTED.set(reached);
    return reached;
  }

  static void stop() {
    COLLECTED.remove();
  }

  /** Called by the code that is probed. */
  public static void reached(int spot) {
    BitSet collected = COLLECTED.get();
    if (collected != null) {
      collected.set(spot);
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
      } else {
        code.with(element);
      }
    }

    private void probe(CodeBuilder code, String way) {
      code.loadConstant(spots.size());
      code.invokestatic(PROBES, "reached", REACHED);
      spots.add(new Spot(type, method, line, way));
    }
  }
}
