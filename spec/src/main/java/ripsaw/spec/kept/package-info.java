/**
 * What is kept from run to run because it depends on nothing that has changed: a {@linkplain
 * ripsaw.spec.kept.Digest digest} of all that it depends on is the name of its {@linkplain
 * ripsaw.spec.kept.KeptFiles file}.
 */
package ripsaw.spec.kept;
