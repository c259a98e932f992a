package ripsaw.machine.order;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import ripsaw.machine.TotalStoreOrder;
import ripsaw.machine.Views;

/** What a load may see of the stores of other cpus. */
public enum MemoryModel {
  /** Sequential consistency: the store before it, in one order of all accesses. */
  SC,
  /** As on x86: a load may pass its cpu's stores, see {@link TotalStoreOrder}. */
  TSO,
  /** Release and acquire, as in the Java memory model's access modes, see {@link Views}. */
  RA;

  /** By the word used on the command line and in files. */
  public static Optional<MemoryModel> byId(String id) {
    return Arrays.stream(values()).filter(model -> model.id().equals(id)).findFirst();
  }

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return id();
  }
}
