from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import pytest

from firsthand.annotate.attribution import attributions
from firsthand.annotate.blocks import blocks as blocks_of
from firsthand.annotate.blocks import tokens as tokens_of
from firsthand.annotate.occasions import dated
from firsthand.annotate.sentences import sentences
from firsthand.annotate.speakers import Speakers
from firsthand.annotate.statements import statements
from firsthand.encoder import Reading
from firsthand.model import UNKNOWN, Article, Chain, Statement, When
from tests.annotate.build import Said, article, chain, encoder, reading, texts

DAY = When(date(2024, 3, 4), date(2024, 3, 4), "stated")


@dataclass
class Page:
    """Lines with what is said in them, the people of the page, and the inner readings of contents."""

    lines: Sequence[str]
    said: Sequence[Sequence[Said]]
    people: dict[str, str] = field(default_factory=dict)
    inner: Sequence[tuple[str, Reading]] = ()
    tags: dict[str, str] = field(default_factory=dict)
    sure: float = 0.96

    @property
    def article(self) -> Article:
        return article("\n\n".join(self.lines))

    def read(self) -> list[Statement]:
        page = self.article
        known = [
            (line, reading(line, said, tags={w: t for w, t in self.tags.items() if w in line}, sure=self.sure))
            for line, said in zip(self.lines, self.said, strict=True)
        ]
        reader = encoder(*known, *self.inner)
        blocks = blocks_of(page, reader)
        made: list[Chain] = [
            chain(page, name, *(f"{name}#{n}" for n in range(2, page.text.count(name) + 1)), kind=kind)  # type: ignore[arg-type]
            for name, kind in self.people.items()
        ]
        speakers = Speakers(page, tokens_of(blocks), made)
        return list(statements(blocks, attributions(page, blocks, reader), speakers, sentences(page)))

    def shown(self) -> list[tuple[str | None, str, list[str], str]]:
        return [(s.speaker, s.act, texts(self.article, s.content), s.form) for s in self.read()]


def _one(line: str, *said: Said, people: dict[str, str] | None = None) -> Page:
    return Page([line], [said], {"Roan": "person"} if people is None else people)


def test_indirect_speech_loses_its_that() -> None:
    page = _one("Roan said that the dock closed.", ("Roan", "said", ["that the dock closed"]))
    assert page.shown() == [("Roan", "says", ["the dock closed"], "indirect")]
    (found,) = page.read()
    assert texts(page.article, [s for s in (found.speaker_span, found.cue_span) if s]) == ["Roan", "said"]


def test_a_quotation_is_direct_and_taken_whole_without_its_marks() -> None:
    page = _one("“The old dock is closed,” Roan said.", ("Roan", "said", ["old dock is closed"]))
    assert page.shown() == [("Roan", "says", ["The old dock is closed"], "direct")]


def test_words_inside_and_outside_marks_are_mixed() -> None:
    page = _one('Roan said the dock was "a danger to all".', ("Roan", "said", ['the dock was "a danger to all']))
    assert page.shown()[0][3] == "mixed"


def test_a_quotation_parted_by_its_cue_is_one_statement_of_two_pieces() -> None:
    page = _one("“The dock,” Roan said, “is closed.”", ("Roan", "said", ["The dock", "is closed"]))
    assert page.shown() == [("Roan", "says", ["The dock", "is closed."], "direct")]


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("said", "says"),
        ("denied", "denies"),
        ("threatened", "threatens"),
        ("promised", "promises"),
        ("demanded", "demands"),
        ("asked", "asks"),
        ("confirmed", "confirms"),
        ("announced", "announces"),
        ("estimated", "estimates"),
    ],
)
def test_the_cue_tells_the_act(cue: str, act: str) -> None:
    line = f"Roan {cue} that the dock closed."
    assert [row[1] for row in _one(line, ("Roan", cue, ["that the dock closed"])).shown()] == [act]


@pytest.mark.parametrize("cue", ["wanted", "hoped", "feared"])
def test_wishes_and_feelings_are_no_statements(cue: str) -> None:
    assert _one(f"Roan {cue} that the dock closed.", ("Roan", cue, ["that the dock closed"])).shown() == []


def test_an_unlisted_cue_needs_a_source_and_a_sure_encoder() -> None:
    line, said = "Roan flimmed that the dock closed.", ("Roan", "flimmed", ["that the dock closed"])
    page = _one(line, said)
    page.tags = {"flimmed": "VERB"}
    assert [row[1] for row in page.shown()] == ["other"]
    assert Page([line], [[said]], {"Roan": "person"}, sure=0.6).shown() == []
    assert _one(line, (None, "flimmed", ["that the dock closed"])).shown() == []


def test_a_condition_of_anonymity_is_no_statement() -> None:
    line = "Roan asked not to be named."
    assert _one(line, ("Roan", "asked", ["not to be named"])).shown() == []


def test_the_subject_of_the_cue_speaks_where_the_encoder_gives_no_source() -> None:
    page = _one("Roan said the dock closed.", (None, "said", ["the dock closed"]))
    page.tags = {"Roan": "PROPN nsubj said", "said": "VERB"}
    assert page.shown() == [("Roan", "says", ["the dock closed"], "indirect")]


def test_a_participle_shares_the_source_of_its_sentence() -> None:
    line = "Roan said the dock closed, adding that crews left."
    page = _one(line, ("Roan", "said", ["the dock closed"]), (None, "adding", ["that crews left"]))
    assert [row[0] for row in page.shown()] == ["Roan", "Roan"]


def test_a_participle_of_manner_has_the_subject_of_its_verb_and_not_the_name_before_it() -> None:
    page = _one("Roan rejected a deal with Moss, arguing that it fails.", (None, "arguing", ["it fails"]))
    page.people = {"Roan": "person", "Moss": "person"}
    page.tags = {"Roan": "PROPN nsubj rejected", "rejected": "VERB", "arguing": "VERB advcl rejected"}
    assert [row[0] for row in page.shown()] == ["Roan"]


def test_what_a_speaker_is_said_to_think_in_all_his_words_is_not_told_again() -> None:
    inner = "in the view of Roan the old dock will have closed by May"
    page = _one(f"Roan said {inner}.", ("Roan", "said", [inner]))
    page.people = {"Roan": "person"}
    page.inner = [(inner, reading(inner, [("Roan", "in the view of", ["the old dock will have closed by May"])]))]
    assert [row[2] for row in page.shown()] == [[inner]]


def test_a_paragraph_under_a_line_that_announces_it_is_what_was_said() -> None:
    page = Page(
        ["“We stay,” Moss said.", "Roan answered the same evening. Roan said:", "The old dock is closed and I stay."],
        [[("Moss", "said", ["We stay"])], [("Roan#2", "said:", [])], [("I", "stay", ["The old dock"])]],
        {"Roan": "person", "Moss": "person"},
    )
    assert page.shown()[1:] == [("Roan", "says", ["The old dock is closed and I stay."], "direct")]


@pytest.mark.parametrize(
    ("cue", "below"),
    [("explained", True), ("could not explain", False), ("asked", False), ("blocked", False)],
)
def test_a_line_that_tells_what_of_announces_as_well(cue: str, below: bool) -> None:
    line, words = f"Roan {cue} why the dock closed:", "The old dock is closed and I stay."
    page = Page([line, words], [[("Roan", cue, ["why the dock closed"])], []], {"Roan": "person"})
    assert (("Roan", "says", [words], "direct") in page.shown()) is below


def test_a_line_that_announces_a_lost_post_announces_nothing() -> None:
    page = Page(["Roan tweeted:", "The old dock is closed and all stay."], [[("Roan", "tweeted:", [])], []])
    page.people = {"Roan": "person"}
    assert page.shown() == []


def test_a_passive_cue_without_a_source_has_no_speaker() -> None:
    page = _one("Roan was told that the dock closed.", (None, "told", ["that the dock closed"]))
    page.tags = {"Roan": "PROPN nsubj:pass told", "told": "VERB", "was": "AUX aux:pass told"}
    assert [row[0] for row in page.shown()] == [None]


def test_a_statement_told_by_another_stands_inside_his() -> None:
    inner = "Moss had told her that the dock would close in May"
    page = _one(f"Roan said {inner}.", ("Roan", "said", [inner]), people={"Roan": "person", "Moss": "person"})
    page.inner = [(inner, reading(inner, [("Moss", "told", ["that the dock would close in May"])]))]
    outer, nested = page.read()
    assert (outer.speaker, outer.inside) == ("Roan", None)
    assert (nested.speaker, nested.inside) == ("Moss", outer.id)
    assert texts(page.article, nested.content) == ["the dock would close in May"]
    assert [link.chain for link in nested.via] == ["Roan"]


def test_an_outlet_that_only_passes_on_is_a_carrier_and_no_speaker() -> None:
    inner = "Roan had said that the dock would close in May"
    page = _one(
        f"The Veldt Wire reported that {inner}.",
        ("The Veldt Wire", "reported", [inner]),
        people={"Veldt Wire": "outlet", "Roan": "person"},
    )
    page.inner = [(inner, reading(inner, [("Roan", "said", ["that the dock would close in May"])]))]
    (found,) = page.read()
    assert (found.speaker, found.inside, texts(page.article, found.content)) == (
        "Roan",
        None,
        ["the dock would close in May"],
    )
    assert [(link.chain, link.basis) for link in found.via] == [("Veldt Wire", "stated")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "“We stay here now,” wrote Roan, according to the Oskby Herald.",
            [("the Oskby Herald", "according to", ["“We stay here now,” wrote Roan"])],
        ),
        (
            "Roan, according to the Oskby Herald, wrote that we stay here now.",
            [("the Oskby Herald", "according to", ["Roan", "that we stay here now"]), (None, "wrote", [])],
        ),
    ],
)
def test_who_is_only_accorded_to_passes_the_words_of_another_on(line: str, said: list[Said]) -> None:
    page = Page([line], [said], {"Roan": "person", "Oskby Herald": "outlet"})
    page.tags = {"wrote": "VERB", "Roan": "PROPN nsubj wrote"} | dict.fromkeys(
        ["“", "”"] if "“" in line else [], "PUNCT"
    )
    (found,) = page.read()
    assert (found.speaker, texts(page.article, found.content)[0].lower().rstrip(",")) == ("Roan", "we stay here now")
    assert [(link.chain, link.basis) for link in found.via] == [("Oskby Herald", "stated")]


def test_the_outlet_that_was_told_carries() -> None:
    page = _one(
        "Roan told the Veldt Wire that the dock closed.",
        ("Roan", "told", ["that the dock closed"]),
        people={"Roan": "person", "Veldt Wire": "outlet"},
    )
    (found,) = page.read()
    assert [(link.chain, link.basis) for link in found.via] == [("Veldt Wire", "stated")]


def test_a_speakers_channel_lasts_as_inferred_for_the_next_lines() -> None:
    page = Page(
        ["Roan told the Veldt Wire that the dock closed.", "Roan said crews left."],
        [[("Roan", "told", ["that the dock closed"])], [("Roan", "said", ["crews left"])]],
        {"Roan": "person", "Veldt Wire": "outlet"},
    )
    _, second = page.read()
    assert second.speaker == "Roan"
    assert [(c.chain, c.span, c.basis) for c in second.via] == [("Veldt Wire", None, "inferred")]


def test_a_quotation_alone_in_its_paragraph_goes_on_from_the_one_before() -> None:
    page = Page(
        ["“The dock is closed,” Roan said.", "“We shall not open it again this year.”"],
        [[("Roan", "said", ["The dock is closed"])], [(None, None, ["We shall not open it again this year."])]],
        {"Roan": "person"},
    )
    first, second = page.read()
    assert (second.speaker, second.cue_span, second.speaker_span, second.form) == ("Roan", None, None, "direct")
    assert texts(page.article, second.content)[0].startswith("We shall not open it again")
    assert second.confidence < first.confidence
    assert [one.said for one in dated(page.article, (first, second), lambda _: DAY)] == [DAY, DAY]


def test_what_others_say_in_a_quotation_that_goes_on_stands_inside_it() -> None:
    lines = ["“The dock is closed,” Roan said.", "“The owners agreed that the dock should be sold. It was too old.”"]
    inner = ("owners", "agreed", ["the dock should be sold"])
    page = Page(lines, [[("Roan", "said", ["The dock is closed"])], [inner]], {"Roan": "person", "owners": "group"})
    _, second, third = page.read()
    assert (second.speaker, second.form, second.inside) == ("Roan", "direct", None)
    assert texts(page.article, second.content) == ["The owners agreed that the dock should be sold. It was too old."]
    assert (third.speaker, third.inside) == ("owners", second.id)


def test_a_turn_of_a_conversation_is_dated_by_the_name_before_it() -> None:
    lines = ["ROAN: We sail on Monday.", "MOSS: Will you sail back?", "ROAN: We shall be back soon."]
    page = Page(lines, [[], [], []], {})
    found = dated(page.article, page.read(), lambda one: DAY if one.cue == one.speaker else UNKNOWN)
    assert [one.said for one in found] == [DAY, DAY, DAY]


@pytest.mark.parametrize(("end", "speaker"), [("", "Roan"), ("”", None)])
def test_a_quotation_left_open_goes_on_past_a_caption_without_anything_read_in_it(
    end: str, speaker: str | None
) -> None:
    lines = [f"“It is closed,” Roan said. “We go on.{end}", "The dock at noon", "“We shall not open it again.”"]
    page = Page(lines, [[("Roan", "said", ["It is closed"])], [], []], {"Roan": "person"})
    assert [s.speaker for s in page.read()][1:] == ([speaker] if speaker else [])


def test_a_quotation_left_open_belongs_to_who_goes_on_in_the_next_paragraph() -> None:
    lines = ["Moss said that it was late.", "“It is closed and we stay.", "“We go on from here,” Roan said."]
    said = [[("Moss", "said", ["it was late"])], [], [("Roan", "said", ["We go on from here"])]]
    page = Page(lines, said, {"Roan": "person", "Moss": "person"})
    assert [s.speaker for s in page.read()] == ["Moss", "Roan", "Roan"]


def test_an_outlet_in_the_description_of_the_speaker_carries_nothing() -> None:
    line = "Roan, who was once read in the Oskby Herald, said that the dock closed."
    source = "Roan, who was once read in the Oskby Herald,"
    page = Page([line], [[(source, "said", ["the dock closed"])]], {"Roan": "person", "Oskby Herald": "outlet"})
    (found,) = page.read()
    assert (found.speaker, found.via) == ("Roan", ())


def test_a_lost_opening_mark_is_repaired_and_told() -> None:
    line = "We signed nothing against anybody else. They know that,” Roan said."
    (found,) = (page := _one(line, ("Roan", "said", ["They know that"]))).read()
    assert found.repaired
    assert found.form == "direct"
    assert texts(page.article, found.content) == ["We signed nothing against anybody else. They know that"]


def test_a_quotation_without_its_opening_mark_begins_after_who_said_it() -> None:
    line = "Roan rejected claims that it burnt. Not one shot was fired,” he said."
    told: list[Said] = [("Roan", "rejected", ["claims that it burnt"]), ("he", "said", ["Not one shot was fired"])]
    assert [row[2] for row in _one(line, *told).shown()] == [["claims that it burnt"], ["Not one shot was fired"]]


def test_a_claim_is_whose_it_is_told_to_be() -> None:
    page = _one("Roan’s claim that the dock closed was echoed.", (None, "claim", ["that the dock closed"]))
    page.tags = {"Roan": "PROPN nmod:poss claim", "claim": "NOUN", "closed": "VERB", "echoed": "VERB"}
    assert page.shown() == [("Roan", "says", ["the dock closed"], "indirect")]


def test_whom_an_outlet_quotes_as_saying_something_is_the_speaker() -> None:
    people = {"Roan": "person", "Oskby Herald": "outlet"}
    line = "The Oskby Herald quoted Roan as saying that the dock closed."
    page = _one(line, ("Oskby Herald", "quoted", ["Roan as saying that the dock closed"]), people=people)
    (found,) = page.read()
    assert (found.speaker, [v.chain for v in found.via]) == ("Roan", ["Oskby Herald"])
    assert texts(page.article, found.content) == ["the dock closed"]
    line = "Roan was quoted by the Oskby Herald as saying that the dock closed."
    page = _one(line, ("Oskby Herald", "saying", ["that the dock closed"]), people=people)
    page.tags = {"Roan": "PROPN nsubj:pass quoted", "was": "AUX aux:pass quoted", "quoted": "VERB", "saying": "VERB"}
    (found,) = page.read()
    assert (found.speaker, [v.chain for v in found.via]) == ("Roan", ["Oskby Herald"])


def test_the_name_of_a_work_is_no_more_of_what_was_said() -> None:
    line = "“It will close in May,” Roan said on the station’s “The Early Dock Watch.”"
    assert _one(line, ("Roan", "said", ["It will close in May"])).shown()[0][2] == ["It will close in May"]


def test_a_transcript_is_read_turn_by_turn() -> None:
    lines = [
        "Ann Roan: she runs it.",
        "ROAN: Will it close?",
        "MOSS: It will, in May.",
        "ROAN: And then what?",
        "MOSS: No.",
    ]
    page = Page(lines, [()] * 5, {"Ann Roan": "person", "MOSS": "person"})
    assert page.shown() == [
        ("Ann Roan", "asks", ["Will it close?"], "direct"),
        ("MOSS", "says", ["It will, in May."], "direct"),
        ("Ann Roan", "asks", ["And then what?"], "direct"),
    ]
    assert Page(lines[:3], [()] * 3, {"Ann Roan": "person"}).read() == []


def test_the_medium_is_told_where_a_word_beside_the_cue_names_it() -> None:
    page = _one("Roan said in a statement that the dock closed.", ("Roan", "said", ["that the dock closed"]))
    assert page.read()[0].medium == "statement"
    assert _one("Roan said that the dock closed.", ("Roan", "said", ["that the dock closed"])).read()[0].medium is None


def test_two_speakers_in_one_line_keep_their_own_words() -> None:
    page = _one(
        "Roan said the dock closed, Moss said it opened.",
        ("Roan", "said", ["the dock closed"]),
        ("Moss", "said#2", ["it opened"]),
        people={"Roan": "person", "Moss": "person"},
    )
    assert [(row[0], row[2]) for row in page.shown()] == [("Roan", ["the dock closed"]), ("Moss", ["it opened"])]


def test_statements_come_in_order_with_distinct_ids_and_whole_spans() -> None:
    inner = "Moss had told her that the dock would close in May"
    page = Page(
        [f"Roan said {inner}.", "“It will open,” Roan said."],
        [[("Roan", "said", [inner])], [("Roan", "said", ["It will open"])]],
        {"Roan": "person", "Moss": "person"},
        inner=[(inner, reading(inner, [("Moss", "told", ["that the dock would close in May"])]))],
    )
    found = page.read()
    assert len({s.id for s in found}) == len(found) == 3
    assert [s.content[0] for s in found] == sorted(s.content[0] for s in found)
    for one in found:
        assert all(page.article.words_of(span).strip() for span in one.content)
        assert 0 < one.confidence <= 1


def test_edges_alone_are_no_content() -> None:
    assert _one("Roan said “ ”.", ("Roan", "said", ["“ ”"])).shown() == []


def test_a_page_without_words_says_nothing() -> None:
    assert Page([], []).read() == []


def test_a_post_shown_whole_is_its_authors_statement() -> None:
    page = _one("I told them to sail! — Roan (@roan) March 4, 2024", ("I", "told", ["to sail"]))
    page.people = {"Roan": "person"}
    found = page.read()
    assert (found[0].speaker, found[0].form, found[0].medium) == ("Roan", "direct", "post")
    assert texts(page.article, found[0].content) == ["I told them to sail!"]
    assert all(statement.inside == found[0].id for statement in found[1:])


def test_a_quotation_in_its_own_sentence_is_parted_from_indirect_speech() -> None:
    line = 'The dock was old, said Roan. "Nobody will miss it at all."'
    page = _one(line, ("Roan", "said", ["The dock was old", "Nobody will miss it at all."]))
    assert page.shown() == [
        ("Roan", "says", ["The dock was old"], "indirect"),
        ("Roan", "says", ["Nobody will miss it at all."], "direct"),
    ]


def test_what_is_told_in_a_quotation_is_indirect() -> None:
    inner = "Moss told her that the dock would close in May"
    page = _one(f'"{inner}," Roan said.', ("Roan", "said", [inner]), people={"Roan": "person", "Moss": "person"})
    page.inner = [(inner, reading(inner, [("Moss", "told", ["that the dock would close in May"])]))]
    assert [statement.form for statement in page.read()] == ["direct", "indirect"]


@pytest.mark.parametrize("others", [{"Moss": "person"}, {"Moss": "person", "he": "group"}])
def test_he_who_is_no_person_known_is_who_spoke_last(others: dict[str, str]) -> None:
    page = Page(
        ["Roan said the dock was old.", '"Moss is wrong about it," he said.'],
        [[("Roan", "said", ["the dock was old"])], [("he", "said", ["Moss is wrong about it,"])]],
        {"Roan": "person"} | others,
    )
    made = page.read()
    assert [statement.speaker for statement in made] == ["Roan", "Roan"]


def test_an_outlet_that_cites_a_source_passes_its_words_on() -> None:
    line = "The trial begins in May, the Oskby Herald reported, citing Roan."
    page = _one(
        line, ("Oskby Herald", "reported", ["The trial begins in May"]), (None, "citing", ["Roan"]),
        people={"Roan": "person", "Oskby Herald": "outlet"},
    )  # fmt: skip
    (found,) = page.read()
    assert (found.speaker, [link.chain for link in found.via]) == ("Roan", ["Oskby Herald"])
    line = "The trial begins in May, Roan said, citing the Oskby Herald."
    page = _one(
        line, ("Roan", "said", ["The trial begins in May"]), (None, "citing", ["the Oskby Herald"]),
        people={"Roan": "person", "Oskby Herald": "outlet"},
    )  # fmt: skip
    (found,) = page.read()
    assert (found.speaker, [link.chain for link in found.via]) == ("Roan", ["Oskby Herald"])


def test_it_as_a_source_is_the_subject_before_it() -> None:
    line = "The port is busy while crews sleep; it says that the dock closed."
    page = _one(line, ("it", "says", ["that the dock closed"]), people={"port": "organization", "crews": "group"})
    page.tags = {"port": "NOUN nsubj busy", "busy": "ADJ", "crews": "NOUN obj sleep", "it": "PRON nsubj says"}
    (found,) = page.read()
    assert found.speaker == "port"


def test_a_statement_without_a_known_speaker_is_doubted() -> None:
    line = "Roan said the dock closed."
    (known,) = _one(line, ("Roan", "said", ["the dock closed"])).read()
    (unknown,) = _one("They said the dock closed.", ("They", "said", ["the dock closed"]), people={}).read()
    assert unknown.speaker is None
    assert unknown.confidence < known.confidence


def test_a_quotation_of_a_sentence_of_its_own_is_no_part_of_indirect_speech() -> None:
    page = _one(
        "Roan said he saw a fire. “The dock burned.”", ("Roan", "said", ["he saw a fire", "“The dock burned.”"])
    )
    assert page.shown() == [
        ("Roan", "says", ["he saw a fire"], "indirect"),
        ("Roan", "says", ["The dock burned."], "direct"),
    ]
