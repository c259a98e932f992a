/**
 * The museum of kfree: mutants that the checkers must kill before any green of theirs is believed.
 * Each overrides one edge of a version that is otherwise right, names the property it breaks and
 * the checkers that find it. Two wings: {@linkplain ripsaw.dragonfly.kfree.mutants.LandedMutants
 * historical}, bugs as they landed, and seeded, one ordering, one check or one count wrong, in the
 * {@linkplain ripsaw.dragonfly.kfree.mutants.WordMutants parked word}, the {@linkplain
 * ripsaw.dragonfly.kfree.mutants.FlagMutants pinned flag}, {@linkplain
 * ripsaw.dragonfly.kfree.mutants.OwnerMutants the owner's side}, and {@linkplain
 * ripsaw.dragonfly.kfree.mutants.OrderMutants the memory orders}; and {@linkplain
 * ripsaw.dragonfly.kfree.mutants.LossMutants memory that is lost}.
 */
package ripsaw.dragonfly.kfree.mutants;
