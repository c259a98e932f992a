package ripsaw.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ripsaw.machine.MemoryModel;

/**
 * The famous litmus tests: whether one outcome, which tells the models apart, can be seen under
 * sequential consistency, with store buffers, and under release and acquire. Names after Alglave,
 * Maranget and Tautschnig, "Herding cats" (TOPLAS 2014).
 */
class LitmusTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SB, volatile                | V.x=1 V.y; V.y=1 V.x                   | 0 0      |
          SB, release and acquire     | R.x=1 A.y; R.y=1 A.x                   | 0 0      | TSO RA
          SB, volatile stores         | V.x=1 A.y; V.y=1 A.x                   | 0 0      | RA
          SB, update in between       | R.x=1 add.z A.y; R.y=1 add.z A.x       | 0,0 1,0  |
          MP, opaque                  | O.x=1 O.y=1; O.y O.x                   | 1,0      | RA
          MP, release and acquire     | O.x=1 R.y=1; A.y O.x                   | 1,0      |
          MP, release and opaque      | O.x=1 R.y=1; O.y O.x                   | 1,0      | RA
          MP, opaque and acquire      | O.x=1 O.y=1; A.y O.x                   | 1,0      | RA
          MP, volatile                | O.x=1 V.y=1; V.y O.x                   | 1,0      |
          MP, over an update          | O.x=1 R.y=1; add.y; A.y O.x            | 1 2,0    |
          MP, over a store            | O.x=1 R.y=1; O.y=2; A.y O.x            | 2,0      | SC TSO RA
          MP, over a third cpu        | R.x=1; A.x R.y=1; A.y A.x              | 1 1,0    |
          LB, opaque                  | O.x O.y=1; O.y O.x=1                   | 1 1      |
          LB, acquire and release     | A.x R.y=1; A.y R.x=1                   | 1 1      |
          IRIW, volatile              | V.x=1; V.y=1; V.x V.y; V.y V.x         | 1,0 1,0  |
          IRIW, acquire               | R.x=1; R.y=1; A.x A.y; A.y A.x         | 1,0 1,0  | RA
          CoRR, opaque                | O.x=1 O.x=2; O.x O.x                   | 2,1      |
          CoRR, two readers           | O.x=1; O.x=2; O.x O.x; O.x O.x         | 1,2 2,1  |
          CoWR, opaque                | O.x=1 O.x; O.x=2                       | 0        |
          2+2W, opaque                | O.x=1 O.y=2; O.y=1 O.x=2; O.x O.x; O.y O.y | 2,1 2,1 |
          2+2W, one order each        | O.x=1 O.y=2; O.y=1 O.x=2; O.x O.x; O.y O.y | 1,2 1,2 | SC TSO RA
          RMW, two additions          | add.x; add.x                           | 0 0      |
          RMW, two compare-and-sets   | cas.x=01; cas.x=01                     | 1 1      |
          RMW, over a store buffer    | O.x=1 add.y; O.y=1 add.x               | 0 0      |
          """)
  void itsOutcomeIsSeenUnderTheModelsThatAllowIt(
      String name, String scripts, String outcome, String allowing) {
    LitmusSubject litmus = LitmusSubject.of(scripts.split("; "));
    Set<MemoryModel> seen = EnumSet.noneOf(MemoryModel.class);
    for (MemoryModel model : MemoryModel.values()) {
      SourceSets sources = new SourceSets(litmus.program().shape().cpus());
      if (litmus.explore(sources, model).registers().contains(outcome)) {
        seen.add(model);
      }
    }
    Set<MemoryModel> expected = EnumSet.noneOf(MemoryModel.class);
    for (MemoryModel model : MemoryModel.values()) {
      if (allowing != null && Set.of(allowing.split(" ")).contains(model.name())) {
        expected.add(model);
      }
    }
    assertThat(seen).isEqualTo(expected);
  }
}
