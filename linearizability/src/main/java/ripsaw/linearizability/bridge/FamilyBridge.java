package ripsaw.linearizability.bridge;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import ripsaw.linearizability.program.Program;
import ripsaw.subject.Family;

/**
 * What ties a TLA+ module to the Java of the family that it is about. Each family has its own,
 * beside its mapping, and is found by {@link ServiceLoader}: nobody else names it.
 */
public interface FamilyBridge {
  /** Whose Java it is. */
  Family family();

  /** The name of the module. */
  String module();

  /** Of the module and the Java, as the reference has it. */
  Mapping mapping();

  /** The id of the subject that is to do what the module does. */
  String reference();

  /**
   * A fault of the museum and of the module, by the name that both give it. What the museum says
   * that it violates the module does not state: the bridge must tell it from the reference, by what
   * either side does.
   */
  String canary();

  /** The models along whose every edge the Java is driven, in the order that they are told in. */
  List<EveryEdge> everyEdge();

  /**
   * A configuration of which every edge is driven in seconds.
   *
   * @param fault of the module, or {@link ModuleConfig#NO_FAULT}
   */
  ModuleConfig small(String fault);

  /**
   * A configuration that has all that a program does on its machine. Programs that can share one
   * have an equal one.
   *
   * @param program of which {@link Mapping#canFollow} is true
   * @param fault of the module, or {@link ModuleConfig#NO_FAULT}
   */
  ModuleConfig whole(Program program, String fault);

  /** The programs of which every execution is to be a behaviour of the module. */
  List<Program> programs();

  /** Reads what TLC finds in the module; empty if no counterexample is made on the Java. */
  default Optional<BehaviorReader> behaviors() {
    return Optional.empty();
  }

  /** All on the class path. */
  static List<FamilyBridge> all() {
    return ServiceLoader.load(FamilyBridge.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /** That of a family. */
  static Optional<FamilyBridge> of(Family family) {
    return all().stream().filter(bridge -> bridge.family().equals(family)).findFirst();
  }

  /** That of a module. */
  static Optional<FamilyBridge> ofModule(String module) {
    return all().stream().filter(bridge -> bridge.module().equals(module)).findFirst();
  }
}
