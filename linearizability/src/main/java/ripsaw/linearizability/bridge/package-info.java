/**
 * The bridge between {@code spec/tla/RemoteFree.tla} and {@code ripsaw.dragonfly}, so that neither
 * can drift alone.
 *
 * <p>Both directions rest on two maps, which {@code spec/tla/RemoteFree-CONFORMANCE.md} explains:
 * {@link ripsaw.linearizability.bridge.RemoteFreeState}, what a state of the specification and a
 * moment of the Java have in common; and {@link ripsaw.linearizability.bridge.RemoteFreePoint}, the
 * accesses that are actions.
 *
 * <ul>
 *   <li><b>Code follows spec</b>, {@link ripsaw.linearizability.bridge.CodeFollowsSpec}: the Java
 *       is driven along every edge of the state graph of a small configuration.
 *   <li><b>Spec follows code</b>, {@link ripsaw.linearizability.bridge.SpecFollowsCode}: whatever
 *       the Java does, under any checker, must be a behaviour of the specification.
 *   <li>{@link ripsaw.linearizability.bridge.Counterexample}: what TLC found, made on the Java, as
 *       a repro.
 * </ul>
 *
 * <p>{@link ripsaw.linearizability.bridge.TlcChecker} is what TLC is to the gate.
 *
 * <p>The specification is evaluated by TLC itself ({@link ripsaw.spec.tla.Specification}); nobody
 * translates its actions by hand.
 */
package ripsaw.linearizability.bridge;
