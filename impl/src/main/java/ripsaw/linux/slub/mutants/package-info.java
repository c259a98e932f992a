/**
 * The wing of the museum for SLUB: one edge of it wrong each.
 *
 * <p>Of the commits that mended such a mistake in Linux, these were seen with id and title: {@code
 * 73736e0387ba}, {@code 81107188f123}, {@code b121186ab1b1}, {@code bc6697d8a506}. Of {@code
 * 05aa34503a9a}, {@code 8a5b20aebaa3} and {@code 02d7633fa567} the title and the change were seen
 * in mail or in sources, and the id is as it was noted.
 */
package ripsaw.linux.slub.mutants;
