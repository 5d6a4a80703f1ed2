"""Feeds and sitemaps: what is a page, what only dates one, and what hostile or broken ones do."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import pytest

from firsthand import pipeline
from firsthand.model import Failure, Listing, Page
from firsthand.sources import open_specs

WORDS = "The dock at Exville will shut in June, the harbour minister, Ana Brask, told reporters on Wednesday evening."
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Exville Post</title>
<language>en-GB</language>
<item><title>Dock &amp; crews</title><link>https://post.example/dock?utm_source=rss</link>
<pubDate>Thu, 02 May 2024 00:10:00 +0200</pubDate>
<content:encoded><![CDATA[<p>{words}</p><script>alert(1)</script>]]></content:encoded></item>
<item><title>Strike at the dock</title><link>https://post.example/strike</link>
<pubDate>Fri, 03 May 2024 08:00:00 GMT</pubDate><description>Strike at the dock</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Exville Post</title>
<entry><title>Dock</title><id>tag:1</id><link href="https://post.example/dock"/>
<published>2024-05-02T23:30:00-05:00</published><updated>2024-05-04T01:00:00Z</updated>
<content type="text">{words}</content></entry></feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://post.example/strike</loc><lastmod>2024-05-06T10:00:00Z</lastmod>
<news:news><news:publication_date>2024-05-03</news:publication_date></news:news></url>
<url><loc>https://post.example/undated</loc></url></urlset>"""


def opened(folder: Path, name: str, text: str) -> list[Page | Listing | Failure]:
    path = folder / name
    path.write_text(text.replace("{words}", WORDS), "utf-8")
    return list(open_specs([str(path)]))


def days(item: Page | Listing | Failure) -> list[tuple[str, date | None]]:
    assert not isinstance(item, Failure)
    return [(note.kind, note.when.earliest) for note in (item.metadata if isinstance(item, Page) else item).dates]


def test_an_entry_with_text_is_a_page_and_one_without_only_dates_its_page(tmp_path: Path) -> None:
    pytest.importorskip("feedparser")
    first, page, second = opened(tmp_path, "news.xml", RSS)
    assert isinstance(page, Page)
    assert isinstance(first, Listing)
    assert isinstance(second, Listing)
    assert page.file == first.file == f"{tmp_path}/news.xml#https://post.example/dock?utm_source=rss"
    assert WORDS in page.content.decode()
    assert (page.metadata.title, page.metadata.outlet, page.metadata.language) == ("Dock & crews", "Exville Post", "en")
    assert days(page) == days(first) == [("published", date(2024, 5, 2))]
    assert (second.url, days(second)) == ("https://post.example/strike", [("published", date(2024, 5, 3))])


def test_days_of_an_atom_entry_are_those_written(tmp_path: Path) -> None:
    pytest.importorskip("feedparser")
    listing, page = opened(tmp_path, "news.atom", ATOM)
    assert days(listing) == days(page) == [("published", date(2024, 5, 2)), ("updated", date(2024, 5, 4))]


def test_a_sitemap_lists_what_it_gives_a_day(tmp_path: Path) -> None:
    (listing,) = opened(tmp_path, "sitemap.xml", SITEMAP)
    assert days(listing) == [("published", date(2024, 5, 3)), ("updated", date(2024, 5, 6))]


def test_other_xml_is_text(tmp_path: Path) -> None:
    (page,) = opened(tmp_path, "notes.xml", "<notes>A dock was shut.</notes>")
    assert isinstance(page, Page)


@pytest.mark.parametrize("text", ["<rss", "<rss></rss>", "<feed>\0\xff</feed>", "<rdf:RDF>" + "<a>" * 3000])
def test_a_broken_feed_says_so(text: str, tmp_path: Path) -> None:
    pytest.importorskip("feedparser")
    (failure,) = opened(tmp_path, "news.rss", text)
    assert isinstance(failure, Failure)
    assert "no entries" in failure.reason


def test_entities_in_a_sitemap_stay_small(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE u [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    outside = '<!DOCTYPE u [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    for head in (bomb, outside):
        name = "&b;" if head is bomb else "&a;"
        found = opened(tmp_path, "map.xml", head + SITEMAP.replace("https://post.example/strike", name))
        assert not any("aaaa" in item.url or "root" in item.url for item in found if isinstance(item, Listing))


def test_without_the_package_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "feedparser", None)
    (failure,) = opened(tmp_path, "news.rss", RSS)
    assert isinstance(failure, Failure)
    assert "pip install firsthand[feeds]" in failure.reason


@pytest.mark.weights
def test_what_lists_a_page_dates_it_and_its_entry_gives_way(tmp_path: Path) -> None:
    pytest.importorskip("feedparser")
    for name, text in (("feed.xml", RSS), ("sitemap.xml", SITEMAP)):
        (tmp_path / name).write_text(text.replace("{words}", WORDS), "utf-8")
    for name, address in (("a", "http://www.post.example/dock/"), ("b", "https://post.example/strike#top")):
        (tmp_path / f"{name}.txt").write_text(f"Of the dock, {name}\n\n{WORDS}\n", "utf-8")
        (tmp_path / f"{name}.txt.meta.json").write_text(json.dumps({"url": address}))
    read = pipeline.read([str(tmp_path)])
    assert not read.failures
    found = {page.article.file.rpartition("/")[2]: page for page in read.documents}
    assert sorted(found) == ["a.txt", "b.txt"]
    assert found["a.txt"].published.earliest == found["a.txt"].published.latest == date(2024, 5, 2)
    assert found["b.txt"].published.earliest == date(2024, 5, 3)
    assert found["b.txt"].updated.earliest == date(2024, 5, 6)
    assert [note.basis for note in found["b.txt"].dates] == ["feed", "sitemap", "sitemap"]
