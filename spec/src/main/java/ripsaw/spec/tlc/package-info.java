/**
 * TLC, which looks at every state of a model.
 *
 * <p>{@link ripsaw.spec.tlc.Tlc} runs one model, in a JVM of its own or in one that runs several,
 * and {@link ripsaw.spec.tlc.DistributedTlc} does it with several processes. {@link
 * ripsaw.spec.tlc.Specification} has TLC evaluate a module step by step, in this JVM.
 */
package ripsaw.spec.tlc;
