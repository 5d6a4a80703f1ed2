from __future__ import annotations

from dataclasses import replace

import pytest

from firsthand.annotate.carriers import INTRODUCED, introduced, stated
from firsthand.annotate.speakers import Speakers
from firsthand.model import Article, Chain
from tests.annotate.build import article, chain, nominal, place, tokens


def _stated(text: str, outlets: list[str], cue: str, contents: list[str] = [], speaker: str | None = None) -> list[str]:  # noqa: B006
    page = article(text)
    speakers = Speakers(page, tokens(page), [chain(page, name, kind="outlet") for name in outlets])
    whole = page.span(0, len(text))
    found = stated(speakers, whole, place(text, cue)[0], [place(text, c) for c in contents], speaker)
    assert all(c.basis == "stated" and c.span is not None and page.words_of(c.span) == c.chain for c in found)
    return [c.chain for c in found]


def test_who_was_told_carries() -> None:
    assert _stated("Tilda Roan told the Oskby Herald that the dock closed.", ["Oskby Herald"], "told") == [
        "Oskby Herald"
    ]


def test_an_outlet_that_only_the_content_names_does_not_carry() -> None:
    text = "Tilda Roan said that the Oskby Herald closed."
    assert _stated(text, ["Oskby Herald"], "said", ["the Oskby Herald closed"]) == []


def test_the_speaker_does_not_carry_itself() -> None:
    assert _stated("The Oskby Herald said so.", ["Oskby Herald"], "said", speaker="Oskby Herald") == []


def test_the_outlet_of_the_page_passes_nothing_on_to_itself() -> None:
    page = article("Tilda Roan told NPR so.")
    page = replace(page, stated=replace(page.stated, outlet="www.npr.org"))
    speakers = Speakers(page, tokens(page), [chain(page, "NPR", kind="outlet")])
    assert stated(speakers, page.span(0, len(page.text)), place(page.text, "told")[0], [], None) == []


def test_a_chain_of_two_runs_from_the_speaker_outwards() -> None:
    text = "Roan told the Oskby Herald so, according to the Veldt Wire."
    assert _stated(text, ["Oskby Herald", "Veldt Wire"], "told") == ["Oskby Herald", "Veldt Wire"]


def test_an_outlet_named_twice_carries_once() -> None:
    text = "According to Veldt Wire, Roan told Veldt Wire so."
    assert _stated(text, ["Veldt Wire"], "told") == ["Veldt Wire"]


def _on(text: str) -> list[str]:
    page = article(text)
    speakers = Speakers(page, tokens(page), [chain(page, "Herald", kind="outlet")] if "Herald" in text else [])
    found = stated(speakers, page.span(0, len(text)), place(text, "wrote")[0], [], None)
    return [page.words_of(c.span) for c in found if c.span]


def test_the_service_that_words_were_posted_on_carries_them() -> None:
    assert _on("Roan wrote on Facebook that the dock closed.") == ["Facebook"]
    assert _on("In a post on his Facebook page Roan wrote so.") == ["Facebook"]
    assert _on("Roan, who works for Facebook's board, wrote so.") == []


def test_an_outlet_without_a_name_carries_where_it_is_told_which() -> None:
    for words, expected in (("Exland radio", ["Exland radio"]), ("local media", []), ("a newspaper", [])):
        page = article(f"Roan told {words} so.")
        told = Chain("c", "outlet", words, (nominal(page, words, "outlet"),))
        found = stated(Speakers(page, tokens(page), [told]), page.span(0, len(page.text)), 5, [], None)
        assert [page.words_of(c.span) for c in found if c.span] == expected


def _lines(page: Article) -> list[tuple[int, int]]:
    return [(part.start, part.end) for part in page.parts]


def _introduced(text: str, *chains: str) -> str | None:
    page = article(text)
    made: list[Chain] = [chain(page, name, kind="outlet") for name in chains]
    lines = _lines(page)
    found = introduced(Speakers(page, tokens(page), made), lines, len(lines) - 1)
    if found is not None:
        assert found.basis == "inferred"
    return found.chain if found else None


def test_the_media_at_large_introduce_nothing() -> None:
    page = article("He wrote this, to the dismay of the media:\nThe dock is closed.")
    media = Chain("media", "outlet", "media", (nominal(page, "the media"),))
    assert introduced(Speakers(page, tokens(page), [media]), _lines(page), 1) is None


def test_a_line_that_ends_in_a_colon_introduces_the_next() -> None:
    assert _introduced("The Oskby Herald writes:\nThe dock is closed.", "Oskby Herald") == "Oskby Herald"


def test_a_colon_reaches_over_a_few_lines_and_no_more() -> None:
    near = "The Oskby Herald writes:" + "\nThe dock is closed." * INTRODUCED
    assert _introduced(near, "Oskby Herald") == "Oskby Herald"
    assert _introduced(near + "\nThe dock is closed.", "Oskby Herald") is None


def test_a_full_stop_introduces_nothing() -> None:
    assert _introduced("The Oskby Herald writes.\nThe dock is closed.", "Oskby Herald") is None


def test_a_colon_without_an_outlet_stops_the_search() -> None:
    assert _introduced("The Oskby Herald writes:\nThis is known:\nThe dock is closed.", "Oskby Herald") is None


def test_the_first_line_is_introduced_by_nothing() -> None:
    assert _introduced("The dock is closed:", "The dock") is None


@pytest.mark.parametrize(
    ("text", "through"),
    [
        ("Tilda Roan ruled in favor of the Oskby Herald, saying that the dock closed.", []),
        ("Tilda Roan dismissed the Oskby Herald's lawsuit, saying that the dock closed.", []),
        ("Tilda Roan told the Oskby Herald's reporter that the dock closed, saying no more.", ["Oskby Herald"]),
        ("In the Oskby Herald's own report, Tilda Roan is quoted as saying it.", ["Oskby Herald"]),
    ],
)
def test_an_outlet_that_is_told_of_carries_nothing(text: str, through: list[str]) -> None:
    assert _stated(text, ["Oskby Herald"], "saying") == through
