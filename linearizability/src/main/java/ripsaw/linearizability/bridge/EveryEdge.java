package ripsaw.linearizability.bridge;

import java.io.IOException;
import ripsaw.machine.Shape;
import ripsaw.spec.tla.Manifest;
import ripsaw.spec.tla.Model;
import ripsaw.spec.tla.Specification;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/** The models of the manifest whose every edge the Java is driven along. */
public enum EveryEdge {
  REMOTE_FREE("RemoteFreeBridge", RemoteFreeMapping.INSTANCE, Shape.small(2, 2, 2)),
  /** Slabs of two objects, and no poller. */
  RING("KmallocObjBridgeRing", KmallocObjMapping.REFERENCE, Bridge.threeSlabs()),
  /** With the poller, the clock and a cache; the Java is {@link OneObjectSlabs}. */
  POLLER("KmallocObjBridge", KmallocObjMapping.REFERENCE, Bridge.threeSlabs().withCachedSlabs(1)) {
    @Override
    public Subject java() {
      return OneObjectSlabs.reference();
    }
  };

  private final String name;
  private final Mapping mapping;
  private final Shape shape;

  EveryEdge(String name, Mapping mapping, Shape shape) {
    this.name = name;
    this.mapping = mapping;
    this.shape = shape;
  }

  public Model model() {
    return Manifest.load().find(name).orElseThrow();
  }

  /** The Java that the model stands for. */
  public Subject java() {
    return Catalogue.load().find(model().subject()).orElseThrow();
  }

  StateGraph graph() throws IOException {
    return StateGraph.of(Specification.of(model()), mapping);
  }

  CodeFollowsSpec drive(Subject java, StateGraph graph) {
    return CodeFollowsSpec.check(graph, mapping, java, shape);
  }

  /** Drives the Java along every edge. */
  public CodeFollowsSpec drive() throws IOException {
    return drive(java(), graph());
  }
}
