package ripsaw.dragonfly.kfree;

import ripsaw.dragonfly.AccountingPlaces;
import ripsaw.machine.Machine;
import ripsaw.machine.cache.Place;
import ripsaw.machine.cache.Places;

/**
 * Where the words of a slab lie in {@code sys/slaballoc.h}: 32-bit fields take 4 bytes, and the
 * header 104. The fields are placed as since 2015, when {@code z_Next} became a double link; before
 * that all behind it lay 8 bytes lower, which puts none but the flags on another line of 64.
 *
 * <pre>
 *   0    magic owner (z_CpuGd) next previous free capacity first unused unused-end chunk class
 *   64   dirty local local-tail remote signal pins
 * </pre>
 */
final class SlabPlaces implements Places {
  /** By the field's place in {@link SlabHeader}, a word each. */
  private static final int[] OFFSETS = {
    0, 4, 32, 36, 40, 56, 60, 48, 52, 72, 80, 16, 24, 88, 96, 100, 64
  };

  private final Machine machine;
  private final AccountingPlaces accounting;

  SlabPlaces(Machine machine, AccountingPlaces accounting) {
    this.machine = machine;
    this.accounting = accounting;
  }

  @Override
  public Place of(long address) {
    return accounting.of(address).orElseGet(() -> ofOther(address));
  }

  private Place ofOther(long address) {
    long firstPage = machine.pageAddresses().getFirst();
    long zone = address & -machine.shape().slabBytes();
    if (address < firstPage || !machine.isMemory(zone) || !hasSlab(zone)) {
      return machine.place(address);
    }
    long offset = address - zone;
    return offset < SlabHeader.BYTES
        ? new Place("slab header", zone, OFFSETS[(int) offset / 8])
        : new Place("chunk", zone, offset);
  }

  /** A slab that is being made has its owner's header already, but not the magic. */
  private boolean hasSlab(long zone) {
    return machine.pages().isMapped(zone) && machine.pageTable().peek(zone) <= 0;
  }
}
