/**
 * What is seen of the slab allocator from outside: a {@link
 * ripsaw.dragonfly.kfree.census.KfreeCensus} of its slabs, the {@link
 * ripsaw.dragonfly.kfree.census.KfreeProperty properties} that it is judged by, the {@link
 * ripsaw.dragonfly.kfree.census.KfreeInvariants rules} that judge it, the events that it reports,
 * and how a census is drawn and counted.
 */
package ripsaw.dragonfly.kfree.census;
