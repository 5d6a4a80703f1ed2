"""Turns of a conversation that a page prints as a transcript: "ROAN: We sail on Monday.", one paragraph each.

A label is a name or an office in capitals, or words that begin with one, before a colon. Only what comes several times
is taken for a transcript, so that "NOTE:" or one lead-in is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from firsthand.annotate.posts import Post
from firsthand.annotate.speakers import Speakers

TURNS = 3
"""Least labelled paragraphs of a transcript."""
TURN_WORDS = 3
"""Words of a turn that says something: "You're welcome." does not."""
_TURN = re.compile(
    r"(?m)^(?P<name>(?:[A-Z][A-Z.'’-]+|[A-Z]\.)(?: (?:[A-Z][A-Z.'’-]*|[A-Z]\.)){0,4})"
    r"(?:,? \([^)\n]{2,60}\)|, [A-Z][A-Z ,.'’-]{2,60})?: +(?P<words>\S[^\n]+)$"
)


def turns(text: str) -> Iterator[Post]:
    r"""The turns of a transcript in order, with the place of their words and of whoever speaks; none on other pages.

    >>> text = "ANN ROE: Will you sail?\nMOSS: We sail on Monday.\nROE: Thank you.\nMOSS: My pleasure, as ever."
    >>> [(text[slice(*turn.name)], text[slice(*turn.words)]) for turn in turns(text)][:2]
    [('ANN ROE', 'Will you sail?'), ('MOSS', 'We sail on Monday.')]
    """
    found = list(_TURN.finditer(text))
    labels = Counter(match["name"].split()[-1] for match in found)
    if len(found) < TURNS or labels.most_common(1)[0][1] < TURNS - 1:
        return
    for match in found:
        if len(match["words"].split()) >= TURN_WORDS:
            yield Post(match.span("words"), match.span("name"), match.span())


def labelled(speakers: Speakers, label: tuple[int, int]) -> str | None:
    """The chain that a label in capitals means: the one person whose name ends in its last word, else the source's."""
    last = speakers.article.text[slice(*label)].split()[-1].casefold()
    people = [c for c in speakers.chains if c.kind == "person" and c.name.split()[-1].casefold() == last]
    return people[0].id if len(people) == 1 else speakers.find(*label)
