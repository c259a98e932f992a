package ripsaw.linearizability.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ripsaw.linearizability.oracle.Script.Op;

/**
 * The oracle's canary: under sequential consistency it comes to what plain interleaving comes to,
 * on memory that is an array.
 */
class InterleavingsTest {
  private final List<List<Op>> scripts = new ArrayList<>();
  private final Set<String> outcomes = new TreeSet<>();

  /** Every interleaving from here on. */
  private void interleave(long[] memory, int[] next, List<List<Long>> registers) {
    boolean done = true;
    for (int cpu = 0; cpu < next.length; cpu++) {
      if (next[cpu] < scripts.get(cpu).size()) {
        done = false;
        long[] after = memory.clone();
        int[] then = next.clone();
        List<List<Long>> kept = registers.stream().<List<Long>>map(ArrayList::new).toList();
        Op op = scripts.get(cpu).get(next[cpu]);
        then[cpu] = step(op, after, kept.get(cpu)) ? next[cpu] + 1 : scripts.get(cpu).size();
        interleave(after, then, kept);
      }
    }
    if (done) {
      outcomes.add(
          Outcome.registers(registers, registers.stream().map(each -> List.<Long>of()).toList())
              + Arrays.toString(memory));
    }
  }

  private static boolean step(Op op, long[] memory, List<Long> kept) {
    if (op.word() < 0) {
      return true; // a fence
    }
    long before = memory[op.word()];
    switch (op.verb().replaceAll("(?<=[a-z])[A-Z]", "")) {
      case "cas" -> {
        kept.add(before == op.expected() ? 1L : 0);
        memory[op.word()] = before == op.expected() ? op.desired() : before;
      }
      case "add" -> {
        kept.add(before);
        memory[op.word()]++;
      }
      case "swap" -> {
        kept.add(before);
        memory[op.word()] = op.number();
      }
      case "go" -> {
        kept.add(before);
        return before == op.number();
      }
      default -> {
        if (op.value().isEmpty()) {
          kept.add(before);
        } else {
          memory[op.word()] = op.number();
        }
      }
    }
    return true;
  }

  private Set<String> interleavings(Litmus litmus) {
    scripts.clear();
    outcomes.clear();
    litmus.cpus().forEach(script -> scripts.add(script.ops()));
    int cpus = scripts.size();
    interleave(
        new long[Script.WORDS.length()],
        new int[cpus],
        IntStream.range(0, cpus).<List<Long>>mapToObj(cpu -> new ArrayList<>()).toList());
    return outcomes;
  }

  private static Set<String> oracle(Litmus litmus) {
    Set<String> outcomes = new TreeSet<>();
    for (Outcome outcome : Oracle.of(litmus, Model.SC).outcomes()) {
      outcomes.add(outcome.registers() + outcome.memory());
    }
    return outcomes;
  }

  @Test
  void theOracleComesToWhatInterleavingComesTo() {
    comesToTheSame(1_500);
  }

  @Tag("nightly")
  @Test
  void soItDoesInManyMore() {
    comesToTheSame(20_000);
  }

  private void comesToTheSame(int programs) {
    String[] accesses =
        ("V.x=1 R.y=2 O.x=3 P.y=1 V.x A.y O.x P.y cas.x=12 casA.y=01 casR.x=03 add.x swap.y=4"
                + " go.x=1 goO.y=2 F FA FR")
            .split(" ");
    Random random = new Random(1);
    int outcomesSeen = 0;
    for (int i = 0; i < programs; i++) {
      List<String> cpus = new ArrayList<>();
      for (int cpu = 0; cpu < 2 + i % 2; cpu++) {
        List<String> script = new ArrayList<>();
        for (int access = random.nextInt(4); access >= 0; access--) {
          script.add(accesses[random.nextInt(accesses.length)]);
        }
        cpus.add(String.join(" ", script));
      }
      Litmus litmus = Litmus.parse(String.join("; ", cpus));
      assertThat(oracle(litmus)).as(litmus.toString()).isEqualTo(interleavings(litmus));
      outcomesSeen += outcomes.size();
    }
    assertThat(outcomesSeen).isGreaterThan(10 * programs / 3);
  }
}
