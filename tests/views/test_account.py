from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from firsthand.account import Account, AccountSpan
from firsthand.model import Claim, Conflict, Origin, Span, Story, identity
from firsthand.views import account
from tests.web.fixture import entity_id, story, texts


def spans(told: Account) -> Iterator[AccountSpan]:
    for statement in told.statements:
        yield from statement.content
        yield from statement.said.evidence
        yield from (each for each in (statement.speaker_span, statement.cue_span) if each)
        yield from (carrier.span for carrier in statement.via if carrier.span)
    for event in told.events:
        yield event.span
        yield from event.when.evidence
    for entity in told.entities:
        yield from entity.mentions
    for wording in told.wording:
        yield from (AccountSpan(v.document, v.start, v.end) for v in wording.variants)


def words(told: Account, number: str) -> str:
    statement = next(each for each in told.statements if each.id == number)
    return " ".join(texts(story())[s.document][s.start : s.end] for s in statement.content)


def test_documents_stand_in_order_of_file_and_statements_in_reading_order() -> None:
    told = account(story())
    assert [d.file for d in told.documents] == ["courier.txt", "monitor.html", "post.txt"]
    places = [(s.document, s.content[0].start) for s in told.statements]
    assert places == sorted(places)
    assert account(replace(story(), documents=story().documents[::-1])) == told


def test_spans_count_the_source_also_where_it_has_markup() -> None:
    told = account(story())
    relayed = next(s for s in told.statements if s.document == "monitor.html" and s.act == "confirms")
    assert words(told, relayed.id) == "the reservoir would be lowered by 12&nbsp;metres"
    assert relayed.speaker_span is not None
    for span in spans(told):
        assert 0 <= span.start < span.end <= len(texts(story())[span.document])


def test_chains_become_entities_and_dates_become_text() -> None:
    told = account(story())
    promise = next(s for s in told.statements if s.act == "promises" and s.said.basis == "stated")
    assert promise.speaker == entity_id("Orla Brennick")
    assert [carrier.entity for carrier in promise.via] == [entity_id("Northwire")]
    assert (promise.said.earliest, promise.said.latest) == ("2031-03-11", "2031-03-11")
    assert promise.utterance == "u-level"
    lonely = next(s for s in told.statements if s.act == "estimates")
    assert lonely.utterance == identity("u", lonely.id)


def test_pronouns_are_mentions_too() -> None:
    told = account(story())
    brennick = next(e for e in told.entities if e.id == entity_id("Orla Brennick"))
    assert {texts(story())[m.document][m.start : m.end] for m in brennick.mentions} >= {"She", "Energy minister"}


def test_an_outlet_known_only_from_outside_becomes_an_entity() -> None:
    told = account(story())
    courier, monitor, post = told.documents
    named = {e.id: e for e in told.entities}
    assert courier.outlet is not None
    assert named[courier.outlet].name == "The Harrow Courier"
    assert (named[courier.outlet].kind, named[courier.outlet].mentions) == ("outlet", ())
    assert (post.outlet, post.published.basis) == (None, "unknown")
    assert courier.disagreements == ("published: the page has “2031-03-16”, its metadata “2031-03-17”",)
    assert monitor.url == "javascript:alert(1)"


def test_what_has_no_words_is_written_nowhere() -> None:
    told = story()
    page = told.documents[1]
    hollow = replace(page.statements[1], content=(Span(page.article.id, 5, 5), Span("elsewhere", 0, 4)))
    pages = (
        told.documents[0],
        replace(page, statements=(page.statements[0], hollow, *page.statements[2:])),
        told.documents[2],
    )
    found = account(replace(told, documents=pages))
    assert hollow.id not in {s.id for s in found.statements}
    assert all(hollow.id not in claim.reports for claim in found.claims)
    assert all(hollow.id not in origin.reports for claim in found.claims for origin in claim.origins)
    assert all(hollow.id not in side for conflict in found.conflicts for side in conflict.sides)
    assert all(hollow.id not in moment.statements for moment in found.timeline)


def test_a_conflict_left_with_one_side_and_a_claim_without_reports_go() -> None:
    told = story()
    report = told.documents[0].statements[0].id
    told = replace(
        told,
        claims=(Claim("c-none", "nothing", ("gone",), (Origin(None, ("gone",), "lost"),), 1),),
        conflicts=(Conflict("k-half", "polarity", ((report,), ("gone",)), 0.9),),
    )
    assert account(told).claims == ()
    assert account(told).conflicts == ()


def test_a_nested_statement_hangs_on_the_nearest_one_that_is_written() -> None:
    told = story()
    page = told.documents[1]
    hollow = replace(page.statements[4], content=())
    pages = (
        told.documents[0],
        replace(page, statements=(*page.statements[:4], hollow, page.statements[5])),
        told.documents[2],
    )
    found = account(replace(told, documents=pages))
    inner = next(s for s in found.statements if s.id == page.statements[5].id)
    assert inner.inside is None


def test_an_empty_story_gives_an_empty_account() -> None:
    assert account(Story(())) == Account()


def test_a_table_of_items_codes_the_names_that_have_just_one_of_them() -> None:
    told = account(story(), {"orla brennick": "Q7", "northwire": "Q8"})
    codes = {entity.name: entity.codes for entity in told.entities}
    assert codes["Orla Brennick"] == ("wikidata:Q7",) and codes["Northwire"] == ("wikidata:Q8",)
    person = next(entity for entity in told.entities if entity.name == "Orla Brennick" and entity.aliases)
    twice = account(story(), {"orla brennick": "Q7", person.aliases[0].casefold(): "Q9"})
    assert all(not entity.codes for entity in twice.entities if entity.id == person.id)
    unnamed = {entity.name.casefold(): "Q1" for entity in told.entities if entity.kind == "anonymous"}
    assert unnamed and not any(entity.codes for entity in account(story(), unnamed).entities)
