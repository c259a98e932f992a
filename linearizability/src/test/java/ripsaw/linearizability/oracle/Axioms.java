package ripsaw.linearizability.oracle;

import ripsaw.linearizability.oracle.Event.Kind;
import ripsaw.linearizability.oracle.Event.Order;

/**
 * Which executions a memory model allows, as {@code MEMORY-MODELS.md} puts it. What is true of an
 * execution is true of its beginnings.
 */
final class Axioms {
  private Axioms() {}

  static boolean allow(Model model, Graph graph) {
    return switch (model) {
      case SC -> isSequentiallyConsistent(graph);
      case TSO -> isCoherentByWord(graph) && isInTotalStoreOrder(graph);
      case RA -> isMadeInSomeOrder(graph) && isCoherent(graph);
      case RC11 -> isCoherent(graph) && hasOneOrderOfVolatile(graph);
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
    if (isNoInstruction(one) || isNoInstruction(other)) {
      return false;
    }
    boolean isStoreBeforeLoad = !one.reads() && !other.writes();
    return one.isLocked() || other.isLocked() || !isStoreBeforeLoad;
  }

  private static boolean isNoInstruction(Event event) {
    return event.kind() == Kind.ACQUIRE_FENCE || event.kind() == Kind.RELEASE_FENCE;
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

  // ------------------------------------------------------------------- rc11

  /**
   * The partial order of sequentially consistent accesses and fences, psc, of Lahav, Vafeiadis,
   * Kang, Hur and Dreyer, "Repairing sequential consistency in C/C++11" (PLDI 2017), is acyclic.
   */
  private static boolean hasOneOrderOfVolatile(Graph graph) {
    Relation program = graph.programOrder();
    Relation before = graph.happensBefore();
    Relation elsewhere = graph.only(program, (a, b) -> !isSameWord(a, b));
    Relation base =
        program
            .or(elsewhere.then(before).then(elsewhere))
            .or(graph.only(before, Axioms::isSameWord))
            .or(graph.modificationOrder())
            .or(graph.fromReads());
    Relation fences = graph.each(event -> event.kind() == Kind.FULL_FENCE);
    Relation accesses = graph.each(Axioms::isVolatile);
    Relation into = accesses.or(fences).or(fences.then(before));
    Relation from = accesses.or(fences).or(before.then(fences));
    Relation communication =
        graph.readsFrom().or(graph.modificationOrder()).or(graph.fromReads()).closure();
    Relation between = fences.then(before.or(before.then(communication).then(before))).then(fences);
    return into.then(base).then(from).or(between).isAcyclic();
  }

  private static boolean isSameWord(Event one, Event other) {
    return one.word() != Event.NONE && one.word() == other.word();
  }

  private static boolean isVolatile(Event event) {
    return event.readOrder() == Order.VOLATILE || event.writeOrder() == Order.VOLATILE;
  }
}
