/**
 * What is seen of the object allocator from outside: a {@link
 * ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus} of its zones, the {@link
 * ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty properties} that it is judged by, the
 * {@link ripsaw.dragonfly.kmallocobj.census.KmallocObjInvariants rules} that judge it, the events
 * that it reports, and how a census is drawn and counted.
 */
package ripsaw.dragonfly.kmallocobj.census;
