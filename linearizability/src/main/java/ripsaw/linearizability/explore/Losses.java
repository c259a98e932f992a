package ripsaw.linearizability.explore;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import ripsaw.linearizability.execution.ManualRun;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.Session;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.Shape;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Violation;
import ripsaw.subject.FamilyVerb;
import ripsaw.subject.Subject;

/**
 * Whether memory was lost in an allocator whose census does not tell where its pages are. When all
 * is done, all is freed and every cpu takes what it can get: as many chunks must be had as on a
 * machine that nobody has used.
 *
 * <p>That is true of a heap that keeps free chunks by size, or in a cache of each cpu, as long as
 * all are of one size, none is larger than a slab, and no verb keeps any for good. Of other
 * programs nothing is said.
 */
public final class Losses {
  private static final long UNKNOWN = -1;

  private final Subject subject;
  private final Shape shape;
  private final long bytes;
  private long fresh = UNKNOWN;

  public Losses(Subject subject, Program program) {
    this.subject = subject;
    this.shape = program.shape();
    this.bytes = sought(program);
  }

  /** The size of all chunks; 0 if it is not for this to say anything. */
  private static long sought(Program program) {
    List<Operation> all = program.allOperations();
    Set<Long> sizes =
        all.stream()
            .filter(one -> one.bytes() > 0)
            .map(Operation::bytes)
            .collect(Collectors.toSet());
    long size =
        sizes.size() == 1 && all.stream().noneMatch(Losses::keeps) ? sizes.iterator().next() : 0;
    return size <= program.shape().slabBytes() / 2 ? size : 0;
  }

  /** Whether the allocator may have more from then on. */
  private static boolean keeps(Operation operation) {
    return operation.verb() instanceof FamilyVerb verb && verb.moreSlabs() > 0;
  }

  /** Judges an execution that has come to its end, and is not used any more. */
  public void judge(ProgramRun run) {
    Session session = run.session();
    boolean isAsked =
        bytes > 0
            && subject.promised().contains(CommonProperty.EVERY_PAGE)
            && !session.coverage().isToldOfPages();
    if (isAsked && run.isOver() && !run.wasCut() && session.found().isEmpty()) {
      session.attempt(() -> judge(session));
    }
  }

  private void judge(Session session) {
    if (fresh == UNKNOWN) {
      fresh = new ManualRun(subject, shape, Set.of()).session().capacity(bytes);
    }
    long had = session.capacity(bytes);
    session.coverage().toldOfPages(true);
    if (had < fresh) {
      session.violated(
          new Violation(
              CommonProperty.EVERY_PAGE,
              "when all was freed, %s chunks of %s bytes can be had, and %s on a new machine"
                  .formatted(had, bytes, fresh)));
    }
  }
}
