------------------------------ MODULE StubHeap ------------------------------
\* A heap of a few chunks: a word with a bit for each free one, and a word that counts them.
EXTENDS Integers, FiniteSets

CONSTANTS
    Cpus,
    Chunks,
    Fault   \* "none", or "two-steps": the count is read, and written later

VARIABLES
    free,   \* the bits
    count,
    held,   \* chunks that callers have
    at      \* of each cpu: where its operation is, what it adds to the count, and what it read of it

vars == <<free, count, held, at>>

Idle == [step |-> "idle", chunk |-> 0, delta |-> 0, read |-> 0]

Init ==
    /\ free = Chunks
    /\ count = Cardinality(Chunks)
    /\ held = {}
    /\ at = [cpu \in Cpus |-> Idle]

Take(cpu) ==
    /\ at[cpu] = Idle
    /\ free # {}
    /\ LET chunk == CHOOSE c \in free : \A other \in free : c <= other
       IN  /\ free' = free \ {chunk}
           /\ at' = [at EXCEPT ![cpu] = [step |-> "count", chunk |-> chunk, delta |-> -1, read |-> 0]]
    /\ UNCHANGED <<count, held>>

Put(cpu) ==
    /\ at[cpu] = Idle
    /\ \E chunk \in held :
           /\ held' = held \ {chunk}
           /\ free' = free \cup {chunk}
           /\ at' = [at EXCEPT ![cpu] = [step |-> "count", chunk |-> chunk, delta |-> 1, read |-> 0]]
    /\ UNCHANGED count

\* What was taken is its caller's when the operation returns.
Return(cpu) ==
    /\ at' = [at EXCEPT ![cpu] = Idle]
    /\ held' = IF at[cpu].delta = -1 THEN held \cup {at[cpu].chunk} ELSE held

Add(cpu) ==
    /\ Fault = "none"
    /\ at[cpu].step = "count"
    /\ count' = count + at[cpu].delta
    /\ Return(cpu)
    /\ UNCHANGED free

ReadCount(cpu) ==
    /\ Fault = "two-steps"
    /\ at[cpu].step = "count"
    /\ at' = [at EXCEPT ![cpu].step = "write", ![cpu].read = count]
    /\ UNCHANGED <<free, count, held>>

WriteCount(cpu) ==
    /\ at[cpu].step = "write"
    /\ count' = at[cpu].read + at[cpu].delta
    /\ Return(cpu)
    /\ UNCHANGED free

Next == \E cpu \in Cpus : Take(cpu) \/ Put(cpu) \/ Add(cpu) \/ ReadCount(cpu) \/ WriteCount(cpu)

Spec == Init /\ [][Next]_vars

\* bits-counted
BitsCounted == (\A cpu \in Cpus : at[cpu] = Idle) => count = Cardinality(free)
=============================================================================
