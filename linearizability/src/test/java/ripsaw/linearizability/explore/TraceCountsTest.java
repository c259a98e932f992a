package ripsaw.linearizability.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.linearizability.explore.LitmusSubject.Explored;
import ripsaw.linearizability.oracle.Litmus;
import ripsaw.linearizability.oracle.Model;
import ripsaw.linearizability.oracle.Oracle;
import ripsaw.machine.order.MemoryModel;

/**
 * Numbers of executions that others have published: those of GenMC 0.11 (Kokologiannakis, Raad and
 * Vafeiadis, PLDI 2019), in its tests under {@code tests/correct/litmus} and {@code synthetic}, for
 * programs that scripts can say. An execution is what is read from where and in which order words
 * are written, the same as here.
 *
 * <p>An opaque access stands for a relaxed one, a volatile for a sequentially consistent one, a
 * plain for one that is not atomic. Where relaxed updates were counted, the ones here are stronger
 * in a way that does not matter there.
 */
class TraceCountsTest {
  /**
   * Columns: GenMC's name; the program; executions under sc, and under RC11. None for RC11 where
   * GenMC forbids more than the paper does, for its {@code psc} takes any step of program order
   * around happens-before, and not only one to another word.
   */
  private static final String COUNTED =
      """
      2+2W+2sc+scf    | V.x=1 V.y=2; O.y=1 F O.x=2                              |   3 |   3
      2+2W+3sc+rel1   | V.x=1 V.y=2; R.y=1 V.x=2                                |   3 |   4
      2+2W+4sc        | V.x=1 V.y=2; V.y=1 V.x=2                                |   3 |   3
      2+2W+scfs       | O.x=1 F O.y=2; O.y=1 F O.x=2                            |   3 |   3
      2+2W            | R.x=1 R.y=2; R.y=1 R.x=2                                |   3 |   4
      2CoWR           | A.y; A.x; R.x=1; R.y=1                                  |   4 |   4
      CoRR            | R.x=1 R.x=2; A.x A.x                                    |   6 |   6
      CoRR0           | R.x=1; A.x; A.x                                         |   4 |   4
      CoRR1           | R.x=1; R.x=2; A.x A.x; A.x                              |  36 |  36
      CoRR2           | R.x=1; R.x=2; A.x A.x; A.x A.x                          |  72 |  72
      CoRW            | A.x R.x=1; R.x=2                                        |   3 |   3
      CoWR            | R.x=1 A.x; R.x=2                                        |   3 |   3
      IRIW-acq-sc     | V.x=1; A.x V.y; A.y V.x; V.y=1                          |  15 |  16
      LB+incMPs       | A.x add.z; add.z R.y=1; A.y add.a; add.a R.x=1          |  15 |  15
      LB3             | O.x O.y=1; O.y O.z=1; O.z O.x=1                         |   7 |   7
      MP+incMP        | A.y add.z; add.z A.x; R.x=1 R.y=1                       |   7 |   7
      MP+rel+acq      | P.x=1 R.y=1; go.y=1 P.x                                 |   2 |   2
      MP+rel+acqf     | P.x=1 R.y=1; goO.y=1 FA P.x                             |   2 |   2
      MP+relf+acq     | P.x=1 FR O.y=1; go.y=1 P.x                              |   2 |   2
      MP+relf+acqf    | P.x=1 FR O.y=1; goO.y=1 FA P.x                          |   2 |   2
      MP+rels+acq     | P.x=1 R.y=0 O.y=1; go.y=1 P.x                           |   3 |   4
      MP+rels+acqf    | P.x=1 R.y=0 O.y=1; goO.y=1 FA P.x                       |   3 |   4
      MP              | R.x=1 R.y=1; A.y A.x                                    |   3 |   3
      MPU+rel+acq     | P.x=1 R.y=1; addA.y; go.y=2 P.x=2                       |   6 |   6
      MPU+relf+acqf   | P.x=1 FR O.y=1; addA.y; goO.y=2 FA P.x=2                |   6 |   6
      MPU+rels+acq    | P.x=1 R.y=0 O.y=1; addA.y; go.y=2 P.x=2                 |  12 |  13
      MPU2+rel+acq    | P.x=1 R.y=1; casA.y=23; casA.y=12; go.y=3 P.x=2         |  14 |  14
      MPU2+rels+acq   | P.x=1 R.y=0 O.y=1; casA.y=23; casA.y=12; go.y=3 P.x=2   |  35 |  36
      RWC+syncs       | O.x=1; O.x F O.y; O.y=1 F O.x                           |   7 |   7
      S               | O.x=2 O.y=1; O.y O.x=1                                  |   3 |   4
      S+rel+acq       | P.x=1 R.y=1; go.y=1 P.x=2                               |   2 |   2
      S+relf+acqf     | P.x=1 FR O.y=1; goO.y=1 FA P.x=2                        |   2 |   2
      S+rels+acq      | P.x=1 R.y=0 O.y=1; go.y=1 P.x=2                         |   3 |   4
      SB+2sc+scf      | V.x=1 V.y; O.y=1 F O.x                                  |   3 |   3
      SB+3sc+acq      | V.x=1 V.y; V.y=1 A.x                                    |   3 |   4
      SB+3sc+rel      | V.x=1 V.y; R.y=1 V.x                                    |   3 |   4
      SB+4sc          | V.x=1 V.y; V.y=1 V.x                                    |   3 |   3
      SB+rfis         | R.x=1 V.x V.y; R.y=1 V.y V.x                            |   3 |   4
      SB+scfs         | O.x=1 F O.y; O.y=1 F O.x                                |   3 |   3
      SB              | R.x=1 A.y; R.y=1 A.x                                    |   3 |   4
      W+RWC           | O.x=1 R.z=1; A.z F O.y; O.y=1 F O.x                     |   7 |   7
      W+RRR+W         | O.x=1; O.x O.x O.x; O.x=2                               |  20 |  20
      WWmerge1        | A.x V.y; V.x=1 V.x=2; V.y=1 V.x                         |  15 |   -
      WWmerge2        | A.x V.y; V.x=2; V.y=1 V.x                               |   7 |   8
      Z6+acq          | O.x=1 F O.y=1; A.y O.z=1; O.z=2 F O.x                   |   7 |   7
      Z6.U            | V.x=1 R.y=1; add.y O.y; V.y=3 V.x                       |  18 |   -
      atomicpo        | O.y=1 FA FR O.x=1; swapR.x=1 swapR.y=1                  |   3 |   4
      ccr             | casR.x=04; casR.x=01 O.x                                |   2 |   2
      cii             | casR.x=12; add.x; add.x                                 |   6 |   6
      default         | A.x A.x; R.x=1; R.x=2                                   |  12 |  12
      fr+w+w+w+reads  | O.x=1; O.x=2; O.x=3; O.x O.x O.x O.x                    | 210 | 210
      inc+inc+RR+W+RR | add.x; add.x; O.x O.x; O.x=9; O.x O.x                   | 600 | 600
      isa2            | O.x=1 R.y=1; A.y R.z=1; A.z O.x                         |   7 |   7
      ori             | add.x R.y=1; casA.x=01; goO.y=1 R.x=4                   |   5 |   5
      peterZ          | O.x=1 F O.y; O.y=1 R.z=1; A.z F O.x                     |   7 |   7
      relacq-B-cumul  | O.x=1 R.y=1; A.y O.z=1; O.z FA FR O.x                   |   7 |   8
      relseq          | O.x=1 R.y=1 O.y=2; swapA.y=3; O.y FA FR O.x             |  16 |  20
      rii             | O.x add.x; add.x                                        |   3 |   3
      rinc+wr         | add.x; O.x=2 O.x                                        |   3 |   3
      riwi            | O.y add.x; add.x R.y=1                                  |   3 |   3
      small0          | A.x; A.x R.x=1; R.x=2                                   |   9 |   9
      small1          | A.y A.z A.x; R.x=1; R.y=1 R.z=1                         |   8 |   8
      viktor-relseq   | addA.x addA.x; add.x add.x; add.x; add.x                | 180 | 180
      wcii            | R.x=5; casR.x=12; add.x; add.x                          |  24 |  24
      ainc(2)         | add.x; add.x                                            |   2 |   2
      ainc(3)         | add.x; add.x; add.x                                     |   6 |   6
      ainc(4)         | add.x; add.x; add.x; add.x                              |  24 |  24
      binc(2)         | add.x add.y; add.x add.y                                |   4 |   4
      binc(3)         | add.x add.y; add.x add.y; add.x add.y                   |  36 |  36
      cinc(2)         | add.x add.y add.z; add.x add.y add.z                    |   8 |   8
      cinc(3)         | add.x add.y add.z; add.x add.y add.z; add.x add.y add.z | 216 | 216
      cas(2)          | casR.x=01; casR.x=02                                    |   2 |   2
      cas(3)          | casR.x=01; casR.x=02; casR.x=03                         |   3 |   3
      cas(4)          | casR.x=01; casR.x=02; casR.x=03; casR.x=04              |   4 |   4
      casw(2)         | casR.x=01 R.x=3; casR.x=01 R.x=4                        |   6 |   6
      casw(3)         | casR.x=01 R.x=3; casR.x=01 R.x=4; casR.x=01 R.x=5       |  66 |  66
      CoA(2)          | R.x=1 A.y A.x; R.x=2 A.z A.x; R.y=1 R.z=1               |  15 |  16
      CoA(3)          | R.x=1 A.y A.x; R.x=2 A.z A.x; R.y=1 R.z=1; R.y=2 R.z=2  | 130 | 144
      rw(2)           | O.x R.x=1; O.x R.x=2                                    |   4 |   4
      rw(3)           | O.x R.x=1; O.x R.x=2; O.x R.x=3                         |  36 |  36
      rw(4)           | O.x R.x=1; O.x R.x=2; O.x R.x=3; O.x R.x=4              | 576 | 576
      readers(2)      | R.x=1; O.x; O.x                                         |   4 |   4
      wcas(2)         | R.x=2; casR.x=23; casR.x=23                             |   5 |   5
      wcas(3)         | R.x=2; casR.x=23; casR.x=23; casR.x=23                  |  13 |  13
      wcas(4)         | R.x=2; casR.x=23; casR.x=23; casR.x=23; casR.x=23       |  33 |  33
      wainc(2)        | R.x=9; add.x; add.x                                     |   6 |   6
      wainc(3)        | R.x=9; add.x; add.x; add.x                              |  24 |  24
      casrot(3)       | casR.x=01; casR.x=12; casR.x=23                         |   5 |   5
      casrot(4)       | casR.x=01; casR.x=12; casR.x=23; casR.x=34              |  14 |  14
      """;

  /** A line of the table. */
  record Counted(String name, Litmus litmus, long sc, String rc11) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Counted> counted() {
    return COUNTED.lines().map(TraceCountsTest::counted).toList();
  }

  private static Counted counted(String line) {
    List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
    return new Counted(
        cells.get(0), Litmus.parse(cells.get(1)), Long.parseLong(cells.get(2)), cells.get(3));
  }

  @ParameterizedTest
  @MethodSource("counted")
  void thereAreAsManyExecutionsAsOthersCounted(Counted program) {
    assertThat(Oracle.of(program.litmus, Model.SC).graphs()).isEqualTo(program.sc);
    if (!program.rc11.equals("-")) {
      assertThat(Oracle.of(program.litmus, Model.RC11).graphs())
          .isEqualTo(Long.parseLong(program.rc11));
    }
    Explored explored = Fuzz.explored(program.litmus, MemoryModel.SC);
    assertThat(explored.executions()).isEqualTo(program.sc);
  }

  private static Fuzz explored(MemoryModel model) {
    Fuzz fuzz = new Fuzz(model);
    counted().stream().map(Counted::litmus).forEach(fuzz::compare);
    assertThat(fuzz.smallestDifference()).as(fuzz.toString()).isEmpty();
    return fuzz;
  }

  @Test
  void underTotalStoreOrderAtMostAQuarterOfTheStepsIsAbandoned() {
    Fuzz fuzz = explored(MemoryModel.TSO);
    assertThat(fuzz.partAbandoned()).as(fuzz.toString()).isLessThanOrEqualTo(0.25);
  }

  @Test
  void underReleaseAndAcquireThereAreAtMostTwoExecutionsAConsistentGraph() {
    Fuzz fuzz = explored(MemoryModel.RA);
    assertThat(fuzz.executions()).as(fuzz.toString()).isBetween(fuzz.graphs(), 2 * fuzz.graphs());
  }
}
