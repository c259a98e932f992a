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
import ripsaw.linearizability.explore.LitmusSubject.Explored;
import ripsaw.machine.order.Choices;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Violation;

/** The three methods that draw lots. */
class PrioritiesTest {
  private static final int MANY = 3_000;

  private static Priorities priorities(Method method, long seed) {
    return switch (method) {
      case RANDOM -> Priorities.none(seed);
      case PCT -> Priorities.changingAtRandomSteps(2, seed);
      case POS -> Priorities.ofSteps(2, seed);
      default -> throw new IllegalArgumentException(method.toString());
    };
  }

  /** A strategy that never ends makes so many executions. */
  private static final class Limited implements Strategy {
    private final Strategy strategy;
    private int left;
    private final List<Integer> actors = new ArrayList<>();

    Limited(Strategy strategy, int executions) {
      this.strategy = strategy;
      this.left = executions;
    }

    @Override
    public boolean begin() {
      return left-- > 0 && strategy.begin();
    }

    @Override
    public int choose(ProgramRun run, int enabled) {
      int actor = strategy.choose(run, enabled);
      actors.add(actor);
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
    for (MemoryModel model : MemoryModel.values()) {
      LitmusSubject litmus = LitmusSubject.of("R.x=1 A.y", "R.y=1 A.x");
      Explored sample = litmus.explore(new Limited(priorities(method, 1), MANY), model);
      assertThat(sample.outcomes())
          .as(model.toString())
          .isEqualTo(litmus.explore(new NaiveEnumeration(), model).outcomes());
    }
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
