/**
 * The wing of the museum for NetBSD's pool caches: the reference with one edge wrong each, and the
 * versions as they landed.
 */
package ripsaw.netbsd.pool.mutants;
