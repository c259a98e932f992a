package com.acme;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kfree.ParkedWord;
import ripsaw.dragonfly.kfree.SlabAllocator;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.SpinLock;
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;
import ripsaw.subject.SubjectProvider;

/** A user's allocators that come to no end. */
public final class HangingHeaps implements SubjectProvider {
  @Override
  public List<Subject> subjects() {
    return List.of(subject("acme/waits", Waits::new), subject("acme/locks-twice", LocksTwice::new));
  }

  private static Subject subject(String id, Function<Machine, Allocator> start) {
    return new Subject(
        id,
        "comes to no end",
        Optional.empty(),
        new KfreeFamily(),
        Subject.Kind.SEEDED,
        Set.of(),
        Set.of(),
        start);
  }

  private static final class Waits extends SlabAllocator {
    Waits(Machine machine) {
      super(machine, new ParkedWord(machine));
    }

    @Override
    public void free(Cpu cpu, int type, long address) {
      forGodot();
      super.free(cpu, type, address);
    }

    /** By what no scan of the code finds, until it is interrupted. */
    private static void forGodot() {
      try (PipedInputStream in = new PipedInputStream(new PipedOutputStream())) {
        in.read();
      } catch (IOException interrupted) {
        return;
      }
    }
  }

  private static final class LocksTwice extends SlabAllocator {
    private final SpinLock lock;

    LocksTwice(Machine machine) {
      super(machine, new ParkedWord(machine));
      lock = new SpinLock(machine, machine.pageAddresses().getFirst());
    }

    @Override
    public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
      lock.lock(cpu);
      lock.lock(cpu);
      return super.allocate(cpu, type, bytes, flags);
    }
  }
}
