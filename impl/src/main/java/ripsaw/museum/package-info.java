/**
 * The museum: faults that the checkers must find before any green of theirs is believed. Each
 * overrides one edge of a version that is otherwise right, names the property it breaks and the
 * checkers that find it. Two wings: {@linkplain ripsaw.museum.HistoricalWing historical}, bugs as
 * they landed, and seeded, one ordering, one check or one count wrong, in the {@linkplain
 * ripsaw.museum.WordFaults parked word}, the {@linkplain ripsaw.museum.FlagFaults pinned flag},
 * {@linkplain ripsaw.museum.OwnerFaults the owner's side}, and {@linkplain
 * ripsaw.museum.OrderFaults the memory orders}.
 *
 * <p>The {@linkplain ripsaw.museum.KmallocObjMuseum wing of the object allocator} has its versions
 * as they landed, and {@linkplain ripsaw.museum.OneEdge one edge} wrong in its {@linkplain
 * ripsaw.museum.RingFaults ring}, its {@linkplain ripsaw.museum.DepotFaults lists and poller}, its
 * {@linkplain ripsaw.museum.CacheFaults caches}, its {@linkplain ripsaw.museum.ExisFaults
 * existential locks}, its {@linkplain ripsaw.museum.ZoneFaults zones}, and {@linkplain
 * ripsaw.museum.CallerFaults what callers get}.
 */
package ripsaw.museum;
