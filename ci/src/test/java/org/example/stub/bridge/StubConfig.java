package org.example.stub.bridge;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ripsaw.linearizability.bridge.Mapping;
import ripsaw.linearizability.bridge.ModuleConfig;
import ripsaw.machine.Shape;

/** A configuration of {@code StubHeap.tla} for a machine. */
record StubConfig(Shape shape, String fault) implements ModuleConfig {
  @Override
  public String module() {
    return "StubHeap";
  }

  @Override
  public Mapping mapping() {
    return new StubMapping();
  }

  @Override
  public String text() {
    return """
    SPECIFICATION Spec
    CONSTANTS
      Cpus = %s
      Chunks = %s
      Fault = "%s"
    """
        .formatted(numbers(shape.cpus()), numbers(shape.chunksPerSlab()), fault);
  }

  private static String numbers(int count) {
    return IntStream.range(0, count)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
