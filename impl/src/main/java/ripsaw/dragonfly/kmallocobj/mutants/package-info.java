/**
 * The museum of kmalloc_obj: its versions as they landed, and {@linkplain
 * ripsaw.dragonfly.kmallocobj.mutants.OneEdge one edge} wrong in its {@linkplain
 * ripsaw.dragonfly.kmallocobj.mutants.RingMutants ring}, its {@linkplain
 * ripsaw.dragonfly.kmallocobj.mutants.DepotMutants lists and poller}, its {@linkplain
 * ripsaw.dragonfly.kmallocobj.mutants.CacheMutants caches}, its {@linkplain
 * ripsaw.dragonfly.kmallocobj.mutants.ExisMutants existential locks}, its {@linkplain
 * ripsaw.dragonfly.kmallocobj.mutants.ZoneMutants zones}, its {@linkplain
 * ripsaw.dragonfly.kmallocobj.mutants.ClockMutants clock}, its {@linkplain
 * ripsaw.dragonfly.kmallocobj.mutants.PollerMutants pollers}, in {@linkplain
 * ripsaw.dragonfly.kmallocobj.mutants.AmountMutants how much of anything} there is, and in
 * {@linkplain ripsaw.dragonfly.kmallocobj.mutants.CallerMutants what callers get}.
 */
package ripsaw.dragonfly.kmallocobj.mutants;
