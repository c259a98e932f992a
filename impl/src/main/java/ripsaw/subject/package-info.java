/**
 * What can be checked, and how it is found. An {@link ripsaw.subject.Allocator} is the code; a
 * {@link ripsaw.subject.Subject} is an allocator with a name, a history and the properties it is
 * known to violate; a {@link ripsaw.subject.Mutant} is a subject of the museum. An allocator of
 * your own becomes a subject by a {@link ripsaw.subject.SubjectProvider} on the class path.
 */
package ripsaw.subject;
