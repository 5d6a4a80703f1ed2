from __future__ import annotations

from firsthand.annotate.things import things
from tests.annotate.parsed import Page


def _told(page: Page) -> list[tuple[str, list[str], tuple[str, ...]]]:
    found = things(page.article, page.tokens, page.chains)
    return [
        (one.name, [page.article.words_of(m.span) for m in one.mentions], one.affiliations)
        for one in found
        if one.kind == "other"
    ]


def test_a_rule_is_taken_up_by_its_noun_and_by_another_of_its_class() -> None:
    page = Page(
        "They/PRON/nsubj/2 made/VERB/root/0 a/DET/det/5 new/ADJ/amod/5 rule/NOUN/obj/2",
        "The/DET/det/3 final/ADJ/amod/3 rule/NOUN/nsubj/4 hurts/VERB/root/0",
        "The/DET/det/2 measure/NOUN/nsubj/3 ends/VERB/root/0",
    )
    assert _told(page) == [("new rule", ["a new rule", "The final rule", "The measure"], ())]


def test_another_name_or_telling_word_means_another_thing() -> None:
    page = Page(
        "Dutch/ADJ/amod/3 trade/NOUN/compound/3 deal/NOUN/nsubj/4 fails/VERB/root/0",
        "The/DET/det/3 nuclear/ADJ/amod/3 deal/NOUN/nsubj/4 holds/VERB/root/0",
        "The/DET/det/3 Danish/ADJ/amod/3 deal/NOUN/nsubj/4 holds/VERB/root/0",
        "The/DET/det/3 trade/NOUN/compound/3 deal/NOUN/nsubj/4 fell/VERB/root/0",
    )
    assert [forms for _, forms, _ in _told(page)] == [
        ["Dutch trade deal", "The trade deal"],
        ["The nuclear deal", "The Danish deal"],
    ]


def test_what_is_no_one_thing_and_what_a_source_is_are_left() -> None:
    page = Page(
        "Any/DET/det/2 deal/NOUN/nsubj/3 helps/VERB/root/0",
        "Each/DET/det/2 plane/NOUN/nsubj/3 landed/VERB/root/0",
    )
    assert _told(page) == []
