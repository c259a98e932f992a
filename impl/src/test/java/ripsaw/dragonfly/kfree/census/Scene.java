package ripsaw.dragonfly.kfree.census;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ripsaw.dragonfly.kfree.census.KfreeCensus.Slab;
import ripsaw.spec.Census;
import ripsaw.spec.Census.Account;
import ripsaw.spec.HeapModel;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;

/**
 * Slabs and a model that agree with each other. A test makes one change and asks what is broken.
 */
final class Scene {
  static final int CAPACITY = 4;
  private static final int SLAB_BYTES = 512;

  final HeapModel model = new HeapModel();
  final Map<Long, Long> marks = new HashMap<>();
  final List<Account> accounts = new ArrayList<>();
  final Set<Long> carried = new HashSet<>();
  private final List<Draft> slabs = new ArrayList<>();
  boolean marksSlabs = true;
  boolean signalsPending;
  boolean idle;
  int allocating;

  /** A slab of cpu0 with a local chunk (0), a never-used one (1) and two granted ones (2, 3). */
  Draft listed() {
    Draft slab = new Draft();
    slab.local.add(slab.chunk(0));
    slab.unused.add(slab.chunk(1));
    slab.grant(2);
    slab.grant(3);
    slab.freeCount = 2;
    slab.listings = 1;
    return slab;
  }

  /** A slab of cpu0 whose chunks are all granted. */
  Draft parked() {
    Draft slab = new Draft();
    for (int i = 0; i < CAPACITY; i++) {
      slab.grant(i);
    }
    slab.marked = true;
    return slab;
  }

  /** A listed slab of cpu0 whose chunks are all free. */
  Draft whole() {
    Draft slab = new Draft();
    for (int i = 0; i < CAPACITY; i++) {
      slab.local.add(slab.chunk(i));
    }
    slab.freeCount = CAPACITY;
    slab.listings = 1;
    return slab;
  }

  /** A slab that was ripped. */
  Draft cached() {
    Draft slab = whole();
    slab.live = false;
    slab.listings = 0;
    marks.put(slab.base, 0L);
    return slab;
  }

  private Census census() {
    return new KfreeCensus(
        slabs.stream().map(Draft::slab).toList(),
        marks,
        marksSlabs,
        accounts,
        carried,
        signalsPending);
  }

  Set<Property> broken() {
    Set<Property> broken = new HashSet<>();
    census().judge(model, allocating, idle).forEach(found -> broken.add(found.property()));
    return broken;
  }

  Optional<Property> brokenByRipOf(Draft slab) {
    return census().judgeRip(slab.base).map(Violation::property);
  }

  /** A slab that can still be changed. */
  final class Draft {
    final long base = (long) SLAB_BYTES * (slabs.size() + 8);
    final List<Long> local = new ArrayList<>();
    final List<Long> remote = new ArrayList<>();
    final List<Long> unused = new ArrayList<>();
    int owner;
    int chunkBytes = 64;
    boolean live = true;
    boolean marked;
    boolean signalled;
    long freeCount;
    long pins;
    int listings;

    private Draft() {
      slabs.add(this);
      marks.put(base, -1L);
    }

    long chunk(int index) {
      return base + 192 + (long) index * chunkBytes;
    }

    void grant(int index) {
      model.grant(new HeapModel.Block(chunk(index), 60, chunkBytes, 0));
    }

    /** The caller's free has begun. */
    HeapModel.Block beginFree(int index) {
      return model.beginFree(chunk(index));
    }

    /** The caller freed it: the model has forgotten it. */
    void forget(int index) {
      model.endFree(beginFree(index));
    }

    /** Another cpu freed it: it is on the remote list. */
    void freeRemotely(int index) {
      forget(index);
      remote.add(chunk(index));
    }

    private Slab slab() {
      return new Slab(
          base,
          SLAB_BYTES,
          owner,
          live,
          chunkBytes,
          chunk(0),
          CAPACITY,
          freeCount,
          local,
          remote,
          unused,
          listings,
          marked,
          pins,
          signalled);
    }
  }
}
