"""Article to Annotations: what one article says, read from it alone.

Each file has one public function; ``annotate`` calls them in order. No other article is known here.
"""

from __future__ import annotations

from dataclasses import replace

from firsthand.annotate.attribution import attributions
from firsthand.annotate.blocks import blocks, tokens
from firsthand.annotate.coreference import chains
from firsthand.annotate.dates import date_notes, proposed, publication, unnamed
from firsthand.annotate.dating import Dating
from firsthand.annotate.equated import equated
from firsthand.annotate.events import events
from firsthand.annotate.judging import judge
from firsthand.annotate.lands import lands
from firsthand.annotate.meanings import around, meaning
from firsthand.annotate.mentions import mentions
from firsthand.annotate.occasions import dated
from firsthand.annotate.phrases import phrased
from firsthand.annotate.sentences import sentences
from firsthand.annotate.speakers import Speakers
from firsthand.annotate.statements import statements
from firsthand.annotate.syntax import syntax
from firsthand.annotate.things import things
from firsthand.annotate.timevote import likely_words, voted
from firsthand.annotate.undated import written
from firsthand.encoder import Encoder
from firsthand.lexicon import outlet_at
from firsthand.model import Annotations, Article


def annotate(article: Article, encoder: Encoder) -> Annotations:
    """Everything that is read from one article."""
    read = blocks(article, encoder)
    words = tokens(read)
    cut = sentences(article)
    notes = date_notes(article)
    published, updated, disagreements = publication(article, notes)
    today = written(article, published, updated)
    named = mentions(article, read, words)
    timed = unnamed(article, voted(article, proposed(article, today), likely_words(read)), named)
    speakers = Speakers(article, words, list(chains(article, named, words)))
    spans = tuple(s.span for s in cut)

    dating = Dating(article, timed, spans, today, words)
    said = dated(article, statements(read, attributions(article, read, encoder), speakers, cut), dating.said)
    said = tuple(replace(one, meaning=meaning(read, one.content)) for one in said)
    tree = syntax(article, words, cut)
    happened = tuple(
        replace(
            event,
            when=dating.happened(event),
            meaning=meaning(read, [around(article, spans, event.span)]),
        )
        for event in events(article, tree, speakers.chains, said, judge(read, tree))
    )  # fmt: skip
    used = {c for s in said for c in (s.speaker, s.addressee, *(v.chain for v in s.via)) if c}
    used |= {c for e in happened for c in (*e.actors, *e.targets, e.where) if c}
    sources = {s.speaker for s in said}
    kept = tuple(
        c if c.kind != "anonymous" or c.id in sources else replace(c, kind=c.mentions[0].kind)
        for c in speakers.chains
        if c.id in used or c.kind in ("person", "organization") or any(m.form == "name" for m in c.mentions)
    )
    told = equated(article, words, things(article, words, kept), used)
    return Annotations(
        article=article, published=published, outlet=_outlet(article),
        sentences=tuple(replace(one, meaning=meaning(read, [one.span])) for one in cut),
        tokens=words, chains=phrased(article, words, lands(article, words, told)), times=timed,
        statements=said, events=happened, updated=updated, disagreements=disagreements, dates=notes,
    )  # fmt: skip


def _outlet(article: Article) -> str | None:
    address = article.stated.url or article.found.url
    return article.stated.outlet or article.found.outlet or (outlet_at(address) if address else None)
