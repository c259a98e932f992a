/**
 * The gate, in packages that know only those after them: {@link ripsaw.gate.cli the command line},
 * {@link ripsaw.gate.report what is shown and written}, {@link ripsaw.gate.explore whole suites of
 * programs}, {@link ripsaw.gate.verdict what the answers come to}, {@link ripsaw.gate.corpus the
 * repros}, {@link ripsaw.gate.run the putting of an agenda to the checkers}, {@link
 * ripsaw.gate.worker a checker in a JVM of its own}, {@link ripsaw.gate.check what is to be
 * checked}, {@link ripsaw.gate.text words and files}. {@link ripsaw.gate.fragmentation} stands
 * alone.
 */
package ripsaw.gate;
