package ripsaw.dragonfly.kfree;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.PageTable;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Violation;

/**
 * V1b, 722871d34e51 (28 Sep 2010): the {@code kmemusage} array is gone and {@code ku_pagecnt} lives
 * in the {@code vm_page}, which is found by walking the hardware page table from the address. That
 * table does not outlive the slab: the handler's question is itself a use after the rip once the
 * pages are given back. Repaired by df9daea a day later.
 *
 * <p>Simplified: the walk of an unmapped address is a violation and answers with the mark that was
 * there last; what the kernel's {@code pmap_kvtom} did then was not read.
 */
public class FlaggedListVmPage extends FlaggedListOwnSlot {
  public FlaggedListVmPage(Machine machine) {
    super(machine);
  }

  @Override
  protected boolean isMine(Cpu cpu, long zone) {
    if (!machine.pages().isMapped(cpu, zone)) {
      machine
          .watch()
          .violated(
              new Violation(
                  CommonProperty.NO_USE_AFTER_RIP,
                  "%s looks up the vm_page of unmapped %s"
                      .formatted(cpu, SlabNames.name(machine, zone))));
      return false;
    }
    return machine.pageTable().get(cpu, zone) == PageTable.slabOf(cpu);
  }
}
