from __future__ import annotations

import base64
import hashlib
import re
import time
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from firsthand.account import (
    Account,
    AccountApart,
    AccountDocument,
    AccountGround,
    AccountPart,
    AccountSpan,
    AccountStatement,
    AccountUnnamed,
    AccountWhen,
)
from firsthand.views import account
from firsthand.web import page
from firsthand.web.chains import explain, trunk
from firsthand.web.lookup import lookup
from firsthand.web.moments import positions
from firsthand.web.readable import readable
from tests.web.fixture import story, texts

HOSTILE = (
    '</script><img src=x onerror="ran()"> {{ran}} ${ran()} <script>ran()</script>\u202e&lt; \x00 javascript:ran() \'"'
)


class Reading(HTMLParser):
    """The elements of a page, its ids, links and marked text."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.handlers: list[str] = []
        self.marked: list[tuple[dict[str, str], str]] = []
        self._mark: dict[str, str] | None = None
        self.feed(written)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.tags.append(tag)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        self.handlers += [key for key in given if key.startswith("on") or key == "style"]
        if tag == "mark":
            self._mark = given

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._mark = None

    def handle_data(self, data: str) -> None:
        if self._mark is not None:
            self.marked.append((self._mark, data))

    def words(self, key: str) -> str:
        return " ".join(
            "".join(text for given, text in self.marked if key in given.get("data-ids", "").split()).split()
        )


def rendered() -> Reading:
    return Reading(page(account(story()), texts(story())))


def hostile() -> tuple[Account, dict[str, str]]:
    """An account all of whose text attacks the page that shows it."""
    told = account(story())
    document = replace(
        told.documents[0],
        title=HOSTILE,
        file=HOSTILE,
        url="javascript:ran()",
        disagreements=(HOSTILE,),
        copies=(HOSTILE,),
    )
    entities = tuple(replace(e, name=HOSTILE, aliases=(HOSTILE,), reasons=(HOSTILE,)) for e in told.entities)
    claims = tuple(
        replace(c, text=HOSTILE, origins=tuple(replace(o, basis=HOSTILE) for o in c.origins)) for c in told.claims
    )
    conflicts = tuple(replace(c, reason=HOSTILE) for c in told.conflicts)
    statements = tuple(replace(s, medium=HOSTILE) for s in told.statements)
    failures = tuple(replace(f, file=HOSTILE, reason=HOSTILE) for f in told.failures)
    sources = {d: (HOSTILE * 40)[: len(text)] for d, text in texts(story()).items()}
    changed = replace(
        told, documents=(document, *told.documents[1:]), entities=entities, claims=claims, conflicts=conflicts,
        statements=statements, failures=failures,
    )  # fmt: skip
    return changed, sources


def test_the_marked_words_are_those_of_the_source() -> None:
    found, told, sources = rendered(), account(story()), texts(story())
    for statement in told.statements:
        pieces = [
            readable(sources[s.document], s.start, s.end, s.document.endswith(".html")).text for s in statement.content
        ]
        assert found.words(statement.id) == " ".join("".join(pieces).split())
    for event in told.events:
        span = event.span
        expected = readable(sources[span.document], span.start, span.end, span.document.endswith(".html")).text
        assert found.words(event.id) == " ".join(expected.split())


def test_ids_are_unique_and_every_link_arrives() -> None:
    found = rendered()
    assert len(found.ids) == len(set(found.ids))
    inner = [link[1:] for link in found.links if link.startswith("#")]
    assert len(inner) > 100
    assert set(inner) <= set(found.ids)


def test_every_thing_of_the_account_has_its_place() -> None:
    found, told = rendered(), account(story())
    ids = set(found.ids)
    worded = [s.id for s in told.statements] + [e.id for e in told.events]
    joined = [c.id for c in told.claims] + [c.id for c in told.conflicts]
    assert {*worded, *joined} <= ids
    assert {f"w-{number}" for number in worded} <= ids


def test_nothing_is_loaded_and_only_our_own_code_may_run() -> None:
    written = page(account(story()), texts(story()))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', written)
    code = re.search(r"<script>(.*)</script>", written, re.DOTALL)
    style = re.search(r"<style>(.*?)</style>", written, re.DOTALL)
    assert policy and code and style
    for kind, inner in (("script-src", code[1]), ("style-src", style[1])):
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{kind} &#x27;sha256-{digest}&#x27;" in policy[1]
    assert "default-src &#x27;none&#x27;" in policy[1]
    found = Reading(written)
    assert not found.handlers
    assert not {"img", "link", "iframe", "object", "embed", "video"} & set(found.tags)
    assert "url(" not in style[1] and "@import" not in style[1]


def test_hostile_text_stays_text() -> None:
    written = page(*hostile())
    found = Reading(written)
    assert found.tags.count("script") == 1
    assert "img" not in found.tags
    assert not found.handlers
    assert not [link for link in found.links if not link.startswith(("#", "https://", "http://"))]
    assert "\x00" not in written and "\u202e" not in written


def test_lone_surrogates_can_be_written() -> None:
    unknown = AccountWhen(None, None, "unknown", ())
    told = Account(documents=(AccountDocument("d", "a.txt", 0, 3, "\ud800", None, unknown, (), unknown),))
    assert page(told, {"d": "a\udc00b"}).encode("utf-8")


def test_an_empty_account_is_a_page_too() -> None:
    found = Reading(page(Account(), {}))
    assert "main" in found.tags
    assert {link[1:] for link in found.links} <= set(found.ids)


def test_overlapping_spans_become_segments() -> None:
    unknown = AccountWhen(None, None, "unknown", ())
    document = AccountDocument("d", "a.txt", 0, 9, None, None, unknown, (AccountPart("body", 0, 9),), unknown)

    def said(number: str, start: int, end: int) -> AccountStatement:
        words = (AccountSpan("d", start, end),)
        return AccountStatement(
            number, "d", None, None, None, words, "indirect", "says", None, unknown, (), None, "u", 0.5
        )

    told = Account(documents=(document,), statements=(said("s-a", 0, 6), said("s-b", 3, 9)))
    found = Reading(page(told, {"d": "abcdefghi"}))
    assert [(given["data-ids"], text) for given, text in found.marked[-3:]] == [
        ("s-a", "abc"),
        ("s-a s-b", "def"),
        ("s-b", "ghi"),
    ]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>a<b>b</b>c</p>", "abc"),
        ("x &amp;amp; y", "x &amp; y"),
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("a<script>b</script>c<!-- d -->e", "ace"),
        ('<a title="1 > 0">z</a>', "z"),
        ("<p title=it's>ok</p> it's", "ok\n its".replace("its", "it's")),
        ("5 < 6 &c &#x41;&#65", "5 < 6 &c AA"),
        ("open <b", "open <b"),
        ("<!-- never closed", ""),
    ],
)
def test_html_is_read_without_its_markup(source: str, text: str) -> None:
    found = readable(source, 0, len(source), True)
    assert found.text == text
    assert len(found.starts) == len(found.ends) == len(found.text)
    assert list(found.starts) == sorted(found.starts)


@pytest.mark.parametrize("opening", ["<a ", '<a href="', "&amp", "<!--", "<script"])
def test_a_page_of_unclosed_tags_is_read_at_once(opening: str) -> None:
    source = opening * 50_000
    began = time.perf_counter()
    readable(source, 0, len(source), True)
    assert time.perf_counter() - began < 5


def test_reports_of_one_origin_share_a_trunk() -> None:
    look = lookup(account(story()), texts(story()))
    claim = next(c for c in look.account.claims if c.id == "c-level")
    root = trunk(claim.origins[0], look)
    carriers = {look.name(step.entity): set(step.reports) for step in root.next.values()}
    assert carriers == {"Northwire": {"courier.txt", "post.txt"}, "Radio Sill": {"monitor.html"}}
    assert explain(claim, look) == "3 reports in 3 pages go back to Orla Brennick; carriers of one origin count once."


def test_a_statement_within_a_statement_comes_through_its_teller() -> None:
    look = lookup(account(story()), texts(story()))
    claim = next(c for c in look.account.claims if c.id == "c-house")
    root = trunk(claim.origins[0], look)
    assert [look.name(step.entity) for step in root.next.values()] == ["Ines Quillon"]


def test_days_keep_their_order_on_the_drawn_scale() -> None:
    whens = [moment.when for moment in account(story()).timeline]
    scale = positions(whens)
    assert list(scale) == sorted(scale)
    assert list(scale.values()) == sorted(scale.values())
    assert positions([]) == {}


def test_names_tell_who_uses_which_form_and_what_was_kept_apart() -> None:
    told = account(story())
    first, second, *rest = (entity for entity in told.entities if entity.mentions)
    marked = replace(
        first,
        grounds=(AccountGround("the form", "for this reason"),),
        apart=(AccountApart(second.id, "for another reason"),),
        unnamed=AccountUnnamed("two", "NLD", "close to the talks", "fearing reprisals"),
        source="document",
    )
    written = page(replace(told, entities=(marked, second, *rest)), texts(story()))
    for words in ("for this reason", "for another reason", "close to the talks", "heard as document", "of NLD"):
        assert words in written
    assert f'href="#entity-{second.id}"' in written
