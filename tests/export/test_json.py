"""The account as JSON: the shape that is promised, the same bytes every time, and back again."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from firsthand.account import Account, AccountFailure
from firsthand.errors import InputError
from firsthand.export.json import dumps, loads, schema
from tests.handmade import account

PROMISED = {
    "documents": ["id", "file", "start", "end", "title", "outlet", "published", "parts"],
    "entities": ["id", "kind", "name", "aliases", "mentions"],
    "statements": [
        "id", "document", "speaker", "speaker_span", "cue_span", "content", "form", "act", "addressee", "said", "via",
        "inside", "utterance", "confidence",
    ],
    "events": [
        "id", "document", "span", "type", "mode", "status", "actors", "targets", "where", "when", "statement",
        "confidence",
    ],
    "claims": ["id", "text", "reports", "origins", "independent"],
    "conflicts": ["id", "kind", "sides", "confidence"],
    "timeline": ["when", "events", "statements"],
    "wording": [],
    "omissions": [],
    "failures": ["file", "stage", "reason"],
}  # fmt: skip


def test_keys_stand_in_the_promised_order() -> None:
    found = json.loads(dumps(account()))
    assert list(found) == ["schema", *PROMISED]
    assert found["schema"] == "firsthand/1"
    for name, keys in PROMISED.items():
        for item in found[name]:
            assert list(item)[: len(keys)] == keys
    assert found["documents"][0]["published"] == {
        "earliest": "2024-03-03",
        "latest": "2024-03-03",
        "basis": "stated",
        "evidence": [],
    }


def test_it_comes_back() -> None:
    assert loads(dumps(account())) == account()


def test_later_keys_are_passed_over() -> None:
    found = json.loads(dumps(account()))
    found["more"] = found["claims"][0]["more"] = 1
    assert loads(json.dumps(found)) == account()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "firsthand/1"),
        ('{"schema": "firsthand/9"}', "firsthand/9"),
        ('{"schema": "firsthand/1", "failures": [{"file": 3}]}', "failures"),
    ],
)
def test_anything_else_is_refused(text: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        loads(text)


def test_text_is_kept_as_it_is_and_lone_surrogates_as_escapes() -> None:
    odd = replace(account(), failures=(AccountFailure("caf\udce9.txt", "clean", "“Öberau” \U0001f600\u2028\x00"),))
    text = dumps(odd)
    assert "“Öberau” \U0001f600" in text
    assert "caf\\udce9.txt" in text
    assert loads(text.encode("utf-8").decode("utf-8")) == odd


def test_nothing_but_a_number_is_a_confidence() -> None:
    statement = replace(account().statements[0], confidence=float("nan"))
    with pytest.raises(ValueError):
        dumps(replace(account(), statements=(statement,)))


def test_the_schema_describes_what_is_written() -> None:
    found = json.loads(schema())
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert found["required"] == ["schema", *PROMISED]
    statement = found["$defs"]["AccountStatement"]
    assert statement["properties"]["form"]["enum"] == ["direct", "indirect", "mixed"]
    assert statement["required"] == list(json.loads(dumps(account()))["statements"][0])
    assert "additionalProperties" not in statement
    assert schema() == schema()


def test_an_empty_account_is_an_account() -> None:
    assert loads(dumps(Account())) == Account()
