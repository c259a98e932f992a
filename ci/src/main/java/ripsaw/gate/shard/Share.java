package ripsaw.gate.shard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import ripsaw.gate.text.OwnFiles;
import ripsaw.gate.text.Plural;
import ripsaw.spec.kept.Digest;

/** Asks its share of the tasks, and leaves the answers in a file. It judges nothing. */
public final class Share implements Work {
  private final Part part;
  private final String build;
  private final List<String> command;
  private final Efforts efforts;
  private final Map<String, ShardFile.Answered> answers = new ConcurrentSkipListMap<>();
  private String digest;
  private int planned;
  private Set<String> mine;
  private Extent extent;

  /**
   * @param build see {@link ShardFile.Head}
   * @param command see {@link ShardFile.Head}
   */
  public Share(Part part, String build, List<String> command, Efforts efforts) {
    this.part = part;
    this.build = build;
    this.command = command;
    this.efforts = efforts;
  }

  @Override
  public void plan(Supplier<List<String>> tasks, Extent extent) {
    List<String> all = tasks.get();
    Partition partition = new Partition(all, efforts, part.of());
    this.extent = extent;
    planned = all.size();
    digest = digest(all);
    mine = new HashSet<>(all);
    mine.removeIf(task -> partition.shard(task) != part.number());
  }

  static String digest(List<String> tasks) {
    return Digest.of(tasks.toArray(String[]::new));
  }

  @Override
  public boolean isMine(String task) {
    return mine.contains(task);
  }

  /** Whether there is anything of a lot in it: of tasks that begin like this. */
  public boolean has(String lot) {
    return mine.stream().anyMatch(task -> task.startsWith(lot));
  }

  @Override
  public boolean asks(String task) {
    return isMine(task);
  }

  @Override
  public <A> Optional<A> answer(String task, Class<A> type, Supplier<A> asked) {
    if (!isMine(task)) {
      return Optional.empty();
    }
    long begin = System.nanoTime();
    A answer = asked.get();
    long took = (System.nanoTime() - begin) / 1_000_000;
    answers.put(task, new ShardFile.Answered(task, ShardFile.tree(answer), took));
    return Optional.of(answer);
  }

  /** Why tasks of this shard were not asked; empty if all were that had to be. */
  private String cut(boolean failed) {
    int left = mine.size() - answers.size();
    return left == 0 || failed && extent == Extent.UP_TO_A_FAILURE
        ? ""
        : "the budget was spent before %s of %s".formatted(left, Plural.of(mine.size(), "task"));
  }

  /**
   * Writes the file.
   *
   * @param failed whether a task failed
   * @return what this came to
   */
  public Outcome write(Path directory, boolean failed) throws IOException {
    String cut = cut(failed);
    ShardFile.Head head = new ShardFile.Head(build, command, part.number(), part.of(), digest, cut);
    String text = new ShardFile(head, List.copyOf(answers.values())).text();
    new OwnFiles(directory).write(Map.of(ShardFile.NAME, text), name -> false);
    return new Outcome(
        "shard %s: %s of its %s asked, of %s in all; no verdict: 'ripsaw merge' makes it of all %s"
            .formatted(
                part,
                answers.size(),
                Plural.of(mine.size(), "task"),
                planned,
                Plural.of(part.of(), "shard")),
        cut);
  }

  /**
   * @param line for people
   * @param cut why tasks of this shard were not asked; empty if all were that had to be
   */
  public record Outcome(String line, String cut) {}
}
