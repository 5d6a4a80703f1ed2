"""Saved HTML: the article found, its parts told, every character traced to the source; hostile mark-up survived."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.clean import clean
from firsthand.clean.align import align, squeeze
from firsthand.clean.dating import read_dates
from firsthand.clean.markup import read_markup
from firsthand.clean.metadata import read_metadata
from firsthand.errors import PageError
from firsthand.model import Article, Metadata, Page
from tests.clean.test_clean import BODY, OTHER, TITLE, check, parts

LD = (
    '{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},{"@type":["NewsArticle"],'
    '"headline":"Harbour of Port Ash set to close in May","datePublished":"2023-05-02T22:30:00-05:00",'
    '"dateModified":"2023-05-04","author":[{"@type":"Person","name":"Orla Lind"},{"name":"Bo Rask"}],'
    '"publisher":{"@type":"Organization","name":"The Ash Post"}}]}'
)
HEAD = (
    '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Harbour of Port Ash closes</title>'
    f'<link rel="canonical" href="https://ash.example/harbour"><script type="application/ld+json">{LD}</script>'
    "<script>var s = '<p>The harbour of Port Ash will close in May</p>';</script><style>p { color: red }</style></head>"
)


def page(body: list[str]) -> str:
    paragraphs = "\n".join(f"<p>{line}</p>" for line in body)
    return (
        f"{HEAD}<body><nav><a href='/'>Home</a><a href='/sport'>Sport</a></nav><main><article><h1>{TITLE}</h1>"
        "<p class='by'>By Orla Lind</p><time datetime='2023-05-02'>May 2, 2023</time>"
        "<figure><img src='x.jpg' alt='a > b'><figcaption>The harbour at dawn (Ash Pictures)</figcaption></figure>"
        f"{paragraphs}</article></main><footer>© 2023 Ash Media. All rights reserved.</footer></body></html>"
    )


def shown(stretch: str) -> str:
    return read_markup(stretch).text


def read(source: str) -> Article:
    (article,) = clean(Page("a.html", source.encode("utf-8", "replace"), "html"))
    return article


MARKED = [
    BODY[0].replace("harbour", "<b>har</b>bour").replace("long dispute", "long&nbsp;dispute"),
    BODY[1].replace("“", "&ldquo;").replace("”", "&#8221;"),
    BODY[2].replace("council", "<a href='/c' title='the \"town\" council'>council</a>") + "<!-- <p>not here</p> -->",
    BODY[3],
    *OTHER,
]


def test_the_article_its_parts_and_its_metadata() -> None:
    article = read(page(MARKED))
    check((article,), article.source, shown)
    assert [text for kind, text in parts(article) if kind == "body"] == [*BODY, *OTHER]
    told = {kind: text for kind, text in parts(article) if kind != "body"}
    assert told["headline"] == TITLE == article.title
    assert told["byline"] == "By Orla Lind"
    assert told["dateline"] == "May 2, 2023"
    assert told["caption"] == "The harbour at dawn (Ash Pictures)"
    assert not any("rights reserved" in text or text == "Sport" for _, text in parts(article))
    dates = [(note.kind, note.where, article.source[slice(*note.at or (0, 0))]) for note in article.found.dates]
    assert dates == [
        ("published", "JSON-LD datePublished", "2023-05-02T22:30:00-05:00"),
        ("updated", "JSON-LD dateModified", "2023-05-04"),
        ("published", "time", "<time datetime='2023-05-02'>May 2, 2023"),
        ("published", 'shown in "time"', "May 2, 2023"),
    ]
    assert replace(article.found, dates=()) == Metadata(
        outlet="The Ash Post",
        url="https://ash.example/harbour",
        title=TITLE,
        author="Orla Lind, Bo Rask",
        published=date(2023, 5, 2),
        updated=date(2023, 5, 4),
        language="en-GB",
    )


def test_every_character_is_traced_through_references_and_tags() -> None:
    source = page(MARKED)
    article = read(source)
    for words, marked in (
        ("harbour of Port", "har</b>bour of Port"),
        ("long dispute", "long&nbsp;dispute"),
        ("“We", "&ldquo;We"),
        ("open,”", "open,&#8221;"),
        ("town council had", "town <a href='/c' title='the \"town\" council'>council</a> had"),
    ):
        at = article.text.index(words, article.text.index(BODY[0]))
        start, end = article.locate(at, at + len(words))
        assert source[start:end] == marked


def test_a_page_without_article_mark_up_is_read_as_its_text() -> None:
    article = read("<div>" + "<br><br>".join([TITLE, *BODY]) + "</div>")
    assert [text for kind, text in parts(article) if kind == "body"] == BODY


@pytest.mark.parametrize("source", ["<p>", "<html><body><a href='/'>Home</a><a>Sport</a></body></html>", "<!-- x -->"])
def test_a_page_without_text_is_refused_with_advice(source: str) -> None:
    with pytest.raises(PageError, match="save the page"):
        read(source)


DEEP = {
    "open": "<div>" * 100_000,
    "mixed": "<div><span><ul><li><b>" * 20_000,
    "tables": "<table><tr><td>" * 30_000,
    "unknown": "<x>" * 100_000,
    "quotes": "<a '\"" * 50_000,
    "brackets": "<" * 500_000,
    "comments": "<!--" * 100_000,
    "scripts": "<script>" * 100_000,
    "entities": "&amp" * 100_000,
}


@pytest.mark.parametrize("name", DEEP)
@pytest.mark.parametrize("after", [False, True])
def test_hostile_mark_up_is_survived_in_time(name: str, after: bool) -> None:
    source = (page(BODY) + DEEP[name]) if after else (DEEP[name] + page(BODY))
    before = time.monotonic()
    try:
        article = read(source)
    except PageError:
        article = None
    assert time.monotonic() - before < 8
    if article is not None:
        check((article,), article.source, shown)
    if after:
        assert article is not None
        assert BODY[1] in article.text


PIECES = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<div", ">", "</div>", "<b>", "&amp;", "&#0;", "&#x1F600;", "&lt", "<!--", "-->", "<script>",
         "'", '"', "</script>", "<h1>", "</h1>",
         "<figcaption>", "</figcaption>", "<li>", "\u00a0", "\n", TITLE, *BODY, *OTHER]
    )
    | st.text(max_size=12),
    max_size=40,
)  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES)
def test_any_mark_up_is_read_or_refused_and_every_part_is_in_order(pieces: list[str]) -> None:
    try:
        article = read("".join(pieces))
    except PageError:
        return
    before = 0
    for part in article.parts:
        start, end = article.locate(part.start, part.end)
        assert before <= start < end <= len(article.source)
        before = end
    assert list(article.starts) == sorted(article.starts)
    assert all(start <= end for start, end in zip(article.starts, article.ends, strict=True))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(alphabet=st.characters(exclude_characters="&<>\0\r", exclude_categories=["Cs"])), max_size=5))
def test_the_text_of_mark_up_is_the_text_between_tags(texts: list[str]) -> None:
    source = "".join(f"<i title='>'>{text}</i>" for text in texts)
    markup = read_markup(source)
    assert markup.text == "".join(texts)
    assert "".join(source[s:e] for s, e in zip(markup.starts, markup.ends, strict=True)) == markup.text


def test_alignment_keeps_order_and_skips_what_is_not_there() -> None:
    long = [squeeze(line).text for line in BODY]
    text = squeeze("About the author of this page and of many more " + " ".join(BODY) + " end")
    runs = align([BODY[0], "nowhere to be found in this page at all, not one piece of it 123456", BODY[2]], text)
    assert [len(run) for run in runs] == [1, 0, 1]
    assert text.text[runs[2][0][1] :].startswith(long[2])


def test_a_box_on_the_author_that_the_extractor_puts_first_does_not_hide_the_body() -> None:
    box = "Orla Lind has written about harbours and the people in them for longer than most."
    text = squeeze(" ".join(BODY) + " x" * 400 + box)
    assert [len(run) for run in align([box, *BODY], text)] == [0, 1, 1, 1, 1]


@pytest.mark.parametrize(
    "ld",
    ["{", '{"@type":"NewsArticle","headline":3,"author":{"name":[]}}', "[" * 50_000, "[[],{}]", '{"@type": {"a": 1}}'],
)
def test_broken_metadata_says_nothing(ld: str) -> None:
    assert read_metadata(f'<script type="application/ld+json">{ld}</script>') == Metadata()


@pytest.mark.parametrize(
    ("mark_up", "told"),
    [
        ('<meta name="date" content="20230428T101500Z">', [("published", "2023-04-28")]),
        ('<meta property="article:published:time" content="28.04.2023 10:15">', [("published", "2023-04-28")]),
        ('<meta name="pubdate" content="05/06/2023">', []),
        ('<meta name="pubdate" content="1682698261">', [("published", "2023-04-28")]),
        ('<span itemprop="dateModified">April 28, 2023</span>', [("updated", "2023-04-28")]),
        ('<time class="entry-date published" datetime="2023-04-28">', [("published", "2023-04-28")]),
        ('<time datetime="2023-04-28">28 April</time>', []),
        ('<h1>Rain</h1><time datetime="2023-04-28">28 April</time>', [("published", "2023-04-28")]),
        ('<script>x={"publishedAt":"2023-04-28T10:00"}</script>', [("published", "2023-04-28")]),
        ('<script>x=[{"publishedAt":"2023-04-28"},{"publishedAt":"2023-04-27"}]</script>', []),
        ('<meta name="date" content="2023-02-30">', []),
    ],
)
def test_machine_dates(mark_up: str, told: list[tuple[str, str]]) -> None:
    assert [(note.kind, str(note.when.earliest)) for note in read_dates(mark_up)] == told
