package org.example.stub.bridge;

import java.util.List;
import org.example.stub.StubFamily;
import ripsaw.linearizability.bridge.EveryEdge;
import ripsaw.linearizability.bridge.FamilyBridge;
import ripsaw.linearizability.bridge.Mapping;
import ripsaw.linearizability.bridge.ModuleConfig;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Suite;
import ripsaw.machine.Shape;
import ripsaw.subject.Family;

/** {@code StubHeap.tla} and the stub. */
public final class StubBridge implements FamilyBridge {
  @Override
  public Family family() {
    return new StubFamily();
  }

  @Override
  public String module() {
    return "StubHeap";
  }

  @Override
  public Mapping mapping() {
    return new StubMapping();
  }

  @Override
  public String reference() {
    return "stub/heap";
  }

  @Override
  public String canary() {
    return "count-in-two-steps";
  }

  @Override
  public List<EveryEdge> everyEdge() {
    return List.of(EveryEdge.of(module(), mapping(), Shape.small(2, 3, 1)));
  }

  @Override
  public ModuleConfig small(String fault) {
    return new StubConfig(Shape.small(2, 2, 1), fault);
  }

  @Override
  public ModuleConfig whole(Program program, String fault) {
    return new StubConfig(program.shape(), fault);
  }

  @Override
  public List<Program> programs() {
    return Suite.of(family()).stream().map(Suite::program).toList();
  }
}
