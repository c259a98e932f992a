package ripsaw.gate.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ripsaw.gate.text.Inconclusive;
import ripsaw.gate.text.InputError;

/** Three shards of ten tasks, and what can be wrong with them. */
class GatheredTest {
  private static final List<String> TASKS =
      IntStream.range(0, 10).mapToObj(number -> "task " + number).toList();

  private static final List<String> COMMAND = List.of("gate", "--seed=3");

  /** A task's answer. */
  private record Said(String what) {}

  @TempDir private Path temp;

  @BeforeEach
  void run() throws IOException {
    for (int number = 1; number <= 3; number++) {
      run(number, 3, "build", COMMAND, TASKS);
    }
  }

  private Path directory(int number) {
    return temp.resolve("shard" + number);
  }

  private Path file(int number) {
    return directory(number).resolve(ShardFile.NAME);
  }

  private void run(int number, int of, String build, List<String> command, List<String> tasks)
      throws IOException {
    Share share = new Share(new Part(number, of), build, command, Efforts.NONE);
    share.plan(() -> tasks, Work.Extent.ALL);
    tasks.forEach(task -> share.answer(task, Said.class, () -> new Said("of " + task)));
    Files.createDirectories(directory(number));
    assertThat(share.write(directory(number), false).cut()).isEmpty();
  }

  private Gathered gather() {
    return Gathered.of(List.of(directory(1), directory(2), directory(3)), "build");
  }

  private static List<String> plan(Gathered gathered, List<String> tasks) {
    assertThat(gathered.complaints()).isEmpty();
    Given given = gathered.given(Efforts.NONE);
    try {
      given.plan(() -> tasks, Work.Extent.ALL);
      return List.of();
    } catch (Inconclusive e) {
      return e.lines();
    }
  }

  @Test
  void theAnswersOfAllAreGivenAndNobodyIsAsked() {
    Gathered gathered = gather();
    assertThat(plan(gathered, TASKS)).isEmpty();
    assertThat(gathered.command()).isEqualTo(COMMAND);
    Given given = gathered.given(Efforts.NONE);
    for (String task : TASKS) {
      assertThat(
              given.answer(
                  task,
                  Said.class,
                  () -> {
                    throw new AssertionError(task);
                  }))
          .contains(new Said("of " + task));
      assertThat(given.isMine(task)).isTrue();
      assertThat(given.asks(task)).isFalse();
    }
  }

  @Test
  void aDirectoryOfDirectoriesDoesAsWell() {
    assertThat(plan(Gathered.of(List.of(temp), "build"), TASKS)).isEmpty();
  }

  @Test
  void moreShardsThanTasksAreFine() throws IOException {
    List<String> two = List.of("task a", "task b");
    for (int number = 1; number <= 3; number++) {
      run(number, 3, "build", COMMAND, two);
    }
    assertThat(plan(gather(), two)).isEmpty();
  }

  @Test
  void aMissingShardIsNamedWithWhatMakesIt() throws IOException {
    Files.delete(file(2));
    assertThat(gather().complaints())
        .containsExactly(
            directory(2) + ": missing: no shard.json: run its shard again, to its end",
            "shard 2/3 is missing: run 'ripsaw gate --seed=3 --shard 2/3 --into DIR', and merge"
                + " with that");
    assertThat(Gathered.of(List.of(temp), "build").complaints())
        .singleElement()
        .asString()
        .startsWith("shard 2/3 is missing");
  }

  @Test
  void aDoubledShardIsNamed() throws IOException {
    Files.createDirectories(temp.resolve("again"));
    Files.copy(file(2), temp.resolve("again").resolve(ShardFile.NAME));
    assertThat(Gathered.of(List.of(temp), "build").complaints())
        .singleElement()
        .asString()
        .contains("doubled: shard 2 is in", "leave one out");
  }

  @Test
  void theSameDirectoryTwiceIsOneShard() {
    assertThat(Gathered.of(List.of(temp, directory(1)), "build").complaints()).isEmpty();
  }

  @Test
  void aShardOfAnotherBuildIsForeign() throws IOException {
    run(1, 3, "other", COMMAND, TASKS);
    assertThat(gather().complaints())
        .containsExactly(
            directory(1) + ": foreign: it is of another build: run its shard again with this one");
  }

  @Test
  void aShardOfAnotherCommandIsForeign() throws IOException {
    run(3, 3, "build", List.of("gate", "--seed=4"), TASKS);
    assertThat(gather().complaints())
        .containsExactly(directory(3) + ": foreign: it is of 'ripsaw gate --seed=4': leave it out");
  }

  @Test
  void aShardOfAnotherNumberOfShardsIsForeign() throws IOException {
    run(3, 4, "build", COMMAND, TASKS);
    assertThat(gather().complaints())
        .containsExactly(directory(3) + ": foreign: it is shard 3 of 4: leave it out");
  }

  @Test
  void aShardOfOtherTasksIsForeignToTheOthersAndAllAreToARunOfOthers() throws IOException {
    assertThat(plan(gather(), TASKS.subList(0, 9)))
        .hasSize(3)
        .allMatch(line -> line.contains("foreign: its list of tasks is not that of this run"));
    run(3, 3, "build", COMMAND, TASKS.subList(0, 9));
    assertThat(gather().complaints())
        .containsExactly(
            directory(3) + ": foreign: its list of tasks is another: run its shard again");
  }

  @Test
  void aFileThatIsCutAnywhereIsUnreadable() throws IOException {
    String text = Files.readString(file(2));
    for (int length = 0; length < text.length() - 1; length += 7) {
      Files.writeString(file(2), text.substring(0, length));
      assertThat(gather().complaints().getFirst())
          .startsWith(directory(2) + ": unreadable: it ")
          .endsWith(": run its shard again");
    }
  }

  @Test
  void aFileThatSomebodyChangedIsUnreadable() throws IOException {
    String text = Files.readString(file(2));
    List<String> changed = new ArrayList<>();
    changed.add(text.replaceFirst("\"of task", "\"of  task"));
    changed.add(text.replaceFirst("\"shard\" : 2", "\"shard\" : 3"));
    changed.add(text.replace("\"build\" : \"build\"", "\"build\" : \"other\""));
    changed.add(text.replaceFirst("\"format\" : 1", "\"format\" : 2"));
    for (String one : changed) {
      assertThat(one).isNotEqualTo(text);
      Files.writeString(file(2), one);
      assertThat(gather().complaints().getFirst()).startsWith(directory(2) + ": unreadable: it ");
    }
  }

  @Test
  void aShardThatTheTimeCutSaysSoAndIsNotMerged() throws IOException {
    Share share = new Share(new Part(2, 3), "build", COMMAND, Efforts.NONE);
    share.plan(() -> TASKS, Work.Extent.ALL);
    Share.Outcome outcome = share.write(directory(2), false);
    assertThat(outcome.cut()).startsWith("the budget was spent before ");
    assertThat(outcome.line()).startsWith("shard 2/3: 0 of its ").contains("10 in all; no verdict");
    assertThat(gather().complaints())
        .singleElement()
        .asString()
        .startsWith(directory(2) + ": cut: the budget was spent before ")
        .endsWith(
            ": run 'ripsaw gate --seed=3 --shard 2/3 --into %s' again, and merge then"
                .formatted(directory(2)));
  }

  /** Written by a program that signs what it writes, and is wrong. */
  @Test
  void aShardWithAnAnswerTooFewOrTooManyOrOfAnotherIsNotMerged() throws Exception {
    ShardFile right = ShardFile.read(Files.readString(file(2)));
    List<ShardFile.Answered> answers = right.answers();
    ShardFile.Answered foreign = ShardFile.read(Files.readString(file(1))).answers().getFirst();
    write(right, answers.subList(1, answers.size()));
    assertThat(plan(gather(), TASKS))
        .singleElement()
        .asString()
        .contains("cut: 1 of its ", "without an answer");
    List<ShardFile.Answered> more = new ArrayList<>(answers);
    more.add(answers.getFirst());
    write(right, more);
    assertThat(plan(gather(), TASKS)).singleElement().asString().contains("is answered twice");
    more.set(more.size() - 1, foreign);
    write(right, more);
    assertThat(plan(gather(), TASKS))
        .singleElement()
        .asString()
        .contains("foreign: '" + foreign.task() + "' is no task of this shard");
  }

  private void write(ShardFile shard, List<ShardFile.Answered> answers) throws IOException {
    Files.writeString(file(2), new ShardFile(shard.head(), answers).text());
  }

  @Test
  void anAnswerOfAnotherKindIsNone() {
    record Other(long number) {}
    Given given = gather().given(Efforts.NONE);
    assertThatThrownBy(() -> given.answer("task 1", Other.class, () -> new Other(1)))
        .isInstanceOf(Inconclusive.class)
        .hasMessageContaining("'task 1': an answer is none");
    assertThatThrownBy(() -> given.answer("task 10", Said.class, () -> new Said("")))
        .isInstanceOf(Inconclusive.class)
        .hasMessageContaining("no shard answered 'task 10'");
  }

  @Test
  void aDirectoryThatIsNotThereIsAnErrorOfTheUsers() {
    assertThatThrownBy(() -> Gathered.of(List.of(temp.resolve("none")), "build"))
        .isInstanceOf(InputError.class)
        .hasMessageContaining("none' is no directory");
  }

  @Test
  void anEmptyDirectoryIsNoRun() throws IOException {
    Path empty = Files.createDirectory(temp.resolve("empty"));
    assertThat(Gathered.of(List.of(empty), "build").complaints())
        .containsExactly(empty + ": missing: no shard.json: run its shard again, to its end");
  }
}
