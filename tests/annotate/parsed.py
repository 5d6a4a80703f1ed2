"""Analysed sentences in a compact notation: "Kovia/PROPN/nsubj/2 hit/VERB/root/0 Ruzmia/PROPN/obj/2".

A word, its part of speech, its relation and the number of its governor in the sentence, from 1; 0 is the root.
"""

from __future__ import annotations

from firsthand.annotate.events import events
from firsthand.annotate.syntax import Syntax, syntax
from firsthand.model import (
    UNKNOWN,
    Act,
    Article,
    Chain,
    EntityKind,
    EventMention,
    Mention,
    Part,
    PartKind,
    Sentence,
    Statement,
    Token,
)


class Page:
    """An article of analysed sentences, one a string; ``who`` are words that name, with their kinds."""

    def __init__(self, *sentences: str, kind: PartKind = "body", **who: EntityKind) -> None:
        rows = [[cell.split("/") for cell in sentence.split()] for sentence in sentences]
        text = "\n".join(" ".join(row[0] for row in sentence) for sentence in rows)
        places = range(len(text)), range(1, len(text) + 1)
        self.article = Article("d", "page.txt", text, 0, len(text), text, *places, (Part(kind, 0, len(text)),))
        tokens: list[Token] = []
        spans: list[Sentence] = []
        at = 0
        for sentence in rows:
            first, start = len(tokens), at
            for word, pos, relation, head in sentence:
                governor = first + int(head) - 1 if int(head) else None
                tokens.append(Token(at, at + len(word), pos, governor, relation))
                at += len(word) + 1
            spans.append(Sentence(self.article.span(start, at - 1), 0))
        self.tokens, self.sentences = tuple(tokens), tuple(spans)
        self.chains = tuple(self._chain(name, its) for name, its in who.items())
        self.statements: tuple[Statement, ...] = ()

    def _chain(self, name: str, kind: EntityKind) -> Chain:
        spans = [t for t in self.tokens if self.article.text[t.start : t.end] == name]
        mentions = tuple(Mention(self.article.span(t.start, t.end), kind, "name") for t in spans)
        return Chain(name, kind, name, mentions)

    def state(self, speaker: str, cue: str, content: str, act: Act = "says") -> Page:
        """Add a statement; ``cue`` and ``content`` are words of the text."""
        text = self.article.text
        spans = [self.article.span(text.index(words), text.index(words) + len(words)) for words in (cue, content)]
        made = Statement(
            f"s{len(self.statements)}", speaker, None, spans[0], (spans[1],), "indirect", act, UNKNOWN, 1.0
        )
        self.statements = (*self.statements, made)
        return self

    def events(self) -> tuple[EventMention, ...]:
        """What is read of the page."""
        return events(self.article, self.syntax(), self.chains, self.statements)

    def syntax(self) -> Syntax:
        """The page's trees."""
        return syntax(self.article, self.tokens, self.sentences)

    def told(self) -> list[tuple[str, str, str, str]]:
        """The events in short: type, actors, targets, status."""
        return [(e.type, " ".join(e.actors), " ".join(e.targets), e.status) for e in self.events()]
