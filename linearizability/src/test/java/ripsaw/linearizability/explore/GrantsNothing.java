package ripsaw.linearizability.explore;

import java.util.List;
import java.util.Map;
import java.util.Set;
import ripsaw.dragonfly.kfree.census.KfreeCensus;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.spec.Census;
import ripsaw.subject.Allocator;

/** What a test subject is to the explorer that grants nothing: only what it does is of interest. */
public abstract class GrantsNothing implements Allocator {
  protected final Machine machine;
  private int types;

  public GrantsNothing(Machine machine) {
    this.machine = machine;
  }

  @Override
  public int createType(Cpu cpu, long limit) {
    return types++;
  }

  @Override
  public void destroyType(Cpu cpu, int type) {}

  @Override
  public void free(Cpu cpu, int type, long address) {}

  @Override
  public long reallocate(Cpu cpu, int type, long address, long bytes) {
    return ZERO_SIZE;
  }

  @Override
  public void tidy(Cpu cpu) {}

  @Override
  public long usable(long address) {
    return 8;
  }

  @Override
  public long alignment(long bytes) {
    return 8;
  }

  @Override
  public Census census() {
    return new KfreeCensus(List.of(), Map.of(), false, List.of(), Set.of(), false);
  }

  @Override
  public String name(long address) {
    return machine.name(address);
  }
}
