package ripsaw.linearizability.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kfree.ParkedWord;
import ripsaw.dragonfly.kfree.SlabAllocator;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;

/** What lies between the first and the last word of what a caller holds. */
class HoldingsTest {
  private static final String NEIGHBOURS =
      "before: cpu0: a = alloc 64; b = alloc 64 | cpu0: free a | cpu1: free b";

  /** How far into the chunk below the one that is freed something is written; 0 for nowhere. */
  private static Function<Machine, Allocator> writingBelow(long offset) {
    return machine ->
        new SlabAllocator(machine, new ParkedWord(machine)) {
          @Override
          public void free(Cpu cpu, int type, long address) {
            if (offset > 0 && cpu.id() == 1) {
              memory.setOpaque(cpu, address - 64 + offset, 1);
            }
            super.free(cpu, type, address);
          }
        };
  }

  /** Clears the words of a chunk that are a multiple of so many bytes from its beginning. */
  private static Function<Machine, Allocator> zeroing(long step) {
    return machine ->
        new SlabAllocator(machine, new ParkedWord(machine)) {
          @Override
          public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
            Set<Flag> asked = new HashSet<>(List.of(flags));
            boolean zero = asked.remove(Flag.ZERO);
            long address = super.allocate(cpu, type, bytes, asked.toArray(Flag[]::new));
            for (long word = 0; zero && word < bytes; word += step) {
              memory.setPlain(cpu, address + word, 0);
            }
            return address;
          }
        };
  }

  /** Forgets to copy one word. */
  private static Function<Machine, Allocator> losing(long offset) {
    return machine ->
        new SlabAllocator(machine, new ParkedWord(machine)) {
          @Override
          public long reallocate(Cpu cpu, int type, long address, long bytes) {
            long moved = super.reallocate(cpu, type, address, bytes);
            if (moved != address) {
              memory.setPlain(cpu, moved + offset, 0);
            }
            return moved;
          }
        };
  }

  private static Function<Machine, Allocator> movingTo(long address) {
    return machine ->
        new SlabAllocator(machine, new ParkedWord(machine)) {
          @Override
          public long reallocate(Cpu cpu, int type, long old, long bytes) {
            return address;
          }
        };
  }

  private static Exploration explore(
      Function<Machine, Allocator> start, String program, MemoryModel model, Set<Property> asked)
      throws Malformed {
    Subject subject =
        new Subject(
            "user/heap",
            "is careless with what is inside of a chunk",
            Optional.empty(),
            new KfreeFamily(),
            Subject.Kind.SEEDED,
            Set.of(),
            Set.of(),
            start);
    return Explorer.explore(
        new Explorer.Question(
            subject,
            Program.parse(program),
            model,
            asked,
            Method.EXHAUSTIVE,
            0,
            10_000,
            Long.MAX_VALUE));
  }

  private static Optional<Property> broken(
      Function<Machine, Allocator> start, String program, Property asked) throws Malformed {
    return explore(start, program, MemoryModel.SC, Set.of(asked))
        .violation()
        .map(Violation::property);
  }

  @ParameterizedTest
  @ValueSource(longs = {24, 40, 56, 64})
  void aChunkOfWhichEveryOtherWordIsClearedIsNotZero(long bytes) throws Malformed {
    String program =
        "before: cpu0: a = alloc %1$s; k = alloc %1$s; free a | ".formatted(bytes)
            + "cpu0: b = alloc %1$s zero; c = alloc %1$s zero; d = alloc %1$s zero"
                .formatted(bytes);
    assertThat(broken(zeroing(16), program, CommonProperty.ZEROING))
        .contains(CommonProperty.ZEROING);
    assertThat(broken(zeroing(8), program, CommonProperty.ZEROING)).isEmpty();
  }

  @Test
  void whatIsMovedIsThereWordForWord() throws Malformed {
    String program = "before: a = alloc 64 | cpu0: realloc a 200";
    for (long word = 0; word < 64; word += 8) {
      assertThat(broken(losing(word), program, CommonProperty.NO_DOUBLE_GRANT))
          .as("word %s", word)
          .contains(CommonProperty.NO_DOUBLE_GRANT);
    }
    assertThat(broken(losing(64), program, CommonProperty.NO_DOUBLE_GRANT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 40, -64, 12})
  void whatIsMovedToNoMemoryIsNoGrant(long address) throws Malformed {
    String program = "before: a = alloc 64 | cpu0: realloc a 200";
    assertThat(broken(movingTo(address), program, CommonProperty.ALIGNMENT))
        .contains(CommonProperty.ALIGNMENT);
  }

  /** A chunk that begins in memory and ends behind it. */
  @ParameterizedTest
  @ValueSource(strings = {"", " zero"})
  void whatEndsBehindMemoryIsNoGrant(String flag) throws Malformed {
    Function<Machine, Allocator> atTheEnd =
        machine ->
            new SlabAllocator(machine, new ParkedWord(machine)) {
              @Override
              public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
                long address = super.allocate(cpu, type, bytes, flags);
                while (machine.isMemory(address + 8)) {
                  address += 8;
                }
                return address;
              }
            };
    assertThat(broken(atTheEnd, "cpu0: a = alloc 64" + flag, CommonProperty.ALIGNMENT))
        .contains(CommonProperty.ALIGNMENT);
  }

  /** Only the order in which the caller looks last shows it. */
  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aStoreOfAnotherCpuIntoTheMiddleIsSeenInSomeOrder(MemoryModel model) throws Malformed {
    for (long word = 8; word < 56; word += 8) {
      Exploration found =
          explore(writingBelow(word), NEIGHBOURS, model, Set.of(CommonProperty.NO_DOUBLE_GRANT));
      assertThat(found.violation()).as("word %s", word).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void withoutOneAllIsHeld(MemoryModel model) throws Malformed {
    Exploration all =
        explore(writingBelow(0), NEIGHBOURS, model, Set.of(CommonProperty.NO_DOUBLE_GRANT));
    assertThat(all.violation()).isEmpty();
    assertThat(all.isExhausted()).isTrue();
  }
}
