"""Sentences in a page's own voice that stand in claims."""

from dataclasses import replace

from firsthand import views
from firsthand.merge import merge
from firsthand.model import Annotations
from tests.merge.pages import Said, on, page

TOLD = "The new harbour toll for trawlers takes effect on Tuesday."
HEARD = "Ada Lind said that the toll was needed for the pier. "


def told(file: str, text: str, outlet: str | None = None) -> Annotations:
    said = [Said("ada", "the toll was needed for the pier")] if HEARD in text else []
    names = {"ada": ("person", "Ada Lind")} if said else {}
    return replace(page(file, text, names, said, on("2031-03-09")), outlet=outlet)


def test_a_sentence_that_two_pages_say_themselves_is_a_claim() -> None:
    other = "New tolls for trawlers in the harbour will take effect on Tuesday, the ninth."
    story = merge([told("a.txt", f"{HEARD}{TOLD}", "The Gull"), told("b.txt", other)])
    (claim,) = story.claims
    assert [one.id for one in story.own] == list(claim.reports)
    assert claim.independent == 2
    account = views.account(story)
    speakers = {one.document: one.speaker for one in account.statements if one.id in claim.reports}
    gull = next(one.id for one in account.entities if one.name == "The Gull")
    assert speakers == {story.documents[0].article.id: gull, story.documents[1].article.id: None}
    assert not any(one.id in moment.statements for moment in account.timeline for one in story.own)


def test_a_copied_sentence_has_one_origin() -> None:
    copied = "The new harbour toll for trawlers from the north takes effect on Tuesday."
    (claim,) = merge([told("a.txt", copied), told("b.txt", f"{HEARD}{copied}")]).claims
    assert claim.independent == 1


def test_what_somebody_says_what_is_asked_and_what_no_other_page_tells_is_not_the_pages_own() -> None:
    assert merge([told("a.txt", TOLD), told("b.txt", "Gulls have been seen in great number above the pier.")]).own == ()
    asked = TOLD.replace(".", "?")
    assert merge([told("a.txt", asked), told("b.txt", asked)]).own == ()
    spoken = TOLD.replace("The new", "Our new")
    assert merge([told("a.txt", spoken), told("b.txt", spoken)]).own == ()


def test_what_a_page_says_itself_is_no_second_report_of_what_it_hears() -> None:
    again = "The toll was needed for the pier of the town."
    beside = told("b.txt", "Gulls have been seen in great number above the pier.")
    assert merge([told("a.txt", HEARD + again), beside]).claims == ()
    (claim,) = merge([told("a.txt", HEARD), told("c.txt", again), beside]).claims
    assert len(claim.reports) == 2
