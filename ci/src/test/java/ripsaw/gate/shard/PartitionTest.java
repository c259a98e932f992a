package ripsaw.gate.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartitionTest {
  private static final List<String> TASKS =
      IntStream.range(0, 100)
          .mapToObj(number -> (number % 10 == 0 ? "tlc " : "jqwik ") + number)
          .toList();

  private static ShardFile.Answered took(String task, long millis) {
    return new ShardFile.Answered(task, NullNode.getInstance(), millis);
  }

  /** Ten long ones and one that is as long as all others, of a hundred. */
  private static final Efforts EFFORTS =
      Efforts.NONE.with(
          TASKS.stream()
              .map(
                  task ->
                      took(task, task.equals("jqwik 7") ? 8192 : task.startsWith("t") ? 512 : 32))
              .toList());

  @Test
  void eachTaskIsOfExactlyOneShard() {
    for (int of : new int[] {1, 3, 8, 250}) {
      Partition partition = new Partition(TASKS, EFFORTS, of);
      Set<String> seen = new HashSet<>();
      for (int shard = 1; shard <= of; shard++) {
        for (String task : Partition.of(shard, TASKS, partition)) {
          assertThat(seen.add(task)).as(task).isTrue();
        }
      }
      assertThat(seen).containsExactlyInAnyOrderElementsOf(TASKS);
      assertThat(partition.shard("jqwik none")).isZero();
    }
  }

  @Test
  void whoseATaskIsDoesNotDependOnTheOrderOfTheTasks() {
    Partition partition = new Partition(TASKS, EFFORTS, 7);
    List<String> others = new ArrayList<>(TASKS);
    Collections.shuffle(others, new Random(1));
    Partition other = new Partition(others, EFFORTS, 7);
    assertThat(TASKS).allMatch(task -> partition.shard(task) == other.shard(task));
  }

  @Test
  void shardsAreBalancedByTheEffortAndNotByTheNumberOfTasks() {
    Partition partition = new Partition(TASKS, EFFORTS, 3);
    List<String> longest = Partition.of(partition.shard("jqwik 7"), TASKS, partition);
    assertThat(longest).containsExactly("jqwik 7");
    List<Long> loads =
        IntStream.rangeClosed(1, 3)
            .mapToObj(shard -> Partition.of(shard, TASKS, partition))
            .filter(tasks -> !tasks.contains("jqwik 7"))
            .map(tasks -> tasks.stream().mapToLong(EFFORTS::of).sum())
            .toList();
    assertThat(Math.abs(loads.get(0) - loads.get(1))).isLessThanOrEqualTo(32);
  }

  @Test
  void mutantsOfOneSubjectStayTogetherAndManyOfThemDoNot() {
    for (int mutants : new int[] {10, 1_000}) {
      List<String> tasks =
          IntStream.range(0, 2 * mutants).mapToObj(i -> "mutant a/" + i % 2 + " " + i).toList();
      Partition partition = new Partition(tasks, EFFORTS, 8);
      Set<Integer> of =
          tasks.stream()
              .filter(task -> task.startsWith("mutant a/0 "))
              .map(partition::shard)
              .collect(Collectors.toSet());
      assertThat(of.size()).isBetween(mutants == 10 ? 1 : 4, mutants == 10 ? 1 : 8);
      assertThat(tasks.stream().map(partition::shard).distinct().count())
          .isEqualTo(mutants == 10 ? 2 : 8);
    }
  }

  @Test
  void tasksOfOneNameAreRefused() {
    assertThatThrownBy(() -> new Partition(List.of("a b", "a b"), Efforts.NONE, 2))
        .hasMessageContaining("a b");
  }

  @Test
  void aShareIsKOfN() {
    assertThat(Part.parse("3/8")).isEqualTo(new Part(3, 8)).hasToString("3/8");
    for (String text : new String[] {"9/8", "0/8", "3/0", "3", "3/8/9", "", "-1/2", "3/10000"}) {
      assertThatThrownBy(() -> Part.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("give K/N");
    }
  }
}
