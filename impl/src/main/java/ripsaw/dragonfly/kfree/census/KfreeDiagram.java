package ripsaw.dragonfly.kfree.census;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import ripsaw.subject.Diagram;

/** Draws a census of the slab allocator. */
public final class KfreeDiagram {
  private final Diagram.Names names;

  public KfreeDiagram(Diagram.Names names) {
    this.names = names;
  }

  public Diagram of(KfreeCensus census) {
    return new Diagram(
        census.slabs().stream()
            .sorted(Comparator.comparingLong(KfreeCensus.Slab::base))
            .map(this::slab)
            .toList(),
        List.of(),
        names.pages().stream().map(page -> mark(census.marks().getOrDefault(page, 0L))).toList());
  }

  private Diagram.Slab slab(KfreeCensus.Slab slab) {
    List<String> held = new ArrayList<>();
    for (int i = 0; i < slab.capacity(); i++) {
      String chunk = "c" + i;
      names.holder(slab.blockAt(i)).ifPresent(name -> held.add(chunk + " (" + name + ")"));
    }
    return new Diagram.Slab(
        names.of(slab.base()),
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

  /** Without the slab's name: the picture shows whose they are. */
  private List<String> chunks(KfreeCensus.Slab slab, List<Long> addresses) {
    String prefix = names.of(slab.base()) + ".";
    return addresses.stream()
        .map(names::of)
        .map(name -> name.startsWith(prefix) ? name.substring(prefix.length()) : name)
        .toList();
  }

  private static String mark(long mark) {
    if (mark == 0) {
      return "-";
    }
    return mark < 0 ? "slab of cpu" + (-mark - 1) : mark + " pages";
  }
}
