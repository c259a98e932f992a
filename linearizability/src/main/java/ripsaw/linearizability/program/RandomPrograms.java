package ripsaw.linearizability.program;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.Program.Step;
import ripsaw.machine.IpiQueue;
import ripsaw.machine.Shape;
import ripsaw.subject.Allocator.Flag;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.CpuVerb;
import ripsaw.subject.Family;
import ripsaw.subject.FamilyVerb;
import ripsaw.subject.Verb;

/**
 * Programs by chance, of all verbs of a family, on small machines of all kinds. The same seed gives
 * the same programs. Each means something: what cpus do is drawn in one order in which it could be
 * done, so that none frees what nobody holds, and no two wait for each other.
 */
public final class RandomPrograms {
  private static final int MOST_BEFORE = 8;
  private static final int MOST_OF_A_CPU = 3;
  private static final int MOST_PAGES = 8;

  /** How often an allocation or a free is drawn, for each time that another verb is. */
  private static final int MEMORY = 4;

  private final Family family;
  private final Random random;

  /** What its random programs ask for at most: a heap need not serve more than a page. */
  private final long largest;

  public RandomPrograms(Family family, long seed) {
    this.family = family;
    this.random = new Random(seed);
    this.largest =
        family.workload().styles().stream()
            .flatMap(style -> style.sizes().stream())
            .mapToLong(Long::longValue)
            .max()
            .orElse(ObjectType.PLAIN.objectBytes());
  }

  public Program next() {
    Shape shape = shape();
    try {
      return new Draft(shape).program();
    } catch (Malformed e) {
      throw new IllegalStateException(e);
    }
  }

  private Shape shape() {
    int slabPages = 1 << random.nextInt(3);
    int pages = Math.max(between(1, MOST_PAGES), slabPages);
    return Shape.small(between(2, 3), between(2, 4), pages)
        .withSlabPages(slabPages)
        .withCachedSlabs(between(0, 3))
        .withSignals(oneOf(List.of(1, 2, IpiQueue.CAPACITY)));
  }

  private int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  private boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  private <T> T oneOf(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** A program that grows, and what is where when all of it so far is done. */
  private final class Draft {
    private final Shape shape;
    private final List<Step> before = new ArrayList<>();
    private final List<List<Operation>> cpus = new ArrayList<>();

    /** What is held, and its type. */
    private final Map<String, ObjectType> held = new LinkedHashMap<>();

    private final List<String> everGiven = new ArrayList<>();
    private final Set<ObjectType> exist = EnumSet.of(ObjectType.PLAIN);

    /** The one cpu that uses a name while cpus run. */
    private final Map<String, Integer> users = new HashMap<>();

    /** Types of which nothing is out, to be destroyed while cpus run. */
    private final Set<ObjectType> doomed = EnumSet.noneOf(ObjectType.class);

    /** For each cpu, which verbs have begun and not ended. */
    private final List<Map<Verb, Integer>> begun = new ArrayList<>();

    private boolean isBeforehand = true;

    Draft(Shape shape) {
      this.shape = shape;
      if (family.limit().isPresent()) {
        exist.add(ObjectType.LIMITED);
      }
      for (int cpu = 0; cpu < shape.cpus(); cpu++) {
        cpus.add(new ArrayList<>());
        begun.add(new HashMap<>());
      }
    }

    Program program() throws Malformed {
      for (int steps = between(0, MOST_BEFORE); steps > 0; steps--) {
        int cpu = random.nextInt(shape.cpus());
        before.add(new Step(cpu, draw(cpu)));
      }
      isBeforehand = false;
      doom();
      List<Integer> turns = new ArrayList<>();
      for (int cpu = 0; cpu < shape.cpus(); cpu++) {
        for (int count = between(1, MOST_OF_A_CPU); count > 0; count--) {
          turns.add(random.nextInt(turns.size() + 1), cpu);
        }
      }
      for (int cpu : turns) {
        cpus.get(cpu).add(draw(cpu));
      }
      return Program.of(shape, before, cpus);
    }

    private void doom() {
      for (ObjectType type : List.of(ObjectType.LIMITED, ObjectType.OTHER)) {
        if (exist.contains(type) && !held.containsValue(type) && oneIn(3)) {
          doomed.add(type);
        }
      }
    }

    /** One that can be done now. */
    private Operation draw(int cpu) {
      List<Operation> possible = new ArrayList<>();
      for (Verb verb : verbs()) {
        boolean isMemory = verb == CommonVerb.ALLOC || verb == CommonVerb.FREE;
        Operation one = operation(verb, cpu);
        for (int times = isMemory ? MEMORY : 1; one != null && times > 0; times--) {
          possible.add(one);
        }
      }
      Operation drawn = oneOf(possible);
      follow(drawn, cpu);
      return drawn;
    }

    private List<Verb> verbs() {
      List<Verb> verbs = new ArrayList<>(Alphabet.offered(family));
      if (isBeforehand && family.commonVerbs().contains(CommonVerb.NEW_TYPE)) {
        verbs.add(CommonVerb.NEW_TYPE);
      }
      return verbs;
    }

    /** One with this verb; null if there is none. */
    private Operation operation(Verb verb, int cpu) {
      return switch (verb) {
        case CommonVerb.ALLOC, CommonVerb.ALLOC_IN_INTERRUPT -> allocation(verb);
        case CommonVerb.FREE, CommonVerb.FREE_IN_INTERRUPT -> use(verb, usable(cpu), 0);
        case CommonVerb.REALLOC -> use(verb, usable(cpu), size(ObjectType.PLAIN));
        case CommonVerb.SIGNALS, CommonVerb.TIDY -> Operation.of(verb, "");
        case CommonVerb.NEW_TYPE -> ofType(verb, missing());
        case CommonVerb.DESTROY_TYPE -> ofType(verb, destroyable());
        case CpuVerb any -> null; // not offered: see Alphabet
        case FamilyVerb own when own.takesName() -> use(verb, everGiven, 0);
        case FamilyVerb own ->
            own.ends().map(ended -> begun.get(cpu).getOrDefault(ended, 0)).orElse(1) > 0
                ? Operation.of(verb, "")
                : null;
      };
    }

    private Operation allocation(Verb verb) {
      List<ObjectType> types = new ArrayList<>(exist);
      types.removeAll(doomed);
      ObjectType type = oneIn(2) ? ObjectType.PLAIN : oneOf(types);
      Set<Flag> flags = EnumSet.noneOf(Flag.class);
      if (oneIn(4)) {
        flags.add(Flag.ZERO);
      }
      if (oneIn(8)) {
        flags.add(Flag.NOWAIT);
      }
      return new Operation(verb, Operation.name(everGiven.size()), size(type), type, flags);
    }

    private Operation use(Verb verb, List<String> names, long bytes) {
      return names.isEmpty()
          ? null
          : new Operation(verb, oneOf(names), bytes, ObjectType.PLAIN, Set.of());
    }

    private Operation ofType(Verb verb, List<ObjectType> types) {
      if (types.isEmpty()) {
        return null;
      }
      ObjectType type = oneOf(types);
      // The limited one goes without saying.
      ObjectType said = type == ObjectType.LIMITED ? ObjectType.PLAIN : type;
      return new Operation(verb, "", 0, said, Set.of());
    }

    private List<ObjectType> missing() {
      List<ObjectType> missing = new ArrayList<>(List.of(ObjectType.LIMITED, ObjectType.OTHER));
      missing.removeAll(exist);
      return family.limit().isPresent() ? missing : List.of();
    }

    private List<ObjectType> destroyable() {
      if (!isBeforehand) {
        return List.copyOf(doomed);
      }
      List<ObjectType> types = new ArrayList<>(exist);
      types.remove(ObjectType.PLAIN);
      types.removeAll(held.values());
      return types;
    }

    /** What is held, and no other cpu is to use. */
    private List<String> usable(int cpu) {
      return held.keySet().stream()
          .filter(name -> isBeforehand || users.getOrDefault(name, cpu) == cpu)
          .toList();
    }

    /** One near an edge: of a class, of a slab, of a page. */
    private long size(ObjectType type) {
      long page = shape.pageBytes();
      long[] sizes = {1, 8, 64, 100, 127, 128, 129, 200, 256, 500, page, page + 1, 3 * page};
      long most = family.hasObjects() ? type.objectBytes() : largest;
      List<Long> possible =
          new ArrayList<>(LongStream.of(sizes).filter(bytes -> bytes < most).boxed().toList());
      possible.add(most);
      return oneOf(possible);
    }

    private void follow(Operation done, int cpu) {
      if (done.isAllocation()) {
        held.put(done.name(), done.type());
        everGiven.add(done.name());
      } else if (done.isFree()) {
        held.remove(done.name());
      } else if (done.verb() == CommonVerb.NEW_TYPE) {
        exist.add(done.about());
      } else if (done.verb() == CommonVerb.DESTROY_TYPE) {
        exist.remove(done.about());
        doomed.remove(done.about());
      } else if (done.verb() == CommonVerb.REALLOC && !isBeforehand) {
        users.put(done.name(), cpu);
      } else if (done.verb() instanceof FamilyVerb own) {
        begun.get(cpu).merge(own, 1, Integer::sum);
        own.ends().ifPresent(ended -> begun.get(cpu).merge(ended, -1, Integer::sum));
      }
    }
  }
}
