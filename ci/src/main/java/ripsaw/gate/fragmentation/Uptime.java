package ripsaw.gate.fragmentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import ripsaw.gate.fragmentation.Load.Cause;

/**
 * The trace, minute by minute: what is allocated, by which cpu, when it is freed, and by which.
 * Allocators live through it side by side. A minute has far fewer operations than one of a real
 * server, and the clocks of the allocators are slower by as much.
 */
final class Uptime {
  private static final int MINUTES_BETWEEN_SAMPLES = 2 * Load.HOUR;

  private static final Kind[] KINDS = Kind.values();
  private static final Cause[] CAUSES = Cause.values();
  private static final byte FREED = -1;

  private final Random random;
  private final Load load;
  private final List<Heap> heaps;
  private final int minutes;

  /** The first object that is freed in a minute; 0 for none. */
  private final int[] dying;

  // Of each object, by its number: what follows it on its list, its kind, its cpu.
  private int[] next = new int[1 << 16];
  private byte[] kinds = new byte[1 << 16];
  private byte[] cpus = new byte[1 << 16];
  private int numbers = 1;
  private int unused;

  private int[] moves = new int[1 << 12];
  private int minute;

  private Uptime(long seed, int days, boolean alike, List<Heap> heaps) {
    this.random = new Random(seed);
    this.load = new Load(random, alike);
    this.heaps = heaps;
    this.minutes = days * Load.DAY;
    this.dying = new int[minutes];
  }

  /** Lets allocators live through so many days; see {@link Load#Load}. */
  static void pass(long seed, int days, boolean alike, List<Heap> heaps) {
    new Uptime(seed, days, alike, heaps).run();
  }

  private void run() {
    for (Kind kind : KINDS) {
      if (!kind.isMounted()) {
        heaps.forEach(heap -> heap.create(kind));
      }
    }
    for (minute = 0; minute < minutes; minute++) {
      load.advance(minute);
      if (load.unmounts()) {
        unmount();
      }
      if (load.mounts()) {
        mountedKinds().forEach(kind -> heaps.forEach(heap -> heap.create(kind)));
      }
      int count = collectMoves();
      shuffle(count);
      for (int i = 0; i < count; i++) {
        move(moves[i]);
      }
      heaps.forEach(Heap::passMinute);
      if ((minute + 1) % MINUTES_BETWEEN_SAMPLES == 0) {
        heaps.forEach(heap -> heap.sample(minute + 1));
      }
    }
  }

  private static Stream<Kind> mountedKinds() {
    return Stream.of(KINDS).filter(Kind::isMounted);
  }

  /** All that is left is freed at once, by one cpu. */
  private void unmount() {
    List<Integer> left = new ArrayList<>();
    for (int object = 1; object < numbers; object++) {
      if (kinds[object] != FREED && KINDS[kinds[object]].isMounted()) {
        left.add(object);
      }
    }
    int cpu = random.nextInt(Heap.CPUS);
    for (Heap heap : heaps) {
      Set<Integer> slabs = heap.slabs(left);
      long before = heap.live();
      left.forEach(object -> heap.free(object, KINDS[kinds[object]], cpu));
      mountedKinds().forEach(kind -> heap.destroy(kind, cpu));
      heap.settle();
      heap.unmounted(minute, before - heap.live(), slabs);
    }
    left.forEach(object -> kinds[object] = FREED);
  }

  // ------------------------------------------------------------------- moves

  /** A move is the number of the object that dies, or below zero the kind and cause of a birth. */
  private int collectMoves() {
    int count = 0;
    for (int object = dying[minute]; object != 0; object = next[object]) {
      count = addMove(count, object);
    }
    for (Kind kind : KINDS) {
      for (Cause cause : CAUSES) {
        for (int births = load.births(kind, cause); births > 0; births--) {
          count = addMove(count, -1 - kind.ordinal() - KINDS.length * cause.ordinal());
        }
      }
    }
    return count;
  }

  private int addMove(int count, int move) {
    if (count == moves.length) {
      moves = Arrays.copyOf(moves, 2 * count);
    }
    moves[count] = move;
    return count + 1;
  }

  private void shuffle(int count) {
    for (int i = count; i > 1; i--) {
      int other = random.nextInt(i);
      int move = moves[i - 1];
      moves[i - 1] = moves[other];
      moves[other] = move;
    }
  }

  private void move(int move) {
    if (move > 0) {
      die(move);
    } else {
      bear(KINDS[(-1 - move) % KINDS.length], CAUSES[(-1 - move) / KINDS.length]);
    }
  }

  private void bear(Kind kind, Cause cause) {
    int object = number();
    // Who looks at all files stays on a cpu for a while.
    int cpu = cause == Cause.SCAN ? minute / 10 % Heap.CPUS : random.nextInt(Heap.CPUS);
    kinds[object] = (byte) kind.ordinal();
    cpus[object] = (byte) cpu;
    for (Heap heap : heaps) {
      heap.allocate(object, kind, cpu);
    }
    int death = minute + 1 + load.lifetime(kind, cause);
    if (death < minutes) {
      next[object] = dying[death];
      dying[death] = object;
    }
  }

  private void die(int object) {
    if (kinds[object] != FREED) { // as what was unmounted is
      Kind kind = KINDS[kinds[object]];
      int cpu = cpus[object];
      if (random.nextInt(100) < kind.remotely()) {
        cpu = (cpu + 1 + random.nextInt(Heap.CPUS - 1)) % Heap.CPUS;
      }
      for (Heap heap : heaps) {
        heap.free(object, kind, cpu);
      }
      kinds[object] = FREED;
    }
    next[object] = unused;
    unused = object;
  }

  private int number() {
    if (unused != 0) {
      int object = unused;
      unused = next[object];
      return object;
    }
    if (numbers == next.length) {
      next = Arrays.copyOf(next, 2 * numbers);
      kinds = Arrays.copyOf(kinds, 2 * numbers);
      cpus = Arrays.copyOf(cpus, 2 * numbers);
    }
    return numbers++;
  }
}
