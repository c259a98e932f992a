package rivals;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Property;
import ripsaw.subject.Subject;

/** The explorer: it sees every access, with all checks and the census of every state. */
public final class ExplorerRival {
  private static final long BATCH = 2_000;

  private static final List<Method> METHODS =
      List.of(Method.EXHAUSTIVE, Method.POS, Method.PCT, Method.RANDOM);

  private record Way(Method method, Program program) implements Contender {
    @Override
    public String name() {
      return Table.EXPLORER + method;
    }

    @Override
    public long hold(long seed) {
      Exploration made = explore(HOLDS, HOLDS.promised(), seed, BATCH);
      return made.executions() + made.repeated();
    }

    @Override
    public long find(long seed) {
      Exploration made = explore(FAULTY, Set.of(Contender.stranding()), seed, MOST);
      made.violation().orElseThrow();
      return made.executions() + made.repeated();
    }

    private Exploration explore(Subject subject, Set<Property> sought, long seed, long most) {
      return Explorer.explore(
          new Explorer.Question(
              subject, program, MemoryModel.SC, sought, method, seed, most, Long.MAX_VALUE));
    }
  }

  private ExplorerRival() {}

  public static void main(String[] args) {
    Program program = Contender.program();
    Stream<Contender> ways = METHODS.stream().map(method -> new Way(method, program));
    Contender.compete(ways.toList(), Boolean.parseBoolean(args[0]), System.out);
  }
}
