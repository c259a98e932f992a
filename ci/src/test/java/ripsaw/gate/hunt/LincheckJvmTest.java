package ripsaw.gate.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ripsaw.gate.hunt.Answer.Fate;
import ripsaw.linearizability.mutation.Mutation;
import ripsaw.linearizability.mutation.Mutations;
import ripsaw.spec.Checker;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

class LincheckJvmTest {
  private static final Subject SUBJECT = Catalogue.load().find("blackbox/bitmap").orElseThrow();
  private static final Mutations MUTATIONS = Mutations.of(SUBJECT);

  private static Answer ask(String mutant) {
    Mutation mutation =
        MUTATIONS.all().stream().filter(one -> one.id().equals(mutant)).findFirst().orElseThrow();
    return LincheckJvm.ask(SUBJECT, mutation, MUTATIONS.bytes(mutation));
  }

  @Test
  void oneMutantIsKilledAndTheNextLives() {
    Answer killed = ask("BitmapHeap.take operand 2");
    assertThat(killed.fate()).isEqualTo(Fate.KILLED);
    assertThat(killed.by()).isEqualTo(Checker.LINCHECK.id());
    assertThat(killed.property()).isNotEmpty();
    assertThat(ask("BitmapHeap.free order 2").fate()).isEqualTo(Fate.SURVIVED);
  }
}
