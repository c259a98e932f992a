------------------------------ MODULE KmallocObj ------------------------------
(***************************************************************************)
(* DragonFly's allocator of objects of one size, kmalloc_obj, as           *)
(* KmallocObj-CONFORMANCE.md ties it to ripsaw.dragonfly.kmallocobj: each  *)
(* cpu takes objects from two slabs of its own, any cpu frees into any     *)
(* slab's ring without a lock, the zone's depot keeps the other slabs, and *)
(* a poller retires whole ones to the slab caches, which all zones share.  *)
(*                                                                         *)
(* One action makes at most one access to a word that another cpu may use  *)
(* as well: an index, a slot, the ticks, a cpu's armed word, a cache's     *)
(* count or head, a page, a lock.  Words that only a lock's holder touches *)
(* change in the action before or behind, and so does a cpu's own.         *)
(*                                                                         *)
(* Nothing counts operations: calls go on for ever.  The ring's indices    *)
(* only grow, but the code does nothing with them except to subtract them  *)
(* and to take them modulo the capacity.  So a slab keeps what they differ *)
(* by, and its slots from that of aindex on: a ring that is turned behaves *)
(* the same.  The ticks are kept as in Exis.tla: by how many they grew     *)
(* since a slab was terminated, up to where no further one changes an      *)
(* answer.                                                                 *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets, TLC

CONSTANTS
  Cpus,
  Allocators, Freers, Pollers, Destroyers, Readers,  \* the cpus that do these
  Others,     \* the cpus that use the slab caches for another zone
  Second,     \* whether there is another zone on the list, in which a pass has nothing to do
  Clock,      \* whether the ticks are followed; if not, they may have grown by any number at each look
  Slabs,      \* addresses, each with room for one slab
  Capacity,   \* objects of a slab
  Keep,       \* whole slabs that the poller leaves in a depot
  Retire,     \* slabs that it retires in one pass
  Cap,        \* slabs that a cache may hold
  Cached,     \* the slabs that are in cpu 0's cache at first
  Version,
  Fault,      \* a fault of the museum by its name there, or "none"
  AnyPage,    \* whether the page allocator may give out any free page, or none
  None        \* a model value: unequal to all else

Versions ==
  {"e9dbfea",    \* no existential locks
   "56c9ecc",    \* with them; the poller retires all it may
   "2026",       \* at most Retire a pass
   "reference"}  \* the ticks grow before the words are cleared, one more is waited for, and the cap is exact

ASSUME /\ Allocators \union Freers \union Pollers \union Destroyers \union Readers \union Others \subseteq Cpus
       /\ Clock \in BOOLEAN /\ AnyPage \in BOOLEAN /\ Second \in BOOLEAN
       /\ Clock => Cpus = 0 .. Cardinality(Cpus) - 1
       /\ Readers # {} => Clock
       /\ Capacity > 0 /\ Keep >= 0 /\ Retire > 0 /\ Cap >= 0
       /\ Version \in Versions

Is(fault)  == Fault = fault
Exis       == Version # "e9dbfea"
Bounded    == Version \in {"2026", "reference"} /\ ~Is("retire-unbounded")
Exact      == Version = "reference"
ClearFirst == Version \in {"56c9ecc", "2026"} \/ Is("clear-first")

\* A slab may go when the ticks grew so often since it was terminated.  Its stamp was the ticks less 1.
Grace == IF Version \in {"56c9ecc", "2026"} \/ Is("freeable-at-two") THEN 1 ELSE 2

-------------------------------------------------------------------------------
VARIABLES
  slab,    \* what lies at each address: see Blank
  own,     \* each cpu's active slab and its alternate
  depot,   \* the zone's lists, their counts, and its lock
  cache,   \* each cpu's slab cache
  pages,   \* addresses without a slab
  last,    \* the page that was given back last
  others,  \* slabs of another zone
  types,   \* the list of zones and the poller's part in it
  holds,   \* how often each cpu holds: 0 or 1
  armed,   \* each cpu's word for the clock
  held,    \* the objects that callers hold
  seen,    \* the object that each cpu has found published since it holds
  step     \* where each cpu stands: see Idle

zone == <<own, depot>>
store == <<cache, pages, last, others>>
exis == <<holds, armed, seen>>
vars == <<slab, own, depot, cache, pages, last, others, types, holds, armed, held, seen, step>>

Program(c) == <<c, "program">>

Live == -1

\* Object i of the slab at z.
Objects(z) == {<<z, i>> : i \in 0 .. Capacity - 1}

\* A slab that is in no zone.
Blank(c) ==
  [origin |-> c,
   free   |-> 0,     \* findex less aindex: objects that were freed, or begun to be
   begun  |-> 0,     \* findex less xindex: of these, as many as are not finished
   slot   |-> [i \in 0 .. Capacity - 1 |-> None],  \* from that of aindex on
   age    |-> Live,  \* ticks since it was terminated
   before |-> {}]    \* ghost: the cpus whose hold began before that

\* One that c has made: all objects are in its ring.
Fresh(c, z) == [Blank(c) EXCEPT !.free = Capacity, !.slot = [i \in 0 .. Capacity - 1 |-> <<z, i>>]]

\* A cpu in no call.  The other fields are what one in between remembers.
Idle ==
  [at     |-> "idle",
   call   |-> "none",
   then   |-> "idle",  \* where it goes on when it has let go of a lock
   slab   |-> None,
   object |-> None,
   index  |-> 0,       \* the slot that a free reserved, from that of aindex on; the cpu that the clock's loop comes to next
   first  |-> None,    \* the slab that the scan has put back first
   left   |-> 0,       \* whole slabs that the poller may still look at
   todo   |-> <<>>,    \* slabs on their way out of the zone
   more   |-> FALSE,   \* whether the pass leaves slabs that it did not look at
   count  |-> 0,       \* a cache's count as it was read; findex less aindex as it was read
   seen   |-> <<>>]    \* a cache's remote list as it was read

\* Any order would do; without AnyPage this is the page allocator's.
Lowest(set) == CHOOSE z \in set : \A y \in set : z <= y

Init ==
  /\ slab = [z \in Slabs |-> Blank(IF z \in Cached THEN 0 ELSE None)]
  /\ own = [c \in Cpus |-> [active |-> None, alternate |-> None]]
  /\ depot = [lock |-> None, partial |-> <<>>, full |-> <<>>, empty |-> <<>>, tail |-> None,
              npartial |-> 0, nfull |-> 0, nempty |-> 0]
  /\ cache = [c \in Cpus |->
       IF c = 0 /\ Cached # {}
       THEN [free |-> CHOOSE s \in [1 .. Cardinality(Cached) -> Cached] : \A z \in Cached : \E i \in DOMAIN s : s[i] = z,
             remote |-> <<>>, count |-> Cardinality(Cached)]
       ELSE [free |-> <<>>, remote |-> <<>>, count |-> 0]]
  /\ pages = Slabs \ Cached
  /\ last = None
  /\ others = {}
  /\ types = [lock |-> None, listed |-> TRUE, cursor |-> "this", polling |-> FALSE]
  /\ holds = [c \in Cpus |-> 0]
  /\ armed = [c \in Cpus |-> FALSE]
  /\ held = {}
  /\ seen = [c \in Cpus |-> None]
  /\ step = [a \in Cpus \X {"program"} |-> Idle]

-------------------------------------------------------------------------------
Range(s) == {s[i] : i \in DOMAIN s}
Remove(list, z) == SelectSeq(list, LAMBDA y : y # z)
Behind(list, z) ==
  LET at == {i \in DOMAIN list : list[i] = z /\ i < Len(list)}
  IN IF at = {} THEN None ELSE list[(CHOOSE i \in at : TRUE) + 1]
Min(i, j) == IF i < j THEN i ELSE j

Go(c, r) == step' = [step EXCEPT ![Program(c)] = r]
At(c, where) == step[Program(c)].at = where
Calls(c) == At(c, "idle")
Here(c) == step[Program(c)]

\* Whoever destroys the zone has all of it back.
Dying == ~types.listed \/ \E c \in Cpus : Here(c).call = "destroy"

-------------------------------------------------------------------------------
(* The depot.  These say what its lists become; the lock is held.          *)

\* At the tail of empty.  A tail that names a slab which left takes the new one along.
Appended(d, z) ==
  IF z = None THEN d
  ELSE [d EXCEPT !.empty = IF d.tail # None /\ d.tail \notin Range(d.empty) THEN @ ELSE Append(@, z),
                 !.nempty = @ + 1, !.tail = z]

\* Without the head of empty.
Popped(d) ==
  [d EXCEPT !.empty = Tail(@), !.nempty = @ - 1,
            !.tail = IF Len(d.empty) = 1 /\ ~Is("tail-kept") THEN None ELSE @]

\* The call lets go of the lock, and goes on there.
Leave(c, r, then) == Go(c, [r EXCEPT !.at = "unlock", !.then = then, !.slab = None, !.first = None, !.left = 0])

\* The alternate goes to empty whatever it holds, the active one is the alternate, and z the active one.
Shift(c, d, z) ==
  /\ own' = [own EXCEPT ![c] = [active |-> z, alternate |-> own[c].active]]
  /\ depot' = IF Is("alternate-dropped") THEN d ELSE Appended(d, own[c].alternate)

Allocating == [Idle EXCEPT !.call = "allocate"]

\* z, which is off its list already, becomes c's active slab.
Rotation(c, d, h, z) ==
  /\ Shift(c, d, z)
  /\ slab' = h
  /\ IF Is("depot-unlocked") THEN Go(c, [Allocating EXCEPT !.at = "look"]) ELSE Leave(c, Allocating, "look")

FromPartial(d) == [d EXCEPT !.partial = Tail(@), !.npartial = @ - 1]
FromFull(d) == [d EXCEPT !.full = Tail(@), !.nfull = IF Is("count-forgotten") THEN @ ELSE @ - 1]
Revived(h, z) == [h EXCEPT ![z].age = IF Is("setlive-forgotten") THEN @ ELSE Live, ![z].before = {}]

\* The head of empty is unlinked, to be looked at.
Examine(c, d, h, first) ==
  /\ depot' = Popped(d)
  /\ slab' = h
  /\ Go(c, [Here(c) EXCEPT !.at = "scan", !.slab = Head(d.empty), !.first = first,
                              !.todo = <<>>, !.count = 0, !.seen = <<>>])
  /\ UNCHANGED own

\* A3: where an allocation has the lock and has scanned nothing yet, or has found something.
Top(c, d, h) ==
  CASE d.partial # <<>> -> Rotation(c, FromPartial(d), h, Head(d.partial))
    [] d.partial = <<>> /\ d.full # <<>> -> Rotation(c, FromFull(d), Revived(h, Head(d.full)), Head(d.full))
    [] d.partial \o d.full = <<>> /\ d.empty # <<>> -> Examine(c, d, h, None)
    [] OTHER -> depot' = d /\ slab' = h /\ UNCHANGED own /\ Leave(c, Allocating, "count")

\* Where a pass of the poller goes on without the lock.
Pass(r) == IF r.todo = <<>> THEN "end" ELSE IF Is("pick-unlocked") THEN "unlink" ELSE "cap"

\* The poller comes to z on full, unless it has looked at enough.  Where it goes next matters if it can.
Walk(c, d, h, r, z, left) ==
  /\ depot' = d /\ slab' = h /\ UNCHANGED own
  /\ IF z = None \/ left = 0 THEN Leave(c, [r EXCEPT !.more = Second /\ z # None], Pass(r))
     ELSE Go(c, [r EXCEPT !.at = "whole", !.slab = z, !.first = None, !.left = left])

\* A pass has scanned, and retires if there are more whole slabs than are kept.
Prune(c, d, h) ==
  IF d.full = <<>> \/ d.nfull <= Keep THEN Walk(c, d, h, Here(c), None, 0)
  ELSE Walk(c, d, h, Here(c), Head(d.full), d.nfull - Keep)

\* The slab that was looked at has its list.  The scan ends where it comes to a slab for the second time.
Onward(c, d, h, first) ==
  CASE d.empty # <<>> /\ Head(d.empty) # first -> Examine(c, d, h, first)
    [] OTHER -> CASE Here(c).call = "poll" -> Prune(c, d, h)
                  [] Here(c).call # "poll" /\ d.partial \o d.full # <<>> -> Top(c, d, h)
                  [] OTHER -> depot' = d /\ slab' = h /\ UNCHANGED own /\ Leave(c, Allocating, "count")

ToFull(d, z) == [d EXCEPT !.full = <<z>> \o @, !.nfull = @ + 1]

-------------------------------------------------------------------------------
(* Allocation, in a critical section of its cpu.                           *)

\* The active slab gave nothing, so the alternate is asked.
Alternate(c) ==
  IF own[c].alternate # None /\ ~Is("rotate-nonempty")
  THEN [Allocating EXCEPT !.at = "alternate"]
  ELSE [Allocating EXCEPT !.at = "lock"]

\* A1: reads findex.
Looking(c) ==
  LET z == own[c].active
  IN /\ Go(c, CASE z = None -> [Allocating EXCEPT !.at = "lock"]
                [] z # None /\ slab[z].free # 0 -> [Allocating EXCEPT !.at = "slot", !.slab = z]
                [] OTHER -> Alternate(c))
     /\ UNCHANGED <<slab, zone, store, types, exis, held>>

Allocate(c) == Calls(c) /\ c \in Allocators /\ ~Dying /\ Looking(c)

\* The same once more, after the cpu has got another slab.
Look(c) == At(c, "look") /\ Looking(c)

\* A2: reads findex.  What the slot holds is not known yet, and the two are swapped already.
LookAlternate(c) ==
  LET z == own[c].alternate
  IN /\ At(c, "alternate")
     /\ IF slab[z].free # 0
        THEN /\ own' = [own EXCEPT ![c] = [active |-> z, alternate |-> own[c].active]]
             /\ Go(c, [Allocating EXCEPT !.at = "slot-swapped", !.slab = z])
        ELSE /\ Go(c, [Allocating EXCEPT !.at = "lock"])
             /\ UNCHANGED own
     /\ UNCHANGED <<slab, depot, store, types, exis, held>>

\* The call ends with the object, and leaves the slot like that.  What others have read of the indices
\* remains, and is one less from aindex on.
Granted(c, z, o, slot) ==
  /\ slab' = [slab EXCEPT ![z].slot = [i \in DOMAIN @ |-> IF i = Capacity - 1 THEN slot ELSE @[i + 1]], ![z].free = @ - 1]
  /\ held' = held \union {o}
  /\ step' = [a \in DOMAIN step |->
       CASE a = Program(c) -> Idle
         [] a # Program(c) /\ step[a].call = "free" /\ step[a].slab = z /\ step[a].object # None ->
              [step[a] EXCEPT !.index = (@ + Capacity - 1) % Capacity,
                              !.count = IF step[a].at = "reserve" THEN @ - 1 ELSE @]
         [] OTHER -> step[a]]

ReadSlot(c) ==
  LET z == Here(c).slab
      o == slab[z].slot[0]
  IN /\ At(c, "slot") \/ At(c, "slot-swapped")
     /\ CASE o = None ->
               /\ Go(c, IF At(c, "slot") THEN Alternate(c) ELSE [Allocating EXCEPT !.at = "lock"])
               /\ UNCHANGED <<slab, held>>
          [] o # None /\ Is("slot-kept") -> Granted(c, z, o, o)
          [] OTHER ->
               /\ Go(c, [Here(c) EXCEPT !.at = "clear", !.object = o])
               /\ UNCHANGED <<slab, held>>
     /\ UNCHANGED <<zone, store, types, exis>>

\* Empties the slot; aindex is the cpu's own.
ClearSlot(c) ==
  /\ At(c, "clear")
  /\ Granted(c, Here(c).slab, Here(c).object, None)
  /\ UNCHANGED <<zone, store, types, exis>>

\* A3: takes the lock.
Lock(c) ==
  /\ At(c, "lock")
  /\ IF Is("depot-unlocked") /\ depot.partial \o depot.full # <<>>
     THEN /\ Go(c, [Allocating EXCEPT !.at = "rotate", !.slab = Head(depot.partial \o depot.full)])
          /\ UNCHANGED <<slab, zone>>
     ELSE /\ depot.lock = None
          /\ Top(c, [depot EXCEPT !.lock = c], slab)
  /\ UNCHANGED <<store, types, exis, held>>

\* depot-unlocked only: what was read without the lock is acted on.
Rotate(c) ==
  LET z == Here(c).slab
      d == [depot EXCEPT !.partial = Remove(@, z), !.full = Remove(@, z)]
  IN /\ At(c, "rotate")
     /\ Rotation(c, [d EXCEPT !.npartial = Len(d.partial), !.nfull = Len(d.full)], Revived(slab, z), z)
     /\ UNCHANGED <<store, types, exis, held>>

\* Reads the findex of a slab from the head of empty.
Scan(c) ==
  LET r == Here(c)
      z == r.slab
      whole == slab[z].free = Capacity
  IN /\ At(c, "scan")
     /\ CASE whole /\ Exis ->
               /\ depot' = ToFull(depot, z)
               /\ Go(c, [r EXCEPT !.at = "stamp"])
               /\ UNCHANGED <<slab, own>>
          [] whole /\ ~Exis /\ r.call = "allocate" /\ depot.nfull >= Keep ->
               /\ Go(c, [r EXCEPT !.at = "finished"])
               /\ UNCHANGED <<slab, zone>>
          [] whole /\ ~Exis /\ (r.call = "poll" \/ depot.nfull < Keep) -> Onward(c, ToFull(depot, z), slab, r.first)
          [] ~whole /\ slab[z].free # 0 ->
               Onward(c, [depot EXCEPT !.partial = <<z>> \o @, !.npartial = @ + 1], slab, r.first)
          [] OTHER -> Onward(c, Appended(depot, z), slab, IF r.first = None THEN z ELSE r.first)
     /\ UNCHANGED <<store, types, exis, held>>

Holding == {c \in Cpus : holds[c] = 1}

\* Terminates the slab that has come to full: reads the ticks.
Stamp(c) ==
  /\ At(c, "stamp")
  /\ Onward(c, depot, [slab EXCEPT ![Here(c).slab].age = 0, ![Here(c).slab].before = Holding], Here(c).first)
  /\ UNCHANGED <<store, types, exis, held>>

Unlock(c) ==
  /\ At(c, "unlock")
  /\ depot' = [depot EXCEPT !.lock = None]
  /\ Go(c, [Here(c) EXCEPT !.at = Here(c).then, !.then = "idle"])
  /\ UNCHANGED <<slab, own, store, types, exis, held>>

\* A4: reads the count of the cpu's slab cache.
Count(c) ==
  LET k == cache[c]
  IN /\ At(c, "count")
     /\ CASE k.count = 0 -> Go(c, [Allocating EXCEPT !.at = "pages"]) /\ UNCHANGED cache
          [] k.count # 0 /\ k.free = <<>> -> Go(c, [Allocating EXCEPT !.at = "take"]) /\ UNCHANGED cache
          [] OTHER ->
               /\ cache' = [cache EXCEPT ![c].free = Tail(@)]
               /\ Go(c, [Allocating EXCEPT !.at = "uncount", !.slab = Head(k.free)])
     /\ UNCHANGED <<slab, zone, pages, last, others, types, exis, held>>

\* Swaps the list that other cpus push to.  It may be empty: they count first.
Take(c) ==
  LET k == cache[c]
  IN /\ At(c, "take")
     /\ IF k.remote = <<>>
        THEN /\ Go(c, [Allocating EXCEPT !.at = "pages"])
             /\ UNCHANGED cache
        ELSE /\ cache' = [cache EXCEPT ![c].free = Tail(k.remote), ![c].remote = <<>>]
             /\ Go(c, [Allocating EXCEPT !.at = "uncount", !.slab = Head(k.remote)])
     /\ UNCHANGED <<slab, zone, pages, last, others, types, exis, held>>

\* A5: header and ring are written, and nobody else can see them yet.
Made(c, z) ==
  /\ slab' = [slab EXCEPT ![z] = Fresh(c, z)]
  /\ Go(c, [Allocating EXCEPT !.at = "lock-new", !.slab = z])

Uncount(c) ==
  /\ At(c, "uncount")
  /\ cache' = [cache EXCEPT ![c].count = @ - 1]
  /\ Made(c, Here(c).slab)
  /\ UNCHANGED <<zone, pages, last, others, types, exis, held>>

\* The page that was given back last, if it is free, and else the lowest.
Page == IF AnyPage THEN pages ELSE IF last \in pages THEN {last} ELSE IF pages = {} THEN {} ELSE {Lowest(pages)}

New(c) ==
  /\ At(c, "pages")
  /\ \E z \in Page :
       /\ pages' = pages \ {z}
       /\ Made(c, z)
  /\ UNCHANGED <<zone, cache, last, others, types, exis, held>>

\* There is none: the allocation is refused.
NoPage(c) ==
  /\ At(c, "pages")
  /\ pages = {} \/ AnyPage
  /\ Go(c, Idle)
  /\ UNCHANGED <<slab, zone, store, types, exis, held>>

\* A6: takes the lock.  The new slab is the active one.
Insert(c) ==
  /\ At(c, "lock-new")
  /\ depot.lock = None
  /\ Shift(c, [depot EXCEPT !.lock = c], Here(c).slab)
  /\ Leave(c, Allocating, "look")
  /\ UNCHANGED <<slab, store, types, exis, held>>

-------------------------------------------------------------------------------
(* A free, by any cpu, in no critical section and without a lock.          *)

Freeing(o, where, i) == [Idle EXCEPT !.at = where, !.call = "free", !.slab = o[1], !.object = o, !.index = i]

Reserved == IF Is("xindex-before-store") THEN "finish" ELSE "store"

\* F2: adds to findex, and has that slot.
Free(c) ==
  /\ Calls(c) /\ c \in Freers
  /\ \E o \in held :
       LET z == o[1]
           i == slab[z].free % Capacity
       IN /\ held' = held \ {o}
          /\ IF Is("findex-not-atomic")
             THEN /\ Go(c, [Freeing(o, "reserve", i) EXCEPT !.count = slab[z].free])
                  /\ UNCHANGED slab
             ELSE /\ slab' = [slab EXCEPT ![z].free = @ + 1, ![z].begun = @ + 1]
                  /\ Go(c, Freeing(o, Reserved, i))
  /\ UNCHANGED <<zone, store, types, exis>>

\* findex-not-atomic only: stores what was read, and 1.
Reserve(c) ==
  LET r == Here(c)
      n == r.count + 1
  IN /\ At(c, "reserve")
     /\ slab' = [slab EXCEPT ![r.slab].free = n, ![r.slab].begun = @ + n - slab[r.slab].free]
     /\ Go(c, [r EXCEPT !.at = "store", !.count = 0])
     /\ UNCHANGED <<zone, store, types, exis, held>>

\* F3.
Store(c) ==
  LET r == Here(c)
  IN /\ At(c, "store")
     /\ slab' = [slab EXCEPT ![r.slab].slot[r.index] = r.object]
     /\ Go(c, IF Is("xindex-before-store") THEN Idle ELSE [Idle EXCEPT !.at = "finish", !.call = "free", !.slab = r.slab])
     /\ UNCHANGED <<zone, store, types, exis, held>>

\* F4: adds to xindex, and the slab may be gone from here on.
Finish(c) ==
  /\ At(c, "finish")
  /\ slab' = [slab EXCEPT ![Here(c).slab].begun = @ - 1]
  /\ Go(c, IF Is("xindex-before-store") THEN [Here(c) EXCEPT !.at = "store"] ELSE Idle)
  /\ UNCHANGED <<zone, store, types, exis, held>>

-------------------------------------------------------------------------------
(* The poller.                                                             *)

\* Where the cursor goes from a zone.
After(cursor) ==
  CASE cursor = "this" -> IF Second THEN "second" ELSE IF types.listed THEN "this" ELSE "none"
    [] cursor = "second" /\ Is("poller-stops-behind-the-last") -> "none"
    [] OTHER -> IF cursor = "second" /\ types.listed THEN "this" ELSE cursor

\* P0: takes the lock of the list of zones.  If no zone is left, the cursor stands at none.  A pass of the
\* other zone is one step.
Poll(c) ==
  /\ Calls(c) /\ c \in Pollers
  /\ types.lock = None
  /\ IF types.cursor = "this"
     THEN /\ types' = [types EXCEPT !.lock = c, !.polling = TRUE]
          /\ Go(c, [Idle EXCEPT !.at = "unlock-types", !.call = "poll", !.then = "poll-lock"])
     ELSE /\ types' = [types EXCEPT !.lock = c, !.cursor = After(@)]
          /\ Go(c, [Idle EXCEPT !.at = "unlock-types"])
  /\ UNCHANGED <<slab, zone, store, exis, held>>

UnlockTypes(c) ==
  /\ At(c, "unlock-types")
  /\ types' = [types EXCEPT !.lock = None]
  /\ Go(c, IF Here(c).then = "idle" THEN Idle ELSE [Here(c) EXCEPT !.at = Here(c).then, !.then = "idle"])
  /\ UNCHANGED <<slab, zone, store, exis, held>>

\* P1: takes the depot's lock.
PollLock(c) ==
  LET d == [depot EXCEPT !.lock = c]
  IN /\ At(c, "poll-lock")
     /\ depot.lock = None
     /\ IF d.empty # <<>> THEN Examine(c, d, slab, None) ELSE Prune(c, d, slab)
     /\ UNCHANGED <<store, types, exis, held>>

\* Most slabs that a pass retires.
Limit == IF ~Bounded THEN Cardinality(Slabs) ELSE IF Is("retire-one-too-many") THEN Retire + 1 ELSE Retire

\* The walk goes on behind the slab, which stays.
Skip(c, h) == Walk(c, depot, h, Here(c), Behind(depot.full, Here(c).slab), Here(c).left - 1)

\* The slab leaves the zone.
Retirement(c, h) ==
  LET r == Here(c)
      todo == Append(r.todo, r.slab)
      d == IF Is("pick-unlocked") THEN depot ELSE [depot EXCEPT !.full = Remove(@, r.slab), !.nfull = @ - 1]
  IN Walk(c, d, h, [r EXCEPT !.todo = todo], Behind(depot.full, r.slab), IF Len(todo) = Limit THEN 0 ELSE r.left - 1)

\* Reads findex.
ReadFindex(c) ==
  LET r == Here(c)
  IN /\ At(c, "whole")
     /\ IF slab[r.slab].free = Capacity
        THEN /\ Go(c, [r EXCEPT !.at = IF Is("xindex-ignored") THEN "ripe" ELSE "finished"])
             /\ UNCHANGED <<slab, zone>>
        ELSE Skip(c, slab)
     /\ UNCHANGED <<store, types, exis, held>>

\* Before there were existential locks a slab left without a stamp.
Left(z) == [slab EXCEPT ![z].before = Holding]

\* Reads xindex.  In e9dbfea an allocation does so too, and its slab is whole, or goes to full.
ReadXindex(c) ==
  LET r == Here(c)
      z == r.slab
      finished == slab[z].begun = 0
  IN /\ At(c, "finished")
     /\ CASE finished /\ r.call = "allocate" ->
               /\ slab' = Left(z)
               /\ Go(c, [r EXCEPT !.at = "cap", !.slab = None, !.todo = <<z>>])
               /\ UNCHANGED zone
          [] ~finished /\ r.call = "allocate" -> Onward(c, ToFull(depot, z), slab, r.first)
          [] finished /\ r.call = "poll" /\ ~Exis -> Retirement(c, Left(z))
          [] finished /\ r.call = "poll" /\ Exis /\ Is("no-grace") -> Retirement(c, slab)
          [] finished /\ r.call = "poll" /\ Exis /\ ~Is("no-grace") ->
               /\ Go(c, [r EXCEPT !.at = "ripe"])
               /\ UNCHANGED <<slab, zone>>
          [] OTHER -> Skip(c, slab)
     /\ UNCHANGED <<store, types, exis, held>>

\* From this age on nothing changes any more.
Oldest == IF Is("exis-sign") THEN 5 ELSE Grace

\* What a look at the ticks may say.
Ripe(z) ==
  CASE ~Clock -> BOOLEAN
    [] Clock /\ Is("exis-sign") -> {slab[z].age <= 4}
    [] OTHER -> {slab[z].age >= Grace}

\* Reads the ticks.
ReadTicks(c) ==
  LET z == Here(c).slab
  IN /\ At(c, "ripe")
     /\ \E ripe \in Ripe(z) :
          CASE ripe -> Retirement(c, slab)
            [] ~ripe /\ Is("terminate-again") -> Skip(c, [slab EXCEPT ![z].age = 0, ![z].before = Holding])
            [] OTHER -> Skip(c, slab)
     /\ UNCHANGED <<store, types, exis, held>>

\* pick-unlocked only: what was picked is unlinked when the lock is no longer held.
Unlink(c) ==
  /\ At(c, "unlink")
  /\ LET gone == Range(Here(c).todo)
         full == SelectSeq(depot.full, LAMBDA y : y \notin gone)
     IN depot' = [depot EXCEPT !.full = full, !.nfull = @ - (Len(depot.full) - Len(full))]
  /\ Go(c, [Here(c) EXCEPT !.at = "cap"])
  /\ UNCHANGED <<slab, own, store, types, exis, held>>

\* P4: takes the lock of the list of zones.  The cursor goes on unless there is more to do here.  Whoever
\* waits for the poller is woken.
PollEnd(c) ==
  /\ At(c, "end")
  /\ types.lock = None
  /\ types' = [types EXCEPT !.lock = c, !.polling = FALSE,
                            !.cursor = IF Here(c).more \/ @ # "this" THEN @ ELSE After(@)]
  /\ step' = [a \in DOMAIN step |->
       CASE a = Program(c) -> [Idle EXCEPT !.at = "unlock-types", !.call = "poll"]
         [] a # Program(c) /\ step[a].at = "asleep" /\ ~Is("wakeup-forgotten") -> [step[a] EXCEPT !.at = "awake"]
         [] OTHER -> step[a]]
  /\ UNCHANGED <<slab, zone, store, exis, held>>

-------------------------------------------------------------------------------
(* P2: what a cpu does with a slab that has left its zone.                 *)

\* In whose cache it is to wait.
Home(c, z) == IF Is("wrong-origin") THEN c ELSE slab[z].origin

HasRoom(count) ==
  CASE Is("cache-overshoot") -> count <= Cap
    [] Is("cache-test-not-equal") -> count # Cap
    [] OTHER -> count < Cap

\* Reads the cache's count.
ReadCount(c) ==
  LET r == Here(c)
      z == Head(r.todo)
      count == cache[Home(c, z)].count
  IN /\ At(c, "cap")
     /\ CASE HasRoom(count) -> Go(c, [r EXCEPT !.at = "raise", !.count = count]) /\ UNCHANGED <<slab, zone>>
          [] ~HasRoom(count) /\ r.call = "allocate" -> Onward(c, ToFull(depot, z), slab, r.first)
          [] OTHER -> Go(c, [r EXCEPT !.at = "unmap"]) /\ UNCHANGED <<slab, zone>>
     /\ UNCHANGED <<store, types, exis, held>>

\* Counts it: by compare-and-set, or in the kernel by an addition whatever the others did meanwhile.
Raise(c) ==
  LET r == Here(c)
      d == Home(c, Head(r.todo))
      n == cache[d].count
  IN /\ At(c, "raise")
     /\ IF Exact /\ n # r.count
        THEN /\ Go(c, [r EXCEPT !.at = "cap", !.count = 0])
             /\ UNCHANGED cache
        ELSE /\ cache' = [cache EXCEPT ![d].count = n + 1]
             /\ Go(c, [r EXCEPT !.at = "head", !.count = n + 1])
     /\ UNCHANGED <<slab, zone, pages, last, others, types, exis, held>>

ReadHead(c) ==
  /\ At(c, "head")
  /\ Go(c, [Here(c) EXCEPT !.at = "push", !.seen = cache[Home(c, Head(Here(c).todo))].remote])
  /\ UNCHANGED <<slab, zone, store, types, exis, held>>

\* The slab is somebody else's now, and the call goes on with the next one.
Done(c) ==
  LET r == [Here(c) EXCEPT !.todo = Tail(@), !.count = 0, !.seen = <<>>]
      h == [slab EXCEPT ![Head(Here(c).todo)] = Blank(@.origin)]
  IN IF r.call = "allocate" THEN Onward(c, depot, h, r.first)
     ELSE /\ slab' = h
          /\ Go(c, CASE r.todo # <<>> -> [r EXCEPT !.at = IF r.call = "destroy" THEN "check" ELSE "cap"]
                     [] r.todo = <<>> /\ r.call = "poll" -> [r EXCEPT !.at = "end"]
                     [] OTHER -> Idle)
          /\ UNCHANGED zone

\* Compare-and-set of the head.
Push(c) ==
  LET r == Here(c)
      z == Head(r.todo)
      d == Home(c, z)
  IN /\ At(c, "push")
     /\ IF cache[d].remote = r.seen \/ Is("cache-push-plain")
        THEN /\ cache' = [cache EXCEPT ![d].remote = <<z>> \o r.seen]
             /\ Done(c)
        ELSE /\ Go(c, [r EXCEPT !.at = "head", !.seen = <<>>])
             /\ UNCHANGED <<slab, zone, cache>>
     /\ UNCHANGED <<pages, last, others, types, exis, held>>

\* P3.
Unmap(c) ==
  LET z == Head(Here(c).todo)
  IN /\ At(c, "unmap")
     /\ pages' = pages \union {z}
     /\ last' = IF AnyPage THEN None ELSE z
     /\ Done(c)
     /\ UNCHANGED <<cache, others, types, exis, held>>

-------------------------------------------------------------------------------
(* The end of the zone.                                                    *)

\* The caller's part: all objects are back, nobody is in a call of the zone, and no reader is left.
MayDestroy(c) ==
  /\ Calls(c) /\ c \in Destroyers
  /\ ~Dying
  /\ held = {}
  /\ \A d \in Cpus : Here(d).call \notin {"allocate", "free"} /\ seen[d] = None

\* The lock of the list of zones is taken.  While the poller is at the zone, wait.
Enter(c) ==
  LET r == [Idle EXCEPT !.call = "destroy"]
  IN /\ types.lock = None
     /\ IF types.polling /\ ~Is("destroy-races-poller")
        THEN /\ types' = [types EXCEPT !.lock = c]
             /\ Go(c, IF Is("sleep-unchecked") THEN [r EXCEPT !.at = "unlock-types", !.then = "drowse"]
                      ELSE [r EXCEPT !.at = "sleep"])
        ELSE /\ types' = [types EXCEPT !.lock = c, !.listed = FALSE,
                            !.cursor = CASE Is("cursor-kept") \/ @ # "this" -> @
                                         [] Second -> "second"
                                         [] OTHER -> "none"]
             /\ Go(c, [r EXCEPT !.at = "unlock-gather"])
     /\ UNCHANGED <<slab, zone, store, exis, held>>

Destroy(c) == MayDestroy(c) /\ Enter(c)

\* Lets go of the lock and sleeps, which is one for whoever wakes it.
Sleep(c) ==
  /\ At(c, "sleep")
  /\ types' = [types EXCEPT !.lock = None]
  /\ Go(c, [Here(c) EXCEPT !.at = "asleep"])
  /\ UNCHANGED <<slab, zone, store, exis, held>>

\* sleep-unchecked only: it sleeps although it may have been woken already.
Drowse(c) ==
  /\ At(c, "drowse")
  /\ Go(c, [Here(c) EXCEPT !.at = "asleep"])
  /\ UNCHANGED <<slab, zone, store, types, exis, held>>

EnterAgain(c) == At(c, "awake") /\ Enter(c)

\* All cpus' slabs: the active ones and the alternates.
Owned ==
  LET Of(z) == IF z = None THEN <<>> ELSE <<z>>
      f[c \in 0 .. Cardinality(Cpus)] ==
        IF c = 0 THEN <<>>
        ELSE f[c - 1] \o Of(own[c - 1].active)
             \o (IF Is("alternate-not-destroyed") THEN <<>> ELSE Of(own[c - 1].alternate))
  IN f[Cardinality(Cpus)]

\* The zone is nobody else's from here on, and all its slabs are taken out.
Gather(c) ==
  LET todo == Owned \o depot.partial \o depot.full \o depot.empty
  IN /\ At(c, "unlock-gather")
     /\ types' = [types EXCEPT !.lock = None]
     /\ own' = [d \in Cpus |-> [active |-> None,
                                alternate |-> IF Is("alternate-not-destroyed") THEN own[d].alternate ELSE None]]
     /\ depot' = [depot EXCEPT !.partial = <<>>, !.full = <<>>, !.empty = <<>>, !.tail = None,
                               !.npartial = 0, !.nfull = 0, !.nempty = 0]
     /\ Go(c, IF todo = <<>> THEN Idle ELSE [Here(c) EXCEPT !.at = "check", !.todo = todo])
     /\ UNCHANGED <<slab, store, exis, held>>

\* Reads findex: a slab that is not whole is left behind.
Check(c) ==
  LET r == Here(c)
      rest == Tail(r.todo)
  IN /\ At(c, "check")
     /\ Go(c, CASE slab[Head(r.todo)].free = Capacity -> [r EXCEPT !.at = "cap"]
                [] slab[Head(r.todo)].free # Capacity /\ rest # <<>> -> [r EXCEPT !.todo = rest]
                [] OTHER -> Idle)
     /\ UNCHANGED <<slab, zone, store, types, exis, held>>

-------------------------------------------------------------------------------
(* Another zone.  How it gets a slab is one step; how it puts one away is  *)
(* as above.                                                               *)

OtherTakes(c) ==
  /\ Calls(c) /\ c \in Others
  /\ LET k == cache[c]
         list == k.free \o k.remote
     IN IF list # <<>>
        THEN /\ cache' = [cache EXCEPT ![c] = [free |-> Tail(list), remote |-> <<>>, count |-> k.count - 1]]
             /\ others' = others \union {Head(list)}
             /\ UNCHANGED <<slab, pages>>
        ELSE \E z \in Page :
               /\ pages' = pages \ {z}
               /\ others' = others \union {z}
               /\ slab' = [slab EXCEPT ![z] = Blank(c)]
               /\ UNCHANGED cache
  /\ UNCHANGED <<zone, last, types, exis, held, step>>

OtherGivesBack(c) ==
  /\ Calls(c) /\ c \in Others
  /\ \E z \in others :
       /\ others' = others \ {z}
       /\ Go(c, [Idle EXCEPT !.at = "cap", !.call = "other", !.todo = <<z>>])
  /\ UNCHANGED <<slab, zone, cache, pages, last, types, exis, held>>

-------------------------------------------------------------------------------
(* Existential locks: see Exis.tla.                                        *)

Hold(c) ==
  /\ Calls(c) /\ c \in Readers
  /\ holds[c] = 0
  /\ holds' = [holds EXCEPT ![c] = 1]
  /\ UNCHANGED <<slab, zone, store, types, armed, seen, held, step>>

\* An object is published while its caller has it; its free begins with the unlinking.
See(c) ==
  /\ Calls(c)
  /\ holds[c] = 1 /\ seen[c] = None
  /\ \E o \in held : seen' = [seen EXCEPT ![c] = o]
  /\ UNCHANGED <<slab, zone, store, types, holds, armed, held, step>>

Drop(c) ==
  /\ Calls(c)
  /\ holds[c] = 1
  /\ holds' = [holds EXCEPT ![c] = 0]
  /\ armed' = [armed EXCEPT ![c] = TRUE]
  /\ seen' = [seen EXCEPT ![c] = None]
  /\ slab' = [z \in Slabs |-> [slab[z] EXCEPT !.before = @ \ {c}]]
  /\ UNCHANGED <<zone, store, types, held, step>>

Last == Cardinality(Cpus) - 1
Ticking(where, i) == [Idle EXCEPT !.at = where, !.call = "tick", !.index = i]

\* The end of a tick on each cpu: who holds nothing sets its word.
Arms(c) == holds[c] = 0 \/ Is("tick-arms-held")
Ending(c) == IF Arms(c) THEN Ticking("arm", 0) ELSE Idle

Arm(c) ==
  /\ Clock /\ Arms(c)
  /\ At(c, "arm") \/ (c # 0 /\ Calls(c))
  /\ armed' = [armed EXCEPT ![c] = TRUE]
  /\ Go(c, Idle)
  /\ UNCHANGED <<slab, zone, store, types, holds, seen, held>>

ReadsArmed(c, i) ==
  /\ Go(c, CASE ~armed[i] -> Ending(c)
             [] armed[i] /\ i < Last -> Ticking("armed", i + 1)
             [] OTHER -> Ticking(IF ClearFirst THEN "disarm" ELSE "increment", 0))
  /\ UNCHANGED <<slab, zone, store, types, exis, held>>

Tick(c) == Clock /\ c = 0 /\ Calls(c) /\ ReadsArmed(c, 0)

ReadArmed(c) == At(c, "armed") /\ ReadsArmed(c, Here(c).index)

Disarm(c) ==
  LET i == Here(c).index
  IN /\ At(c, "disarm")
     /\ armed' = [armed EXCEPT ![i] = FALSE]
     /\ Go(c, CASE i < Last -> Ticking("disarm", i + 1)
                [] i = Last /\ ClearFirst -> Ticking("increment", 0)
                [] OTHER -> Ending(c))
     /\ UNCHANGED <<slab, zone, store, types, holds, seen, held>>

Increment(c) ==
  /\ At(c, "increment")
  /\ slab' = [z \in Slabs |-> [slab[z] EXCEPT !.age = IF @ = Live THEN Live ELSE Min(@ + 1, Oldest)]]
  /\ Go(c, IF ClearFirst THEN Ending(c) ELSE Ticking("disarm", 0))
  /\ UNCHANGED <<zone, store, types, exis, held>>

-------------------------------------------------------------------------------
\* What a caller begins; nothing makes it.
Call(c) ==
  \/ Allocate(c) \/ Free(c) \/ Destroy(c) \/ OtherTakes(c) \/ OtherGivesBack(c)
  \/ Hold(c) \/ See(c) \/ Drop(c)

\* What a cpu in between does next.
Continue(c) ==
  \/ Look(c) \/ LookAlternate(c) \/ ReadSlot(c) \/ ClearSlot(c) \/ Lock(c) \/ Rotate(c) \/ Scan(c) \/ Stamp(c) \/ Unlock(c)
  \/ Count(c) \/ Take(c) \/ Uncount(c) \/ New(c) \/ NoPage(c) \/ Insert(c)
  \/ Reserve(c) \/ Store(c) \/ Finish(c)
  \/ UnlockTypes(c) \/ PollLock(c) \/ ReadFindex(c) \/ ReadXindex(c) \/ ReadTicks(c) \/ Unlink(c) \/ PollEnd(c)
  \/ ReadCount(c) \/ Raise(c) \/ ReadHead(c) \/ Push(c) \/ Unmap(c)
  \/ Sleep(c) \/ Drowse(c) \/ EnterAgain(c) \/ Gather(c) \/ Check(c)
  \/ ReadArmed(c) \/ Disarm(c) \/ Increment(c) \/ Arm(c)

Next == \E c \in Cpus : Call(c) \/ Poll(c) \/ Tick(c) \/ Continue(c)

\* Calls may cease; whatever has begun goes on, and gets a lock that the others let go again and again.
Progress == \A c \in Cpus : SF_vars(Continue(c))

\* The poller polls and the clock ticks again and again, and no hold lasts for ever.
Recurring == \A c \in Cpus : SF_vars(Poll(c)) /\ SF_vars(Tick(c)) /\ SF_vars(Arm(c)) /\ SF_vars(Drop(c))

Spec == Init /\ [][Next]_vars
ProgressSpec == Spec /\ Progress
FairSpec == ProgressSpec /\ Recurring

-------------------------------------------------------------------------------
(* Properties, each by its id in the catalogue.                            *)

\* A cpu has it in its hands: it is on no list.
Hands(c) ==
  LET r == Here(c)
  IN (IF r.at \in {"scan", "uncount", "lock-new"} \/ (r.at = "finished" /\ r.call = "allocate") THEN {r.slab} ELSE {})
     \union (IF Is("pick-unlocked") /\ r.at \in {"whole", "finished", "ripe", "unlock", "unlink"} THEN {}
             ELSE Range(r.todo))

In(list, z) == Cardinality({i \in DOMAIN list : list[i] = z})
One(true) == IF true THEN 1 ELSE 0

Listed(z) == In(depot.partial, z) + In(depot.full, z) + In(depot.empty, z)
Stored(z) == One(z \in pages) + One(z \in others) + Cardinality({c \in Cpus : z \in Range(cache[c].free)})
             + Cardinality({c \in Cpus : z \in Range(cache[c].remote)})
Owns(z) == Cardinality({c \in Cpus : own[c].active = z}) + Cardinality({c \in Cpus : own[c].alternate = z})

\* It is some cpu's own, on a list, or looked at by a scan.
InZone(z) == Owns(z) + Listed(z) > 0 \/ \E c \in Cpus : Here(c).at = "scan" /\ Here(c).slab = z
Gone(z) == Stored(z) > 0

\* Where the poller, or in e9dbfea an allocation, has a slab that it retires.
Retired(z) == \E c \in Cpus : z \in Range(Here(c).todo) /\ Here(c).call \in {"poll", "allocate"}

\* The slots that the indices say hold objects.
Filled(z, n) == {k % Capacity : k \in 0 .. n - 1}

Places(o) ==
  LET z == o[1]
  IN Cardinality({i \in DOMAIN slab[z].slot : slab[z].slot[i] = o}) + One(o \in held)
     + Cardinality({c \in Cpus : Here(c).call = "free" /\ Here(c).object = o})

\* ring
Ring ==
  \A z \in Slabs : InZone(z) =>
    /\ slab[z].free \in 0 .. Capacity
    /\ \A o \in Objects(z) : Places(o) = 1
    /\ \A i \in DOMAIN slab[z].slot : slab[z].slot[i] # None => slab[z].slot[i] \in Objects(z) /\ i \in Filled(z, slab[z].free)
    /\ \A c \in Cpus : At(c, "store") /\ Here(c).slab = z => slab[z].slot[Here(c).index] = None

\* retire-only-when-finished
RetireOnlyWhenFinished ==
  \A z \in Slabs : Retired(z) =>
    /\ slab[z].free = Capacity /\ slab[z].begun = 0
    /\ \A c \in Cpus : Here(c).call = "free" => Here(c).slab # z

\* one-place
OnePlace == \A z \in Slabs : Owns(z) + Listed(z) + Stored(z) + Cardinality({c \in Cpus : z \in Hands(c)}) = 1

\* list-counts
ListCounts ==
  depot.lock = None =>
    /\ depot.npartial = Len(depot.partial) /\ depot.nfull = Len(depot.full) /\ depot.nempty = Len(depot.empty)
    /\ depot.tail = IF depot.empty = <<>> THEN None ELSE depot.empty[Len(depot.empty)]

\* type-stability
TypeStability == \A c \in Cpus : seen[c] # None => ~Gone(seen[c][1])

\* grace-period
GracePeriod == \A z \in Slabs : Retired(z) => slab[z].before = {}

\* zone-destruction
ZoneDestruction ==
  ~types.listed =>
    /\ \A c \in Cpus : Here(c).call # "poll"
    /\ (\A c \in Cpus : Here(c).call # "destroy") => \A z \in Slabs : Gone(z) \/ \E c \in Cpus : Here(c).call = "other" /\ z \in Hands(c)

\* poll-bounded: judged while the poller still has the lock.
PollBounded ==
  \A c \in Cpus : Here(c).call = "poll" /\ depot.lock = c /\ Here(c).todo # <<>> =>
    Len(Here(c).todo) <= Retire /\ Len(depot.full) >= Keep

\* cache-cap: where a slab was just counted.  The cap may have been lowered, so that there are more already.
CacheCap ==
  \A c \in Cpus :
    /\ Here(c).at \in {"head", "push"} => Here(c).count <= Cap
    /\ Cached = {} => Len(cache[c].free) + Len(cache[c].remote) <= Cap

\* origin
Origin == \A c \in Cpus : \A z \in Range(cache[c].free \o cache[c].remote) : slab[z].origin = c

\* no-use-after-rip: who frees into a slab or takes from it finds it in the zone.
NoUseAfterRip ==
  \A c \in Cpus :
    Here(c).at \in {"reserve", "store", "finish", "slot", "slot-swapped", "clear"} /\ Here(c).call \in {"allocate", "free"} =>
      Here(c).slab = None \/ ~Gone(Here(c).slab)

\* no-double-grant
NoDoubleGrant ==
  \A c \in Cpus : At(c, "clear") =>
    /\ Here(c).object \notin held
    /\ \A d \in Cpus \ {c} : ~(At(d, "clear") /\ Here(d).object = Here(c).object)

\* Documented since 737b020b54, and not so.
DocumentedOrder == \A z \in Slabs : InZone(z) => slab[z].begun \in 0 .. slab[z].free
DocumentedSlots == \A z \in Slabs : InZone(z) => \A i \in Filled(z, slab[z].free - slab[z].begun) : slab[z].slot[i] # None

\* What is so instead: the number of finished frees says something only where it is that of all.
XindexEqualFindexMeansAll ==
  \A z \in Slabs : InZone(z) /\ slab[z].begun = 0 => \A i \in Filled(z, slab[z].free) : slab[z].slot[i] # None

\* termination: if nothing new is begun, what was begun ends.
Termination ==
  <>[][\A c \in Cpus : Calls(c) => Calls(c)']_vars => \A c \in Cpus : <>[]Calls(c)

\* Not so if the poller comes back whenever a destruction has been woken and has not looked yet.  In the
\* kernel the poller sleeps between its passes.
DestructionEnds == \A c \in Cpus : Here(c).call = "destroy" ~> Here(c).call # "destroy"

\* A slab that has become whole, and nobody has looked since.
Unseen(z) == z \in Range(depot.empty) /\ slab[z].free = Capacity /\ slab[z].begun = 0

\* free-slabs-retire
FreeSlabsRetire ==
  /\ Len(depot.full) > Keep ~> Len(depot.full) <= Keep
  /\ \A z \in Slabs : Unseen(z) ~> ~Unseen(z)

-------------------------------------------------------------------------------
\* Up to the names of addresses states are the same, with AnyPage, which takes no address before another.
\* Not where behaviours are checked: TLC would miss loops.
Symmetric == Permutations(Slabs)

\* An age is looked at on full alone, and set to 0 whenever a slab comes there.
Looked ==
  <<[z \in Slabs |-> IF z \in Range(depot.full) THEN slab[z] ELSE [slab[z] EXCEPT !.age = Live]],
    zone, store, types, exis, held, step>>

===============================================================================
