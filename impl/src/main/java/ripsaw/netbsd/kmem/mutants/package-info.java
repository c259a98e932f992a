/** Versions of kmem that are known to be wrong, and edges that were made wrong. */
package ripsaw.netbsd.kmem.mutants;
