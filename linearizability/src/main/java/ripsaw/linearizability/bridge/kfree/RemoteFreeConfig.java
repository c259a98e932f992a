package ripsaw.linearizability.bridge.kfree;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ripsaw.linearizability.bridge.Mapping;
import ripsaw.linearizability.bridge.ModuleConfig;
import ripsaw.linearizability.bridge.Numbers;
import ripsaw.machine.Shape;

/**
 * A configuration of {@code RemoteFree.tla} for a machine, or what a configuration says of the Java
 * that it stands for.
 *
 * @param shape of the machine; its cpus and addresses are numbers there
 * @param allocators the cpus that allocate: the first so many
 * @param ring messages that a mailbox holds
 * @param anyPage whether pages are given out in any order
 * @param version as the module names it
 * @param fault as the museum names it, or {@link #NO_FAULT}
 */
public record RemoteFreeConfig(
    Shape shape, int allocators, int ring, boolean anyPage, String version, String fault)
    implements ModuleConfig {
  public static final String REFERENCE = "reference";
  static final String MODULE = "RemoteFree";

  private static final Map<String, String> SUBJECTS =
      Map.of(
          "V0", "cfc3386",
          "V1", "5fee07e",
          "V1a", "28135cc",
          "V1b", "722871d",
          "V2", "df9daea",
          "V3", "f86fcbe");

  private static final Pattern CONSTANT =
      Pattern.compile("^\\s*(Version|Fault)\\s*=\\s*\"([^\"]*)\"", Pattern.MULTILINE);

  /** The machine as it is: every cpu allocates, and a mailbox is as long as it really is. */
  public static RemoteFreeConfig of(Shape shape, String version) {
    return new RemoteFreeConfig(shape, shape.cpus(), shape.signals(), true, version, NO_FAULT);
  }

  /** As small as can be driven along every edge: one cpu allocates, one message fits. */
  static RemoteFreeConfig small(Shape shape, String version, String fault) {
    return new RemoteFreeConfig(shape, 1, 1, false, version, fault);
  }

  RemoteFreeConfig withFault(String other) {
    return new RemoteFreeConfig(shape, allocators, ring, anyPage, version, other);
  }

  @Override
  public String module() {
    return MODULE;
  }

  @Override
  public Mapping mapping() {
    return RemoteFreeMapping.INSTANCE;
  }

  @Override
  public String text() {
    return """
    SPECIFICATION Spec
    CONSTANTS
      Cpus = %s
      Allocators = %s
      Slabs = %s
      Capacity = %s
      Kept = %s
      Ring = %s
      Version = "%s"
      Fault = "%s"
      AnyPage = %s
      Accounts = FALSE
      None = None
      Parked = Parked
    """
        .formatted(
            Numbers.set(0, shape.cpus()),
            Numbers.set(0, allocators),
            Numbers.set(0, shape.pages() / shape.slabPages()),
            shape.chunksPerSlab(),
            shape.cachedSlabs(),
            ring,
            version,
            fault,
            anyPage ? "TRUE" : "FALSE");
  }

  /** The id of the subject that a configuration stands for, by its constants. */
  static String subject(String config) {
    String version = REFERENCE;
    String fault = NO_FAULT;
    for (Matcher constant = CONSTANT.matcher(config); constant.find(); ) {
      if (constant.group(1).equals("Version")) {
        version = constant.group(2);
      } else {
        fault = constant.group(2);
      }
    }
    return fault.equals(NO_FAULT)
        ? "dragonfly/" + SUBJECTS.getOrDefault(version, version)
        : "museum/" + fault;
  }
}
