package ripsaw.linearizability.mutation;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.util.List;

/**
 * A stretch of a method's code, and what stands there instead.
 *
 * @param from the first element that goes
 * @param to the one behind the last; nothing goes if it is {@code from}
 * @param instead writes what comes in
 */
record Edit(int from, int to, Writer instead) {
  /** Writes code. */
  interface Writer {
    /**
     * @param original the elements of the method, whose labels are those of this code
     */
    void write(CodeBuilder code, List<CodeElement> original);
  }
}
