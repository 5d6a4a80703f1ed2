"""Mentions: names found by the encoder, descriptions found by their head noun, personal pronouns.

The encoder's labels are made consistent over the page: one surface form has one kind, decided by all its occurrences,
unless the words around an occurrence say otherwise. Who a mention refers to is decided in coreference.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from firsthand.annotate.blocks import Block
from firsthand.annotate.kinds import Name, end_of, most, part_of, settle, text_of
from firsthand.annotate.listed import ACRONYM, listed
from firsthand.annotate.namechains import HANDLE
from firsthand.annotate.nominals import nominals
from firsthand.encoder import NAME_KINDS, Decoded, decode_all
from firsthand.lexicon import countries, demonyms, of_class, table
from firsthand.model import Article, EntityKind, Mention, Span, Token

AFTER_NAMES = frozenset({"'s", "’s", ".", ",", '"', "”", "'", "’"})
TODAY = " Today"
"""What the names of some outlets end in, which is no time with a capital behind a name."""
PARTICLES = frozenset({"de", "del", "la", "le", "van", "von", "bin", "al"})
"""What a surname of two words begins with."""
SPOKESMEN = frozenset({"spokesman", "spokeswoman", "spokesperson", "chairman", "chairwoman", "ceo"})
SPOKEN_FOR = 10.0
"""Votes for a body that is told with its spokesman; a surname of the page stays a person's."""
LETTERS, OF_HANDLE = 7, 0.6
"""Letters of a name in what somebody posts as, at least, and their share of it; by judgement."""
REPEATED = frozenset({"person", "organization", "place", "product", "outlet", "group", "other"})
"""Kinds of names that are looked for again on their page."""
HEADLINE_CAPITALS = 0.7
"""Share of capitalised words from which a line's case says nothing about names (English headline style)."""
_NO_NAME = re.compile(r"(?i)\W+|the|an?")
"""What no name begins with."""
_AT = re.compile(r"(?<!\w)@")
"""What stands before the name that somebody posts as, and in no address."""
_CASE = re.compile(r"\sv(?:s?\.|s?\b)\s")
"""What parts the parties of a court case: "Roe v. Exland"."""
SURE = 0.45
"""Mean probability under which a name seen once, and in headline case, is not taken; found on CoNLL-2003 dev."""


def mentions(article: Article, blocks: Sequence[Block], tokens: Sequence[Token]) -> tuple[Mention, ...]:
    """All mentions of the article, by start; names never overlap each other."""
    names = _names(article, blocks, tokens)
    found = [Mention(_span(article, tokens, n.first, n.end), _kind(n.kind), "name") for n in names]
    named = {i for n in names for i in range(n.first, n.end)}
    found += nominals(article, tokens, named)
    for token in tokens:
        if token.pos == "PRON" and article.text[token.start - 1 : token.start] != "]":
            word = article.text[token.start : token.end].lower()
            people = word in of_class("function_words", "he") | of_class("function_words", "she")
            if people or word in of_class("function_words", "it") | of_class("function_words", "they"):
                kind: EntityKind = "person" if people else "group"
                found.append(Mention(article.span(token.start, token.end), kind, "pronoun"))
    return tuple(sorted(found, key=lambda m: (m.span.start, -m.span.end)))


def _span(article: Article, tokens: Sequence[Token], first: int, end: int) -> Span:
    return article.span(tokens[first].start, end_of(article, tokens[end - 1]))


def _kind(kind: str) -> EntityKind:
    return "other" if kind == "event" else kind  # type: ignore[return-value]


def _names(article: Article, blocks: Sequence[Block], tokens: Sequence[Token]) -> list[Name]:
    decoded = decode_all([block.reading.names for block in blocks], NAME_KINDS)
    given = zip(blocks, decoded, strict=True)
    raw = [name for block, spans in given for name in _decoded(article, block, spans, tokens)]
    titled = {block for block in blocks if _capitalised(article, block)}
    plain = [n for n in raw if n.block not in titled]
    forms = {text_of(article, tokens, n.first, n.end) for n in plain}
    raw = plain + [fixed for n in raw if n.block in titled for fixed in _refit(article, tokens, n, forms)]
    raw = _completed(article, blocks, tokens, raw)
    raw = _with_given(article, tokens, raw + _repeats(article, blocks, tokens, raw))
    raw = _with_places(article, tokens, raw + list(_handles(article, tokens, raw)))
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    called = [(n, text_of(article, tokens, n.first, n.end)) for n in raw]
    for n, text in called:
        votes[text][n.kind] += n.sure
    people = (n for n, text in called if n.end - n.first > 1 and most(votes[text]) == "person")
    surnames = {article.text[tokens[n.end - 1].start : tokens[n.end - 1].end] for n in people}
    for n, text in called:
        if n.kind == "person" and n.end - n.first == 1 and _spoken_for(article, tokens, n.end):
            votes[text]["organization"] += SPOKEN_FOR
    found = []
    for n, text in sorted(called, key=lambda row: row[0].first):
        kind = settle(article, tokens, n, votes[text], surnames)
        if kind is not None:
            first = n.first - (kind == "place" and n.first > 0 and part_of(article, tokens, n.first, text))
            found.append(Name(first, n.end, kind, n.sure, n.block))
    return found


def _decoded(article: Article, block: Block, spans: Sequence[Decoded], tokens: Sequence[Token]) -> Iterable[Name]:
    for first, end, kind, sure in spans:
        a, b = block.first_token + first, block.first_token + end
        while a < b and _NO_NAME.fullmatch(article.text, tokens[a].start, tokens[a].end):
            a += 1
        b = _before_bracket(article, tokens, a, b)
        while a < b and article.text[tokens[b - 1].start : tokens[b - 1].end].lower() in AFTER_NAMES:
            b -= 1
        if kind == "person" and a < b and _CASE.search(article.text, tokens[a].start, tokens[b - 1].end):
            kind = "other"
        if kind == "person":
            a = _after_bracket(article, tokens, a, b)
            a = _after_titles([article.text[t.start : t.end] for t in tokens[a:b]]) + a
            while a < b and not re.search(r"\w", article.text[tokens[a].start : tokens[a].end]):
                a += 1
            if all(tokens[i].pos in ("PRON", "PUNCT") for i in range(a, b)):
                continue
        elif a < b < len(tokens) and article.text[tokens[b - 1].end : tokens[b].end] == TODAY:
            b += not _capitalised(article, block)
        if a < b and any(c.isupper() or c.isdigit() for c in article.text[tokens[a].start : tokens[b - 1].end]):
            yield Name(a, b, kind, sure, block)


def _after_bracket(article: Article, tokens: Sequence[Token], first: int, end: int) -> int:
    """Where a personal name begins that a bracket opened before it is closed in: "Joe) Example" -> "Example"."""
    words = [article.text[token.start : token.end] for token in tokens[first:end]]
    return first + words.index(")") + 1 if ")" in words[:-1] and "(" not in words else first


def _before_bracket(article: Article, tokens: Sequence[Token], first: int, end: int) -> int:
    """Where a name ends that a bracket opens in and does not close: "Joe Example (D" -> "Joe Example"."""
    words = [article.text[token.start : token.end] for token in tokens[first:end]]
    return first + words.index("(") if "(" in words[1:] and ")" not in words else end


def _after_titles(words: Sequence[str]) -> int:
    """How many leading words of a personal name are country and office: "US Secretary of State Ann Example" -> 4."""
    at = 0
    while at < len(words) - 1:
        phrases = ((size, " ".join(words[at : at + size])) for size in (4, 3, 2, 1) if at + size < len(words))
        step = next((size for size, phrase in phrases if _is_title(phrase)), 0)
        if not step or _is_given(words[at:]):
            break
        at += step
    return at


def _is_title(phrase: str) -> bool:
    low = phrase.lower()
    role = table("role_nouns").get(low, "document") != "document"
    return phrase in table("titles") or role or low in demonyms() or phrase in countries()


def _is_given(words: Sequence[str]) -> bool:
    """Whether a word that may be an office is somebody's given name: a surname alone is behind it.

    >>> _is_given(["Hunter", "Roe"]), _is_given(["Hunter", "Ann", "Roe"]), _is_given(["President", "Roe"])
    (True, False, False)
    """
    lone = len(words) == 2 or (len(words) > 2 and words[1].lower() in PARTICLES)
    return lone and words[0].lower() in table("person_names")


def _capitalised(article: Article, block: Block) -> bool:
    longer = [w for w in article.text[block.start : block.end].split() if len(w) > 3 and w[0].isalpha()]
    return len(longer) > 2 and sum(w[0].isupper() for w in longer) / len(longer) >= HEADLINE_CAPITALS


def _refit(article: Article, tokens: Sequence[Token], name: Name, forms: set[str]) -> list[Name]:
    """A name from a line in headline case, cut to forms that the rest of the page knows; kept whole if sure."""
    found = []
    at = name.first
    while at < name.end:
        for end in range(name.end, at, -1):
            if text_of(article, tokens, at, end) in forms:
                found.append(replace(name, first=at, end=end))
                at = end - 1
                break
        at += 1
    if not found and name.sure >= SURE:
        found = [name]
    return found


def _completed(article: Article, blocks: Sequence[Block], tokens: Sequence[Token], found: list[Name]) -> list[Name]:
    """The names with those of gazetteers; one of these takes the place of names that are parts of it."""
    added = []
    for block in blocks:
        for first, end in listed(article, tokens, block.first_token, block.first_token + len(block.reading.spans)):
            over = [n for n in found if n.first < end and first < n.end]
            if all(first <= n.first and n.end <= end and n.end - n.first < end - first for n in over):
                added.append(Name(first, end, "organization", SURE, block))
    taken = {i for n in added for i in range(n.first, n.end)}
    return [n for n in found if taken.isdisjoint(range(n.first, n.end))] + added


def _with_given(article: Article, tokens: Sequence[Token], found: Sequence[Name]) -> list[Name]:
    """The names, a person's surname alone with the given name right before it that the encoder left out."""
    taken = {i for n in found for i in range(n.first, n.end)}

    def left_out(n: Name) -> bool:
        before = n.first - 1
        if n.kind != "person" or n.end - n.first > 1 or before < 0 or before in taken or tokens[before].pos != "PROPN":
            return False
        word = article.text[tokens[before].start : tokens[before].end]
        near = article.text[tokens[before].end : tokens[n.first].start] == " "
        return near and word.istitle() and word.lower() in table("person_names") and not _is_title(word)

    return [replace(n, first=n.first - 1) if left_out(n) else n for n in found]


def _handles(article: Article, tokens: Sequence[Token], found: Sequence[Name]) -> Iterable[Name]:
    """What somebody posts as: told in brackets behind a name, or mostly the letters of one ("@AnnRoeReports")."""
    behind = {at.end() for at in _AT.finditer(article.text)}
    starts = {token.start: i for i, token in enumerate(tokens) if token.start in behind} if behind else {}
    if not starts:
        return
    taken = {i for n in found for i in range(n.first, n.end)}
    full = {
        re.sub(r"\W", "", text_of(article, tokens, n.first, n.end)).lower(): n for n in found if n.end - n.first > 1
    }
    told = {m.start(1): n for n in found if (m := HANDLE.match(article.text, tokens[n.end - 1].end))}
    for start, i in starts.items():
        handle = article.text[start : tokens[i].end].lower()
        fits = (n for name, n in full.items() if name in handle and len(name) >= max(LETTERS, OF_HANDLE * len(handle)))
        owner = told.get(start) or next(fits, None)
        if owner is not None and i not in taken:
            yield replace(owner, first=i, end=i + 1, sure=SURE)


def _with_places(article: Article, tokens: Sequence[Token], found: list[Name]) -> list[Name]:
    """The names, a place right before a body's name that it is part of taken into it: "Exland" "Supreme Court"."""
    places = {n.end: n for n in found if n.kind == "place"}
    taken: set[int] = set()
    made = []
    for n in found:
        before = places.get(n.first)
        head = tokens[before.end - 1].head if before is not None else None
        called = article.text[tokens[n.end - 1].start : tokens[n.end - 1].end].lower()
        body = n.kind == "organization" and n.end - n.first > 1 and table("role_nouns").get(called) == "organization"
        if before is not None and body and head is not None and n.first <= head < n.end:
            taken.add(id(before))
            n = replace(n, first=before.first)
        made.append(n)
    return [n for n in made if id(n) not in taken]


def _repeats(article: Article, blocks: Sequence[Block], tokens: Sequence[Token], found: Sequence[Name]) -> list[Name]:
    """Occurrences, missed by the encoder, of capitalised forms that it found elsewhere on the page."""
    taken = {i for n in found for i in range(n.first, n.end)}
    forms: dict[str, tuple[int, str, float]] = {}
    for n in found:
        if n.sure >= SURE and n.kind in REPEATED:
            forms.setdefault(text_of(article, tokens, n.first, n.end), (n.end - n.first, n.kind, n.sure))
            if n.kind == "person" and n.end - n.first > 1:
                forms.setdefault(text_of(article, tokens, n.end - 1, n.end), (1, n.kind, n.sure))
            if n.kind == "organization" and len(short := _letters(article, tokens, n)) >= ACRONYM:
                forms.setdefault(short, (1, n.kind, n.sure))
    sizes = sorted({size for size, _, _ in forms.values()}, reverse=True)
    more = []
    heads = {form.split()[0] for form in forms}
    for block in blocks:
        free = block.first_token
        last = free + len(block.reading.spans)
        for at, token in enumerate(tokens[free:last], free):
            word = article.text[token.start : token.end]
            known = word in heads or ("-" in word and text_of(article, tokens, at, at + 1) in heads)
            for size in sizes if known and at >= free and at not in taken else ():
                if at + size <= last and taken.isdisjoint(range(at, at + size)):
                    form = text_of(article, tokens, at, at + size)
                    if form in forms and forms[form][0] == size and form[0].isupper() and len(form) > 2:
                        more.append(Name(at, at + size, forms[form][1], SURE, block))
                        free = at + size
                        break
    return more


def _letters(article: Article, tokens: Sequence[Token], name: Name) -> str:
    """The letters that the capitalised words of a name begin with, what an acronym of it is."""
    words = text_of(article, tokens, name.first, name.end).split()
    return "".join(word[0] for word in words if word[0].isupper())


def _spoken_for(article: Article, tokens: Sequence[Token], at: int) -> bool:
    """Whether the words from token ``at`` are an office of a body and a name: "Exware spokeswoman Ann Roe"."""
    if at + 1 >= len(tokens) or article.text[tokens[at].start : tokens[at].end].lower() not in SPOKESMEN:
        return False
    return tokens[at + 1].pos == "PROPN" and article.text[tokens[at].end : tokens[at + 1].start] == " "
