package ripsaw.linearizability.execution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import ripsaw.machine.Cpu;
import ripsaw.machine.HandOver;
import ripsaw.machine.Machine;
import ripsaw.machine.order.MemoryModel;
import ripsaw.machine.order.Touch;
import ripsaw.spec.Census;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.HeapModel;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.spec.ViolationFound;
import ripsaw.subject.Allocator;
import ripsaw.subject.Family;

/**
 * What callers hold and may expect: each answer of the allocator is compared with the {@linkplain
 * HeapModel sequential heap} and with what was {@linkplain Requests asked for}.
 */
final class HeapOracle {
  private final Machine machine;
  private final Scheduler scheduler;
  private final Findings findings;
  private final Coverage coverage;
  private final LongFunction<String> names;
  private final HeapModel model = new HeapModel();
  private final Requests requests;
  private final Holdings held;
  private final int limitedTypeLocation;
  private final Map<Integer, List<HandOver>> returned = new LinkedHashMap<>();
  private final boolean[] callerActs;

  /**
   * @param callerActs is kept true for a cpu while its caller, and not the subject, touches memory
   * @param names of words
   */
  HeapOracle(
      Machine machine,
      MemoryModel memory,
      Family family,
      Scheduler scheduler,
      Findings findings,
      Coverage coverage,
      boolean[] callerActs,
      LongFunction<String> names) {
    this.machine = machine;
    this.scheduler = scheduler;
    this.findings = findings;
    this.coverage = coverage;
    this.names = names;
    this.requests = new Requests(machine, memory, family, model);
    this.held = new Holdings(machine, scheduler);
    this.limitedTypeLocation = machine.newLocation();
    this.callerActs = callerActs;
  }

  HeapModel model() {
    return model;
  }

  Requests requests() {
    return requests;
  }

  Holdings held() {
    return held;
  }

  /** A caller touches its own memory. */
  private void asCaller(Cpu cpu, Runnable touch) {
    callerActs[cpu.id()] = true;
    touch.run();
    callerActs[cpu.id()] = false;
  }

  private void violated(Property property, String detail) {
    findings.add(new Violation(property, detail));
  }

  // ------------------------------------------------------------------- types

  /**
   * @param mayEnd whether it may be destroyed
   */
  void created(int type, long limit, boolean mayEnd) {
    requests.created(type, limit);
    if (mayEnd) {
      returned.put(type, new ArrayList<>());
    }
  }

  /** Who destroys a type has been told that all frees of it have returned. */
  void destroys(Cpu cpu, int type) {
    returned.getOrDefault(type, List.of()).forEach(told -> machine.receive(cpu, told));
    returned.remove(type);
  }

  /** What the judge of a limit knows changes here, so such operations do not commute. */
  void touchLimited(int type) {
    if (requests.isLimited(type)) {
      scheduler.touched(limitedTypeLocation, Touch.WRITES);
    }
  }

  // ------------------------------------------------------------- allocations

  static boolean isGrant(long answer) {
    return answer != Allocator.NO_MEMORY
        && answer != Allocator.OVER_LIMIT
        && answer != Allocator.ZERO_SIZE;
  }

  /**
   * The allocator has refused.
   *
   * @param census where everything is
   */
  void refused(
      Cpu cpu, long answer, long bytes, Requests.Request request, Supplier<Census> census) {
    if (answer == Allocator.OVER_LIMIT) {
      requests.overLimit(cpu, request).ifPresent(findings::add);
    } else if (answer == Allocator.NO_MEMORY) {
      requests.refused(cpu, request, census).forEach(findings::add);
    } else if (bytes > 0) {
      violated(
          CommonProperty.GRANT,
          "%s bytes asked for, and the answer is that of a request for none".formatted(bytes));
    }
  }

  /** It has granted. */
  void granted(
      Cpu cpu,
      Allocator allocator,
      String name,
      long address,
      long bytes,
      Requests.Request request,
      boolean zero) {
    requireMemory(address, bytes);
    long usable = allocator.usable(address, bytes);
    long alignment = allocator.alignment(bytes);
    if (alignment < 8 || Long.bitCount(alignment) != 1) {
      violated(
          CommonProperty.ALIGNMENT,
          "%s is no alignment: a power of two, at least 8".formatted(alignment));
    }
    if (usable < bytes || address % alignment != 0) {
      violated(
          CommonProperty.ALIGNMENT,
          "%s bytes asked for, %s at %#x granted".formatted(bytes, usable, address));
    }
    if (zero) {
      judgeZero(address, bytes);
    }
    HeapModel.Block block = new HeapModel.Block(address, bytes, usable, request.type());
    coverage.granted();
    model.handOut(block).ifPresent(findings::add);
    long[] stamp = new long[1];
    asCaller(cpu, () -> stamp[0] = held.stamp(cpu, block));
    model.grant(block).ifPresent(findings::add);
    requests.granted(request, block).ifPresent(findings::add);
    held.put(cpu, name, block, stamp[0]);
  }

  /** Nothing else can be looked at if it is not there. */
  private void requireMemory(long address, long bytes) {
    if (!machine.isMemory(address) || !machine.isMemory(Holdings.lastWord(address, bytes))) {
      throw new ViolationFound(
          CommonProperty.ALIGNMENT, "granted %#x, no memory".formatted(address));
    }
  }

  private void judgeZero(long address, long bytes) {
    for (long word = address; word < address + bytes; word += 8) {
      if (machine.memory().peek(word) != 0) {
        violated(CommonProperty.ZEROING, "%s is not zero".formatted(names.apply(word)));
        return;
      }
    }
  }

  // ------------------------------------------------------------------- frees

  /** A caller lets go of what it holds under this name, and brings it to the allocator. */
  HeapModel.Block beginFree(Cpu cpu, Holdings.Held mine) {
    long address = mine.block().address();
    boolean[] intact = new boolean[1];
    asCaller(
        cpu,
        () -> {
          cpu.beginOperation(address);
          machine.receive(cpu, mine.told());
          intact[0] = held.isIntact(cpu, mine);
        });
    if (!intact[0]) {
      violated(
          CommonProperty.NO_DOUBLE_GRANT,
          "somebody wrote into %s while it was held".formatted(names.apply(address)));
    }
    touchLimited(mine.block().type());
    requests.beginFree(mine.block());
    return model.beginFree(address);
  }

  /** The free has returned. */
  void endFree(Cpu cpu, HeapModel.Block block) {
    model.endFree(block);
    requests.endFree(cpu, block, cpu.isInInterrupt());
    if (returned.containsKey(block.type())) {
      returned.get(block.type()).add(machine.publish(cpu));
    }
    touchLimited(block.type());
  }

  // ------------------------------------------------------------------ resize

  /** What was resized is at this address now. */
  void moved(
      Cpu cpu,
      Allocator allocator,
      String name,
      long bytes,
      long address,
      Holdings.Held before,
      Requests.Request request) {
    HeapModel.Block old = before.block();
    if (address == old.address()) {
      requests.kept(old);
    } else {
      requests.endFree(cpu, old, cpu.isInInterrupt());
    }
    requireMemory(address, bytes);
    if (!held.isCopied(before, address, bytes)) {
      violated(CommonProperty.NO_DOUBLE_GRANT, "realloc lost the old contents");
    }
    granted(cpu, allocator, name, address, bytes, request, false);
  }

  /** What was to be resized is as before; or gone, if it was resized to nothing. */
  void notMoved(Cpu cpu, String name, long answer, Holdings.Held before) {
    HeapModel.Block old = before.block();
    if (answer == Allocator.ZERO_SIZE) {
      requests.endFree(cpu, old, cpu.isInInterrupt());
    } else {
      requests.kept(old);
      model.grant(old).ifPresent(findings::add);
      held.put(cpu, name, old, before.stamp());
    }
  }

  // -------------------------------------------------------------------- look

  /** Another caller looks at what is held under this name; false if its owner has let go. */
  boolean look(Cpu cpu, String name, Property promise) {
    return held.find(name)
        .map(
            block -> {
              asCaller(
                  cpu,
                  () -> {
                    cpu.beginReading(block.address(), promise);
                    machine.look(cpu, block.address());
                  });
              return true;
            })
        .orElse(false);
  }
}
