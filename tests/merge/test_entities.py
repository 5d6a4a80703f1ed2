from __future__ import annotations

from dataclasses import replace

from firsthand.merge import merge
from firsthand.merge.entities import entities, told_of
from firsthand.model import Annotations, Entity
from tests.merge.pages import page


def joined(*documents: Annotations) -> dict[str, Entity]:
    """Page file and key of the first name form -> its entity."""
    found, entity_of = entities(documents)
    by_id = {one.id: one for one in found}
    return {f"{one.article.file}:{chain.name}": by_id[entity_of[chain.id]] for one in documents for chain in one.chains}


def test_variants_of_a_full_name_and_a_short_form_are_one_person_with_reasons() -> None:
    of = joined(
        page(
            "a",
            "President Volodymyr Marovsky spoke. Marovsky left.",
            {"m": ("person", "President Volodymyr Marovsky", "Marovsky")},
        ),
        page("b", "Volodymyr Marovskiy spoke.", {"m": ("person", "Volodymyr Marovskiy")}),
        page("c", "Marovskyy spoke.", {"m": ("person", "Marovskyy")}),
    )
    assert len({one.id for one in of.values()}) == 1
    (entity,) = set(of.values())
    assert entity.name in {"Volodymyr Marovsky", "Volodymyr Marovskiy"} and len(entity.reasons) == 2
    assert "Marovskyy" in entity.aliases


def test_a_surname_with_two_bearers_stays_alone() -> None:
    of = joined(
        page("a", "Anna Lind and Peter Lind met.", {"a": ("person", "Anna Lind"), "p": ("person", "Peter Lind")}),
        page("b", "Lind spoke.", {"l": ("person", "Lind")}),
    )
    assert len({one.id for one in of.values()}) == 3


def test_kin_given_names_are_one_unless_what_is_told_parts_them() -> None:
    first = page("a", "Ukraine's defence minister Oleksii Marov spoke.", {"m": ("person", "Oleksii Marov")})
    same = page(
        "b",
        "Aleksey Marov, the defence chief of Ukraine, spoke. Minister Aleksey Marov left.",
        {"m": ("person", "Minister Aleksey Marov", "Aleksey Marov")},
    )
    other = page("c", "The singer Aleksey Marov was on stage.", {"m": ("person", "Aleksey Marov")})
    assert len({one.id for one in joined(first, same).values()}) == 1
    assert len({one.id for one in joined(first, other).values()}) == 2
    plain, short = (
        page(name, f"{name} Marov spoke.", {"m": ("person", f"{name} Marov")}) for name in ("William", "Bill")
    )
    assert len({one.id for one in joined(plain, short).values()}) == 1


def test_a_committee_is_one_with_or_without_its_chamber_unless_both_have_it() -> None:
    upper = page("a", "The Senate Harbour Committee met.", {"c": ("organization", "Senate Harbour Committee")})
    lower = page("b", "The House Harbour Committee met.", {"c": ("organization", "House Harbour Committee")})
    bare = page("c", "The Harbour Committee met.", {"c": ("organization", "Harbour Committee")})
    assert len({one.id for one in joined(upper, bare).values()}) == 1
    assert len({one.id for one in joined(upper, lower, bare).values()}) == 3


def test_a_body_is_called_by_its_own_words_without_what_it_is() -> None:
    text = "The Veldt Roan University paid. Veldt Roan left."
    names = {"l": ("organization", "Veldt Roan University"), "s": ("organization", "Veldt Roan")}
    assert len({one.id for one in joined(page("a", text, names)).values()}) == 1
    text = "The Veldt Court University paid. Veldt Court left."
    names = {"l": ("organization", "Veldt Court University"), "s": ("organization", "Veldt Court")}
    assert len({one.id for one in joined(page("a", text, names)).values()}) == 2


def test_a_slip_in_a_given_name_is_the_same_person_and_another_given_name_is_not() -> None:
    right, slip, other = (
        page(given, f"{given} Lind spoke.", {"p": ("person", f"{given} Lind")})
        for given in ("Matthew", "Mathhew", "Martin")
    )
    assert len({one.id for one in joined(right, slip, other).values()}) == 2


def test_offices_spokesmen_and_anonymous_sources_are_nobody_else() -> None:
    of = joined(
        page("a", "Jan Roe left. A spokesman for Roe stayed. Roe's office closed.", {
            "r": ("person", "Jan Roe"), "s": ("person", "spokesman for Roe"), "o": ("organization", "Roe's office"),
        }),
        page("b", "A senior official spoke.", {"x": ("anonymous", "A senior official")}),
        page("c", "A senior official spoke.", {"x": ("anonymous", "A senior official")}),
    )  # fmt: skip
    assert len({one.id for one in of.values()}) == 5


def test_longest_name_wins_and_kinds_are_kept_apart() -> None:
    of = joined(
        page("a", "Radio Oberau and Radio Oberau Turk met the maker Veltrin. Jan Veltrin flew a Veltrin X2.", {
            "o": ("outlet", "Radio Oberau"), "t": ("outlet", "Radio Oberau Turk"), "v": ("organization", "Veltrin"),
        }),
        page("b", "Jan Veltrin spoke; Veltrin left. Radio Oberau. The Veltrin Ltd. built it.", {
            "p": ("person", "Jan Veltrin"), "c": ("organization", "Veltrin Ltd."), "o": ("outlet", "Radio Oberau"),
        }),
        page("c", "The Veltrin landed.", {"d": ("product", "Veltrin")}),
    )  # fmt: skip
    assert of["a:Radio Oberau"] == of["b:Radio Oberau"] != of["a:Radio Oberau Turk"]
    assert of["a:Veltrin"] == of["b:Veltrin Ltd."]
    assert len({of["a:Veltrin"].id, of["b:Jan Veltrin"].id, of["c:Veltrin"].id}) == 3


def test_places_by_any_of_their_names_but_no_metonym() -> None:
    of = joined(
        page("a", "Kiev and Turkey and Russia met.", {
            "k": ("place", "Kiev"), "t": ("place", "Turkey"), "r": ("place", "Russia"),
        }),
        page("b", "Kyiv, Türkiye, Moscow and Ukraine met.", {
            "k": ("organization", "Kyiv"), "t": ("organization", "Türkiye"),
            "m": ("place", "Moscow"), "u": ("place", "Ukraine"),
        }),
    )  # fmt: skip
    assert of["a:Kiev"] == of["b:Kyiv"] != of["b:Ukraine"]
    assert of["a:Turkey"] == of["b:Türkiye"] and of["a:Russia"] != of["b:Moscow"]


def test_acronyms() -> None:
    of = joined(
        page(
            "a",
            "The North Oberau Treaty Organization (NOTO) met.",
            {"n": ("organization", "North Oberau Treaty Organization")},
        ),
        page("b", "NOTO met.", {"n": ("organization", "NOTO")}),
        page("c", "QXR met.", {"n": ("organization", "QXR")}),
    )
    assert of["a:North Oberau Treaty Organization"] == of["b:NOTO"] != of["c:QXR"]
    assert any("acronym" in reason for reason in of["b:NOTO"].reasons)


def test_the_letters_of_a_body_may_leave_its_country_out() -> None:
    of = joined(
        page("a", "The US Dock and Ferry Office met.", {"n": ("organization", "US Dock and Ferry Office")}),
        page("b", "DFO met.", {"n": ("organization", "DFO")}),
    )
    assert of["a:US Dock and Ferry Office"] == of["b:DFO"]


def test_a_team_is_called_without_its_town_and_a_centre_without_what_it_is_for() -> None:
    for short, long, count in (
        ("Gulls", "Detroit Gulls", 1), ("Roe Centre", "Roe Centre for Docks", 1), ("Police", "Detroit Police", 2),
    ):  # fmt: skip
        forms = [("organization", short), ("organization", long)]
        assert _joined(*forms, text=f"The {short} met. The {long} left.") == count, long


def test_an_office_that_a_page_leaves_without_a_name_can_vouch_for_kin_given_names() -> None:
    first = page("a", "Ukraine's defence minister Oleksii Marov spoke.", {"m": ("person", "Oleksii Marov")})
    text = "Ukraine's defence minister said so. On Monday Aleksey Marov was clear."
    second = page("b", text, {"d": ("person", "~Ukraine's defence minister"), "m": ("person", "Aleksey Marov")})
    of = joined(first, second)
    assert of["a:Oleksii Marov"] == of["b:Aleksey Marov"] != of["b:Ukraine's defence minister"]


def test_a_body_read_as_a_person_and_a_person_read_as_a_body() -> None:
    of = joined(
        page("a", "Veltrin Ltd. grew.", {"v": ("organization", "Veltrin Ltd.")}),
        page("b", "Veltrin grew. Jan Piet Roe left.", {"v": ("person", "Veltrin"), "r": ("person", "Jan Piet Roe")}),
        page("c", "Jan Roe left.", {"r": ("organization", "Jan Roe")}),
    )
    assert of["a:Veltrin Ltd."] == of["b:Veltrin"] and of["b:Jan Piet Roe"] == of["c:Jan Roe"]


def _joined(*forms: tuple[str, str], text: str | None = None) -> int:
    """How many entities the forms of one page make."""
    words = text or " met ".join(form for _, form in forms) + "."
    names = {str(place): (kind, form) for place, (kind, form) in enumerate(forms)}
    return len(merge([page("a", words, names)]).entities)


def test_short_forms_of_bodies_on_their_page() -> None:
    assert _joined(("organization", "Veltrin Pharma"), ("organization", "Veltrin")) == 1
    bodies = [("organization", form) for form in ("Veltrin Pharma", "Veltrin Steel", "Veltrin")]
    assert _joined(*bodies) == 3
    assert _joined(("outlet", "Harbour Times"), ("outlet", "Times")) == 1
    assert _joined(("group", "Roeder family"), ("other", "Roeders")) == 1
    assert _joined(("outlet", "QNN Turk"), ("outlet", "QNN")) == 2


def test_department_of_and_abbreviated_office_are_the_same_bodies() -> None:
    assert _joined(("organization", "Department of Fisheries"), ("organization", "Fisheries Department")) == 1
    forms = ("The Veltria attorney general's office", "The Veltria AG's office")
    made = [page(form, f"{form} sued.", {"o": ("organization", f"~{form}")}) for form in forms]
    assert len(merge(made).entities) == 1


def test_the_outlet_of_a_page_is_an_entity_and_joins_its_name() -> None:
    silent = replace(page("a", "It rained.", {}), outlet="Harbour Post - News")
    assert [(one.kind, one.name) for one in merge([silent]).entities] == [("outlet", "Harbour Post - News")]
    named = page("b", "The Harbour Post wrote.", {"p": ("outlet", "Harbour Post")})
    assert [one.name for one in merge([silent, named]).entities] == ["Harbour Post"]


def test_what_is_addressed_as_a_person_is_one() -> None:
    assert _joined(("person", "Odo Lind"), ("organization", "Mr. Lind")) == 1
    assert _joined(("person", "Odo Lind"), ("organization", "Lind Works")) == 2


def test_a_name_with_a_stop_before_it_is_that_name() -> None:
    of = joined(page("a", "Mr. Lind came. Odo Lind left.", {"l": ("person", "Odo Lind", ". Lind")}))
    assert {one.name for one in of.values()} == {"Odo Lind"}


def test_bodies_of_several_names_and_national_bodies_are_one() -> None:
    of = joined(
        page("a", "Justice Department and Dutch government and House of Harbours", {
            "j": ("organization", "Justice Department"), "d": ("organization", "Dutch government"),
        }),
        page("b", "DOJ and the government of the Netherlands and the Dutch parliament", {
            "j": ("organization", "DOJ"), "d": ("organization", "government of the Netherlands"),
            "p": ("organization", "Dutch parliament"),
        }),
    )  # fmt: skip
    assert of["a:Justice Department"].id == of["b:DOJ"].id
    assert of["a:Dutch government"].id == of["b:government of the Netherlands"].id != of["b:Dutch parliament"].id


def test_letters_stand_for_a_person_or_a_body_that_alone_begins_with_them() -> None:
    of = joined(
        page("a", "Tarik bin Osman met the Board of Veltrin Ports.", {
            "t": ("person", "Tarik bin Osman"), "b": ("organization", "Board of Veltrin Ports"),
        }),
        page("b", "TBO and BVP and TO left.", {
            "t": ("organization", "TBO"), "b": ("organization", "BVP"), "o": ("organization", "TO"),
        }),
    )  # fmt: skip
    assert of["a:Tarik bin Osman"].id == of["b:TBO"].id and of["b:TBO"].kind == "person"
    assert of["a:Board of Veltrin Ports"].id == of["b:BVP"].id and len(of["b:TO"].chains) == 1


def test_a_second_surname_may_be_left_out_of_a_long_name_only() -> None:
    of = joined(
        page("a", "Ana Maria Roe left. Jan Roe stayed.", {
            "a": ("person", "Ana Maria Roe"), "j": ("person", "Jan Roe"),
        }),
        page("b", "Ana Maria Roe Lind left. Jan Roe Lind stayed.", {
            "a": ("person", "Ana Maria Roe Lind"), "j": ("person", "Jan Roe Lind"),
        }),
    )  # fmt: skip
    assert of["a:Ana Maria Roe"].id == of["b:Ana Maria Roe Lind"].id
    assert of["a:Jan Roe"].id != of["b:Jan Roe Lind"].id


def test_a_country_called_by_its_first_word_on_its_page() -> None:
    of = joined(page("a", "North Korea fired. The North denied it.", {
        "k": ("place", "North Korea"), "n": ("place", "North"),
    }))  # fmt: skip
    assert of["a:North Korea"].id == of["a:North"].id


def test_what_is_kept_apart_is_told_with_its_reason() -> None:
    of = joined(
        page("a", "Jan Roe and Anna Roe and a spokesman for Jan Roe met Veltrin TV and Veltrin TV Turk.", {
            "j": ("person", "Jan Roe"), "a": ("person", "Anna Roe"), "s": ("anonymous", "spokesman for Jan Roe"),
            "v": ("outlet", "Veltrin TV"), "n": ("outlet", "Veltrin TV Turk"),
        }),
        page("b", "Russia and Moscow and the Kremlin", {
            "r": ("place", "Russia"), "m": ("place", "Moscow"), "k": ("organization", "Kremlin"),
        }),
    )  # fmt: skip
    told = {name: dict(one.apart) for name, one in of.items()}
    assert told["a:Jan Roe"][of["a:Anna Roe"].id] == "one surname, other given names"
    assert told["a:Jan Roe"][of["a:spokesman for Jan Roe"].id] == "an unnamed source is never joined with a name"
    assert told["a:Veltrin TV"][of["a:Veltrin TV Turk"].id] == "a longer name is another body's"
    seat = "a capital or seat of government is not the country"
    assert told["b:Russia"] == {of["b:Moscow"].id: seat, of["b:Kremlin"].id: seat}


def test_a_surname_that_stands_first_and_its_given_name_however_parted() -> None:
    of = joined(
        page("a", "Kim Dal Ho and Kim Dok-hun met.", {"a": ("person", "Kim Dal Ho"), "b": ("person", "Kim Dok-hun")}),
        page("b", "Kim Dal-ho left.", {"a": ("person", "Kim Dal-ho")}),
        page("c", "Kim left.", {"k": ("person", "Kim")}),
    )
    assert of["a:Kim Dal Ho"].id == of["b:Kim Dal-ho"].id != of["a:Kim Dok-hun"].id
    assert len({one.id for one in of.values()}) == 3


def test_the_ministry_of_no_country_stays_on_its_page() -> None:
    name = {"m": ("organization", "Foreign Ministry")}
    of = joined(page("a", "The Foreign Ministry spoke.", name), page("b", "The Foreign Ministry denied it.", name))
    assert of["a:Foreign Ministry"].id != of["b:Foreign Ministry"].id


def test_a_body_called_after_a_person_or_a_city_is_neither() -> None:
    of = joined(page("a", "Jan Roe and the Roe administration. Roe left Sydney with Sydney Seaplanes.", {
        "j": ("person", "Jan Roe"), "a": ("organization", "Roe administration"), "r": ("organization", "Roe"),
        "s": ("place", "Sydney"), "p": ("organization", "Sydney Seaplanes"),
    }))  # fmt: skip
    assert of["a:Sydney"].id != of["a:Sydney Seaplanes"].id and of["a:Roe administration"].name == "Roe administration"
    assert not of["a:Roe administration"].aliases


def test_products_of_one_model_are_one() -> None:
    of = joined(page("a", "The Veltrin VX2 is new. VX2s flew. The Veltrin VX3 did not.", {
        "v": ("product", "Veltrin VX2"), "s": ("other", "VX2s"), "w": ("product", "Veltrin VX3"),
    }))  # fmt: skip
    assert of["a:Veltrin VX2"].id == of["a:VX2s"].id != of["a:Veltrin VX3"].id


def test_places_that_a_gazetteer_holds_have_codes_and_others_none() -> None:
    of = joined(
        page("a", "Kyiv and Turkey and Baymark met in Georgia. The Kremlin did not.", {
            "k": ("place", "Kyiv"), "t": ("place", "Turkey"), "b": ("place", "Baymark"), "g": ("place", "Georgia"),
            "r": ("organization", "Kremlin"),
        }),
        page("b", "Kiev and Reuters spoke.", {"k": ("place", "Kiev"), "r": ("outlet", "Reuters")}),
    )  # fmt: skip
    told = {name: (one.country, one.codes) for name, one in of.items()}
    assert told["a:Kyiv"] == told["b:Kiev"] == ("UKR", ("geonames:703448",))
    assert told["a:Turkey"] == ("TUR", ("iso3166-1:TUR", "iso3166-1:TR"))
    assert told["a:Baymark"] == told["a:Georgia"] == (None, ())
    assert told["a:Kremlin"] == ("RUS", ()) and told["b:Reuters"] == (None, ("domain:reuters.com",))


def held(found: Annotations, role: str, form: str) -> Annotations:
    """The page, its chains of mentions of that form told to hold a Dutch office."""
    tied = (
        replace(c, roles=(role,), affiliations=("Netherlands",)) if c.mentions[0].form == form else c
        for c in found.chains
    )
    return replace(found, chains=tuple(tied))


def test_an_office_is_resolved_by_the_story_where_one_alone_holds_it_and_its_page_names_him() -> None:
    holder = held(page("a", "Dutch Premier Jan Roe spoke.", {"r": ("person", "Jan Roe")}), "premier", "name")
    rival = held(page("c", "Ann Lind spoke.", {"r": ("person", "Ann Lind")}), "premier", "name")
    leader = ("person", "~the Dutch leader")
    text = "Roe left. Later the Dutch leader spoke."
    both = held(page("b", text, {"r": ("person", "Roe"), "l": leader}), "leader", "nominal")
    alone = held(page("b", text, {"l": leader}), "leader", "nominal")
    former = held(
        page(
            "b",
            text.replace("Dutch", "former Dutch"),
            {"r": ("person", "Roe"), "l": ("person", "~former Dutch leader")},
        ),
        "leader",
        "nominal",
    )
    (entity,) = set(joined(holder, both).values())
    assert ("Dutch leader", "the only one of the story to hold the office, and named on the page") in entity.grounds
    for others in ((holder, alone), (holder, former)):
        assert len({one.id for one in joined(*others).values()}) == 2
    assert len({one.id for one in joined(holder, both, rival).values()}) == 3


def test_an_office_of_a_country_needs_no_name_on_its_page_but_the_very_office() -> None:
    holder = held(page("a", "Dutch Premier Jan Roe spoke.", {"r": ("person", "Jan Roe")}), "premier", "name")
    same = held(page("b", "The Dutch premier spoke.", {"l": ("person", "~The Dutch premier")}), "premier", "nominal")
    (entity,) = set(joined(holder, same).values())
    assert ("Dutch premier", "the only one of the story to hold that office of that country") in entity.grounds
    former = page("c", "Former premier Jan Roe left.", {"r": ("person", "Jan Roe", "~Former premier")})
    assert len({one.id for one in joined(holder, same, former).values()}) == 2


def test_an_office_of_no_country_is_that_of_the_only_holder_whom_the_page_names() -> None:
    def story(text: str, *ties: str) -> int:
        named = {"r": ("person", "Roe"), "l": ("person", "~the president")}
        if "Lind" in text:
            named["i"] = ("person", "Ann Lind")
        told = page("a", "President Jan Roe spoke.", {"r": ("person", "Jan Roe")})
        other = page("c", "President Ann Lind spoke.", {"i": ("person", "Ann Lind")})
        ruled = [
            replace(one, chains=tuple(replace(c, roles=("president",)) for c in one.chains)) for one in (told, other)
        ]
        bare = page("b", text, named)
        chains = tuple(
            replace(c, roles=("president",), affiliations=ties) if c.name == "the president" else c for c in bare.chains
        )
        return len({one.id for one in joined(*ruled, replace(bare, chains=chains)).values()})

    assert story("Roe left. Later the president spoke.") == 2
    assert story("Roe left. Later the president spoke.", "Regional Council") == 3
    assert story("Roe left and Ann Lind too. Later the president spoke.") == 3


def test_a_body_with_its_place_in_any_form_and_without_it() -> None:
    of = joined(
        page("a", "The Dutch Safety Rights Board met.", {"b": ("organization", "Dutch Safety Rights Board")}),
        page("b", "The Netherlands’s Safety Rights Board met.", {"b": ("organization", "Safety Rights Board")}),
        page("c", "The Safety Rights Board met.", {"b": ("organization", "Safety Rights Board")}),
    )
    assert len({one.id for one in of.values()}) == 1
    courts = joined(
        page("a", "The Texas Supreme Court ruled.", {"t": ("organization", "Texas Supreme Court")}),
        page("b", "The Supreme Court ruled.", {"s": ("organization", "Supreme Court")}),
    )
    assert len({one.id for one in courts.values()}) == 2


def test_an_embassy_is_one_by_who_keeps_it_and_where() -> None:
    def count(first: str, second: str) -> int:
        body = ("organization", "~Dutch embassy")
        return len({one.id for one in joined(page("a", first, {"e": body}), page("b", second, {"e": body})).values()})

    assert count("The Dutch embassy in Paris spoke.", "The Dutch embassy in France spoke.") == 1
    assert count("The Dutch embassy in Paris spoke.", "The Dutch embassy spoke.") == 1
    assert count("The Dutch embassy in Paris spoke.", "The Dutch embassy in Ghana spoke.") == 2


def test_unnamed_sources_are_one_where_a_sentence_was_copied_and_nowhere_else() -> None:
    copied = "Two officials of the harbour said that the dock had been closed for a whole week."
    source = {"o": ("anonymous", "~Two officials")}

    def count(first: str, second: str) -> int:
        return len({one.id for one in joined(page("a", first, source), page("b", second, source)).values()})

    assert count(copied, f"It rained.\n{copied}") == 1
    assert count(copied, copied.replace("a whole week", "a month")) == 2
    assert count("Two officials spoke.", "Two officials spoke. More.") == 2


def test_spellings_of_one_sound_and_the_h_that_is_a_g() -> None:
    def towns(one: str, other: str) -> int:
        return len({e.id for e in joined(*(page(w, f"{w} fell.", {"p": ("place", w)}) for w in (one, other))).values()})

    assert (towns("Zhorlin", "Jorlin"), towns("Vasyr", "Vasier"), towns("Zhorlin", "Zhorban")) == (1, 1, 2)
    of = joined(
        page("a", "Ukraine's minister Pavlo Hrachenko spoke.", {"m": ("person", "Pavlo Hrachenko")}),
        page("b", "Ukraine's minister Pavel Grachenko spoke.", {"m": ("person", "Pavel Grachenko")}),
        page("c", "Ukraine's minister Olena Grachenko spoke.", {"m": ("person", "Olena Grachenko")}),
    )
    assert len({one.id for one in of.values()}) == 2


def test_what_is_only_described_and_never_speaks_or_acts_is_nobody() -> None:
    quiet = page("a", "The envoy left. Jan Roe stayed.", {"e": ("person", "~The envoy"), "r": ("person", "Jan Roe")})
    found, entity_of = told_of([quiet], *entities([quiet]))
    assert [one.name for one in found] == ["Jan Roe"] and set(entity_of.values()) == {found[0].id}


def test_a_surname_with_the_office_of_one_bearer_alone_is_that_bearer() -> None:
    def ruling(found: Annotations, *keys: str) -> Annotations:
        ruled = (replace(c, roles=("president",)) if c.name in keys else c for c in found.chains)
        return replace(found, chains=tuple(ruled))

    both = page("a", "President Jan Lind met Anna Lind.", {"j": ("person", "Jan Lind"), "a": ("person", "Anna Lind")})
    short = page("b", "President Lind spoke.", {"l": ("person", "Lind")})
    assert len({one.id for one in joined(ruling(both, "Jan Lind"), ruling(short, "Lind")).values()}) == 2
    assert len({one.id for one in joined(ruling(both, "Jan Lind", "Anna Lind"), ruling(short, "Lind")).values()}) == 3
    assert len({one.id for one in joined(both, short).values()}) == 3


def test_a_committee_of_a_body_is_not_that_body() -> None:
    of = joined(
        page("a", "The Senate Dock Committee met. The Senate rose.", {
            "c": ("organization", "Senate Dock Committee"), "s": ("organization", "Senate"),
        }),
    )  # fmt: skip
    assert len({one.id for one in of.values()}) == 2
