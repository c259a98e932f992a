package ripsaw.dragonfly.kfree.census;

import java.util.Optional;
import ripsaw.machine.Shape;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/** A monitor of slabs and blocks, and what it knows of the machine. */
abstract class SlabWatch implements Monitor {
  protected final Monitor.Scene scene;
  protected final Shape shape;

  SlabWatch(Monitor.Scene scene) {
    this.scene = scene;
    this.shape = scene.machine().shape();
  }

  protected final KfreeCensus census() {
    return (KfreeCensus) scene.takeCensus();
  }

  /** The base of the slab that covers this address. */
  protected final long slabOf(long address) {
    return address & -shape.slabBytes();
  }

  protected static Optional<Violation> violated(Property property, String detail) {
    return Optional.of(new Violation(property, detail));
  }
}
