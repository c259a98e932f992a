package ripsaw.netbsd.kmem.census;

/** What a caller may do wrong, and a debug layer may see. */
public enum Mistake {
  /** A chunk is freed as one of another size. */
  WRONG_SIZE(KmemProperty.WRONG_SIZE),
  /** Behind a chunk something is written. */
  OVERRUN(KmemProperty.OVERRUN),
  /** Into a chunk that is free something is written. */
  WRITE_AFTER_FREE(KmemProperty.WRITE_AFTER_FREE),
  /** An interrupt asks for memory. */
  IN_INTERRUPT(KmemProperty.IN_INTERRUPT);

  private final KmemProperty promise;

  Mistake(KmemProperty promise) {
    this.promise = promise;
  }

  /** What is broken if nobody reports it. */
  public KmemProperty promise() {
    return promise;
  }
}
