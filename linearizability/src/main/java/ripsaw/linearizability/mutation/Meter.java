package ripsaw.linearizability.mutation;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.Set;

/**
 * Ends a loop without end: a mutant that computes for ever could not be stopped otherwise. The
 * count is the thread's, and code that nobody counts goes on as it likes.
 */
public final class Meter {
  /** Rounds of loops in one execution, which has some thousands at most. */
  private static final int MOST_ROUNDS = 1_000_000;

  private static final ClassDesc METER = ClassDesc.of(Meter.class.getName());
  private static final MethodTypeDesc ROUND = MethodTypeDesc.ofDescriptor("()V");

  private static final ThreadLocal<Meter> RUNNING = new ThreadLocal<>();

  private int rounds;
  private boolean ranOut;

  /** A loop has no end. */
  static final class Endless extends Error {
    private static final long serialVersionUID = 1;

    Endless() {
      super("a loop without end");
    }
  }

  /** Counts what this thread does from here on. */
  static Meter start() {
    Meter meter = new Meter();
    RUNNING.set(meter);
    return meter;
  }

  static void stop() {
    RUNNING.remove();
  }

  /** An execution begins: what this thread does is counted here, whatever was looked at before. */
  void begin() {
    RUNNING.set(this);
    rounds = 0;
  }

  /** Whether there was a loop without end. */
  boolean ranOut() {
    return ranOut;
  }

  /** A loop goes round again. Called by the code that is counted. */
  public static void round() {
    Meter meter = RUNNING.get();
    if (meter != null && ++meter.rounds > MOST_ROUNDS) {
      meter.ranOut = true;
      throw new Endless();
    }
  }

  /** Has a method count its rounds. */
  static CodeTransform counting() {
    return CodeTransform.ofStateful(Counting::new);
  }

  private static final class Counting implements CodeTransform {
    private final Set<Label> passed = new HashSet<>();

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      if (element instanceof LabelTarget label) {
        passed.add(label.label());
      } else if (element instanceof BranchInstruction branch && passed.contains(branch.target())) {
        code.invokestatic(METER, "round", ROUND);
      }
      code.with(element);
    }
  }
}
