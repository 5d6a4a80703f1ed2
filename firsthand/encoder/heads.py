"""What the encoder tells: its heads, their labels and their places in a row of the runtime's output."""

from __future__ import annotations

from collections.abc import Sequence

ROLES = ("source", "cue", "content")
LINKED = ("source", "content")
"""The roles that belong to a cue; their first and last words are told a second time, cue by cue."""
NAME_KINDS = ("person", "organization", "place", "group", "product", "event", "other")
NAME_TYPES = (
    "person", "politician", "organization", "party", "place", "country", "group", "product", "event", "election",
    "other",
)  # fmt: skip
"""What the encoder tells apart among names; ``NAME_KINDS`` are what most of them are read as."""
TYPES_OF = {
    "person": ("person", "politician"), "organization": ("organization", "party"), "place": ("place", "country"),
    "group": ("group",), "product": ("product",), "event": ("event", "election"), "other": ("other",),
}  # fmt: skip
TIME_KINDS = ("DATE", "TIME", "DURATION", "SET")
EVENT_CLASSES = ("O", "OCCURRENCE", "REPORTING", "STATE", "I_ACTION", "I_STATE", "ASPECTUAL", "PERCEPTION")
PLOVER_TYPES = (
    "O", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""What a word that tells a political event tells, by the PLOVER ontology; "O" at every other word."""
ENTITY_KINDS = (
    "O", "abstract", "animal", "event", "object", "organization", "person", "place", "plant", "substance", "time",
)  # fmt: skip
"""GUM's kinds of mentions, told at the head word of a mention; "O" at every other word."""
RELATIONS = ("same", "entails", "contradicts", "unrelated")
UPOS = tuple("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
DEPRELS = tuple(
    "acl acl:relcl advcl advmod amod appos aux aux:pass case cc ccomp compound compound:prt conj cop csubj dep det "
    "discourse expl fixed flat goeswith iobj list mark nmod nmod:poss nsubj nsubj:pass nummod obj obl obl:agent "
    "orphan parataxis punct reparandum root vocative xcomp".split()
)


def bioes(kinds: Sequence[str]) -> tuple[str, ...]:
    """The tags of a span head over ``kinds``, "O" first.

    >>> bioes(("cue",))
    ('O', 'B-cue', 'I-cue', 'E-cue', 'S-cue')
    """
    return ("O", *(f"{position}-{kind}" for kind in kinds for position in "BIES"))


ATTRIBUTION_TAGS = bioes(ROLES)
NAME_TAGS = bioes(NAME_KINDS)
TYPE_TAGS = bioes(NAME_TYPES)
TIME_TAGS = bioes(TIME_KINDS)
WIDTHS = {
    "attribution": len(ATTRIBUTION_TAGS), "pos": len(UPOS), "deprel": len(DEPRELS),
    "events": len(EVENT_CLASSES), "entity": len(ENTITY_KINDS),
    "arc_q": 96, "arc_k": 96, "arc_root": 1, "link_q": 64, "link_k": 64,
    "link_none": 1, "start_q": 32, "start_k": 32, "end_q": 32, "end_k": 32, "chain_q": 64, "chain_k": 64,
    "source_begin_q": 32, "source_begin_k": 32, "source_close_q": 32, "source_close_k": 32,
    "content_begin_q": 32, "content_begin_k": 32, "content_close_q": 32, "content_close_k": 32,
    "types": len(TYPE_TAGS), "factuality": 1, "plover": len(PLOVER_TYPES), "times": len(TIME_TAGS),
    "vector": 128,
}  # fmt: skip
"""The heads, with how many numbers each gives a word; the columns of the runtime's output, in this order."""


def _columns() -> dict[str, slice]:
    places: dict[str, slice] = {}
    start = 0
    for name, width in WIDTHS.items():
        places[name] = slice(start, start + width)
        start += width
    return places


COLUMNS = _columns()
"""The place of each head in a row of the runtime's output."""
WIDTH = sum(WIDTHS.values())
LABELLED = ("attribution", "types", "pos", "deprel", "times", "events", "entity", "plover")
"""The heads whose numbers are the scores of labels that exclude each other."""
