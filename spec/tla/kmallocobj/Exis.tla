--------------------------------- MODULE Exis ---------------------------------
(***************************************************************************)
(* DragonFly's existential locks alone, as Exis-CONFORMANCE.md ties them   *)
(* to ripsaw.dragonfly.kmallocobj: a cpu that holds one may look at        *)
(* whatever it finds published, without a lock and without telling         *)
(* anybody; who takes an object back unlinks it, terminates it, and waits  *)
(* until the pseudo ticks say that nobody can still look at it.            *)
(*                                                                         *)
(* One action makes at most one access to a word that another cpu may use  *)
(* as well.  So the clock's loop over the cpus is a step for each of them, *)
(* and the others go on in between.  It runs in cpu 0's interrupt, so cpu  *)
(* 0 itself does not.                                                      *)
(*                                                                         *)
(* There is no variable for the pseudo ticks.  They are only ever          *)
(* subtracted: a stamp is the ticks at the termination less 1, and what is *)
(* asked is how far the ticks have come since.  So an object keeps how     *)
(* many ticks ago it was terminated, and stops to count where every        *)
(* further tick would give the same answer.                                *)
(***************************************************************************)
EXTENDS Integers, FiniteSets

CONSTANTS
  Cpus,       \* 0 and up; the clock's loop runs on 0
  Objects,
  Order,      \* of the clock's loop: "clear-first", as in the kernel, or "increment-first"
  Threshold,  \* an object may be freed when its stamp less the ticks is at most the negative of this
  Fault,      \* a fault of the museum by its name there, or "none"
  None        \* a model value: unequal to all else

ASSUME /\ Cpus = 0 .. Cardinality(Cpus) - 1
       /\ Order \in {"clear-first", "increment-first"}
       /\ Threshold > 1

Is(fault) == Fault = fault

-------------------------------------------------------------------------------
VARIABLES
  holds,  \* how often each cpu holds: 0 or 1, for only the first hold and the last drop do anything
  armed,  \* each cpu's word: it held nothing at some moment since the clock cleared this
  object, \* see Published
  seen,   \* the object that each cpu has found since it holds
  step,   \* where each cpu stands: see Idle
  grown,  \* ghost: by how many ticks the clock went on in each cpu's hold, up to 2
  before  \* ghost: the cpus whose hold began before each object was terminated

vars == <<holds, armed, object, seen, step, grown, before>>

Program(c) == <<c, "program">>

\* Anybody who holds may find it.
Published == [place |-> "published", age |-> 0]

Idle ==
  [at  |-> "idle",
   cpu |-> 0]  \* whose word the clock's loop comes to next

Init ==
  /\ holds = [c \in Cpus |-> 0]
  /\ armed = [c \in Cpus |-> FALSE]
  /\ object = [o \in Objects |-> Published]
  /\ seen = [c \in Cpus |-> None]
  /\ step = [a \in Cpus \X {"program"} |-> Idle]
  /\ grown = [c \in Cpus |-> 0]
  /\ before = [o \in Objects |-> {}]

Min(i, j) == IF i < j THEN i ELSE j
Go(c, r) == step' = [step EXCEPT ![Program(c)] = r]
At(c, where) == step[Program(c)].at = where
Calls(c) == At(c, "idle")

-------------------------------------------------------------------------------
(* What an object's stamp says.                                            *)

\* From this age on nothing changes any more.
Oldest == IF Is("exis-sign") THEN 5 ELSE Threshold - 1

\* The stamp less the ticks.  Before fac0eb3cf4: the ticks less the stamp, which was ticks + 4.
Poll(o) == IF Is("exis-sign") THEN object[o].age - 4 ELSE -1 - object[o].age

Freeable(o) == Poll(o) <= (IF Is("exis-sign") THEN 0 ELSE -Threshold)

\* How far a terminated object has come.
State(o) ==
  CASE Poll(o) >= 0 -> 0
    [] Poll(o) > -Threshold -> 1
    [] OTHER -> 2

-------------------------------------------------------------------------------
(* Readers.  A hold is a word of the cpu's own.                            *)

Hold(c) ==
  /\ Calls(c)
  /\ holds[c] = 0
  /\ holds' = [holds EXCEPT ![c] = 1]
  /\ grown' = [grown EXCEPT ![c] = 0]
  /\ UNCHANGED <<armed, object, seen, step, before>>

\* It finds a published object, and may touch it from here on until it drops the hold.
See(c) ==
  /\ Calls(c)
  /\ holds[c] = 1 /\ seen[c] = None
  /\ \E o \in Objects :
       /\ object[o].place = "published"
       /\ seen' = [seen EXCEPT ![c] = o]
  /\ UNCHANGED <<holds, armed, object, step, grown, before>>

\* The count goes down first, and then the word is set; in between the clock could only find less.
Drop(c) ==
  /\ Calls(c)
  /\ holds[c] = 1
  /\ holds' = [holds EXCEPT ![c] = 0]
  /\ armed' = [armed EXCEPT ![c] = TRUE]
  /\ seen' = [seen EXCEPT ![c] = None]
  /\ grown' = [grown EXCEPT ![c] = 0]
  /\ before' = [o \in Objects |-> before[o] \ {c}]
  /\ UNCHANGED <<object, step>>

-------------------------------------------------------------------------------
(* Those who take objects back.  Only they look at a stamp.                *)

\* From here on nobody finds it who has not already.
Unlink(c) ==
  /\ Calls(c)
  /\ \E o \in Objects :
       /\ object[o].place = "published"
       /\ object' = [object EXCEPT ![o].place = "unlinked"]
  /\ UNCHANGED <<holds, armed, seen, step, grown, before>>

\* Reads the ticks.
Terminate(c) ==
  /\ Calls(c)
  /\ \E o \in Objects :
       /\ object[o].place = "unlinked"
       /\ object' = [object EXCEPT ![o] = [place |-> "terminated", age |-> 0]]
       /\ before' = [before EXCEPT ![o] = {d \in Cpus : holds[d] = 1}]
  /\ UNCHANGED <<holds, armed, seen, step, grown>>

\* Reads the ticks.
Free(c) ==
  /\ Calls(c)
  /\ \E o \in Objects :
       /\ object[o].place = "terminated"
       /\ Freeable(o)
       /\ object' = [object EXCEPT ![o].place = "freed"]
  /\ UNCHANGED <<holds, armed, seen, step, grown, before>>

\* Before 45270dd1e4: who finds that it is too early terminates once more.
TerminateAgain(c) ==
  /\ Is("terminate-again")
  /\ Calls(c)
  /\ \E o \in Objects :
       /\ object[o].place = "terminated"
       /\ ~Freeable(o)
       /\ object' = [object EXCEPT ![o].age = 0]
  /\ UNCHANGED <<holds, armed, seen, step, grown, before>>

\* The memory becomes another object, and the stamp says that it lives.
Publish(c) ==
  /\ Calls(c)
  /\ \E o \in Objects :
       /\ object[o].place = "freed"
       /\ object' = [object EXCEPT ![o] = Published]
       /\ before' = [before EXCEPT ![o] = {}]
  /\ UNCHANGED <<holds, armed, seen, step, grown>>

-------------------------------------------------------------------------------
(* The clock.                                                              *)

Last == Cardinality(Cpus) - 1

\* The end of a tick on each cpu: who holds nothing sets its word.
Arms(c) == holds[c] = 0 \/ Is("tick-arms-held")
Ending(c) == IF Arms(c) THEN [Idle EXCEPT !.at = "arm"] ELSE Idle

Arm(c) ==
  /\ Arms(c)
  /\ At(c, "arm") \/ (c # 0 /\ Calls(c))
  /\ armed' = [armed EXCEPT ![c] = TRUE]
  /\ Go(c, Idle)
  /\ UNCHANGED <<holds, object, seen, grown, before>>

\* A cpu is found armed, or the loop is left.
Reads(c, i) ==
  /\ Go(c, CASE ~armed[i] -> Ending(c)
             [] i < Last -> [at |-> "read", cpu |-> i + 1]
             [] Order = "clear-first" -> [at |-> "clear", cpu |-> 0]
             [] OTHER -> [at |-> "increment", cpu |-> 0])
  /\ UNCHANGED <<holds, armed, object, seen, grown, before>>

Tick(c) ==
  /\ c = 0 /\ Calls(c)
  /\ Reads(c, 0)

Read(c) ==
  /\ At(c, "read")
  /\ Reads(c, step[Program(c)].cpu)

Clear(c) ==
  LET i == step[Program(c)].cpu
  IN /\ At(c, "clear")
     /\ armed' = [armed EXCEPT ![i] = FALSE]
     /\ Go(c, CASE i < Last -> [at |-> "clear", cpu |-> i + 1]
                [] Order = "clear-first" -> [at |-> "increment", cpu |-> 0]
                [] OTHER -> Ending(c))
     /\ UNCHANGED <<holds, object, seen, grown, before>>

\* Whatever was terminated is one tick older, and whatever holds has seen one more.
Increment(c) ==
  /\ At(c, "increment")
  /\ object' = [o \in Objects |->
       IF object[o].place = "terminated" THEN [object[o] EXCEPT !.age = Min(@ + 1, Oldest)] ELSE object[o]]
  /\ grown' = [d \in Cpus |-> IF holds[d] = 1 THEN Min(grown[d] + 1, 2) ELSE 0]
  /\ Go(c, IF Order = "clear-first" THEN Ending(c) ELSE [at |-> "clear", cpu |-> 0])
  /\ UNCHANGED <<holds, armed, seen, before>>

-------------------------------------------------------------------------------
\* What a tick that has begun does next.
Continue(c) == Read(c) \/ Clear(c) \/ Increment(c) \/ Arm(c)

Next ==
  \E c \in Cpus :
    \/ Hold(c) \/ See(c) \/ Drop(c)
    \/ Unlink(c) \/ Terminate(c) \/ Free(c) \/ TerminateAgain(c) \/ Publish(c)
    \/ Tick(c) \/ Continue(c)

\* Ticks come again and again, and no hold lasts for ever.  Nobody needs to do anything else.
Fairness == \A c \in Cpus : WF_vars(Tick(c)) /\ WF_vars(Continue(c)) /\ WF_vars(Drop(c))

Spec == Init /\ [][Next]_vars
FairSpec == Spec /\ Fairness

-------------------------------------------------------------------------------
(* Properties.                                                             *)

\* grace-period: none is freed while a hold lasts that began before its termination.
GracePeriod == \A o \in Objects : object[o].place = "freed" => before[o] = {}

\* type-stability: what a reader found is not freed under its hands.
TypeStability == \A c \in Cpus : seen[c] # None => object[seen[c]].place # "freed"

\* What the kernel's documentation promises.
TicksOncePerHold == \A c \in Cpus : grown[c] <= 1

\* A terminated object goes forward only.
StatesInOrder ==
  [][\A o \in Objects :
       object[o].place = "terminated" /\ object'[o].place = "terminated" => State(o)' >= State(o)]_vars

\* Whatever was terminated may be freed in the end.
FreeableInTheEnd ==
  \A o \in Objects : object[o].place = "terminated" ~> object[o].place # "terminated" \/ Freeable(o)

===============================================================================
