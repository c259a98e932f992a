----------------------------- MODULE ParkedWord -----------------------------
(***************************************************************************)
(* One address and the word that carries its parked state, as the          *)
(* reference of RemoteFree uses it, and an invariant of it that is         *)
(* inductive: whatever state satisfies it, no step leads out of it.        *)
(* RemoteFreeParkedWord checks that RemoteFree does nothing that this      *)
(* module does not allow.                                                  *)
(*                                                                         *)
(* The actions have RemoteFree's names, and make the same one access each. *)
(* What other slabs, the mailboxes' order and the list's order decide      *)
(* there is open here, so more may happen here, and what holds here holds  *)
(* there.                                                                  *)
(***************************************************************************)
EXTENDS Integers, FiniteSets

CONSTANTS
  Cpus,
  Allocators,  \* the cpus that may own the slab
  SlabChunks,  \* the chunks of the slab
  Ring,        \* signals that a mailbox holds
  Fault,       \* a fault of the museum by its name there, or "none"
  Without,     \* a conjunct of the invariant that is left out, or "none"
  None         \* a model value: unequal to all else

ASSUME /\ Allocators \subseteq Cpus
       /\ Cardinality(SlabChunks) > 1 /\ Ring > 0

Is(fault) == Fault = fault

VARIABLES
  owner,   \* whose slab lies at the address, or None
  mark,    \* the page table: whose slab begins here
  listed,  \* it is on its owner's list
  nfree,   \* the header's count of free chunks, those on the remote list not included
  free,    \* the owner's free chunks
  remote,  \* chunks that other cpus freed
  parked,  \* the head says parked
  held,    \* the chunks that callers hold
  at,      \* where each actor stands as far as this address goes
  hand,    \* the chunk in the hands of each cpu's program: neither its caller's nor the slab's
  seen,    \* the head as each cpu's program read it
  to,      \* the owner as each cpu's program read it
  mail,    \* mail[to][from]: signals on their way that name the address
  owed     \* ghost: signals owed for the slab since it was parked

vars == <<owner, mark, listed, nfree, free, remote, parked, held, at, hand, seen, to, mail, owed>>
header == <<owner, mark>>           \* changes when a slab is made or ripped
mind   == <<hand, seen, to>>        \* what a remote free remembers
word   == <<remote, parked, owed>>  \* the word, and what it has made others owe

Program(c) == <<c, "program">>
Handler(c) == <<c, "handler">>
Actors == Cpus \X {"program", "handler"}

Live == owner # None

\* What the head says.  Which chunk it names does not matter.
Word == IF remote # {} THEN "chunk" ELSE IF parked THEN "parked" ELSE "empty"

Init ==
  /\ owner = None /\ mark = None
  /\ listed = FALSE /\ nfree = 0 /\ free = {}
  /\ remote = {} /\ parked = FALSE
  /\ held = {}
  /\ at = [a \in Actors |-> "idle"]
  /\ hand = [c \in Cpus |-> None]
  /\ seen = [c \in Cpus |-> "empty"]
  /\ to = [c \in Cpus |-> None]
  /\ mail = [c \in Allocators |-> [from \in Cpus |-> 0]]
  /\ owed = 0

-------------------------------------------------------------------------------
Go(a, where) == at' = [at EXCEPT ![a] = where]

\* A handler keeps its cpu's program from running.
Runs(a) == a[2] = "handler" \/ at[Handler(a[1])] = "idle"
At(a, where) == at[a] = where /\ Runs(a)
Calls(c) == At(Program(c), "idle")
Owns(c) == owner = c /\ Calls(c)

\* Outside of the owner's critical sections, where a program may be interrupted.
Open == {"idle", "read", "link", "send"}

\* An allocation ends with one of these chunks; the others stay free.
Grant(chunks) ==
  \E ch \in chunks : free' = chunks \ {ch} /\ held' = held \union {ch}

-------------------------------------------------------------------------------
(* kmalloc, by the owner in a critical section.                            *)

Allocate(c) ==
  /\ Owns(c)
  /\ listed /\ nfree > 1
  /\ nfree' = nfree - 1
  /\ Grant(free)
  /\ UNCHANGED <<header, listed, word, at, mind, mail>>

\* The last free chunk.  The owner reads the head before it lets the slab go.
Exhaust(c) ==
  /\ Owns(c)
  /\ listed /\ nfree = 1
  /\ nfree' = 0
  /\ Go(Program(c), IF remote = {} THEN "park" ELSE "drain")
  /\ UNCHANGED <<header, listed, free, word, held, mind, mail>>

\* The slab leaves the list, the head is left so, and the last chunk is granted: a spell begins.
Park(a, says, chunks) ==
  /\ parked' = says
  /\ remote' = chunks
  /\ owed' = 0
  /\ listed' = FALSE
  /\ Go(a, "idle")
  /\ Grant(free)

\* One compare-and-set asks for the signal, unless something was linked.
ParkWord(c) ==
  LET a == Program(c)
  IN /\ At(a, "park")
     /\ CASE Is("never-marked") -> Park(a, parked, remote)
          [] Is("blind-park") -> Park(a, TRUE, {})
          [] Word = "empty" -> Park(a, TRUE, {})
          [] OTHER -> Go(a, "drain-again") /\ UNCHANGED <<listed, free, word, held>>
     /\ UNCHANGED <<header, nfree, mind, mail>>

\* What stood in the way is a chunk.  The invariant says that it cannot be a mark.
DrainAgain(c) ==
  LET a == Program(c)
  IN /\ At(a, "drain-again")
     /\ IF remote # {}
        THEN Go(a, "drain") /\ UNCHANGED <<listed, free, word, held>>
        ELSE Park(a, parked, remote)
     /\ UNCHANGED <<header, nfree, mind, mail>>

\* A slab with one chunk granted already; signals of its predecessor may be on their way.
Fresh(c, ch) ==
  /\ owner' = c
  /\ listed' = TRUE
  /\ nfree' = Cardinality(SlabChunks) - 1 /\ free' = SlabChunks \ {ch}
  /\ remote' = {} /\ parked' = FALSE /\ owed' = 0

\* On pages from the pool: the page table names it later.
New(c) ==
  /\ c \in Allocators
  /\ Calls(c) /\ ~Live
  /\ \E ch \in SlabChunks : Fresh(c, ch) /\ hand' = [hand EXCEPT ![c] = ch]
  /\ Go(Program(c), "mark")
  /\ UNCHANGED <<mark, held, seen, to, mail>>

Mark(c) ==
  /\ At(Program(c), "mark")
  /\ mark' = c
  /\ held' = held \union {hand[c]}
  /\ hand' = [hand EXCEPT ![c] = None]
  /\ Go(Program(c), "idle")
  /\ UNCHANGED <<owner, listed, nfree, free, word, seen, to, mail>>

\* On pages from the cpu's own cache: to mark it is all that others can see.
Reuse(c) ==
  /\ c \in Allocators
  /\ Calls(c) /\ ~Live
  /\ \E ch \in SlabChunks : Fresh(c, ch) /\ held' = held \union {ch}
  /\ mark' = c
  /\ UNCHANGED <<at, mind, mail>>

-------------------------------------------------------------------------------
(* What the owner does with a slab whose chunks have come home.            *)

\* A whole slab may be ripped.  Whether it is depends on the owner's other slabs.
RipIfWhole(a, n) == Go(a, "idle") \/ (n = Cardinality(SlabChunks) /\ Go(a, "rip"))

\* The slow tick comes to this slab.
Tidy(c) ==
  /\ Owns(c)
  /\ listed
  /\ Go(Program(c), "look")
  /\ UNCHANGED <<header, listed, nfree, free, word, held, mind, mail>>

Look(a) ==
  /\ At(a, "look")
  /\ IF remote # {} THEN Go(a, "drain") ELSE RipIfWhole(a, nfree)
  /\ UNCHANGED <<header, listed, nfree, free, word, held, mind, mail>>

\* The head held a chunk, and only the owner takes, so a swap takes the list.
Drain(a) ==
  LET n == Cardinality(remote)
  IN /\ At(a, "drain")
     /\ remote' = {} /\ parked' = FALSE
     /\ nfree' = nfree + n
     /\ IF a[2] = "program" /\ nfree = 0
        THEN Grant(free \union remote) /\ Go(a, "idle") /\ UNCHANGED listed
        ELSE /\ free' = free \union remote
             /\ listed' = (listed \/ (nfree = 0 /\ n > 0))
             /\ RipIfWhole(a, nfree + n)
             /\ UNCHANGED held
     /\ UNCHANGED <<header, owed, mind, mail>>

\* The page table forgets the slab, and from here on nobody has a right to it.
Rip(a) ==
  /\ At(a, "rip")
  /\ owner' = None /\ mark' = None
  /\ listed' = FALSE /\ nfree' = 0 /\ free' = {}
  /\ remote' = {} /\ parked' = FALSE /\ owed' = 0
  /\ Go(a, "idle")
  /\ UNCHANGED <<held, mind, mail>>

\* kfree by the owner.  A full slab is listed again, and no signal is asked for any more.
FreeLocal(c) ==
  /\ Owns(c)
  /\ \E ch \in held : held' = held \ {ch} /\ free' = free \union {ch}
  /\ nfree' = nfree + 1
  /\ listed' = TRUE
  /\ parked' = (parked /\ nfree # 0)
  /\ remote' = IF nfree = 0 /\ Is("blind-unpark") THEN {} ELSE remote
  /\ RipIfWhole(Program(c), nfree + 1)
  /\ UNCHANGED <<header, owed, mind, mail>>

-------------------------------------------------------------------------------
(* kfree by another cpu, in no critical section.                           *)

\* Its caller's chunk is the right to read the owner and the head.
FreeRemote(c) ==
  /\ Calls(c) /\ owner # c
  /\ \E ch \in held : held' = held \ {ch} /\ hand' = [hand EXCEPT ![c] = ch]
  /\ to' = [to EXCEPT ![c] = owner]
  /\ seen' = [seen EXCEPT ![c] = Word]
  /\ Go(Program(c), "link")
  /\ UNCHANGED <<header, listed, nfree, free, word, mail>>

Read(c) ==
  /\ At(Program(c), "read")
  /\ seen' = [seen EXCEPT ![c] = Word]
  /\ Go(Program(c), "link")
  /\ UNCHANGED <<header, listed, nfree, free, word, held, hand, to, mail>>

\* The compare-and-set.  From here on the chunk is the owner's, and the slab may be gone.
Linked(c) ==
  LET owes == seen[c] = "parked"
      sends == owes /\ ~Is("signal-dropped")
  IN /\ remote' = remote \union {hand[c]}
     /\ parked' = FALSE
     /\ owed' = IF owes THEN owed + 1 ELSE owed
     /\ hand' = [hand EXCEPT ![c] = None]
     /\ to' = IF sends THEN to ELSE [to EXCEPT ![c] = None]
     /\ Go(Program(c), IF sends THEN "send" ELSE "idle")

\* It fails if another chunk has come to the head, and may succeed though one came and went (ABA).
Link(c) ==
  /\ At(Program(c), "link")
  /\ \/ Word = seen[c] /\ Linked(c)
     \/ /\ Word # seen[c] \/ Word = "chunk"
        /\ Go(Program(c), "read")
        /\ UNCHANGED <<word, hand, to>>
  /\ seen' = [seen EXCEPT ![c] = "empty"]
  /\ UNCHANGED <<header, listed, nfree, free, held, mail>>

\* The mailbox holds so many; a sender that finds it full waits, and may take signals meanwhile.
Send(c) ==
  /\ At(Program(c), "send")
  /\ mail[to[c]][c] < Ring
  /\ mail' = [mail EXCEPT ![to[c]][c] = @ + 1]
  /\ to' = [to EXCEPT ![c] = None]
  /\ Go(Program(c), "idle")
  /\ UNCHANGED <<header, listed, nfree, free, word, held, hand, seen>>

-------------------------------------------------------------------------------
(* The handler.                                                            *)

Interrupt(c) ==
  /\ c \in Allocators
  /\ at[Handler(c)] = "idle" /\ at[Program(c)] \in Open
  /\ \E from \in Cpus : mail[c][from] > 0 /\ mail' = [mail EXCEPT ![c][from] = @ - 1]
  /\ Go(Handler(c), "check")
  /\ UNCHANGED <<header, listed, nfree, free, word, held, mind>>

\* At this instant this address is the first page of a slab of mine; maybe not of the one that was meant.
Check(c) ==
  /\ At(Handler(c), "check")
  /\ Go(Handler(c), IF mark = c THEN "look" ELSE "idle")
  /\ UNCHANGED <<header, listed, nfree, free, word, held, mind, mail>>

Next ==
  \E c \in Cpus :
    \/ Allocate(c) \/ Exhaust(c) \/ ParkWord(c) \/ DrainAgain(c) \/ New(c) \/ Mark(c) \/ Reuse(c)
    \/ Tidy(c) \/ FreeLocal(c) \/ FreeRemote(c) \/ Read(c) \/ Link(c) \/ Send(c)
    \/ Interrupt(c) \/ Check(c)
    \/ \E a \in {Program(c), Handler(c)} : Look(a) \/ Drain(a) \/ Rip(a)

Spec == Init /\ [][Next]_vars

-------------------------------------------------------------------------------
(* Properties, each by its name in RemoteFree, for this address.           *)

\* The owner is in no transition.
Settled == Live /\ at[Handler(owner)] = "idle" /\ at[Program(owner)] \in Open

Places(ch) ==
  LET In(set) == IF ch \in set THEN 1 ELSE 0
  IN In(free) + In(remote) + In(held) + Cardinality({c \in Cpus : hand[c] = ch})

Conservation == Live => \A ch \in SlabChunks : Places(ch) = 1

FreeCount == Settled => nfree = Cardinality(free)

Listing == Settled => (listed <=> nfree > 0)

ParkedMark == Settled /\ ~listed /\ remote = {} => parked

\* Nearer than in RemoteFree: a remote free that has not linked does not count, for it may owe nothing.
NoStranding ==
  Settled /\ ~listed /\ remote # {} =>
    \E c \in Cpus : mail[owner][c] > 0 \/ (at[Program(c)] = "send" /\ to[c] = owner)

RipOnlyWhenEmpty ==
  \A a \in Actors : at[a] = "rip" => nfree = Cardinality(SlabChunks) /\ free = SlabChunks /\ remote = {}

NoUseAfterRip ==
  \A c \in Cpus :
    /\ at[Program(c)] \in {"read", "link"} => Live /\ to[c] = owner
    /\ at[Handler(c)] \notin {"idle", "check"} => owner = c

PageTable == (\A a \in Actors : at[a] \in Open) => mark = owner

OneSignalPerSpell == owed <= 1

-------------------------------------------------------------------------------
(* The inductive invariant.  It implies the properties above.              *)

ProgramAt == {"idle", "mark", "park", "drain", "drain-again", "look", "rip", "read", "link", "send"}
HandlerAt == {"idle", "check", "look", "drain", "rip"}

TypeOK ==
  /\ owner \in Allocators \union {None}
  /\ mark \in Allocators \union {None}
  /\ listed \in BOOLEAN
  /\ nfree \in 0 .. Cardinality(SlabChunks)
  /\ free \in SUBSET SlabChunks
  /\ remote \in SUBSET SlabChunks
  /\ parked \in BOOLEAN
  /\ held \in SUBSET SlabChunks
  /\ at \in [Actors -> ProgramAt \union HandlerAt]
  /\ \A c \in Cpus : at[Program(c)] \in ProgramAt /\ at[Handler(c)] \in HandlerAt
  /\ hand \in [Cpus -> SlabChunks \union {None}]
  /\ seen \in [Cpus -> {"empty", "parked", "chunk"}]
  /\ to \in [Cpus -> Allocators \union {None}]
  /\ mail \in [Allocators -> [Cpus -> 0 .. Ring]]
  /\ owed \in 0 .. 2

\* Only its owner is in the midst of a slab, and not its program and its handler at once.
Roles ==
  \A c \in Cpus :
    /\ at[Program(c)] \notin Open => owner = c
    /\ at[Handler(c)] \notin {"idle", "check"} => owner = c
    /\ at[Handler(c)] # "idle" => at[Program(c)] \in Open

\* The page table names whoever owns a slab here, but for the instant after it was made.
Marked == mark = IF Live THEN (IF at[Program(owner)] = "mark" THEN None ELSE owner) ELSE None

\* A chunk is in a program's hands until it is linked or granted, and only then.  A remote free
\* remembers the owner until it has nothing more to do.
Hands ==
  \A c \in Cpus :
    /\ hand[c] # None <=> at[Program(c)] \in {"mark", "read", "link"}
    /\ to[c] # None <=> at[Program(c)] \in {"read", "link", "send"}

\* Until it links, the owner that it remembers is the owner, for its chunk keeps the slab.  Once it owes
\* a signal it has no right to the slab, which may be another's or none by then.
Known ==
  \A c \in Cpus :
    /\ at[Program(c)] \in {"read", "link"} => to[c] = owner
    /\ to[c] # c

\* What the head said is used once; it may have changed since in any way.  Inv is closed without this
\* and the next conjunct as well: they only keep the states few.
UsedOnce == \A c \in Cpus : seen[c] # "empty" => at[Program(c)] = "link"

\* Nobody signals itself.
NoSelf == \A c \in Allocators : mail[c][c] = 0

\* Each chunk of a slab is in one place; without a slab there are none.
Conserved == \A ch \in SlabChunks : Places(ch) = IF Live THEN 1 ELSE 0

\* The count is right, but while the last chunk is about to be granted the header says that it is gone.
Counts ==
  LET at0 == IF Live THEN at[Program(owner)] ELSE "idle"
  IN \/ nfree = Cardinality(free) /\ at0 \notin {"park", "drain-again"}
     \/ nfree = 0 /\ Cardinality(free) = 1 /\ at0 \in {"park", "drain", "drain-again"}

\* A slab is on the list as long as it has a free chunk, and its owner's program is in the midst of no other.
Lists ==
  /\ listed <=> free # {}
  /\ Live /\ at[Program(owner)] \notin Open => listed

\* A list that the owner has seen stays till the owner takes it, for others only push.
Stays == \A a \in Actors : at[a] \in {"drain", "drain-again"} => remote # {}

\* Who is about to rip a slab has all of its chunks.
Whole == \A a \in Actors : at[a] = "rip" => free = SlabChunks

\* The heart, on one side of the word.  Off the list, either the head says parked, it holds no chunk, and
\* nobody has owed a signal in this spell; or it holds chunks, and one signal was owed.  On the list the
\* head never says parked, and at most one signal was owed since it last did.
Spell ==
  CASE ~Live  -> ~parked /\ owed = 0
    [] listed -> ~parked /\ owed <= 1
    [] OTHER  -> IF parked THEN remote = {} /\ owed = 0 ELSE remote # {} /\ owed = 1

\* And on the other: what lies off the list unparked, a signal to its owner is owed, on its way or being
\* taken.  It may be this spell's or an older one, even one for a slab that was here before: all do.
\* The rest is closed without this conjunct, but does not imply NoStranding.
Due ==
  Live /\ ~listed /\ ~parked =>
    \/ at[Handler(owner)] \in {"check", "look", "drain"}
    \/ \E c \in Cpus : mail[owner][c] > 0 \/ (at[Program(c)] = "send" /\ to[c] = owner)

With(name, conjunct) == IF Without = name THEN TRUE ELSE conjunct

Inv ==
  /\ TypeOK
  /\ With("roles", Roles)
  /\ With("marked", Marked)
  /\ With("hands", Hands)
  /\ With("known", Known)
  /\ With("used-once", UsedOnce)
  /\ With("no-self", NoSelf)
  /\ With("conserved", Conserved)
  /\ With("counts", Counts)
  /\ With("lists", Lists)
  /\ With("stays", Stays)
  /\ With("whole", Whole)
  /\ With("spell", Spell)
  /\ With("due", Due)

-------------------------------------------------------------------------------
(* All states that satisfy Inv, reached or not.  The conjuncts of Inv are  *)
(* repeated as soon as their variables have values, for speed: they take   *)
(* nothing away that Inv, at the end, would not.                           *)

Inductive ==
  /\ owner \in Allocators \union {None}
  /\ \E p \in [Cpus -> ProgramAt], h \in [Cpus -> HandlerAt] :
       at = [a \in Actors |-> IF a = Program(a[1]) THEN p[a[1]] ELSE h[a[1]]]
  /\ With("roles", Roles)
  /\ mark \in Allocators \union {None}
  /\ With("marked", Marked)
  /\ hand \in [Cpus -> SlabChunks \union {None}]
  /\ to \in [Cpus -> Allocators \union {None}]
  /\ With("hands", Hands)
  /\ With("known", Known)
  /\ free \in SUBSET SlabChunks
  /\ nfree \in 0 .. Cardinality(SlabChunks)
  /\ With("counts", Counts)
  /\ With("whole", Whole)
  /\ listed \in BOOLEAN
  /\ With("lists", Lists)
  /\ remote \in SUBSET SlabChunks
  /\ With("stays", Stays)
  /\ held \in SUBSET SlabChunks
  /\ With("conserved", Conserved)
  /\ parked \in BOOLEAN
  /\ owed \in 0 .. 2
  /\ With("spell", Spell)
  /\ seen \in [Cpus -> {"empty", "parked", "chunk"}]
  /\ With("used-once", UsedOnce)
  /\ mail \in [Allocators -> [Cpus -> 0 .. Ring]]
  /\ With("no-self", NoSelf)
  /\ With("due", Due)
  /\ Inv

\* TLC takes the steps from these states.  That it finds no further state, at a depth of 1, says once more
\* that none leads out.
InductiveStep == Inductive /\ [][Next]_vars

===============================================================================
