package ripsaw.dragonfly.kmallocobj.census;

import java.util.ArrayList;
import java.util.List;
import ripsaw.subject.Diagram;

/** Draws a census of the object allocator. */
public final class KmallocObjDiagram {
  private final Diagram.Names names;

  public KmallocObjDiagram(Diagram.Names names) {
    this.names = names;
  }

  public Diagram of(KmallocObjCensus census) {
    return new Diagram(
        List.of(), census.slabs().stream().map(slab -> ring(slab, census)).toList(), List.of());
  }

  private Diagram.Ring ring(KmallocObjCensus.Slab slab, KmallocObjCensus census) {
    List<String> held = new ArrayList<>();
    for (int i = 0; i < slab.capacity(); i++) {
      String object = "o" + i;
      names.holder(slab.blockAt(i)).ifPresent(name -> held.add(object + " (" + name + ")"));
    }
    String prefix = names.of(slab.base()) + ".";
    return new Diagram.Ring(
        names.of(slab.base()),
        String.join(" and ", census.places(slab.base())),
        slab.origin(),
        slab.aindex(),
        slab.findex(),
        slab.xindex(),
        slab.stamp(),
        slab.slots().stream()
            .map(object -> object == 0 ? "" : names.of(object).replace(prefix, ""))
            .toList(),
        held);
  }
}
