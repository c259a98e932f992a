------------------------- MODULE RemoteFreeParkedWord -------------------------
(***************************************************************************)
(* The reference does at each address what ParkedWord allows, so the       *)
(* invariant that is inductive there is one of RemoteFree.                 *)
(***************************************************************************)
EXTENDS RemoteFree

\* An actor that is busy with another slab does nothing here.
Here(z, a) == IF step[a].slab = z THEN step[a] ELSE Idle

\* The head as a program read it, from when it read it until it links.
Seen(r) == IF r.at # "link" \/ r.seen = <<>> THEN "empty" ELSE IF r.seen = Parked THEN "parked" ELSE "chunk"

W(z) ==
  INSTANCE ParkedWord WITH
    SlabChunks <- Chunks(z),
    Fault   <- "none",
    Without <- "none",
    owner   <- IF Live(z) THEN slab[z].owner ELSE None,
    mark    <- slab[z].mark,
    listed  <- Live(z) /\ OnList(z),
    nfree   <- slab[z].nfree,
    free    <- Range(slab[z].local \o slab[z].unused),
    remote  <- Range(slab[z].remote),
    parked  <- slab[z].flag,
    held    <- held \intersect Chunks(z),
    at      <- [a \in Actors |-> Here(z, a).at],
    hand    <- [c \in Cpus |-> Here(z, Program(c)).chunk],
    seen    <- [c \in Cpus |-> Seen(Here(z, Program(c)))],
    to      <- [c \in Cpus |-> Here(z, Program(c)).to],
    mail    <- [c \in Allocators |-> [from \in Cpus |->
                 Cardinality({i \in DOMAIN mail[c][from] : mail[c][from][i].slab = z})]],
    owed    <- owed[z]

\* \A z \in Slabs : W(z)!Spec, in the form that TLC takes.
Refines ==
  /\ \A z \in Slabs : W(z)!Init
  /\ [][\A z \in Slabs : W(z)!Next \/ UNCHANGED W(z)!vars]_vars

Inv == \A z \in Slabs : W(z)!Inv

===============================================================================
