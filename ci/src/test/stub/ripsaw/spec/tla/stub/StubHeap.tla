------------------------------ MODULE StubHeap ------------------------------
\* A heap of a few chunks: a word with a bit for each free one, and a word that counts them.
EXTENDS Integers, FiniteSets

CONSTANTS
    Cpus,
    Chunks,
    Fault   \* "none", or "count-in-two-steps": the count is read, and written later

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
    /\ at = [c \in Cpus |-> Idle]

Take(c) ==
    /\ at[c] = Idle
    /\ free # {}
    /\ LET chunk == CHOOSE first \in free : \A other \in free : first <= other
       IN  /\ free' = free \ {chunk}
           /\ at' = [at EXCEPT ![c] = [step |-> "count", chunk |-> chunk, delta |-> -1, read |-> 0]]
    /\ UNCHANGED <<count, held>>

Put(c) ==
    /\ at[c] = Idle
    /\ \E chunk \in held :
           /\ held' = held \ {chunk}
           /\ free' = free \cup {chunk}
           /\ at' = [at EXCEPT ![c] = [step |-> "count", chunk |-> chunk, delta |-> 1, read |-> 0]]
    /\ UNCHANGED count

\* What was taken is its caller's when the operation returns.
Return(c) ==
    /\ at' = [at EXCEPT ![c] = Idle]
    /\ held' = IF at[c].delta = -1 THEN held \cup {at[c].chunk} ELSE held

Add(c) ==
    /\ Fault = "none"
    /\ at[c].step = "count"
    /\ count' = count + at[c].delta
    /\ Return(c)
    /\ UNCHANGED free

ReadCount(c) ==
    /\ Fault = "count-in-two-steps"
    /\ at[c].step = "count"
    /\ at' = [at EXCEPT ![c].step = "write", ![c].read = count]
    /\ UNCHANGED <<free, count, held>>

\* Where so much is lost the fault is known, and its states are to come to an end.
WriteCount(c) ==
    /\ at[c].step = "write"
    /\ count' = at[c].read + at[c].delta
    /\ count' \in -1 .. Cardinality(Chunks) + 1
    /\ Return(c)
    /\ UNCHANGED free

Next == \E c \in Cpus : Take(c) \/ Put(c) \/ Add(c) \/ ReadCount(c) \/ WriteCount(c)

Spec == Init /\ [][Next]_vars

\* bits-counted
BitsCounted == (\A c \in Cpus : at[c] = Idle) => count = Cardinality(free)
=============================================================================
