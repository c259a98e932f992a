package ripsaw.linearizability.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.step.Actors;
import ripsaw.linearizability.explore.LitmusSubject.Explored;
import ripsaw.machine.order.Choices;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Violation;

/** The three methods that draw lots. */
class PrioritiesTest {
  private static final int MANY = 3_000;

  private static Priorities priorities(Method method, long seed) {
    return switch (method) {
      case RANDOM -> Priorities.none(new Actors(2), seed);
      case PCT -> Priorities.changingAtRandomSteps(new Actors(2), seed);
      case POS -> Priorities.ofSteps(new Actors(2), seed);
      default -> throw new IllegalArgumentException(method.toString());
    };
  }

  /** A strategy that never ends makes so many executions. */
  private static final class Limited implements Strategy {
    private final Strategy strategy;
    private int left;
    private final List<Integer> actors = new ArrayList<>();

    /** At how many steps of each execution another actor went on than made the step before. */
    private final List<Integer> switches = new ArrayList<>();

    private int before;

    Limited(Strategy strategy, int executions) {
      this.strategy = strategy;
      this.left = executions;
    }

    @Override
    public boolean begin() {
      switches.add(0);
      before = -1;
      return left-- > 0 && strategy.begin();
    }

    @Override
    public int choose(ProgramRun run, int enabled) {
      int actor = strategy.choose(run, enabled);
      actors.add(actor);
      if (before >= 0 && before != actor) {
        switches.set(switches.size() - 1, switches.getLast() + 1);
      }
      before = actor;
      return actor;
    }

    @Override
    public int pick(Choices choices) {
      return strategy.pick(choices);
    }

    @Override
    public void stepped(ProgramRun run, int actor) {
      strategy.stepped(run, actor);
    }
  }

  private static List<Integer> actors(Method method, long seed) {
    Limited limited = new Limited(priorities(method, seed), 20);
    LitmusSubject.of("V.x=1 V.y=1 V.x", "V.y V.x V.y=2").explore(limited, MemoryModel.RA);
    return limited.actors;
  }

  @ParameterizedTest
  @EnumSource(names = {"RANDOM", "PCT", "POS"})
  void theSameSeedGivesTheSameSchedulesAndAnotherOthers(Method method) {
    assertThat(actors(method, 7)).isEqualTo(actors(method, 7)).isNotEqualTo(actors(method, 8));
  }

  @ParameterizedTest
  @EnumSource(names = {"RANDOM", "PCT", "POS"})
  void theLostSignalOfDf9daeaIsFound(Method method) {
    for (long seed = 1; seed <= 3; seed++) {
      Exploration found = Explorer.explore(Df9daea.question(method, seed, MANY));
      assertThat(found.violation().map(Violation::property))
          .as("%s, seed %d", method, seed)
          .contains(KfreeProperty.NO_STRANDING);
      assertThat(found.schedule()).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RANDOM", "PCT", "POS"})
  void inTimeEveryOutcomeOfASmallProgramIsSeen(Method method) {
    everyOutcomeIsSeen(method, LitmusSubject.of("R.x=1 A.y", "R.y=1 A.x"));
  }

  private static void everyOutcomeIsSeen(Method method, LitmusSubject litmus) {
    for (MemoryModel model : MemoryModel.values()) {
      Explored sample = litmus.explore(new Limited(priorities(method, 1), MANY), model);
      assertThat(sample.outcomes())
          .as(model.toString())
          .isEqualTo(litmus.explore(new SourceSets(new Actors(2)), model).outcomes());
    }
  }

  /** The second cpu comes to y only if it sees the first one's x. */
  @ParameterizedTest
  @EnumSource(names = {"RANDOM", "PCT", "POS"})
  void aWordThatIsSharedNowAndThenIsAPlaceToSwitchAt(Method method) {
    everyOutcomeIsSeen(method, LitmusSubject.of("V.y=1 V.x=1 V.y=3 V.y", "goV.x=1 V.y=2 V.y"));
  }

  /** A handler's cpu-local word is its program's, and nothing keeps the one from the other. */
  @ParameterizedTest
  @EnumSource(names = {"RANDOM", "PCT", "POS"})
  void aHandlerMeetsItsOwnCpuOutsideOfCriticalSections(Method method) {
    List<String> handler = List.of("L L=2 V.x");
    everyOutcomeIsSeen(method, LitmusSubject.withHandlers(handler, "L=1 L V.x=1 L", "S.0=0"));
    everyOutcomeIsSeen(method, LitmusSubject.withHandlers(handler, "L=1 { L V.x=1 } L", "S.0=0"));
  }

  @ParameterizedTest
  @EnumSource(names = {"RANDOM", "PCT", "POS"})
  void nobodyIsSwitchedWhereHeMeetsNobody(Method method) {
    Limited limited = new Limited(priorities(method, 1), 200);
    LitmusSubject.of("V.x=1 V.x=2 V.x=3 V.x=4 V.z V.x", "V.y=1 V.y=2 V.y=3 V.y=4 V.z V.y")
        .explore(limited, MemoryModel.SC);
    // Nothing is known of the first few. Two calls begin, in any order, and go on as they like.
    assertThat(limited.switches.subList(20, 200)).allMatch(count -> count <= 3);
  }

  @ParameterizedTest
  @EnumSource(names = {"RANDOM", "PCT", "POS"})
  void aLoopThatSpinsGivesTheOthersTheirTurn(Method method) {
    for (MemoryModel model : MemoryModel.values()) {
      Explored sample =
          LitmusSubject.of("spin.x=1 O.x", "R.x=1")
              .explore(new Limited(priorities(method, 1), 100), model);
      assertThat(sample.executions()).isEqualTo(100);
      assertThat(sample.registers()).as(model.toString()).containsExactly("1");
      assertThat(sample.broken()).as(model.toString()).isEqualTo(Set.of());
    }
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void aMethodIsFoundByItsWordAndSaysWhetherItDrawsLots(Method method) {
    assertThat(Method.byId(method.toString())).contains(method);
    assertThat(Method.byId(method.name())).isEmpty();
    assertThat(method.isRandom())
        .isEqualTo(Arrays.asList(Method.RANDOM, Method.PCT, Method.POS).contains(method));
  }
}
