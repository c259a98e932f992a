package ripsaw.museum;

import static ripsaw.museum.RemoteFreeMuseum.UNPROMISED_BY_PIN_LINK_READ;
import static ripsaw.museum.RemoteFreeMuseum.seeded;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import ripsaw.dragonfly.PinLinkRead;
import ripsaw.dragonfly.SlabAllocator;
import ripsaw.dragonfly.Zone;
import ripsaw.machine.Cpu;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.subject.Mutant;

/**
 * Where two words decide who tells whom, the parking owner (set the flag, test the list) and the
 * freeing cpu (link, test the flag) are Dekker's pair: with volatile order one of them sees the
 * other. Here each of the four accesses is weakened to release or acquire, and then all of them. No
 * sequentially consistent execution shows it.
 */
final class DekkerFaults {
  private static final Set<Checker> EXPLORER = EnumSet.of(Checker.EXPLORER);

  private DekkerFaults() {}

  static List<Mutant> faults() {
    return List.of(
        seeded(
            "flag-set-release",
            Property.NO_STRANDING,
            EXPLORER,
            UNPROMISED_BY_PIN_LINK_READ,
            "Dekker's pair: the owner sets its flag with release, and tests the list"
                + " before others see the flag",
            machine ->
                new SlabAllocator(
                    machine,
                    new PinLinkRead(machine) {
                      @Override
                      protected void setFlag(Cpu cpu, long zone) {
                        memory.setRelease(cpu, zone + Zone.SIGNAL, 1);
                      }
                    })),
        seeded(
            "flagged-list-read-acquire",
            Property.NO_STRANDING,
            EXPLORER,
            UNPROMISED_BY_PIN_LINK_READ,
            "Dekker's pair: the owner tests the list with acquire, and may see it as it"
                + " was before the link",
            machine ->
                new SlabAllocator(
                    machine,
                    new PinLinkRead(machine) {
                      @Override
                      protected long readList(Cpu cpu, long zone) {
                        return memory.getAcquire(cpu, zone + Zone.REMOTE);
                      }
                    })),
        seeded(
            "flagged-link-release",
            Property.NO_STRANDING,
            EXPLORER,
            UNPROMISED_BY_PIN_LINK_READ,
            "Dekker's pair: the freeing cpu links with release, and the owner's test may miss it",
            machine ->
                new SlabAllocator(
                    machine,
                    new PinLinkRead(machine) {
                      @Override
                      protected boolean publish(Cpu cpu, long zone, long head, long chunk) {
                        return memory.compareAndSetRelease(cpu, zone + Zone.REMOTE, head, chunk);
                      }
                    })),
        seeded(
            "flag-read-acquire",
            Property.NO_STRANDING,
            EXPLORER,
            UNPROMISED_BY_PIN_LINK_READ,
            "Dekker's pair: the freeing cpu tests the flag with acquire, and may see it as it was",
            machine ->
                new SlabAllocator(
                    machine,
                    new PinLinkRead(machine) {
                      @Override
                      protected boolean readFlagAfterLink(Cpu cpu, long zone) {
                        return memory.getAcquire(cpu, zone + Zone.SIGNAL) != 0;
                      }
                    })),
        seeded(
            "flag-and-list-release-acquire",
            Property.NO_STRANDING,
            EXPLORER,
            UNPROMISED_BY_PIN_LINK_READ,
            "Dekker's pair with release and acquire on both sides: each misses the other",
            machine ->
                new SlabAllocator(
                    machine,
                    new PinLinkRead(machine) {
                      @Override
                      protected void setFlag(Cpu cpu, long zone) {
                        memory.setRelease(cpu, zone + Zone.SIGNAL, 1);
                      }

                      @Override
                      protected long readList(Cpu cpu, long zone) {
                        return memory.getAcquire(cpu, zone + Zone.REMOTE);
                      }

                      @Override
                      protected boolean publish(Cpu cpu, long zone, long head, long chunk) {
                        return memory.compareAndSetRelease(cpu, zone + Zone.REMOTE, head, chunk);
                      }

                      @Override
                      protected boolean readFlagAfterLink(Cpu cpu, long zone) {
                        return memory.getAcquire(cpu, zone + Zone.SIGNAL) != 0;
                      }
                    })));
  }
}
