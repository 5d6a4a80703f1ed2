from __future__ import annotations

from dataclasses import replace
from datetime import date

from firsthand.account import AccountVariant
from firsthand.model import Claim, Origin, Story, When
from firsthand.views import omissions, timeline, wording
from tests.web.fixture import entity_id, story, texts


def forms(referent: str) -> set[tuple[str, str, str]]:
    found = next(each for each in wording(story()) if each.referent == referent)
    return {(v.document, v.text, v.owner) for v in found.variants}


def test_moments_gather_one_interval_and_stand_in_order() -> None:
    found = timeline(story())
    ends = [(m.when.earliest, m.when.latest) for m in found]
    assert len(ends) == len(set(ends))
    assert ends[0] == ("2030-09-01", "2030-11-30")
    assert ends[-1] == (None, "2031-04-30")
    assert ends == sorted(ends, key=lambda each: (each[0] or each[1] or "", each[1] or ""))
    tuesday = next(m for m in found if m.when.earliest == m.when.latest == "2031-03-11")
    assert (len(tuesday.statements), tuesday.when.basis) == (4, "stated")


def test_what_has_no_date_and_publication_are_no_moments() -> None:
    listed = {item for moment in timeline(story()) for item in moment.events + moment.statements}
    undated = {
        s.id for d in story().documents for s in d.statements if s.said.earliest is None and s.said.latest is None
    }
    assert undated
    assert not listed & undated
    assert all(m.when.earliest != "2031-03-16" for m in timeline(story()))


def test_name_forms_know_inside_whose_statement_they_stand() -> None:
    brennick = forms(entity_id("Orla Brennick"))
    assert ("courier.txt", "Ms Brennick", "page") in brennick
    assert ("courier.txt", "Brennick", entity_id("Ines Quillon")) in brennick
    assert ("monitor.html", "Orla Brennick", entity_id("Ines Quillon")) in brennick
    assert not any(text == "She" for _, text, _ in brennick)


def test_an_article_or_case_makes_no_form() -> None:
    told = story()
    first, second, third = told.documents
    spoken = tuple(replace(statement, content=()) for statement in second.statements)
    told = replace(told, documents=(first, replace(second, statements=spoken), third))
    found = next(each for each in wording(told) if each.referent == entity_id("Lower Tarn dam"))
    assert [v.text for v in found.variants if v.document == "courier.txt"] == ["Lower Tarn dam", "the dam"]
    assert entity_id("Sellbrook") not in {each.referent for each in wording(story())}


def test_a_claim_is_worded_by_the_speaker_only_between_quotation_marks() -> None:
    minister, chief = entity_id("Orla Brennick"), entity_id("Dovid Kasterly")
    level = forms("c-level")
    assert (
        "courier.txt",
        "The reservoir will be lowered by twelve metres, and no family will be left without water,",
        minister,
    ) in level
    assert ("post.txt", "the water level would be lowered by twelve metres", "page") in level
    report = next(s.id for d in story().documents for s in d.statements if s.form == "mixed")
    told = replace(story(), claims=(Claim("c-panic", "panic", (report,), (Origin(chief, (report,), "speaker"),), 1),))
    found = next(each for each in wording(told) if each.referent == "c-panic")
    assert [(v.text, v.owner) for v in found.variants] == [
        ('the draining as "a panic measure"', "page"),
        ("a panic measure", chief),
    ]


def test_every_variant_stands_where_it_says() -> None:
    def source(variant: AccountVariant) -> str:
        return " ".join(texts(story())[variant.document][variant.start : variant.end].split())

    plain = [v for each in wording(story()) for v in each.variants if not v.document.endswith(".html")]
    assert plain
    assert all(source(v) == v.text for v in plain)


def post_published(published: When) -> Story:
    """The story with a date for the page that leaves the claim out."""
    first, second, third = story().documents
    return replace(story(), documents=(first, second, replace(third, published=published)))


def test_a_page_that_names_two_of_the_claims_entities_omits_it() -> None:
    found = omissions(story())
    assert [(o.claim, o.document, o.basis) for o in found] == [
        ("c-known", "post.txt", "not found in this page, whose date is unknown")
    ]
    day = date(2031, 3, 20)
    assert [o.basis for o in omissions(post_published(When(day, day, "stated")))] == ["not found in this page"]


def test_a_page_older_than_the_claim_or_of_other_names_omits_nothing() -> None:
    day = date(2031, 3, 1)
    assert omissions(post_published(When(day, day, "stated"))) == ()
    first, second, third = story().documents
    nameless = replace(third, chains=tuple(chain for chain in third.chains if chain.name != "Lower Tarn"))
    assert omissions(replace(story(), documents=(first, second, nameless))) == ()


def test_a_claim_of_one_page_is_nobodys_omission() -> None:
    known = next(claim for claim in story().claims if claim.id == "c-known")
    assert omissions(replace(story(), claims=(replace(known, reports=known.reports[:1]),))) == ()
