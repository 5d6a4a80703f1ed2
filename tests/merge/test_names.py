from __future__ import annotations

import pytest

from firsthand import lexicon
from firsthand.merge.names import kin, likeness, person_words, same_word, thing_key
from firsthand.merge.places import known, place_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("zelensky", "zelenskyy"), ("zelenskiy", "zelensky"), ("gaddafi", "qaddafi"), ("gaddafi", "kadhafi"),
        ("hussein", "husseyn"), ("khrushchev", "khruschev"), ("tsipras", "tsiprass"), ("ahmadinejad", "ahmedinejad"),
        ("poroshenko", "poroshenko"), ("lukashenko", "lukashenka"), ("moammar", "muammar"),
    ],
)  # fmt: skip
def test_transliterations_of_one_name_agree(one: str, other: str) -> None:
    assert same_word(one, other) or one.rstrip("ao") == other.rstrip("ao")


@pytest.mark.parametrize(
    ("one", "other"),
    [("iran", "iraq"), ("petrov", "petrova"), ("austria", "australia"), ("johnson", "johnston"), ("roe", "ray")],
)
def test_other_names_do_not(one: str, other: str) -> None:
    assert not same_word(one, other, 80)


def test_full_names() -> None:
    assert likeness(("aleksey", "marov"), ("oleksii", "marov")) == "kin given names"
    assert likeness(("george", "roe"), ("george", "w", "roe")) == "shorter form of the name"
    assert likeness(("j", "roe"), ("john", "roe")) == "shorter form of the name"
    assert likeness(("anna", "roe"), ("peter", "roe")) is None
    assert likeness(("anna", "roe"), ("anna", "lind")) is None


def test_titles_are_no_part_of_a_name() -> None:
    assert person_words("Ruritania's Foreign Minister Jan Roe") == ("jan", "roe")
    assert person_words("Mr. Roe’s") == ("roe",)
    assert person_words("Jordan Roe") == ("jordan", "roe")
    assert person_words("Bashar al-Marov") == ("bashar", "marov")


def test_places_and_bodies() -> None:
    assert place_key("Kiev") == place_key("Kyiv") != place_key("Ukraine")
    assert place_key("U.S.") == place_key("the United States") == place_key("America")
    assert place_key("Moscow") != place_key("Russia") and place_key("the Kremlin") is None
    assert thing_key("Veltrin Inc.") == thing_key("Veltrin") != thing_key("Veltrin Turk")


def test_courts_and_committees_go_by_several_names() -> None:
    assert thing_key("Fourth Circuit") == thing_key("4th U.S. Circuit Court of Appeals")
    assert thing_key("House Rules") == thing_key("House Committee on Rules") != thing_key("Senate Rules")


def test_given_names_are_many_and_folded() -> None:
    rows = lexicon.rows("given_names")
    assert len(rows) > 150 and all(line == line.lower() and line.isascii() for (line,) in rows)
    assert kin("yusuf", "joseph") and kin("mykola", "nikolai") and not kin("mykola", "mikhail")


def test_gazetteers_are_well_formed() -> None:
    assert len(lexicon.rows("countries")) > 200 and all(len(row[1]) == 3 for row in lexicon.rows("countries"))
    kinds = {row[1] for row in lexicon.rows("outlets")}
    assert kinds == {"agency", "broadcaster", "newspaper", "magazine", "site"} and len(lexicon.rows("outlets")) > 400
    assert all(len(row) == 3 for row in lexicon.rows("government_seats"))
    assert all(int(row[1]) <= int(row[2]) for row in lexicon.rows("merge_numbers"))


def test_what_the_gazetteers_hold_has_codes_and_a_name_of_several_places_has_none() -> None:
    turkey, ankara = known("Türkiye"), known("Ankara")
    assert turkey and ankara and turkey.codes == ("iso3166-1:TUR", "iso3166-1:TR") and ankara.country == "TUR"
    assert known("Kiev") == known("Kyiv") and known("Kiev") != known("Ukraine")
    assert known("Portland") is known("Georgia") is known("us") is known("Veltrin") is None
    assert known("the Kremlin") == known("Duma")


def test_every_country_code_of_the_gazetteers_is_one_of_the_countries() -> None:
    codes = {row[1] for row in lexicon.rows("countries")}
    assert {row[1] for name in ("cities", "divisions") for row in lexicon.rows(name)} <= codes
    assert len(lexicon.rows("cities")) > 4000 and len(lexicon.rows("outlet_domains")) > 3000
