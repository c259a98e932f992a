package ripsaw.gate.hunt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ripsaw.gate.text.InputError;
import ripsaw.linearizability.mutation.Mutation;
import ripsaw.linearizability.mutation.Mutations;
import ripsaw.linearizability.mutation.Replica;
import ripsaw.linearizability.mutation.Trial;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

class UnitTestsTest {
  /** Maven compiles them before it comes here. */
  private static final Path TESTS = Path.of("../impl/target/test-classes");

  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final Subject SUBJECT = CATALOGUE.find("dragonfly/reference").orElseThrow();
  private static final Mutations MUTATIONS = Mutations.of(SUBJECT);
  private static final Replica REPLICA =
      new Replica(SUBJECT, CATALOGUE.providerOf(SUBJECT), MUTATIONS);

  @TempDir private Path empty;

  /** Once for all: each test is run to see whether it is one to ask. */
  private static final UnitTests ASKED = new UnitTests(REPLICA, List.of(TESTS));

  private static Optional<String> failing(String mutant) {
    Mutation mutation =
        MUTATIONS.all().stream()
            .filter(one -> one.toString().startsWith(mutant))
            .findFirst()
            .orElseThrow();
    Map<String, byte[]> changed = Map.of(mutation.type(), MUTATIONS.bytes(mutation));
    try (Trial trial = Trial.of(REPLICA, changed)) {
      return ASKED.failing(trial, changed);
    }
  }

  @Test
  void aTestMeetsTheMutant() {
    assertThat(failing("Accounting.addTo arithmetic 1")).isPresent();
  }

  @Test
  void whatFailsAnywayIsNotAsked() {
    try (Trial trial = Trial.of(REPLICA, Map.of())) {
      assertThat(ASKED.failing(trial, Map.of())).isEmpty();
    }
  }

  @Test
  void aLoopWithoutEndFailsToo() {
    assertThat(failing("Accounting.create no-store")).isPresent();
  }

  @Test
  void aDirectoryWithoutTestsOfTheSubjectIsAMistake() {
    assertThatThrownBy(() -> new UnitTests(REPLICA, List.of(empty)))
        .isInstanceOf(InputError.class)
        .hasMessageContaining("no test of the subject's packages is in");
  }
}
