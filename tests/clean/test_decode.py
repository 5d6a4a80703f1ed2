"""Encodings: declared, wrong, missing."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.clean.decode import decode
from firsthand.errors import PageError

WESTERN = "“Nothing was signed,” said Zoë Müller – the café’s owner – on Tuesday. " * 4
CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy a starosta řekl, že přístav zůstane otevřený. " * 6
RUSSIAN = "Начальник порта сказал во вторник, что гавань закроется в мае после долгого спора. " * 6


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1", "no-such-charset", "rot13", "utf-7"])
def test_western_text_is_read_whatever_is_declared(codec: str, declared: str | None) -> None:
    assert decode(WESTERN.encode(codec), declared) == WESTERN


def test_a_right_declaration_decides_between_single_byte_encodings() -> None:
    assert decode(CZECH.encode("iso-8859-2"), "iso-8859-2") == CZECH
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1250"><p>' + CZECH
    assert decode(meta.encode("cp1250")) == meta
    xml = '<?xml version="1.0" encoding="KOI8-R"?><html>' + RUSSIAN
    assert decode(xml.encode("koi8-r")) == xml


def test_an_undeclared_single_byte_encoding_is_guessed() -> None:
    assert decode(RUSSIAN.encode("cp1251")) == RUSSIAN


def test_utf8_with_a_broken_byte_stays_utf8() -> None:
    assert decode(WESTERN.encode() + b"\xe2\x80", "utf-8") == WESTERN + "\ufffd"


def test_a_declared_shift_state_encoding_is_not_taken_for_ascii() -> None:
    text = "港は五月に閉まると港長が火曜日に述べた。" * 3
    assert decode(text.encode("iso-2022-jp"), "iso-2022-jp") == text


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text())
def test_utf8_comes_back_character_for_character(text: str) -> None:
    content = text.encode("utf-8", "replace")
    try:
        found = decode(content)
    except PageError:
        return
    assert (
        found == content.decode("utf-8-sig") or "\0" in text or "\x1b" in text or found.encode("utf-16-le") == content
    )


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "latin1", "big5", "utf-16", "hex", "idna", ""]))
def test_any_bytes_are_read_or_refused(content: bytes, declared: str | None) -> None:
    try:
        assert decode(content, declared).strip()
    except PageError as error:
        assert str(error)
