package ripsaw.own;

import java.util.List;
import java.util.Map;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.spec.Census;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.ViolationFound;
import ripsaw.subject.Allocator;

/** A structure of your own on a machine: to whoever checks it an allocator that nobody asks. */
class OnMachine implements Allocator {
  protected final Machine machine;
  private final World world;
  private final Object structure;
  private final Map<String, Operation> operations;

  /**
   * @param structure that was built on the world
   * @param operations by name
   */
  OnMachine(Machine machine, World world, Object structure, Map<String, Operation> operations) {
    this.machine = machine;
    this.world = world;
    this.structure = structure;
    this.operations = operations;
  }

  /** Calls an operation, and reports its answer if it has one. */
  final void perform(Cpu cpu, Call call) {
    Operation operation = operations.get(call.operation());
    if (operation == null || operation.takesValue() != call.value().isPresent()) {
      throw new IllegalArgumentException(
          "%s has no operation %s".formatted(structure.getClass().getName(), call));
    }
    long answer;
    try {
      answer = operation.perform(structure, cpu, call.value());
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new ViolationFound(CommonProperty.NO_CRASH, call + ": " + e);
    }
    if (operation.answers()) {
      machine.watch().happened(cpu, OwnEvent.ANSWERS, answer, operation.isTruth() ? 1 : 0);
    }
  }

  @Override
  public final int createType(Cpu cpu, long limit) {
    return 0;
  }

  @Override
  public final void destroyType(Cpu cpu, int type) {}

  @Override
  public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
    throw new UnsupportedOperationException("a structure grants nothing");
  }

  @Override
  public void free(Cpu cpu, int type, long address) {
    throw new UnsupportedOperationException("a structure takes nothing back");
  }

  @Override
  public final long reallocate(Cpu cpu, int type, long address, long bytes) {
    throw new UnsupportedOperationException("blocks are all alike");
  }

  @Override
  public final void tidy(Cpu cpu) {}

  @Override
  public final long usable(long address) {
    return BlocksOnMachine.BLOCK_BYTES;
  }

  @Override
  public final long alignment(long bytes) {
    return 8;
  }

  @Override
  public Census census() {
    return new OwnCensus(List.of(), List.of());
  }

  @Override
  public String name(long address) {
    return world.name(address);
  }

  /** Nobody who writes on words comes to know an address. */
  @Override
  public final boolean storesAddresses() {
    return false;
  }
}
