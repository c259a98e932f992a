package ripsaw.gate.shard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import ripsaw.gate.text.Inconclusive;
import ripsaw.gate.text.Plural;

/** Has the answers from shards, and asks nothing that one of them was to ask. */
public final class Given implements Work {
  private final List<Gathered.Found> shards;
  private final Efforts efforts;
  private final Map<String, ShardFile.Answered> answers = new HashMap<>();

  /**
   * @param shards of one run, each once, and all
   */
  Given(List<Gathered.Found> shards, Efforts efforts) {
    this.shards = shards;
    this.efforts = efforts;
    shards.forEach(shard -> shard.file().answers().forEach(one -> answers.put(one.task(), one)));
  }

  /**
   * @throws Inconclusive if these are not the answers to these tasks, a line for each shard
   */
  @Override
  public void plan(Supplier<List<String>> tasks, Extent extent) {
    List<String> all = tasks.get();
    Partition partition = new Partition(all, efforts, shards.size());
    String digest = Share.digest(all);
    List<String> complaints = new ArrayList<>();
    for (Gathered.Found shard : shards) {
      complaint(shard, all, digest, partition, extent)
          .ifPresent(why -> complaints.add(shard.directory() + ": " + why + shard.mend()));
    }
    if (!complaints.isEmpty()) {
      throw new Inconclusive(complaints);
    }
  }

  private static Optional<String> complaint(
      Gathered.Found shard, List<String> all, String digest, Partition partition, Extent extent) {
    ShardFile file = shard.file();
    if (!file.head().tasks().equals(digest)) {
      return Optional.of("foreign: its list of tasks is not that of this run");
    }
    List<String> own = Partition.of(file.head().shard(), all, partition);
    Set<String> missing = new HashSet<>(own);
    for (ShardFile.Answered one : file.answers()) {
      if (partition.shard(one.task()) != file.head().shard()) {
        return Optional.of("foreign: '" + one.task() + "' is no task of this shard");
      }
      if (!missing.remove(one.task())) {
        return Optional.of("doubled: '" + one.task() + "' is answered twice");
      }
    }
    return missing.isEmpty() || extent == Extent.UP_TO_A_FAILURE
        ? Optional.empty()
        : Optional.of(
            "cut: %s of its %s without an answer"
                .formatted(missing.size(), Plural.of(own.size(), "task")));
  }

  @Override
  public boolean isMine(String task) {
    return true;
  }

  @Override
  public boolean asks(String task) {
    return false;
  }

  /**
   * @throws Inconclusive if there is no answer, or none of this type
   */
  @Override
  public <A> Optional<A> answer(String task, Class<A> type, Supplier<A> asked) {
    ShardFile.Answered answered = answers.get(task);
    if (answered == null) {
      throw new Inconclusive("no shard answered '" + task + "': run the shards again");
    }
    try {
      return Optional.of(ShardFile.answer(answered.answer(), type));
    } catch (ShardFile.Unreadable e) {
      throw new Inconclusive("'" + task + "': " + e.getMessage() + ": run the shards again");
    }
  }
}
