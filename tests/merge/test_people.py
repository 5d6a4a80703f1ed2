"""Fathers and sons, bodies of states, names inside other words: what is one and what is not."""

from __future__ import annotations

from tests.merge.pages import page
from tests.merge.test_entities import joined


def test_father_and_son_stay_two_where_a_page_names_both() -> None:
    of = joined(
        page("a", "Jan Roe and Jan Roe Jr. met.", {"f": ("person", "Jan Roe"), "s": ("person", "Jan Roe Jr.")}),
        page("b", "Jan Roe left.", {"f": ("person", "Jan Roe")}),
        page("c", "Jan Roe Jr. left.", {"s": ("person", "Jan Roe Jr.")}),
    )
    assert of["a:Jan Roe"] is of["b:Jan Roe"]
    assert of["a:Jan Roe Jr."] is of["c:Jan Roe Jr."]
    assert of["a:Jan Roe"] is not of["a:Jan Roe Jr."]


def test_a_jr_is_called_without_it_where_no_page_names_two() -> None:
    of = joined(
        page("a", "Jan Roe Jr. spoke.", {"s": ("person", "Jan Roe Jr.")}),
        page("b", "Jan Roe left.", {"s": ("person", "Jan Roe")}),
    )
    assert len({one.id for one in of.values()}) == 1


def test_the_high_court_is_the_countrys_beside_a_states() -> None:
    dutch = page("a", "The Dutch High Court sat.", {"d": ("organization", "Dutch High Court")})
    of = joined(
        dutch,
        page("b", "The Utrecht High Court sat.", {"u": ("organization", "Utrecht High Court")}),
        page("c", "The High Court rose.", {"h": ("organization", "High Court")}),
    )
    assert of["a:Dutch High Court"] is of["c:High Court"]
    assert of["b:Utrecht High Court"] is not of["c:High Court"]


def test_a_surname_cut_out_of_a_compound_is_its_bearers() -> None:
    of = joined(
        page("a", "Jan Roe spoke.", {"r": ("person", "Jan Roe")}),
        page("b", "It was a Roe-era pact.", {"r": ("other", "Roe")}),
    )
    assert len({one.id for one in of.values()}) == 1


def test_a_fort_is_called_without_the_word_on_its_page() -> None:
    names = {"f": ("place", "Fort Oskby"), "o": ("place", "Oskby")}
    of = joined(page("a", "Oskby is quiet. Fort Oskby closed.", names))
    assert len({one.id for one in of.values()}) == 1
    of = joined(page("a", "Oskby is quiet.", {"o": names["o"]}), page("b", "Fort Oskby closed.", {"f": names["f"]}))
    assert len({one.id for one in of.values()}) == 2


def test_given_names_of_one_family_join_where_no_sentence_names_both_and_nothing_told_parts_them() -> None:
    joe, joseph = (
        page(file, f"{name} left.", {"p": ("person", name)}) for file, name in (("a", "Joe Roan"), ("b", "Joseph Roan"))
    )
    assert len({one.id for one in joined(joe, joseph).values()}) == 1
    both = page("a", "Joe Roan met Joseph Roan.", {"p": ("person", "Joe Roan"), "q": ("person", "Joseph Roan")})
    assert len({one.id for one in joined(both).values()}) == 2
    apart = page("a", "Joe Roan left. Joseph Roan ran.", {"p": ("person", "Joe Roan"), "q": ("person", "Joseph Roan")})
    assert len({one.id for one in joined(apart).values()}) == 1


def test_a_name_read_as_a_product_is_whose_it_is_elsewhere_unless_its_page_shows_a_product() -> None:
    people = page("a", "Ann Veltrin left. Veltrin spoke.", {"p": ("person", "Ann Veltrin", "Veltrin")})
    body = page("a", "Veltrin hired crews.", {"b": ("organization", "Veltrin")})
    for other in (people, body):
        for text, count in (("For Veltrin it was late.", 1), ("The Veltrin is fast.", 2), ("Veltrin trucks left.", 2)):
            told = joined(other, page("b", text, {"x": ("product", "Veltrin")}))
            assert len({one.id for one in told.values()}) == count, text
