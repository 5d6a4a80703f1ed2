"""Whom "he" or "she" means that speaks: every person met before is scored by how he was spoken of and by who spoke.

Coreference says whom a pronoun takes up anywhere; here it is known besides who said what goes before, what stands in
their words and not in the page's own, and that the pronoun tells these words. The weights are those of a conditional
logit over the persons who agree in gender, with "none of them" as one more choice; they stand in sayers.json, which
training/sayers.py makes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log1p

from firsthand.annotate.contents import Offsets, hit
from firsthand.annotate.drafts import Draft
from firsthand.annotate.namechains import gender
from firsthand.annotate.speakers import Speakers
from firsthand.lexicon import of_class
from firsthand.model import Mention

LINES = 6
"""Line breaks over which nobody is looked for who has not spoken."""
RECENT = 3
"""Statements back whose speakers are looked at."""
FEATURES = (
    "found", "last", "earlier", "spoke here", "lines 1", "lines 2", "lines more", "words", "recent", "subject", "under",
    "owner", "loose", "nominal", "pronoun", "unfree", "heard", "told", "often", "most", "named", "person", "gender",
    "unlike", "own sentence", "sentence before", "begins line", "begins line before", "outer direct", "outer indirect",
    "opens last", "behind last", "behind found", "first", "alone",
)  # fmt: skip
TITLE = 6
"""Characters before a name in which a title that tells a gender is looked for."""
LOOSE = frozenset({"root", "dep", "parataxis", "list", "compound"})
"""Relations of what hangs on no verb: names in a credit or a caption."""
_STOPS = (". ", "? ", "! ", ".” ", '." ', "?” ", '?" ')
_QUOTES = "\"“'‘"

Candidate = tuple[str, list[float]]


def taken_up(speakers: Speakers, source: Offsets, contents: Sequence[Offsets], before: Sequence[Draft]) -> str | None:
    """The chain of whoever "he", "she", "his" or "her" means as the source of ``contents``; None if nobody is likely.

    ``before`` are the statements told so far, those of the block last.
    """
    weights, least = fitted()
    scored = [
        (sum(w * x for w, x in zip(weights, row, strict=True)), chain)
        for chain, row in candidates(speakers, source, contents, before)
    ]
    best = max(scored, default=(least, None), key=lambda one: one[0])
    return best[1] if best[0] > least else None


@cache
def fitted() -> tuple[tuple[float, ...], float]:
    """Weights of FEATURES, and the score above which somebody is taken up.

    >>> weights, least = fitted()
    >>> len(weights) == len(FEATURES)
    True
    """
    stored = json.loads(files(__package__).joinpath("sayers.json").read_text("utf-8"))
    return tuple(stored["weights"][name] for name in FEATURES), stored["least"]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a pronoun stands, who spoke before, and whose words those before are."""

    at: int
    token: int
    line: int
    line_before: int
    sentence: int
    opens: bool
    behind: bool
    spoke: tuple[str, ...]
    spoke_here: bool
    outer: Draft | None
    contents: Sequence[Offsets]
    theirs: Sequence[Offsets]
    own: str | None
    """The chain that coreference has put the pronoun in."""


def candidates(
    speakers: Speakers, source: Offsets, contents: Sequence[Offsets], before: Sequence[Draft]
) -> list[Candidate]:
    """Every person who agrees with the pronoun, by chain id, with the features."""
    text, at = speakers.article.text, source[0]
    low = at
    for _ in range(LINES):
        low = max(0, text.rfind("\n", 0, low))
    own, rows = None, dict[str, list[Mention]]()
    for mention, chain in speakers.near(low, at + 1):
        if mention.span.start == at:
            own = chain
        else:
            rows.setdefault(chain, []).append(mention)
    place = _place(speakers, source, contents, before, own)
    for chain in place.spoke:
        if chain not in rows:
            rows[chain] = [m for m in speakers.chain(chain).mentions if m.span.start < at]
    female = text[slice(*source)].lower() in of_class("function_words", "she")
    rows = {chain: met for chain, met in rows.items() if met and _agrees(speakers, chain, female)}
    count = {chain: sum(m.span.start < at for m in speakers.chain(chain).mentions) for chain in rows}
    starts = sorted((met.span.start, chain) for chain, mentions in rows.items() for met in mentions)
    begins = [
        next((chain for start, chain in starts if low <= start < high), None)
        for low, high in ((place.line, at), (place.line_before, place.line))
    ]
    shared = {
        chain: [
            log1p(count[chain]), float(count[chain] == max(count.values())), float(chain == begins[0]),
            float(chain == begins[1]), float(chain == next(iter(rows))), float(len(rows) == 1),
        ]
        for chain in rows
    }  # fmt: skip
    return [(chain, _features(speakers, place, chain, met, (shared[chain], female))) for chain, met in rows.items()]


def _place(
    speakers: Speakers, source: Offsets, contents: Sequence[Offsets], before: Sequence[Draft], own: str | None
) -> _Place:
    text, at = speakers.article.text, source[0]
    line = text.rfind("\n", 0, at) + 1
    told = [d for d in before if d.speaker and not d.attribution.level and d.contents[0][0] < at]
    stops = [end + 2 for mark in _STOPS if (end := text.rfind(mark, line, at)) >= 0]
    return _Place(
        at,
        speakers.words(at, at + 1).start,
        line,
        text.rfind("\n", 0, len(text[:line].rstrip())) + 1,
        max([line, *stops]),
        not any(c.isalnum() for c in text[line:at]),
        bool(contents) and line <= contents[0][0] < at,
        tuple(dict.fromkeys(d.speaker for d in reversed(told[-RECENT:]) if d.speaker)),
        bool(told) and told[-1].contents[-1][1] >= line,
        next((d for d in reversed(before) if hit(source, d.contents)), None),
        contents,
        [c for d in before if not d.attribution.level for c in d.contents],
        own,
    )


def _features(
    speakers: Speakers, place: _Place, chain: str, met: Sequence[Mention], known: tuple[list[float], bool]
) -> list[float]:
    """FEATURES of a chain that is met in ``met`` before; ``known`` is what the others tell, and the gender sought."""
    text, whole = speakers.article.text, speakers.chain(chain)
    (often, most, begins, begins_before, first, alone), female = known
    free = next((m for m in reversed(met) if _free(m, place)), None)
    last = free or met[-1]
    relation = _relation(speakers, last)
    here = [m for m in met if m.span.start >= place.line and _free(m, place)]
    subjects = [m.span.start for m in here if _relation(speakers, m).startswith("nsubj")]
    lines = text.count("\n", last.span.start, place.at)
    owner = text[last.span.end : last.span.end + 2] in ("'s", "’s")
    is_last, found = bool(place.spoke) and place.spoke[0] == chain, chain == place.own
    names = [(m.span.start, m.span.end) for m in whole.mentions if m.form == "name"]
    other = of_class("function_words", "he" if female else "she")
    called = (speakers.article.words_of(m.span).lower() for m in whole.mentions if m.form == "pronoun")
    outer = place.outer if place.outer is not None and place.outer.speaker == chain else None
    direct = outer is not None and any(
        text[at] in _QUOTES for at in range(max(0, outer.contents[0][0] - 1), outer.contents[0][0] + 1)
    )
    return [float(x) for x in (
        found, is_last, chain in place.spoke[1:], is_last and place.spoke_here, lines == 1, lines == 2, lines > 2,
        log1p(max(0, place.token - speakers.words(last.span.start, place.at).start)),
        log1p(max(0, place.token - speakers.words(met[-1].span.start, place.at).start)),
        relation.startswith("nsubj"), relation.startswith(("obl", "nmod")) and not owner, owner, relation in LOOSE,
        last.form == "nominal", last.form == "pronoun", free is None,
        hit((met[-1].span.start, met[-1].span.end), place.contents),
        any(hit(name, place.contents) for name in names), often, most, bool(names), whole.kind == "person",
        bool(_gender(speakers, chain)), any(word in other for word in called),
        any(at >= place.sentence for at in subjects), any(at < place.sentence for at in subjects), begins,
        begins_before, outer is not None and direct, outer is not None and not direct, place.opens and is_last,
        place.behind and is_last, place.behind and found, first, alone,
    )]  # fmt: skip


def _free(mention: Mention, place: _Place) -> bool:
    """Whether a mention stands in the page's own words."""
    span = mention.span.start, mention.span.end
    return not hit(span, place.contents) and not hit(span, place.theirs)


def _agrees(speakers: Speakers, chain: str, female: bool) -> bool:
    one = speakers.chain(chain).kind in ("person", "anonymous")
    return one and _gender(speakers, chain) in ("", "f" if female else "m")


def _relation(speakers: Speakers, mention: Mention) -> str:
    """The relation of a mention's head word."""
    inside = speakers.words(mention.span.start, mention.span.end)
    return next((speakers.tokens[i].relation for i in inside if speakers.tokens[i].head not in inside), "")


def _gender(speakers: Speakers, name: str) -> str:
    """ "f", "m" or "" by what the page calls a chain: a given name, a title, a noun that tells it."""
    chain, text = speakers.chain(name), speakers.article.text
    words = chain.name.split()
    if chain.kind == "person" and len(words) > 1 and (told := gender("person_names", words[0].lower().rstrip("."))):
        return told
    for mention in chain.mentions:
        before = text[max(0, mention.span.start - TITLE) : mention.span.start].split()
        if mention.form == "name" and before and (told := gender("titles", before[-1])):
            return told
    nouns = (one.split()[-1].lower() for one in (*chain.roles, chain.name) if one)
    return next((told for noun in nouns if (told := gender("gendered_nouns", noun))), "")
