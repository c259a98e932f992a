/** The wing of the museum for SLUB: one edge of it wrong each. */
package ripsaw.linux.slub.mutants;
