/**
 * Pictures of one execution, each made of a {@link ripsaw.linearizability.repro.Recording} and of
 * nothing else: {@link ripsaw.linearizability.picture.Lanes} for a terminal, {@link
 * ripsaw.linearizability.picture.Html} for a browser, {@link
 * ripsaw.linearizability.picture.Markdown} for an issue or a review, {@link
 * ripsaw.linearizability.picture.Json} for programs.
 *
 * <p>Pure functions: the same recording gives the same bytes. Operations and subject ids come from
 * users' files, so every picture escapes them in its own way.
 */
package ripsaw.linearizability.picture;
