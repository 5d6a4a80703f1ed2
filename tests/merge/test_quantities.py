from __future__ import annotations

import pytest

from firsthand import lexicon
from firsthand.merge.quantities import quantities
from firsthand.model import Span


@pytest.mark.parametrize("number", [*sorted(lexicon.entries("merge_numbers") - {"zero"}), "7", "1,200", "2.5", "$3"])
@pytest.mark.parametrize("before", ["", "They saw “", "("])
def test_every_way_to_write_a_number_is_met(number: str, before: str) -> None:
    text = f"{before}{number.title()} drones."
    assert [one.text for one in quantities(text, Span("d", 0, len(text)))]


@pytest.mark.parametrize("text", ["Nobody saw drones.", "Someone atoned.", "The tenor weightened."])
def test_words_that_hold_a_number_are_none(text: str) -> None:
    assert not list(quantities(text, Span("d", 0, len(text))))
