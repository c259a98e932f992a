package ripsaw.gate.text;

import java.util.Collection;
import java.util.Comparator;

/** Finds what somebody meant who made a typing mistake. */
public final class Suggestion {
  private Suggestion() {}

  /**
   * The candidate with the fewest changes from what was typed; the part behind the last slash may
   * stand for the whole.
   *
   * @throws java.util.NoSuchElementException if there is no candidate
   */
  public static String of(String typed, Collection<String> candidates) {
    return candidates.stream()
        .min(Comparator.comparingInt(candidate -> changes(typed, candidate)))
        .orElseThrow();
  }

  private static int changes(String typed, String candidate) {
    String tail = candidate.substring(candidate.lastIndexOf('/') + 1);
    return Math.min(distance(typed, candidate), distance(typed, tail));
  }

  /** Letters to insert, delete or replace (Levenshtein). */
  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }
}
