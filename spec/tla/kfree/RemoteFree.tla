------------------------------ MODULE RemoteFree ------------------------------
(***************************************************************************)
(* DragonFly's slab allocator and its remote free, as CONFORMANCE.md ties  *)
(* it to ripsaw.dragonfly: the cpus that own slabs allocate from them and  *)
(* free to them; any cpu frees chunks of slabs that it does not own.       *)
(*                                                                         *)
(* One action makes at most one access to a word that another cpu may use  *)
(* as well.  What the owner does to its own words in a critical section    *)
(* nobody else can see, so it belongs to the action it follows, or, at the *)
(* beginning of a call, to the one it precedes.                            *)
(*                                                                         *)
(* Nothing counts operations: calls go on for ever, and the state space is *)
(* finite because no slab has a number of its incarnation.                 *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets, TLC

CONSTANTS
  Cpus,
  Allocators,   \* the cpus that allocate; all of them free
  Slabs,        \* addresses, each with room for one slab
  Capacity,     \* chunks of a slab
  Kept,         \* free slabs that a cpu keeps before it gives pages back
  Ring,         \* messages that a mailbox holds
  Version,
  Fault,        \* a fault of the museum by its name there, or "none"
  AnyPage,      \* whether the page allocator may give out any free page, or none
  Accounts,     \* whether the accounting slots are counted
  None, Parked  \* model values: unequal to all else

Versions ==
  {"V0",            \* cfc3386: a message a free, with the chunk in it
   "V1",            \* 5fee07e: list and flag, accounting in the owner's slot
   "V1a",           \* 28135cc: accounting in the own slot
   "V1b",           \* 722871d: the mark lies in the vm_page
   "V2",            \* df9daea: pinned while a signal may be sent
   "V3",            \* f86fcbe: a tick that tidies, the oldest slab first
   "pin-link-read", \* the repair of V2
   "reference"}     \* the list head carries the parked state

ASSUME /\ Allocators \subseteq Cpus
       /\ Capacity > 1 /\ Ring > 0 /\ Kept >= 0
       /\ Version \in Versions
       /\ AnyPage \in BOOLEAN /\ Accounts \in BOOLEAN

ByMessage == Version = "V0"
ByWord    == Version = "reference"
ByFlag    == ~ByMessage /\ ~ByWord
Pinned    == Version \in {"V2", "V3", "pin-link-read"}
Tidies    == Version \in {"V3", "reference"}
Is(fault) == Fault = fault

\* Whose slot counts a remote free, and whether counting is a read and a write that others may part.
OwnersSlot == Accounts /\ (Version = "V1" \/ Is("owner-slot"))

-------------------------------------------------------------------------------
VARIABLES
  slab,    \* what lies at each address: see Slab
  listed,  \* each cpu's list of slabs with free chunks, first to last
  mail,    \* mail[to][from]: messages on their way, oldest first
  slot,    \* each cpu's accounting slot: chunks, signed
  held,    \* the chunks that callers hold
  step,    \* where each actor stands: see Idle
  last,    \* the page that was given back last
  owed     \* ghost: signals owed for a slab since it was parked

vars == <<slab, listed, mail, slot, held, step, last, owed>>

Program(c) == <<c, "program">>
Handler(c) == <<c, "handler">>
Actors == Cpus \X {"program", "handler"}

\* Chunk i of the slab at z.
Chunks(z) == {<<z, i>> : i \in 0 .. Capacity - 1}

\* An address without a slab.
Nothing ==
  [place  |-> "pool",  \* "pool": free pages; "live"; "cached": ripped, its pages still its owner's
   owner  |-> None,
   mark   |-> None,    \* the page table: whose slab begins here
   nfree  |-> 0,       \* the header's count of free chunks, those on the remote list not included
   local  |-> <<>>,    \* free chunks that were used before
   unused |-> <<>>,    \* free chunks that never were
   remote |-> <<>>,    \* chunks that other cpus freed
   flag   |-> FALSE,   \* the owner asks for a signal; in the reference: the head says parked
   pins   |-> 0]

\* A slab that c makes at z; its chunk i is its maker's already, and those behind it were never used.
\* In V0 every remote free signals, asked or not.
Fresh(c, z, i) ==
  [Nothing EXCEPT
     !.place = "live", !.owner = c, !.mark = slab[z].mark, !.flag = ByMessage, !.nfree = Capacity - 1,
     !.unused = [j \in 1 .. Capacity - 1 |-> <<z, (i + j) % Capacity>>]]

\* The first chunk slides by 20 from slab to slab; how many a cpu has made is not counted.
Starts == {(20 * k) % Capacity : k \in 0 .. Capacity - 1}

\* An actor that does nothing.  The other fields are what one in between remembers.
Idle ==
  [at    |-> "idle",
   slab  |-> None,
   chunk |-> None,   \* in its hands: neither its caller's nor the slab's
   seen  |-> <<>>,   \* the head of the remote list as it was read
   to    |-> None,   \* the owner, as it was read
   asked |-> FALSE,  \* the flag as it was read
   todo  |-> <<>>,   \* slabs that are still to be tidied
   count |-> 0,      \* the slot as it was read
   by    |-> 0,      \* what is to be added to it
   gone  |-> FALSE]  \* ghost: its slab was ripped since

Init ==
  /\ slab = [z \in Slabs |-> Nothing]
  /\ listed = [c \in Cpus |-> <<>>]
  /\ mail = [to \in Cpus |-> [from \in Cpus |-> <<>>]]
  /\ slot = [c \in Cpus |-> 0]
  /\ held = {}
  /\ step = [a \in Actors |-> Idle]
  /\ last = IF AnyPage THEN None ELSE CHOOSE z \in Slabs : \A y \in Slabs : z <= y
  /\ owed = [z \in Slabs |-> 0]

-------------------------------------------------------------------------------
(* The words of the protocol.                                              *)

\* The remote list's head.  In the reference it says parked when it is empty and the flag is up.
Word(z) ==
  IF slab[z].remote # <<>> THEN Head(slab[z].remote)
  ELSE IF ByWord /\ slab[z].flag THEN Parked ELSE <<>>

Set(z, r) == slab' = [slab EXCEPT ![z] = r]
Go(a, r)  == step' = [step EXCEPT ![a] = r]

\* A handler keeps its cpu's program from running.
Runs(a) == a[2] = "handler" \/ step[Handler(a[1])].at = "idle"
At(a, where) == step[a].at = where /\ Runs(a)

\* A cpu that is in no call and in no handler.
Calls(c) == At(Program(c), "idle")

\* Where a program that is in a call may be interrupted: outside of its critical sections.
Open(r) ==
  \/ r.at \in {"idle", "grow", "read", "link", "ask-late", "flag", "pin", "unpin", "whose"}
  \/ r.at = "send" /\ ~Is("send-masked")
  \/ r.at = "count" /\ r.by < 0 /\ r.chunk # None

-------------------------------------------------------------------------------
(* Accounting.  A cpu's own slot is its own business, and counted in one.  *)
(* In V1 the owner's slot is read and written by all.                      *)

\* The call ends, or goes on, once it is counted.
Counted(c, by) == slot' = IF Accounts THEN [slot EXCEPT ![c] = @ + by] ELSE slot

\* The allocation of ch ends.
Hand(a, z, ch) ==
  IF OwnersSlot
  THEN /\ Go(a, [Idle EXCEPT !.at = "tally", !.slab = z, !.chunk = ch, !.to = a[1], !.by = 1])
       /\ UNCHANGED <<held, slot>>
  ELSE /\ Go(a, Idle)
       /\ held' = held \union {ch}
       /\ Counted(a[1], 1)

\* The slab r at z gives up its first free chunk, and the allocation ends.
Grant(a, z, r) ==
  IF r.local # <<>>
  THEN Set(z, [r EXCEPT !.local = Tail(@)]) /\ Hand(a, z, Head(r.local))
  ELSE /\ r.unused # <<>>
       /\ Set(z, [r EXCEPT !.unused = Tail(@)]) /\ Hand(a, z, Head(r.unused))

-------------------------------------------------------------------------------
(* kmalloc, by the owner in a critical section.                            *)

\* The slab that is taken from: V3 prefers the one that was listed first.
First(c) == IF Version = "V3" THEN listed[c][Len(listed[c])] ELSE Head(listed[c])

MayAllocate(c) == Calls(c) /\ c \in Allocators

\* m5 to m7: the slab keeps some.
Allocate(c) ==
  /\ MayAllocate(c)
  /\ listed[c] # <<>>
  /\ slab[First(c)].nfree > 1
  /\ Grant(Program(c), First(c), [slab[First(c)] EXCEPT !.nfree = @ - 1])
  /\ UNCHANGED <<listed, mail, last, owed>>

Remove(list, z) == SelectSeq(list, LAMBDA y : y # z)

\* An exhausted slab leaves the list, and its last chunk is granted.
Park(a, z, r) ==
  /\ listed' = [listed EXCEPT ![a[1]] = Remove(@, z)]
  /\ owed' = [owed EXCEPT ![z] = 0]
  /\ Grant(a, z, r)

\* m6: the last free chunk.  The owner reads the remote list before it lets the slab go.
Exhaust(c) ==
  /\ MayAllocate(c)
  /\ listed[c] # <<>>
  /\ LET z == First(c)
         r == [slab[z] EXCEPT !.nfree = 0]
     IN /\ slab[z].nfree = 1
        /\ IF ByMessage
           THEN Park(Program(c), z, r)
           ELSE /\ Set(z, r)
                /\ Go(Program(c), [Idle EXCEPT !.slab = z, !.at =
                     CASE ByWord -> IF r.remote = <<>> THEN "park" ELSE "drain"
                       [] Is("park-without-drain") -> "ask"
                       [] Is("flag-set-after-drain") \/ Is("flag-never-set") -> "list"
                       [] OTHER -> IF r.remote = <<>> THEN "ask" ELSE "list"])
                /\ UNCHANGED <<listed, owed, held, slot>>
  /\ UNCHANGED <<mail, last>>

\* The reference: one compare-and-set asks for the signal, unless something was linked.
ParkWord(c) ==
  LET a == Program(c)
      z == step[a].slab
  IN /\ At(a, "park")
     /\ CASE Is("never-marked") -> Park(a, z, slab[z])
          [] Is("blind-park") -> Park(a, z, [slab[z] EXCEPT !.flag = TRUE, !.remote = <<>>])
          [] Word(z) = <<>> -> Park(a, z, [slab[z] EXCEPT !.flag = TRUE])
          [] OTHER -> /\ Go(a, [step[a] EXCEPT !.at = "drain-again"])
                      /\ UNCHANGED <<slab, listed, owed, held, slot>>
     /\ UNCHANGED <<mail, last>>

\* What stood in the way of the compare-and-set is a chunk, or a mark that was there already.
DrainAgain(c) ==
  LET a == Program(c)
      z == step[a].slab
  IN /\ At(a, "drain-again")
     /\ IF slab[z].remote # <<>>
        THEN /\ Go(a, [step[a] EXCEPT !.at = "drain"])
             /\ UNCHANGED <<slab, listed, owed, held, slot>>
        ELSE Park(a, z, slab[z])
     /\ UNCHANGED <<mail, last>>

\* The flag versions: the owner asks for a signal first, by a swap, and then looks once more.
Ask(c) ==
  LET a == Program(c)
      z == step[a].slab
      r == [slab[z] EXCEPT !.flag = TRUE]
  IN /\ At(a, "ask")
     /\ IF Is("park-without-drain") \/ Is("flag-set-after-drain")
        THEN Park(a, z, r)
        ELSE /\ Set(z, r)
             /\ Go(a, [step[a] EXCEPT !.at = "list"])
             /\ UNCHANGED <<listed, owed, held, slot>>
     /\ UNCHANGED <<mail, last>>

\* The slab was refilled, so the owner asks no more.
Answer(c) ==
  LET a == Program(c)
      z == step[a].slab
      r == IF Is("flag-kept-on-refill") THEN slab[z] ELSE [slab[z] EXCEPT !.flag = FALSE]
  IN /\ At(a, "answer")
     /\ IF r.nfree = 0 THEN Park(a, z, r) ELSE Grant(a, z, r) /\ UNCHANGED <<listed, owed>>
     /\ UNCHANGED <<mail, last>>

\* m8: no slab has a free chunk.  The page allocator may sleep, so signals may be taken here.
Cached(c) == {z \in Slabs : slab[z].place = "cached" /\ slab[z].owner = c}

Grow(c) ==
  /\ MayAllocate(c)
  /\ listed[c] = <<>> /\ Cached(c) = {}
  /\ Go(Program(c), [Idle EXCEPT !.at = "grow"])
  /\ UNCHANGED <<slab, listed, mail, slot, held, last, owed>>

Pool == {z \in Slabs : slab[z].place = "pool"}

\* The page that was given back last, if it is free, and else the lowest: the cruellest legal choice.
Pages ==
  IF AnyPage THEN Pool
  ELSE IF last \in Pool THEN {last}
  ELSE {z \in Pool : \A y \in Pool : z <= y}

New(c) ==
  /\ At(Program(c), "grow")
  /\ \E z \in Pages, i \in Starts :
       /\ Set(z, Fresh(c, z, i))
       /\ listed' = [listed EXCEPT ![c] = <<z>> \o @]
       /\ owed' = [owed EXCEPT ![z] = 0]
       /\ IF ByMessage
          THEN Hand(Program(c), z, <<z, i>>)
          ELSE /\ Go(Program(c), [Idle EXCEPT !.at = "mark", !.slab = z, !.chunk = <<z, i>>])
               /\ UNCHANGED <<held, slot>>
  /\ UNCHANGED <<mail, last>>

\* There is none: the allocation is refused.
NoPage(c) ==
  /\ At(Program(c), "grow")
  /\ Pool = {} \/ AnyPage
  /\ Go(Program(c), Idle)
  /\ UNCHANGED <<slab, listed, mail, slot, held, last, owed>>

\* The page table names the slab from here on.
Mark(c) ==
  LET a == Program(c)
      z == step[a].slab
  IN /\ At(a, "mark")
     /\ Set(z, [slab[z] EXCEPT !.mark = c])
     /\ Hand(a, z, step[a].chunk)
     /\ UNCHANGED <<listed, mail, last, owed>>

\* A slab from the cpu's own cache; to mark it is all that others can see.
Reuse(c) ==
  /\ MayAllocate(c)
  /\ listed[c] = <<>>
  /\ \E z \in Cached(c), i \in Starts :
       /\ Set(z, [Fresh(c, z, i) EXCEPT !.mark = IF ByMessage THEN None ELSE c])
       /\ listed' = [listed EXCEPT ![c] = <<z>>]
       /\ owed' = [owed EXCEPT ![z] = 0]
       /\ Hand(Program(c), z, <<z, i>>)
  /\ UNCHANGED <<mail, last>>

\* m2: a cpu that has too many free slabs gives one's pages back.  In the kernel each kmalloc that may
\* sleep does it first; here it is a call of its own, for one that may not sleep leaves it out.
GiveBack(c) ==
  /\ MayAllocate(c)
  /\ Cardinality(Cached(c)) > Kept
  /\ \E z \in Cached(c) :
       /\ Set(z, [Nothing EXCEPT !.mark = slab[z].mark])
       /\ last' = IF AnyPage THEN None ELSE z
       /\ IF Is("mark-cleared-late")
          THEN Go(Program(c), [Idle EXCEPT !.at = "unmark", !.slab = z])
          ELSE UNCHANGED step
  /\ UNCHANGED <<listed, mail, slot, held, owed>>

\* Too late: the address may be another cpu's by now.
UnmarkLate(c) ==
  LET a == Program(c)
  IN /\ At(a, "unmark")
     /\ Set(step[a].slab, [slab[step[a].slab] EXCEPT !.mark = None])
     /\ Go(a, Idle)
     /\ UNCHANGED <<listed, mail, slot, held, last, owed>>

-------------------------------------------------------------------------------
(* What the owner does with a slab whose chunks have come home.            *)

\* The actor goes on with the next slab that it is to tidy, or is done.
Onward(a) ==
  LET todo == step[a].todo
  IN IF todo = <<>> THEN Idle
     ELSE [Idle EXCEPT !.at = IF ByWord THEN "look" ELSE "list", !.slab = Head(todo), !.todo = Tail(todo)]

\* Rips the slab r at z of the list l, if it is whole and not the last.
RipIfWhole(a, z, r, l) ==
  IF (r.nfree = Capacity \/ (Is("rip-too-early") /\ r.nfree = Capacity - 1)) /\ l # <<z>>
  THEN [Idle EXCEPT !.at = IF Pinned /\ ~Is("rip-ignores-pins") THEN "pins" ELSE "rip",
                    !.slab = z, !.todo = step[a].todo]
  ELSE Onward(a)

\* Chunks come home together: the slab is listed again if it was off the list.
Refill(a, z, r, chunks) ==
  LET c == a[1]
      n == Len(chunks)
      s == [r EXCEPT !.local = @ \o chunks,
                     !.nfree = @ + (IF Is("miscount") /\ n > 1 THEN n - 1 ELSE n)]
      l == IF r.nfree = 0 /\ n > 0 /\ ~Is("no-relist") THEN <<z>> \o listed[c] ELSE listed[c]
  IN /\ Set(z, s)
     /\ listed' = [listed EXCEPT ![c] = l]
     /\ Go(a, RipIfWhole(a, z, s, l))

\* The owner is done with the remote list, and has these chunks of it: in kmalloc it takes one of them.
Drained(a, z, r, chunks) ==
  IF a[2] = "program" /\ r.nfree = 0
  THEN LET s == [r EXCEPT !.local = @ \o chunks, !.nfree = Len(chunks)]
       IN CASE ByWord -> Grant(a, z, s) /\ UNCHANGED <<listed, owed>>
            [] chunks = <<>> /\ Is("flag-set-after-drain") ->
                 /\ Go(a, [step[a] EXCEPT !.at = "ask"])
                 /\ UNCHANGED <<slab, listed, owed, held, slot>>
            [] chunks # <<>> /\ (Is("flag-set-after-drain") \/ Is("flag-never-set")) ->
                 Grant(a, z, s) /\ UNCHANGED <<listed, owed>>
            [] chunks # <<>> \/ Is("flag-cleared-though-full") ->
                 /\ Set(z, s)
                 /\ Go(a, [step[a] EXCEPT !.at = "answer"])
                 /\ UNCHANGED <<listed, owed, held, slot>>
            [] OTHER -> Park(a, z, r)
  ELSE /\ IF Is("handler-clears-flag-late") /\ chunks # <<>>
          THEN /\ Set(z, r)
               /\ Go(a, [step[a] EXCEPT !.at = "quiet", !.seen = chunks])
               /\ UNCHANGED listed
          ELSE Refill(a, z, r, chunks)
       /\ UNCHANGED <<owed, held, slot>>

\* Is there anything?  The flag versions then say first that they do not ask any more.
Look(a) ==
  LET z == step[a].slab
  IN /\ At(a, "look")
     /\ IF ByWord
        THEN IF slab[z].remote # <<>>
             THEN Go(a, [step[a] EXCEPT !.at = "drain"]) /\ UNCHANGED <<slab, listed>>
             ELSE Refill(a, z, slab[z], <<>>)
        ELSE /\ Go(a, [step[a] EXCEPT !.at =
                  IF slab[z].remote # <<>> /\ ~Is("flag-kept-on-refill") THEN "quiet" ELSE "list"])
             /\ UNCHANGED <<slab, listed>>
     /\ UNCHANGED <<mail, slot, held, last, owed>>

Quiet(a) ==
  LET z == step[a].slab
  IN /\ At(a, "quiet")
     /\ IF Is("handler-clears-flag-late")
        THEN Refill(a, z, [slab[z] EXCEPT !.flag = FALSE], step[a].seen)
        ELSE /\ Set(z, [slab[z] EXCEPT !.flag = FALSE])
             /\ Go(a, [step[a] EXCEPT !.at = "list"])
             /\ UNCHANGED listed
     /\ UNCHANGED <<mail, slot, held, last, owed>>

\* The reference: the head held a chunk, and only the owner takes, so a swap takes the list.
Drain(a) ==
  LET z == step[a].slab
      r == [slab[z] EXCEPT !.remote = <<>>, !.flag = FALSE]
  IN /\ At(a, "drain")
     /\ IF Is("two-step-drain")
        THEN /\ Go(a, [step[a] EXCEPT !.at = "clear", !.seen = slab[z].remote])
             /\ UNCHANGED <<slab, listed, owed, held, slot>>
        ELSE Drained(a, z, r, slab[z].remote)
     /\ UNCHANGED <<mail, last>>

\* What was linked since the list was read is lost.
Clear(a) ==
  LET z == step[a].slab
  IN /\ At(a, "clear")
     /\ Drained(a, z, [slab[z] EXCEPT !.remote = <<>>, !.flag = FALSE], step[a].seen)
     /\ UNCHANGED <<mail, last>>

\* The flag versions read the list, and take it by a compare-and-set.
List(a) ==
  LET z == step[a].slab
  IN /\ At(a, "list")
     /\ IF slab[z].remote = <<>>
        THEN Drained(a, z, slab[z], <<>>)
        ELSE /\ Go(a, [step[a] EXCEPT !.at = "take", !.seen = Word(z)])
             /\ UNCHANGED <<slab, listed, owed, held, slot>>
     /\ UNCHANGED <<mail, last>>

Take(a) ==
  LET z == step[a].slab
  IN /\ At(a, "take")
     /\ IF Word(z) = step[a].seen
        THEN Drained(a, z, [slab[z] EXCEPT !.remote = <<>>], slab[z].remote)
        ELSE /\ Go(a, [step[a] EXCEPT !.at = "list"])
             /\ UNCHANGED <<slab, listed, owed, held, slot>>
     /\ UNCHANGED <<mail, last>>

\* Nobody pins it?  A pin that is dropped later does not ask again.
Pins(a) ==
  LET z == step[a].slab
  IN /\ At(a, "pins")
     /\ Go(a, IF slab[z].pins = 0 THEN [step[a] EXCEPT !.at = "rip"] ELSE Onward(a))
     /\ UNCHANGED <<slab, listed, mail, slot, held, last, owed>>

\* Where an actor touches a slab that it may not own.
Touching == {"read", "link", "ask-late", "flag", "pin", "unpin", "whose"}

\* The page table forgets the slab, and from here on nobody has a right to it.
Rip(a) ==
  LET c == a[1]
      z == step[a].slab
  IN /\ At(a, "rip")
     /\ Set(z, [Nothing EXCEPT !.place = "cached", !.owner = c, !.mark =
          IF Is("mark-kept") \/ Is("mark-cleared-late") THEN slab[z].mark ELSE None])
     /\ listed' = [listed EXCEPT ![c] = Remove(@, z)]
     /\ owed' = [owed EXCEPT ![z] = 0]
     /\ step' = [b \in Actors |->
          CASE b = a -> Onward(a)
            [] b # a /\ b[2] = "program" /\ step[b].slab = z /\ step[b].at \in Touching ->
                 [step[b] EXCEPT !.gone = TRUE]
            [] OTHER -> step[b]]
     /\ UNCHANGED <<mail, slot, held, last>>

\* V3 and the reference: the slow tick.
Tidy(c) ==
  /\ Tidies
  /\ Calls(c)
  /\ listed[c] # <<>>
  /\ Go(Program(c), [Idle EXCEPT !.at = IF ByWord THEN "look" ELSE "list",
                                 !.slab = Head(listed[c]), !.todo = Tail(listed[c])])
  /\ UNCHANGED <<slab, listed, mail, slot, held, last, owed>>

-------------------------------------------------------------------------------
(* kfree by the owner.  In V0 its handler does the same for the others.    *)

FreeLocally(a, z, ch) ==
  LET c == a[1]
      full == slab[z].nfree = 0
      r == [slab[z] EXCEPT
              !.local = <<ch>> \o @, !.nfree = @ + 1,
              !.remote = IF full /\ Is("blind-unpark") THEN <<>> ELSE @,
              !.flag = IF full /\ ByWord /\ slab[z].remote = <<>> /\ ~Is("unpark-forgotten")
                       THEN FALSE ELSE @]
      l == IF full THEN <<z>> \o listed[c] ELSE listed[c]
  IN /\ Set(z, r)
     /\ listed' = [listed EXCEPT ![c] = l]
     /\ IF OwnersSlot
        THEN /\ Go(a, [Idle EXCEPT !.at = "tally", !.slab = z, !.to = c, !.by = -1])
             /\ UNCHANGED slot
        ELSE Go(a, RipIfWhole(a, z, r, l)) /\ Counted(c, -1)

FreeLocal(c) ==
  /\ Calls(c)
  /\ \E ch \in held :
       /\ slab[ch[1]].owner = c
       /\ held' = held \ {ch}
       /\ FreeLocally(Program(c), ch[1], ch)
  /\ UNCHANGED <<mail, last, owed>>

-------------------------------------------------------------------------------
(* kfree by another cpu, in no critical section.                           *)

Freeing(z, ch, where) == [Idle EXCEPT !.at = where, !.slab = z, !.chunk = ch, !.to = slab[z].owner]

Pinning == Pinned /\ ~Is("no-pin")

\* What follows on the accounting.
FreeRemotely(a, z, ch) ==
  CASE ByMessage -> Go(a, Freeing(z, ch, "send")) /\ UNCHANGED slab
    [] Version = "pin-link-read" /\ Pinning /\ ~Is("pin-after-link") ->
         Set(z, [slab[z] EXCEPT !.pins = @ + 1]) /\ Go(a, Freeing(z, ch, "read"))
    [] Version = "pin-link-read" \/ ByWord ->
         Go(a, [Freeing(z, ch, "link") EXCEPT !.seen = Word(z)]) /\ UNCHANGED slab
    [] OTHER ->
         LET asked == slab[z].flag
         IN /\ Go(a, [Freeing(z, ch, IF Pinned /\ asked THEN "pin" ELSE "read") EXCEPT !.asked = asked])
            /\ UNCHANGED slab

FreeRemote(c) ==
  /\ Calls(c)
  /\ \E ch \in held :
       LET z == ch[1]
       IN /\ slab[z].owner # c
          /\ held' = held \ {ch}
          /\ IF OwnersSlot
             THEN /\ Go(Program(c), [Freeing(z, ch, "count") EXCEPT !.by = -1, !.count = slot[slab[z].owner]])
                  /\ UNCHANGED <<slab, slot>>
             ELSE /\ FreeRemotely(Program(c), z, ch)
                  \* In V0 the handler counts, when the chunk is home.
                  /\ IF ByMessage THEN UNCHANGED slot ELSE Counted(c, -1)
  /\ UNCHANGED <<listed, mail, last, owed>>

\* V1: the owner's slot is read, and then written.
Tally(a) ==
  /\ At(a, "tally")
  /\ Go(a, [step[a] EXCEPT !.at = "count", !.count = slot[step[a].to]])
  /\ UNCHANGED <<slab, listed, mail, slot, held, last, owed>>

Count(a) ==
  LET r == step[a]
  IN /\ At(a, "count")
     /\ slot' = [slot EXCEPT ![r.to] = r.count + r.by]
     /\ CASE r.by > 0 ->
               /\ held' = held \union {r.chunk}
               /\ Go(a, Idle)
          [] r.chunk = None ->
               /\ Go(a, RipIfWhole(a, r.slab, slab[r.slab], listed[a[1]]))
               /\ UNCHANGED held
          [] OTHER ->
               /\ Go(a, Freeing(r.slab, r.chunk, IF ByWord THEN "read" ELSE "flag"))
               /\ UNCHANGED held
     /\ UNCHANGED <<slab, listed, mail, last, owed>>

\* Does the owner ask?  Before the link, as in V1 to V3.
Flag(c) ==
  LET a == Program(c)
  IN /\ At(a, "flag")
     /\ Go(a, [step[a] EXCEPT !.at = "read", !.asked = slab[step[a].slab].flag])
     /\ UNCHANGED <<slab, listed, mail, slot, held, last, owed>>

Pin(c) ==
  LET a == Program(c)
      z == step[a].slab
      linked == step[a].chunk = None  \* pin-after-link
  IN /\ At(a, "pin")
     /\ Set(z, [slab[z] EXCEPT !.pins = @ + 1])
     /\ Go(a, [step[a] EXCEPT !.at =
          IF ~linked THEN "read" ELSE IF step[a].seen = <<>> THEN "ask-late" ELSE "unpin"])
     /\ UNCHANGED <<listed, mail, slot, held, last, owed>>

Read(c) ==
  LET a == Program(c)
      z == step[a].slab
  IN /\ At(a, "read")
     /\ IF Is("link-waits-for-owner") /\ Word(z) = Parked
        THEN UNCHANGED step
        ELSE Go(a, [step[a] EXCEPT !.at = "link", !.seen = Word(z)])
     /\ UNCHANGED <<slab, listed, mail, slot, held, last, owed>>

\* The list from this chunk on.
Behind(list, ch) ==
  LET at == {i \in 1 .. Len(list) : list[i] = ch}
  IN IF at = {} THEN <<ch>> ELSE SubSeq(list, CHOOSE i \in at : TRUE, Len(list))

\* The compare-and-set.  From here on the chunk is the owner's, and the slab may be gone.
Link(c) ==
  LET a == Program(c)
      r == step[a]
      z == r.slab
      first == r.seen \in {<<>>, Parked}
      owes == \/ ByWord /\ (r.seen = Parked \/ Is("signal-always"))
              \/ ByFlag /\ Version # "pin-link-read" /\ first /\ r.asked
      done == [Idle EXCEPT !.slab = z, !.to = r.to, !.seen = IF Is("pin-after-link") THEN r.seen ELSE <<>>]
  IN /\ At(a, "link")
     /\ IF Word(z) = r.seen \/ Is("blind-link")
        THEN /\ Set(z, [slab[z] EXCEPT
                  !.remote = <<r.chunk>> \o (IF first THEN <<>> ELSE Behind(@, r.seen)),
                  !.flag = IF ByWord THEN FALSE ELSE @])
             /\ Go(a, CASE owes /\ Is("signal-dropped") -> Idle
                        [] owes /\ (ByFlag \/ Is("owner-read-after-link")) -> [done EXCEPT !.at = "whose"]
                        [] owes -> [done EXCEPT !.at = "send"]
                        [] Version = "pin-link-read" /\ Is("pin-after-link") -> [done EXCEPT !.at = "pin"]
                        [] Version = "pin-link-read" /\ first -> [done EXCEPT !.at = "ask-late"]
                        [] Pinning /\ ~Is("pin-kept") /\ (r.asked \/ Version = "pin-link-read") ->
                             [done EXCEPT !.at = "unpin"]
                        [] OTHER -> Idle)
             /\ owed' = IF owes /\ ByWord THEN [owed EXCEPT ![z] = @ + 1] ELSE owed
        ELSE /\ Go(a, [r EXCEPT !.at = "read"])
             /\ UNCHANGED <<slab, owed>>
     /\ UNCHANGED <<listed, mail, slot, held, last>>

\* Does the owner ask?  After the link, as the repair has it.
AskLate(c) ==
  LET a == Program(c)
      asked == slab[step[a].slab].flag
  IN /\ At(a, "ask-late")
     /\ Go(a, CASE Is("unpin-before-signal") -> [step[a] EXCEPT !.at = "unpin", !.asked = asked]
                [] asked -> [step[a] EXCEPT !.at = "whose"]
                [] Pinning /\ ~Is("pin-kept") -> [step[a] EXCEPT !.at = "unpin"]
                [] OTHER -> Idle)
     /\ UNCHANGED <<slab, listed, mail, slot, held, last, owed>>

\* Whom to tell is read from the slab, after the link.
Whose(c) ==
  LET a == Program(c)
  IN /\ At(a, "whose")
     /\ Go(a, [step[a] EXCEPT !.at = "send", !.gone = FALSE])
     /\ UNCHANGED <<slab, listed, mail, slot, held, last, owed>>

\* The pin goes; one that travels with a signal is dropped by the handler.
Unpin(a) ==
  LET r == step[a]
      z == r.slab
  IN /\ At(a, "unpin")
     /\ Set(z, [slab[z] EXCEPT !.pins = @ - 1])
     /\ Go(a, CASE a[2] = "handler" -> [r EXCEPT !.at = IF Is("handler-clears-flag-always") THEN "quiet"
                                                        ELSE IF Is("handler-clears-flag-late") THEN "list"
                                                        ELSE "look"]
                [] a[2] = "program" /\ r.asked /\ Is("unpin-before-signal") -> [r EXCEPT !.at = "whose"]
                [] OTHER -> Idle)
     /\ UNCHANGED <<listed, mail, slot, held, last, owed>>

\* The mailbox holds so many; a sender that finds it full waits, and may take signals meanwhile.
Send(c) ==
  LET a == Program(c)
      r == step[a]
  IN /\ At(a, "send")
     /\ Len(mail[r.to][c]) < Ring
     /\ mail' = [mail EXCEPT ![r.to][c] = Append(@, [slab |-> r.slab, chunk |-> r.chunk])]
     /\ Go(a, Idle)
     /\ UNCHANGED <<slab, listed, slot, held, last, owed>>

-------------------------------------------------------------------------------
(* The handler.                                                            *)

Interrupt(c) ==
  /\ step[Handler(c)].at = "idle"
  /\ Open(step[Program(c)])
  /\ \E from \in Cpus :
       /\ mail[c][from] # <<>>
       /\ LET m == Head(mail[c][from])
          IN Go(Handler(c), [Idle EXCEPT !.slab = m.slab, !.chunk = m.chunk, !.at =
               CASE ByMessage -> "home"
                 [] Pinning /\ ~(Is("handler-keeps-pin") \/ Is("unpin-before-signal")) -> "unpin"
                 [] Pinned \/ Is("no-validation") -> "look"
                 [] OTHER -> "check"])
       /\ mail' = [mail EXCEPT ![c][from] = Tail(@)]
  /\ UNCHANGED <<slab, listed, slot, held, last, owed>>

\* ku_pagecnt: at this instant this address is the first page of a slab of mine.
Check(c) ==
  LET a == Handler(c)
      mark == slab[step[a].slab].mark
  IN /\ At(a, "check")
     /\ Go(a, IF mark = c \/ (Is("validation-by-existence") /\ mark # None)
              THEN [step[a] EXCEPT !.at = "look"] ELSE Idle)
     /\ UNCHANGED <<slab, listed, mail, slot, held, last, owed>>

\* V0: the chunk comes in the message, and counts as allocated until here.
Home(c) ==
  LET a == Handler(c)
  IN /\ At(a, "home")
     /\ FreeLocally(a, step[a].slab, step[a].chunk)
     /\ UNCHANGED <<mail, held, last, owed>>

-------------------------------------------------------------------------------
\* What a caller begins; nothing makes it.
Call(c) ==
  \/ Allocate(c) \/ Exhaust(c) \/ Grow(c) \/ Reuse(c) \/ GiveBack(c)
  \/ FreeLocal(c) \/ FreeRemote(c)

OwnerStep(a) ==
  Look(a) \/ Quiet(a) \/ Drain(a) \/ Clear(a) \/ List(a) \/ Take(a) \/ Pins(a) \/ Rip(a) \/ Tally(a) \/ Count(a)

\* What an actor in between does next.
Continue(c) ==
  \/ OwnerStep(Program(c)) \/ Unpin(Program(c))
  \/ ParkWord(c) \/ DrainAgain(c) \/ Ask(c) \/ Answer(c) \/ New(c) \/ NoPage(c) \/ Mark(c) \/ UnmarkLate(c)
  \/ Flag(c) \/ Pin(c) \/ Read(c) \/ Link(c) \/ AskLate(c) \/ Whose(c) \/ Send(c)

Handle(c) == OwnerStep(Handler(c)) \/ Unpin(Handler(c)) \/ Check(c) \/ Home(c)

Next == \E c \in Cpus : Call(c) \/ Tidy(c) \/ Continue(c) \/ Interrupt(c) \/ Handle(c)


-------------------------------------------------------------------------------
(* Fairness.  Calls may cease; whatever has begun goes on, signals are     *)
(* taken, and the tick comes again and again.                              *)

Fairness ==
  \A c \in Cpus :
    /\ WF_vars(Continue(c)) /\ WF_vars(Handle(c))
    /\ SF_vars(Interrupt(c)) /\ SF_vars(Tidy(c))

Spec == Init /\ [][Next]_vars
FairSpec == Spec /\ Fairness

-------------------------------------------------------------------------------
(* Properties, each by its id in the catalogue.                            *)

\* The owner is in no transition.
IsOpen(c) == step[Handler(c)].at = "idle" /\ Open(step[Program(c)])
Settled(z) == slab[z].place # "pool" /\ IsOpen(slab[z].owner)

Live(z)   == slab[z].place = "live"
Range(s)  == {s[i] : i \in DOMAIN s}
OnList(z) == z \in Range(listed[slab[z].owner])

\* Remote frees of this slab that have begun and not returned.
Outstanding(z) == {c \in Cpus : step[Program(c)].slab = z /\ step[Program(c)].to \notin {None, c}}

Signalled(z) ==
  \E from \in Cpus : \E i \in DOMAIN mail[slab[z].owner][from] : mail[slab[z].owner][from][i].slab = z

Carried(ch) ==
  \E to, from \in Cpus : \E i \in DOMAIN mail[to][from] : mail[to][from][i].chunk = ch

Places(ch) ==
  LET r == slab[ch[1]]
      In(list) == Cardinality({i \in DOMAIN list : list[i] = ch})
  IN In(r.local) + In(r.unused) + In(r.remote)
     + (IF ch \in held THEN 1 ELSE 0) + (IF Carried(ch) THEN 1 ELSE 0)
     + Cardinality({a \in Actors : step[a].chunk = ch})

\* conservation
Conservation ==
  \A z \in Slabs : Live(z) /\ Settled(z) =>
    /\ \A ch \in Chunks(z) : Places(ch) = 1
    /\ Range(slab[z].local \o slab[z].unused \o slab[z].remote) \subseteq Chunks(z)

\* free-count
FreeCount ==
  \A z \in Slabs : Settled(z) /\ Live(z) => slab[z].nfree = Len(slab[z].local) + Len(slab[z].unused)

\* listing
Listing ==
  \A z \in Slabs : Settled(z) =>
    LET n == Cardinality({i \in DOMAIN listed[slab[z].owner] : listed[slab[z].owner][i] = z})
    IN n = IF Live(z) /\ slab[z].nfree > 0 THEN 1 ELSE 0

\* parked-mark
ParkedMark ==
  ~ByMessage =>
    \A z \in Slabs : Live(z) /\ Settled(z) /\ ~OnList(z) /\ slab[z].remote = <<>> => slab[z].flag

\* no-stranding
NoStranding ==
  \A z \in Slabs : Live(z) /\ Settled(z) /\ ~OnList(z) /\ slab[z].remote # <<>> =>
    Signalled(z) \/ slab[z].pins # 0 \/ Outstanding(z) # {}

\* rip-only-when-empty
RipOnlyWhenEmpty ==
  \A a \in Actors : step[a].at = "rip" =>
    LET r == slab[step[a].slab]
    IN /\ r.nfree = Capacity /\ Len(r.local) + Len(r.unused) = Capacity
       /\ r.remote = <<>> /\ r.pins = 0
       /\ Range(listed[a[1]]) \ {step[a].slab} # {}

\* A freeing cpu that is about to touch a slab has a right to it: its chunk, or a pin.
FreersHaveRight == \A c \in Cpus : ~step[Program(c)].gone

\* So has a handler: the slab is its cpu's.
HandlersHaveRight ==
  \A c \in Cpus :
    LET h == step[Handler(c)]
    IN /\ h.at \notin {"idle", "check"} => Live(h.slab) /\ slab[h.slab].owner = c
       \* The vm_page of an address is found only while the address has one.
       /\ Version = "V1b" /\ h.at = "check" => slab[h.slab].place # "pool"

\* no-use-after-rip
NoUseAfterRip == FreersHaveRight /\ HandlersHaveRight

\* A question, and the answer is no.  A slab is not parked before all its chunks were used once, so a
\* handler that looks at one with a chunk that never was has a signal for its predecessor.
NoSuccessor ==
  \A c \in Cpus : step[Handler(c)].at = "look" => slab[step[Handler(c)].slab].unused = <<>>

\* pin-balance
PinBalance ==
  \A z \in Slabs : Live(z) /\ Settled(z) =>
    /\ slab[z].pins >= 0
    /\ ~Signalled(z) /\ Outstanding(z) = {} => slab[z].pins = 0

\* page-table
PageTable ==
  ~ByMessage /\ (\A c \in Cpus : IsOpen(c)) =>
    \A z \in Slabs : slab[z].mark = IF Live(z) THEN slab[z].owner ELSE None

\* one-signal-per-spell
OneSignalPerSpell == \A z \in Slabs : owed[z] <= 1

\* senders-progress: not all cpus wait for room in a mailbox, with none that may take a signal.
SendersProgress ==
  \E c \in Cpus :
    LET r == step[Program(c)]
    IN \/ r.at # "send" \/ step[Handler(c)].at # "idle"
       \/ Len(mail[r.to][c]) < Ring
       \/ Open(r) /\ \E from \in Cpus : mail[c][from] # <<>>

Sum(s) ==
  LET f[S \in SUBSET Cpus] == IF S = {} THEN 0 ELSE LET c == CHOOSE c \in S : TRUE IN s[c] + f[S \ {c}]
  IN f[Cpus]

\* accounting-cancels
AccountingCancels ==
  /\ Accounts
  /\ \A a \in Actors : step[a].at = "idle"
  /\ \A to, from \in Cpus : mail[to][from] = <<>>
  => Sum(slot) = Cardinality(held)

\* remote-frees-return
RemoteFreesReturn ==
  \A z \in Slabs : \A ch \in Chunks(z) :
    Live(z) /\ ch \in Range(slab[z].remote) /\ ~OnList(z)
      ~> ~Live(z) \/ ch \notin Range(slab[z].remote) \/ OnList(z)

\* empty-slabs-return
EmptySlabsReturn ==
  \A z \in Slabs :
    LET surplus == Live(z) /\ slab[z].nfree = Capacity /\ Len(listed[slab[z].owner]) > 1
    IN surplus ~> ~surplus

\* The same under fairness.
SendersServed ==
  \A c \in Cpus : step[Program(c)].at = "send" ~> step[Program(c)].at # "send"

\* signal-delivery: again and again nothing is pending, or a handler runs.
SignalsTaken ==
  \A to, from \in Cpus : []<>(mail[to][from] = <<>> \/ step[Handler(to)].at # "idle")

\* termination: if callers begin nothing new, what they began ends.
Termination ==
  <>[][\A c \in Cpus : ~Calls(c)]_vars => \A c \in Cpus : <>[](step[Program(c)].at = "idle")

-------------------------------------------------------------------------------
(* What makes the models smaller.                                          *)

\* Up to the names of cpus and addresses states are the same, if all cpus allocate, and with AnyPage, which
\* takes no address before another; nothing else compares them.  Not for the chunks of a slab: they are
\* used in their order at first.  Not where behaviours are checked: TLC would miss loops.
Symmetric == Permutations(Cpus) \union Permutations(Slabs)

\* The slots have no bound, but no step looks at one, save to add to it: what comes is the same for states
\* in which their sum is the same, and what each has moved since somebody read it.
Summed ==
  <<slab, listed, mail, held, last, owed, Sum(slot),
    [a \in Actors |-> [step[a] EXCEPT !.count =
       IF step[a].at = "count" THEN @ - slot[step[a].to] ELSE 0]]>>

===============================================================================
