"""The page in a real browser, from a file on disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from firsthand.account import Account
from firsthand.views import account
from firsthand.web import page as written
from tests.web.fixture import entity_id, story, texts
from tests.web.test_page import hostile

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with sync_api.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield opened
        opened.close()


class Seen:
    """A page with what it did: messages, errors, requests."""

    def __init__(self, browser: object, file: Path, told: tuple[Account, dict[str, str]], **options: object) -> None:
        file.write_text(written(*told), encoding="utf-8")
        self.context = browser.new_context(viewport={"width": 1280, "height": 800}, **options)  # type: ignore[attr-defined]
        self.page = self.context.new_page()
        self.troubles: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.troubles.append(message.text))
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(file.as_uri())
        self.address = file.as_uri()


@pytest.fixture
def seen(browser: object, tmp_path: Path) -> Iterator[Seen]:
    found = Seen(browser, tmp_path / "page.html", (account(story()), texts(story())), reduced_motion="reduce")
    yield found
    assert found.troubles == []
    assert found.requests == [found.address]
    found.context.close()


def lit(page: object) -> str:
    script = "Array.from(document.querySelectorAll('mark.lit')).map(m => m.textContent).join('')"
    return str(page.evaluate(script))  # type: ignore[attr-defined]


def test_a_click_on_a_line_shows_its_words(seen: Seen) -> None:
    promise = next(s for s in account(story()).statements if s.act == "promises" and s.via)
    span = promise.content[0]
    seen.page.click(f"[id='{promise.id}'] a.words")
    assert lit(seen.page) == texts(story())[span.document][span.start : span.end]
    assert seen.page.evaluate("document.activeElement.tagName") == "MARK"
    assert seen.page.evaluate("document.activeElement.dataset.ids.split(' ')").count(promise.id) == 1
    box = seen.page.locator("mark.lit").first.bounding_box()
    assert box is not None and 0 <= box["y"] < 800
    seen.page.click("#back")
    assert seen.page.evaluate("document.activeElement.closest('.line').id") == promise.id


def test_every_statement_shows_exactly_its_words(seen: Seen) -> None:
    for statement in account(story()).statements:
        seen.page.evaluate("key => document.querySelector(`[id='${key}'] a.words`).click()", statement.id)
        if statement.document != "monitor.html":
            expected = "".join(texts(story())[s.document][s.start : s.end] for s in statement.content)
            assert lit(seen.page) == expected
        else:
            assert lit(seen.page)


def test_the_line_itself_can_be_clicked(seen: Seen) -> None:
    denial = next(s for s in account(story()).statements if s.act == "denies" and s.form == "direct")
    seen.page.click(f"[id='{denial.id}'] .head", position={"x": 2, "y": 2})
    assert lit(seen.page).startswith("We received no report")


def test_enter_opens_and_the_label_in_the_page_leads_back(seen: Seen) -> None:
    first = account(story()).statements[0]
    seen.page.focus(f"[id='{first.id}'] a.words")
    seen.page.keyboard.press("Enter")
    assert lit(seen.page) == "Lower Tarn dam will be drained within weeks"
    seen.page.focus(f"[id='w-{first.id}']")
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("decodeURIComponent(location.hash)") == f"#{first.id}"


def test_tab_goes_through_the_page_in_reading_order(seen: Seen) -> None:
    reached = []
    for _ in range(40):
        seen.page.keyboard.press("Tab")
        reached.append(
            seen.page.evaluate(
                "[document.activeElement.getAttribute('href') || document.activeElement.className,"
                " Array.from(document.querySelectorAll('*')).indexOf(document.activeElement)]"
            )
        )
    assert reached[0][0] == "#pages"
    assert reached[1][0] == "#overview"
    assert len({place for _, place in reached}) == 40
    assert [place for _, place in reached] == sorted(place for _, place in reached)


def test_the_filter_narrows_by_words_page_and_person(seen: Seen) -> None:
    lines = ".section-said .line:not([hidden])"
    every = seen.page.locator(lines).count()
    assert every == len(account(story()).statements)
    seen.page.focus("#filter-words")
    seen.page.keyboard.type("panic kasterly")
    assert seen.page.locator(lines).count() == 1
    assert "panic measure" in seen.page.locator(lines).inner_text()
    assert seen.page.locator("#filter-found").inner_text() == f"1 of {every} statements"
    seen.page.keyboard.press("Escape")
    assert seen.page.locator(lines).count() == every
    seen.page.select_option("#filter-page", "p2")
    assert seen.page.locator(lines).count() == 5
    seen.page.select_option("#filter-entity", entity_id("Radio Sill"))
    assert seen.page.locator(lines).count() == 2
    seen.page.click("#filter button")
    seen.page.wait_for_function("document.querySelectorAll('.section-said .line[hidden]').length === 0")


def test_hostile_text_runs_nothing(browser: object, tmp_path: Path) -> None:
    found = Seen(browser, tmp_path / "hostile.html", hostile())
    assert found.page.evaluate("typeof window.ran") == "undefined"
    assert found.page.locator("img").count() == 0
    assert found.page.locator("script").count() == 1
    assert found.troubles == []
    assert found.requests == [found.address]
    found.context.close()


def test_without_script_links_still_lead_to_the_words(browser: object, tmp_path: Path) -> None:
    told = account(story())
    found = Seen(browser, tmp_path / "plain.html", (told, texts(story())), java_script_enabled=False)
    found.page.click(f"[id='{told.statements[1].id}'] a.words")
    found.page.wait_for_url(f"**#w-{told.statements[1].id}")
    box = found.page.locator(f"[id='w-{told.statements[1].id}']").bounding_box()
    assert box is not None and 0 <= box["y"] < 800
    assert not found.page.locator("#filter").is_visible()
    found.context.close()


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_nothing_runs_off_the_side(browser: object, tmp_path: Path, width: int) -> None:
    found = Seen(browser, tmp_path / "wide.html", (account(story()), texts(story())))
    found.page.set_viewport_size({"width": width, "height": 800})
    assert found.page.evaluate("document.documentElement.scrollWidth") <= width
    found.context.close()
