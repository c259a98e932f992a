/**
 * The bridge between the modules of {@code spec/tla} and the allocators, so that neither can drift
 * alone.
 *
 * <p>It knows no family. What ties a family's module to its Java is a {@link
 * ripsaw.linearizability.bridge.FamilyBridge} in a package of its own, found by {@link
 * java.util.ServiceLoader}. What both directions need to know of a module is its {@link
 * ripsaw.linearizability.bridge.Mapping}, and rests on two maps that the {@code CONFORMANCE} pages
 * explain: what a state of the specification and a moment of the Java have in common ({@link
 * ripsaw.linearizability.bridge.MappedState}), and the accesses that are actions, which the family
 * knows.
 *
 * <ul>
 *   <li><b>Code follows spec</b>, {@link ripsaw.linearizability.bridge.CodeFollowsSpec}: a {@link
 *       ripsaw.linearizability.bridge.Driver} takes the Java along every edge of the state graph of
 *       a small configuration.
 *   <li><b>Spec follows code</b>, {@link ripsaw.linearizability.bridge.SpecFollowsCode}: whatever
 *       the Java does, under any checker, must be a behaviour of the specification; a {@link
 *       ripsaw.linearizability.bridge.Follower} looks.
 *   <li>{@link ripsaw.linearizability.bridge.Counterexample}: what TLC found, made on the Java, as
 *       a repro, where a {@link ripsaw.linearizability.bridge.BehaviorReader} can read it.
 * </ul>
 *
 * <p>{@link ripsaw.linearizability.bridge.TlcChecker} is what TLC is to the gate.
 *
 * <p>The specification is evaluated by TLC itself ({@link ripsaw.spec.tlc.Specification}); nobody
 * translates its actions by hand.
 */
package ripsaw.linearizability.bridge;
