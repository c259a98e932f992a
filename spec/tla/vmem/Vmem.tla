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
  None         \* a model value: unequal to all else

Versions ==
  {"2008",       \* 1.32.8.3: who may sleep is refused when an import fails
   "2015",       \* 1.93: who may sleep sleeps then, and does not look again before
   "reference"}  \* looks whether anything became free since it looked, and wakes all behind every change

ASSUME /\ Allocators \union Freers \subseteq Cpus
       /\ Quanta > 0 /\ Sizes \subseteq 1 .. Quanta
       /\ Version \in Versions

Is(fault) == Fault = fault

\* Who is to sleep compares what has changed since it looked.
LooksAgain == Version = "reference" /\ ~Is("vmem-no-second-look")

\* A span that another imported is told, and a span that the source has again.
TellsImport == Version = "reference" /\ ~Is("vmem-import-not-told")
TellsRelease == Version = "reference" /\ ~Is("vmem-woken-before-the-release")

Refuses == Version = "2008" \/ Is("vmem-sleepers-refused")

-------------------------------------------------------------------------------
VARIABLES
  span,     \* the tags of each span in the order of addresses; no tag where the page is not imported
  source,   \* the pages that the source has
  inuse,    \* quanta that the arena counts in use
  asleep,   \* those who sleep, the first first
  fresh,    \* those who have looked, if nothing became free since
  step      \* where each cpu stands: see Idle

vars == <<span, source, inuse, asleep, fresh, step>>

\* A tag: whether its range is in use, and how long it is.
Tag(busy, size) == [busy |-> busy, size |-> size]

Idle == [at |-> "idle", size |-> 0, page |-> None]

Init ==
  /\ span = [p \in Pages |-> <<>>]
  /\ source = Pages
  /\ inuse = 0
  /\ asleep = <<>>
  /\ fresh = {}
  /\ step = [c \in Cpus |-> Idle]

-------------------------------------------------------------------------------
Range(s) == {s[i] : i \in DOMAIN s}
At(c, where) == step[c].at = where
Cut(list, i, new) == SubSeq(list, 1, i - 1) \o new \o SubSeq(list, i + 1, Len(list))
RECURSIVE Total(_)
Total(list) == IF list = <<>> THEN 0 ELSE Head(list).size + Total(Tail(list))

\* Where a range of so many quanta fits.
Fits(s, n) == {f \in Pages \X (1 .. Quanta) : f[2] \in DOMAIN s[f[1]] /\ ~s[f[1]][f[2]].busy /\ s[f[1]][f[2]].size >= n}

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
  /\ UNCHANGED <<span, source, inuse, asleep, fresh>>

\* vmem_xalloc under the lock: a range is split off, or there is none.
Search(c) ==
  LET n == step[c].size
      fits == Fits(span, n)
  IN /\ At(c, "search")
     /\ IF fits = {}
        THEN /\ step' = [step EXCEPT ![c].at = "import"]
             /\ fresh' = IF LooksAgain THEN fresh \union {c} ELSE fresh
             /\ UNCHANGED <<span, inuse>>
        ELSE /\ \E f \in fits :
                  LET p == f[1]
                      i == f[2]
                      left == span[p][i].size - n
                  IN span' = [span EXCEPT ![p] = Cut(@, i, <<Tag(TRUE, n)>> \o IF left > 0 THEN <<Tag(FALSE, left)>> ELSE <<>>)]
             /\ inuse' = inuse + n
             /\ step' = [step EXCEPT ![c] = Idle]
             /\ fresh' = fresh \ {c}
     /\ UNCHANGED <<source, asleep>>

\* vmem_import, without the lock: the source gives a page, or has none.
Import(c) ==
  /\ At(c, "import")
  /\ IF source = {}
     THEN step' = [step EXCEPT ![c].at = "failed"] /\ UNCHANGED source
     ELSE \E p \in source :
            /\ source' = source \ {p}
            /\ step' = [step EXCEPT ![c].at = "imported", ![c].page = p]
  /\ UNCHANGED <<span, inuse, asleep, fresh>>

\* The span and its free tag, under the lock, which is let go of again: another may take what it was imported for.
AddSpan(c) ==
  LET next == [step EXCEPT ![c].at = "search", ![c].page = None]
  IN /\ At(c, "imported")
     /\ span' = [span EXCEPT ![step[c].page] = <<Tag(FALSE, Quanta)>>]
     /\ IF TellsImport THEN Told(next) ELSE step' = next /\ fresh' = fresh \ {c} /\ UNCHANGED asleep
     /\ UNCHANGED <<source, inuse>>

\* The lock again: who may sleep does, or looks again, or is refused.
Sleep(c) ==
  /\ At(c, "failed")
  /\ CASE Refuses -> step' = [step EXCEPT ![c].at = "refused"] /\ UNCHANGED asleep
       [] ~Refuses /\ LooksAgain /\ c \notin fresh -> step' = [step EXCEPT ![c].at = "search"] /\ UNCHANGED asleep
       [] OTHER -> step' = [step EXCEPT ![c].at = "asleep"] /\ asleep' = Append(asleep, c)
  /\ fresh' = fresh \ {c}
  /\ UNCHANGED <<span, source, inuse>>

\* A caller that may sleep is refused all the same.
Refused(c) ==
  /\ At(c, "refused")
  /\ step' = [step EXCEPT ![c] = Idle]
  /\ UNCHANGED <<span, source, inuse, asleep, fresh>>

-------------------------------------------------------------------------------
(* Frees.                                                                  *)

\* The i-th tag becomes free, and part of its free neighbours.
Coalesced(list, i) ==
  LET joinsNext == i < Len(list) /\ ~list[i + 1].busy /\ ~Is("vmem-next-not-absorbed")
      one == Tag(FALSE, list[i].size + IF joinsNext THEN list[i + 1].size ELSE 0)
      behind == SubSeq(list, IF joinsNext THEN i + 2 ELSE i + 1, Len(list))
      joinsPrev == i > 1 /\ ~list[i - 1].busy /\ ~Is("vmem-previous-not-absorbed")
  IN IF joinsPrev
     THEN SubSeq(list, 1, i - 2) \o <<Tag(FALSE, list[i - 1].size + one.size)>> \o behind
     ELSE SubSeq(list, 1, i - 1) \o <<one>> \o behind

Releases(list) == (Len(list) = 1 /\ ~list[1].busy) \/ (Is("vmem-released-in-use") /\ ~list[1].busy)

\* vmem_xfree under the lock: a span that is all free leaves the arena.
Free(c) ==
  /\ At(c, "idle") /\ c \in Freers
  /\ \E p \in Pages : \E i \in DOMAIN span[p] :
       LET list == Coalesced(span[p], i)
       IN /\ span[p][i].busy
          /\ inuse' = inuse - span[p][i].size
          /\ IF Releases(list)
             THEN /\ span' = [span EXCEPT ![p] = IF Is("vmem-released-in-use") THEN list ELSE <<>>]
                  /\ Told([step EXCEPT ![c] = [Idle EXCEPT !.at = "release", !.page = p]])
             ELSE /\ span' = [span EXCEPT ![p] = list]
                  /\ Told(step)
  /\ UNCHANGED source

\* The source has the span again.
Release(c) ==
  /\ At(c, "release")
  /\ source' = source \union {step[c].page}
  /\ step' = [step EXCEPT ![c] = IF TellsRelease THEN [Idle EXCEPT !.at = "tell"] ELSE Idle]
  /\ UNCHANGED <<span, inuse, asleep, fresh>>

\* The lock once more: those who sleep for what the source has are told.
Tell(c) ==
  /\ At(c, "tell")
  /\ Told([step EXCEPT ![c] = Idle])
  /\ UNCHANGED <<span, source, inuse>>

-------------------------------------------------------------------------------
Call(c) == Alloc(c) \/ Free(c)
Continue(c) == Search(c) \/ Import(c) \/ AddSpan(c) \/ Sleep(c) \/ Refused(c) \/ Release(c) \/ Tell(c)
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
    => \A c \in Range(asleep) : Fits(span, step[c].size) = {} /\ source = {}

\* V9, of behaviours.  If what is held is freed again and again, whoever sleeps is woken.
SleepersWake == \A c \in Cpus : At(c, "asleep") ~> ~At(c, "asleep")

-------------------------------------------------------------------------------
\* Up to the names of cpus and pages states are the same, if all cpus do the same. Not where behaviours are checked.
Symmetric == Permutations(Cpus) \union Permutations(Pages)

===============================================================================
