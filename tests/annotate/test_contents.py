from __future__ import annotations

import pytest

from firsthand.annotate.contents import pared
from firsthand.annotate.speakers import Speakers
from tests.annotate.build import article, place, tokens


def _kept(line: str, cue: str, *contents: str) -> list[str]:
    page = article(line)
    tags = {"to": "PART", "specifically": "ADV", "claims": "NOUN"}
    speakers = Speakers(page, tokens(page, {w: t for w, t in tags.items() if w in line.split()}), [])
    return [line[s:e] for s, e in pared(speakers, place(line, cue), [place(line, c) for c in contents])]


@pytest.mark.parametrize(
    ("line", "cue", "contents", "expected"),
    [
        ("Roan urged Moss and Tilda to sail.", "urged", ["Moss and Tilda to sail"], ["to sail"]),
        ("Roan called on Moss to sail.", "called on", ["Moss to sail"], ["to sail"]),
        ("Roan warned the crews against sailing.", "warned", ["the crews against sailing"], ["against sailing"]),
        ("Roan asked for time to sail.", "asked for", ["time to sail"], ["time to sail"]),
        ("Roan promised to sail.", "promised", ["to sail"], ["to sail"]),
        ("Roan wanted Moss to sail.", "wanted", ["Moss to sail"], ["Moss to sail"]),
        ("Roan said specifically that it closed.", "said", ["specifically that it closed"], ["it closed"]),
        ("Roan denied claims that it closed.", "denied", ["claims that it closed"], ["claims that it closed"]),
        ("Roan said it closed, without giving reasons.", "said", ["it closed, without giving reasons"], ["it closed"]),
        ("Roan, who Moss said was ill, left.", "said", ["who", "was ill"], ["was ill"]),
        ("Roan said who.", "said", ["who"], ["who"]),
    ],
)
def test_contents_hold_only_what_is_said(line: str, cue: str, contents: list[str], expected: list[str]) -> None:
    assert _kept(line, cue, *contents) == expected
