/**
 * Small plausible mistakes in a subject's compiled code, made by machine. {@link
 * ripsaw.linearizability.mutation.SubjectMethods} finds the methods that a subject runs, {@link
 * ripsaw.linearizability.mutation.Mutations} the mistakes that can be made in them, one {@link
 * ripsaw.linearizability.mutation.Mutation} each, and {@link
 * ripsaw.linearizability.mutation.Replica} is the subject once more, from classes of its own, with
 * one of them in it. {@link ripsaw.linearizability.mutation.Reach} says where in the subject's code
 * programs come: lines, ways of conditions, and pairs of lines that race.
 */
package ripsaw.linearizability.mutation;
