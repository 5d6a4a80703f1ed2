from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from firsthand.merge import merge
from firsthand.model import Annotations, Story, When
from tests.merge.pages import Happened, Said, on, page

LIND = ("person", "Mara Lind", "Lind")
EK = ("person", "Jon Ek", "Ek")
POST = ("outlet", "Harbour Post")
PLANT = "“The plant at the northern harbour will immediately fall under the rule,” Mara Lind told the Harbour Post."


def speech(file: str, text: str, *told: Said, **more: When) -> Annotations:
    names = {"l": LIND, "e": EK, "p": POST, "b": ("anonymous", "three officials")}
    present = {key: forms for key, forms in names.items() if any(form in text for form in forms[1:])}
    return page(file, text, present, told, **more)


def quoting(file: str, before: str = "") -> Annotations:
    words = "The plant at the northern harbour will immediately fall under the rule"
    return speech(file, before + PLANT, Said("l", words, "direct", via=("p",)))


def sides(story: Story) -> list[tuple[str, set[str]]]:
    """Kind and the words of both sides of every conflict."""
    said = {one.id: (page_, one.content) for page_ in story.documents for one in page_.statements}
    done = {one.id: (page_, (one.span,)) for page_ in story.documents for one in page_.events}
    words = {
        told: " ".join(page_.article.words_of(span) for span in spans)
        for told, (page_, spans) in {**said, **done}.items()
    }
    return [(one.kind, {words[told] for side in one.sides for told in side}) for one in story.conflicts]


def test_two_renderings_of_a_quotation_are_one_utterance_and_one_origin() -> None:
    again = speech(
        "b", "The planned plant, said Lind, “would fall under the rule of the northern harbour”. Mara Lind left.",
        Said("l", "would fall under the rule of the northern harbour", "mixed"),
    )  # fmt: skip
    story = merge([quoting("a"), quoting("c", "It rained. "), again])
    assert [len(one.statements) for one in story.utterances] == [3]
    (claim,) = story.claims
    assert claim.independent == 1 and len(claim.reports) == 3
    lind = next(one for one in story.entities if one.name == "Mara Lind")
    assert claim.origins[0].entity == lind.id


def test_different_days_are_different_utterances() -> None:
    words = "The plant at the northern harbour will immediately fall under the rule"
    story = merge([
        speech("a", PLANT, Said("l", words, "direct", more={"said": on("2024-03-04")})),
        speech("b", PLANT + " Again.", Said("l", words, "direct", more={"said": on("2024-03-11")})),
    ])  # fmt: skip
    assert len(story.utterances) == 2


def test_two_speakers_are_two_origins_and_the_teller_is_the_origin_of_what_is_told() -> None:
    first = speech(
        "a",
        "Mara Lind said the harbour bridge was closed after heavy flooding.",
        Said("l", "the harbour bridge was closed after heavy flooding"),
    )
    second = speech(
        "b",
        "Jon Ek said heavy flooding closed the harbour bridge.",
        Said("e", "heavy flooding closed the harbour bridge"),
    )
    assert [one.independent for one in merge([first, second]).claims] == [2]
    told = speech(
        "c", "Jon Ek said that Mara Lind said the harbour bridge was closed by heavy flooding.",
        Said("e", "Mara Lind said the harbour bridge was closed by heavy flooding"),
        Said("l", "the harbour bridge was closed by heavy flooding", inside="Mara Lind said"),
    )  # fmt: skip
    (claim,) = merge([second, told]).claims
    assert claim.independent == 1


def test_unnamed_sources_of_one_outlet_count_once() -> None:
    story = merge([
        speech("a", "As three officials told the Harbour Post, the ferry company would close its northern line.",
               Said("b", "the ferry company would close its northern line", via=("p",))),
        speech("b", "The ferry company would close its northern line this winter, say three officials. Harbour Post.",
               Said("b", "The ferry company would close its northern line this winter", via=("p",))),
    ])  # fmt: skip
    assert [one.independent for one in story.claims] == [1]
    assert len([one for one in story.entities if one.kind == "anonymous"]) == 2


def test_copied_pages_are_one_origin() -> None:
    text = (
        "Jon Ek attacked the bridge near Oberau on Monday night while two hundred people slept in the houses beside it."
    )
    told = [Happened("attacked", "ASSAULT", ("e",), ("o",))]
    names = {"e": EK, "o": ("place", "Oberau")}
    own = "Officers of the town say Jon Ek attacked Oberau at night."
    story = merge(
        [page("a", text, names, told), page("b", "By our staff. " + text, names, told), page("c", own, names, told)]
    )
    (claim,) = story.claims
    assert len(claim.reports) == 3 and claim.independent == 2


def test_a_denial_meets_what_it_denies() -> None:
    story = merge([
        speech("a", "Mara Lind said the harbour guards abducted two children.",
               Said("l", "the harbour guards abducted two children", act="accuses")),
        speech("b", "Jon Ek denied abducting children.", Said("e", "abducting children", act="denies")),
    ])  # fmt: skip
    assert sides(story) == [("polarity", {"the harbour guards abducted two children", "abducting children"})]


def test_a_denial_without_words_of_its_own_meets_what_was_said_before() -> None:
    text = "Mara Lind said the guards had sold the ferry. Jon Ek denied the accusations. The sea was calm."
    story = merge(
        [
            speech(
                "a",
                text,
                Said("l", "the guards had sold the ferry", act="accuses"),
                Said("e", "the accusations", act="denies"),
            )
        ]
    )
    assert sides(story) == [("polarity", {"the guards had sold the ferry", "the accusations"})]


def test_amounts_of_one_thing_that_exclude_each_other() -> None:
    def counted(file: str, who: str, name: str, many: str) -> Annotations:
        words = f"{many} people were killed in the market explosion in the old town"
        return speech(file, f"{name} said {words}.", Said(who, words))

    twelve = counted("a", "l", "Mara Lind", "twelve")
    assert [kind for kind, _ in sides(merge([twelve, counted("b", "e", "Jon Ek", "thirty")]))] == ["quantity"]
    assert sides(merge([twelve, counted("b", "e", "Jon Ek", "at least ten")])) == []
    assert merge([twelve, counted("b", "e", "Jon Ek", "thirty")]).claims == ()
    assert sides(merge([twelve, counted("b", "e", "Jon Ek", "It was also said that thirty")])) == []


def test_different_things_counted_are_no_conflict() -> None:
    story = merge([
        speech("a", "Mara Lind said three ferries had been delivered to the town.",
               Said("l", "three ferries had been delivered to the town")),
        speech("b", "Jon Ek said twenty ferries would be ordered by the county.",
               Said("e", "twenty ferries would be ordered by the county")),
    ])  # fmt: skip
    assert story.conflicts == ()


def test_talks_of_two_years_are_not_one_event() -> None:
    def talks(file: str, year: str) -> Annotations:
        text = f"Negotiators of Ukraine held peace talks in Istanbul, wrote the {file}."
        names = {"u": ("place", "Ukraine"), "i": ("place", "Istanbul")}
        return page(file, text, names, [Happened("held peace talks", "CONSULT", ("u",))], on(f"{year}-04-08"))

    assert merge([talks("first gazette", "2022"), talks("second herald", "2025")]).claims == ()
    assert len(merge([talks("first gazette", "2022"), talks("second herald", "2022")]).claims) == 1


STORY = (quoting("a"), quoting("c", "It rained. "), speech(
    "d", "Jon Ek denied that the plant would fall under the rule of the harbour.",
    Said("e", "the plant would fall under the rule of the harbour", act="denies", more={"said": on("2024-03-05")}),
))  # fmt: skip


def shape(story: Story) -> object:
    return (
        len(story.entities),
        sorted(len(one.statements) for one in story.utterances),
        sorted((len(one.reports), one.independent) for one in story.claims),
        sorted((one.kind, one.confidence, sorted(map(len, one.sides))) for one in story.conflicts),
    )


def test_the_order_of_the_pages_changes_nothing_else() -> None:
    forth, back = merge(STORY), merge(STORY[::-1])
    assert forth.conflicts and forth.claims
    assert (forth.entities, forth.utterances, forth.claims, forth.conflicts) == (
        back.entities,
        back.utterances,
        back.claims,
        back.conflicts,
    )


def test_a_page_given_twice_counts_once() -> None:
    assert merge([*STORY, STORY[0]]) == merge(STORY)


def test_weeks_later_the_story_is_the_same() -> None:
    def later(when: When) -> When:
        move = timedelta(weeks=30)
        return (
            when
            if when.earliest is None or when.latest is None
            else replace(when, earliest=when.earliest + move, latest=when.latest + move)
        )

    def moved(one: Annotations) -> Annotations:
        return replace(one, statements=tuple(replace(told, said=later(told.said)) for told in one.statements))

    assert merge([moved(one) for one in STORY]).conflicts == merge(STORY).conflicts
    assert merge([moved(one) for one in STORY]).claims == merge(STORY).claims


def test_other_names_give_the_same_shape() -> None:
    def renamed(text: str) -> str:
        return (
            text.replace("Mara Lind", "Olga Tarn")
            .replace("Jon Ek", "Abel Uhlworth")
            .replace("Harbour Post", "Quay Echo")
        )

    names = {"l": ("person", "Olga Tarn"), "e": ("person", "Abel Uhlworth"), "p": ("outlet", "Quay Echo")}
    words = "The plant at the northern harbour will immediately fall under the rule"
    denied = "the plant would fall under the rule of the harbour"
    said = [Said("l", words, "direct", via=("p",))]
    others = [
        page("a", renamed(PLANT), {key: names[key] for key in "lp"}, said),
        page("c", "It rained. " + renamed(PLANT), {key: names[key] for key in "lp"}, said),
        page(
            "d",
            renamed(STORY[2].article.text),
            {"e": names["e"]},
            [Said("e", denied, act="denies", more={"said": on("2024-03-05")})],
        ),
    ]
    assert shape(merge(others)) == shape(merge(STORY))


def test_nothing_gives_nothing() -> None:
    assert merge(()) == Story(())
