"""Pages built by hand for the tests of merge: a text, the words that name someone, who says what, what happens."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from firsthand.model import (
    UNKNOWN,
    Annotations,
    Article,
    Carrier,
    Chain,
    EventMention,
    Mention,
    Part,
    Sentence,
    Span,
    Statement,
    Token,
    When,
    identity,
)


def on(day: str) -> When:
    return When(date.fromisoformat(day), date.fromisoformat(day), "stated")


@dataclass(frozen=True)
class Said:
    """``words`` of the text said by ``who`` (a key of the page's names); ``more`` are fields of Statement."""

    who: str | None
    words: str
    form: str = "indirect"
    act: str = "says"
    via: tuple[str, ...] = ()
    inside: str | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Happened:
    """``words`` of the text as an event."""

    words: str
    type: str
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    status: str = "happened"
    when: When = UNKNOWN


def page(
    file: str,
    text: str,
    names: Mapping[str, Sequence[str]],
    told: Sequence[Said | Happened] = (),
    published: When = UNKNOWN,
) -> Annotations:
    """``names``: key -> (kind, form, form ...); a form that begins with "~" is a description, not a name."""
    document = identity("d", file, text)
    article = Article(
        document,
        file,
        text,
        0,
        len(text),
        text,
        range(len(text)),
        range(1, len(text) + 1),
        (Part("body", 0, len(text)),),
    )
    chains = {key: _chain(document, text, key, kind, forms) for key, (kind, *forms) in names.items()}
    statements: list[Statement] = []
    events: list[EventMention] = []
    for one in told:
        start = text.index(one.words)
        span = Span(document, start, start + len(one.words))
        if isinstance(one, Happened):
            events.append(_event(one, span, chains, statements))
            continue
        inside = next((other.id for other in statements if one.inside and one.inside in _text(text, other)), None)
        carriers = tuple(Carrier(chains[key].id, None, "stated") for key in one.via)
        given: dict[str, Any] = {"said": UNKNOWN, "confidence": 0.9, **one.more}
        speaker = chains[one.who].id if one.who else None
        told_id = identity("s", document, span.start, span.end)
        form, act = one.form, one.act
        statements.append(
            Statement(told_id, speaker, None, None, (span,), form, act, via=carriers, inside=inside, **given)  # type: ignore[arg-type]
        )
    return Annotations(
        article,
        published,
        None,
        _sentences(document, text),
        (),
        tuple(chains.values()),
        (),
        tuple(statements),
        tuple(events),
    )


def _text(text: str, statement: Statement) -> str:
    return text[statement.content[0].start : statement.content[-1].end]


def _chain(document: str, text: str, key: str, kind: str, forms: Sequence[str]) -> Chain:
    mentions: list[Mention] = []
    for form in sorted(forms, key=len, reverse=True):
        surface = form.removeprefix("~")
        for match in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", text):
            span = Span(document, match.start(), match.end())
            if not any(span.overlaps(other.span) for other in mentions):
                described = form.startswith("~") or kind == "anonymous"
                mentions.append(Mention(span, kind, "nominal" if described else "name"))  # type: ignore[arg-type]
    assert mentions, f"{key} is not in the text"
    name = max((form.removeprefix("~") for form in forms), key=len)
    return Chain(identity("h", document, key), kind, name, tuple(sorted(mentions, key=lambda one: one.span)))  # type: ignore[arg-type]


def _event(one: Happened, span: Span, chains: Mapping[str, Chain], statements: Sequence[Statement]) -> EventMention:
    voice = next((other.id for other in statements if any(part.holds(span) for part in other.content)), None)
    actors = tuple(chains[key].id for key in one.actors)
    targets = tuple(chains[key].id for key in one.targets)
    told = identity("v", span.document, span.start, span.end)
    return EventMention(told, span, one.type, None, one.status, actors, targets, None, one.when, voice, 0.9)  # type: ignore[arg-type]


def _sentences(document: str, text: str) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(Span(document, one.start(), one.end()), 0) for one in re.finditer(r"[^.!?]+[.!?]*[”\"]?\s*", text)
    )


def parsed(one: Annotations, tree: str) -> Annotations:
    """``tree``: the words of the page in order, each word/POS/relation/number of its governor (from 1; root: 0)."""
    tokens: list[Token] = []
    at = 0
    for row in tree.split():
        word, pos, relation, head = row.rsplit("/", 3)
        start = one.article.text.index(word, at)
        at = start + len(word)
        tokens.append(Token(start, at, pos, int(head) - 1 if int(head) else None, relation))
    return replace(one, tokens=tuple(tokens))
