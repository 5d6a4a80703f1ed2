"""Pages to articles: documents cut, parts told apart, offsets kept; on pages made for the purpose and hostile ones."""

from __future__ import annotations

import os
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.clean import clean
from firsthand.clean.lines import flat, split_lines
from firsthand.errors import PageError
from firsthand.model import Article, Metadata, Page

SHARED = Path(os.environ.get("FIRSTHAND_SHARED", "../shared"))
ICONS = ("home", "play", "bookmark", "share", "camera", "lock", "chat", "user", "star", "left", "up")
TITLE = "Harbour of Port Ash set to close in May"
BODY = [
    "The harbour of Port Ash will close in May after a long dispute over its costs, its master said on Tuesday.",
    "“We have looked at every way to keep it open,” Orla Venn told reporters in front of the old customs house.",
    "The town council had asked for another year, but the ministry in the capital refused to pay for the dredging.",
    "Fishermen who use the harbour say that they were not asked, and that they will take the matter to court.",
]
OTHER_TITLE = "Glass works in Lower Tarn take on two hundred workers"
OTHER = [
    "The glass works in Lower Tarn will take on two hundred workers this summer, their owner said on Friday.",
    "Demand for bottles has doubled since the new brewery opened across the river, Milo Grant told the Tarn Echo.",
    "Unions welcomed the plan but warned that the wages offered were lower than those paid in the next valley.",
    "The first of the new furnaces is to be lit in June, when the minister of trade is expected to visit.",
]
CAPTION = "The harbour of Port Ash is seen from the customs house, March 3, 2023. (Ash Pictures)"


def read(text: str, **metadata: str) -> tuple[Article, ...]:
    return clean(Page("a.txt", text.encode("utf-8", "replace"), "text", Metadata(**metadata)))  # type: ignore[arg-type]


def parts(article: Article) -> list[tuple[str, str]]:
    return [(part.kind, article.text[part.start : part.end]) for part in article.parts]


def kinds(text: str) -> list[str]:
    (article,) = read(text)
    return [part.kind for part in article.parts]


def test_a_headline_below_whole_menus() -> None:
    topics = [f"{name.title()} News and Views" for name in ICONS * 4]
    menu = ["Ash Herald", "Sign in", "Subscribe to our paper", *topics]
    text = "\n".join([*menu, "Local", TITLE, "By Jane Roe", "3 Feb, 2023 16:56", *BODY, "Most read", *menu])
    (article,) = read(text)
    assert article.title == TITLE
    assert [line for kind, line in parts(article) if kind == "body"] == BODY


@pytest.mark.parametrize("join", ["\n", "\n\n", "\r\n", "\r\n\r\n"])
def test_both_conventions_of_paragraphs(join: str) -> None:
    (article,) = read(join.join([TITLE, *BODY]))
    assert parts(article) == [("headline", TITLE), *(("body", line) for line in BODY)]
    assert article.title == TITLE
    assert article.title_span is not None
    assert article.words_of(article.title_span) == TITLE


def test_a_page_without_headline_has_no_title_of_its_own() -> None:
    (article,) = read("\n\n".join(BODY))
    assert {part.kind for part in article.parts} == {"body"}
    assert (article.title, article.title_span) == (None, None)
    (told,) = read("\n\n".join(BODY), title="Told beside")
    assert (told.title, told.title_span) == ("Told beside", None)


def test_the_head_of_a_page() -> None:
    icons = " ".join(f"icon {name}-nvicon" for name in ICONS)
    standfirst = "What the end of the harbour means for the last boats of the coast and those who sail them"
    text = "\n\n".join([icons, "3 Feb, 2023 16:56", TITLE, standfirst, TITLE, *BODY])
    assert kinds(text) == ["furniture", "dateline", "headline", "standfirst", "furniture", *["body"] * 4]


def test_author_day_and_captions() -> None:
    text = "\n".join([TITLE, "By Orla Lind and Bo Rask", "Sunday, Dec 05, 2021 - 04:00 AM", CAPTION, CAPTION, *BODY])
    assert kinds(text) == ["headline", "byline", "dateline", "caption", "furniture", *["body"] * 4]


def test_what_comes_again_counts_once() -> None:
    block = [TITLE, CAPTION, CAPTION, "QX", "17", "", TITLE, CAPTION, CAPTION]
    (article,) = read("\n".join([*block, "", "\n\n".join(BODY)]))
    assert [kind for kind, text in parts(article) if text == TITLE] == ["headline", "furniture"]
    assert [kind for kind, text in parts(article) if text == CAPTION] == ["caption", *["furniture"] * 3]
    assert [kind for kind, text in parts(article) if text in ("QX", "17")] == ["furniture"] * 2


def test_a_subhead_and_an_orphan_caption_stand_between_paragraphs() -> None:
    first, second, third, fourth = BODY
    assert kinds("\n\n".join([TITLE, first, second, "WHAT COMES NEXT", third, fourth]))[3] == "subhead"
    assert (
        kinds("\n\n".join([TITLE, first, second, "Ash harbour crane", third.replace("town", "Ash"), fourth]))[3]
        != "body"
    )


def test_pleas_and_buttons_are_furniture() -> None:
    first, second, third, fourth = BODY
    noise = ["Advertisement", "Sign up for our newsletter", "Read more:", "Share", "Accept all cookies"]
    found = kinds("\n\n".join([TITLE, first, noise[0], second, noise[1], third, noise[2], fourth, *noise[3:]]))
    assert found == ["headline", *["body", "furniture"] * 3, "body", *["furniture"] * 2]


@pytest.mark.parametrize(
    "notice",
    [
        "Copyright 2023 The Ash Press. All rights reserved. This material may not be published or rewritten.",
        "This material may not be published, broadcast, rewritten or redistributed without its owner's leave.",
        "Have you got new information about this story? You can message our reporters in the harbour at any time.",
    ],
)
def test_whose_the_words_are_and_what_readers_are_asked_is_furniture(notice: str) -> None:
    assert kinds("\n".join([TITLE, *BODY, notice])) == ["headline", *["body"] * 4, "furniture"]
    told = "Do you have more boats than men, the master asked. This story may not be told to the council, he said."
    assert kinds("\n".join([TITLE, *BODY, told])) == ["headline", *["body"] * 5]


def test_links_among_the_text_are_furniture() -> None:
    links = [
        "HARBOUR MASTER OF PORT ASH TO RETIRE",
        "Ships are late in the north Read more",
        "News daily. Sign up here.",
    ]
    assert kinds("\n\n".join([TITLE, BODY[0], *links, *BODY[1:], "WHAT COMES NEXT"])) == [
        "headline", "body", "furniture", "furniture", "furniture", "body", "body", "body", "furniture"
    ]  # fmt: skip
    assert kinds("\n\n".join(line.upper() for line in [TITLE, *BODY]))[1:] == ["body"] * 4


def test_links_run_into_a_sentence_are_not_read() -> None:
    line = "The master of Port Ash, Orla Venn Orla Mary VennVenn to retire Harbour ships late MORE, said no on Monday."
    (article,) = read("\n\n".join([TITLE, BODY[0], line, BODY[2]]))
    assert len(article.text) == len(article.source)
    assert " ".join(parts(article)[2][1].split()) == "The master of Port Ash, Orla Venn , said no on Monday."


def test_a_line_that_shares_nothing_with_the_stated_title_is_no_headline() -> None:
    old = "This article is more than three years old"
    (article,) = read("\n\n".join([old, *BODY]), title=TITLE)
    assert article.title == TITLE
    (article,) = read("\n\n".join([f"{TITLE} after all", *BODY]), title=TITLE)
    assert article.title == f"{TITLE} after all"


def test_a_wire_opening_stays_in_the_body() -> None:
    opening = "PORT ASH, Sept 3 (Northwire) — " + BODY[0]
    assert kinds("\n\n".join([TITLE, opening, *BODY[1:]])) == ["headline", *["body"] * 4]


def test_a_text_wrapped_at_a_width_is_read_by_paragraph() -> None:
    text = "\n\n".join([TITLE, *("\n".join(textwrap.wrap(line + " " + line.upper(), 60)) for line in BODY)])
    (article,) = read(text)
    assert [kind for kind, _ in parts(article)] == ["headline", *["body"] * 4]
    assert parts(article)[1][1] == BODY[0] + " " + BODY[0].upper()


HEADS: dict[str, Callable[[str], list[str]]] = {
    "repeated": lambda title: [title, CAPTION, "QX", "17", "", title],
    "signed": lambda title: [title, "", "By Orla Lind", "May 3, 2023", ""],
    "dated before": lambda title: ["3 Feb, 2023 16:56", "", title, ""],
    "after a gap": lambda title: ["", "", title, ""],
}


@pytest.mark.parametrize("head", HEADS)
def test_two_stories_in_one_file_are_cut_apart(head: str) -> None:
    make = HEADS[head]
    first = "\n".join([*make(TITLE), "", "\n\n".join(BODY)])
    second = "\n".join([*make(OTHER_TITLE), "", "\n\n".join(OTHER)])
    one, two = read(f"{first}\n\n\n{second}")
    assert (one.title, two.title) == (TITLE, OTHER_TITLE)
    assert [text for kind, text in parts(one) if kind == "body"] == BODY
    assert [text for kind, text in parts(two) if kind == "body"] == OTHER
    assert one.end <= two.start
    assert one.id != two.id


def test_one_story_is_never_cut() -> None:
    subheads = ["WHAT COMES NEXT", "Life after the harbour", "A long fight over money and mud"]
    lines = [TITLE, *BODY[:2], subheads[0], *BODY[2:], subheads[1], *OTHER[:2], subheads[2], *OTHER[2:]]
    assert len(read("\n\n".join(lines))) == 1
    assert len(read("\n".join(lines))) == 1
    related = [TITLE, *BODY, "Related stories", OTHER_TITLE, "By Orla Lind", "May 3, 2023"]
    assert len(read("\n\n".join(related))) == 1


def test_odd_spaces_are_plain_and_invisible_characters_inside_words_are_gone() -> None:
    line = "The\u00a0ha\u00adrbour of\u2009Port \u200bAsh will close, its master told the council on Tuesday."
    source = f"{TITLE}\n\n{line}\n"
    (article,) = read(source)
    assert parts(article)[1][1] == "The harbour of Port  Ash will close, its master told the council on Tuesday."
    at = article.text.index("harbour")
    start, end = article.locate(at, at + len("harbour"))
    assert source[start:end] == "ha\u00adrbour"


def test_the_same_page_has_the_same_ids() -> None:
    assert read(TITLE)[0].id == read(TITLE)[0].id
    assert read(TITLE)[0].id != read(TITLE + ".")[0].id


# --- what must hold for any text ---------------------------------------------------------------------------------

LINES = st.lists(
    st.sampled_from([TITLE, CAPTION, "", "", "By Orla Lind", "May 3, 2023", "Share", "17", OTHER_TITLE, *BODY, *OTHER])
    | st.text(alphabet=st.characters(), max_size=40),
    max_size=25,
)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\u2028", "\n\n", "\x0b"])


def readable(text: str) -> str:
    """The text without its spaces and invisible characters."""
    return "".join(character for character in flat(text) if character != " ")


def check(articles: tuple[Article, ...], source: str, shown: Callable[[str], str] = str) -> None:
    """``shown`` makes of a stretch of the source what its reader sees."""
    covered = 0
    for article in articles:
        assert article.source == source
        assert covered <= article.start <= article.end <= len(source)
        covered = article.end
        assert len(article.starts) == len(article.ends) == len(article.text)
        before = 0
        for part in article.parts:
            assert before <= part.start < part.end <= len(article.text)
            start, end = article.locate(part.start, part.end)
            assert article.start <= start < end <= article.end
            assert readable(shown(article.source[start:end])) == readable(article.text[part.start : part.end])
            before = part.end
        assert list(article.starts) == sorted(article.starts)
        if article.title_span is not None:
            assert " ".join(article.words_of(article.title_span).split()) == article.title


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.builds(lambda lines, end: end.join(lines), LINES, ENDS) | st.text(max_size=300))
def test_every_part_rereads_and_every_line_is_in_one(text: str) -> None:
    source = text.encode("utf-8", "replace").decode()
    try:
        articles = read(source)
    except PageError:
        return
    check(articles, articles[0].source)
    source = articles[0].source
    placed = [article.locate(part.start, part.end) for article in articles for part in article.parts]
    assert placed == sorted(placed)
    outside = source
    for start, end in reversed(placed):
        outside = outside[:start] + outside[end:]
    assert readable(outside) == ""
    assert len(articles) >= 1


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(), st.integers(0, 3))
def test_lines_hold_all_that_shows(text: str, wraps: int) -> None:
    lines = split_lines(text * (wraps + 1))
    joined = text * (wraps + 1)
    assert [line.start for line in lines] == sorted(line.start for line in lines)
    assert readable("".join(joined[line.start : line.end] for line in lines)) == readable(joined)


# --- bad input ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content", [b"", b"  \n", b"\xef\xbb\xbf", bytes(range(256)) * 20, b"\0" * 5000, "\u200b\n".encode()]
)
def test_what_is_no_text_is_refused_with_advice(content: bytes) -> None:
    with pytest.raises(PageError, match=r"give|save"):
        clean(Page("a", content, "text"))


def test_fifty_megabytes_are_refused() -> None:
    with pytest.raises(PageError, match="give single articles"):
        clean(Page("a", b"word " * 10_000_000, "text"))


def test_a_long_dump_is_read_in_time() -> None:
    text = "\n\n".join([TITLE, *BODY * 500])
    before = time.monotonic()
    assert len(read(text)) == 1
    assert time.monotonic() - before < 5


def test_a_million_short_lines_are_read_in_time() -> None:
    before = time.monotonic()
    read("a\n" * 30_000)
    read("x" * 2_000_000)
    read("- " * 500_000)
    assert time.monotonic() - before < 20


# --- the seed pages ----------------------------------------------------------------------------------------------


def test_the_seed_pages_are_cut_and_titled_right() -> None:
    if not (SHARED / "seeds").is_dir():
        pytest.skip("needs the seed pages: set FIRSTHAND_SHARED to the folder that holds seeds/")
    found = []
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        found += [(path.name[:3], article) for article in clean(Page(path.name, path.read_bytes(), "text"))]
    assert [name for name, _ in found] == ["000", "001", "002", "003", "003", "004"]
    for _, article in found:
        check((article,), article.source)
        assert article.title_span is not None
    starts = [
        article.locate(article.title_span.start, article.title_span.end) for _, article in found if article.title_span
    ]
    assert starts == [(0, 70), (571, 613), (0, 48), (0, 55), (2765, 2824), (0, 63)]
    assert [sum(part.kind == "body" for part in article.parts) for _, article in found] == [12, 11, 12, 10, 15, 12]
