package ripsaw.netbsd.kmem.census;

import ripsaw.spec.Property;

/**
 * What must hold of kmem. The source of each is a code of section B ({@code K1} … {@code K6}) or C
 * ({@code N1} …) of the NetBSD research notes.
 */
public enum KmemProperty implements Property {
  BALANCE(
      "balance",
      "K1, N20",
      Watch.CENSUS,
      "Whatever was freed is back where it came from: when nothing is under way, each cache and the"
          + " arena have out what callers hold of them, and a cache's groups hold its own"
          + " objects."),
  WRONG_SIZE(
      "wrong-size-reported",
      "K2, N19, N20",
      Watch.EVENT,
      "A caller that frees a chunk as one of another size is told, and nobody else is."),
  OVERRUN(
      "overrun-reported",
      "K3",
      Watch.EVENT,
      "A caller that writes behind its chunk is told when it frees it."),
  WRITE_AFTER_FREE(
      "write-after-free-reported",
      "K3",
      Watch.EVENT,
      "What is written into a free chunk is seen when somebody gets it."),
  SLEEPERS(
      "kmem-sleepers",
      "K4, N2",
      Watch.EVENT,
      "A caller that may sleep gets its memory: it is not refused, and does not sleep for what the"
          + " arena has, or would have if the caches were drained, when all others are done."),
  FAILURE(
      "failure-touches-nothing",
      "K4, N1",
      Watch.EVENT,
      "An allocation that fails touches no memory."),
  ROUTE("one-route", "K5", Watch.EVENT, "A chunk goes back to the cache that it came from."),
  IN_INTERRUPT(
      "interrupt-reported", "K6", Watch.EVENT, "An interrupt that asks for memory is told."),
  FAST_PATH(
      "fast-path",
      "A.1, N22",
      Watch.EVENT,
      "Whoever has just freed a chunk of a page or less gets one of that size on the same cpu"
          + " without the arena.");

  private final Statement statement;

  KmemProperty(String id, String source, Watch watch, String sentence) {
    this.statement = new Statement(id, source, watch, sentence);
  }

  @Override
  public Statement statement() {
    return statement;
  }

  @Override
  public String toString() {
    return id();
  }
}
