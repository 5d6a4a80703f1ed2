"""Whom "the president" means where several are told of, and whose a title is; names that the page says are one's."""

from __future__ import annotations

from tests.annotate.test_coreference import BODY, WHO, _chains


def test_the_president_is_the_one_told_without_a_country() -> None:
    text = "As the president, Tilda Roan, met Edvard Moss, the Peruvian president, rain fell. Then the president left."
    given = [
        ("the president", WHO), ("Tilda Roan", WHO), ("Edvard Moss", WHO), ("the Peruvian president", WHO),
        ("the president#2", WHO),
    ]  # fmt: skip
    tags = {"met": "VERB", "rain": "NOUN", "fell": "VERB", "left": "VERB", "Peruvian": "ADJ", "Then": "ADV"}
    assert _chains(text, given, tags) == [
        ["the president", "Tilda Roan", "the president"],
        ["Edvard Moss", "the Peruvian president"],
    ]


def test_the_president_of_another_country_is_the_president_where_nobody_else_is() -> None:
    text = "Edvard Moss, the Peruvian president, spoke. Then the president left."
    given = [("Edvard Moss", WHO), ("the Peruvian president", WHO), ("the president", WHO)]
    tags = {"spoke": "VERB", "left": "VERB", "Peruvian": "ADJ", "Then": "ADV"}
    assert _chains(text, given, tags) == [["Edvard Moss", "the Peruvian president", "the president"]]


def test_a_former_president_is_not_the_president_beside_another() -> None:
    text = "Tilda Roan, the president, met Edvard Moss, the former president. Then the president left."
    given = [
        ("Tilda Roan", WHO), ("the president", WHO), ("Edvard Moss", WHO), ("the former president", WHO),
        ("the president#2", WHO),
    ]  # fmt: skip
    tags = {"met": "VERB", "left": "VERB", "former": "ADJ", "Then": "ADV"}
    assert _chains(text, given, tags) == [
        ["Tilda Roan", "the president", "the president"],
        ["Edvard Moss", "the former president"],
    ]


def test_a_title_before_one_name_is_not_the_next_names() -> None:
    text = "Incoming President Roan on the subject of Moss spoke."
    found = _chains(text, [("Moss", WHO), ("Roan", WHO)], {"on": "ADP", "the": "DET", "spoke": "VERB"})
    assert found == [["Roan"], ["Moss"]]


def test_the_attorney_whom_somebody_had_hired_is_not_he() -> None:
    tags = {"had": "AUX", "hired": "VERB", "left": "VERB", "Roan": "PROPN nsubj hired"}
    found = _chains("The attorney Roan had hired left.", [("The attorney", WHO), ("Roan", WHO)], tags)
    assert found == [["The attorney"], ["Roan"]]
    found = _chains("The attorney Tilda Roan left.", [("The attorney", WHO), ("Tilda Roan", WHO)], {"left": "VERB"})
    assert found == [["The attorney", "Tilda Roan"]]


def test_two_names_are_one_persons_where_the_page_says_so() -> None:
    for between in (" was known as ", ", formerly ", ", born "):
        text = f"Tilda Roan{between}Edvard Roan."
        assert _chains(text, [("Tilda Roan", WHO), ("Edvard Roan", WHO)]) == [["Tilda Roan", "Edvard Roan"]]
    assert len(_chains("Tilda Roan, and Edvard Roan.", [("Tilda Roan", WHO), ("Edvard Roan", WHO)])) == 2
    assert len(_chains("Tilda Roan, formerly Anna Moss.", [("Tilda Roan", WHO), ("Anna Moss", WHO)])) == 2


def test_an_office_right_before_a_name_is_not_whose_name_stands_before_the_comma() -> None:
    text = "Moss, the former President Roan, and others spoke."
    given = [("the former President", WHO), ("Moss", WHO), ("Roan", WHO)]
    assert _chains(text, given, {"spoke": "VERB", "former": "ADJ"}) == [["Moss"], ["the former President", "Roan"]]


def test_a_second_surname_is_no_other_person() -> None:
    found = _chains("Ana Roan Moss left. Ana Roan ran.", [("Ana Roan Moss", WHO), ("Ana Roan#2", WHO)])
    assert found == [["Ana Roan Moss", "Ana Roan"]]
    found = _chains("Ana Roan Jr left. Ana Roan ran.", [("Ana Roan Jr", WHO), ("Ana Roan#2", WHO)])
    assert found == [["Ana Roan Jr"], ["Ana Roan"]]


def test_the_surname_alone_is_not_the_spouses() -> None:
    text = "Edvard Roan met his wife, Tilda Roan. Roan left."
    found = _chains(text, [("Edvard Roan", WHO), ("Tilda Roan", WHO), ("Roan#3", WHO)])
    assert found == [["Edvard Roan", "Roan"], ["Tilda Roan"]]


def test_a_short_form_behind_or_is_defined() -> None:
    text = "The Long-Range Dock Alarm, or Lrda, rang. Lrda stopped."
    found = _chains(text, [("Long-Range Dock Alarm", BODY), ("Lrda", BODY), ("Lrda#2", BODY)])
    assert found == [["Long-Range Dock Alarm", "Lrda", "Lrda"]]


def test_a_bare_description_takes_up_the_last_body_of_its_noun() -> None:
    given = [("the Peruvian embassy", BODY), ("the embassy", BODY)]
    tags = {"burned": "VERB", "closed": "VERB", "Peruvian": "ADJ", "Then": "ADV"}
    text = "In Oskby the Peruvian embassy burned. Then the embassy closed."
    assert _chains(text, given, tags) == [["the Peruvian embassy", "the embassy"]]
    text = "In Oskby the Peruvian government burned. Then the government closed."
    given = [("the Peruvian government", BODY), ("the government", BODY)]
    assert len(_chains(text, given, tags)) == 2
