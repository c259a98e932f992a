--------------------------------- MODULE Vmem ---------------------------------
(***************************************************************************)
(* NetBSD's vmem, as Vmem-CONFORMANCE.md ties it to ripsaw.netbsd.vmem: an *)
(* arena of ranges under boundary tags, which imports spans from a source  *)
(* and gives them back when they are free, and callers that sleep until    *)
(* there is room.                                                          *)
(*                                                                         *)
(* One action makes at most one access to what another cpu may use as      *)
(* well.  The arena's lock nobody tries, and nobody who has it asks for    *)
(* anything else: to take it, to use what it guards and to let it go is    *)
(* one action.  To sleep lets it go, and that is one step with joining     *)
(* those who are woken.                                                    *)
(*                                                                         *)
(* A range is known by its page and by the quanta before it there.         *)
(*                                                                         *)
(* Nothing counts operations: calls go on for ever.                        *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets, TLC

CONSTANTS
  Cpus,
  Allocators,  \* the cpus whose program allocates, and may sleep
  Freers,      \* those whose program frees what anybody has
  Sizes,       \* quanta that may be asked for
  Pages,       \* what the source has
  Quanta,      \* of a page; a span is a page
  Version,
  Fault,       \* a fault of the museum by its name there, or "none"
  AnyPage,     \* whether the source may give out any page that it has, or the one that came back last, then the lowest
  None         \* a model value: unequal to all else

Versions ==
  {"2008",       \* 1.32.8.3: who may sleep is refused when an import fails
   "2015",       \* 1.93: who may sleep sleeps then, and does not look again before
   "reference"}  \* looks whether anything became free since it looked, and wakes all behind every change

ASSUME /\ Allocators \union Freers \subseteq Cpus
       /\ Quanta > 0 /\ Sizes \subseteq 1 .. Quanta
       /\ AnyPage \in BOOLEAN /\ Version \in Versions

Is(fault) == Fault = fault

\* Who is to sleep compares what has changed since it looked.
LooksAgain == Version = "reference" /\ ~Is("vmem-no-second-look")

\* A span that another imported is told, and a span that the source has again.
TellsImport == Version = "reference" /\ ~Is("vmem-import-not-told")
TellsRelease == Version = "reference" /\ ~Is("vmem-woken-before-the-release")

Refuses == Version = "2008" \/ Is("vmem-sleepers-refused")

\* The lock is let go between instant fit and best fit.
LooksTwice == Version # "reference"

-------------------------------------------------------------------------------
VARIABLES
  span,     \* the tags of each span in the order of addresses; no tag where the page is not imported
  lists,    \* the free ranges of each order: the n-th list has those of 2^n to 2^(n+1) - 1 quanta
  source,   \* the pages that the source has
  last,     \* the page that came back to it last
  inuse,    \* quanta that the arena counts in use
  asleep,   \* those who sleep, the first first
  fresh,    \* those who have looked, if nothing became free since
  misfit,   \* ghost: somebody took too small a range, or found none where there was one
  step      \* where each cpu stands: see Idle

vars == <<span, lists, source, last, inuse, asleep, fresh, misfit, step>>

\* The list for so many quanta.
Order(n) == CHOOSE k \in 0 .. n : 2 ^ k <= n /\ n < 2 ^ (k + 1)
Orders == 0 .. Order(Quanta)

\* A tag: whether its range is in use, and how long it is.
Tag(busy, size) == [busy |-> busy, size |-> size]

Idle == [at |-> "idle", size |-> 0, page |-> None]

Init ==
  /\ span = [p \in Pages |-> <<>>]
  /\ lists = [o \in Orders |-> <<>>]
  /\ source = Pages
  /\ last = None
  /\ inuse = 0
  /\ asleep = <<>>
  /\ fresh = {}
  /\ misfit = FALSE
  /\ step = [c \in Cpus |-> Idle]

-------------------------------------------------------------------------------
Range(s) == {s[i] : i \in DOMAIN s}
At(c, where) == step[c].at = where
Cut(list, i, new) == SubSeq(list, 1, i - 1) \o new \o SubSeq(list, i + 1, Len(list))
RECURSIVE Total(_)
Total(list) == IF list = <<>> THEN 0 ELSE Head(list).size + Total(Tail(list))

Least(set) == CHOOSE x \in set : \A y \in set : x <= y

\* A range by its place in the list of its span's tags, and the other way round.
Before(list, i) == Total(SubSeq(list, 1, i - 1))
Place(r) == CHOOSE i \in DOMAIN span[r[1]] : Before(span[r[1]], i) = r[2]
Length(r) == span[r[1]][Place(r)].size

\* Lists without ranges, and with one of so many quanta in front of its list.
Without(l, ranges) == [o \in Orders |-> SelectSeq(l[o], LAMBDA r : r \notin ranges)]
With(l, r, n) == [l EXCEPT ![IF n = 2 /\ Is("vmem-wrong-free-list") THEN 0 ELSE Order(n)] = <<r>> \o @]

\* Whether there is a range for so many quanta.
Fits(n) == \E p \in Pages : \E i \in DOMAIN span[p] : ~span[p][i].busy /\ span[p][i].size >= n

\* Those who sleep are woken: they stand where they look again.
Woken == IF Is("vmem-one-woken") THEN SubSeq(asleep, 1, IF asleep = <<>> THEN 0 ELSE 1)
         ELSE IF Is("vmem-nobody-woken") THEN <<>> ELSE asleep
Wakes(st) == [c \in Cpus |-> IF c \in Range(Woken) THEN [st[c] EXCEPT !.at = "search"] ELSE st[c]]
Rest == SubSeq(asleep, Len(Woken) + 1, Len(asleep))

\* Something is free that was not: all behind the lock are told, and who has looked has to look again.
Told(st) == step' = Wakes(st) /\ asleep' = Rest /\ fresh' = {}

-------------------------------------------------------------------------------
(* Allocation.                                                             *)

Alloc(c) ==
  /\ At(c, "idle") /\ c \in Allocators
  /\ \E n \in Sizes : step' = [step EXCEPT ![c] = [Idle EXCEPT !.at = "search", !.size = n]]
  /\ UNCHANGED <<span, lists, source, last, inuse, asleep, fresh, misfit>>

\* The first list in which no range is too small, and the first in which some are large enough.
InstantOrder(n) == IF 2 ^ Order(n) = n \/ Is("vmem-instant-fit-too-low") THEN Order(n) ELSE Order(n) + 1
BestOrder(n) == IF Is("vmem-first-list-left-out") THEN InstantOrder(n) ELSE Order(n)

\* VM_INSTANTFIT: the first range of a list.
InstantFit(n) ==
  LET some == {o \in Orders : o >= InstantOrder(n) /\ lists[o] # <<>>}
  IN IF some = {} THEN None ELSE Head(lists[Least(some)])

\* VM_BESTFIT: any range, the smallest lists first.
BestFit(n) ==
  LET Large(o) == {i \in DOMAIN lists[o] : Length(lists[o][i]) >= n}
      some == {o \in Orders : o >= BestOrder(n) /\ Large(o) # {}}
  IN IF some = {} THEN None ELSE lists[Least(some)][Least(Large(Least(some)))]

\* The range is split, and its caller has the first part; or there is none, and more has to be imported.
Found(c, r) ==
  LET n == step[c].size
      size == Length(r)
      got == IF size < n THEN size ELSE n
      rest == size - got
  IN IF r = None
     THEN /\ step' = [step EXCEPT ![c].at = "import"]
          /\ fresh' = IF LooksAgain THEN fresh \union {c} ELSE fresh
          /\ misfit' = (misfit \/ Fits(n))
          /\ UNCHANGED <<span, lists, inuse>>
     ELSE /\ span' = [span EXCEPT ![r[1]] =
                         Cut(@, Place(r), <<Tag(TRUE, got)>> \o IF rest > 0 THEN <<Tag(FALSE, rest)>> ELSE <<>>)]
          /\ lists' = LET l == Without(lists, {r}) IN IF rest > 0 THEN With(l, <<r[1], r[2] + got>>, rest) ELSE l
          /\ inuse' = IF Is("vmem-bytes-not-counted") THEN inuse ELSE inuse + got
          /\ step' = [step EXCEPT ![c] = Idle]
          /\ fresh' = fresh \ {c}
          /\ misfit' = (misfit \/ size < n)

AnyFit(n) == IF InstantFit(n) = None /\ ~Is("vmem-instant-fit-only") THEN BestFit(n) ELSE InstantFit(n)

\* vmem_xalloc under the lock.
Search(c) ==
  LET n == step[c].size
  IN /\ At(c, "search")
     /\ IF LooksTwice /\ InstantFit(n) = None
        THEN step' = [step EXCEPT ![c].at = "best"] /\ UNCHANGED <<span, lists, inuse, fresh, misfit>>
        ELSE Found(c, AnyFit(n))
     /\ UNCHANGED <<source, last, asleep>>

\* Under the lock once more, which was let go of: the second strategy.
SearchAll(c) ==
  /\ At(c, "best")
  /\ Found(c, BestFit(step[c].size))
  /\ UNCHANGED <<source, last, asleep>>

Given == IF AnyPage \/ source = {} THEN source ELSE IF last \in source THEN {last} ELSE {Least(source)}

\* vmem_import, without the lock: the source gives a page, or has none.
Import(c) ==
  /\ At(c, "import")
  /\ IF source = {}
     THEN step' = [step EXCEPT ![c].at = "failed"] /\ UNCHANGED <<source, last>>
     ELSE \E p \in Given :
            /\ source' = source \ {p}
            /\ last' = None
            /\ step' = [step EXCEPT ![c].at = "imported", ![c].page = p]
  /\ UNCHANGED <<span, lists, inuse, asleep, fresh, misfit>>

\* The span and its free tag, under the lock, which is let go of again: another may take what it was imported for.
AddSpan(c) ==
  LET next == [step EXCEPT ![c].at = "search", ![c].page = None]
  IN /\ At(c, "imported")
     /\ span' = [span EXCEPT ![step[c].page] = <<Tag(FALSE, Quanta)>>]
     /\ lists' = With(lists, <<step[c].page, 0>>, Quanta)
     /\ IF TellsImport THEN Told(next) ELSE step' = next /\ fresh' = fresh \ {c} /\ UNCHANGED asleep
     /\ UNCHANGED <<source, last, inuse, misfit>>

\* The lock again: who may sleep does, or looks again, or is refused.
Sleep(c) ==
  /\ At(c, "failed")
  /\ IF ~Refuses /\ LooksAgain /\ c \notin fresh
     THEN Found(c, AnyFit(step[c].size)) /\ UNCHANGED asleep
     ELSE /\ step' = [step EXCEPT ![c].at = IF Refuses THEN "refused" ELSE "asleep"]
          /\ asleep' = IF Refuses THEN asleep ELSE Append(asleep, c)
          /\ fresh' = fresh \ {c}
          /\ UNCHANGED <<span, lists, inuse, misfit>>
  /\ UNCHANGED <<source, last>>

\* A caller that may sleep is refused all the same.
Refused(c) ==
  /\ At(c, "refused")
  /\ step' = [step EXCEPT ![c] = Idle]
  /\ UNCHANGED <<span, lists, source, last, inuse, asleep, fresh, misfit>>

-------------------------------------------------------------------------------
(* Frees.                                                                  *)

\* Whether the i-th tag's free neighbours become part of it, when it becomes free itself.
JoinsNext(list, i) == i < Len(list) /\ ~list[i + 1].busy /\ ~Is("vmem-next-not-absorbed")
JoinsPrevious(list, i) == i > 1 /\ ~list[i - 1].busy /\ ~Is("vmem-previous-not-absorbed")

\* vmem_xfree under the lock: a span that is all free leaves the arena.
Free(c) ==
  /\ At(c, "idle") /\ c \in Freers
  /\ \E p \in Pages : \E i \in DOMAIN span[p] :
       LET list == span[p]
           from == IF JoinsPrevious(list, i) THEN i - 1 ELSE i
           to == IF JoinsNext(list, i) THEN i + 1 ELSE i
           size == Total(SubSeq(list, from, to))
           new == SubSeq(list, 1, from - 1) \o <<Tag(FALSE, size)>> \o SubSeq(list, to + 1, Len(list))
           others == Without(lists, {<<p, Before(list, j)>> : j \in from .. to})
           releases == from = 1 /\ (size = Quanta \/ Is("vmem-released-in-use"))
       IN /\ list[i].busy
          /\ inuse' = IF Is("vmem-bytes-not-counted") THEN inuse ELSE inuse - list[i].size
          /\ IF releases
             THEN /\ span' = [span EXCEPT ![p] = IF Is("vmem-released-in-use") THEN new ELSE <<>>]
                  /\ lists' = others
                  /\ Told([step EXCEPT ![c] = [Idle EXCEPT !.at = "release", !.page = p]])
             ELSE /\ span' = [span EXCEPT ![p] = new]
                  /\ lists' = With(others, <<p, Before(list, from)>>, size)
                  /\ Told(step)
  /\ UNCHANGED <<source, last, misfit>>

\* The source has the span again.
Release(c) ==
  /\ At(c, "release")
  /\ source' = source \union {step[c].page}
  /\ last' = IF AnyPage THEN None ELSE step[c].page
  /\ step' = [step EXCEPT ![c] = IF TellsRelease THEN [Idle EXCEPT !.at = "tell"] ELSE Idle]
  /\ UNCHANGED <<span, lists, inuse, asleep, fresh, misfit>>

\* The lock once more: those who sleep for what the source has are told.
Tell(c) ==
  /\ At(c, "tell")
  /\ Told([step EXCEPT ![c] = Idle])
  /\ UNCHANGED <<span, lists, source, last, inuse, misfit>>

-------------------------------------------------------------------------------
Call(c) == Alloc(c) \/ Free(c)
Continue(c) == Search(c) \/ SearchAll(c) \/ Import(c) \/ AddSpan(c) \/ Sleep(c) \/ Refused(c) \/ Release(c) \/ Tell(c)
Next == \E c \in Cpus : Call(c) \/ Continue(c)

\* Whatever has begun goes on, and what callers hold they free again and again.
Fairness == \A c \in Cpus : SF_vars(Continue(c)) /\ SF_vars(Free(c))

Spec == Init /\ [][Next]_vars
FairSpec == Spec /\ Fairness

-------------------------------------------------------------------------------
(* Properties, each by its id in the catalogue.                            *)

\* tiling: V1.  The tags of a span tile it, and no two free ranges are neighbours.
Tiling ==
  \A p \in Pages : span[p] # <<>> =>
    /\ Total(span[p]) = Quanta
    /\ \A i \in 1 .. Len(span[p]) - 1 : span[p][i].busy \/ span[p][i + 1].busy

\* tag-lists: V2.  A free range stands in the list of its size, once, and nothing else stands there.
TagLists ==
  LET FreeOf(p) == {<<p, Before(span[p], i)>> : i \in {i \in DOMAIN span[p] : ~span[p][i].busy}}
  IN /\ UNION {Range(lists[o]) : o \in Orders} = UNION {FreeOf(p) : p \in Pages}
     /\ \A o \in Orders : \A i \in DOMAIN lists[o] :
          /\ Order(Length(lists[o][i])) = o
          /\ \A j \in DOMAIN lists[o] : lists[o][i] = lists[o][j] => i = j

\* fit: V5.  Nobody takes a range that is too small, and a search finds one if there is any.
Fit == ~misfit

\* arena-counts: V3.  What the arena counts in use is the sum of its busy tags.
ArenaCounts ==
  LET Busy(p) == Total(SelectSeq(span[p], LAMBDA t : t.busy))
      RECURSIVE Sum(_)
      Sum(set) == IF set = {} THEN 0 ELSE LET p == CHOOSE p \in set : TRUE IN Busy(p) + Sum(set \ {p})
  IN inuse = Sum(Pages)

\* span-release: V6.  A span is given back when all of it is free.
SpanRelease == \A c \in Cpus : At(c, "release") => \A i \in DOMAIN span[step[c].page] : ~span[step[c].page][i].busy

\* sleepers-served: N2.  A caller that may sleep is not refused.
SleepersServed == \A c \in Cpus : ~At(c, "refused")

\* wakeup: V9.  Nobody sleeps for a range that is free, or that the source could give, when all others are done.
Wakeup ==
  (\A c \in Cpus : At(c, "idle") \/ At(c, "asleep"))
    => \A c \in Range(asleep) : ~Fits(step[c].size) /\ source = {}

\* V9, of behaviours.  If what is held is freed again and again, whoever sleeps is woken.
SleepersWake == \A c \in Cpus : At(c, "asleep") ~> ~At(c, "asleep")

-------------------------------------------------------------------------------
\* Up to the names of cpus and pages states are the same, if all cpus do the same, and with AnyPage. Not where behaviours
\* are checked.
Symmetric == Permutations(Cpus) \union Permutations(Pages)

===============================================================================
