--------------------------------- MODULE Slub ---------------------------------
(***************************************************************************)
(* Linux's SLUB of 2007, as Slub-CONFORMANCE.md ties it to                 *)
(* ripsaw.linux.slub: each cpu allocates from a slab of its own, its cpu   *)
(* slab, whose free objects it has taken over; whoever frees into a slab   *)
(* that is not its cpu's takes the slab's lock; partial slabs wait on the  *)
(* list of their node, under its lock.                                     *)
(*                                                                         *)
(* One action makes at most one access to a word that another cpu may use  *)
(* as well: a lock, a count that is read without its lock, a page.  What   *)
(* only a lock's holder touches changes in the action that takes the lock. *)
(* What a cpu does to its own words with interrupts off belongs to the     *)
(* action before it, or is one of its own.                                 *)
(*                                                                         *)
(* Who acts is a pair of a cpu, c, and of what runs there, k: its program, *)
(* another thread, a device's interrupt, a cross-call's interrupt.  While  *)
(* one has interrupts off, no other of the same cpu runs.  A thread that   *)
(* waits for the page allocator has them on: the others run, and it may go *)
(* on on another cpu.                                                      *)
(*                                                                         *)
(* Nothing counts operations: calls go on for ever.                        *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets, TLC

CONSTANTS
  Cpus,
  Allocators, Freers,  \* the cpus whose program allocates, frees
  Seconds,     \* the cpus with another thread, which allocates and frees
  Irqs,        \* the cpus with a device's interrupt, which allocates and frees, and never waits
  Migrants,    \* the cpus whose program may go on on another cpu
  Flushers,    \* the cpus whose program flushes all cpus
  Shrinkers,   \* those whose program shrinks the cache, which begins with a flush
  Hotplug,     \* the cpus that go offline and come back
  FarCpus,     \* the cpus of node 1; the others are of node 0
  FarSlabs,    \* the addresses there
  Slabs,       \* addresses, each with room for one slab
  Capacity,    \* objects of a slab
  MinPartial,  \* a node keeps an empty slab while it lists fewer than so many
  Flight,      \* objects that callers have out at most; 0: no bound
  Debug,       \* whether the cache is one with consistency checks, and callers free twice
  Version,
  Fault,       \* a fault of the museum by its name there, one of the module's own, or "none"
  AnyPage,     \* whether the page allocator may give out any free page, or none
  None         \* a model value: unequal to all else

Versions ==
  {"2.6.23",      \* the cpu's list of objects lies in the page's descriptor
   "dfb4f096",    \* it lies in the cpu's structure, with the page and its node
   "2.6.24",      \* the node of a debug slab is -1; slabs that get room go to the list's tail
   "2.6.25",      \* the fast paths compare and set with interrupts on: reverted
   "reference"}   \* 2.6.24, but that a shrink gives pages back after it let go of the list's lock

ASSUME /\ Allocators \union Freers \union Seconds \union Irqs \union Migrants \union Flushers
            \union Shrinkers \union Hotplug \union FarCpus \subseteq Cpus
       /\ FarSlabs \subseteq Slabs
       /\ Capacity > 0 /\ MinPartial >= 0 /\ Flight >= 0
       /\ Debug \in BOOLEAN /\ AnyPage \in BOOLEAN
       /\ Version \in Versions

Is(fault) == Fault = fault

\* A cpu slab that came while the page allocator was asked is used as it is: its list is written over.
Reuses   == Version \in {"2.6.23", "dfb4f096"} \/ Is("slub-reuses-cpu-slab")
Lockless == Version = "2.6.25"
Tails    == Version \notin {"2.6.23", "dfb4f096"}
Early    == Version # "reference"

\* Who takes a slab off a list waits for its lock: the museum has it twice, by two properties that it breaks.
Spins == Is("slub-list-before-slab") \/ Is("slub-waits-for-slab")

Anywhere == -1
Nodes == IF FarCpus \union FarSlabs = {} THEN {0} ELSE {0, 1}
Nid(z) == IF z \in FarSlabs THEN 1 ELSE 0
Near(c) == IF c \in FarCpus THEN 1 ELSE 0
Wants == IF Nodes = {0} THEN {Anywhere} ELSE {Anywhere} \union Nodes

-------------------------------------------------------------------------------
VARIABLES
  slab,    \* what lies at each address: see Blank
  cpu,     \* each cpu's structure: its slab, its list of objects, its slab's node, whose end the list has
  node,    \* each node's list of partial slabs, its lock, and its counts
  held,    \* the objects that callers hold
  call,    \* the cross-call: whose it is, the cpus that it has not come to, those seen without a slab
  online,  \* the cpus that run
  last,    \* the page that was given back last
  step     \* where each actor stands: see Idle

vars == <<slab, cpu, node, held, call, online, last, step>>

Kinds == {"program", "thread", "irq", "call"}
Actors ==
  (Cpus \X {"program"}) \union (Seconds \X {"thread"}) \union (Irqs \X {"irq"})
    \union (IF Flushers \union Shrinkers = {} THEN {} ELSE Cpus \X {"call"})

Object(z, i) == <<z, i>>
Objects(z) == {Object(z, i) : i \in 1 .. Capacity}

\* An address without a slab.
Blank == [live |-> FALSE, lock |-> None, frozen |-> FALSE, inuse |-> 0, freelist |-> <<>>]

Fresh(z) == [Blank EXCEPT !.live = TRUE, !.freelist = [i \in 1 .. Capacity |-> Object(z, i)]]

\* An actor in no call.  The other fields are what one in between remembers.
Idle ==
  [at     |-> "idle",
   call   |-> "none",
   cpu    |-> None,    \* where it runs, and whose structure it uses
   slab   |-> None,
   object |-> None,
   then   |-> "idle",  \* where it goes on when the slab is done with
   want   |-> Anywhere,     \* the node that the caller asks for
   from   |-> 0,       \* the node whose list it looks at
   new    |-> None,    \* a slab that it has made and nobody knows of
   tail   |-> FALSE,   \* at which end of the list the slab is put
   drop   |-> FALSE,   \* whether the slab's page goes back
   bad    |-> FALSE,   \* ghost: the caller frees what it does not hold
   told   |-> FALSE,   \* and it is told so
   seen   |-> None,    \* what a compare-and-set expects or will set
   todo   |-> <<>>,    \* slabs of the list that it has not looked at
   out    |-> <<>>]    \* slabs that a shrink has taken off the list

Init ==
  /\ slab = [z \in Slabs |-> Blank]
  /\ cpu = [c \in Cpus |-> [page |-> None, freelist |-> <<>>, node |-> 0, end |-> None]]
  /\ node = [n \in Nodes |-> [lock |-> None, partial |-> <<>>, nr |-> 0, slabs |-> 0]]
  /\ held = {}
  /\ call = [by |-> None, todo |-> {}, bare |-> {}]
  /\ online = Cpus
  /\ last = None
  /\ step = [a \in Actors |-> Idle]

-------------------------------------------------------------------------------
Range(s) == {s[i] : i \in DOMAIN s}
Remove(list, z) == SelectSeq(list, LAMBDA y : y # z)
Reverse(s) == [i \in 1 .. Len(s) |-> s[Len(s) + 1 - i]]
In(list, z) == Cardinality({i \in DOMAIN list : list[i] = z})

Here(c, k) == step[<<c, k>>]
At(c, k, where) == Here(c, k).at = where
Go(c, k, r) == step' = [step EXCEPT ![<<c, k>>] = r]

\* Interrupts are on where a call begins or waits, and in the fast paths that compare and set.
Fast(r) == r.at \in {"compare", "compare-free", "slow"}
Waits(a, r) == r.at \in {"new-slab", "install"} /\ a[2] # "irq"
InterruptsOn(a) ==
  LET r == step[a]
  IN r.at \in {"idle", "flush-wait", "shrink", "shrink-lock"} \/ Fast(r) \/ Waits(a, r)

Interrupts(k) == k \in {"irq", "call"}

\* Nothing else of cpu d keeps k from running: who has interrupts off keeps all, an interrupt all but
\* itself, and a thread in a fast path, where it is not preempted, the other threads.
MayRun(c, k, d) ==
  /\ d \in online
  /\ \A b \in Actors \ {<<c, k>>} : step[b].cpu = d =>
       /\ InterruptsOn(b)
       /\ Interrupts(b[2]) => step[b].at = "idle"
       /\ Fast(step[b]) => Interrupts(k)

\* Where a thread may go on.
Places(c, k) == IF k = "program" /\ c \in Migrants THEN online ELSE {c} \cap online

\* The slab's node is what was asked for.  Before dfb4f096 the page is asked, and later what the cpu knows of it.
NodeMatch(d, want) ==
  want = Anywhere \/ want = IF Version = "2.6.23" THEN Nid(cpu[d].page) ELSE cpu[d].node

\* With the slab's lock.  Of a slab with checks the cpu knows no node; the reference asks the slab.
SlabMatch(d, want) ==
  \/ NodeMatch(d, want)
  \/ Version = "reference" /\ cpu[d].node = Anywhere /\ want = Nid(cpu[d].page)

-------------------------------------------------------------------------------
(* What is done under a slab's lock.  h and u are what slab and cpu have   *)
(* become so far in this step.                                             *)

\* The cpu structure of d has no slab any more.
Bared(d) == call' = IF call.by = None THEN call ELSE [call EXCEPT !.bare = @ \union {d}]

\* deactivate_slab and unfreeze_slab up to where they need the list: what d has left goes back to z.
Deactivate(c, k, r, z, h, u, d) ==
  LET kept == IF Is("slub-own-objects-dropped") THEN <<>> ELSE u[d].freelist
      free == Reverse(kept) \o h[z].freelist
      used == h[z].inuse - Len(kept)
      next == [r EXCEPT !.slab = z, !.tail = used = 0]
  IN /\ slab' = [h EXCEPT ![z].freelist = free, ![z].inuse = used, ![z].frozen = Is("slub-thawed-late")]
     /\ cpu' = [u EXCEPT ![d].page = None,
                         ![d].freelist = IF Is("slub-own-list-kept") THEN @ ELSE <<>>]
     /\ Bared(d)
     /\ Go(c, k, CASE used = 0 -> [next EXCEPT !.at = "read-count"]
                   [] used # 0 /\ free # <<>> -> [next EXCEPT !.at = "add-partial"]
                   [] OTHER -> [next EXCEPT !.at = "slab-unlock"])

\* load_freelist: d takes over all of z's free objects and has the first.  If there is none, another slab.
Load(c, k, r, z, h, u, d) ==
  LET free == h[z].freelist
      got == [r EXCEPT !.at = "slab-unlock", !.slab = z, !.object = Head(free), !.then = "grant"]
  IN IF free = <<>> \/ (Is("slub-slab-left-for-nothing") /\ r.then = "load")
     THEN Deactivate(c, k, [r EXCEPT !.then = "partial"], z, h, u, d)
     ELSE /\ IF Debug
             THEN /\ slab' = [h EXCEPT ![z].freelist = Tail(@), ![z].inuse = @ + 1]
                  /\ cpu' = [u EXCEPT ![d].node = IF Tails /\ ~Is("slub-debug-node-forgotten") THEN Anywhere ELSE @]
             ELSE /\ slab' = [h EXCEPT ![z].freelist = <<>>, ![z].inuse = Capacity]
                  /\ cpu' = [u EXCEPT ![d].freelist = Tail(free),
                                      ![d].node = IF Version = "2.6.23" THEN @ ELSE Nid(z),
                                      ![d].end = IF Lockless THEN Object(z, 0) ELSE None]
          /\ Go(c, k, got)
          /\ UNCHANGED call

Locked(c, k, z) == [slab EXCEPT ![z].lock = <<c, k>>]

-------------------------------------------------------------------------------
(* Allocation.                                                             *)

\* The node whose list is looked at first.
Home(r) == IF r.want = Anywhere THEN Near(r.cpu) ELSE r.want

\* Another slab, from the list if that has one.
Another(r) ==
  IF Is("slub-no-partial-looked-for") THEN [r EXCEPT !.at = "new-slab"] ELSE [r EXCEPT !.at = "partial", !.from = Home(r)]

\* The slow path, interrupts off: the cpu slab's lock, or another slab.
Slow(r, p) ==
  IF p.page # None THEN [r EXCEPT !.at = "slab-lock", !.slab = p.page, !.then = "load"] ELSE Another(r)

\* The fast path, from where it reads the list.
Begin(c, k, r) ==
  LET p == cpu[r.cpu]
      may == p.freelist # <<>> /\ (Version \in {"2.6.23", "dfb4f096"} => p.page # None) /\ NodeMatch(r.cpu, r.want)
  IN IF may /\ ~Lockless
     THEN /\ cpu' = [cpu EXCEPT ![r.cpu].freelist = Tail(@)]
          /\ held' = held \union {Head(p.freelist)}
          /\ Go(c, k, Idle)
     ELSE /\ Go(c, k, CASE may -> [r EXCEPT !.at = "compare", !.object = Head(p.freelist),
                                       !.seen = IF Len(p.freelist) > 1 THEN p.freelist[2] ELSE None]
                        [] ~may /\ (Lockless \/ Is("slub-own-list-looked-at-once")) -> [r EXCEPT !.at = "slow"]
                        [] OTHER -> Slow(r, p))
          /\ UNCHANGED <<cpu, held>>

Calls(c, k) == <<c, k>> \in Actors /\ At(c, k, "idle")

\* What callers have out, with what they have begun to get or to give back.
Out == Cardinality(held) + Cardinality({a \in Actors : step[a].call \in {"alloc", "free"}})

SlabAlloc(c, k) ==
  /\ Calls(c, k) /\ ((k = "program" /\ c \in Allocators) \/ k \in {"thread", "irq"})
  /\ Flight > 0 => Out < Flight
  /\ \E d \in Places(c, k), n \in Wants :
       /\ MayRun(c, k, d)
       /\ Begin(c, k, [Idle EXCEPT !.call = "alloc", !.cpu = d, !.want = n])
  /\ UNCHANGED <<slab, node, call, online, last>>

\* The objects from o on, by their links.
Chain(o) ==
  LET From(list) == LET i == CHOOSE i \in DOMAIN list : list[i] = o IN SubSeq(list, i, Len(list))
      lists == {cpu[d].freelist : d \in Cpus} \union {slab[z].freelist : z \in Slabs}
      has == {list \in lists : o \in Range(list)}
  IN CASE o = None -> <<>>
       [] o # None /\ has # {} -> From(CHOOSE list \in has : TRUE)
       [] OTHER -> <<o>>

\* The fast path of 2.6.25, its second half: the head is what it was, so the next one becomes the head.
Compare(c, k) ==
  LET r == Here(c, k)
      d == r.cpu
  IN /\ At(c, k, "compare") /\ MayRun(c, k, d)
     /\ IF cpu[d].freelist # <<>> /\ Head(cpu[d].freelist) = r.object
        THEN /\ cpu' = [cpu EXCEPT ![d].freelist = Chain(r.seen)]
             /\ held' = held \union {r.object}
             /\ Go(c, k, Idle)
        ELSE Begin(c, k, [r EXCEPT !.object = None, !.seen = None])
     /\ UNCHANGED <<slab, node, call, online, last>>

\* Interrupts go off; the list is not looked at again.
SlowPath(c, k) ==
  LET r == Here(c, k)
  IN /\ At(c, k, "slow") /\ MayRun(c, k, r.cpu)
     /\ Go(c, k, Slow(r, cpu[r.cpu]))
     /\ UNCHANGED <<slab, cpu, node, held, call, online, last>>

\* The lock of the cpu slab: its free objects if the node is right and there are any, else another slab.
LockCpuSlab(c, k) ==
  LET r == Here(c, k)
      z == r.slab
      h == Locked(c, k, z)
  IN /\ At(c, k, "slab-lock") /\ slab[z].lock = None
     /\ IF r.then = "load" /\ ~SlabMatch(r.cpu, r.want)
        THEN Deactivate(c, k, [r EXCEPT !.then = "partial"], z, h, cpu, r.cpu)
        ELSE Load(c, k, r, z, h, cpu, r.cpu)
     /\ UNCHANGED <<node, held, online, last>>

\* Where the list of the node at hand has nothing to give.
Nothing(r) ==
  LET ask == [r EXCEPT !.at = "new-slab", !.slab = None, !.from = 0, !.then = "idle"]
  IN IF Nodes = {0} \/ r.from # Home(r) THEN {ask}
     ELSE {ask, [r EXCEPT !.at = "spare", !.from = 1 - Home(r), !.slab = None]}

\* get_partial: the count is read without the lock; of another node twice, whose slabs are taken only if it
\* has many.
GetPartial(c, k) ==
  LET r == Here(c, k)
      q == [r EXCEPT !.slab = None, !.then = "idle"]
  IN /\ r.at \in {"partial", "spare"}
     /\ IF node[r.from].nr > (IF r.at = "spare" THEN MinPartial ELSE 0)
        THEN Go(c, k, [q EXCEPT !.at = IF r.at = "spare" THEN "partial" ELSE "list-lock"])
        ELSE \E next \in Nothing(q) : Go(c, k, next)
     /\ UNCHANGED <<slab, cpu, node, held, call, online, last>>

ListLock(c, k) ==
  LET r == Here(c, k)
      list == node[r.from].partial
  IN /\ At(c, k, "list-lock") /\ node[r.from].lock = None
     /\ node' = [node EXCEPT ![r.from].lock = <<c, k>>]
     /\ Go(c, k, [r EXCEPT !.at = IF list = <<>> THEN "list-unlock" ELSE "trylock", !.todo = list])
     /\ UNCHANGED <<slab, cpu, held, call, online, last>>

Unlisted(n, z) == [node EXCEPT ![n].partial = Remove(@, z), ![n].nr = IF Is("count-kept") THEN @ ELSE @ - 1]

\* lock_and_freeze_slab: a slab that is locked is passed over.
Trylock(c, k) ==
  LET r == Here(c, k)
      z == Head(r.todo)
      rest == Tail(r.todo)
  IN /\ At(c, k, "trylock")
     /\ Spins => slab[z].lock = None
     /\ IF slab[z].lock = None
        THEN /\ slab' = [Locked(c, k, z) EXCEPT ![z].frozen = ~Is("slub-never-frozen")]
             /\ node' = IF Is("unlink-forgotten") THEN node ELSE Unlisted(r.from, z)
             /\ Go(c, k, [r EXCEPT !.at = "list-unlock", !.slab = z, !.todo = <<>>])
        ELSE /\ Go(c, k, [r EXCEPT !.at = IF rest = <<>> THEN "list-unlock" ELSE "trylock", !.todo = rest])
             /\ UNCHANGED <<slab, node>>
     /\ UNCHANGED <<cpu, held, call, online, last>>

\* The list's lock goes: of get_partial, or of who has put a slab on the list or taken it off.
ListUnlock(c, k) ==
  LET r == Here(c, k)
      n == IF r.at = "list-done" THEN Nid(r.slab) ELSE r.from
  IN /\ Here(c, k).at \in {"list-unlock", "list-done"}
     /\ node' = [node EXCEPT ![n].lock = None]
     /\ CASE r.at = "list-done" -> Go(c, k, [r EXCEPT !.at = "slab-unlock"]) /\ UNCHANGED <<slab, cpu, call>>
          [] r.at # "list-done" /\ r.slab = None ->
               /\ \E next \in Nothing(r) : Go(c, k, next)
               /\ UNCHANGED <<slab, cpu, call>>
          [] OTHER -> Load(c, k, r, r.slab, slab, [cpu EXCEPT ![r.cpu].page = r.slab], r.cpu)
     /\ UNCHANGED <<held, online, last>>

Pages == {z \in Slabs : ~slab[z].live}
Lowest(set) == CHOOSE z \in set : \A y \in set : z <= y
Page == IF AnyPage \/ Pages = {} THEN Pages ELSE IF last \in Pages THEN {last} ELSE {Lowest(Pages)}

\* The page allocator, with interrupts on for who may wait.
NewSlab(c, k) ==
  LET r == Here(c, k)
  IN /\ At(c, k, "new-slab")
     /\ Waits(<<c, k>>, r) => \E d \in Places(c, k) : MayRun(c, k, d)
     /\ \E z \in Page :
          /\ slab' = [slab EXCEPT ![z] = Fresh(z)]
          /\ node' = [node EXCEPT ![Nid(z)].slabs = IF Is("slub-slab-uncounted") THEN @ ELSE @ + 1]
          /\ Go(c, k, [r EXCEPT !.at = "install", !.new = z])
     /\ last' = None
     /\ UNCHANGED <<cpu, held, call, online>>

NoPage(c, k) ==
  /\ At(c, k, "new-slab") /\ (AnyPage \/ Pages = {})
  /\ Waits(<<c, k>>, Here(c, k)) => \E d \in Places(c, k) : MayRun(c, k, d)
  /\ Go(c, k, Idle)
  /\ UNCHANGED <<slab, cpu, node, held, call, online, last>>

\* The new slab's lock, for which nobody contends: it becomes d's slab.
Install(c, k, r, d) ==
  LET z == r.new
  IN Load(c, k, [r EXCEPT !.new = None, !.cpu = d], z, [Locked(c, k, z) EXCEPT ![z].frozen = ~Is("slub-never-frozen")],
          [cpu EXCEPT ![d].page = z], d)

\* Interrupts are off again, perhaps on another cpu, which has perhaps got a slab meanwhile.
Return(c, k) ==
  LET r == Here(c, k)
  IN /\ At(c, k, "install")
     /\ \E d \in IF Is("stale-cpu") THEN {r.cpu} ELSE Places(c, k) :
          /\ Waits(<<c, k>>, r) => IF Is("stale-cpu") THEN \E e \in Places(c, k) : MayRun(c, k, e) ELSE MayRun(c, k, d)
          /\ LET p == cpu[d]
                 q == [r EXCEPT !.cpu = d, !.slab = p.page]
             IN CASE p.page = None \/ Is("slub-cpu-slab-overwritten") -> Install(c, k, r, d)
                  [] p.page # None /\ ~Is("slub-cpu-slab-overwritten") /\ Reuses /\ NodeMatch(d, r.want) ->
                       /\ Go(c, k, [q EXCEPT !.at = "discard", !.slab = r.new, !.new = None, !.then = "reuse"])
                       /\ UNCHANGED <<slab, cpu, call>>
                  [] OTHER ->
                       /\ Go(c, k, [q EXCEPT !.at = "flush", !.then = "lock-new"])
                       /\ UNCHANGED <<slab, cpu, call>>
     /\ UNCHANGED <<node, held, online, last>>

\* flush_slab, and then as if nothing had come.
LockNew(c, k) ==
  LET r == Here(c, k)
  IN /\ At(c, k, "lock-new")
     /\ Install(c, k, r, r.cpu)
     /\ UNCHANGED <<node, held, online, last>>

\* flush_slab: of this cpu, or of one that is dead.
Flush(c, k) ==
  LET r == Here(c, k)
      z == r.slab
      d == IF r.call = "offline" THEN CHOOSE d \in Cpus : cpu[d].page = z ELSE r.cpu
  IN /\ At(c, k, "flush") /\ slab[z].lock = None
     /\ Deactivate(c, k, r, z, Locked(c, k, z), cpu, d)
     /\ UNCHANGED <<node, held, online, last>>

-------------------------------------------------------------------------------
(* The node's list, and the end of what is done under a slab's lock.       *)

\* unfreeze_slab: the count is read without the list's lock.
ReadCount(c, k) ==
  LET r == Here(c, k)
      nr == node[Nid(r.slab)].nr
      keep == CASE Is("slub-one-empty-slab-too-many") -> nr <= MinPartial
                [] Is("slub-empty-slabs-kept-when-many") -> nr >= MinPartial
                [] OTHER -> nr < MinPartial
  IN /\ At(c, k, "read-count")
     /\ Go(c, k, IF keep THEN [r EXCEPT !.at = "add-partial"] ELSE [r EXCEPT !.at = "slab-unlock", !.drop = TRUE])
     /\ UNCHANGED <<slab, cpu, node, held, call, online, last>>

\* The list's lock, and the slab is put there.
AddPartial(c, k) ==
  LET r == Here(c, k)
      z == r.slab
      n == IF Is("list-of-cpu") THEN Near(r.cpu) ELSE Nid(z)
  IN /\ At(c, k, "add-partial") /\ node[n].lock = None /\ node[Nid(z)].lock = None
     /\ node' = [node EXCEPT ![Nid(z)].lock = <<c, k>>, ![n].nr = @ + 1,
                             ![n].partial = IF r.tail THEN Append(@, z) ELSE <<z>> \o @]
     /\ Go(c, k, [r EXCEPT !.at = "list-done"])
     /\ UNCHANGED <<slab, cpu, held, call, online, last>>

\* The list's lock, and the slab is taken off.
RemovePartial(c, k) ==
  LET r == Here(c, k)
      n == Nid(r.slab)
  IN /\ At(c, k, "remove-partial") /\ node[n].lock = None
     /\ node' = [Unlisted(n, r.slab) EXCEPT ![n].lock = <<c, k>>]
     /\ Go(c, k, [r EXCEPT !.at = "list-done"])
     /\ UNCHANGED <<slab, cpu, held, call, online, last>>

\* Where it goes on when the slab is done with.
Onward(r) ==
  LET q == [r EXCEPT !.slab = None, !.object = None, !.then = "idle", !.tail = FALSE, !.drop = FALSE,
                     !.bad = FALSE, !.told = FALSE]
      p == cpu[r.cpu].page
  IN CASE r.then \in {"grant", "idle"} -> Idle
       [] r.then = "reuse" -> [q EXCEPT !.at = "slab-lock", !.slab = p, !.then = "reuse"]
       [] r.then = "partial" -> Another(q)
       [] r.then = "lock-new" -> [q EXCEPT !.at = "lock-new"]
       [] r.then = "scan" -> [q EXCEPT !.at = IF r.todo = <<>> THEN "shrink-unlock" ELSE "scan"]
       [] r.then = "shrink-next" ->
            CASE r.out # <<>> -> [q EXCEPT !.at = "discard", !.slab = Head(r.out), !.out = Tail(@), !.then = "shrink-next"]
              [] r.out = <<>> /\ r.from + 1 \in Nodes -> [q EXCEPT !.at = "shrink", !.from = @ + 1]
              [] OTHER -> Idle

SlabUnlock(c, k) ==
  LET r == Here(c, k)
      z == r.slab
      late == Is("empty-test-late") /\ r.call = "free" /\ slab[z].inuse = 0 /\ ~slab[z].frozen
  IN /\ At(c, k, "slab-unlock")
     /\ slab' = [slab EXCEPT ![z].lock = None]
     /\ held' = IF r.then = "grant" THEN held \union {r.object} ELSE held
     /\ Go(c, k, IF r.drop \/ late THEN [r EXCEPT !.at = "discard", !.object = None, !.drop = FALSE] ELSE Onward(r))
     /\ UNCHANGED <<cpu, node, call, online, last>>

\* discard_slab: the page goes back.
Discard(c, k) ==
  LET r == Here(c, k)
      z == r.slab
  IN /\ At(c, k, "discard")
     /\ slab' = [slab EXCEPT ![z] = Blank]
     /\ node' = [node EXCEPT ![Nid(z)].slabs = @ - 1]
     /\ last' = IF AnyPage THEN None ELSE z
     /\ Go(c, k, Onward(r))
     /\ UNCHANGED <<cpu, held, call, online>>

-------------------------------------------------------------------------------
(* Frees.                                                                  *)

\* The fast path, from where it looks at the cpu slab.
Finish(c, k, r) ==
  LET z == r.object[1]
      p == cpu[r.cpu]
      mine == ~Debug /\ IF Is("free-unchecked") THEN p.page # None ELSE p.page = z
      top == IF p.freelist = <<>> THEN p.end ELSE Head(p.freelist)
  IN CASE mine /\ ~Lockless ->
            /\ cpu' = [cpu EXCEPT ![r.cpu].freelist = <<r.object>> \o @]
            /\ Go(c, k, Idle)
       [] mine /\ Lockless ->
            /\ Go(c, k, [r EXCEPT !.at = "compare-free", !.seen = top])
            /\ UNCHANGED cpu
       [] OTHER ->
            /\ Go(c, k, [r EXCEPT !.at = "remote-lock", !.slab = z, !.seen = None])
            /\ UNCHANGED cpu

SlabFree(c, k) ==
  /\ Calls(c, k) /\ ((k = "program" /\ c \in Freers) \/ k \in {"thread", "irq"})
  /\ \E o \in held, d \in Places(c, k) :
       /\ MayRun(c, k, d)
       /\ held' = held \ {o}
       /\ Finish(c, k, [Idle EXCEPT !.call = "free", !.cpu = d, !.object = o])
  /\ UNCHANGED <<slab, node, call, online, last>>

\* The fast path of 2.6.25, its second half.  The end of an empty list says whose it was.
CompareFree(c, k) ==
  LET r == Here(c, k)
      p == cpu[r.cpu]
      top == IF p.freelist = <<>> THEN p.end ELSE Head(p.freelist)
  IN /\ At(c, k, "compare-free") /\ MayRun(c, k, r.cpu)
     /\ IF top = r.seen
        THEN /\ cpu' = [cpu EXCEPT ![r.cpu].freelist = <<r.object>> \o @]
             /\ Go(c, k, Idle)
        ELSE Finish(c, k, r)
     /\ UNCHANGED <<slab, node, held, call, online, last>>

\* __slab_free, under the slab's lock: the object goes on the list, and what becomes of the slab.
Push(c, k, r, h, o) ==
  LET z == o[1]
      prior == h[z].freelist
      used == IF Is("slub-free-uncounted") THEN h[z].inuse ELSE h[z].inuse - 1
      next == [r EXCEPT !.slab = z, !.object = None, !.at = "slab-unlock", !.tail = Tails]
  IN /\ slab' = [h EXCEPT ![z].freelist = <<o>> \o prior, ![z].inuse = used,
                          ![z].frozen = @ /\ ~(Is("free-unfreezes") /\ used = 0)]
     /\ Go(c, k, CASE h[z].frozen -> next
                   [] ~h[z].frozen /\ used = 0 /\ Is("empty-test-late") -> next
                   [] ~h[z].frozen /\ used = 0 /\ ~Is("empty-test-late") ->
                        [next EXCEPT !.drop = TRUE,
                                     !.at = IF prior # <<>> /\ ~Is("slub-discarded-and-listed") THEN "remove-partial" ELSE @]
                   [] ~h[z].frozen /\ used # 0 /\ prior = <<>> /\ ~Is("slub-partial-unlisted") -> [next EXCEPT !.at = "add-partial"]
                   [] OTHER -> next)

\* The slab's lock.  slub-unlock-in-two-steps reads a lock that is held, and will write back what it has read.
RemoteFree(c, k) ==
  LET r == Here(c, k)
      z == r.slab
      Same(next) == Go(c, k, next) /\ UNCHANGED slab
  IN /\ At(c, k, "remote-lock")
     /\ slab[z].lock = None \/ Is("free-unlocked") \/ Is("slub-unlock-in-two-steps")
     /\ CASE slab[z].lock # None /\ Is("slub-unlock-in-two-steps") -> Same([r EXCEPT !.at = "write-back"])
          [] Is("free-unlocked") -> Same([r EXCEPT !.at = "store", !.seen = slab[z].freelist])
          [] OTHER -> Push(c, k, r, Locked(c, k, z), r.object)
     /\ UNCHANGED <<cpu, node, held, call, online, last>>

\* slub-unlock-in-two-steps only: the lock is held again if it was let go of, and by nobody.
WriteBack(c, k) ==
  LET r == Here(c, k)
  IN /\ At(c, k, "write-back")
     /\ slab' = [slab EXCEPT ![r.slab].lock = IF @ = None THEN <<c, "nobody">> ELSE @]
     /\ Go(c, k, [r EXCEPT !.at = "remote-lock"])
     /\ UNCHANGED <<cpu, node, held, call, online, last>>

\* free-unlocked only: the list becomes what was read, and the object.
Store(c, k) ==
  LET r == Here(c, k)
      z == r.slab
  IN /\ At(c, k, "store")
     /\ Push(c, k, [r EXCEPT !.seen = None], [slab EXCEPT ![z].freelist = r.seen], r.object)
     /\ UNCHANGED <<cpu, node, held, call, online, last>>

\* Somebody has just made it, or gives it back.
Hands(z) ==
  \E a \in Actors :
    \/ step[a].new = z
    \/ step[a].at = "discard" /\ step[a].slab = z
    \/ z \in Range(step[a].out)

\* Who frees what nobody holds: the checks find the object on a list, tell, and change nothing.
DoubleFree(c, k) ==
  /\ Debug /\ Calls(c, k) /\ k = "program" /\ c \in Freers
  /\ \E z \in Slabs, d \in Places(c, k) :
       /\ slab[z].live /\ slab[z].lock = None /\ ~Hands(z) /\ MayRun(c, k, d)
       /\ \E o \in Range(slab[z].freelist) :
            LET r == [Idle EXCEPT !.call = "free", !.cpu = d, !.slab = z, !.bad = TRUE]
            IN IF Is("slub-double-free-unseen") \/ Is("slub-reported-and-freed")
               THEN Push(c, k, [r EXCEPT !.told = Is("slub-reported-and-freed")], Locked(c, k, z), o)
               ELSE /\ slab' = Locked(c, k, z)
                    /\ Go(c, k, [r EXCEPT !.at = "slab-unlock", !.told = TRUE])
  /\ UNCHANGED <<cpu, node, held, call, online, last>>

-------------------------------------------------------------------------------
(* Flush and shrink.                                                       *)

\* flush_all: one cross-call at a time.
FlushAll(c, k) ==
  /\ Calls(c, k) /\ k = "program" /\ c \in Flushers \union Shrinkers
  /\ MayRun(c, k, c) /\ call.by = None
  /\ call' = [by |-> <<c, k>>, todo |-> IF Is("flush-own-only") THEN {c} ELSE online,
              bare |-> {d \in Cpus : cpu[d].page = None}]
  /\ \E what \in (IF c \in Flushers THEN {"flush"} ELSE {}) \union (IF c \in Shrinkers THEN {"shrink"} ELSE {}) :
       Go(c, k, [Idle EXCEPT !.at = "flush-wait", !.call = what, !.cpu = c])
  /\ UNCHANGED <<slab, cpu, node, held, online, last>>

\* Whether a cpu is the one that calls the others.  It does what it asks of them last (on_each_cpu).
Caller(c) == call.by # None /\ call.by[1] = c
Done(c) == c \notin call.todo /\ At(c, "call", "idle")
OthersDone == \A d \in Cpus : Caller(d) \/ Done(d)

\* The call's interrupt on a cpu.
FlushCpu(c, k) ==
  /\ Calls(c, k) /\ k = "call" /\ c \in call.todo /\ MayRun(c, k, c)
  /\ Caller(c) => OthersDone \/ Is("slub-flush-awaited-by-nobody")
  /\ call' = [call EXCEPT !.todo = @ \ {c}]
  /\ Go(c, k, IF cpu[c].page = None THEN Idle
              ELSE [Idle EXCEPT !.at = "flush", !.call = "called", !.cpu = c, !.slab = cpu[c].page])
  /\ UNCHANGED <<slab, cpu, node, held, online, last>>

MayReturn == \A d \in Cpus : Done(d) \/ (~Caller(d) /\ Is("slub-flush-awaited-by-nobody"))

FlushDone(c, k) ==
  LET r == Here(c, k)
  IN /\ At(c, k, "flush-wait") /\ MayRun(c, k, r.cpu)
     /\ MayReturn
     /\ call' = [by |-> None, todo |-> call.todo, bare |-> {}]
     /\ Go(c, k, IF r.call = "flush" THEN Idle ELSE [r EXCEPT !.at = "shrink", !.from = 0])
     /\ UNCHANGED <<slab, cpu, node, held, online, last>>

\* A node that lists nothing is left alone: the count is read without the list's lock, with interrupts on.
ShrinkCount(c, k) ==
  LET r == Here(c, k)
  IN /\ At(c, k, "shrink") /\ MayRun(c, k, r.cpu)
     /\ Go(c, k, IF node[r.from].nr = 0 THEN Onward([r EXCEPT !.then = "shrink-next"]) ELSE [r EXCEPT !.at = "shrink-lock"])
     /\ UNCHANGED <<slab, cpu, node, held, call, online, last>>

Shrink(c, k) ==
  LET r == Here(c, k)
      list == node[r.from].partial
  IN /\ At(c, k, "shrink-lock") /\ MayRun(c, k, r.cpu) /\ node[r.from].lock = None
     /\ node' = [node EXCEPT ![r.from].lock = <<c, k>>]
     /\ Go(c, k, [r EXCEPT !.at = IF list = <<>> THEN "shrink-unlock" ELSE "scan", !.todo = list])
     /\ UNCHANGED <<slab, cpu, held, call, online, last>>

\* How many objects are out is read without the slab's lock.
Scan(c, k) ==
  LET r == Here(c, k)
      rest == Tail(r.todo)
  IN /\ At(c, k, "scan")
     /\ Go(c, k, IF slab[Head(r.todo)].inuse = 0 THEN [r EXCEPT !.at = "shrink-trylock"]
                 ELSE [r EXCEPT !.at = IF rest = <<>> THEN "shrink-unlock" ELSE "scan", !.todo = rest])
     /\ UNCHANGED <<slab, cpu, node, held, call, online, last>>

\* A slab that is locked is just being given back by another.
ShrinkTrylock(c, k) ==
  LET r == Here(c, k)
      z == Head(r.todo)
      rest == Tail(r.todo)
  IN /\ At(c, k, "shrink-trylock")
     /\ IF slab[z].lock = None \/ Is("shrink-unlocked")
        THEN /\ slab' = IF Is("shrink-unlocked") THEN slab ELSE Locked(c, k, z)
             /\ node' = Unlisted(r.from, z)
             /\ Go(c, k, [r EXCEPT !.at = IF Is("shrink-unlocked") THEN "discard" ELSE "slab-unlock", !.slab = z,
                                   !.todo = rest, !.then = "scan", !.drop = Early /\ ~Is("shrink-unlocked"),
                                   !.out = IF Early \/ Is("shrink-unlocked") THEN @ ELSE Append(@, z)])
        ELSE /\ Go(c, k, [r EXCEPT !.at = IF rest = <<>> THEN "shrink-unlock" ELSE "scan", !.todo = rest])
             /\ UNCHANGED <<slab, node>>
     /\ UNCHANGED <<cpu, held, call, online, last>>

\* The fullest come first.
Sorted(list) == SortSeq(list, LAMBDA y, z : slab[y].inuse > slab[z].inuse)

ShrinkUnlock(c, k) ==
  LET r == Here(c, k)
  IN /\ At(c, k, "shrink-unlock")
     /\ node' = [node EXCEPT ![r.from].lock = None, ![r.from].partial = Sorted(@)]
     /\ Go(c, k, Onward([r EXCEPT !.then = "shrink-next"]))
     /\ UNCHANGED <<slab, cpu, held, call, online, last>>

-------------------------------------------------------------------------------
(* Cpus that go and come.                                                  *)

\* Nothing of d runs any more, and this cpu flushes for it.
Offline(c, k) ==
  /\ Calls(c, k) /\ k = "program" /\ MayRun(c, k, c)
  /\ \E d \in (Hotplug \cap online) \ {c} :
       /\ \A a \in Actors : step[a].cpu = d => step[a].at = "idle"
       /\ d \notin call.todo
       /\ online' = online \ {d}
       /\ LET e == IF Is("flush-of-this-cpu") THEN c ELSE d
          IN Go(c, k, IF cpu[e].page = None THEN Idle
                      ELSE [Idle EXCEPT !.at = "flush", !.call = "offline", !.cpu = c, !.slab = cpu[e].page])
  /\ UNCHANGED <<slab, cpu, node, held, call, last>>

Online(c, k) ==
  /\ Calls(c, k) /\ k = "program" /\ MayRun(c, k, c)
  /\ \E d \in Cpus \ online : online' = online \union {d}
  /\ UNCHANGED <<slab, cpu, node, held, call, last, step>>

-------------------------------------------------------------------------------
\* What a caller begins; nothing makes it.
Call(c, k) == SlabAlloc(c, k) \/ SlabFree(c, k) \/ DoubleFree(c, k) \/ FlushAll(c, k) \/ Offline(c, k) \/ Online(c, k)

\* What an actor in between does next.
Continue(c, k) ==
  \/ Compare(c, k) \/ SlowPath(c, k) \/ LockCpuSlab(c, k) \/ GetPartial(c, k) \/ ListLock(c, k) \/ Trylock(c, k)
  \/ ListUnlock(c, k) \/ NewSlab(c, k) \/ NoPage(c, k) \/ Return(c, k) \/ LockNew(c, k) \/ Flush(c, k)
  \/ ReadCount(c, k) \/ AddPartial(c, k) \/ RemovePartial(c, k) \/ SlabUnlock(c, k) \/ Discard(c, k)
  \/ CompareFree(c, k) \/ RemoteFree(c, k) \/ WriteBack(c, k) \/ Store(c, k)
  \/ FlushCpu(c, k) \/ FlushDone(c, k) \/ ShrinkCount(c, k) \/ Shrink(c, k) \/ Scan(c, k) \/ ShrinkTrylock(c, k) \/ ShrinkUnlock(c, k)

Next == \E c \in Cpus : \E k \in {k \in Kinds : <<c, k>> \in Actors} : Call(c, k) \/ Continue(c, k)

\* Calls may cease; whatever has begun goes on, and gets a lock that the others let go again and again.
Progress == \A c \in Cpus : \A k \in {k \in Kinds : <<c, k>> \in Actors} : SF_vars(Continue(c, k))

\* Who allocates does so again and again.
Allocating ==
  \A c \in Cpus : \A k \in {k \in Kinds : <<c, k>> \in Actors} : SF_vars(SlabAlloc(c, k))

Spec == Init /\ [][Next]_vars
ProgressSpec == Spec /\ Progress
FairSpec == ProgressSpec /\ Allocating

-------------------------------------------------------------------------------
(* Properties, each by its id in the catalogue.  Most are judged of a slab *)
(* whose lock nobody has.                                                  *)

Live == {z \in Slabs : slab[z].live}
Doing(a) == step[a].at # "idle"
One(true) == IF true THEN 1 ELSE 0

\* Who has an object that is in no list and not its caller's: it is on its way out or back.
Carries(a, o) == step[a].object = o /\ step[a].at # "compare"

\* The cpus whose slab it is.
Owners(z) == {d \in Cpus : cpu[d].page = z}
Listed(z) == In(node[Nid(z)].partial, z)

Free(z) == slab[z].lock = None

\* conservation: I1.  An object of a slab is in one place: a caller's hands, on its way, the slab's list, or
\* the list of the cpu whose slab it is.
Conservation ==
  \A z \in Live : \A o \in Objects(z) :
    /\ Cardinality(Owners(z)) <= 1
    /\ In(slab[z].freelist, o) + One(o \in held) + Cardinality({a \in Actors : Carries(a, o)})
         + (IF Owners(z) = {} THEN 0 ELSE In(cpu[CHOOSE d \in Owners(z) : TRUE].freelist, o)) = 1

\* freelists: I2.  No object is twice on a list or on two, and a slab's list has its own objects alone.
Freelists ==
  /\ \A z \in Slabs : Range(slab[z].freelist) \subseteq Objects(z)
  /\ \A z \in Slabs : Cardinality(Range(slab[z].freelist)) = Len(slab[z].freelist)
  /\ \A d \in Cpus : Cardinality(Range(cpu[d].freelist)) = Len(cpu[d].freelist)
  /\ \A d \in Cpus, z \in Slabs : Range(cpu[d].freelist) \cap Range(slab[z].freelist) = {}
  /\ \A d, e \in Cpus : d # e => Range(cpu[d].freelist) \cap Range(cpu[e].freelist) = {}

\* inuse: I3.  What a slab counts and what its list holds are all its objects.
Inuse == \A z \in Live : slab[z].inuse \in 0 .. Capacity /\ slab[z].inuse + Len(slab[z].freelist) = Capacity

\* frozen: I4.  A slab is frozen exactly if it is the cpu slab of one cpu.
FrozenIsOwned == \A z \in Live : Free(z) => Cardinality(Owners(z)) = One(slab[z].frozen)

\* I5.  A frozen slab is on no list, and one on a list has a free object.
FrozenOffList == \A n \in Nodes : \A z \in Range(node[n].partial) : ~slab[z].frozen /\ slab[z].freelist # <<>>

\* partial-list: I6.  A slab that no cpu has is on its node's list if it has free objects and objects out, on
\* none if it has no free one, and on it or on its way back to the page allocator if it has all.
PartialListed ==
  \A z \in Live : Free(z) /\ ~slab[z].frozen =>
    CASE slab[z].inuse = 0 -> Listed(z) = One(~Hands(z))
      [] slab[z].inuse = Capacity -> Listed(z) = 0
      [] OTHER -> Listed(z) = 1

\* node-counts: I7.  A node counts as many partial slabs as its list has, and as many slabs as there are.
SlabCounts ==
  \A n \in Nodes : node[n].lock = None =>
    /\ node[n].nr = Len(node[n].partial)
    /\ node[n].slabs = Cardinality({z \in Live : Nid(z) = n})

\* cpu-slab: I8.  A cpu without a slab has no objects, and what it has are its slab's.
CpuSlabPage ==
  \A d \in Cpus : IF cpu[d].page = None THEN cpu[d].freelist = <<>>
                  ELSE Range(cpu[d].freelist) \subseteq Objects(cpu[d].page)

\* cpu-node: I9.  The node that a cpu knows of its slab is the slab's, or none where each allocation is checked.
CpuNode ==
  \A d \in Cpus : cpu[d].page # None /\ Free(cpu[d].page) /\ Version # "2.6.23" =>
    cpu[d].node = IF Debug /\ Tails THEN Anywhere ELSE Nid(cpu[d].page)

\* discard: I10.  A page goes back only if all its objects are there, and once.
DiscardOnlyWhenEmpty ==
  \A a \in Actors : step[a].at = "discard" =>
    LET z == step[a].slab
    IN /\ slab[z].live /\ slab[z].inuse = 0 /\ ~slab[z].frozen /\ slab[z].lock = None
       /\ Owners(z) = {} /\ \A n \in Nodes : z \notin Range(node[n].partial)
       /\ \A b \in Actors \ {a} : ~(step[b].slab = z \/ z \in Range(step[b].out))

\* no-use-after-rip: I10.  Who is at a slab, owns it or lists it finds that it is one.
NoUseAfterRip ==
  /\ \A a \in Actors : (step[a].slab # None => step[a].slab \in Live) /\ (step[a].new # None => step[a].new \in Live)
  /\ \A d \in Cpus : cpu[d].page # None => cpu[d].page \in Live
  /\ \A n \in Nodes : Range(node[n].partial) \subseteq Live
  /\ \A o \in held : o[1] \in Live

\* node-list: I11
ListNode == \A n \in Nodes : \A z \in Range(node[n].partial) : Nid(z) = n

\* T1.  A slab is frozen until the cpu whose slab it is lets go of it, and nobody lists it before.
FrozenStays ==
  [][\A z \in Slabs : slab[z].frozen =>
       /\ slab'[z].frozen \/ \E d \in Cpus : cpu[d].page = z /\ cpu'[d].page # z
       /\ In(node'[Nid(z)].partial, z) = Listed(z)]_vars

\* T2.  A slab's list, count and mark change only under its lock.
SlabLocked ==
  [][\A z \in Slabs : slab[z].live /\ slab'[z].live =>
       \/ slab[z].lock # None \/ slab'[z].lock # None
       \/ [slab[z] EXCEPT !.lock = None] = [slab'[z] EXCEPT !.lock = None]]_vars

\* T2.  Who has a slab's lock is there, and will let go of it.
SlabLockHeld == \A z \in Slabs : slab[z].lock # None => slab[z].lock \in Actors /\ Doing(slab[z].lock)

\* lock-order: T3.  Who has a list's lock waits for no other, and calls no page allocator.
LockOrder ==
  \A a \in Actors : (\E n \in Nodes : node[n].lock = a) =>
    /\ step[a].at \notin {"slab-lock", "flush", "remote-lock", "list-lock", "add-partial", "remove-partial", "lock-new",
                          "new-slab", "discard"}
    /\ step[a].at = "trylock" => ~Spins \/ slab[Head(step[a].todo)].lock = None

\* mistakes-reported: T4.  Who frees what nobody holds is told so, and nobody else is.
DoubleFreeTold == \A a \in Actors : step[a].at = "slab-unlock" => step[a].bad = step[a].told

\* no-double-grant: T5.  What is granted next is nobody's.
NoDoubleGrant ==
  /\ \A a \in Actors : step[a].then = "grant" => step[a].object \notin held
  /\ \A d \in Cpus : cpu[d].freelist # <<>> => Head(cpu[d].freelist) \notin held

Empties(n) == {z \in Range(node[n].partial) : slab[z].inuse = 0}
AtRest == \A a \in Actors : ~Doing(a)

\* empty-slabs: T7.  A node keeps no more empty slabs than it may, but for one of each other cpu that looked
\* at the count at the same time.
EmptiesKept ==
  AtRest => \A n \in Nodes :
    Cardinality(Empties(n)) <= IF MinPartial = 0 THEN 0 ELSE MinPartial + Cardinality(Cpus) - 1

\* Not so: the count is read without the list's lock.
EmptiesAtLimit == AtRest => \A n \in Nodes : Cardinality(Empties(n)) <= MinPartial

\* flush: T8.  When a flush returns, each cpu was without a slab at a moment since it began.
FlushEmpties == call.by # None /\ step[call.by].at = "flush-wait" /\ MayReturn => online \subseteq call.bare

\* offline: I4.  A cpu that is offline has no slab, once it was flushed for it.
OfflineCpuEmpty ==
  (\A a \in Actors : step[a].call # "offline") => \A d \in Cpus \ online : cpu[d].page = None

\* recycling: L2.  A cpu gives its slab up for another one only when nothing is free in it.
RefillFirst ==
  \A a \in Actors :
    step[a].then = "partial" /\ step[a].want = Anywhere /\ step[a].slab # None => slab[step[a].slab].freelist = <<>>

\* How many slabs do for so many objects in flight, if one cpu allocates and one frees.  A cpu asks for a page
\* when all other slabs are full but the one that is just freed into, which it passes over.
Enough == IF Flight <= Capacity THEN 1 ELSE (Flight - 2) \div Capacity + 2

\* P1.  There are no more slabs than that, and as long as one does, nobody takes a list's lock.
Recycling ==
  Flight > 0 =>
    /\ Cardinality(Live) <= Enough
    /\ Enough = 1 => \A n \in Nodes : node[n].lock = None

\* Not so: fewer do not do.
RecyclingWithLess == Flight > 0 => Cardinality(Live) < Enough

\* termination: L1.  If nothing new is begun, what was begun ends.
Termination ==
  <>[][\A c \in Cpus : \A k \in Kinds \ {"call"} : <<c, k>> \in Actors /\ Calls(c, k) => Calls(c, k)']_vars
    => \A c \in Cpus : \A k \in Kinds : <<c, k>> \in Actors => <>[]Calls(c, k)

\* A flush ends though the others call on and on.
FlushEnds == \A a \in Actors : step[a].at = "flush-wait" ~> step[a].at # "flush-wait"

\* L2.  What is freed into a cpu's slab is handed out again or goes with the slab, if calls go on.
RemoteReused ==
  \A z \in Slabs : \A o \in Objects(z) :
    slab[z].frozen /\ o \in Range(slab[z].freelist) ~> ~(slab[z].frozen /\ o \in Range(slab[z].freelist))

-------------------------------------------------------------------------------
\* Up to the names of cpus and addresses states are the same, if all cpus do the same, and with AnyPage, which
\* takes no address before another.  Not where behaviours are checked: TLC would miss loops.
Symmetric == Permutations(Cpus) \union Permutations(Slabs)
SymmetricSlabs == Permutations(Slabs)

===============================================================================
