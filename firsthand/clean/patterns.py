"""Lines that give themselves away by their form: datelines, bylines, names standing alone, captions.

The forms are those of English-language pages; a wire opening inside a paragraph ("PORT ASH, Sept 3 (Agency) —") is body
and not looked for here. That the words are true names or days is not checked.
"""

from __future__ import annotations

import re

from firsthand.clean.lines import Signs
from firsthand.lexicon import entries

DATELINE_CHARACTERS = 110
BYLINE_WORDS = 16
"""Longer lines are no bylines. Chosen, as the other lengths here."""
CAPTION_WORDS = 70

_NUMERIC_DAY = re.compile(r"\b(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?:T[\d:.+-]+Z?)?\b")
_TIME = re.compile(
    r"\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?(?![\w/])|\b\d{1,2}\s*[ap]\.?m\b\.?", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*")
_STAMPS = frozenset({"published", "updated", "posted", "modified", "issued"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBER = re.compile(r"\d+")
_BYLINE = re.compile(
    r"(?:(?:written|reported|reporting|story|text|words|analysis|opinion|posted|updated)\s+)?(by|from)\b:?\s+", re.I
)
_NAME_WORD = r"(?:[^\W\d_]\.?|[^\W\d_][\w'’.-]*)"
_NAMES = re.compile(rf"{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,4}}")
_JOINED = re.compile(r"\s*(?:,|&|\band\b|\bin\b|\bfor\b|\||•|·|/|–|—|\s-\s|\()\s*")
_SMALL = frozenset(
    {"de", "la", "le", "van", "von", "der", "den", "bin", "al", "el", "da", "dos", "di", "du", "ten", "the", "of"}
)
_CREDIT_LABEL = re.compile(
    r"\b(?:^(?:image|media)\s+(?:copyright|caption|source)\b"
    r"|^(?:file\s+)?(?:photo(?:graph)?s?|image|picture|pictured|illustration|video|graphic|caption|credit)s?"
    r"(?:\s+(?:by|credit|courtesy))?(?:\s+of)?\s*[:/|]"
    r"|(?:photo|image|picture|photograph|illustration)s?\s*(?:credit|by|courtesy|:)"
    r"|(?:file|handout|stock)\s+(?:photo|picture|image)\b|credit\s*:|via\s+[A-Z][\w]*\s*(?:images|photos?)\b)|©",
    re.IGNORECASE,
)
_CREDIT_END = re.compile(
    r"[(\[](?:(?:photo|image|picture|file|via|courtesy|by|of)\W+)*[A-Z][\w.&'’-]*"
    r"(?:[ /,|-]+(?:via |of |the )?[A-Z][\w.&'’-]*){0,6}[)\]]\.?$",
    re.I,
)
_SLASH_END = re.compile(r"[A-Z][\w.’' -]{1,30}\s?/\s?[A-Z][\w.’' -]{1,40}$")
_SHOWN = re.compile(
    r"\b(?:is|are|was|were)\s+(?:seen|pictured|shown)\b|\b(?:pictured|seen here)\b"
    r"|\((?:left|right|[lr]|cent(?:er|re))\)",
    re.I,
)


_LINK_END = re.compile(r"(?:^|[^,;] )(?:Read|See|View|Show|Learn) (?:more|all)(?: [»›→>]+)?:?$")
"""A link's own words at the end of the headline that it shows."""
_PLEA = re.compile(
    r"(?i)(?:^|[.!?:] )(?:(?:newsletter )?sign up (?:for|to|here|now|continue)\b|subscribe to|click here"
    r"|follow (?:him|her|them|us) on|email us\b|got a story)"
)
"""Sentences that call on the reader, wherever in a line they stand."""
_NOTICE = re.compile(
    r"(?i)(?:(?:©|\(c\)|copyright\b)(?:\W|\(c\)|copyright\b)*(?:19|20)\d\d\b|all rights reserved\b"
    r"|(?:this (?:material|content|article|story|site|page) (?:(?:may|must) not|cannot)|no part of this \w+ may)"
    r" be (?:published|broadcast|rewritten|redistributed|reproduced|copied|distributed|republished)\b"
    r"|(?:have you got|do you have|do you know|got) (?=[^.?!]{0,80}\b(?:information|tips?|stor(?:y|ies)|more)\b)"
    r"[^.?!]*\? [^\n]*?\b(?:message|contact|e-?mail|call|write to|text|tell|send|get in touch|let us know)\b)"
)
"""Lines that say whose the words are, or ask the reader to tell what he knows."""
_NAMED_AGAIN = re.compile(
    r"(?<= )(?P<last>[A-Z][\w'’-]+)(?P<run> (?:[A-Z(][\w.'’()-]*\s){0,5}(?P=last)"
    r"(?:MORE|(?=[A-Z“‘\"'])[^\n]{8,600}?\bMORE)\b)"
)
"""A name told again in full with the headlines of links run on to it: "Ann Roe Ann Mary RoeRoe to sail MORE"."""
_PLACE = re.compile(r"^[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}, (?=[A-Z\d])")
_AGENCY_END = re.compile(r"\s*\([A-Z][\w. -]{1,30}\)\s*[—–-]*$")
"""What may stand around the day of a line that says where and for whom it was written: "London, March 7 (Agency)"."""


def without_links(text: str) -> str:
    """A text with the headlines of links that ran into its sentences made spaces, as long as before.

    >>> " ".join(without_links("For Ann Roe Ann Mary RoeRoe to sail Ships late MORE (Ashland), it is.").split())
    'For Ann Roe (Ashland), it is.'
    >>> " ".join(without_links("It is Ann Roe Ann Mary RoeMORE again.").split())
    'It is Ann Roe again.'
    """
    if "MORE" not in text:
        return text
    return _NAMED_AGAIN.sub(lambda run: run["last"] + " " * len(run["run"]), text)


def is_link(text: str) -> bool:
    """Whether a line is a link (the headline of another page with "Read more" after it), a plea or whose the words are.

    >>> [is_link(line) for line in ("Ships are late in May Read more", "News daily. Sign up here.")]
    [True, True]
    >>> [is_link(line) for line in ("Copyright 2021 The Gull. All rights reserved.", "We want you to read more")]
    [True, False]
    """
    return any(found is not None for found in (_LINK_END.search(text[-40:]), _PLEA.search(text), _NOTICE.match(text)))


def is_dateline(text: str) -> bool:
    """Whether a line holds the day of the page and little else.

    >>> [is_dateline(line) for line in ("3 Feb, 2022 16:56", "Updated at 9:50 p.m. ET Thursday")]
    [True, True]
    >>> is_dateline("CAPE ANDOR, 7 March 2024")
    True
    >>> [is_dateline(line) for line in ("On May 3 they met.", "20")]
    [False, False]
    """
    if len(text) > DATELINE_CHARACTERS or not any(character.isdigit() for character in text):
        return False
    bare = _AGENCY_END.sub("", _PLACE.sub("", text))
    if bare != text and is_dateline(bare):
        return True
    rest, numeric = _NUMERIC_DAY.subn(" ", text)
    rest, clocks = _TIME.subn(" ", rest)
    words = [word.lower().rstrip(".") for word in _WORD.findall(rest)]
    months = sum(word in entries("clean_months") for word in words)
    numbers = _NUMBER.findall(rest)
    stamped = bool(clocks) and any(word in _STAMPS for word in words)
    if not (numeric or (months and numbers) or stamped):
        return False
    known = entries("clean_months") | entries("clean_dating")
    foreign = [word for word in words if word not in known and word not in ("min", "mins", "minutes", "read", "ago")]
    if not foreign:
        return bool(numeric or clocks or numbers)
    dated = numeric or clocks or _YEAR.search(rest)
    labelled = bool(clocks) or any(mark in text for mark in "|•·—–") or any(word in _STAMPS for word in words)
    return (
        bool(dated and labelled)
        and len(foreign) <= 4
        and not text.endswith((".", "?", "!"))
        and not _BYLINE.match(text)
    )


def is_byline(text: str) -> bool:
    """Whether a line names who wrote the page.

    >>> [is_byline(line) for line in ("by Ann Lee", "By Ann Lee and Bo Rask, Staff Writers", "By the sea we sat.")]
    [True, True, False]
    """
    opening = _BYLINE.match(text)
    if opening is None or len(text) > 160:
        return False
    names = _NUMERIC_DAY.sub(" ", text[opening.end() :])
    pieces = [piece for piece in _JOINED.split(names) if piece and not _NUMBER.fullmatch(piece.strip(" :."))]
    words = _WORD.findall(names)
    if not pieces or not words or len(words) > BYLINE_WORDS or text.rstrip().endswith(("?", "!", ":")):
        return False
    if opening.group(1).lower() == "from" and len(words) > 6:
        return False
    first_piece = _WORD.findall(pieces[0])
    lowered = [
        word for word in words if word[0].islower() and word not in _SMALL and word not in entries("clean_dating")
    ]
    return 1 <= len(first_piece) <= 5 and first_piece[0][0].isupper() and len(lowered) <= max(1, len(words) // 3)


def is_name(text: str) -> bool:
    """Whether a line could be the name of a person and nothing else.

    >>> is_name("Ann van Lee"), is_name("Ann Lee's Photo"), is_name("News")
    (True, False, False)
    """
    words = text.split()
    if not 2 <= len(words) <= 4 or _NAMES.fullmatch(text) is None:
        return False
    return all(word[0].isupper() or word in _SMALL for word in words) and "'s" not in text and "’s" not in text


def is_caption(text: str, sign: Signs) -> bool:
    """Whether a line tells what a picture shows or whose it is."""
    if sign.words > CAPTION_WORDS or sign.words == 0:
        return False
    credited = _CREDIT_END.search(text[-90:]) is not None and not sign.quoted
    if sign.words <= 60 and _CREDIT_LABEL.search(text):
        return True
    if credited and (sign.dated or sign.words <= 30 or not _ends_before_credit(text) or _SHOWN.search(text)):
        return sign.words >= 3
    if sign.dated and not sign.quoted and sign.words <= 50 and _SHOWN.search(text):
        return True
    return 3 <= sign.words <= 30 and not sign.terminal and _SLASH_END.search(text) is not None


def _ends_before_credit(text: str) -> bool:
    return text[: text.rfind("(")].rstrip().endswith((".", "!", "?", "”", '"'))
