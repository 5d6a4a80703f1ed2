from __future__ import annotations

from dataclasses import replace

import pytest

from firsthand.annotate.attribution import Attribution
from firsthand.annotate.contents import pared, tidy
from firsthand.annotate.quotes import quotations
from firsthand.annotate.speakers import Speakers
from tests.annotate.build import article, place, read_blocks, tokens


def _kept(line: str, cue: str, *contents: str) -> list[str]:
    page = article(line)
    tags = {"to": "PART", "specifically": "ADV", "claims": "NOUN", "For": "ADP"}
    tags |= {"that": "DET" if "that reason" in line else "SCONJ", "That": "SCONJ"}
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
        ("Roan said: For that reason we stay.", "said", ["For that reason we stay"], ["For that reason we stay"]),
        ("That it closed, Roan said.", "said", ["That it closed"], ["it closed"]),
        ("Roan said it closed. The delay hurt.", "said", ["it closed. The delay"], ["it closed"]),
        ("Roan said it closed. The delay hurt.", "said", ["it closed. The delay hurt"], ["it closed"]),
        ("Roan said: It closed. The delay hurt.", "said", ["It closed. The delay"], ["It closed. The delay"]),
        ("“We go,” Roan said. “It closed. We left.”", "said", ["It closed. We left"], ["It closed. We left"]),
        ("“We go.” Asked later, Roan said: “No.”", "said", ["We go", "Asked later", "No"], ["We go", "No"]),
        ("Roan saw “no dock.” Asked twice, Moss left.", "saw", ["“no dock.” Asked twice"], ["“no dock.”"]),
        ("Roan ruled 5-4 that it closed.", "ruled", ["5-4 that it closed"], ["it closed"]),
        ("Roan said Prof. Moss left early.", "said", ["Prof. Moss left"], ["Prof. Moss left"]),
        ("Roan denied claims that it closed.", "denied", ["claims that it closed"], ["claims that it closed"]),
        ("Roan said it closed, without giving reasons.", "said", ["it closed, without giving reasons"], ["it closed"]),
        ("Roan, who Moss said was ill, left.", "said", ["who", "was ill"], ["was ill"]),
        ("Roan said who.", "said", ["who"], ["who"]),
        ("Roan said it closed. Moss fears delays.", "said", ["it closed", "delays"], ["it closed"]),
        ("The dock shut. Roan said it closed.", "said", ["The dock", "it closed"], ["it closed"]),
        ("“It shut.” So Roan said it closed.", "said", ["It shut", "it closed"], ["It shut", "it closed"]),
        ("Roan said more. It closed.", "said", ["It closed"], ["It closed"]),
    ],
)
def test_contents_hold_only_what_is_said(line: str, cue: str, contents: list[str], expected: list[str]) -> None:
    assert _kept(line, cue, *contents) == expected


@pytest.mark.parametrize(("verb", "expected"), [("mourned", ["calm"]), ("calls", ["the loss", "calm"])])
def test_what_another_verb_takes_is_not_said(verb: str, expected: list[str]) -> None:
    line = "Roan mourned the loss and calls for calm."
    page = article(line)
    words = [word.strip(".") for word in line.split()]
    heads = {"loss": words.index(verb), "the": words.index("loss")}
    found = tokens(page, {"mourned": "VERB", "calls": "VERB", "loss": "NOUN", "the": "DET"})
    parsed = [replace(token, head=heads.get(page.text[token.start : token.end])) for token in found]
    contents = [place(line, "the loss"), place(line, "calm")]
    assert [line[s:e] for s, e in pared(Speakers(page, parsed, []), place(line, "calls for"), contents)] == expected


@pytest.mark.parametrize(
    ("line", "content", "expected"),
    [
        ('"That’s right, we need it,” Roan said.', "That’s right, we need it", "That’s right, we need it"),
        ("“That is a lie,” Roan said.", "“That is a lie", "That is a lie,"),
        ("Roan said that it closed.", "that it closed", "it closed"),
        ("Roan said “that it closed”.", "“that it closed", "it closed"),
        ("That dock is shut, Roan said.", "That dock is shut,", "That dock is shut"),
    ],
)
def test_a_quotation_keeps_the_that_which_it_opens_with(line: str, content: str, expected: str) -> None:
    page = article(line)
    found = tidy(page, [place(line, content)], quotations(line), Attribution(read_blocks(page)[0], None))
    assert [line[s:e].rstrip(",") for s, e in found] == [expected.rstrip(",")]
