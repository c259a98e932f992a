/**
 * What can be checked, and how it is found. An {@link ripsaw.subject.Allocator} is the code; a
 * {@link ripsaw.subject.Subject} is an allocator with a name, a history and the properties it is
 * known to violate; a {@link ripsaw.subject.Mutant} is a subject of the museum. A {@link
 * ripsaw.subject.Family} is all that the checkers must know of allocators of one design: its
 * properties, programs, verbs, workload, monitors, mutants. Families are found by {@link
 * java.util.ServiceLoader}; an allocator of your own becomes a subject of one by a {@link
 * ripsaw.subject.SubjectProvider}.
 */
package ripsaw.subject;
