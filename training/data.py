"""Training examples from the public sets, as words and labels.

Sets, where outside users get them and their licences: training/MODEL_CARD.md. Nothing is downloaded here; a folder
with the sets as their repositories publish them is given on the command line.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sentencex import segment

from firsthand.encoder import ATTRIBUTION_TAGS, DEPRELS, MAX_WORDS, ROLES, TYPE_TAGS, UPOS, words
from firsthand.lexicon import countries, entries

NONE = -1
"""A link's target when the cue stands in another block."""

NAME_LABELS: dict[str, tuple[str, ...]] = {
    "PER": ("person", "politician"), "ORG": ("organization", "party"), "LOC": ("place", "country"),
    "MISC": ("group", "product", "event", "election", "other"),
    "person": ("person",), "politician": ("politician",), "organisation": ("organization",),
    "politicalparty": ("party",), "country": ("country",), "location": ("place",),
    "election": ("election",), "event": ("event",), "misc": ("group", "product", "other"),
    "Person": ("person", "politician"), "Organisation": ("organization", "party"), "Location": ("place", "country"),
    "Nationality": ("group",), "Weapon": ("product",), "MilitaryPlatform": ("product",),
    "DocumentReference": ("other",),
    "corporation": ("organization",), "group": ("organization", "party"), "product": ("product",),
    "creative-work": ("other",),
}  # fmt: skip
"""A set's label -> the kinds it may stand for; several where the set does not tell them apart."""
BROAD_LABELS = NAME_LABELS | {
    "person": ("person", "politician"), "organisation": ("organization", "party"), "location": ("place", "country"),
    "misc": ("group", "product", "event", "election", "other"),
}  # fmt: skip
"""The same where politicians, parties and countries are not told from other persons, bodies and places."""


PARTISAN = frozenset(
    "party parties union unionist front alliance league congress movement labour labor democrat democrats democratic "
    "republican republicans conservative conservatives liberal liberals green greens socialist socialists communist "
    "national people's workers coalition bloc likud".split()
)
POLITICAL = frozenset(
    "president vice-president premier minister ministers ministry chancellor senator sen senate congress congressman "
    "rep governor gov mayor king queen prince parliament party politician politicians government leader ambassador "
    "secretary commissioner deputy mp mps lawmaker lawmakers opposition election elections campaign candidate "
    "republican democrat conservative liberal socialist communist foreign policy coalition cabinet rebel envoy".split()
)
"""Where none of these stands, a person of a news set is no politician, and no organisation is a party."""


@dataclass(slots=True)
class Example:
    """Words with the labels of one task; the other tasks' fields stay empty."""

    task: str
    words: list[str]
    tags: list[int] = field(default_factory=list)
    links: list[tuple[int, int]] = field(default_factory=list)
    belonging: list[tuple[int, str, int, int]] = field(default_factory=list)
    """Of attribution: (cue's first word, role, first word, last word) of each source and content."""
    allowed: list[tuple[int, ...]] = field(default_factory=list)
    pos: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[int] = field(default_factory=list)
    events: list[int] = field(default_factory=list)
    facts: list[float] = field(default_factory=list)
    contents: list[tuple[int, int]] = field(default_factory=list)
    """Of attribution: the contents whose sentence vectors are trained."""


def span_tags(length: int, spans: Sequence[tuple[int, int, str]], inventory: Sequence[str]) -> list[int]:
    """BIOES tag ids for word spans (start, end, kind).

    >>> span_tags(3, [(0, 1, "source"), (1, 3, "cue")], ATTRIBUTION_TAGS)
    [4, 5, 7]
    """
    tags = [0] * length
    for start, end, kind in spans:
        for i in range(start, end):
            position = "S" if end - start == 1 else "B" if i == start else "E" if i == end - 1 else "I"
            tags[i] = inventory.index(f"{position}-{kind}")
    return tags


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Half-open offsets of the lines of ``text`` that are not blank."""
    return (match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text))


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Offsets of the sentences of a paragraph, found by sentencex."""
    found: list[tuple[int, int]] = []
    at = start
    for sentence in segment("en", text[start:end]):
        bare = sentence.strip()
        if bare and (begin := text.find(bare, at, end)) >= 0:
            at = begin + len(bare)
            found.append((begin, at))
    return found


def read_brat(path: Path) -> tuple[dict[str, tuple[str, int, int]], list[dict[str, list[str]]]]:
    """PolNeAR's stand-off file: spans by id, and each attribution as role -> span ids.

    A span in several fragments ("..." he said. "...") becomes as many spans, "T1", "T1.1", ... of the same attribution.
    """
    spans: dict[str, tuple[str, int, int]] = {}
    pieces: dict[str, list[str]] = {}
    attributions: list[dict[str, list[str]]] = []
    for line in path.read_text("utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("T") and len(cells) > 1:
            role, _, fragments = cells[1].partition(" ")
            for i, fragment in enumerate(fragments.split(";")):
                name = f"{cells[0]}.{i}" if i else cells[0]
                start, end = fragment.split()
                spans[name] = (role.lower(), int(start), int(end))
                pieces.setdefault(cells[0], []).append(name)
        elif line.startswith("E"):
            roles: dict[str, list[str]] = {}
            for item in cells[1].split():
                name, _, span = item.partition(":")
                roles.setdefault(re.sub(r"\d+$", "", name).lower(), []).append(span)
            attributions.append(roles)
    whole = [
        {role: [piece for name in names for piece in pieces.get(name, [name])] for role, names in roles.items()}
        for roles in attributions
    ]
    return spans, whole


def attribution_block(
    text: str, extent: tuple[int, int], spans: dict[str, tuple[str, int, int]], links: list[tuple[str, str]]
) -> Example | None:
    """One block of an annotated page as an example; None where it is too short to hold anything."""
    offsets = [(extent[0] + s, extent[0] + e) for s, e in words(text[extent[0] : extent[1]])][:MAX_WORDS]
    if len(offsets) < 3:
        return None
    inside: dict[str, tuple[int, int, str]] = {}
    for name, (role, start, end) in spans.items():
        if role not in ROLES:
            continue
        hit = [i for i, (s, e) in enumerate(offsets) if s < end and e > start]
        if hit:
            inside[name] = (hit[0], hit[-1] + 1, role)
    linked: list[tuple[int, int]] = []
    belonging: list[tuple[int, str, int, int]] = []
    for dependent, cue in links:
        if dependent in inside:
            first, end, role = inside[dependent]
            linked.append((first, inside[cue][0] if cue in inside else NONE))
            if cue in inside:
                belonging.append((inside[cue][0], role, first, end - 1))
    tags = span_tags(len(offsets), list(inside.values()), ATTRIBUTION_TAGS)
    contents = [(first, end) for first, end, role in inside.values() if role == "content" and end - first > 3]
    read = [text[s:e] for s, e in offsets]
    return Example("attribution", read, tags=tags, links=linked, belonging=belonging, contents=contents)


def polnear(folder: Path, by: Sequence[str]) -> Iterator[Example]:
    """Examples from a PolNeAR part (a folder with text/ and attributions/), by "paragraph" and/or "sentence".

    With both, a paragraph's last sentence is given once more with the quotation mark that opens the next paragraph:
    so CoreNLP, and CofeNet's files with it, cut sentences.
    """
    for file in sorted((folder / "text").glob("*.txt")):
        notes = next((folder / "attributions").glob(glob_safe(file.stem) + "_*.ann"), None)
        if notes is None:
            continue
        text = file.read_bytes().decode("utf-8")
        spans, attributions = read_brat(notes)
        links = [
            (dependent, cue)
            for roles in attributions
            for cue in roles.get("cue", [])[:1]
            for role in ("source", "content")
            for dependent in roles.get(role, [])
        ]
        for extent in paragraphs(text):
            parts = sentences(text, *extent)
            extents = [extent] if "paragraph" in by else []
            if "sentence" in by and (len(parts) > 1 or not extents):
                extents += parts
            if len(by) > 1 and parts and (opening := re.match(r"\s*[\"“]", text[extent[1] :])):
                extents.append((parts[-1][0], extent[1] + opening.end()))
            for part in extents:
                if example := attribution_block(text, part, spans, links):
                    yield example


def glob_safe(stem: str) -> str:
    """A file stem with glob's special characters escaped."""
    return re.sub(r"([\[\]*?])", r"[\1]", stem)


def cofenet(path: Path) -> Iterator[Example]:
    """Sentences of CofeNet's JSON lines (tokens, BIO labels)."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield Example(
            "attribution", row["tokens"], tags=span_tags(len(row["tokens"]), bio_spans(row["labels"]), ATTRIBUTION_TAGS)
        )


def bio_spans(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Spans of a BIO sequence; an I without its B begins a span.

    >>> bio_spans(["B-cue", "I-cue", "O", "I-source"])
    [(0, 2, 'cue'), (3, 4, 'source')]
    """
    spans: list[tuple[int, int, str]] = []
    previous = "O"
    for i, label in enumerate(labels):
        prefix, _, kind = label.partition("-")
        if label != "O":
            if prefix == "B" or previous != kind:
                spans.append((i, i + 1, kind))
            else:
                spans[-1] = (spans[-1][0], i + 1, kind)
        previous = kind if label != "O" else "O"
    return spans


def columns(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """(words, labels) of each sentence of a CoNLL column file."""
    tokens: list[str] = []
    labels: list[str] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        cells = line.split()
        if len(cells) < 2:
            if tokens:
                yield tokens, labels
            tokens, labels = [], []
        else:
            tokens.append(cells[0])
            labels.append(cells[-1])


def names(path: Path, draw: random.Random | None = None, copies: int = 1) -> Iterator[Example]:
    """Name examples of a column file, as often as ``copies``.

    ``draw`` rewrites some sentences in headline case or in capitals, and in every copy but the first it puts other
    names of the set for half of the names: few names teach what a name is by where it stands.
    """
    sentences = list(columns(path))
    told_apart = any(label.endswith("politician") for _, labels in sentences for label in labels)
    known = NAME_LABELS if told_apart else BROAD_LABELS
    pool: dict[str, list[list[str]]] = {}
    for tokens, labels in sentences:
        for start, end, kind in bio_spans(labels):
            pool.setdefault(kind, []).append(tokens[start:end])
    for copy in range(copies):
        for tokens, labels in sentences:
            spans = [span for span in bio_spans(labels) if span[2] in known and capital(tokens[span[0] : span[1]])]
            if copy and draw is not None:
                tokens, spans = exchanged(tokens, spans, pool, draw)
            allowed: list[tuple[int, ...]] = [(0,)] * len(tokens)
            for start, end, kind in spans:
                kinds = known[kind] if told_apart else narrowed(known[kind], tokens, start, end)
                for i in range(start, end):
                    position = "S" if end - start == 1 else "B" if i == start else "E" if i == end - 1 else "I"
                    allowed[i] = tuple(TYPE_TAGS.index(f"{position}-{kind}") for kind in kinds)
            if draw is not None:
                chance = draw.random()
                if chance < 0.06:
                    tokens = [token[:1].upper() + token[1:] for token in tokens]
                elif chance < 0.08:
                    tokens = [token.upper() for token in tokens]
            for at in range(0, len(tokens), MAX_WORDS):
                yield Example("names", tokens[at : at + MAX_WORDS], allowed=allowed[at : at + MAX_WORDS])


def capital(tokens: Sequence[str]) -> bool:
    """Whether a word of a name begins with a capital or a digit: re3d marks descriptions too."""
    return any(token[:1].isupper() or token[:1].isdigit() for token in tokens)


def exchanged(
    tokens: list[str], spans: Sequence[tuple[int, int, str]], pool: dict[str, list[list[str]]], draw: random.Random
) -> tuple[list[str], list[tuple[int, int, str]]]:
    """The sentence with half of its names, by ``draw``, replaced by others of their label, and where they stand.

    >>> exchanged(["In", "Oslo"], [(1, 2, "location")], {"location": [["New", "York"]]}, random.Random(3))
    (['In', 'New', 'York'], [(1, 3, 'location')])
    """
    read: list[str] = []
    moved: list[tuple[int, int, str]] = []
    at = 0
    for start, end, kind in spans:
        read += tokens[at:start]
        name = draw.choice(pool[kind]) if draw.random() < 0.5 else tokens[start:end]
        moved.append((len(read), len(read) + len(name), kind))
        read += name
        at = end
    return read + tokens[at:], moved


def narrowed(kinds: tuple[str, ...], tokens: Sequence[str], start: int, end: int) -> tuple[str, ...]:
    """Which of the kinds of a broad label a name may have, by open vocabulary: countries, parties, political talk.

    >>> narrowed(("place", "country"), ["In", "France"], 1, 2), narrowed(("person", "politician"), ["Ann", "won"], 0, 1)
    (('country',), ('person',))
    """
    name = " ".join(tokens[start:end])
    if kinds == ("place", "country") and name in countries():
        return ("country",)
    if kinds == ("place", "country") and name in entries("cities"):
        return ("place",)
    if kinds == ("organization", "party") and not PARTISAN & {token.lower() for token in tokens[start:end]}:
        return ("organization",)
    if kinds == ("person", "politician") and not POLITICAL & {token.lower() for token in tokens}:
        return ("person",)
    return kinds


def syntax(path: Path) -> Iterator[Example]:
    """Universal Dependencies sentences of a CoNLL-U file; subtypes outside the inventory are cut to their type."""
    for block in path.read_text("utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and line[0].isdigit()]
        rows = [row for row in rows if row[0].isdigit()]
        if not 2 <= len(rows) <= MAX_WORDS or any(row[3] not in UPOS for row in rows):
            continue
        relations = [row[7] if row[7] in DEPRELS else row[7].split(":")[0] for row in rows]
        if any(relation not in DEPRELS for relation in relations):
            continue
        yield Example(
            "syntax",
            [row[1] for row in rows],
            pos=[UPOS.index(row[3]) for row in rows],
            heads=[int(row[6]) - 1 for row in rows],
            deprels=[DEPRELS.index(relation) for relation in relations],
        )
