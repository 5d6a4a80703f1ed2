"""Through whom a statement came: the outlets and agencies that the words around it name.

A carrier stands in the sentence of the cue ("told the Herald", "according to the agency", "in an interview with"), in
the attribution that contains this one, or in the line that introduces a quoted passage. A carrier taken over from a
neighbouring statement of the same speaker is inferred, and said to be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from firsthand.annotate.speakers import Speakers
from firsthand.lexicon import entries, of_class, outlet_at
from firsthand.model import Carrier, Span

CITED_BY = re.compile(r"\b(?i:cited|quoted|reported) by\b")
_ACCORDING = re.compile(rf"(?:\b(?i:according to)\b|{CITED_BY.pattern})[^,.;]*$")
_REPORTED = re.compile(r" \w+(?: \w+)?")
"""What is left of a lifted quotation's last line after its outlet: "... , the Herald reported", without a full stop."""
_CREDIT = re.compile(r"\(.*\)")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_OWN_VOICE = re.compile(r"(?:We|I)\b")
_WHICH = re.compile(
    r"(?:[A-Z][\w’'.-]+|state(?:-\w+)?) (?:\w+ )?(?:radio|television|TV|media|news agency|newspaper|broadcaster)\b"
)
"""Words for an outlet without a name that yet tell which: "Exlandian radio", "state television", not "local media"."""
_OWNED = re.compile(r"['’]s?\s+([a-z][\w-]*)(?:\s+([a-z][\w-]*))?")
_SIDE = re.compile(r"\b(?:in favou?r of|sid(?:ed?|es|ing) with|against|su(?:ed?|es|ing))\s+(?:the\s+)?$")
POSTED = 90
"""Characters between a cue and the service that the words were posted on; by judgement."""
INTRODUCED = 3
"""How many paragraphs a line that ends in a colon can introduce."""
INHERITED = 1
"""Over how many paragraph breaks a speaker's channel is taken to last; four development stories: 2 loses more."""


def stated(
    speakers: Speakers, sentence: Span, cue: int, contents: Sequence[tuple[int, int]], speaker: str | None
) -> list[Carrier]:
    """The outlet named nearest to the cue in its sentence, outside the contents, then those that it accords to."""
    found: list[Carrier] = []
    described: list[Carrier] = []
    for mention, chain in speakers.named(sentence.start, sentence.end):
        if not speakers.outlet(chain) or chain == speaker:
            continue
        inside = any(start <= mention.span.start < end for start, end in contents)
        owner = speakers.chain(chain)
        around = speakers.article.text[max(0, mention.span.start - 1) : mention.span.end + 1]
        credit = "/" in around or _CREDIT.fullmatch(around) is not None or speakers.describes(mention)
        if inside or credit or _is_party(speakers, mention.span) or _own(speakers, owner.name):
            continue
        carrier = Carrier(chain, mention.span, "stated")
        if mention.form != "pronoun" and any(m.form == "name" for m in owner.mentions):
            found.append(carrier)
        elif mention.form == "nominal" and _WHICH.search(speakers.article.words_of(mention.span)):
            described.append(carrier)
    found = found or described
    found += _platforms(speakers, sentence, (cue, contents), found)
    text = speakers.article.text
    named = [c for c in found if c.span and _ACCORDING.search(text[max(0, c.span.start - 60) : c.span.start])]
    others = [c for c in found if c not in named]
    if others:
        named.insert(0, min(others, key=lambda c: abs(c.span.start - cue) if c.span else 0))
    return list({c.chain: c for c in named}.values())


def _is_party(speakers: Speakers, outlet: Span) -> bool:
    """Whether an outlet is what is told of, not through whom: "sided with the Herald", "the Herald's lawsuit"."""
    text = speakers.article.text
    owned = _OWNED.match(text, outlet.end)
    if owned is not None:
        return of_class("function_words", "broadcast").isdisjoint(owned.groups())
    return _SIDE.search(text, max(0, outlet.start - 24), outlet.start) is not None


def _platforms(
    speakers: Speakers, sentence: Span, told: tuple[int, Sequence[tuple[int, int]]], found: Sequence[Carrier]
) -> list[Carrier]:
    """The service near the cue on which the words were posted: "wrote on Facebook"."""
    cue, contents = told
    for match in _posted_on().finditer(speakers.article.text, max(sentence.start, cue - POSTED), cue + POSTED):
        start, end = match.span("where")
        if end > sentence.end or any(s < end and start < e for s, e in contents):
            continue
        chain = speakers.find(start, end)
        if chain is not None and all(chain != c.chain for c in found):
            return [Carrier(chain, speakers.article.span(start, end), "stated")]
    return []


@cache
def _posted_on() -> re.Pattern[str]:
    where = "|".join(map(re.escape, sorted(entries("platforms"))))
    return re.compile(
        rf"\b(?:on|via|through|over|to|The|the|in an?)\s(?:\w+ ){{0,2}}(?:\w+['’]s? )?(?P<where>{where})\b(?![’'])"
    )


def _own(speakers: Speakers, name: str) -> bool:
    """Whether the name is that of the page's own outlet, which passes nothing on to itself."""
    known = [outlet for outlet in (speakers.article.stated.outlet, speakers.article.found.outlet) if outlet]
    hosts = [outlet for outlet in known if _HOST.fullmatch(outlet)]
    known += [outlet for host in hosts if (outlet := outlet_at(f"https://{host}"))]
    return name.casefold() in [outlet.casefold() for outlet in known]


def introduced(speakers: Speakers, lines: Sequence[tuple[int, int]], at: int) -> Carrier | None:
    """The outlet of the nearest line above line ``at`` that ends in a colon and introduces it, as inferred."""
    text = speakers.article.text
    for back in range(1, INTRODUCED + 1):
        own = _OWN_VOICE.match(text[slice(*lines[at - back + 1])]) if at >= back else None
        if back > at or own:
            return None
        start, end = lines[at - back]
        line = text[start:end].rstrip()
        outlets = [
            (mention, chain) for mention, chain in speakers.named(start, end)
            if mention.form == "name" and speakers.chain(chain).kind == "outlet"
        ]  # fmt: skip
        block_quote = line.endswith(":")
        reported = bool(outlets) and _REPORTED.fullmatch(line[outlets[-1][0].span.end - start :]) is not None
        if outlets and (block_quote or reported):
            mention, chain = outlets[-1]
            return Carrier(chain, mention.span, "inferred")
        if block_quote:
            return None
    return None
