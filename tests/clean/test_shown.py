"""Days that pages show, in many languages and places."""

from __future__ import annotations

import pytest

from firsthand.clean import clean
from firsthand.clean.days import written_days
from firsthand.model import Page

TITLE = "<h1>The bridge of Port Ash is open again</h1>"
BODY = "".join(
    f"<p>The bridge of Port Ash was shut {word} after the flood, and its keeper says that it will now stay open.</p>"
    for word in ("at once", "for weeks", "until noon", "for good", "by night")
)


def shown(mark_up: str) -> list[tuple[str, str]]:
    source = (
        f"<html lang='de'><head><title>The bridge of Port Ash is open again</title></head><body>{mark_up}</body></html>"
    )
    (article,) = clean(Page("a.html", source.encode(), "html"))
    return [(note.kind, str(note.when.earliest)) for note in article.found.dates if note.basis == "page"]


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("Freitag, 5. Juni 2015", None, ["2015-06-05"]),
        ("14 de enero de 2020 | 6 de mayo del 2022", "es", ["2020-01-14", "2022-05-06"]),
        ("1er mai 2019, jeudi 13 juin 2019", "fr", ["2019-05-01", "2019-06-13"]),
        ("19. helmikuuta 2020", "fi", ["2020-02-19"]),
        ("2020. február 19.", "hu", ["2020-02-19"]),
        ("19 Şubat 2020, 14 января 2020 г.", None, ["2020-02-19", "2020-01-14"]),
        ("2020年2月14日", "zh", ["2020-02-14"]),
        ("Datum:26. Januar 2022 um 10:15", "de", ["2022-01-26"]),
        ("5 listopada 2020", "pl", ["2020-11-05"]),
        ("5. listopada 2020.", "hr", ["2020-10-05"]),
        ("5 listopada 2020", None, []),
        ("05/06/2020", "en-US", []),
        ("05/06/2020", "en-GB", ["2020-06-05"]),
        ("05/06/2020 and 05/26/2020", "en-GB", ["2020-05-06", "2020-05-26"]),
        ("23.09.22", "de", ["2022-09-23"]),
        ("version 10.04.15.03, 31.02.2020, June 2020, 5 May", "en", []),
    ],
)
def test_days_of_many_languages(text: str, language: str | None, days: list[str]) -> None:
    assert [str(one.day) for one in written_days(text, language)] == days


def test_known_days_tell_the_order() -> None:
    (known,) = written_days("5 June 2020")
    assert [str(one.day) for one in written_days("06/05/2020", "en", {known.day})] == ["2020-06-05"]


@pytest.mark.parametrize(
    ("mark_up", "days"),
    [
        (f"{TITLE}<p class='datum'>5. Juni 2015</p>{BODY}", [("published", "2015-06-05")]),
        (f"<div class='date-header'>5. Juni 2015</div>{TITLE}{BODY}", [("published", "2015-06-05")]),
        (f"{TITLE}{BODY}<p>Erstellt am 5. Juni 2015</p>", [("published", "2015-06-05")]),
        (f"{TITLE}<p>Aktualisiert: 5. Juni 2015</p>{BODY}", [("updated", "2015-06-05")]),
        (
            f"{TITLE}{BODY}<p>Diese Seite wurde zuletzt am 5. Juni 2015 um 8:30 Uhr geändert.</p>",
            [("updated", "2015-06-05")],
        ),
        (
            f"{TITLE}<p class='meta'>Published 5 June 2015 | Updated 7 June 2015</p>{BODY}",
            [("published", "2015-06-05"), ("updated", "2015-06-07")],
        ),
        (f"{TITLE}{BODY}<div class='comments'><p>Orla</p><p class='date'>5. Juni 2015</p></div>", []),
        (f"{TITLE}{BODY}<aside><p class='date'>5. Juni 2015</p></aside>", []),
        (f"{TITLE}{BODY}<blockquote class='tweet'>Open! <a>5. Juni 2015</a></blockquote>", []),
        (f"{TITLE}<p>Registriert: 5. Juni 2015</p>{BODY}", []),
        (f"{TITLE}<p>Woche vom 5. - 9. Juni 2015</p>{BODY}", []),
        (f"{TITLE}{BODY}", []),
    ],
)
def test_the_days_that_a_page_shows_as_its_own(mark_up: str, days: list[tuple[str, str]]) -> None:
    assert shown(mark_up) == days
