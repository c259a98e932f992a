package ripsaw.spec.tlc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import ripsaw.spec.tla.Model;
import ripsaw.spec.tla.TlaValue;
import tla2sany.semantic.OpDeclNode;
import tlc2.tool.Action;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import tlc2.util.FP64;
import util.FilenameToStream;
import util.SimpleFilenameToStream;
import util.ToolIO;
import util.UniqueString;

/**
 * A specification as TLC evaluates it, step by step: what may come first, and what may come next.
 * Whoever ties a program to a specification asks here, so that nobody translates its actions by
 * hand.
 *
 * <p>TLC keeps the place of each variable in static fields. Two specifications may be used in one
 * JVM one after the other, not in turns, and by one thread: once another was read, this one throws
 * {@link IllegalStateException}.
 */
public final class Specification {
  /** Where a name is that TLC has not met in a module. */
  private static final int NOWHERE = -1;

  /** The module that was read last. */
  private static String lastRead = "";

  /** How many specifications were read, or begun to be. */
  private static final String TEMPORARY = "java.io.tmpdir";

  private static final AtomicInteger READ = new AtomicInteger();

  static {
    unpackApart();
  }

  private final int number;
  private final String module;
  private final FastTool tool;
  private final Action[] actions;

  /**
   * @param module one of this build
   * @param config the text of a configuration
   * @throws IllegalArgumentException with TLC's words, if that is none
   */
  public Specification(String module, String config) throws IOException {
    this.number = READ.incrementAndGet();
    this.module = module;
    forgetOther(module);
    FP64.Init(0);
    ToolIO.setMode(ToolIO.TOOL); // else TLC tells of each file it reads
    ToolIO.reset();
    try (Workplace place = new Workplace(module, config)) {
      tool = new FastTool(module, module, new SimpleFilenameToStream(place.directory().toString()));
    } catch (RuntimeException unreadable) {
      throw new IllegalArgumentException(
          module + ": " + String.join(" ", ToolIO.getAllMessages()), unreadable);
    }
    actions = tool.getActions();
    isTheLastRead();
  }

  /**
   * TLC unpacks its own modules into the temporary directory that was named when its classes were
   * loaded, and deletes them at the end: two processes that share it take them from each other.
   */
  private static void unpackApart() {
    String shared = System.getProperty(TEMPORARY);
    try {
      Scratch own = Scratch.make();
      own.deleteAtExit();
      System.setProperty(TEMPORARY, own.directory().toString());
      Objects.requireNonNull(FilenameToStream.TMPDIR); // which reads the property, once
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary directory for TLC's modules", e);
    } finally {
      System.setProperty(TEMPORARY, shared);
    }
  }

  private void isTheLastRead() {
    if (number != READ.get()) {
      throw new IllegalStateException(
          module + ": another specification was read since, and TLC knows one at a time");
    }
  }

  /**
   * TLC remembers with each name where the module has it. In another module the same name may mean
   * something else: a variable there, and here a parameter, which TLC would take for the variable.
   */
  private static void forgetOther(String module) {
    if (!module.equals(lastRead)) {
      UniqueString.internTbl.toMap().values().forEach(name -> name.setLoc(NOWHERE));
      lastRead = module;
    }
  }

  /** A model of the manifest. */
  public static Specification of(Model model) throws IOException {
    return new Specification(model.module(), model.configText());
  }

  /** A state; equal to others by TLC's fingerprint, a hash of 64 bits. */
  public static final class State {
    private final TLCState state;
    private final long fingerprint;

    private State(TLCState state) {
      this.state = state;
      this.fingerprint = state.fingerPrint();
    }

    /** The value of a variable. */
    public TlaValue value(String variable) {
      return TlaValue.parse(state.lookup(variable).toString());
    }

    public Map<String, TlaValue> variables() {
      Map<String, TlaValue> values = new HashMap<>();
      for (OpDeclNode variable : state.getVars()) {
        values.put(variable.getName().toString(), value(variable.getName().toString()));
      }
      return values;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof State that && fingerprint == that.fingerprint;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(fingerprint);
    }
  }

  /**
   * A step from one state to another.
   *
   * @param action the name of its definition
   * @param cpu that makes it: what {@code c} stands for there
   */
  public record Step(String action, TlaValue cpu, State next) {}

  /** The names of the definitions that steps are made by. */
  public Set<String> actions() {
    Set<String> names = new TreeSet<>();
    for (Action action : actions) {
      names.add(action.getName().toString());
    }
    return names;
  }

  public List<State> initial() {
    isTheLastRead();
    return states(tool.getInitStates());
  }

  /** All steps from a state, in the order of the specification's definitions. */
  public List<Step> steps(State from) {
    isTheLastRead();
    List<Step> steps = new ArrayList<>();
    for (Action action : actions) {
      for (State next : states(tool.getNextStates(action, from.state))) {
        steps.add(new Step(action.getName().toString(), cpu(action), next));
      }
    }
    return steps;
  }

  private static List<State> states(StateVec vector) {
    List<State> states = new ArrayList<>();
    for (int i = 0; i < vector.size(); i++) {
      states.add(new State(vector.elementAt(i)));
    }
    return states;
  }

  /**
   * @throws IllegalArgumentException if the action is of no {@code c}
   */
  private static TlaValue cpu(Action action) {
    Object cpu = action.con.lookup(name -> name.getName().equals("c"));
    if (cpu == null) {
      throw new IllegalArgumentException(
          "%s: whose action it is does not show: let it be of a cpu that is called c"
              .formatted(action.getName()));
    }
    return TlaValue.parse(cpu.toString());
  }
}
