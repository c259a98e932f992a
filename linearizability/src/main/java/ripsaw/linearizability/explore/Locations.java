package ripsaw.linearizability.explore;

import java.util.Arrays;
import ripsaw.linearizability.execution.step.Steps;

/** For each location the steps of the current execution that wrote it, and who read it last. */
final class Locations {
  /** That of one location. */
  private static final class Location {
    private int[] writes = new int[4];
    private int count;
    private final int[] lastRead;
    private final int[] lastSight;
    private final StepList missed = new StepList();

    Location(int actors) {
      lastRead = new int[actors];
      lastSight = new int[actors];
    }
  }

  private final int actors;
  private Location[] all = new Location[0];
  private int[] used = new int[64];
  private int uses;

  Locations(int actors) {
    this.actors = actors;
  }

  /** Nothing was touched: another execution begins. Few of the locations ever are. */
  void clear() {
    for (int i = 0; i < uses; i++) {
      Location location = all[used[i]];
      location.count = 0;
      Arrays.fill(location.lastRead, 0);
      Arrays.fill(location.lastSight, 0);
      location.missed.clear();
    }
    uses = 0;
  }

  private Location of(int location) {
    if (location >= all.length) {
      all = Arrays.copyOf(all, location + 64);
    }
    if (all[location] == null) {
      all[location] = new Location(actors);
    }
    return all[location];
  }

  private Location use(int location) {
    Location one = of(location);
    if (uses == used.length) {
      used = Arrays.copyOf(used, 2 * uses);
    }
    used[uses++] = location;
    return one;
  }

  void wrote(int location, int step) {
    Location one = use(location);
    if (one.count == one.writes.length) {
      one.writes = Arrays.copyOf(one.writes, 2 * one.count);
    }
    one.writes[one.count++] = step;
    // Whoever saw what this overwrites cannot be told from whoever sees it later.
    Arrays.fill(one.lastSight, 0);
  }

  void read(int location, int actor, int step) {
    use(location).lastRead[actor] = step + 1;
  }

  /** The actor saw the latest store. */
  void saw(int location, int actor, int step) {
    use(location).lastSight[actor] = step + 1;
  }

  /** A compare-and-set would have written here, had it come before that store. */
  void missed(int location, int store) {
    use(location).missed.add(store);
  }

  /** The stores that such compare-and-sets came too late for. */
  StepList missed(int location) {
    return of(location).missed;
  }

  /** The step that wrote it so many before the last one; {@link Steps#NONE} if there is none. */
  int write(int location, int before) {
    Location one = of(location);
    return one.count > before ? one.writes[one.count - 1 - before] : Steps.NONE;
  }

  /** The last step of this actor that read it. */
  int read(int location, int actor) {
    return of(location).lastRead[actor] - 1;
  }

  /** The last step of this actor that saw its latest store. */
  int sight(int location, int actor) {
    return of(location).lastSight[actor] - 1;
  }
}
