from __future__ import annotations

import numpy as np

from firsthand.annotate.attribution import attributions
from firsthand.annotate.blocks import blocks
from firsthand.encoder import ATTRIBUTION_TAGS, Reading
from firsthand.model import PartKind
from tests.annotate.build import Said, article, encoder, reading

Row = tuple[str | None, list[str], list[str], int]


def _read(text: str, *known: tuple[str, Reading], kinds: tuple[PartKind, ...] = ()) -> list[Row]:
    page = article(text, *kinds)
    reader = encoder(*known)
    return [
        (
            text[slice(*a.cue)] if a.cue else None,
            [text[s:e] for s, e in a.sources],
            [text[s:e] for s, e in a.contents],
            a.level,
        )
        for a in attributions(page, blocks(page, reader), reader)
    ]


def _known(text: str, *said: Said, sure: float = 0.96) -> tuple[str, Reading]:
    tags = {"claimed": "VERB"} if "claimed" in text else None
    return text, reading(text, said, tags=tags, sure=sure)


def test_a_cue_has_the_source_and_content_that_link_to_it() -> None:
    line = "Roan said the dock closed, Moss said it opened."
    found = _read(line, _known(line, ("Roan", "said", ["the dock closed"]), ("Moss", "said#2", ["it opened"])))
    assert found == [("said", ["Roan"], ["the dock closed"], 0), ("said", ["Moss"], ["it opened"], 0)]


def test_contents_that_a_cue_parts_belong_together() -> None:
    line = "“The dock,” Roan said, “is closed.”"
    assert _read(line, _known(line, ("Roan", "said", ["The dock", "is closed"]))) == [
        ("said", ["Roan"], ["The dock", "is closed"], 0)
    ]


def test_a_content_without_any_cue_is_kept_without_one() -> None:
    line = "“The dock is closed.”"
    assert _read(line, _known(line, (None, None, ["The dock is closed."]))) == [(None, [], ["The dock is closed."], 0)]


def test_a_source_without_any_cue_is_dropped() -> None:
    line = "Roan left."
    assert _read(line, _known(line, ("Roan", None, []))) == []


def test_a_link_to_none_leaves_a_source_out() -> None:
    line = "Roan said the dock closed."
    loose = reading(line, [("Roan", "said", ["the dock closed"])])
    loose.links[0, :] = -9
    loose.links[0, len(loose.spans)] = 9
    assert _read(line, (line, loose)) == [("said", [], ["the dock closed"], 0)]


def test_captions_and_subheads_attribute_nothing() -> None:
    line = "Roan said the dock closed."
    known = _known(line, ("Roan", "said", ["the dock closed"]))
    assert _read(line, known, kinds=("caption",)) == []
    assert _read(line, known, kinds=("subhead",)) == []
    assert len(_read(line, known, kinds=("headline",))) == 1


def test_what_a_content_attributes_is_read_inside_it() -> None:
    inner = "Moss had told her that the dock would close in May"
    line = f"Roan said {inner}."
    found = _read(
        line, _known(line, ("Roan", "said", [inner])), _known(inner, ("Moss", "told", ["the dock would close in May"]))
    )
    assert found == [
        ("said", ["Roan"], [inner], 0),
        ("told", ["Moss"], ["the dock would close in May"], 1),
    ]


def test_a_nesting_of_three_is_read_to_the_end() -> None:
    third = "the crews claimed the dock would close in May"
    second = f"Moss had said that {third}"
    line = f"Roan said {second}."
    found = _read(
        line,
        _known(line, ("Roan", "said", [second])),
        _known(second, ("Moss", "said", [third])),
        _known(third, ("the crews", "claimed", ["the dock would close in May"])),
    )
    assert [(cue, level) for cue, _, _, level in found] == [("said", 0), ("said", 1), ("claimed", 2)]
    assert all(line.count(contents[0]) for _, _, contents, _ in found)


def test_a_content_without_a_reporting_verb_is_not_read_again() -> None:
    inner = "the dock and the yard will close in May"
    line = f"Roan said {inner}."
    found = _read(line, _known(line, ("Roan", "said", [inner])), _known(inner, ("the dock", "will", ["close in May"])))
    assert len(found) == 1


def test_a_part_is_as_sure_as_its_weakest_span() -> None:
    line = "Roan said the dock closed."
    page = article(line)
    reader = encoder(_known(line, ("Roan", "said", ["the dock closed"]), sure=0.7))
    (found,) = attributions(page, blocks(page, reader), reader)
    assert 0.6 < found.sure < 0.8


def test_a_page_without_words_attributes_nothing() -> None:
    assert _read("") == []


def test_a_verb_of_saying_is_a_cue_where_the_encoder_nearly_says_so() -> None:
    cues = []
    for verb in ("denied", "painted"):
        line = f"Roan {verb} the dock."
        near = reading(line, [("Roan", verb, ["the dock"])], tags={verb: "VERB"})
        near.attribution[1] = np.log(0.005)
        near.attribution[1, ATTRIBUTION_TAGS.index("O")] = np.log(0.55)
        near.attribution[1, ATTRIBUTION_TAGS.index("S-cue")] = np.log(0.4)
        cues.append([cue for cue, *_ in _read(line, (line, near))])
    assert cues == [["denied"], [None]]


def test_a_content_with_a_noun_for_what_is_said_is_read_again() -> None:
    line, inner = "Roan fears a warning that the dock may burn.", "a warning that the dock may burn"
    outer = _known(line, ("Roan", "fears", [inner]))
    found = _read(line, outer, _known(inner, (None, "warning", ["that the dock may burn"])))
    assert found[-1] == ("warning", [], ["that the dock may burn"], 1)
    plain = line.replace("warning", "rumble"), inner.replace("warning", "rumble")
    told = _known(plain[1], (None, "rumble", ["that the dock may burn"]))
    assert len(_read(plain[0], _known(plain[0], ("Roan", "fears", [plain[1]])), told)) == 1
