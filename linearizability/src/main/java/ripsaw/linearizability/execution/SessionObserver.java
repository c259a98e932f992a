package ripsaw.linearizability.execution;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import ripsaw.linearizability.guard.Watchdog;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.MachineObserver;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.Choices;
import ripsaw.machine.order.Touch;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/**
 * What a session sees of its machine, access by access: it asks the scheduler who is next, lets the
 * monitors judge what happens, and writes the trace.
 */
final class SessionObserver implements MachineObserver {
  private final Session session;
  private final Scheduler scheduler;
  private final Findings findings;
  private final Coverage coverage;
  private final Beforehand beforehand;
  private final SignalDelivery signals;
  private final Watchdog.Pulse pulse;
  private final Optional<Trace> trace;
  private final boolean[] callerActs;

  /**
   * @param callerActs the cpus of which a caller, and not the subject, touches memory
   */
  SessionObserver(
      Session session,
      Scheduler scheduler,
      Findings findings,
      Coverage coverage,
      Beforehand beforehand,
      SignalDelivery signals,
      Watchdog.Pulse pulse,
      Optional<Trace> trace,
      boolean[] callerActs) {
    this.session = session;
    this.scheduler = scheduler;
    this.findings = findings;
    this.coverage = coverage;
    this.beforehand = beforehand;
    this.signals = signals;
    this.pulse = pulse;
    this.trace = trace;
    this.callerActs = callerActs;
  }

  @Override
  public void violated(Violation violation) {
    findings.add(violation);
  }

  @Override
  public String doing(Cpu cpu) {
    return session.doing(cpu);
  }

  @Override
  public void mayPreempt(Cpu cpu, Access next, long address) {
    pulse.beat();
    if (scheduler.isBeforehand()) {
      beforehand.goesOn(cpu);
    } else {
      scheduler.mayPreempt(cpu, next, address);
    }
  }

  @Override
  public void touched(Cpu cpu, int location, Touch touch) {
    if (touch == Touch.WRITES && session.machine().isLookedAt(location)) {
      session.changed();
    }
    if (!callerActs[cpu.id()]) {
      coverage.touched(cpu, location, touch);
    }
    scheduler.touched(location, touch);
  }

  @Override
  public int choose(Cpu cpu, Choices choices) {
    return scheduler.choose(choices);
  }

  @Override
  public Cpu mayMigrate(Cpu cpu) {
    Cpu to = scheduler.isBeforehand() ? cpu : scheduler.mayMigrate(cpu);
    if (to != cpu) {
      trace.ifPresent(into -> into.migrated(cpu.id(), to.id()));
    }
    return to;
  }

  @Override
  public void suspected() {
    scheduler.suspected();
  }

  @Override
  public void mayLock(Cpu cpu, long word, int location, BooleanSupplier isFree) {
    if (scheduler.isBeforehand()) {
      beforehand.lock(cpu, word, isFree);
    } else {
      scheduler.mayLock(cpu, word, location, isFree);
    }
    coverage.touched(cpu, location, Touch.WRITES);
    trace.ifPresent(into -> into.locked(cpu.id(), session.nameOf(word)));
  }

  @Override
  public void mayTryLock(Cpu cpu, long word) {
    if (scheduler.isBeforehand()) {
      beforehand.goesOn(cpu);
    } else {
      scheduler.mayTryLock(cpu, word);
    }
  }

  @Override
  public void tried(Cpu cpu, long word, int location, boolean taken) {
    scheduler.tried(location, taken);
    coverage.touched(cpu, location, taken ? Touch.WRITES : Touch.READS);
    if (taken) {
      trace.ifPresent(into -> into.locked(cpu.id(), session.nameOf(word)));
    }
  }

  @Override
  public void unlocked(Cpu cpu, int location) {
    scheduler.unlocked(location);
  }

  @Override
  public void await(Cpu cpu, BooleanSupplier ready) {
    if (scheduler.isBeforehand()) {
      beforehand.await(cpu, ready);
    } else {
      scheduler.await(cpu, ready);
    }
  }

  @Override
  public void mayWait(Cpu cpu, BooleanSupplier woken) {
    if (scheduler.isBeforehand()) {
      beforehand.await(cpu, woken);
    } else {
      scheduler.mayWait(cpu, woken);
    }
  }

  @Override
  public void accessed(Cpu cpu, Access access, long address, long before, long after) {
    scheduler.accessed(cpu);
    scheduler.accessed(address, before, after);
    if (trace.isPresent()) {
      write(trace.get(), cpu, access, address, before, after);
    }
    if (scheduler.judgesAlways()) {
      session.judge();
    }
  }

  @Override
  public void fenced(Cpu cpu, Access fence) {
    scheduler.accessed(cpu);
    trace.ifPresent(into -> into.fenced(cpu.id(), fence));
  }

  private void write(Trace into, Cpu cpu, Access access, long address, long before, long after) {
    boolean isOlder = after != session.machine().memory().peek(address);
    String older = isOlder ? " (older)" : "";
    into.access(
        cpu.id(),
        access,
        session.nameOf(address),
        session.name(before) + older,
        session.name(after) + older);
  }

  @Override
  public void happened(Cpu cpu, Event event, long address, long detail) {
    trace.ifPresent(into -> into.event(cpu.id(), event, session.name(address), detail));
    coverage.count(cpu, event, address);
    scheduler.happened(cpu);
    signals.happened(cpu, event, address, detail).ifPresent(findings::add);
    for (Monitor monitor : session.monitors()) {
      monitor.happened(cpu, event, address, detail).ifPresent(findings::add);
    }
    if (event == MachineEvent.SLAB_RIPPED) {
      session.takeCensus().judgeRip(address).ifPresent(findings::add);
    }
  }
}
