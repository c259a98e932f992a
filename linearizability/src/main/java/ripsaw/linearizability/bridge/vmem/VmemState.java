package ripsaw.linearizability.bridge.vmem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import ripsaw.linearizability.bridge.MappedState;
import ripsaw.linearizability.bridge.Numbers;
import ripsaw.linearizability.execution.Session;
import ripsaw.machine.Machine;
import ripsaw.netbsd.vmem.census.VmemCensus;
import ripsaw.spec.tla.TlaValue;

/**
 * What a state of {@code Vmem.tla} and a moment of the Java have in common, when nobody has the
 * arena's lock. Lengths and places are quanta of the specification. Not here: {@code fresh} and
 * {@code last}, which the Java shows by what it does next, and the ghost.
 *
 * @param mapped of each page: whether the source has given it out
 * @param spans of each page: the tags of its span in order; none if it is not imported
 * @param lists the free ranges of each order, the first first
 * @param inUse as the arena counts it
 * @param waiting what those who sleep want, the first first
 * @param held what callers hold; of the specification only
 * @param at where each cpu's program stands; of the specification only
 * @param sizes what each cpu asks for; of the specification only
 */
record VmemState(
    List<Boolean> mapped,
    List<List<Tag>> spans,
    List<List<Chunk>> lists,
    long inUse,
    List<Long> waiting,
    Set<Chunk> held,
    List<String> at,
    List<Integer> sizes)
    implements MappedState {
  static final String IDLE = "idle";

  /** A range of a span, by its length. */
  record Tag(boolean busy, long size) {
    @Override
    public String toString() {
      return (busy ? "busy " : "free ") + size;
    }
  }

  // ----------------------------------------------------- of the specification

  static VmemState of(Map<String, TlaValue> variables) {
    TlaValue span = variables.get("span");
    TlaValue step = variables.get("step");
    List<Integer> had = Numbers.all(variables.get("source"));
    List<List<Tag>> spans = new ArrayList<>();
    Set<Chunk> held = new HashSet<>();
    for (TlaValue page : Numbers.inOrder(span)) {
      List<Tag> tags = new ArrayList<>();
      long place = 0;
      for (TlaValue tag : span.at(page).list()) {
        tags.add(new Tag(tag.field("busy").isTrue(), tag.field("size").number()));
        if (tags.getLast().busy) {
          held.add(new Chunk(Numbers.of(page), (int) place));
        }
        place += tags.getLast().size;
      }
      spans.add(tags);
    }
    List<TlaValue> steps = Numbers.inOrder(step).stream().map(step::at).toList();
    TlaValue lists = variables.get("lists");
    return new VmemState(
        IntStream.range(0, spans.size()).mapToObj(page -> !had.contains(page)).toList(),
        spans,
        Numbers.inOrder(lists).stream().map(order -> chunks(lists.at(order))).toList(),
        variables.get("inuse").number(),
        Numbers.all(variables.get("asleep")).stream()
            .map(cpu -> (long) steps.get(cpu).field("size").number())
            .toList(),
        held,
        steps.stream().map(one -> one.field("at").text()).toList(),
        steps.stream().map(one -> one.field("size").number()).toList());
  }

  private static List<Chunk> chunks(TlaValue ranges) {
    return ranges.list().stream()
        .map(TlaValue::list)
        .map(pair -> new Chunk(Numbers.of(pair.get(0)), pair.get(1).number()))
        .toList();
  }

  // -------------------------------------------------------------- of the Java

  /**
   * @param quantum bytes of a quantum of the specification
   */
  static VmemState of(Session session, int quantum) {
    Machine machine = session.machine();
    VmemCensus census = (VmemCensus) session.takeCensus();
    int pages = machine.shape().pages();
    List<List<Tag>> spans = new ArrayList<>();
    IntStream.range(0, pages).forEach(page -> spans.add(new ArrayList<>()));
    Map<Long, Chunk> places = new HashMap<>();
    for (VmemCensus.Tag tag : census.segments()) {
      Chunk place = place(machine, tag.start(), quantum);
      places.put(tag.address(), place);
      if (tag.kind() != VmemCensus.Kind.SPAN) {
        boolean isBusy = tag.kind() == VmemCensus.Kind.BUSY;
        spans.get(place.slab()).add(new Tag(isBusy, tag.bytes() / quantum));
      }
    }
    // Of ranges of less than a quantum of the specification there are none.
    int orders = 1 + log(machine.shape().pageBytes() / quantum);
    int first = log(quantum / (int) VmemCensus.QUANTUM);
    return new VmemState(
        machine.pageAddresses().stream().map(machine.pages()::isMapped).toList(),
        spans,
        census.freeLists().subList(first, first + orders).stream()
            .map(list -> list.stream().map(places::get).toList())
            .toList(),
        census.inUse() / quantum,
        census.waiting().stream().map(want -> want.size() / quantum).toList(),
        Set.of(),
        List.of(),
        List.of());
  }

  private static int log(int power) {
    return Integer.numberOfTrailingZeros(power);
  }

  static Chunk place(Machine machine, long address, int quantum) {
    long bytes = address - machine.pageAddresses().get(0);
    int page = (int) (bytes / machine.shape().pageBytes());
    return new Chunk(page, (int) (bytes % machine.shape().pageBytes()) / quantum);
  }

  // --------------------------------------------------------------- comparison

  @Override
  public Set<String> differences(MappedState other, IntPredicate open) {
    VmemState java = (VmemState) other;
    Set<String> found = new TreeSet<>();
    compare("mapped", mapped, java.mapped, found);
    compare("spans", spans, java.spans, found);
    compare("lists", lists, java.lists, found);
    compare("inuse", inUse, java.inUse, found);
    compare("waiting", waiting, java.waiting, found);
    return found;
  }

  private static void compare(String what, Object spec, Object java, Set<String> found) {
    if (!Objects.equals(spec, java)) {
      found.add("%s is %s, in the Java %s".formatted(what, spec, java));
    }
  }
}
