"""The words of a content: its edges, its growth to whole quotations, its form. Offsets are the article's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.annotate.acts import ends_addressing
from firsthand.annotate.attribution import Attribution
from firsthand.annotate.quotes import Quotation
from firsthand.annotate.speakers import Speakers
from firsthand.lexicon import of_class
from firsthand.model import Article, Form

Offsets = tuple[int, int]
ADDRESSED = 15
"""Words within which a content's addressee ends; by judgement."""
_MARKS = ('"', "“", "”", "‘", "whether", "if")
_ASIDE = {"ADV", "CCONJ", "SCONJ", "PUNCT", "NUM", "SYM"}
_ASIDES = re.compile(
    r"(?:(?:who|which|that|whom)$|(?:Speaking|Asked|Writing|Addressing|Appearing|Testifying|Responding)\b[^\"“”]*$)"
)
"""Pieces that are no content beside others: a relative pronoun, the page's own words on when and where it was said."""
_LEAD = re.compile(r"(?i)(?:[\w–-]+,? ){1,3}?that\b\s*")
_SILENCE = re.compile(
    r",?\s+(?:but (?:gave|offered|provided) no\b|without (?:\w+ly )?"
    r"(?:elaborat|giving|offering|providing|specify|saying|naming|explaining|identifying|citing|mentioning))[^.\"”]*$"
)
_THAT = r"(?-i:that)\b(?!['’]\w)"
"""The conjunction: what opens with "That" or "That's" begins with its subject."""
_STUB = re.compile(r"(?<=[a-z]{4})[.!?]\s+(?=[A-Z])")
"""Where another sentence hangs on to indirect speech: no short form of a title before the stop."""
_SENTENCE = re.compile(r"(?<=[\w”\"’')]{3})[.!?][\"”’']?\s+[\"“]?(?=[A-Z])")
"""Where a sentence ends: no initial and no short form of a title."""
_BEYOND = re.compile(r"(?<=[.!?][”\"])\s+[A-Z][^\"“”]*$")
"""The page's own next sentence behind a quotation."""
_CLOSED = re.compile(r"[\s,]*[.!?\"”’']")
_QUOTES_ON = re.compile(r"^\.\s+[\"“]$")
"""Between what is told in plain words and a quotation that is a sentence of its own."""
_WORD = re.compile(r"\w+")
_OPENING = "That "
_LEFT = re.compile(rf"(?:[\s\"“”„«»‘’',;:–—-]|\.(?!\.)|{_THAT})+", re.IGNORECASE)
_RIGHT = re.compile(r"(?:[\s\"“”„«»,;:–—-]|\b(?:and|but)$)+$", re.IGNORECASE)


def tidy(article: Article, contents: Sequence[Offsets], quoted: Sequence[Quotation], a: Attribution) -> list[Offsets]:
    """Contents without edges, grown to the ends of quotations that they lie in, joined where only marks part them."""
    grown = []
    for start, end in contents:
        for q in quoted:
            inside = min(end, q.end) - max(start, q.start)
            cut = a.cue is not None and hit(a.cue, [(q.start, q.end)])
            if inside > 0.5 * (end - start) and not cut and a.level == 0:
                start, end = min(start, q.start), max(end, q.end)
        edge = _LEFT.match(article.text, start, end)
        start = edge.end() if edge else start
        tail = [m for m in _RIGHT.finditer(article.text[start:end]) if m.start() > 0]
        end = start + tail[-1].start() if tail else end
        if start < end:
            grown.append((start, end))
    joined: list[Offsets] = []
    for start, end in sorted(grown):
        between = article.text[joined[-1][1] : start] if joined else ""
        if joined and (start <= joined[-1][1] or not (re.search(r"\w", between) or _QUOTES_ON.search(between))):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def pared(speakers: Speakers, cue: Offsets, contents: Sequence[Offsets]) -> list[Offsets]:
    """Contents without what is not said: whom the cue addresses, lead-ins ("specifically that"), a silence at the end,
    a part of the next sentence.

    A piece that is a relative pronoun, tells the occasion or belongs to another verb goes where there are other pieces.
    """
    text = speakers.article.text
    found = [(s, e) for s, e in contents if len(contents) == 1 or not _ASIDES.match(text, s, e)]
    if len(found) > 1:
        found = [piece for piece in found if not _taken(speakers, cue, piece, found)] or found
        found = [piece for piece in found if not _astray(text, cue, piece)] or found
    if not found:
        return list(contents)
    start, end = found[0]
    if start >= cue[1] and (after := _addressed(speakers, cue, start, end)):
        start = after
    joins = any(speakers.tokens[i].pos == "SCONJ" for i in speakers.words(start, start + 1))
    start += len(_OPENING) if joins and text.startswith(_OPENING, start) else 0
    if lead := _LEAD.match(text[start:end]):
        *tags, that = [speakers.tokens[i].pos for i in speakers.words(start, start + lead.end())] or [""]
        when = lead[0].lower().split()[0] in of_class("function_words", "circumstance")
        if tags and that == "SCONJ" and not when and (tags[0] == "ADP" or not set(tags) - _ASIDE):
            start += lead.end()
    found[0] = (start, end)
    last, end = found[-1]
    stub = _STUB.search(text[last:end]) if last > cue[1] and ":" not in text[cue[0] : cue[1] + 1] else None
    if stub and not any(mark in text[max(0, last - 2) : end + 2] for mark in _MARKS[:4]):
        end = last + stub.start()
        found[-1] = (last, end)
    if last > cue[1] and (beyond := _BEYOND.search(text[last:end])):
        end = last + beyond.start()
        found[-1] = (last, end)
    if (silence := _SILENCE.search(text[last:end])) and silence.start():
        found[-1] = (last, last + silence.start())
    return found


def _astray(text: str, cue: Offsets, piece: Offsets) -> bool:
    """Whether words outside quotation marks stand in another sentence than their cue, while others do not."""
    between = text[cue[1] : piece[0]] if piece[0] >= cue[1] else text[piece[1] : cue[0]]
    quoted = any(mark in text[max(0, piece[0] - 2) : piece[1] + 2] for mark in _MARKS[:4])
    return not quoted and _SENTENCE.search(between) is not None


def _taken(speakers: Speakers, cue: Offsets, piece: Offsets, pieces: Sequence[Offsets]) -> bool:
    """Whether a noun phrase before the cue, outside quotation marks, hangs on a verb that is no part of what is said.

    "mourned the loss and called for calm": the loss is not called for.
    """
    start, end = piece
    if start >= cue[0] or any(mark in speakers.article.text[max(0, start - 2) : end + 2] for mark in _MARKS[:4]):
        return False
    inside = speakers.words(start, end)
    if any(speakers.tokens[i].pos in ("VERB", "AUX") for i in inside):
        return False
    heads = {speakers.tokens[i].head for i in inside} - set(inside)
    verbs = [speakers.tokens[head] for head in heads if head is not None and speakers.tokens[head].pos == "VERB"]
    said = [*pieces, cue]
    return len(verbs) == len(heads) > 0 and not any(hit((verb.start, verb.end), said) for verb in verbs)


def _addressed(speakers: Speakers, cue: Offsets, start: int, end: int) -> int | None:
    """Where the words begin that are said to the one whom a content names first: "urged the crew to leave"."""
    if not ends_addressing(speakers.article, cue):
        return None
    for i in speakers.words(start, end)[:ADDRESSED]:
        token = speakers.tokens[i]
        word = speakers.article.text[token.start : token.end].lower()
        opens = (word == "to" and token.pos == "PART") or (word == "that" and token.pos == "SCONJ") or word == "against"
        if opens:
            named = any(speakers.tokens[j].pos in ("NOUN", "PROPN", "PRON") for j in speakers.words(start, token.start))
            return token.start if named else None
        if token.pos in ("VERB", "AUX") or word in _MARKS:
            return None
    return None


def form(article: Article, contents: Sequence[Offsets], quoted: Sequence[Quotation]) -> Form:
    """Direct if all words stand in quotation marks, indirect if none, else mixed."""
    quoted = [q for q in quoted if hit((q.start, q.end), contents)]
    if not quoted and any(_WORD.search(article.text, start, end) for start, end in contents):
        return "indirect"
    words = [word.start() for start, end in contents for word in _WORD.finditer(article.text, start, end)]
    inside = sum(any(q.start <= at < q.end for q in quoted) for at in words)
    return "direct" if inside == len(words) else "mixed" if inside else "indirect"


def hit(span: Offsets, others: Sequence[Offsets]) -> bool:
    """Whether a span shares a character with one of the others."""
    return any(span[0] < end and start < span[1] for start, end in others)


def same(a: Sequence[Offsets], b: Sequence[Offsets]) -> bool:
    """Whether two contents are the same but for marks at the end."""
    return bool(a) and bool(b) and a[0][0] == b[0][0] and abs(a[-1][1] - b[-1][1]) < 3
