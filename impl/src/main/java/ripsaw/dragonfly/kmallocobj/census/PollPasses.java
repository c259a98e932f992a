package ripsaw.dragonfly.kmallocobj.census;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Slab;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Zone;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.spec.Census;
import ripsaw.spec.Violation;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Monitor;
import ripsaw.subject.Verb;

/**
 * Follows the passes of the poller: what each retires, what it should have seen to, and over which
 * zone the next one is. Under weak memory a pass need not know what was freed before it.
 */
public final class PollPasses implements Monitor {
  /** Ticks behind the one in which a slab was terminated: then its grace period is over for all. */
  private static final long GRACE = 2;

  /** Who polls or destroys a zone, and what there was when that began. */
  private static final class Call {
    private final Set<Integer> zones;
    private final int accounts;
    private final long cursor;
    private boolean isAlone;
    private boolean hasPolled;

    Call(boolean isAlone, KmallocObjCensus now) {
      this.isAlone = isAlone;
      this.zones = live(now);
      this.accounts = now.accounts().size();
      this.cursor = now.shared().cursor();
    }

    Call polled() {
      hasPolled = true;
      return this;
    }
  }

  /** What a pass finds when it begins: nobody else moves a slab of the zone until it ends. */
  private static final class Pass {
    private final Set<Long> returned = new HashSet<>();
    private final Set<Long> whole = new HashSet<>();
    private final Set<Long> beyond = new HashSet<>();
    private final Set<Long> due = new HashSet<>();
    private int retired;
  }

  /** The last pass that has ended. */
  private record Last(int zone, Set<Integer> zones, boolean isDone, boolean hasMore) {}

  private final Supplier<Census> census;
  private final boolean isSequential;
  private final Consumer<Violation> found;
  private final Map<Integer, Call> calls = new HashMap<>();
  private final Map<Integer, Pass> passes = new HashMap<>();
  private final Map<Long, Long> terminated = new HashMap<>();
  private Optional<Last> last = Optional.empty();
  private int destroyers;

  /**
   * @param census where everything is now
   * @param isSequential whether each load sees the latest store
   * @param found takes what is wrong with a call that has returned
   */
  public PollPasses(Supplier<Census> census, boolean isSequential, Consumer<Violation> found) {
    this.census = census;
    this.isSequential = isSequential;
    this.found = found;
  }

  /** Who destroys a zone may move the poller on. */
  @Override
  public void begins(Cpu cpu, Verb verb) {
    if (verb == CommonVerb.DESTROY_TYPE) {
      last = Optional.empty();
      destroyers++;
    }
    if (verb == CommonVerb.DESTROY_TYPE || verb == CommonVerb.TIDY) {
      calls.values().forEach(other -> other.isAlone = false);
      calls.put(cpu.id(), new Call(calls.isEmpty(), now()));
    }
  }

  @Override
  public void returned(Cpu cpu, Verb verb) {
    if (verb == CommonVerb.TIDY) {
      Call call = calls.remove(cpu.id());
      if (call.isAlone && !call.hasPolled && !call.zones.isEmpty()) {
        found.accept(
            new Violation(
                KmallocObjProperty.POLL_ORDER, "none of %s is polled".formatted(call.zones)));
      }
    }
    if (verb == CommonVerb.DESTROY_TYPE) {
      Call call = calls.remove(cpu.id());
      if (live(now()).size() >= call.zones.size() || now().accounts().size() >= call.accounts) {
        found.accept(
            new Violation(
                KmallocObjProperty.ZONE_DESTRUCTION,
                "one of %s was destroyed, and there are %s and %s accounts"
                    .formatted(call.zones, live(now()), now().accounts().size())));
      }
      judgeCursor(call, now());
      destroyers--;
      judgeLeft(now());
    }
  }

  /** Who destroys a zone returns when all its slabs are gone, those too that a poller has taken. */
  private void judgeLeft(KmallocObjCensus now) {
    now.liveSlabs().stream()
        .filter(slab -> destroyers == 0 && !now.isLive(slab.zone()))
        .findFirst()
        .ifPresent(
            slab ->
                found.accept(
                    new Violation(
                        KmallocObjProperty.ZONE_DESTRUCTION,
                        "zone%s was destroyed and has left %s".formatted(slab.zone(), slab))));
  }

  /** Who destroys the zone that is next goes on to the one behind it; any other stays next. */
  private void judgeCursor(Call call, KmallocObjCensus now) {
    long expected =
        live(now).contains((int) call.cursor) ? call.cursor : after(call.cursor, live(now));
    if (call.isAlone
        && call.zones.contains((int) call.cursor)
        && now.shared().cursor() != expected) {
      found.accept(
          new Violation(
              KmallocObjProperty.POLL_ORDER,
              "zone%s was to be polled, and now it is zone%s, of %s"
                  .formatted(call.cursor, now.shared().cursor(), live(now))));
    }
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    if (event == KmallocObjEvent.POLLS) {
      return begins(cpu, (int) detail, now());
    }
    if (event == KmallocObjEvent.POLLED) {
      return ends(passes.remove(cpu.id()), (int) detail, now());
    }
    if (event == KmallocObjEvent.TERMINATED) {
      terminated.put(address, now().shared().ticks());
    } else if (event == MachineEvent.SLAB_CREATED) {
      terminated.remove(address);
    } else if (event == MachineEvent.SLAB_RIPPED && passes.containsKey(cpu.id())) {
      passes.get(cpu.id()).retired++;
    }
    return Optional.empty();
  }

  private KmallocObjCensus now() {
    return (KmallocObjCensus) census.get();
  }

  private Optional<Violation> begins(Cpu cpu, int id, KmallocObjCensus now) {
    Pass pass = new Pass();
    passes.put(cpu.id(), pass);
    calls.computeIfPresent(cpu.id(), (any, call) -> call.polled());
    now.zone(id).filter(zone -> isSequential).ifPresent(zone -> look(zone, now, pass));
    return now.judgePoll(id, 0).or(() -> judgeOrder(id, now));
  }

  private void look(Zone zone, KmallocObjCensus now, Pass pass) {
    zone.empty().stream()
        .limit(now.bounds().scanned())
        .filter(slab -> now.slab(slab).filter(one -> one.available() > 0).isPresent())
        .forEach(pass.returned::add);
    pass.returned.stream()
        .filter(slab -> now.slab(slab).filter(Slab::isFinished).isPresent())
        .forEach(pass.whole::add);
    zone.empty().stream().skip(now.bounds().scanned()).forEach(pass.beyond::add);
    zone.full().stream()
        .filter(slab -> now.slab(slab).filter(Slab::isFinished).isPresent())
        .filter(slab -> isOver(slab, now))
        .forEach(pass.due::add);
  }

  private boolean isOver(long slab, KmallocObjCensus now) {
    Long since = terminated.get(slab);
    return since != null && now.shared().ticks() - since >= GRACE;
  }

  private Optional<Violation> ends(Pass pass, int id, KmallocObjCensus now) {
    Optional<Violation> wrong = now.judgePoll(id, pass.retired);
    last = now.zone(id).map(zone -> last(pass, zone, now));
    return wrong.or(() -> now.zone(id).flatMap(zone -> judge(pass, zone, now)));
  }

  private static Optional<Violation> judge(Pass pass, Zone zone, KmallocObjCensus now) {
    for (long slab : zone.empty()) {
      if (pass.returned.contains(slab)) {
        return incomplete(zone, "leaves %#x among the empty slabs".formatted(slab));
      }
    }
    for (long slab : zone.partial()) {
      if (pass.whole.contains(slab)) {
        return incomplete(zone, "takes %#x, which is whole, for a partial one".formatted(slab));
      }
    }
    if (!zone.empty().containsAll(pass.beyond)) {
      return Optional.of(
          new Violation(
              KmallocObjProperty.POLL_BOUNDED,
              "a pass over zone%s looks at more than %s empty slabs"
                  .formatted(zone.id(), now.bounds().scanned())));
    }
    // Those that it retired may have stood before the others.
    long most = looked(pass, zone, now) - pass.retired;
    if (pass.retired < now.bounds().retired()) {
      for (int i = 0; i < zone.full().size() && i < most; i++) {
        if (pass.due.contains(zone.full().get(i))) {
          return incomplete(zone, "does not retire %#x".formatted(zone.full().get(i)));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Violation> incomplete(Zone zone, String what) {
    return Optional.of(
        new Violation(
            KmallocObjProperty.POLL_COMPLETE, "a pass over zone%s %s".formatted(zone.id(), what)));
  }

  /** How many slabs of the full list a pass may look at. */
  private static long looked(Pass pass, Zone zone, KmallocObjCensus now) {
    return Math.min(
        (long) zone.full().size() + pass.retired - now.bounds().kept(), now.bounds().scanned());
  }

  private static Last last(Pass pass, Zone zone, KmallocObjCensus now) {
    List<Long> full = zone.full();
    boolean hasMore =
        pass.retired == now.bounds().retired() && !full.isEmpty() && pass.due.contains(full.get(0));
    boolean sawAll = looked(pass, zone, now) == full.size() + pass.retired;
    boolean isDone =
        pass.retired == 0 && looked(pass, zone, now) <= 0
            || sawAll && pass.retired < now.bounds().retired();
    return new Last(zone.id(), live(now), isDone, hasMore);
  }

  private static Set<Integer> live(KmallocObjCensus now) {
    return now.zones().stream().filter(Zone::live).map(Zone::id).collect(Collectors.toSet());
  }

  /**
   * Of a pass behind another, if no zone was destroyed in between. A zone that was made since then
   * may be next by right: the other pass had been judged, and had not yet gone on.
   */
  private Optional<Violation> judgeOrder(int id, KmallocObjCensus now) {
    return last.filter(before -> live(now).containsAll(before.zones))
        .filter(
            before ->
                before.isDone && id != after(before.zone, with(before.zones, id))
                    || before.hasMore && id != before.zone)
        .map(
            before ->
                new Violation(
                    KmallocObjProperty.POLL_ORDER,
                    "zone%s is polled after zone%s, of %s"
                        .formatted(id, before.zone, before.zones)));
  }

  private static Set<Integer> with(Set<Integer> zones, int id) {
    Set<Integer> more = new HashSet<>(zones);
    more.add(id);
    return more;
  }

  private static int after(long last, Set<Integer> zones) {
    return zones.stream()
        .filter(zone -> zone > last)
        .min(Integer::compare)
        .or(() -> zones.stream().min(Integer::compare))
        .orElse(KmallocObjCensus.NO_ZONE);
  }
}
