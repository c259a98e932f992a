package ripsaw.spec;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What must hold of every census: each block is in one place, and the accounts are what is
 * outstanding.
 */
public final class Conservation {
  /** Each block of a live slab is free in one place, or granted, or on its way between. */
  public static final Invariant<Census> OF_BLOCKS =
      Invariant.ofAny(CommonProperty.CONSERVATION, Conservation::blocks);

  /** The signed sums of the per-cpu slots, when nothing is under way. */
  public static final Invariant<Census> OF_ACCOUNTS =
      Invariant.ofAny(CommonProperty.ACCOUNTING_CANCELS, Conservation::accounts);

  private Conservation() {}

  private static void blocks(Census census, Moment now, Consumer<String> broken) {
    int missing = now.allocating();
    for (Census.Slab slab : census.liveSlabs()) {
      missing = blocks(census, slab, now.model(), missing, broken);
    }
  }

  /**
   * @param missing blocks that may be in no place, as an allocation has them in its hands
   * @return how many of them may still be
   */
  private static int blocks(
      Census census, Census.Slab slab, HeapModel model, int missing, Consumer<String> broken) {
    Map<Long, Integer> places = new HashMap<>();
    for (long block : slab.places()) {
      places.merge(block, 1, Integer::sum);
    }
    int stillMissing = missing;
    for (int i = 0; i < slab.capacity(); i++) {
      long block = slab.blockAt(i);
      Integer free = places.remove(block);
      int count = (free == null ? 0 : free) + (model.isGranted(block) ? 1 : 0);
      if (count > 1) {
        broken.accept("%s %#x is in %s places of %s".formatted(census.block(), block, count, slab));
      } else if (count == 0 && !model.isInFlight(block) && --stillMissing < 0) {
        broken.accept("%s %#x is in no place of %s".formatted(census.block(), block, slab));
      }
    }
    for (long stranger : places.keySet()) {
      broken.accept(
          "%#x %s is no %s of %s".formatted(stranger, census.place(), census.block(), slab));
    }
    return Math.max(stillMissing, 0);
  }

  private static void accounts(Census census, Moment now, Consumer<String> broken) {
    if (!census.isSettled(now.idle())) {
      return;
    }
    Set<Integer> types = new HashSet<>();
    HeapModel model = now.model();
    for (Census.Account account : census.accounts()) {
      types.add(account.type());
      long count = model.grantedCount(account.type());
      long bytes = model.grantedBytes(account.type());
      if (account.count() != count || account.bytes() != bytes) {
        broken.accept(
            "the slots of type%s sum to %s chunks, %s bytes; really outstanding: %s, %s"
                .formatted(account.type(), account.count(), account.bytes(), count, bytes));
      }
    }
    for (HeapModel.Block block : model.granted()) {
      if (!types.contains(block.type())) {
        broken.accept(
            "type%s has no account, and something of it is outstanding".formatted(block.type()));
        return;
      }
    }
  }
}
