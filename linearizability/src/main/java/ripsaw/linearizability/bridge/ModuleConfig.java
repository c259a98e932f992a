package ripsaw.linearizability.bridge;

import ripsaw.machine.Shape;

/** A module with its constants, and the machine that they are for; equal if all these are. */
public interface ModuleConfig {
  /** What a module's constant {@code Fault} is without one. */
  String NO_FAULT = "none";

  /** The name of the module. */
  String module();

  /** The text of a configuration file. */
  String text();

  Shape shape();

  Mapping mapping();
}
