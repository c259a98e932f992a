package ripsaw.linearizability.repro;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ripsaw.linearizability.execution.Session;
import ripsaw.linearizability.repro.Recording.Signal;
import ripsaw.linearizability.repro.Recording.State;
import ripsaw.machine.Machine;
import ripsaw.spec.ViolationFound;
import ripsaw.subject.Diagram;

/** Draws the state of an execution, as the subject's family draws a census. */
final class Snapshot implements Diagram.Names {
  private final Session session;
  private final Machine machine;
  private final Map<Long, String> holders;
  private final Map<List<Integer>, Deque<String>> signals;

  private Snapshot(Session session, Map<List<Integer>, Deque<String>> signals) {
    this.session = session;
    this.machine = session.machine();
    this.holders = session.holders();
    this.signals = signals;
  }

  /**
   * @param signals what those on their way are about, by sender and receiver, oldest first
   */
  static State of(Session session, Map<List<Integer>, Deque<String>> signals) {
    Snapshot snapshot = new Snapshot(session, signals);
    Diagram diagram = snapshot.diagram();
    return new State(diagram.slabs(), diagram.rings(), diagram.pageTable(), snapshot.pending());
  }

  private Diagram diagram() {
    try {
      return session.subject().family().draw(session.takeCensus(), this);
    } catch (ViolationFound crash) {
      return Diagram.EMPTY; // the picture shows how it came to that
    }
  }

  private List<Signal> pending() {
    List<Signal> pending = new ArrayList<>();
    Map<List<Integer>, Iterator<String>> names = new HashMap<>();
    for (Machine.Signal one : machine.signals()) {
      List<Integer> pair = List.of(one.from(), one.to());
      Iterator<String> ofPair =
          names.computeIfAbsent(
              pair, any -> signals.getOrDefault(pair, new ArrayDeque<>()).iterator());
      String about = ofPair.hasNext() ? ofPair.next() : of(one.argument());
      pending.add(new Signal(one.from(), one.to(), about));
    }
    return pending;
  }

  @Override
  public List<Long> pages() {
    return machine.pageAddresses();
  }

  @Override
  public String of(long value) {
    boolean pointer = value >= machine.pageAddresses().getFirst() && machine.isMemory(value);
    return pointer ? session.nameOf(value) : Long.toString(value);
  }

  @Override
  public Optional<String> holder(long address) {
    return Optional.ofNullable(holders.get(address));
  }
}
