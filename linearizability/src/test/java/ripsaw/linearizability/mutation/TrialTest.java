package ripsaw.linearizability.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.program.Suite;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

class TrialTest {
  private static final Subject SUBJECT = Catalogue.load().find("dragonfly/reference").orElseThrow();
  private static final Mutations MUTATIONS = Mutations.of(SUBJECT);
  private static final Replica REPLICA = new Replica(SUBJECT, SUBJECT.family(), MUTATIONS);
  private static final List<Suite> SUITE = Suite.of(SUBJECT.family());

  private static Trial trial(String id) {
    Mutation mutation =
        MUTATIONS.all().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    return Trial.of(REPLICA, Map.of(mutation.type(), MUTATIONS.bytes(mutation)));
  }

  /** Of a program by day. */
  private static final int EXECUTIONS = 100;

  /** So many that each program comes to its end. */
  private static final int ALL_EXECUTIONS = 20_000;

  /** All programs: a verb that a family adds must reach the replica, too. */
  @ParameterizedTest
  @ValueSource(
      strings = {"dragonfly/reference", "dragonfly/kmalloc_obj-reference", "blackbox/bitmap"})
  void aReplicaDoesWhatTheSubjectDoes(String id) {
    doesTheSame(id, EXECUTIONS);
  }

  @Tag("nightly")
  @ParameterizedTest
  @ValueSource(
      strings = {"dragonfly/reference", "dragonfly/kmalloc_obj-reference", "blackbox/bitmap"})
  void toTheLastExecution(String id) {
    doesTheSame(id, ALL_EXECUTIONS);
  }

  private static void doesTheSame(String id, int most) {
    Subject subject = Catalogue.load().find(id).orElseThrow();
    Replica replica = new Replica(subject, subject.family(), Mutations.of(subject));
    try (Trial trial = Trial.of(replica, Map.of())) {
      assertThat(trial.subject().family().getClass()).isNotSameAs(subject.family().getClass());
      for (Suite one : Suite.of(subject.family())) {
        Exploration again = trial.explore(one.program(), MemoryModel.SC, most);
        Exploration first =
            Explorer.explore(
                new Explorer.Question(
                    subject,
                    one.program(),
                    MemoryModel.SC,
                    subject.promised(),
                    Method.EXHAUSTIVE,
                    0,
                    most,
                    Long.MAX_VALUE));
        assertThat(again.isExhausted()).as(one.name()).isEqualTo(first.isExhausted());
        assertThat(again.isExhausted() || most < ALL_EXECUTIONS).as(one.name()).isTrue();
        assertThat(again.executions()).as(one.name()).isEqualTo(first.executions());
        assertThat(again.accesses()).as(one.name()).isEqualTo(first.accesses());
      }
    }
  }

  @Test
  void aMistakeIsFoundInTheReplicaAndNotInTheSubject() {
    try (Trial trial = trial("Accounting.addTo arithmetic 1")) {
      Exploration found = trial.explore(SUITE.get(0).program(), MemoryModel.SC, 2_000);
      assertThat(found.violation().orElseThrow().property().id())
          .isEqualTo(CommonProperty.ACCOUNTING_CANCELS.id());
    }
  }

  @Test
  void aLoopWithoutEndIsCut() {
    String endless =
        MUTATIONS.all().stream()
            .filter(one -> one.name().equals("create") && one.what().equals("type is not kept"))
            .findFirst()
            .orElseThrow()
            .id();
    try (Trial trial = trial(endless)) {
      catchThrowable(() -> trial.explore(SUITE.get(0).program(), MemoryModel.SC, 2_000));
      assertThat(trial.ranOut()).isTrue();
    }
  }
}
