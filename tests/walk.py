"""What tests of the whole walk share: a folder read into the account as written, and the promises of every account."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from firsthand.export.json import dumps
from firsthand.model import Story
from firsthand.pipeline import read
from firsthand.views import account

PAGES = Path(__file__).parent / "pages"
Json = dict[str, Any]


def written(*paths: Path | str) -> Json:
    """The account of the paths as it is written, decoded again."""
    return told(read([str(path) for path in paths]))


def told(story: Story) -> Json:
    """The account of a story as it is written."""
    found: Json = json.loads(dumps(account(story)))
    return found


def sources_of(story: Story) -> dict[str, str]:
    """Document id -> the decoded text of its file."""
    return {document.article.id: document.article.source for document in story.documents}


def names(found: Json) -> dict[str | None, str]:
    """Entity id -> name; None is nobody known."""
    return {None: "-", **{entity["id"]: entity["name"] for entity in found["entities"]}}


def words(sources: Mapping[str, str], span: Json) -> str:
    """What a reader sees marked."""
    return sources[span["document"]][span["start"] : span["end"]]


def contents(sources: Mapping[str, str], statement: Json) -> str:
    """All that a statement says, pieces parted by " / "."""
    return " / ".join(" ".join(words(sources, span).split()) for span in statement["content"])


def spans(found: Json) -> Iterator[tuple[str, Json]]:
    """Every span of an account, with the name of its place."""
    for document in found["documents"]:
        for when in ("published", "updated"):
            yield from ((f"{when} evidence", span) for span in document[when]["evidence"])
    for entity in found["entities"]:
        yield from ((f"mention of {entity['name']}", span) for span in entity["mentions"])
    for statement in found["statements"]:
        for key in ("speaker_span", "cue_span"):
            if statement[key] is not None:
                yield key, statement[key]
        yield from (("content", span) for span in statement["content"])
        yield from (("said evidence", span) for span in statement["said"]["evidence"])
        yield from (("via", link["span"]) for link in statement["via"] if link["span"] is not None)
    for event in found["events"]:
        yield "event", event["span"]
        yield from (("event evidence", span) for span in event["when"]["evidence"])
    for moment in found["timeline"]:
        yield from (("timeline evidence", span) for span in moment["when"]["evidence"])
    for wording in found["wording"]:
        yield from (("wording", variant) for variant in wording["variants"])


def check(found: Json, sources: Mapping[str, str]) -> None:
    """Hold an account to what the contract says of places and of ids."""
    _check_places(found, sources)
    _check_ids(found)
    _check_nesting(found)


def _check_places(found: Json, sources: Mapping[str, str]) -> None:
    extent = {document["id"]: (document["start"], document["end"]) for document in found["documents"]}
    for document in found["documents"]:
        start, end = extent[document["id"]]
        assert 0 <= start <= end <= len(sources[document["id"]])
        for part in document["parts"]:
            assert start <= part["start"] < part["end"] <= end, part
    for name, span in spans(found):
        start, end = extent[span["document"]]
        assert start <= span["start"] < span["end"] <= end, (name, span)
        assert words(sources, span).strip(), (name, span)
    for statement in found["statements"]:
        assert statement["content"], statement["id"]
        assert {span["document"] for span in statement["content"]} == {statement["document"]}
        assert 0 <= statement["confidence"] <= 1
    for whole in (*found["statements"], *found["events"]):
        _check_when(whole["said"] if "said" in whole else whole["when"])


def _check_when(when: Json) -> None:
    earliest, latest = when["earliest"], when["latest"]
    assert earliest is None or latest is None or earliest <= latest
    if when["basis"] == "unknown":
        assert (earliest, latest) == (None, None)


def _ids(rows: Sequence[Json]) -> set[str]:
    found = [row["id"] for row in rows]
    assert len(found) == len(set(found)), "an id is used twice"
    return set(found)


def _check_ids(found: Json) -> None:
    documents, entities, claims = (_ids(found[key]) for key in ("documents", "entities", "claims"))
    statements, events = _ids(found["statements"]), _ids(found["events"])
    reports = statements | events
    _ids(found["conflicts"])
    for statement in found["statements"]:
        assert statement["document"] in documents
        assert {statement["speaker"], statement["addressee"]} - {None} <= entities
        assert {link["entity"] for link in statement["via"]} <= entities
        assert {statement["inside"]} - {None} <= statements
    for event in found["events"]:
        assert event["document"] in documents
        assert {*event["actors"], *event["targets"], event["where"]} - {None} <= entities
        assert {event["statement"]} - {None} <= statements
    for claim in found["claims"]:
        told = [report for origin in claim["origins"] for report in origin["reports"]]
        assert set(claim["reports"]) <= reports
        assert sorted(told) == sorted(claim["reports"])
        assert {origin["entity"] for origin in claim["origins"]} - {None} <= entities
        assert 1 <= claim["independent"] <= len(claim["origins"])
    for conflict in found["conflicts"]:
        assert len(conflict["sides"]) > 1
        assert all(side and set(side) <= reports for side in conflict["sides"])
    for moment in found["timeline"]:
        assert set(moment["events"]) <= events
        assert set(moment["statements"]) <= statements
    for wording in found["wording"]:
        assert {wording["referent"]} - {None} <= entities | claims
        assert {variant["owner"] for variant in wording["variants"]} - {"page"} <= entities
    for omission in found["omissions"]:
        assert omission["claim"] in claims
        assert omission["document"] in documents


def _check_nesting(found: Json) -> None:
    by_id = {statement["id"]: statement for statement in found["statements"]}
    for statement in found["statements"]:
        inner, seen = statement, {statement["id"]}
        while inner["inside"] is not None:
            outer = by_id[inner["inside"]]
            assert outer["id"] not in seen, "statements stand inside each other in a circle"
            assert outer["document"] == inner["document"]
            for span in inner["content"]:
                assert any(o["start"] <= span["start"] and span["end"] <= o["end"] for o in outer["content"])
            seen.add(outer["id"])
            inner = outer
