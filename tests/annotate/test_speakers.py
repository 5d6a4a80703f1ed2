from __future__ import annotations

import pytest

from firsthand.annotate.sources import asked
from firsthand.annotate.speakers import Speakers
from firsthand.model import Article, Chain
from tests.annotate.build import article, chain, mention, nominal, place, tokens


def _speakers(page: Article, *chains: Chain, tags: dict[str, str] | None = None) -> Speakers:
    return Speakers(page, tokens(page, tags), list(chains))


def _find(speakers: Speakers, quoted: str) -> str | None:
    return speakers.find(*place(speakers.article.text, quoted))


def test_a_name_finds_its_chain() -> None:
    page = article("Tilda Roan said so.")
    assert _find(_speakers(page, chain(page, "Tilda Roan")), "Tilda Roan") == "Tilda Roan"


def test_the_possessor_does_not_speak() -> None:
    page = article("Edvard Moss's spokesman, Tilda Roan, said so.")
    speakers = _speakers(
        page,
        chain(page, "Edvard Moss"),
        Chain("Tilda Roan", "person", "Tilda Roan", (nominal(page, "spokesman"), mention(page, "Tilda Roan"))),
        tags={"spokesman": "NOUN nsubj said", "Moss": "PROPN nmod:poss spokesman", "Roan": "PROPN appos spokesman"},
    )
    assert _find(speakers, "Edvard Moss's spokesman, Tilda Roan") == "Tilda Roan"
    assert _find(speakers, "Edvard Moss's spokesman") == "Tilda Roan"


def test_a_name_and_a_description_in_one_phrase_mean_the_chain_of_both() -> None:
    page = article("The minister for Ghana, Tilda Roan, said so.")
    both = Chain("Tilda Roan", "person", "Tilda Roan", (nominal(page, "The minister"), mention(page, "Tilda Roan")))
    assert (
        _find(_speakers(page, chain(page, "Ghana", kind="place"), both), "The minister for Ghana, Tilda Roan")
        == "Tilda Roan"
    )


def test_a_name_before_a_comma_is_the_speaker_whatever_it_is_told_to_belong_to() -> None:
    page = article("Tilda Roan, a partner at the firm Veldt Marine, said so.")
    firm = Chain("Veldt", "organization", "Veldt", (nominal(page, "the firm"), mention(page, "Veldt Marine")))
    speakers = _speakers(page, chain(page, "Tilda Roan"), firm)
    assert _find(speakers, "Tilda Roan, a partner at the firm Veldt Marine,") == "Tilda Roan"


def test_an_example_of_those_who_spoke_is_not_all_of_them() -> None:
    page = article("some pilots, including Tilda Roan, said so.")
    speakers = _speakers(page, chain(page, "Tilda Roan"), tags={"pilots": "NOUN nsubj said"})
    found = _find(speakers, "some pilots, including Tilda Roan")
    assert found is not None
    assert speakers.chain(found).kind == "anonymous"


def test_who_means_the_mention_right_before_it() -> None:
    page = article("Edvard Moss met Tilda Roan, who said so.\nHe left; Veldt, which said so, paid.")
    speakers = _speakers(
        page, chain(page, "Edvard Moss"), chain(page, "Tilda Roan"), chain(page, "Veldt", kind="organization")
    )
    assert _find(speakers, "who") == "Tilda Roan"
    assert _find(speakers, "which") == "Veldt"


def test_a_relative_pronoun_means_what_its_clause_hangs_on() -> None:
    page = article("Roan heads the Veldt Group in Turkey, which says so.")
    known = [chain(page, "Veldt Group", kind="organization"), chain(page, "Turkey", kind="place")]
    tags = {"which": "PRON nsubj says", "says": "VERB acl:relcl Group", "Group": "PROPN obj heads"}
    assert _find(_speakers(page, *known, tags=tags), "which") == "Veldt Group"
    assert _find(_speakers(page, *known), "which") == "Turkey"


def test_who_is_no_place() -> None:
    page = article("The pilots of Oskby, who said so, left.")
    known = [chain(page, "The pilots", kind="group"), chain(page, "Oskby", kind="place")]
    assert _find(_speakers(page, *known), "who") == "The pilots"


def test_a_relative_pronoun_does_not_look_into_another_line() -> None:
    page = article("Tilda Roan.\nWho said so?")
    assert _find(_speakers(page, chain(page, "Tilda Roan")), "Who") is None


def test_an_unresolved_pronoun_is_nobody() -> None:
    page = article("He said so.")
    speakers = _speakers(page)
    assert _find(speakers, "He") is None
    assert speakers.chains == []


def test_a_resolved_pronoun_is_its_chain() -> None:
    page = article("Tilda Roan left. She said so.")
    one = chain(page, "Tilda Roan")
    one = Chain(one.id, one.kind, one.name, (*one.mentions, mention(page, "She", "person", "pronoun")))
    assert _find(_speakers(page, one), "She") == "Tilda Roan"


@pytest.mark.parametrize(
    ("words", "tags"),
    [
        ("two people close to the talks", {"two": "NUM nummod people", "people": "NOUN nsubj said"}),
        ("an official at Veldt Marine", {"official": "NOUN nsubj said", "Marine": "PROPN nmod official"}),
        ("Several dockers", {"Several": "ADJ amod dockers", "dockers": "NOUN nsubj said"}),
    ],
)
def test_a_source_only_described_becomes_an_anonymous_chain(words: str, tags: dict[str, str]) -> None:
    page = article(f"{words} said so.")
    known = [chain(page, "Veldt Marine", kind="organization")] if "Veldt" in words else []
    speakers = _speakers(page, *known, tags=tags)
    found = _find(speakers, words)
    assert found is not None
    made = speakers.chain(found)
    assert made.kind == "anonymous"
    assert page.words_of(made.mentions[0].span) == words
    assert speakers.find(*place(page.text, words)) == found, "the same words are the same source"


def test_the_official_takes_up_the_last_anonymous_source() -> None:
    page = article("A senior official said so. The official said more.")
    tags = {"senior": "ADJ amod official", "official": "NOUN nsubj said", "official#2": "NOUN nsubj said#2"}
    speakers = _speakers(page, tags=tags)
    first = _find(speakers, "A senior official")
    assert _find(speakers, "The official") == first
    assert len(speakers.chains) == 1
    assert len(speakers.chains[0].mentions) == 2


def test_a_document_is_no_anonymous_person() -> None:
    page = article("A report said so.")
    speakers = _speakers(page)
    found = _find(speakers, "A report")
    assert found is not None
    assert speakers.chain(found).kind == "other"


def test_marks_alone_are_no_source() -> None:
    page = article('" , ” said so.')
    assert _find(_speakers(page), '" , ”') is None


def test_the_subject_of_a_verb_is_the_whole_mention_over_it() -> None:
    page = article("Tilda Roan said so.")
    tags = {"Tilda": "PROPN compound Roan", "Roan": "PROPN nsubj said", "said": "VERB"}
    speakers = _speakers(page, chain(page, "Tilda Roan"), tags=tags)
    assert speakers.subject(*place(page.text, "said"), shared=False) == place(page.text, "Tilda Roan")


def test_a_passive_verb_has_no_speaking_subject() -> None:
    page = article("Tilda Roan was told so.")
    tags = {"Roan": "PROPN nsubj:pass told", "told": "VERB", "was": "AUX aux:pass told"}
    assert _speakers(page, chain(page, "Tilda Roan"), tags=tags).subject(*place(page.text, "told"), shared=True) is None


def test_a_coordinated_verb_shares_the_subject_only_where_asked() -> None:
    page = article("Roan came and said so.")
    tags = {"Roan": "PROPN nsubj came", "came": "VERB", "said": "VERB conj came"}
    speakers = _speakers(page, chain(page, "Roan"), tags=tags)
    verb = place(page.text, "said")
    assert speakers.subject(*verb, shared=False) is None
    assert speakers.subject(*verb, shared=True) == place(page.text, "Roan")


def test_of_two_subjects_that_an_arc_gives_a_verb_that_of_its_sentence_is_one() -> None:
    page = article("Roan reported. She left but denied it.")
    tags = {
        "Roan": "PROPN nsubj reported", "reported": "VERB", "She": "PRON nsubj reported", "left": "VERB ccomp reported",
        "denied": "VERB conj reported",
    }  # fmt: skip
    speakers = _speakers(page, chain(page, "Roan"), tags=tags)
    assert speakers.subject(*place(page.text, "denied"), shared=True) == place(page.text, "She")


def test_words_without_a_verb_have_no_subject() -> None:
    page = article("Roan came.")
    assert _speakers(page).subject(0, 0, shared=True) is None


def test_whoever_is_told_does_not_speak() -> None:
    page = article("Tilda Roan was told that the dock closed.\nTilda Roan was telling them that it closed.")
    tags = {"was": "AUX aux:pass told", "Roan": "PROPN nsubj told"}
    tags |= {"was#2": "AUX aux:pass telling", "Roan#2": "PROPN nsubj telling", "telling": "VERB"}
    speakers = _speakers(page, chain(page, "Tilda Roan"), tags=tags)
    assert speakers.undergoes(place(page.text, "Tilda Roan"), *place(page.text, "was told"))
    assert not speakers.undergoes(place(page.text, "Tilda Roan#2"), *place(page.text, "was telling"))


@pytest.mark.parametrize(
    ("line", "verb", "expected"),
    [
        ("Asked about the dock, Roan left.", "Asked", True),
        ("Asking about the dock, Roan left.", "Asking", False),
        ("Called the dock old, Roan left.", "Called", False),
        ("Closed in the dock, Roan left.", "Closed", False),
    ],
)
def test_a_bare_participle_tells_what_its_subject_was_asked(line: str, verb: str, expected: bool) -> None:
    tags = {verb: "VERB advcl left", "left": "VERB", "dock": f"NOUN {'obj' if verb == 'Called' else 'obl'} {verb}"}
    tags |= {"Roan": "PROPN nsubj left"}
    page = article(line)
    assert asked(_speakers(page, tags=tags), place(line, verb)) is expected


def test_an_owner_is_not_the_one_who_is_addressed() -> None:
    page = article("He told Roan so.\nHe called Roan's plan good.")
    speakers = _speakers(page, chain(page, "Roan", "Roan#2"))
    assert speakers.at(place(page.text, "Roan")[0]) == "Roan"
    assert speakers.at(place(page.text, "Roan#2")[0]) is None


def test_who_did_something_with_what_speaks_does_not_speak() -> None:
    page = article("Footage obtained by Tilda Roan shows it.\nA report written by Tilda Roan shows it.")
    speakers = _speakers(page, chain(page, "Tilda Roan", "Tilda Roan#2"), tags={"Footage": "NOUN", "report": "NOUN"})
    assert _find(speakers, "Footage obtained by Tilda Roan") != "Tilda Roan"
    assert _find(speakers, "A report written by Tilda Roan") == "Tilda Roan"
