package ripsaw.linearizability.execution;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ripsaw.linearizability.program.ObjectType;
import ripsaw.linearizability.program.Operation;
import ripsaw.machine.Cpu;
import ripsaw.spec.HeapModel;
import ripsaw.spec.Property;
import ripsaw.subject.Allocator;
import ripsaw.subject.Caller;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.CpuVerb;
import ripsaw.subject.Family;
import ripsaw.subject.FamilyVerb;
import ripsaw.subject.Monitor;
import ripsaw.subject.Verb;

/**
 * Makes the operations of a program: turns each into calls of the allocator, from the beginning of
 * a call to its return, and lets the {@linkplain HeapOracle oracle} judge what comes of them.
 */
final class Interpreter {
  private final Session session;
  private final Allocator allocator;
  private final Family family;
  private final HeapOracle oracle;
  private final Coverage coverage;
  private final List<Monitor> monitors;
  private final Map<ObjectType, Integer> types = new EnumMap<>(ObjectType.class);
  private final Set<ObjectType> live = EnumSet.noneOf(ObjectType.class);
  private final List<Map<Verb, Integer>> begun;

  /** What requests for no bytes got, which is no memory, by the names that callers have for it. */
  private final Map<String, ObjectType> nothing = new HashMap<>();

  private final Operation[] latest;
  private int running;
  private int destroying;

  /** Asks the allocator for memory, and returns what it answers. */
  private interface Call {
    long make(int type, long bytes);
  }

  Interpreter(
      Session session,
      Allocator allocator,
      Family family,
      HeapOracle oracle,
      Coverage coverage,
      List<Monitor> monitors) {
    this.session = session;
    this.allocator = allocator;
    this.family = family;
    this.oracle = oracle;
    this.coverage = coverage;
    this.monitors = monitors;
    this.latest = new Operation[session.machine().contexts()];
    this.begun =
        session.machine().cpus().stream().<Map<Verb, Integer>>map(c -> new HashMap<>()).toList();
  }

  /** How many calls are under way. */
  int running() {
    return running;
  }

  /** Makes an operation. Returns false if it did nothing, such as to free what nobody holds. */
  boolean run(Cpu cpu, Operation operation) {
    String name = operation.name();
    remember(cpu, operation);
    return switch (operation.verb()) {
      case FamilyVerb own -> {
        begins(cpu, own);
        yield own.run(new OnCpu(cpu), name);
      }
      case CpuVerb.OFFLINE -> takeOffline(cpu, session.machine().cpu(operation.cpu()));
      case CpuVerb.ONLINE -> bringBack(cpu, session.machine().cpu(operation.cpu()));
      case CommonVerb.ALLOC -> allocate(cpu, operation);
      case CommonVerb.ALLOC_IN_INTERRUPT -> allocateInInterrupt(cpu, operation);
      case CommonVerb.FREE -> free(cpu, name);
      case CommonVerb.FREE_IN_INTERRUPT -> freeInInterrupt(cpu, name);
      case CommonVerb.REALLOC -> reallocate(cpu, name, operation.bytes());
      case CommonVerb.SIGNALS -> takeSignals(cpu);
      case CommonVerb.TIDY -> tidy(cpu);
      case CommonVerb.NEW_TYPE -> createType(cpu, operation.about());
      case CommonVerb.DESTROY_TYPE -> destroyType(cpu, operation.about());
    };
  }

  /** Apart from {@link #run}, where Lincheck would take it for a place at which cpus meet. */
  private void remember(Cpu cpu, Operation operation) {
    latest[cpu.context()] = operation;
  }

  /** What a cpu does, or did last, as {@code cpu0: free a}. */
  String doing(Cpu cpu) {
    Operation operation = latest[cpu.context()];
    String line = session.lineOn(cpu.id());
    return operation == null ? line : line + ": " + operation;
  }

  /** Whether this cpu has made such an operation and not yet the one that ends it. */
  boolean hasBegun(int cpu, FamilyVerb verb) {
    return begun.get(cpu).getOrDefault(verb, 0) > 0;
  }

  private void begins(Cpu cpu, FamilyVerb verb) {
    oracle.requests().mayHave(verb.moreSlabs());
    begun.get(cpu.id()).merge(verb, 1, Integer::sum);
    verb.ends().ifPresent(ended -> begun.get(cpu.id()).merge(ended, -1, Integer::sum));
  }

  // ------------------------------------------------------------------- calls

  private void begin(Cpu cpu) {
    oracle.requests().begins();
    running++;
    session.beforehand().begins();
    cpu.beginOperation();
  }

  private void end() {
    running--;
    session.returned();
  }

  private void begin(Cpu cpu, Verb verb) {
    begin(cpu);
    monitors.forEach(one -> one.begins(cpu, verb));
  }

  /**
   * @param began where the call began
   */
  private void end(Cpu began, Verb verb) {
    monitors.forEach(one -> one.returned(began, verb));
    end();
  }

  private boolean call(Cpu cpu, Verb verb, Runnable body) {
    begin(cpu, verb);
    body.run();
    end(cpu, verb);
    return true;
  }

  /** Who makes a family's verbs. */
  private final class OnCpu implements Caller {
    private final Cpu cpu;

    OnCpu(Cpu cpu) {
      this.cpu = cpu;
    }

    @Override
    public Cpu cpu() {
      return cpu;
    }

    @Override
    public Allocator allocator() {
      return allocator;
    }

    @Override
    public void call(Verb verb, Runnable body) {
      Interpreter.this.call(cpu, verb, body);
    }

    @Override
    public boolean look(String name, Property promise) {
      begin(cpu);
      boolean found = oracle.look(cpu, name, promise);
      end();
      return found;
    }
  }

  boolean takeSignals(Cpu cpu) {
    return call(cpu, CommonVerb.SIGNALS, cpu::takeSignals);
  }

  private boolean tidy(Cpu cpu) {
    return call(cpu, CommonVerb.TIDY, () -> allocator.tidy(cpu));
  }

  /** Whoever decides who runs has seen to it that the cpu can go. */
  private boolean takeOffline(Cpu cpu, Cpu target) {
    Runnable dead = () -> allocator.offline(cpu, target);
    return call(cpu, CpuVerb.OFFLINE, () -> session.machine().takeOffline(cpu, target, dead));
  }

  private boolean bringBack(Cpu cpu, Cpu target) {
    Runnable prepare = () -> allocator.online(cpu, target);
    return call(cpu, CpuVerb.ONLINE, () -> session.machine().bringBack(cpu, target, prepare));
  }

  // ------------------------------------------------------------------- types

  /** As the kernel has its types when it is up: without these no program can begin. */
  void createTypes(Cpu cpu) {
    createType(cpu, ObjectType.PLAIN);
    if (family.limit().isPresent()) {
      createType(cpu, ObjectType.LIMITED);
    }
  }

  boolean hasLimitedType() {
    return live.contains(ObjectType.LIMITED);
  }

  /** Whether a type is being destroyed. */
  boolean isDestroying() {
    return destroying > 0;
  }

  /** True if nobody uses the limited type, so that its owner may destroy or create it. */
  boolean isLimitedTypeUnused() {
    return family.limit().isPresent()
        && running == 0
        && oracle.held().all().stream()
            .noneMatch(one -> one.block().type() == idOf(ObjectType.LIMITED));
  }

  /** What the allocator calls this type of the program's; another, when it is made anew. */
  int idOf(ObjectType which) {
    return types.getOrDefault(which, 0);
  }

  private boolean createType(Cpu cpu, ObjectType which) {
    session.changesTypes();
    begin(cpu, CommonVerb.NEW_TYPE);
    long limit = which == ObjectType.LIMITED ? family.limit().getAsLong() : Allocator.UNLIMITED;
    int type = allocator.createType(cpu, limit, which.objectBytes());
    if (type >= 0) {
      types.put(which, type);
      live.add(which);
      oracle.created(type, limit, which != ObjectType.PLAIN);
      oracle.model().created(type, which.objectBytes());
    }
    end(cpu, CommonVerb.NEW_TYPE);
    return true;
  }

  private boolean destroyType(Cpu cpu, ObjectType which) {
    int type = idOf(which);
    live.remove(which);
    session.changesTypes();
    oracle.requests().destroyed(type);
    begin(cpu);
    oracle.destroys(cpu, type);
    destroys(1);
    monitors.forEach(one -> one.begins(cpu, CommonVerb.DESTROY_TYPE));
    allocator.destroyType(cpu, type);
    monitors.forEach(one -> one.returned(cpu, CommonVerb.DESTROY_TYPE));
    destroys(-1);
    end();
    return true;
  }

  /** Apart from {@link #destroyType}, as {@link #remember} is from {@link #run}. */
  private void destroys(int more) {
    destroying += more;
  }

  // ------------------------------------------------------------------ chunks

  private boolean allocate(Cpu cpu, Operation operation) {
    String name = operation.name();
    coverage.asked(cpu, name, operation.bytes());
    Allocator.Flag[] flags = operation.flags().toArray(Allocator.Flag[]::new);
    return ask(cpu, operation, (type, bytes) -> allocator.allocate(cpu, type, bytes, flags));
  }

  /** Has memory granted or refused, to be held under the operation's name. */
  private boolean ask(Cpu cpu, Operation operation, Call call) {
    String name = operation.name();
    long bytes = operation.bytes();
    begin(cpu, operation.verb());
    int type = idOf(operation.type());
    boolean waits = !operation.flags().contains(Allocator.Flag.NOWAIT);
    Requests.Request request = oracle.requests().begin(cpu, type, bytes, waits, isAlone());
    oracle.touchLimited(type);
    long address = call.make(type, bytes);
    Cpu now = session.here(cpu);
    if (HeapOracle.isGrant(address)) {
      boolean zero = operation.flags().contains(Allocator.Flag.ZERO);
      oracle.granted(now, allocator, name, address, bytes, request, zero);
      monitors.forEach(one -> one.granted(cpu, now, address));
    } else {
      oracle.refused(now, address, bytes, request, session::takeCensus);
      if (address == Allocator.ZERO_SIZE) {
        nothing.put(name, operation.type());
      }
    }
    oracle.touchLimited(type);
    oracle.held().settle(name);
    oracle.requests().end(request);
    end(cpu, operation.verb());
    return HeapOracle.isGrant(address);
  }

  private boolean allocateInInterrupt(Cpu cpu, Operation operation) {
    boolean[] granted = new boolean[1];
    cpu.interrupt(() -> granted[0] = allocate(cpu, operation));
    return granted[0];
  }

  /** Whether no other call is under way than the one that has begun, and no signal. */
  private boolean isAlone() {
    return running == 1 && !session.hasSignals();
  }

  private boolean free(Cpu cpu, String name) {
    coverage.freed(cpu, name, oracle.held().has(name));
    if (!oracle.held().has(name)) {
      return freeNothing(cpu, name);
    }
    HeapModel.Block block = beginFree(cpu, name, CommonVerb.FREE);
    allocator.free(cpu, block.type(), block.address(), block.bytes());
    oracle.endFree(session.here(cpu), block);
    end(cpu, CommonVerb.FREE);
    return true;
  }

  /** What a request for no bytes got can be freed, too. Returns false if that is not it. */
  private boolean freeNothing(Cpu cpu, String name) {
    ObjectType type = nothing.remove(name);
    if (type == null) {
      return false;
    }
    begin(cpu, CommonVerb.FREE);
    allocator.free(cpu, idOf(type), Allocator.ZERO_SIZE, 0);
    end(cpu, CommonVerb.FREE);
    return true;
  }

  private HeapModel.Block beginFree(Cpu cpu, String name, Verb verb) {
    Holdings.Held mine = oracle.held().remove(name);
    begin(cpu, verb);
    return oracle.beginFree(cpu, mine);
  }

  private boolean freeInInterrupt(Cpu cpu, String name) {
    boolean[] freed = new boolean[1];
    cpu.interrupt(() -> freed[0] = free(cpu, name));
    return freed[0];
  }

  /** Resizes what is held under this name, to nothing if 0; refused, it is as before. */
  private boolean reallocate(Cpu cpu, String name, long bytes) {
    if (!oracle.held().has(name)) {
      return reallocateNothing(cpu, name, bytes);
    }
    Holdings.Held before = oracle.held().get(name);
    HeapModel.Block old = beginFree(cpu, name, CommonVerb.REALLOC);
    Requests.Request request = oracle.requests().resize(cpu, old.type(), bytes, isAlone());
    long address = allocator.reallocate(cpu, old.type(), old.address(), bytes);
    Cpu now = session.here(cpu);
    oracle.model().endFree(old);
    if (HeapOracle.isGrant(address)) {
      oracle.moved(now, allocator, name, bytes, address, before, request);
      monitors.forEach(one -> one.granted(cpu, now, address));
    } else {
      oracle.refused(now, address, bytes, request, session::takeCensus);
      oracle.notMoved(now, name, address, before);
    }
    oracle.requests().end(request);
    oracle.touchLimited(old.type());
    oracle.held().settle(name);
    end(cpu, CommonVerb.REALLOC);
    return true;
  }

  /** What a request for no bytes got can be made larger: that is as if it were asked for now. */
  private boolean reallocateNothing(Cpu cpu, String name, long bytes) {
    ObjectType of = nothing.remove(name);
    if (of == null) {
      return false;
    }
    Operation asked = new Operation(CommonVerb.ALLOC, name, bytes, of, Set.of());
    return ask(
        cpu, asked, (type, more) -> allocator.reallocate(cpu, type, Allocator.ZERO_SIZE, more));
  }
}
