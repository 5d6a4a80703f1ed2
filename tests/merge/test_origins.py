"""Who is one voice with whom, where one thing is claimed."""

from dataclasses import replace

from firsthand.merge import merge
from firsthand.model import Annotations
from tests.merge.pages import Happened, Said, page, parsed

CLOSED = "the harbour bridge was closed after heavy flooding"
AGAIN = "heavy flooding closed the harbour bridge"


def origins(*pages: Annotations) -> int:
    (claim,) = merge(pages).claims
    return claim.independent


def called(one: Annotations, name: str, *roles: str) -> Annotations:
    return replace(
        one, chains=tuple(replace(chain, roles=roles) if chain.name == name else chain for chain in one.chains)
    )


def test_an_unnamed_source_of_the_outlets_own_page_is_what_others_quote_the_outlet_for() -> None:
    post = {"p": ("outlet", "Harbour Post")}
    heard = page(
        "a", f"Officials said {CLOSED}. Harbour Post.", {**post, "o": ("anonymous", "Officials")}, [Said("o", CLOSED)]
    )
    quoted = page("b", f"The Harbour Post said {AGAIN}.", post, [Said("p", AGAIN)])
    assert origins(replace(heard, outlet="Harbour Post"), quoted) == 1
    assert origins(replace(heard, outlet="Hill Gazette"), quoted) == 2


def test_a_spokesman_gives_the_word_of_those_whom_he_speaks_of() -> None:
    town = page("a", f"Oberau said {CLOSED}.", {"o": ("place", "Oberau")}, [Said("o", CLOSED)])
    words = f"{AGAIN} and Oberau regretted it"
    names = {"l": ("person", "Mara Lind"), "o": ("place", "Oberau")}
    spoken = page("b", f"Mara Lind said {words}.", names, [Said("l", words)])
    assert origins(town, called(spoken, "Mara Lind", "spokeswoman")) == 1
    assert origins(town, called(spoken, "Mara Lind", "farmer")) == 2


def test_a_commander_and_what_he_commands_are_one_origin() -> None:
    guard = page(
        "a", f"The harbour guard said {CLOSED}.", {"g": ("organization", "harbour guard")}, [Said("g", CLOSED)]
    )
    office = "commander of the harbour guard"

    def led(told: str) -> Annotations:
        names = {"l": ("person", "Mara Lind", f"~{told}")}
        return page("b", f"Mara Lind, {told}, said {AGAIN}.", names, [Said("l", AGAIN)])

    assert origins(guard, led(office)) == 1
    assert origins(guard, led(f"former {office}")) == 2


def test_who_is_heard_through_another_is_the_same_origin_as_heard_directly() -> None:
    lind = {"l": ("person", "Mara Lind")}
    direct = page("a", f"Mara Lind said {CLOSED}.", lind, [Said("l", CLOSED)])
    through = page(
        "b", f"Jon Ek said that Mara Lind said {AGAIN}.", {**lind, "e": ("person", "Jon Ek")},
        [Said("e", f"Mara Lind said {AGAIN}"), Said("l", AGAIN, inside="Mara Lind said")],
    )  # fmt: skip
    assert origins(direct, through) == 1


def test_a_negation_in_an_aside_of_nearly_the_same_words_parts_no_claim() -> None:
    tree = """{0}/PROPN/nsubj/2 said/VERB/root/0 flooding/NOUN/nsubj/4 closed/VERB/ccomp/2 the/DET/det/7
        harbour/NOUN/compound/7 bridge/NOUN/obj/4 {1}/PART/advmod/10 the/DET/det/10 tunnel/NOUN/conj/7"""

    def told(who: str, turn: str) -> Annotations:
        words = f"flooding closed the harbour bridge {turn} the tunnel"
        names = {"w": ("person", who)}
        return parsed(page(who, f"{who} said {words}.", names, [Said("w", words)]), tree.format(who, turn))

    assert origins(told("Lind", "not"), told("Ek", "and")) == 2


def test_an_official_without_a_name_is_no_second_origin_unless_told_apart() -> None:
    named = page("a", f"Jon Ek said {CLOSED}.", {"e": ("person", "Jon Ek")}, [Said("e", CLOSED)])

    def unnamed(who: str) -> Annotations:
        return page("b", f"{who} said {AGAIN}.", {"o": ("anonymous", f"~{who}")}, [Said("o", AGAIN)])

    assert origins(named, unnamed("Officials")) == 1
    assert origins(named, unnamed("Ferry passengers")) == 2


def test_a_source_that_is_not_told_is_no_second_origin() -> None:
    lind = page("a", f"Mara Lind said {CLOSED}.", {"l": ("person", "Mara Lind")}, [Said("l", CLOSED)])
    untold = page("b", f"It was said that {AGAIN}.", {}, [Said(None, AGAIN)])
    assert origins(lind, untold) == 1


def test_a_paper_speaks_with_the_voice_of_its_maker() -> None:
    def heard(file: str, who: str) -> Annotations:
        return page(
            file,
            f"{who} said {CLOSED if file == 'a' else AGAIN}.",
            {"w": ("other", f"~{who}")},
            [Said("w", CLOSED if file == "a" else AGAIN)],
        )

    assert origins(heard("a", "The indictment"), heard("b", "Prosecutors")) == 1
    assert origins(heard("a", "The verdict"), heard("b", "Prosecutors")) == 2


def test_what_one_demands_is_not_what_another_says() -> None:
    def heard(who: str, cue: str, act: str) -> Annotations:
        words = CLOSED if who == "Jon Ek" else AGAIN
        return page(who, f"{who} {cue} that {words}.", {"w": ("person", who)}, [Said("w", words, act=act)])

    said, demanded = heard("Jon Ek", "said", "says"), heard("Mara Lind", "demanded", "demands")
    assert merge([said, demanded]).claims == ()
    assert origins(said, heard("Mara Lind", "said", "says")) == 2
    assert origins(demanded, heard("Jon Ek", "asked", "asks")) == 2


def test_a_negation_in_an_aside_parts_no_words_of_one_speaker() -> None:
    tree = """{0}/PROPN/nsubj/2 said/VERB/root/0 flooding/NOUN/nsubj/4 closed/VERB/ccomp/2 the/DET/det/7
        harbour/NOUN/compound/7 bridge/NOUN/obj/4 """
    short = "not/PART/advmod/10 the/DET/det/10 tunnel/NOUN/conj/7"
    long = """and/CCONJ/cc/10 the/DET/det/10 tunnel/NOUN/conj/7 while/SCONJ/mark/13 rain/NOUN/nsubj/13
        drowned/VERB/advcl/4 meadows/NOUN/obj/13 gardens/NOUN/conj/14 cellars/NOUN/conj/14 parks/NOUN/conj/14
        barns/NOUN/conj/14 fields/NOUN/conj/14"""

    def told(file: str, who: str, rest: str) -> Annotations:
        words = "flooding closed the harbour bridge " + " ".join(row.split("/")[0] for row in rest.split())
        one = page(file, f"{who} said {words}.", {"w": ("person", who)}, [Said("w", words)])
        return parsed(one, tree.format(who) + rest)

    assert origins(told("a", "Lind", short), told("b", "Lind", long)) == 1
    assert merge([told("a", "Lind", short), told("b", "Ek", long)]).claims == ()


def test_an_event_in_the_words_of_somebody_heard_elsewhere_is_of_his_origin() -> None:
    def told(words: str) -> Annotations:
        return page("a", f"{words}.", {}, [Happened("closed", "COERCE")])

    heard = page("b", f"Jon Ek said {CLOSED}.", {"e": ("person", "Jon Ek")}, [Said("e", CLOSED)])
    assert origins(told(CLOSED), heard) == 1
    assert origins(told("After heavy flooding workers closed the harbour bridge"), heard) == 2
