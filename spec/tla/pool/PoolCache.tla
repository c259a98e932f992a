------------------------------- MODULE PoolCache -------------------------------
(***************************************************************************)
(* NetBSD's pool_cache over its pool, as PoolCache-CONFORMANCE.md ties it  *)
(* to ripsaw.netbsd.pool: each cpu has a current and a previous group of   *)
(* constructed objects, which need no lock; full and empty groups go to    *)
(* and fro between the cpus through the depot; what no group has is got    *)
(* from the pool, which cuts pages into items.                             *)
(*                                                                         *)
(* One action makes at most one access to a word that another cpu may use  *)
(* as well: a lock, the head of a list without a lock, a page.  What only  *)
(* a lock's holder touches changes in the action that takes the lock.  The *)
(* locks of the pool and of the pool of groups nobody tries, and nobody    *)
(* who has one asks for anything else: there to take it, to use what it    *)
(* guards and to let it go are one action.                                 *)
(*                                                                         *)
(* Who acts is a pair of a cpu, c, and of what runs there, k: its program, *)
(* or the interrupt of a cross-call, which does not come to a program that *)
(* is in a critical section.                                               *)
(*                                                                         *)
(* A group is what is in it: of its address nothing depends but a          *)
(* compare-and-set, see Same.  Nothing counts operations: calls go on for  *)
(* ever.                                                                   *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets, TLC

CONSTANTS
  Cpus,
  Getters, Putters,  \* the cpus whose program gets objects, and gives them back
  Invalidators,      \* those whose program invalidates the cache
  Pages,
  PageItems,   \* items of a page
  GroupSize,   \* objects of a group
  Groups0,     \* how many groups there are
  HighWater,   \* pages that the pool keeps when they are idle
  Version,
  Fault,       \* a fault of the museum by its name there, one of the module's own, or "none"
  Dwells,      \* whether who has slept for the depot's lock is seen to have it
  AnyPage,     \* whether the page allocator may give out any free page, or none
  AnyOrder,    \* whether callers put any object, and pages give what came back last; or both the lowest
  None         \* a model value: unequal to all else

Versions ==
  {"2007",       \* 1.142: one group a cpu, new groups by way of the depot, an invalidation of the depot alone
   "2017",       \* 1.220: one caller at a time grows the pool, and as the reference else, but for invalidations
   "2020",       \* 1.284: lists of groups without a lock, and as the reference else
   "2025",       \* 1.294: such lists over a pool that one caller at a time grows
   "reference"}

ASSUME /\ Getters \union Putters \union Invalidators \subseteq Cpus
       /\ PageItems > 0 /\ GroupSize > 0 /\ Groups0 >= 0 /\ HighWater >= 0
       /\ Dwells \in BOOLEAN /\ AnyPage \in BOOLEAN /\ AnyOrder \in BOOLEAN /\ Version \in Versions

Is(fault) == Fault = fault

Lockless == Version \in {"2020", "2025"}

\* PR_GROWING: others wait until the grower is done.  If it got no page it tells them only with a mend that no version has.
Serial == Version \in {"2017", "2025"}
TellsOfFailure == Is("failed-grow-told")

\* While an invalidation is under way the depot gives nothing out.
Closes == Version = "reference" /\ ~Is("pool-depot-open-while-invalidating")

\* All cpus move their groups to the depot.
CallsAll == Version # "2007" /\ ~Is("pool-invalidates-the-depot-only")

-------------------------------------------------------------------------------
VARIABLES
  page,    \* what lies at each address: see Blank
  pool,    \* the pool's lists of pages, its current page, its counts; whether somebody keeps its lock, or grows it
  groups,  \* how many groups are in their pool
  depot,   \* its lock; the full, the empty and the partial groups; those lists whose head is marked; who drains
  own,     \* each cpu's current and previous group
  held,    \* the objects that callers hold
  made,    \* ghost: the objects that are constructed
  stale,   \* ghost: what each invalidator has still to see destructed
  since,   \* ghost: how many objects a cpu has put and got since it moved a full group
  wrong,   \* ghost: what no state shows: a full group moved too soon, a second new group, a needless page
  call,    \* the cpus that have not answered each cpu's cross-call
  last,    \* the page that was given back last
  step     \* where each actor stands: see Idle

vars == <<page, pool, groups, depot, own, held, made, stale, since, wrong, call, last, step>>

Kinds == {"program", "call"}
Actors == (Cpus \X {"program"}) \union (IF Invalidators = {} \/ ~CallsAll THEN {} ELSE Cpus \X {"call"})

Item(p, i) == <<p, i>>
Items(p) == {Item(p, i) : i \in 1 .. PageItems}

\* A page that is not the pool's.
Blank == [live |-> FALSE, free |-> <<>>, missing |-> 0]
Fresh(p) == [live |-> TRUE, free |-> [i \in 1 .. PageItems |-> Item(p, i)], missing |-> 0]

\* An actor in no call.  The other fields are what one in between remembers.
Idle ==
  [at     |-> "idle",
   call   |-> "none",
   object |-> None,    \* that is put, or destructed
   group  |-> None,    \* that it has in its hands
   moved  |-> None,    \* that it adds to a list of the depot
   list   |-> "full",  \* the list that it is at
   seen   |-> <<>>,    \* what a compare-and-set expects at the head of that list
   then   |-> "idle",  \* where it goes on when the depot's lock is let go of, or a group is listed
   page   |-> None,    \* a page that is to join the pool, or to be given back
   hand   |-> <<>>,    \* groups that are to be destructed, or to go to the depot
   from   |-> None,    \* whose call a cpu answers
   fresh  |-> TRUE,    \* ghost: nobody has changed that list since
   got    |-> FALSE]   \* ghost: its put has got a new group

Init ==
  /\ page = [p \in Pages |-> Blank]
  /\ pool = [empty |-> <<>>, part |-> <<>>, full |-> <<>>, cur |-> None,
             nitems |-> 0, nout |-> 0, npages |-> 0, nidle |-> 0, locked |-> FALSE, growing |-> FALSE]
  /\ groups = Groups0
  /\ depot = [lock |-> None, full |-> <<>>, empty |-> <<>>, part |-> <<>>, marked |-> {}, drains |-> 0]
  /\ own = [c \in Cpus |-> [cur |-> None, prev |-> None]]
  /\ held = {} /\ made = {}
  /\ stale = [c \in Invalidators |-> {}]
  /\ since = [c \in Cpus |-> GroupSize]
  /\ wrong = {}
  /\ call = [c \in Invalidators |-> {}]
  /\ last = None
  /\ step = [a \in Actors |-> Idle]

-------------------------------------------------------------------------------
Range(s) == {s[i] : i \in DOMAIN s}
Remove(list, x) == SelectSeq(list, LAMBDA y : y # x)
Last(s) == s[Len(s)]
Front(s) == SubSeq(s, 1, Len(s) - 1)
In(list, x) == Cardinality({i \in DOMAIN list : list[i] = x})
One(true) == IF true THEN 1 ELSE 0
Least(x, y) == IF x < y THEN x ELSE y

Here(c, k) == step[<<c, k>>]
At(c, k, where) == <<c, k>> \in Actors /\ Here(c, k).at = where
Go(c, k, r) == step' = [step EXCEPT ![<<c, k>>] = r]

\* Where no critical section keeps a cross-call away.
Open(at) ==
  at \in {"idle", "await", "pool-get", "grow-wait", "pages", "grow", "give", "pool-put", "free-group", "drain", "call-all",
          "call-wait", "own-transfer", "detach", "push-group", "take-all", "ends"}

MayRun(c, k) == IF k = "program" THEN <<c, "call">> \in Actors => At(c, "call", "idle") ELSE Open(step[<<c, "program">>].at)

Filled(g) == g # None /\ g # <<>>
HasRoom(g) == g # None /\ Len(g) < GroupSize

\* The list for a group with so many objects.
ListOf(g) ==
  CASE Len(g) = 0 -> "empty"
    [] Len(g) = GroupSize \/ Is("pool-partial-listed-as-full") -> "full"
    [] OTHER -> "part"

-------------------------------------------------------------------------------
(* A cpu's own groups, in its critical section.  o is what they have       *)
(* become so far in this step, n what since has.                           *)

Swapped(o) == [cur |-> o.prev, prev |-> o.cur]
Counted(n) == Least(n + 1, GroupSize)

\* Of the current group, or of the previous, which then is the current; or to the depot.
GetOwn(r, o, n) ==
  LET swaps == ~Filled(o.cur) /\ Filled(o.prev) /\ ~Is("pool-previous-not-looked-at")
      s == IF swaps THEN Swapped(o) ELSE o
  IN IF Filled(s.cur)
     THEN [own |-> CASE Is("pool-object-left-in-group") -> s
                     [] Is("pool-first-in-first-out") -> [s EXCEPT !.cur = Tail(@)]
                     [] OTHER -> [s EXCEPT !.cur = Front(@)],
           since |-> Counted(n), granted |-> {IF Is("pool-first-in-first-out") THEN Head(s.cur) ELSE Last(s.cur)},
           step |-> Idle]
     ELSE [own |-> s, since |-> n, granted |-> {},
           step |-> [r EXCEPT !.at = IF Lockless THEN "pop" ELSE "get-slow", !.list = "full"]]

\* In 2007 the previous group is taken only if it is empty.
MayFill(g) ==
  CASE Version = "2007" -> g = <<>>
    [] Is("pool-previous-not-filled") -> HasRoom(g) /\ g # <<>>
    [] OTHER -> HasRoom(g)

\* Into the current group, or the previous, which then is the current; or to the depot.
PutOwn(r, o, n) ==
  LET s == IF ~HasRoom(o.cur) /\ MayFill(o.prev) THEN Swapped(o) ELSE o
      next == CASE Lockless -> "pop" [] Version = "2007" -> "put-slow" [] OTHER -> "look"
  IN IF HasRoom(s.cur)
     THEN [own |-> [s EXCEPT !.cur = Append(@, r.object)], since |-> Counted(n), granted |-> {}, step |-> Idle]
     ELSE [own |-> s, since |-> n, granted |-> {}, step |-> [r EXCEPT !.at = next, !.list = "empty"]]

\* With all that comes of it.
Own(c, k, r, o, n) ==
  LET p == IF r.call = "get" THEN GetOwn(r, o, n) ELSE PutOwn(r, o, n)
  IN /\ own' = [own EXCEPT ![c] = p.own]
     /\ since' = [since EXCEPT ![c] = p.since]
     /\ held' = (IF At(c, k, "idle") THEN held \ {r.object} ELSE held) \union p.granted
     /\ stale' = [i \in Invalidators |-> stale[i] \ p.granted]
     /\ Go(c, k, p.step)

\* A full group goes to the depot or comes from it: whether too soon after another.
Exchanged(c) == wrong' = IF since[c] < GroupSize THEN wrong \union {"early"} ELSE wrong

Calls(c, k) == At(c, k, "idle") /\ MayRun(c, k)

Get(c, k) ==
  /\ Calls(c, k) /\ k = "program" /\ c \in Getters
  /\ Own(c, k, [Idle EXCEPT !.call = "get"], own[c], since[c])
  /\ UNCHANGED <<page, pool, groups, depot, made, wrong, call, last>>

Putable == IF AnyOrder \/ held = {} THEN held ELSE {CHOOSE o \in held : \A q \in held : o[2] <= q[2]}

Put(c, k) ==
  /\ Calls(c, k) /\ k = "program" /\ c \in Putters
  /\ \E o \in Putable : Own(c, k, [Idle EXCEPT !.call = "put", !.object = o], own[c], since[c])
  /\ UNCHANGED <<page, pool, groups, depot, made, wrong, call, last>>

-------------------------------------------------------------------------------
(* The depot with its lock.                                                *)

Free == depot.lock = None
Held(c, k) == [depot EXCEPT !.lock = <<c, k>>]

\* The lock is held by another: whoever wants it leaves the critical section and sleeps.
Miss(c, k, then) ==
  /\ Go(c, k, [Here(c, k) EXCEPT !.at = "await", !.then = then])
  /\ UNCHANGED <<depot, own, since, wrong>>

\* pool_cache_get_slow: a full group, for which the cpu's empty one goes to the depot.
GetSlow(c, k) ==
  LET r == Here(c, k)
      d == Held(c, k)
      o == own[c]
  IN /\ At(c, k, "get-slow")
     /\ CASE ~Free -> Miss(c, k, "own")
          [] Free /\ d.full # <<>> /\ (Closes => d.drains = 0) ->
               /\ depot' = [d EXCEPT !.full = IF Is("pool-full-group-kept") THEN @ ELSE Tail(@)]
               /\ own' = [own EXCEPT ![c].cur = Head(d.full)]
               /\ since' = [since EXCEPT ![c] = 0]
               /\ Exchanged(c)
               /\ Go(c, k, IF o.cur = None \/ Is("pool-empty-group-dropped")
                           THEN [r EXCEPT !.at = "depot-unlock", !.then = "own"]
                           ELSE [r EXCEPT !.at = "list-empty", !.then = "own", !.hand = <<o.cur>>])
          [] OTHER ->
               /\ depot' = d
               /\ Go(c, k, [r EXCEPT !.at = "depot-unlock", !.then = "pool-get"])
               /\ UNCHANGED <<own, since, wrong>>
     /\ UNCHANGED <<page, pool, groups, held, made, stale, call, last>>

\* Awake, and the depot's lock, which is let go of at once: the groups are to be looked at again.
Await(c, k) ==
  LET r == Here(c, k)
  IN /\ At(c, k, "await") /\ MayRun(c, k) /\ Free
     /\ CASE Dwells ->
               /\ depot' = Held(c, k)
               /\ Go(c, k, [r EXCEPT !.at = "depot-unlock", !.then = IF r.group = None THEN "own" ELSE "return-group"])
               /\ UNCHANGED <<own, held, stale, since>>
          [] ~Dwells /\ r.group = None -> Own(c, k, [r EXCEPT !.then = "idle"], own[c], since[c]) /\ UNCHANGED depot
          [] OTHER -> Go(c, k, [r EXCEPT !.at = "return-group"]) /\ UNCHANGED <<depot, own, held, stale, since>>
     /\ UNCHANGED <<page, pool, groups, made, wrong, call, last>>

\* A put looks without the lock whether the depot has an empty group.
Look(c, k) ==
  /\ At(c, k, "look")
  /\ Go(c, k, [Here(c, k) EXCEPT !.at = IF depot.empty = <<>> THEN "new-group" ELSE "put-slow"])
  /\ UNCHANGED <<page, pool, groups, depot, own, held, made, stale, since, wrong, call, last>>

\* The object goes straight to the pool.
Destructs(r) == [r EXCEPT !.at = "pool-put", !.then = "idle"]

\* A cpu that has one group only has two now.
Adds(c) == own[c].prev = None /\ Version # "2007"
Added(o, g) == IF Is("pool-previous-not-filled") THEN [cur |-> g, prev |-> o.cur] ELSE [o EXCEPT !.prev = g]

\* Else its full current one goes to the depot.
Install(c, k, r, d, g) ==
  LET o == own[c]
      next == [r EXCEPT !.at = "depot-unlock", !.then = "own", !.group = None]
  IN IF Adds(c) \/ o.cur = None
     THEN /\ own' = [own EXCEPT ![c] = IF Adds(c) THEN Added(o, g) ELSE [@ EXCEPT !.cur = g]]
          /\ depot' = d
          /\ Go(c, k, next)
          /\ UNCHANGED <<since, wrong>>
     ELSE /\ own' = [own EXCEPT ![c].cur = g]
          /\ depot' = [d EXCEPT !.full = <<o.cur>> \o @]
          /\ since' = [since EXCEPT ![c] = 0]
          /\ Exchanged(c)
          /\ Go(c, k, next)

\* pool_cache_put_slow: an empty group, of its own or of the depot.
PutSlow(c, k) ==
  LET r == Here(c, k)
      d == Held(c, k)
  IN /\ At(c, k, "put-slow")
     /\ CASE ~Free -> Miss(c, k, "own")
          [] Free /\ r.group # None -> Install(c, k, r, d, r.group)
          [] Free /\ r.group = None /\ d.empty # <<>> ->
               /\ depot' = d
               /\ Go(c, k, [r EXCEPT !.at = "take-empty"])
               /\ UNCHANGED <<own, since, wrong>>
          [] OTHER ->
               /\ depot' = d
               /\ Go(c, k, [r EXCEPT !.at = "depot-unlock", !.then = IF Version = "2007" THEN "new-group" ELSE "destruct"])
               /\ UNCHANGED <<own, since, wrong>>
     /\ UNCHANGED <<page, pool, groups, held, made, stale, call, last>>

\* The head of the list of empty groups changes, which a put reads without the lock: the first of it is taken,
TakeEmpty(c, k) ==
  /\ At(c, k, "take-empty")
  /\ Install(c, k, Here(c, k), [depot EXCEPT !.empty = Tail(@)], Head(depot.empty))
  /\ UNCHANGED <<page, pool, groups, held, made, stale, call, last>>

\* or one is added.
ListEmpty(c, k) ==
  LET r == Here(c, k)
      rest == Tail(r.hand)
  IN /\ At(c, k, "list-empty")
     /\ depot' = [depot EXCEPT !.empty = <<Head(r.hand)>> \o @]
     /\ Go(c, k, [r EXCEPT !.hand = rest, !.at = IF rest = <<>> THEN "depot-unlock" ELSE @])
     /\ UNCHANGED <<page, pool, groups, own, held, made, stale, since, wrong, call, last>>

\* 2007: the new group goes to the depot, where another cpu may take it.
PushGroup(c, k) ==
  LET r == Here(c, k)
  IN /\ At(c, k, "push-group") /\ MayRun(c, k) /\ Free
     /\ depot' = Held(c, k)
     /\ Go(c, k, [r EXCEPT !.at = "list-empty", !.then = "own", !.group = None, !.hand = <<r.group>>])
     /\ UNCHANGED <<page, pool, groups, own, held, made, stale, since, wrong, call, last>>

\* A put that has slept has no use for the group that it got.
ReturnGroup(c, k) ==
  LET r == Here(c, k)
  IN /\ At(c, k, "return-group")
     /\ groups' = groups + 1
     /\ Own(c, k, [r EXCEPT !.group = None, !.got = FALSE], own[c], since[c])
     /\ UNCHANGED <<page, pool, depot, made, wrong, call, last>>

-------------------------------------------------------------------------------
(* Groups that are destructed, and the end of what is done under the lock. *)

\* The next object of the groups in hand, or the next group, or the next list of 2020, or the end.
NextOf(r) ==
  LET q == [r EXCEPT !.object = None, !.page = None]
  IN CASE r.hand = <<>> /\ Lockless /\ r.list # "part" ->
            [q EXCEPT !.at = "take-all", !.list = IF r.list = "empty" THEN "full" ELSE "part"]
       [] r.hand = <<>> /\ ~(Lockless /\ r.list # "part") -> [q EXCEPT !.at = "ends"]
       [] r.hand # <<>> /\ Head(r.hand) = <<>> -> [q EXCEPT !.at = "free-group"]
       [] OTHER -> [q EXCEPT !.at = "pool-put", !.object = Head(Head(r.hand)), !.then = "hand",
                             !.hand = <<Tail(Head(r.hand))>> \o Tail(r.hand)]

\* The depot's lock goes; the interrupt of a cross-call answers with that.
DepotUnlock(c, k) ==
  LET r == Here(c, k)
  IN /\ At(c, k, "depot-unlock")
     /\ depot' = IF r.then = "hand" /\ Is("pool-destructs-under-the-lock") THEN depot ELSE [depot EXCEPT !.lock = None]
     /\ call' = IF r.then = "answer" THEN [call EXCEPT ![r.from] = @ \ {c}] ELSE call
     /\ IF r.then = "own"
        THEN Own(c, k, [r EXCEPT !.then = "idle"], own[c], since[c])
        ELSE /\ Go(c, k, CASE r.then = "destruct" -> Destructs(r)
                           [] r.then = "hand" -> NextOf(r)
                           [] r.then = "answer" -> Idle
                           [] OTHER -> [r EXCEPT !.at = r.then, !.then = "idle"])
             /\ UNCHANGED <<own, held, stale, since>>
     /\ UNCHANGED <<page, pool, groups, made, wrong, last>>

\* pool_put of a group whose objects are destructed.
FreeGroup(c, k) ==
  LET r == Here(c, k)
  IN /\ At(c, k, "free-group") /\ MayRun(c, k)
     /\ groups' = IF Is("pool-groups-leaked") THEN groups ELSE groups + 1
     /\ Go(c, k, NextOf([r EXCEPT !.hand = Tail(@)]))
     /\ UNCHANGED <<page, pool, depot, own, held, made, stale, since, wrong, call, last>>

-------------------------------------------------------------------------------
(* The lists of 2020.  The head of a list is its first group, or a mark,   *)
(* for which all others wait.                                              *)

Unmarked(list) == list \notin depot.marked
First(list) == SubSeq(list, 1, Least(1, Len(list)))

\* The head as it is read.  pool-marked-in-two-steps goes on with the rest as it was then.
Seen(list) == IF Is("pool-marked-in-two-steps") THEN depot[list] ELSE First(depot[list])

\* What a compare-and-set finds.  A group with objects is known by them; of empty ones that came and went
\* meanwhile the first may be the one that was seen, or not.
Same(r) ==
  CASE ~Unmarked(r.list) \/ First(depot[r.list]) # First(r.seen) -> {FALSE}
    [] r.fresh \/ First(r.seen) # << <<>> >> -> {TRUE}
    [] OTHER -> {TRUE, FALSE}

\* The head of a list changes, which others have perhaps read.
GoOver(c, k, r, list) ==
  step' = [a \in Actors |->
             CASE a = <<c, k>> -> r
               [] a # <<c, k>> /\ step[a].at \in {"mark", "link"} /\ step[a].list = list -> [step[a] EXCEPT !.fresh = FALSE]
               [] OTHER -> step[a]]

\* What is done with a group that was got: who gets a full one gives an empty one away, and the other way round.
Installs(c, k, r) ==
  LET o == own[c]
      isGet == r.call = "get"
      q == [r EXCEPT !.group = None]
  IN IF isGet
     THEN IF o.cur = None
          THEN GetOwn(q, [o EXCEPT !.cur = r.group], 0)
          ELSE [own |-> [o EXCEPT !.cur = None], since |-> since[c], granted |-> {},
                step |-> [r EXCEPT !.at = "push", !.moved = o.cur, !.list = "empty", !.then = "own"]]
     ELSE IF Adds(c) \/ o.cur = None
          THEN PutOwn(q, IF Adds(c) THEN Added(o, r.group) ELSE [o EXCEPT !.cur = r.group], since[c])
          ELSE [own |-> [o EXCEPT !.cur = None], since |-> since[c], granted |-> {},
                step |-> [r EXCEPT !.at = "push", !.moved = o.cur, !.list = "full", !.then = "own"]]

\* pool_pcg_get: the first of the list.
Pop(c, k) ==
  LET r == Here(c, k)
  IN /\ At(c, k, "pop") /\ Unmarked(r.list)
     /\ Go(c, k, CASE depot[r.list] # <<>> -> [r EXCEPT !.at = "mark", !.seen = Seen(r.list), !.fresh = TRUE]
                   [] depot[r.list] = <<>> /\ r.call = "get" -> [r EXCEPT !.at = "pool-get"]
                   [] OTHER -> [r EXCEPT !.at = "new-group"])
     /\ UNCHANGED <<page, pool, groups, depot, own, held, made, stale, since, wrong, call, last>>

Mark(c, k) ==
  LET r == Here(c, k)
  IN /\ At(c, k, "mark")
     /\ \E same \in (IF Is("pool-marked-in-two-steps") THEN {TRUE} ELSE Same(r)) :
          IF same
          THEN /\ depot' = [depot EXCEPT !.marked = @ \union {r.list}]
               /\ GoOver(c, k, [r EXCEPT !.at = "unmark", !.fresh = TRUE], r.list)
          ELSE /\ Go(c, k, [r EXCEPT !.at = "pop", !.seen = <<>>, !.fresh = TRUE])
               /\ UNCHANGED depot
     /\ UNCHANGED <<page, pool, groups, own, held, made, stale, since, wrong, call, last>>

\* The list goes on with the next group.
Unmark(c, k) ==
  LET r == Here(c, k)
      list == IF Is("pool-marked-in-two-steps") THEN r.seen ELSE depot[r.list]
      p == Installs(c, k, [r EXCEPT !.seen = <<>>, !.group = Head(list)])
  IN /\ At(c, k, "unmark")
     /\ depot' = [depot EXCEPT ![r.list] = Tail(list), !.marked = @ \ {r.list}]
     /\ own' = [own EXCEPT ![c] = p.own]
     /\ since' = [since EXCEPT ![c] = p.since]
     /\ held' = held \union p.granted
     /\ stale' = [i \in Invalidators |-> stale[i] \ p.granted]
     /\ IF p.granted # {} THEN Exchanged(c) ELSE UNCHANGED wrong
     /\ GoOver(c, k, p.step, r.list)
     /\ UNCHANGED <<page, pool, groups, made, call, last>>

\* pool_pcg_put: its first half reads the head.
Push(c, k) ==
  LET r == Here(c, k)
  IN /\ At(c, k, "push") /\ Unmarked(r.list)
     /\ Go(c, k, [r EXCEPT !.at = "link", !.seen = First(depot[r.list]), !.fresh = TRUE])
     /\ UNCHANGED <<page, pool, groups, depot, own, held, made, stale, since, wrong, call, last>>

\* The next list that groups of an invalidation come from.
Takes(r) == [r EXCEPT !.at = "take-all", !.list = "empty", !.then = "idle"]

\* Its second half.  The group that the cpu has got becomes its current one; or the next of its own goes to the depot.
Link(c, k) ==
  LET r == Here(c, k)
      q == [r EXCEPT !.seen = <<>>, !.moved = None]
      p == IF r.call = "get" THEN GetOwn([q EXCEPT !.group = None, !.then = "idle"], [own[c] EXCEPT !.cur = r.group], 0)
           ELSE PutOwn([q EXCEPT !.group = None, !.then = "idle"], [own[c] EXCEPT !.cur = r.group], 0)
  IN /\ At(c, k, "link")
     /\ \E same \in Same(r) :
          CASE ~same ->
                 /\ Go(c, k, [r EXCEPT !.at = "push", !.seen = <<>>, !.fresh = TRUE])
                 /\ UNCHANGED <<depot, own, held, stale, since, wrong, call>>
            [] same /\ r.then = "own" ->
                 /\ depot' = [depot EXCEPT ![r.list] = <<r.moved>> \o @]
                 /\ own' = [own EXCEPT ![c] = p.own]
                 /\ since' = [since EXCEPT ![c] = p.since]
                 /\ held' = held \union p.granted
                 /\ stale' = [i \in Invalidators |-> stale[i] \ p.granted]
                 /\ Exchanged(c)
                 /\ GoOver(c, k, p.step, r.list)
                 /\ UNCHANGED call
            [] OTHER ->
                 /\ depot' = [depot EXCEPT ![r.list] = <<r.moved>> \o @]
                 /\ call' = IF r.hand = <<>> /\ k = "call" THEN [call EXCEPT ![r.from] = @ \ {c}] ELSE call
                 /\ GoOver(c, k, CASE r.hand # <<>> -> [q EXCEPT !.at = "push", !.moved = Head(r.hand), !.hand = Tail(@),
                                                                 !.list = ListOf(Head(r.hand))]
                                   [] r.hand = <<>> /\ k = "call" -> Idle
                                   [] OTHER -> Takes(q), r.list)
                 /\ UNCHANGED <<own, held, stale, since, wrong>>
     /\ UNCHANGED <<page, pool, groups, made, last>>

\* pool_pcg_trunc: all groups of a list leave it.  To read the head and to change it is one step, as nothing is
\* done in between, and who does not succeed reads again.
TakeAll(c, k) ==
  LET r == Here(c, k)
  IN /\ At(c, k, "take-all") /\ MayRun(c, k) /\ Unmarked(r.list)
     /\ depot' = [depot EXCEPT ![r.list] = <<>>]
     /\ GoOver(c, k, NextOf([r EXCEPT !.hand = depot[r.list]]), r.list)
     /\ UNCHANGED <<page, pool, groups, own, held, made, stale, since, wrong, call, last>>

\* The pool of groups, which never waits.
NewGroup(c, k) ==
  LET r == Here(c, k)
      got == [r EXCEPT !.group = <<>>, !.got = TRUE]
      p == Installs(c, k, got)
  IN /\ At(c, k, "new-group") /\ MayRun(c, k)
     /\ groups' = IF groups > 0 THEN groups - 1 ELSE groups
     /\ wrong' = IF groups > 0 /\ r.got THEN wrong \union {"again"} ELSE wrong
     /\ IF groups > 0 /\ Lockless
        THEN own' = [own EXCEPT ![c] = p.own] /\ since' = [since EXCEPT ![c] = p.since] /\ Go(c, k, p.step)
        ELSE /\ Go(c, k, CASE groups > 0 -> [got EXCEPT !.at = IF Version = "2007" THEN "push-group" ELSE "put-slow"]
                           [] groups = 0 /\ Version \in {"reference", "2017"} -> [r EXCEPT !.at = "put-slow"]
                           [] OTHER -> Destructs(r))
             /\ UNCHANGED <<own, since>>
     /\ UNCHANGED <<page, pool, depot, held, made, stale, call, last>>

-------------------------------------------------------------------------------
(* The pool, under its lock.  b and q are what pages and pool have become  *)
(* so far in this step.                                                    *)

Current(q) == CASE q.part # <<>> -> Head(q.part) [] q.part = <<>> /\ q.empty # <<>> -> Head(q.empty) [] OTHER -> None

\* A list of q without the page, and one with it in front.
Moved(q, p, from, to) == [q EXCEPT ![from] = Remove(@, p), ![to] = <<p>> \o @]

\* An item of the current page, which is its caller's, constructed.
Take(c, k, b, q) ==
  LET p == q.cur
      x == Head(b[p].free)
      n == b[p].missing + 1
      counted == IF Is("pool-out-not-counted") THEN q ELSE [q EXCEPT !.nitems = @ - 1, !.nout = @ + 1]
      begun == IF n = 1 THEN [Moved(counted, p, "empty", "part") EXCEPT !.nidle = @ - 1] ELSE counted
      used == IF n < PageItems THEN begun
              ELSE LET m == IF Is("pool-full-page-not-moved") THEN begun ELSE Moved(begun, p, "part", "full")
                   IN [m EXCEPT !.cur = Current(m)]
  IN /\ page' = [b EXCEPT ![p].free = Tail(@), ![p].missing = n]
     /\ pool' = used
     /\ held' = held \union {x}
     /\ made' = IF Is("pool-not-constructed") THEN made ELSE made \union {x}

PoolGet(c, k) ==
  LET r == Here(c, k)
  IN /\ At(c, k, "pool-get") /\ MayRun(c, k) /\ ~pool.locked
     /\ CASE pool.cur # None -> Take(c, k, page, pool) /\ Go(c, k, Idle)
          [] pool.cur = None /\ pool.growing -> Go(c, k, [r EXCEPT !.at = "grow-wait"]) /\ UNCHANGED <<page, pool, held, made>>
          [] OTHER ->
               /\ pool' = [pool EXCEPT !.growing = Serial]
               /\ Go(c, k, [r EXCEPT !.at = "pages"])
               /\ UNCHANGED <<page, held, made>>
     /\ UNCHANGED <<groups, depot, own, stale, since, wrong, call, last>>

Given == {p \in Pages : ~page[p].live}
Lowest(set) == CHOOSE p \in set : \A q \in set : p <= q
Page == IF AnyPage \/ Given = {} THEN Given ELSE IF last \in Given THEN {last} ELSE {Lowest(Given)}

\* The page allocator, without any lock of the pool.
NewPage(c, k) ==
  LET r == Here(c, k)
  IN /\ At(c, k, "pages") /\ MayRun(c, k)
     /\ \E p \in Page :
          /\ page' = [page EXCEPT ![p].live = TRUE]
          /\ Go(c, k, [r EXCEPT !.at = "grow", !.page = p])
     /\ last' = None
     /\ UNCHANGED <<pool, groups, depot, own, held, made, stale, since, wrong, call>>

NoPage(c, k) ==
  /\ At(c, k, "pages") /\ MayRun(c, k) /\ (AnyPage \/ Given = {})
  /\ Go(c, k, [Here(c, k) EXCEPT !.at = "grow"])
  /\ UNCHANGED <<page, pool, groups, depot, own, held, made, stale, since, wrong, call, last>>

\* pool_prime_page.
Primed(q, p) == [q EXCEPT !.empty = <<p>> \o @, !.nidle = @ + 1, !.nitems = @ + PageItems, !.npages = @ + 1,
                          !.cur = IF @ = None THEN p ELSE @]

\* A caller goes on, and those who wait for the end of its grow are woken, if they are told of it: they look again.
Grown(c, k, r, told) ==
  step' = [a \in Actors |->
             CASE a = <<c, k>> -> r
               [] a # <<c, k>> /\ told /\ step[a].at = "grow-wait" -> [step[a] EXCEPT !.at = "pool-get"]
               [] OTHER -> step[a]]

\* The pool's lock again: a page that nobody needs any more is given back, but where one caller at a time grows.
Grow(c, k) ==
  LET r == Here(c, k)
      p == r.page
      q == [pool EXCEPT !.growing = FALSE]
      needed == pool.cur = None \/ Version = "2007" \/ Serial \/ Is("pool-growers-race")
  IN /\ At(c, k, "grow") /\ MayRun(c, k) /\ ~pool.locked
     /\ CASE p # None /\ needed ->
               /\ Take(c, k, [page EXCEPT ![p] = Fresh(p)], Primed(q, p))
               /\ wrong' = IF pool.nitems > 0 THEN wrong \union {"needless"} ELSE wrong
               /\ Grown(c, k, Idle, TRUE)
          [] p # None /\ ~needed ->
               /\ Go(c, k, [r EXCEPT !.at = "give", !.then = "pool-get"])
               /\ UNCHANGED <<page, pool, held, made, wrong>>
          [] p = None /\ pool.cur # None -> Take(c, k, page, q) /\ Grown(c, k, Idle, TellsOfFailure) /\ UNCHANGED wrong
          [] OTHER ->
               /\ pool' = [q EXCEPT !.locked = Is("pool-locked-when-out")]
               /\ Grown(c, k, Idle, TellsOfFailure)
               /\ UNCHANGED <<page, held, made, wrong>>
     /\ UNCHANGED <<groups, depot, own, stale, since, call, last>>

\* Where an actor goes on that has put an object into the pool.
Done(r) ==
  CASE r.then = "hand" -> NextOf(r)
    [] r.then = "pool-get" -> [r EXCEPT !.at = "pool-get", !.page = None]
    [] OTHER -> Idle

\* The items of a page with one more in front, or in order.
Freed(list, x) ==
  IF AnyOrder THEN <<x>> \o list
  ELSE SelectSeq(list, LAMBDA y : y[2] < x[2]) \o <<x>> \o SelectSeq(list, LAMBDA y : y[2] > x[2])

\* An object is destructed, and goes to the pool.  A page that becomes idle leaves it if there are enough.
PoolPut(c, k) ==
  LET r == Here(c, k)
      x == r.object
      p == x[1]
      n == page[p].missing - 1
      full == n = PageItems - 1
      from == IF full THEN "full" ELSE "part"
      idle == n = 0 \/ (n = 1 /\ (Is("pool-released-with-one-missing") \/ Is("released-in-use")))
      q == [pool EXCEPT !.nitems = @ + 1, !.nout = @ - 1, !.cur = IF @ = None THEN p ELSE @]
      gone == [q EXCEPT ![from] = Remove(@, p), !.nitems = @ - PageItems, !.npages = @ - 1]
      kept == [Moved(q, p, from, "empty") EXCEPT !.nidle = @ + 1]
      above == pool.npages > HighWater /\ ~Is("pool-high-water-ignored")
  IN /\ At(c, k, "pool-put") /\ MayRun(c, k) /\ ~pool.locked
     /\ page' = [page EXCEPT ![p].free = Freed(@, x), ![p].missing = n]
     /\ pool' = CASE idle /\ above -> [gone EXCEPT !.cur = Current(gone)]
                  [] idle /\ ~above -> [kept EXCEPT !.cur = Current(kept)]
                  [] ~idle /\ full -> [Moved(q, p, "full", "part") EXCEPT !.cur = p]
                  [] OTHER -> q
     /\ made' = IF Is("pool-not-destructed") /\ r.then # "hand" THEN made ELSE made \ {x}
     /\ stale' = [i \in Invalidators |-> stale[i] \ {x}]
     /\ Go(c, k, IF idle /\ above /\ ~Is("pool-pages-kept") THEN [r EXCEPT !.at = "give", !.page = p, !.object = None]
                 ELSE Done(r))
     /\ UNCHANGED <<groups, depot, own, held, since, wrong, call, last>>

\* A page goes back to the page allocator.
Give(c, k) ==
  LET r == Here(c, k)
  IN /\ At(c, k, "give") /\ MayRun(c, k)
     /\ page' = [page EXCEPT ![r.page] = Blank]
     /\ last' = IF AnyPage THEN None ELSE r.page
     /\ Go(c, k, Done([r EXCEPT !.page = None]))
     /\ UNCHANGED <<pool, groups, depot, own, held, made, stale, since, wrong, call>>

-------------------------------------------------------------------------------
(* Invalidations.                                                          *)

Mine(c) == SelectSeq(<<own[c].cur, own[c].prev>>, LAMBDA g : g # None)

Objects(list) == UNION {Range(list[i]) : i \in DOMAIN list}
Cached == Objects(depot.full) \union Objects(depot.part) \union UNION {Objects(Mine(c)) : c \in Cpus}

\* Where it begins: 2007 has no more than the depot to empty.
Invalidate(c, k) ==
  /\ Calls(c, k) /\ k = "program" /\ c \in Invalidators
  /\ stale' = [stale EXCEPT ![c] = Cached]
  /\ Go(c, k, [Idle EXCEPT !.call = "invalidate",
                           !.at = CASE Version = "2007" -> "detach" [] Version = "reference" -> "drain" [] OTHER -> "call-all"])
  /\ UNCHANGED <<page, pool, groups, depot, own, held, made, since, wrong, call, last>>

\* The depot gives nothing out from here on.
Drain(c, k) ==
  LET r == Here(c, k)
  IN /\ At(c, k, "drain") /\ MayRun(c, k) /\ Free
     /\ depot' = [Held(c, k) EXCEPT !.drains = @ + 1]
     /\ Go(c, k, [r EXCEPT !.at = "depot-unlock", !.then = IF CallsAll THEN "call-all" ELSE "detach"])
     /\ UNCHANGED <<page, pool, groups, own, held, made, stale, since, wrong, call, last>>

\* xc_broadcast.
CallAll(c, k) ==
  /\ At(c, k, "call-all") /\ MayRun(c, k)
  /\ call' = [call EXCEPT ![c] = Cpus \ {c}]
  /\ Go(c, k, [Here(c, k) EXCEPT !.at = "call-wait"])
  /\ UNCHANGED <<page, pool, groups, depot, own, held, made, stale, since, wrong, last>>

\* The interrupt of a cross-call begins on a cpu.
Called(c, k) ==
  /\ k = "call" /\ Calls(c, k)
  /\ \E i \in Invalidators :
       /\ c \in call[i]
       /\ Go(c, k, [Idle EXCEPT !.call = "called", !.at = "own-transfer", !.from = i])
  /\ UNCHANGED <<page, pool, groups, depot, own, held, made, stale, since, wrong, call, last>>

\* xc_wait; then the caller does the same itself.
CallDone(c, k) ==
  /\ At(c, k, "call-wait") /\ MayRun(c, k)
  /\ call[c] = {} \/ Is("pool-transfer-awaited-by-nobody")
  /\ Go(c, k, [Here(c, k) EXCEPT !.at = "own-transfer"])
  /\ UNCHANGED <<page, pool, groups, depot, own, held, made, stale, since, wrong, call, last>>

Added1(d, g) == IF ListOf(g) = "empty" THEN d ELSE [d EXCEPT ![ListOf(g)] = <<g>> \o @]

\* pool_cache_transfer: both groups of the cpu go to the depot; in 2020 one after the other, see Link.
Transfer(c, k) ==
  LET r == Here(c, k)
      mine == IF Is("pool-previous-dropped") THEN SelectSeq(<<own[c].cur>>, LAMBDA g : g # None) ELSE Mine(c)
      d == Held(c, k)
      d1 == IF Len(mine) > 0 THEN Added1(d, mine[1]) ELSE d
      d2 == IF Len(mine) > 1 THEN Added1(d1, mine[2]) ELSE d1
      empty == SelectSeq(mine, LAMBDA g : ListOf(g) = "empty")
  IN /\ At(c, k, "own-transfer") /\ MayRun(c, k) /\ ~Lockless /\ Free
     /\ own' = [own EXCEPT ![c] = [cur |-> None, prev |-> None]]
     /\ since' = [since EXCEPT ![c] = GroupSize]
     /\ depot' = d2
     /\ Go(c, k, [r EXCEPT !.at = IF empty = <<>> THEN "depot-unlock" ELSE "list-empty", !.hand = empty,
                           !.then = IF k = "call" THEN "answer" ELSE "detach"])
     /\ UNCHANGED <<page, pool, groups, held, made, stale, wrong, call, last>>

\* The same without a lock: the groups are in the cpu's hands.
TransferHand(c, k) ==
  LET r == Here(c, k)
      mine == Mine(c)
  IN /\ At(c, k, "own-transfer") /\ MayRun(c, k) /\ Lockless
     /\ own' = [own EXCEPT ![c] = [cur |-> None, prev |-> None]]
     /\ since' = [since EXCEPT ![c] = GroupSize]
     /\ IF mine = <<>>
        THEN /\ call' = IF k = "call" THEN [call EXCEPT ![r.from] = @ \ {c}] ELSE call
             /\ Go(c, k, IF k = "call" THEN Idle ELSE [r EXCEPT !.at = "take-all", !.list = "empty"])
        ELSE /\ Go(c, k, [r EXCEPT !.at = "push", !.moved = Head(mine), !.hand = Tail(mine), !.list = ListOf(Head(mine)),
                                   !.then = "transfer"])
             /\ UNCHANGED call
     /\ UNCHANGED <<page, pool, groups, depot, held, made, stale, wrong, last>>

\* The depot's lock,
Detach(c, k) ==
  /\ At(c, k, "detach") /\ MayRun(c, k) /\ Free
  /\ depot' = Held(c, k)
  /\ Go(c, k, [Here(c, k) EXCEPT !.at = "detach-empty"])
  /\ UNCHANGED <<page, pool, groups, own, held, made, stale, since, wrong, call, last>>

\* and what is in the depot leaves it.
DetachEmpty(c, k) ==
  LET d == depot
  IN /\ At(c, k, "detach-empty")
     /\ depot' = [d EXCEPT !.full = <<>>, !.empty = <<>>, !.part = <<>>, !.drains = IF Version = "reference" THEN @ - 1 ELSE @]
     /\ Go(c, k, [Here(c, k) EXCEPT !.at = "depot-unlock", !.then = "hand", !.hand = d.full \o d.empty \o d.part])
     /\ UNCHANGED <<page, pool, groups, own, held, made, stale, since, wrong, call, last>>

\* It returns.  Of several at a time the last has to have done with all.
InvalidateDone(c, k) ==
  /\ At(c, k, "ends") /\ MayRun(c, k)
  /\ stale' = [i \in Invalidators |->
                 CASE i = c -> {}
                   [] i # c /\ Here(i, "program").call = "invalidate" -> stale[i] \union (stale[c] \cap Cached)
                   [] OTHER -> stale[i]]
  /\ depot' = IF depot.lock = <<c, k>> THEN [depot EXCEPT !.lock = None] ELSE depot
  /\ Go(c, k, Idle)
  /\ UNCHANGED <<page, pool, groups, own, held, made, since, wrong, call, last>>

-------------------------------------------------------------------------------
\* What a caller begins; nothing makes it.
Call(c, k) == Get(c, k) \/ Put(c, k) \/ Invalidate(c, k)

\* What an actor in between does next.
Continue(c, k) ==
  \/ GetSlow(c, k) \/ Await(c, k) \/ Look(c, k) \/ PutSlow(c, k) \/ TakeEmpty(c, k) \/ ListEmpty(c, k) \/ NewGroup(c, k) \/ PushGroup(c, k)
  \/ ReturnGroup(c, k) \/ DepotUnlock(c, k) \/ FreeGroup(c, k)
  \/ Pop(c, k) \/ Mark(c, k) \/ Unmark(c, k) \/ Push(c, k) \/ Link(c, k) \/ TakeAll(c, k)
  \/ PoolGet(c, k) \/ NewPage(c, k) \/ NoPage(c, k) \/ Grow(c, k) \/ PoolPut(c, k) \/ Give(c, k)
  \/ Drain(c, k) \/ CallAll(c, k) \/ Called(c, k) \/ CallDone(c, k) \/ Transfer(c, k) \/ TransferHand(c, k) \/ Detach(c, k) \/ DetachEmpty(c, k)
  \/ InvalidateDone(c, k)

Next == \E c \in Cpus : \E k \in Kinds : Call(c, k) \/ Continue(c, k)

\* Calls may cease; whatever has begun goes on, and gets a lock that the others let go again and again.
Progress == \A c \in Cpus : \A k \in {k \in Kinds : <<c, k>> \in Actors} : SF_vars(Continue(c, k))

Spec == Init /\ [][Next]_vars
FairSpec == Spec /\ Progress

-------------------------------------------------------------------------------
(* Properties, each by its id in the catalogue.                            *)

Listed == Range(pool.empty) \union Range(pool.part) \union Range(pool.full)
Hands(a) == {step[a].group, step[a].moved} \ {None}

\* The groups that are somewhere, as often as they are.
Carried(a) == Cardinality({f \in {"group", "moved"} : step[a][f] # None}) + Len(step[a].hand)
RECURSIVE Sum(_, _)
Sum(f, set) == IF set = {} THEN 0 ELSE LET x == CHOOSE x \in set : TRUE IN f[x] + Sum(f, set \ {x})

\* In how many groups an object is.
Times(g, x) == IF g = None THEN 0 ELSE In(g, x)
InGroups(x) ==
  LET ofCpu == [c \in Cpus |-> Times(own[c].cur, x) + Times(own[c].prev, x)]
      ofActor == [a \in Actors |-> Times(step[a].group, x) + Times(step[a].moved, x)
                                     + Sum([i \in DOMAIN step[a].hand |-> In(step[a].hand[i], x)], DOMAIN step[a].hand)]
      InList(list) == Sum([i \in DOMAIN list |-> In(list[i], x)], DOMAIN list)
  IN Sum(ofCpu, Cpus) + Sum(ofActor, Actors) + InList(depot.full) + InList(depot.part)

\* conservation: M1.  An object of a page of the pool is in one place: a caller's hands, on its way, free in its
\* page, or in a group.
Conservation ==
  \A p \in Listed : \A x \in Items(p) :
    In(page[p].free, x) + One(x \in held) + Cardinality({a \in Actors : step[a].object = x}) + InGroups(x) = 1

\* groups: M1.  There are as many groups as there were, each in one place.
GroupsKept ==
  groups + Len(depot.full) + Len(depot.empty) + Len(depot.part)
    + Sum([c \in Cpus |-> Len(Mine(c))], Cpus) + Sum([a \in Actors |-> Carried(a)], Actors) = Groups0

\* group-fill: M2.  A list of the depot has groups that are as full as it says.
GroupFill ==
  /\ \A i \in DOMAIN depot.full : Len(depot.full[i]) = GroupSize
  /\ \A i \in DOMAIN depot.empty : depot.empty[i] = <<>>
  /\ \A i \in DOMAIN depot.part : Len(depot.part[i]) \in 1 .. GroupSize - 1

\* own-magazines: M4.  A cpu goes to the depot for an object only if its groups are empty, with one only if they
\* are full.
OwnMagazines ==
  \A a \in Actors :
    LET r == step[a]
        mine == Mine(a[1])
    IN /\ r.at = "get-slow" \/ (r.at = "pop" /\ r.call = "get") => \A i \in DOMAIN mine : mine[i] = <<>>
       /\ r.at \in {"look", "put-slow"} \/ (r.at = "pop" /\ r.call = "put") => \A i \in DOMAIN mine : Len(mine[i]) = GroupSize

\* magazine-bound: M5.  Between two full groups that a cpu moves lie as many operations as a group has objects.
MagazineBound == "early" \notin wrong

\* invalidation: M6.  What was cached when an invalidation began, and nobody got, is not cached when it ends.
InvalidationComplete ==
  \A c \in Invalidators :
    Here(c, "program").at = "ends" /\ (\A i \in Invalidators \ {c} : Here(i, "program").call # "invalidate")
      => stale[c] \cap Cached = {}

\* construction: M7.  What a caller has is constructed, and what the pool has is not.
Construction == held \subseteq made /\ \A p \in Listed : Range(page[p].free) \cap made = {}

\* callbacks-unlocked: N10.  Who destructs has no lock of the depot.
CallbacksUnlocked == \A a \in Actors : step[a].at = "pool-put" => depot.lock # a

\* own-group: N11.  A put needs one new group at most.
OwnGroup == "again" \notin wrong

\* pool-counts: P1
PoolCounts ==
  LET Of(f) == Sum([p \in Listed |-> f[p]], Listed)
  IN /\ pool.nitems = Of([p \in Pages |-> Len(page[p].free)])
     /\ pool.nout = Of([p \in Pages |-> page[p].missing])
     /\ pool.npages = Cardinality(Listed)
     /\ pool.nidle = Cardinality({p \in Listed : page[p].missing = 0})
     /\ \A p \in Listed : page[p].missing + Len(page[p].free) = PageItems

\* page-lists: P1.  A page is on the list for pages that are as full, and the current page has an item if any has.
PageLists ==
  /\ Len(pool.empty) + Len(pool.part) + Len(pool.full) = Cardinality(Listed)
  /\ \A p \in Range(pool.empty) : page[p].missing = 0
  /\ \A p \in Range(pool.part) : page[p].missing \in 1 .. PageItems - 1
  /\ \A p \in Range(pool.full) : page[p].missing = PageItems
  /\ IF pool.cur = None THEN \A p \in Listed : page[p].free = <<>> ELSE pool.cur \in Listed /\ page[pool.cur].free # <<>>

\* page-release: P2.  A page that leaves the pool has all its items.
PageRelease == \A a \in Actors : step[a].at = "give" => page[step[a].page].missing = 0

\* needed-pages: P3.  A page joins the pool only if that has no item left.
NeededPages == "needless" \notin wrong

\* grow-wakeup: P4, N12.  Nobody waits for the end of a grow when nobody grows the pool.
GrowWakeup == \A a \in Actors : step[a].at = "grow-wait" => pool.growing

\* P4, of behaviours.  Whoever waits for the end of a grow is woken, whether that gets a page or not.
GrowersWoken == \A a \in Actors : step[a].at = "grow-wait" ~> step[a].at # "grow-wait"

\* water-marks: P5.  A pool has no idle page beyond its mark.
WaterMarks == pool.nidle > 0 => pool.npages <= HighWater

\* every-page: a page that is given out is on a list of the pool, or about to join it or to be given back.
EveryPage == {p \in Pages : page[p].live} = Listed \union ({step[a].page : a \in Actors} \ {None})

\* no-double-grant: what a cpu is to hand out next is nobody's.
NoDoubleGrant ==
  \A c \in Cpus : /\ Filled(own[c].cur) => Last(own[c].cur) \notin held
                  /\ Filled(own[c].prev) => Last(own[c].prev) \notin held

\* no-use-after-rip: what anybody has is in a page of the pool.
NoUseAfterRip == \A x \in held \union Cached : x[1] \in Listed

\* Nothing new is begun from some moment on.
Ceases == <>[][\A c \in Cpus : Calls(c, "program") => Calls(c, "program")']_vars
AllEnd == <>[](\A a \in Actors : step[a].at = "idle")

\* termination: if nothing new is begun, all that was begun ends, or goes on: nobody waits for what nobody does.
Termination == Ceases => AllEnd \/ []<><<Next>>_vars

\* Not so where the depot has a lock: two may find it locked by turns, each by the other, who only looks again.
AllReturn == Ceases => AllEnd

-------------------------------------------------------------------------------
\* A bound: an invalidation begins only when the depot has a full group.
WhenFull == \A i \in Invalidators : Here(i, "program").at \in {"drain", "call-all"} => depot.full # <<>> \/ depot.drains > 0

\* Up to the names of cpus and addresses states are the same, if all cpus do the same, and with AnyPage.  Not where
\* behaviours are checked: TLC would miss loops.
Symmetric == Permutations(Cpus) \union Permutations(Pages)
SymmetricPages == Permutations(Pages)

===============================================================================
