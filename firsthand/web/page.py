"""One account as one HTML file: no network, no code but its own, readable without script and on paper.

The policy in its head allows the style sheet and the script of this package by their hashes and nothing else, so even a
page text that were written unescaped could load and run nothing.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from importlib import resources

from firsthand.account import Account
from firsthand.web.chains import claims
from firsthand.web.lines import page_link
from firsthand.web.lookup import Lookup, lookup
from firsthand.web.markup import NOTHING, Markup, element, raw, text
from firsthand.web.moments import moments
from firsthand.web.names import entities
from firsthand.web.sections import conflicts, documents, failures, heard, omissions, tally, wordings
from firsthand.web.source import sources as source_pages
from firsthand.web.speakers import events, said

_NAMED = 3


def page(account: Account, sources: Mapping[str, str]) -> str:
    """The whole HTML file. ``sources`` maps document ids to the decoded text of their files; a missing one shows empty.

    >>> page(Account(), {}).startswith("<!DOCTYPE html>")
    True
    """
    look = lookup(account, sources)
    style, script = _packaged("style.css"), _packaged("script.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", text(f"{_title(look)} — Firsthand")),
        element("style", raw(style)),
    )
    return f"<!DOCTYPE html>\n{element('html', head, _body(look, script), lang='en')}\n"


def _packaged(name: str) -> str:
    return (resources.files("firsthand.web") / name).read_text("utf-8").replace("\r\n", "\n")


def _hash(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()


def _title(look: Lookup) -> str:
    """What the story is called: those whom most pages name, for every headline is one page's view."""
    named = [e for e in look.account.entities if e.kind not in ("anonymous", "outlet", "group") and e.mentions]
    named.sort(key=lambda e: (-len({span.document for span in e.mentions}), -len(e.mentions), e.name, e.id))
    return " · ".join(entity.name for entity in named[:_NAMED]) or "An account"


def _body(look: Lookup, script: str) -> Markup:
    account = look.account
    parts = [
        ("claims", "Claims and where they come from", claims(look) if account.claims else NOTHING, _CLAIMS),
        ("conflicts", "Where reports disagree", conflicts(look) if account.conflicts else NOTHING, ""),
        ("timeline", "Timeline", moments(look) if account.timeline else NOTHING, _TIMELINE),
        ("said", "Who said what", said(look) if account.statements else NOTHING, ""),
        ("events", "What happened", events(look) if account.events else NOTHING, ""),
        ("wording", "How it is worded", wordings(look) if account.wording else NOTHING, _WORDING),
        ("entities", "Names", entities(look) if account.entities else NOTHING, ""),
        ("omissions", "Not found everywhere", omissions(look) if account.omissions else NOTHING, _OMISSIONS),
    ]
    shown = [(key, title, inner, note) for key, title, inner, note in parts if inner]
    links = [("overview", "Overview"), *((key, title) for key, title, _, _ in shown), ("pages", "The pages")]
    nav = element(
        "nav", *(element("a", text(title), href=f"#{key}") for key, title in links), aria_label="Sections", class_="nav"
    )
    overview = element(
        "section",
        element("h2", text("Overview"), id="overview"),
        failures(look),
        heard(look),
        element("div", documents(look), class_="wide", tabindex="0", role="region", aria_label="The pages read"),
    )
    sections = [overview, *(_section(*each) for each in shown)]
    reader = element(
        "aside",
        element(
            "div",
            element("h2", text("The pages"), id="pages"),
            element("nav", *(page_link(each.id, look) for each in account.documents), aria_label="The pages"),
            element("a", text("Back"), href="#overview", id="back", class_="back", hidden=""),
            class_="reader-head",
        ),
        _legend(),
        source_pages(look),
        class_="reader",
        id="reader",
        aria_label="The pages, with the words of the account marked",
    )
    masthead = element(
        "header",
        element("p", text("Firsthand"), class_="brand"),
        element("h1", text(_title(look))),
        element("p", text(tally(look)), class_="tally"),
        class_="masthead",
    )
    skip = element("a", text("Skip to the pages"), href="#pages", class_="skip")
    main = element("main", *sections, class_="account")
    live = element("p", id="live", role="status", class_="unseen")
    return element(
        "body", skip, masthead, nav, element("div", main, reader, class_="desk"), live, element("script", raw(script))
    )


_CLAIMS = (
    "Each line runs from the origin through its carriers to the page. "
    "What shares a trunk shares an origin and counts once."
)
_TIMELINE = (
    "A point is a day; a bar is all that the words allow. "
    "Long gaps are drawn shorter than they are. What has no date is left out."
)
_WORDING = "The same thing in each page's words, and whose words they are."
_OMISSIONS = (
    "Pages that name the same people but in which a claim was not found. "
    "It may stand there in words that were not recognised."
)


def _section(key: str, title: str, inner: Markup, note: str) -> Markup:
    explained = element("p", text(note), class_="note") if note else NOTHING
    return element("section", element("h2", text(title), id=key), explained, inner, class_=f"section-{key}")


def _legend() -> Markup:
    pairs = (
        ("said direct", "direct speech"), ("said indirect", "indirect speech"), ("event", "event"),
        ("speaker", "speaker, cue or carrier"), ("name", "name"),
    )  # fmt: skip
    samples = (element("span", element("mark", text(name), class_=kind)) for kind, name in pairs)
    return element("p", *samples, class_="legend", aria_label="How words are marked")
