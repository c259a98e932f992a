package ripsaw.linearizability.bridge;

import ripsaw.machine.Shape;

/** A module with its constants, and the machine that they are for. */
public interface ModuleConfig {
  /** The name of the module. */
  String module();

  /** The text of a configuration file. */
  String text();

  Shape shape();

  Mapping mapping();
}
