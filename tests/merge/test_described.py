"""Offices and bodies told without a name: whose they are, and who holds them."""

from __future__ import annotations

from dataclasses import replace

from firsthand.merge.entities import entities
from firsthand.model import Annotations
from tests.merge.pages import page
from tests.merge.test_entities import joined


def _mayor(file: str, name: str, office: str) -> Annotations:
    return page(file, f"{office} {name} spoke.", {"m": ("person", name, f"~{office}")})


def test_the_mayor_of_a_town_is_whom_another_page_names() -> None:
    named = _mayor("a", "Ann Roe", "Utrecht Mayor")
    for told in ("Utrecht's mayor", "The Utrecht mayor"):
        of = joined(named, page("b", f"{told} left.", {"m": ("person", f"~{told}")}))
        assert len({one.id for one in of.values()}) == 1
        (entity,) = set(of.values())
        assert any("only one of the story" in reason for _, reason in entity.grounds)


def test_two_mayors_of_a_town_another_town_or_a_former_mayor_are_not() -> None:
    told = page("b", "The Utrecht mayor left.", {"m": ("person", "~The Utrecht mayor")})
    roe, lind = _mayor("a", "Ann Roe", "Utrecht Mayor"), _mayor("c", "Jan Lind", "Utrecht Mayor")
    assert len({one.id for one in joined(roe, lind, told).values()}) == 3
    for office in ("Rotterdam Mayor", "former Utrecht Mayor", "Utrecht singer", "Utrecht aide"):
        assert len({one.id for one in joined(_mayor("a", "Ann Roe", office), told).values()}) == 2
    some = page("b", "A Utrecht mayor left.", {"m": ("person", "~A Utrecht mayor")})
    assert len({one.id for one in joined(roe, some).values()}) == 2


def _lawyers(file: str, told: str, owner: str = "Roe") -> Annotations:
    names = {"r": ("person", f"Ann {owner}", owner), "l": ("group", f"~{told}")}
    return page(file, f"Ann {owner} left. {told} stayed.", names)


def test_the_lawyers_of_one_person_are_one_group_in_all_pages() -> None:
    of = joined(_lawyers("a", "Roe's lawyers"), _lawyers("b", "Roe’s attorneys"))
    assert of["a:Roe's lawyers"] is of["b:Roe’s attorneys"]
    assert of["a:Roe's lawyers"] is not of["a:Ann Roe"]


def test_other_owners_other_nouns_and_some_of_a_group_are_others() -> None:
    first = _lawyers("a", "Roe's lawyers")
    for other in (
        _lawyers("b", "Lind's lawyers", "Lind"),
        _lawyers("b", "Roe's doctors"),
        _lawyers("b", "two lawyers"),
    ):
        groups = {one.id for key, one in joined(first, other).items() if "Ann" not in key}
        assert len(groups) == 2


def _government(file: str, told: str, kind: str = "organization") -> Annotations:
    names = {"r": ("person", "Ann Roe", "Roe"), "g": (kind, f"~{told}")}
    return page(file, f"Ann Roe left. {told} stayed.", names)


def test_the_administration_is_the_only_one_of_the_story() -> None:
    of = joined(_government("a", "Roe's administration"), _government("b", "The administration"))
    assert of["a:Roe's administration"] is of["b:The administration"]
    assert of["b:The administration"].name == "Roe's administration"
    of = joined(_government("a", "The administration"), _government("b", "The administration"))
    assert of["a:The administration"] is of["b:The administration"]


def test_of_two_administrations_none_is_meant() -> None:
    lind = page(
        "c", "Jan Lind left. Lind's administration stayed.",
        {"r": ("person", "Jan Lind", "Lind"), "g": ("organization", "~Lind's administration")},
    )  # fmt: skip
    of = joined(_government("a", "Roe's administration"), _government("b", "The administration"), lind)
    assert len({one.id for key, one in of.items() if "administration" in key}) == 3


def _people(*pages: Annotations) -> int:
    return len({one.id for one in entities(pages)[0] if one.kind == "person"})


def test_a_minister_is_whom_the_story_names_as_minister_of_that_field() -> None:
    told = "Dutch Security Secretary"
    named = page("a", f"{told} Ann Roe spoke.", {"m": ("person", "Ann Roe", f"~{told}")})
    named = replace(named, chains=(replace(named.chains[0], affiliations=("Netherlands",)),))
    for office, land, people in (
        ("The minister for public security", "Netherlands", 1),
        ("The security minister", "Netherlands", 1),
        ("The health minister", "Netherlands", 2),
        ("The deputy security minister", "Netherlands", 2),
        ("A security minister", "Netherlands", 2),
        ("The security minister", "Poland", 2),
    ):
        other = page("b", f"{office} left {land}.", {"m": ("person", f"~{office}"), "n": ("place", land)})
        assert _people(named, other) == people, (office, land)


def test_the_president_of_another_country_than_the_pages_is_not_the_one_told_without() -> None:
    for land, people in (("Netherlands", 1), ("Poland", 2)):
        text = f"President Ann Roe left Netherlands. The president of {land} spoke."
        names = {
            "r": ("person", "Ann Roe", "~President"),
            "n": ("place", "Netherlands"),
            "p": ("person", "~The president"),
        }
        roe, netherlands, president = (one := page("a", text, names)).chains
        told = (replace(roe, roles=("president",)), netherlands, replace(president, affiliations=(land,)))
        assert _people(replace(one, chains=told)) == people


def test_an_embassy_is_told_by_the_country_that_keeps_it_however_that_is_called() -> None:
    first = page("a", "The Dutch embassy in Poland closed.", {"e": ("organization", "~The Dutch embassy")})
    for told in ("The kingdom's Polish embassy", "Dutch Polish embassey"):
        names = {"e": ("organization", f"~{told}"), "k": ("place", "Netherlands", "~kingdom")}
        one = page("b", f"{told} closed in Netherlands. The kingdom said so.", names)
        told_there = [chain for chain in entities([first, one])[0] if "embass" in chain.name]
        assert len(told_there) == 1, told


def test_a_handle_that_holds_a_name_is_its_bearers() -> None:
    text = "Ann Roelofsen spoke. “Hear me” — @realAnnRoelofsen"
    names = {"r": ("person", "Ann Roelofsen"), "h": ("organization", "realAnnRoelofsen")}
    assert len(entities([page("a", text, names)])[0]) == 1
    assert len(entities([page("a", text.replace("@", ""), names)])[0]) == 2


def test_a_relative_by_the_given_name_bears_the_familys_surname() -> None:
    first = page("a", "Piet Roe and his son Jan left.", {"p": ("person", "Piet Roe"), "j": ("person", "Jan")})
    assert _people(first, page("b", "Jan Roe left. Jan ran.", {"j": ("person", "Jan Roe", "Jan")})) == 2
    assert _people(first, page("b", "Jan Lind left. Jan ran.", {"j": ("person", "Jan Lind", "Jan")})) == 3


def test_one_office_that_no_page_names_the_holder_of_is_one_persons() -> None:
    first = page("a", "Utrecht's mayor left.", {"m": ("person", "~Utrecht's mayor")})
    for told, people in (("The Utrecht mayor", 1), ("The Rotterdam mayor", 2), ("A Utrecht mayor", 2)):
        assert _people(first, page("b", f"{told} ran.", {"m": ("person", f"~{told}")})) == people


def test_his_lawyers_are_whose_the_pronoun_means() -> None:
    text = "Ann Roe left. Her lawyers stayed."
    one = page("a", text, {"r": ("person", "Ann Roe", "~Her"), "l": ("group", "~lawyers")})
    roe, lawyers = one.chains
    told = tuple(replace(m, form="pronoun") if m.form == "nominal" else m for m in roe.mentions)
    one = replace(one, chains=(replace(roe, mentions=told), lawyers))
    for owner, groups in (("Roe", 1), ("Lind", 2)):
        found = entities([one, _lawyers("b", f"{owner}'s lawyers", owner)])[0]
        assert len([entity for entity in found if entity.kind == "group"]) == groups
