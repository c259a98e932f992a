package ripsaw.subject;

/**
 * Where a historical version comes from.
 *
 * @param commit id in the project's own repository
 * @param date ISO date of the commit
 * @param title its first line, shortened
 */
public record Origin(String commit, String date, String title) {}
