package ripsaw.netbsd.pool.census;

import java.util.ArrayList;
import java.util.List;
import ripsaw.netbsd.pool.census.PoolCensus.Page;
import ripsaw.subject.Diagram;

/** Draws a census of pool caches: which items of a page are free in the pool, and which cached. */
public final class PoolDiagram {
  private final Diagram.Names names;

  public PoolDiagram(Diagram.Names names) {
    this.names = names;
  }

  public Diagram of(PoolCensus census) {
    return new Diagram(census.pages().stream().map(this::slab).toList(), List.of(), List.of());
  }

  private Diagram.Slab slab(Page page) {
    String name = names.of(page.base()).replaceFirst("\\.i0$", "");
    List<String> held = new ArrayList<>();
    for (int i = 0; i < page.capacity(); i++) {
      String item = "i" + i;
      names.holder(page.blockAt(i)).ifPresent(who -> held.add(item + " (" + who + ")"));
    }
    return new Diagram.Slab(
        name,
        0,
        true,
        !page.free().isEmpty(),
        false,
        page.items() - page.nmissing(),
        page.items(),
        0,
        items(page.free(), name),
        items(page.cached(), name),
        List.of(),
        held);
  }

  private List<String> items(List<Long> some, String page) {
    return some.stream().map(item -> names.of(item).replace(page + ".", "")).toList();
  }
}
