package com.acme;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kfree.ParkedWord;
import ripsaw.dragonfly.kfree.SlabAllocator;
import ripsaw.dragonfly.kfree.census.KfreeCensus;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.subject.Subject;

/** A user's allocator that makes no step any more, until its thread is interrupted. */
public final class Idle extends SlabAllocator {
  /** Where it stops. */
  public enum At {
    START,
    CREATE_TYPE,
    ALLOCATE,
    CENSUS,
    NAME
  }

  private final At at;
  private final Runnable idle;

  private Idle(Machine machine, At at, Runnable idle) {
    super(machine, new ParkedWord(machine));
    this.at = at;
    this.idle = idle;
    mayStop(At.START);
  }

  /**
   * @param idle what it does instead: see {@link #waitForEver} and {@link #goRound}
   */
  public static Subject subject(At at, Runnable idle) {
    return new Subject(
        "acme/idle",
        "makes no step any more",
        Optional.empty(),
        new KfreeFamily(),
        Subject.Kind.SEEDED,
        Set.of(),
        Set.of(),
        machine -> new Idle(machine, at, idle));
  }

  /** Does nothing. */
  public static void waitForEver() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.park();
    }
  }

  /** Computes without an access. */
  public static void goRound() {
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }

  private void mayStop(At here) {
    if (at == here) {
      idle.run();
    }
  }

  @Override
  public int createType(Cpu cpu, long limit) {
    mayStop(At.CREATE_TYPE);
    return super.createType(cpu, limit);
  }

  @Override
  public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
    mayStop(At.ALLOCATE);
    return super.allocate(cpu, type, bytes, flags);
  }

  @Override
  public KfreeCensus census() {
    mayStop(At.CENSUS);
    return super.census();
  }

  @Override
  public String name(long address) {
    mayStop(At.NAME);
    return super.name(address);
  }
}
