from __future__ import annotations

from dataclasses import replace

from firsthand.merge import merge
from firsthand.merge.entities import entities
from firsthand.merge.grammar import Grammar
from firsthand.merge.pairs import candidates
from firsthand.merge.reports import reports
from firsthand.merge.sides import grouped
from firsthand.merge.words import sense, words
from firsthand.model import Annotations, Conflict, ConflictKind, Part, Span, Story
from tests.merge.pages import Happened, Said, on, page, parsed

LIND = ("person", "Mara Lind", "Lind")
EK = ("person", "Jon Ek", "Ek")


def told(file: str, text: str, who: str, content: str, tree: str, **more: str) -> Annotations:
    names = {"l": LIND, "e": EK}
    present = {key: forms for key, forms in names.items() if forms[1] in text}
    return parsed(page(file, text, present, [Said(who, content, **more)]), tree)  # type: ignore[arg-type]


BREAKS = told(
    "a", "Jon Ek said the strike violated the harbour treaty.", "e", "the strike violated the harbour treaty",
    "Jon/PROPN/nsubj/3 Ek/PROPN/flat/1 said/VERB/root/0 the/DET/det/5 strike/NOUN/nsubj/6 violated/VERB/ccomp/3 "
    "the/DET/det/9 harbour/NOUN/compound/9 treaty/NOUN/obj/6",
)  # fmt: skip
SIGNING = told(
    "a", "Jon Ek said the port planned to sign an agreement.", "e", "the port planned to sign an agreement",
    "Jon/PROPN/nsubj/3 Ek/PROPN/flat/1 said/VERB/root/0 the/DET/det/5 port/NOUN/nsubj/6 planned/VERB/ccomp/3 "
    "to/PART/mark/8 sign/VERB/xcomp/6 an/DET/det/10 agreement/NOUN/obj/8",
)  # fmt: skip


def test_a_negated_predicate_meets_the_same_predicate_of_the_same_things() -> None:
    denial = told(
        "b", "Mara Lind said it did not violate any accords.", "l", "it did not violate any accords",
        "Mara/PROPN/nsubj/3 Lind/PROPN/flat/1 said/VERB/root/0 it/PRON/nsubj/7 did/AUX/aux/7 not/PART/advmod/7 "
        "violate/VERB/ccomp/3 any/DET/det/9 accords/NOUN/obj/7",
    )  # fmt: skip
    (found,) = merge([BREAKS, denial]).conflicts
    assert found.kind == "polarity" and found.reason == "negated: violate, accords"


def test_what_is_denied_beyond_the_assertion_makes_it_another_denial() -> None:
    text = "Mara Lind said we are not signing agreements for the county to please another mayor."
    denial = told(
        "b", text, "l", text[15:-1],
        "Mara/PROPN/nsubj/3 Lind/PROPN/flat/1 said/VERB/root/0 we/PRON/nsubj/7 are/AUX/aux/7 not/PART/advmod/7 "
        "signing/VERB/ccomp/3 agreements/NOUN/obj/7 for/ADP/case/11 the/DET/det/11 county/NOUN/nmod/8 to/PART/mark/13 "
        "please/VERB/advcl/7 another/DET/det/15 mayor/NOUN/obj/13",
    )  # fmt: skip
    assert merge([SIGNING, denial]).conflicts == ()


def test_what_is_only_supposed_or_still_to_come_is_not_contradicted() -> None:
    denial = told(
        "b", "Mara Lind said the port has not signed the agreement.", "l", "the port has not signed the agreement",
        "Mara/PROPN/nsubj/3 Lind/PROPN/flat/1 said/VERB/root/0 the/DET/det/5 port/NOUN/nsubj/8 has/AUX/aux/8 "
        "not/PART/advmod/8 signed/VERB/ccomp/3 the/DET/det/10 agreement/NOUN/obj/8",
    )  # fmt: skip

    def asserted(how: str) -> Annotations:
        text = f"Jon Ek said {how} the agreement."
        rows = {
            "the port will sign": "the/DET/det/5 port/NOUN/nsubj/7 will/AUX/aux/7 sign/VERB/ccomp/3 the/DET/det/9 "
            "agreement/NOUN/obj/7",
            "the port signed": "the/DET/det/5 port/NOUN/nsubj/6 signed/VERB/ccomp/3 the/DET/det/8 agreement/NOUN/obj/6",
        }
        tree = "Jon/PROPN/nsubj/3 Ek/PROPN/flat/1 said/VERB/root/0 " + rows[how]
        return told("a", text, "e", f"{how} the agreement", tree)

    assert merge([asserted("the port will sign"), denial]).conflicts == ()
    assert [one.kind for one in merge([asserted("the port signed"), denial]).conflicts] == ["polarity"]


def test_a_refused_idea_is_held_against_the_offer_before_it() -> None:
    text = "Jon Ek called for a pause of all ferry traffic. The idea was rejected by Mara Lind."
    said = [Said("e", "a pause of all ferry traffic", act="demands"), Said("l", "The idea", act="denies")]
    one = page("a", text, {"e": EK, "l": LIND}, said)
    start = text.index("rejected")
    last = replace(one.statements[1], cue_span=Span(one.article.id, start, start + 8))
    (found,) = merge([replace(one, statements=(one.statements[0], last))]).conflicts
    assert found.kind == "position" and {*found.sides} == {(one.statements[0].id,), (last.id,)}


def test_charges_that_a_denial_only_names_are_found_on_another_page() -> None:
    first = page(
        "a", "Jon Ek said the records show wire transfers to hidden accounts.", {"e": EK},
        [Said("e", "the records show wire transfers to hidden accounts")],
    )  # fmt: skip
    second = told(
        "b", "Mara Lind denied allegations about the wire transfers.", "l", "allegations about the wire transfers",
        "Mara/PROPN/nsubj/3 Lind/PROPN/flat/1 denied/VERB/root/0 allegations/NOUN/obj/3 about/ADP/case/8 "
        "the/DET/det/8 wire/NOUN/compound/8 transfers/NOUN/nmod/4", act="denies",
    )  # fmt: skip
    (found,) = merge([first, second]).conflicts
    assert found.kind == "polarity" and found.reason.startswith("denies: the records show")


def deaths(file: str, text: str) -> Annotations:
    killed = text[text.index("killed") : text.index(" in the")]
    return page(file, text, {"c": ("group", "~crisis")}, [Happened(killed, "ASSAULT", ("c",))])


def test_tens_of_thousands_of_people_are_not_four_hundred_thousand_citizens() -> None:
    first = deaths("a", "The opioid crisis killed 400,000 Americans in the past years.")
    second = deaths("b", "The opioid crisis killed tens of thousands of people in the country.")
    rounded = deaths("c", "The opioid crisis killed 401,000 Americans in the past years.")
    assert [one.kind for one in merge([first, second]).conflicts] == ["quantity"]
    assert merge([first, rounded]).conflicts == ()


def test_two_mentions_of_an_event_in_one_page_are_no_claim() -> None:
    text = "Jon Ek attacked the bridge at Oberau. Later the mayor wept. Jon Ek attacked the bridge at Oberau at night."
    attacked = Happened("attacked the bridge", "ASSAULT", ("e",), ("o",))
    once = page("a", text, {"e": EK, "o": ("place", "Oberau")}, [attacked])
    start = text.rindex("attacked")
    again = replace(once.events[0], id="v-2", span=Span(once.article.id, start, start + 19))
    assert merge([replace(once, events=(*once.events, again))]).claims == ()


def test_a_refusal_told_by_two_pages_is_one_claim_of_one_origin() -> None:
    first = page(
        "a", "Jon Ek ruled out supplying Norland with costly weapons.", {"e": EK, "n": ("place", "Norland")},
        [Said("e", "supplying Norland with costly weapons", act="denies")],
    )  # fmt: skip
    second = page(
        "b", "Jon Ek said the firm does not plan to provide weapons to Norland.", {"e": EK, "n": ("place", "Norland")},
        [Said("e", "the firm does not plan to provide weapons to Norland")],
    )  # fmt: skip
    assert [(len(one.reports), one.independent) for one in merge([first, second]).claims] == [(2, 1)]


def test_words_quoted_from_one_speaker_by_two_pages_make_one_claim() -> None:
    def scorned(file: str, text: str) -> Annotations:
        content = text[text.index("the ") : -1]
        return page(file, text, {"e": EK}, [Said("e", content, "mixed")])

    first = scorned("a", "Jon Ek scorned the “reckless” conduct and “shameful show” of the pilots in March.")
    second = scorned("b", "Jon Ek denounced the late flights as “reckless” and “shameful” play by a club.")
    other = scorned("c", "Jon Ek denounced the late trains as “boring” and “expensive” play by a club.")
    assert [len(one.reports) for one in merge([first, second]).claims] == [2]
    assert merge([first, other]).claims == ()


def test_an_event_of_one_type_month_and_victim_is_one_though_the_words_differ() -> None:
    def held(file: str, word: str, month: str) -> Annotations:
        text = f"Jon Ek was {word} in {month}, wrote the {file}."
        when = on("2023-10-05")
        day = replace(when, evidence=(Span("x", 0, 1),))
        return page(file, text, {"e": EK}, [Happened(word, "COERCE", (), ("e",), when=day)])

    (claim,) = merge([held("a", "imprisoned", "May"), held("b", "arrested", "May")]).claims
    assert claim.independent == 2
    parted = page("c", "Mara Lind was arrested.", {"l": LIND}, [Happened("arrested", "COERCE", (), ("l",))])
    assert merge([held("a", "arrested", "May"), parted]).claims == ()


def origin_story(heading: bool) -> Story:
    text = "Aide says port will close its northern ferry line.\nJon Ek said the port closes its northern ferry line."
    names = {"e": EK, "a": ("person", "~Aide")}
    first = text.index("port")
    one = page("a", text, names, [Said("e", "the port closes its northern ferry line")])
    head = replace(
        one.statements[0], id="s-0", speaker=next(chain.id for chain in one.chains if chain.name == "Aide"),
        content=(Span(one.article.id, first, text.index(".")),),
    )  # fmt: skip
    end = text.index("\n")
    parts = (Part("headline" if heading else "body", 0, end), Part("body", end + 1, len(text)))
    return merge([replace(one, article=replace(one.article, parts=parts), statements=(head, *one.statements))])


def test_a_headline_has_the_source_of_the_body() -> None:
    assert [one.independent for one in origin_story(True).claims] == [1]
    assert [one.independent for one in origin_story(False).claims] == [2]


def test_the_own_voice_of_a_page_has_the_source_that_the_page_gives_elsewhere() -> None:
    text = "The port closed its northern ferry line. Jon Ek said the port closed its northern ferry line."
    names = {"e": EK, "p": ("organization", "~port")}
    closed = "the port closed its northern ferry line"
    own = page("a", text, names, [Happened("closed", "SANCTION", ("p",)), Said("e", closed)])
    other = page("b", f"Mara Lind said {closed}.", {"l": LIND, "p": names["p"]}, [Said("l", closed)])
    (claim,) = merge([own, other]).claims
    assert claim.independent == 2


def test_the_tree_tells_the_core_and_the_clause() -> None:
    def features(start: int, end: int) -> frozenset[str]:
        return frozenset(filter(None, map(sense, words(SIGNING.article.text[start:end]))))

    grammar = Grammar(SIGNING, features)
    assert grammar.core(SIGNING.statements[0].content) == {sense("agreement")}
    start = SIGNING.article.text.index("planned")
    clause = grammar.clause(Span(SIGNING.article.id, start, start + 7))
    assert clause and SIGNING.article.words_of(clause) == "the port planned to sign an agreement"


def test_many_pages_propose_few_pairs_each() -> None:
    def pages(count: int) -> int:
        said = [f"the harbour bridge in quarter{at % 9} was closed on row{at}" for at in range(count)]
        made = [page(one, f"Jon Ek said {one}.", {"e": EK}, [Said("e", one)]) for one in said]
        items = reports(made, entities(made)[1])
        return len(list(candidates(items)))

    assert pages(400) < 4.5 * pages(200)
    assert pages(400) > 300


def test_what_one_report_denies_of_several_is_one_conflict() -> None:
    def unlike(_: str, __: str) -> bool:
        return False

    def row(one: str, other: str, kind: ConflictKind = "polarity") -> Conflict:
        return Conflict(f"k-{one}{other}", kind, ((one,), (other,)), 0.5)

    made = grouped([row("a", "b"), row("c", "a"), row("c", "d"), row("a", "b", "quantity")], {}, unlike)
    assert [one.sides for one in made] == [(("a",), ("b", "c")), (("c",), ("d",)), (("a",), ("b",))]
    assert [one.sides for one in grouped([row("a", "b"), row("a", "c")], {"b": "x", "c": "x"}, unlike)] == [
        (("a",), ("b", "c"))
    ]
    mates = {"b": "x", "c": "x", "d": "x"}
    (told,) = grouped([row("a", "b")], mates, lambda _, mate: mate == "c")
    assert told.sides == (("a",), ("b", "c"))


def test_a_claim_called_absurd_is_held_against_who_makes_it() -> None:
    charge = told(
        "a", "Jon Ek said Mara Lind hacked the harbour pilot phone.", "e", "Mara Lind hacked the harbour pilot phone",
        "Jon/PROPN/nsubj/3 Ek/PROPN/flat/1 said/VERB/root/0 Mara/PROPN/nsubj/6 Lind/PROPN/flat/4 hacked/VERB/ccomp/3 "
        "the/DET/det/10 harbour/NOUN/compound/10 pilot/NOUN/compound/10 phone/NOUN/obj/6",
    )  # fmt: skip
    answer = told(
        "b", "Mara Lind said claims that Lind hacked a pilot phone are absurd.", "l",
        "claims that Lind hacked a pilot phone are absurd",
        "Mara/PROPN/nsubj/3 Lind/PROPN/flat/1 said/VERB/root/0 claims/NOUN/nsubj/12 that/SCONJ/mark/7 "
        "Lind/PROPN/nsubj/7 hacked/VERB/acl/4 a/DET/det/10 pilot/NOUN/compound/10 phone/NOUN/obj/7 are/AUX/cop/12 "
        "absurd/ADJ/ccomp/3",
    )  # fmt: skip
    (found,) = merge([charge, answer]).conflicts
    assert found.kind == "polarity" and found.reason.startswith("denies: ")


def test_i_is_who_is_quoted_and_nobody_is_everybody_denied() -> None:
    denial = told(
        "b", 'Jon Ek said "I did not harm anybody" here.', "e", "I did not harm anybody",
        'Jon/PROPN/nsubj/3 Ek/PROPN/flat/1 said/VERB/root/0 "/PUNCT/punct/3 I/PRON/nsubj/8 did/AUX/aux/8 '
        'not/PART/advmod/8 harm/VERB/ccomp/3 anybody/PRON/obj/8 "/PUNCT/punct/3 here/ADV/advmod/3', form="direct",
    )  # fmt: skip
    charge = told(
        "a", "Mara Lind said Jon Ek harmed sailors.", "l", "Jon Ek harmed sailors",
        "Mara/PROPN/nsubj/3 Lind/PROPN/flat/1 said/VERB/root/0 Jon/PROPN/nsubj/6 Ek/PROPN/flat/4 "
        "harmed/VERB/ccomp/3 sailors/NOUN/obj/6",
    )  # fmt: skip
    other = told(
        "a", "Mara Lind said crews harmed sailors.", "l", "crews harmed sailors",
        "Mara/PROPN/nsubj/3 Lind/PROPN/flat/1 said/VERB/root/0 crews/NOUN/nsubj/5 "
        "harmed/VERB/ccomp/3 sailors/NOUN/obj/5",
    )  # fmt: skip
    assert [one.kind for one in merge([charge, denial]).conflicts] == ["polarity"]
    assert merge([other, denial]).conflicts == ()


PRAISE = told(
    "a", "Jon Ek said the harbour decision to close docks was wise.", "e",
    "the harbour decision to close docks was wise",
    "Jon/PROPN/nsubj/3 Ek/PROPN/flat/1 said/VERB/root/0 the/DET/det/6 harbour/NOUN/compound/6 decision/NOUN/nsubj/11 "
    "to/PART/mark/8 close/VERB/acl/6 docks/NOUN/obj/8 was/AUX/cop/11 wise/ADJ/ccomp/3",
)  # fmt: skip


def test_praise_of_what_another_blames_is_a_conflict_of_judgement() -> None:
    tree = (
        "Mara/PROPN/nsubj/3 Lind/PROPN/flat/1 {}/VERB/root/0 the/DET/det/6 harbour/NOUN/compound/6 "
        "decision/NOUN/obj/3 to/PART/mark/8 close/VERB/acl/6 docks/NOUN/obj/8"
    )
    content = "the harbour decision to close docks"
    blame = told("b", f"Mara Lind condemned {content}.", "l", content, tree.format("condemned"))
    cue = blame.article.span(10, 19)
    blame = replace(blame, statements=tuple(replace(one, cue_span=cue) for one in blame.statements))
    (found,) = merge([PRAISE, blame]).conflicts
    assert found.kind == "characterisation" and found.reason.startswith("a contrary of one is said: ")
    told_only = told("b", f"Mara Lind described {content}.", "l", content, tree.format("described"))
    assert merge([PRAISE, told_only]).conflicts == ()


def test_what_somebody_fails_to_show_is_not_asserted() -> None:
    failed = told(
        "a", "Jon Ek said crews failed to violate the harbour treaty.", "e",
        "crews failed to violate the harbour treaty",
        "Jon/PROPN/nsubj/3 Ek/PROPN/flat/1 said/VERB/root/0 crews/NOUN/nsubj/5 failed/VERB/ccomp/3 to/PART/mark/7 "
        "violate/VERB/xcomp/5 the/DET/det/10 harbour/NOUN/compound/10 treaty/NOUN/obj/7",
    )  # fmt: skip
    denial = told(
        "b", "Mara Lind said it did not violate the harbour treaty.", "l", "it did not violate the harbour treaty",
        "Mara/PROPN/nsubj/3 Lind/PROPN/flat/1 said/VERB/root/0 it/PRON/nsubj/7 did/AUX/aux/7 not/PART/advmod/7 "
        "violate/VERB/ccomp/3 the/DET/det/10 harbour/NOUN/compound/10 treaty/NOUN/obj/7",
    )  # fmt: skip
    assert len(merge([BREAKS, denial]).conflicts) == 1
    assert merge([failed, denial]).conflicts == ()


def test_whom_a_denial_strikes_is_not_who_denies_it() -> None:
    denial = told(
        "b", "Mara Lind said crews did not love the town.", "l", "crews did not love the town",
        "Mara/PROPN/nsubj/3 Lind/PROPN/flat/1 said/VERB/root/0 crews/NOUN/nsubj/7 did/AUX/aux/7 not/PART/advmod/7 "
        "love/VERB/ccomp/3 the/DET/det/9 town/NOUN/obj/7",
    )  # fmt: skip
    tree = (
        "Jon/PROPN/nsubj/3 Ek/PROPN/flat/1 said/VERB/root/0 {}/NOUN/nsubj/5 loved/VERB/ccomp/3 the/DET/det/7 "
        "{}/NOUN/obj/5"
    )
    same = told("a", "Jon Ek said crews loved the town.", "e", "crews loved the town", tree.format("crews", "town"))
    other = told("a", "Jon Ek said town loved the crews.", "e", "town loved the crews", tree.format("town", "crews"))
    assert len(merge([same, denial]).conflicts) == 1
    assert merge([other, denial]).conflicts == ()


def test_a_denial_that_is_itself_denied_denies_nothing() -> None:
    twice = told(
        "b", "Mara Lind said it did not mean it cannot violate accords.", "l",
        "it did not mean it cannot violate accords",
        "Mara/PROPN/nsubj/3 Lind/PROPN/flat/1 said/VERB/root/0 it/PRON/nsubj/7 did/AUX/aux/7 not/PART/advmod/7 "
        "mean/VERB/ccomp/3 it/PRON/nsubj/10 cannot/AUX/aux/10 violate/VERB/ccomp/7 accords/NOUN/obj/10",
    )  # fmt: skip
    assert merge([BREAKS, twice]).conflicts == ()
