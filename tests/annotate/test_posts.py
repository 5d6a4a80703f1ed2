from __future__ import annotations

import pytest

from firsthand.annotate.posts import posts


def _read(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*post.name)], text[slice(*post.words)]) for post in posts(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We sail at noon! — Ann Roe (@annroe) March 4, 2024", [("Ann Roe", "We sail at noon!")]),
        ("....and that is it. — Ann Roe (@annroe) March 4, 2024", [("Ann Roe", "and that is it.")]),
        ("Look https://t.co/a pic.twitter.com/b — Ann Roe (@annroe)", [("Ann Roe", "Look")]),
        ("One. — Ann Roe (@annroe) March 4, 2024 Two. — Bo (@bo) March 5, 2024", [("Ann Roe", "One."), ("Bo", "Two.")]),
        ("Oskby Port (@oskby) The old dock is closed.", [("Oskby Port", "The old dock is closed.")]),
        ("Ann B. Roe (@annroe) The old dock is closed.", [("Ann B. Roe", "The old dock is closed.")]),
        ("Ann Roe (@annroe) is a pilot in Oskby harbour.", []),
        ("She wrote to Ann Roe (@annroe) on Monday.", []),
        ("https://t.co/a — Ann Roe (@annroe) March 4, 2024", []),
    ],
)
def test_posts_are_read_with_their_authors(text: str, expected: list[tuple[str, str]]) -> None:
    assert _read(text) == expected


def test_a_post_begins_on_its_own_line() -> None:
    text = "The port answered.\nWe sail at noon! — Ann Roe (@annroe) March 4, 2024\nNobody came."
    assert _read(text) == [("Ann Roe", "We sail at noon!")]
