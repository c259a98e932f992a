package ripsaw.linearizability.oracle;

import ripsaw.linearizability.oracle.Event.Kind;
import ripsaw.linearizability.oracle.Event.Order;
import ripsaw.machine.MemoryModel;

/**
 * Which executions a memory model allows, as {@code MEMORY-MODELS.md} puts it. What is true of an
 * execution is true of its beginnings.
 */
final class Axioms {
  private Axioms() {}

  static boolean allow(MemoryModel model, Graph graph) {
    return switch (model) {
      case SC -> isSequentiallyConsistent(graph);
      case TSO -> isCoherentByWord(graph) && isInTotalStoreOrder(graph);
      case RA -> isMadeInSomeOrder(graph) && isCoherent(graph);
    };
  }

  private static boolean isSequentiallyConsistent(Graph graph) {
    return graph
        .programOrder()
        .or(graph.readsFrom())
        .or(graph.modificationOrder())
        .or(graph.fromReads())
        .or(graph.missedSignals())
        .isAcyclic();
  }

  // -------------------------------------------------------------------- tso

  private static boolean isCoherentByWord(Graph graph) {
    Relation order = graph.readsFrom().or(graph.modificationOrder()).or(graph.fromReads());
    for (int a = 0; a < graph.size(); a++) {
      for (int b = a + 1; b < graph.size(); b++) {
        if (graph.event(a).cpu() == graph.event(b).cpu()
            && graph.event(a).word() == graph.event(b).word()
            && graph.event(a).word() != Event.NONE) {
          order.add(a, b);
        }
      }
    }
    return order.isAcyclic();
  }

  private static boolean isInTotalStoreOrder(Graph graph) {
    Relation order = graph.modificationOrder().or(graph.fromReads()).or(graph.missedSignals());
    for (int a = 0; a < graph.size(); a++) {
      for (int b = a + 1; b < graph.size(); b++) {
        Event one = graph.event(a);
        Event other = graph.event(b);
        boolean isRead = other.source() == a && other.reads();
        if (one.cpu() == other.cpu()
            ? isPreserved(one, other) || isRead && other.kind() == Kind.START
            : isRead) {
          order.add(a, b);
        }
      }
    }
    return order.isAcyclic();
  }

  /** All but a store before a load of the same cpu. */
  private static boolean isPreserved(Event one, Event other) {
    if (one.word() == Event.NONE || other.word() == Event.NONE) {
      return false; // acquire and release fences are none on x86
    }
    boolean isStoreBeforeLoad = !one.reads() && !other.writes();
    return one.isLocked() || other.isLocked() || !isStoreBeforeLoad;
  }

  // --------------------------------------------------------------------- ra

  private static boolean isMadeInSomeOrder(Graph graph) {
    Relation order =
        graph
            .programOrder()
            .or(graph.readsFrom())
            .or(graph.modificationOrder())
            .or(graph.missedSignals());
    Relation fromReads = graph.fromReads();
    for (int read = 0; read < graph.size(); read++) {
      for (int write = 0; write < graph.size(); write++) {
        if (fromReads.holds(read, write)
            && graph.event(read).readOrder() == Order.VOLATILE
            && graph.event(write).writeOrder() == Order.VOLATILE) {
          order.add(read, write);
        }
      }
    }
    return order.isAcyclic();
  }

  private static boolean isCoherent(Graph graph) {
    Relation before = graph.happensBefore();
    Relation communication =
        graph.readsFrom().or(graph.modificationOrder()).or(graph.fromReads()).closure();
    return before.isIrreflexive() && before.then(communication).isIrreflexive();
  }
}
