package ripsaw.gate.shard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import ripsaw.gate.text.InputError;

/**
 * The shards in some directories, and what is wrong with them: nothing if they are those of one run
 * of this build, each once, and all.
 */
public final class Gathered {
  /** A shard, and the directory that it is in. */
  record Found(Path directory, ShardFile file) {
    /** What is to be done if it is of no use. */
    String mend() {
      return ": run '%s --into %s' again, and merge then"
          .formatted(file.head().inWords(), directory);
    }
  }

  private final List<Found> found = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  private Gathered() {}

  /**
   * Reads shards.
   *
   * @param directories of a shard each, or that hold such directories
   * @param build digest of this one
   * @throws InputError if one of them is not there
   */
  public static Gathered of(List<Path> directories, String build) {
    Gathered gathered = new Gathered();
    Set<Path> all = new LinkedHashSet<>();
    for (Path directory : directories) {
      if (!Files.isDirectory(directory)) {
        throw new InputError(
            "'" + directory + "' is no directory: name those that --into was given");
      }
      all.addAll(shards(directory));
    }
    all.forEach(gathered::read);
    gathered.compare(build);
    return gathered;
  }

  private static List<Path> shards(Path directory) {
    if (Files.exists(directory.resolve(ShardFile.NAME))) {
      return List.of(directory);
    }
    try (Stream<Path> inside = Files.list(directory)) {
      List<Path> shards =
          inside.filter(one -> Files.exists(one.resolve(ShardFile.NAME))).sorted().toList();
      return shards.isEmpty() ? List.of(directory) : shards;
    } catch (IOException e) {
      throw new InputError("'" + directory + "' cannot be read (" + e + "): name another");
    }
  }

  private void read(Path directory) {
    Path file = directory.resolve(ShardFile.NAME);
    if (!Files.exists(file)) {
      complaints.add(
          directory + ": missing: no " + ShardFile.NAME + ": run its shard again, to its end");
      return;
    }
    try {
      found.add(new Found(directory, ShardFile.read(Files.readString(file))));
    } catch (ShardFile.Unreadable | IOException e) {
      String why = e instanceof ShardFile.Unreadable ? e.getMessage() : e.toString();
      complaints.add(directory + ": unreadable: " + why + ": run its shard again");
    }
  }

  /** With the first of this build, if there is one. */
  private void compare(String build) {
    if (found.isEmpty()) {
      return;
    }
    ShardFile.Head first =
        found.stream()
            .map(one -> one.file.head())
            .filter(head -> head.build().equals(build))
            .findFirst()
            .orElse(found.getFirst().file.head());
    Map<Integer, Path> shards = new LinkedHashMap<>();
    for (Found one : found) {
      ShardFile.Head head = one.file.head();
      Optional<String> why = difference(head, first, build);
      Path other = shards.putIfAbsent(head.shard(), one.directory);
      if (why.isPresent()) {
        complaints.add(one.directory + ": foreign: " + why.get());
      } else if (other != null) {
        complaints.add(
            "%s: doubled: shard %s is in %s too: leave one out"
                .formatted(one.directory, head.shard(), other));
      } else if (!head.cut().isEmpty()) {
        complaints.add(one.directory + ": cut: " + head.cut() + one.mend());
      }
    }
    for (int shard = 1; shard <= first.of(); shard++) {
      if (!shards.containsKey(shard)) {
        ShardFile.Head missing =
            new ShardFile.Head(
                first.build(), first.command(), shard, first.of(), first.tasks(), "");
        complaints.add(
            "shard %s/%s is missing: run '%s --into DIR', and merge with that"
                .formatted(shard, first.of(), missing.inWords()));
      }
    }
  }

  private static Optional<String> difference(
      ShardFile.Head head, ShardFile.Head first, String build) {
    if (!head.build().equals(build)) {
      return Optional.of("it is of another build: run its shard again with this one");
    }
    if (head.of() != first.of() || head.shard() < 1 || head.shard() > head.of()) {
      return Optional.of("it is shard %s of %s: leave it out".formatted(head.shard(), head.of()));
    }
    if (!head.command().equals(first.command())) {
      return Optional.of(
          "it is of 'ripsaw %s': leave it out".formatted(String.join(" ", head.command())));
    }
    return head.tasks().equals(first.tasks())
        ? Optional.empty()
        : Optional.of("its list of tasks is another: run its shard again");
  }

  /** A line each, with the mend; empty if the shards can be merged. */
  public List<String> complaints() {
    return complaints.isEmpty() && found.isEmpty()
        ? List.of("there is no shard: name the directories that --into was given")
        : complaints;
  }

  /** The words of the run, if there is nothing to complain of. */
  public List<String> command() {
    return found.getFirst().file.head().command();
  }

  public Given given(Efforts efforts) {
    return new Given(found, efforts);
  }

  /** All answers, with what they took. */
  public List<ShardFile.Answered> answers() {
    return found.stream().flatMap(one -> one.file.answers().stream()).toList();
  }
}
