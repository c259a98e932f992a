package ripsaw.linux.slub.census;

import java.util.ArrayList;
import java.util.List;
import ripsaw.linux.slub.census.SlubCensus.Slab;
import ripsaw.subject.Diagram;

/** Draws a census of SLUB: what a slab's cpu has to itself, and what others freed to it. */
public final class SlubDiagram {
  private final Diagram.Names names;

  public SlubDiagram(Diagram.Names names) {
    this.names = names;
  }

  public Diagram of(SlubCensus census) {
    return new Diagram(
        census.slabs().stream().map(slab -> slab(slab, census)).toList(), List.of(), List.of());
  }

  private Diagram.Slab slab(Slab slab, SlubCensus census) {
    List<String> held = new ArrayList<>();
    for (int i = 0; i < slab.capacity(); i++) {
      String object = "o" + i;
      names.holder(slab.blockAt(i)).ifPresent(name -> held.add(object + " (" + name + ")"));
    }
    String slabName = names.of(slab.base()).replaceFirst("\\.o0$", "");
    return new Diagram.Slab(
        slabName,
        census.ownersOf(slab.base()).stream().findFirst().orElse(slab.node()),
        true,
        census.listed(slab.base()) > 0,
        slab.frozen(),
        slab.objects() - slab.inuse(),
        slab.objects(),
        0,
        objects(slab.own(), slabName),
        objects(slab.regular(), slabName),
        List.of(),
        held);
  }

  private List<String> objects(List<Long> some, String slab) {
    return some.stream().map(object -> names.of(object).replace(slab + ".", "")).toList();
  }
}
