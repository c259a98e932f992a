package ripsaw.linearizability.repro;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import ripsaw.dragonfly.kfree.KfreeCensus;
import ripsaw.dragonfly.kmallocobj.KmallocObjCensus;
import ripsaw.linearizability.repro.Recording.Ring;
import ripsaw.linearizability.repro.Recording.Signal;
import ripsaw.linearizability.repro.Recording.Slab;
import ripsaw.linearizability.repro.Recording.State;
import ripsaw.machine.Machine;
import ripsaw.spec.Census;

/** Puts names to a census. */
public final class Snapshot {
  private final Machine machine;
  private final Optional<Census> census;
  private final LongFunction<String> names;
  private final Map<Long, String> holders;
  private final Map<List<Integer>, Deque<String>> signals;

  private Snapshot(
      Machine machine,
      Optional<Census> census,
      LongFunction<String> names,
      Map<Long, String> holders,
      Map<List<Integer>, Deque<String>> signals) {
    this.machine = machine;
    this.census = census;
    this.names = names;
    this.holders = holders;
    this.signals = signals;
  }

  /**
   * @param census empty if the allocator shows none
   * @param names of words
   * @param holders the name of what callers hold, by address
   * @param signals what those on their way are about, by sender and receiver, oldest first
   */
  public static State of(
      Machine machine,
      Optional<Census> census,
      LongFunction<String> names,
      Map<Long, String> holders,
      Map<List<Integer>, Deque<String>> signals) {
    return new Snapshot(machine, census, names, holders, signals).state();
  }

  private State state() {
    List<Slab> slabs = List.of();
    List<Ring> rings = List.of();
    List<String> marks = List.of();
    if (census.orElse(null) instanceof KfreeCensus kfree) {
      slabs =
          kfree.slabs().stream()
              .sorted(Comparator.comparingLong(KfreeCensus.Slab::base))
              .map(this::slab)
              .toList();
      marks =
          machine.pageAddresses().stream()
              .map(page -> mark(kfree.marks().getOrDefault(page, 0L)))
              .toList();
    }
    if (census.orElse(null) instanceof KmallocObjCensus zones) {
      rings = zones.slabs().stream().map(slab -> ring(slab, zones)).toList();
    }
    return new State(slabs, rings, marks, pending());
  }

  private List<Signal> pending() {
    List<Signal> pending = new ArrayList<>();
    Map<List<Integer>, Iterator<String>> names = new HashMap<>();
    for (Machine.Signal one : machine.signals()) {
      List<Integer> pair = List.of(one.from(), one.to());
      Iterator<String> ofPair =
          names.computeIfAbsent(
              pair, any -> signals.getOrDefault(pair, new ArrayDeque<>()).iterator());
      String about = ofPair.hasNext() ? ofPair.next() : name(one.argument());
      pending.add(new Signal(one.from(), one.to(), about));
    }
    return pending;
  }

  private Slab slab(KfreeCensus.Slab slab) {
    List<String> held = new ArrayList<>();
    for (int i = 0; i < slab.capacity(); i++) {
      long chunk = slab.firstChunk() + (long) i * slab.chunkBytes();
      String holder = holders.get(chunk);
      if (holder != null) {
        held.add("c" + i + " (" + holder + ")");
      }
    }
    return new Slab(
        name(slab.base()),
        slab.owner(),
        slab.live(),
        slab.listings() > 0,
        slab.marked(),
        slab.freeCount(),
        slab.capacity(),
        slab.pins(),
        chunks(slab, slab.local()),
        chunks(slab, slab.remote()),
        chunks(slab, slab.unused()),
        held);
  }

  private Ring ring(KmallocObjCensus.Slab slab, KmallocObjCensus census) {
    List<String> held = new ArrayList<>();
    for (int i = 0; i < slab.capacity(); i++) {
      String holder = holders.get(slab.first() + (long) i * slab.objectBytes());
      if (holder != null) {
        held.add("o" + i + " (" + holder + ")");
      }
    }
    String prefix = name(slab.base()) + ".";
    return new Ring(
        name(slab.base()),
        String.join(" and ", census.places(slab.base())),
        slab.origin(),
        slab.aindex(),
        slab.findex(),
        slab.xindex(),
        slab.stamp(),
        slab.slots().stream()
            .map(object -> object == 0 ? "" : name(object).replace(prefix, ""))
            .toList(),
        held);
  }

  /** Without the slab's name: the picture shows whose they are. */
  private List<String> chunks(KfreeCensus.Slab slab, List<Long> addresses) {
    String prefix = name(slab.base()) + ".";
    return addresses.stream()
        .map(this::name)
        .map(name -> name.startsWith(prefix) ? name.substring(prefix.length()) : name)
        .toList();
  }

  private static String mark(long mark) {
    if (mark == 0) {
      return "-";
    }
    return mark < 0 ? "slab of cpu" + (-mark - 1) : mark + " pages";
  }

  private String name(long value) {
    boolean pointer = value >= machine.pageAddresses().get(0) && machine.isMemory(value);
    return pointer ? names.apply(value) : Long.toString(value);
  }
}
