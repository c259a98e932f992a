/**
 * The protocol as a state machine: what is asked of it, and what is expected.
 *
 * <p>The modules and their models lie in {@code spec/tla}, a folder for each family of allocators:
 * one module for a protocol, and for each question a model that says how many cpus, slabs and
 * chunks there are, which version or fault of the museum the module is to be, and which formulas
 * are checked. {@link ripsaw.spec.tla.Manifest} lists them with what is expected of each: so many
 * distinct states, so deep, or a counterexample of so many states. Nothing is believed of a module
 * unless a fault in it was found. {@link ripsaw.spec.tla.Config} is what TLC is asked, read from a
 * user's file or written from a model.
 *
 * <p>What TLC finds is a {@link ripsaw.spec.tla.TlcResult}; {@link ripsaw.spec.tla.Expectation}
 * says how that differs from what is expected. A counterexample is a {@link
 * ripsaw.spec.tla.Behavior}, whose variables are {@link ripsaw.spec.tla.TlaValue}s; {@link
 * ripsaw.spec.tla.Formula} ties a formula's name to the id of a property.
 *
 * <p>TLC itself is the affair of {@code ripsaw.spec.tlc}. Both check the specification, and know no
 * allocator: that an allocator does what the specification says is the affair of another room.
 */
package ripsaw.spec.tla;
