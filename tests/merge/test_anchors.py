"""A page without a date is dated by what it quotes together with a dated one, and by nothing less."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from firsthand.annotate.redating import redated
from firsthand.merge.anchors import anchored
from firsthand.model import UNKNOWN, Annotations, Article, Part, Sentence, Span, Statement, TimeExpression, When

WORDS = "we will not leave the harbour before the last boat is home"
MORE = "nobody who sails under our flag has ever been left behind"
DAY = When(date(2022, 2, 2), date(2022, 2, 2), "stated")
"""A Wednesday."""


def page(name: str, text: str, published: When, quotes: tuple[str, ...] = (WORDS,)) -> Annotations:
    size = len(text)
    article = Article(
        name, name, text, 0, size, text, range(size), range(1, size + 1), (Part("body", 0, size),)
    )  # fmt: skip
    said = []
    for words in quotes:
        at = text.index(words)
        cue = text.rindex(" said", 0, at) + 1
        said.append(
            Statement(
                f"s-{name}-{at}", "c", None, Span(name, cue, cue + 4), (Span(name, at, at + len(words)),), "direct",
                "says", UNKNOWN, 1.0,
            )
        )  # fmt: skip
    ends = [at + 1 for at, letter in enumerate(text) if letter == "."]
    starts = [0, *ends[:-1]]
    sentences = tuple(Sentence(Span(name, start, end), 0) for start, end in zip(starts, ends, strict=True))
    return redated(Annotations(article, published, None, sentences, statements=tuple(said)), published)


DATED = page("a", f'Orla Lind said on Wednesday "{WORDS}".', DAY)


def test_the_day_of_the_week_of_a_shared_quotation_dates_the_page() -> None:
    bare = page("b", f'Lind said late on Wednesday "{WORDS}". Rain fell.', UNKNOWN)
    found = anchored([DATED, bare])
    assert list(found) == ["b"]
    assert (found["b"].earliest, found["b"].latest) == (date(2022, 2, 2), date(2022, 2, 8))
    assert found["b"].basis == "inferred"
    told = redated(bare, found["b"])
    assert (told.statements[0].said.earliest, told.statements[0].said.latest) == (DAY.earliest, DAY.earliest)


def test_without_a_day_of_the_week_a_quotation_gives_the_earliest_day_alone() -> None:
    found = anchored([DATED, page("b", f'Lind said "{WORDS}".', UNKNOWN)])
    assert (found["b"].earliest, found["b"].latest) == (date(2022, 2, 2), None)


def test_two_quotations_in_common_let_the_opening_name_the_day() -> None:
    both = f'Orla Lind said on Wednesday "{WORDS}". Lind said on Wednesday "{MORE}".'
    dated = page("a", both, DAY, (WORDS, MORE))
    text = f'The harbour closed on Thursday. Lind said "{WORDS}". She said "{MORE}".'
    found = anchored([dated, page("b", text, UNKNOWN, (WORDS, MORE))])
    assert (found["b"].earliest, found["b"].latest) == (date(2022, 2, 3), date(2022, 2, 9))


def test_what_does_not_date_a_page() -> None:
    other = page("b", f'Lind said on Wednesday "{MORE}".', UNKNOWN, (MORE,))
    short = page("c", 'Lind said on Wednesday "we will not leave".', UNKNOWN, ("we will not leave",))
    assert anchored([DATED, other, short]) == {}
    assert anchored([replace(DATED, published=UNKNOWN), other]) == {}
    assert anchored([DATED, page("d", f'Lind said on Monday "{WORDS}".', DAY)]) == {}


def test_the_order_of_the_pages_does_not_matter() -> None:
    bare = page("b", f'Lind said on Wednesday "{WORDS}".', UNKNOWN)
    assert anchored([DATED, bare]) == anchored([bare, DATED])
    assert all(isinstance(time, TimeExpression) for time in bare.times)
