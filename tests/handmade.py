"""A small story built by hand: two pages, three statements, one event, a claim and a conflict. No model is needed."""

from __future__ import annotations

from datetime import date

from firsthand.account import (
    Account,
    AccountCarrier,
    AccountClaim,
    AccountConflict,
    AccountDocument,
    AccountEntity,
    AccountEvent,
    AccountFailure,
    AccountMoment,
    AccountOrigin,
    AccountSpan,
    AccountStatement,
    AccountWhen,
)
from firsthand.model import Annotations, Article, Failure, Metadata, Part, Sentence, Story, When, identity

FERRY = "The ferry is safe, said Mara Lind.\nTwelve people marched in Oberau on 2 March 2024."
HARBOUR = "“=1+1 of them,” said Jon Ek, the Harbour Post wrote.\tMara Lind denied it."
NEVER = AccountWhen(None, None, "unknown", ())


def article(text: str, file: str, url: str | None = None, copies: tuple[str, ...] = ()) -> Article:
    every = range(len(text))
    return Article(
        id=identity("d", text, 0),
        file=file,
        source=text,
        start=0,
        end=len(text),
        text=text,
        starts=every,
        ends=range(1, len(text) + 1),
        parts=(Part("body", 0, len(text)),),
        stated=Metadata(url=url, published=date(2024, 3, 3)),
        copies=copies,
    )


def reading(text: str, file: str, url: str | None = None, copies: tuple[str, ...] = ()) -> Annotations:
    page = article(text, file, url, copies)
    published = When(date(2024, 3, 3), date(2024, 3, 3), "stated")
    return Annotations(page, published, "Radio Oberau", (Sentence(page.span(0, len(text)), 0),))


def story(*documents: Annotations, failures: tuple[Failure, ...] = ()) -> Story:
    return Story(documents or (reading(FERRY, "ferry.txt"), reading(HARBOUR, "harbour.txt")), failures=failures)


def _span(text: str, words: str) -> AccountSpan:
    start = text.index(words)
    return AccountSpan(identity("d", text, 0), start, start + len(words))


def _day(day: str) -> AccountWhen:
    return AccountWhen(day, day, "stated", ())


def _statement(id_: str, text: str, speaker: str, words: str, **more: object) -> AccountStatement:
    given: dict[str, object] = {
        "document": identity("d", text, 0),
        "speaker_span": None,
        "cue_span": None,
        "content": (_span(text, words),),
        "form": "indirect",
        "act": "says",
        "addressee": None,
        "said": NEVER,
        "via": (),
        "inside": None,
        "utterance": f"u-{id_}",
        "confidence": 0.75,
    }
    return AccountStatement(id=id_, speaker=speaker, **{**given, **more})  # type: ignore[arg-type]


def account() -> Account:
    """The account of ``story()``."""
    safe = _statement("s-safe", FERRY, "e-mara", "The ferry is safe", said=_day("2024-03-01"))
    via = (AccountCarrier("e-post", _span(HARBOUR, "the Harbour Post"), "stated"),)
    cue = _span(HARBOUR, "said")
    sum_ = _statement("s-sum", HARBOUR, "e-jon", "=1+1 of them", form="direct", via=via, cue_span=cue)
    denial = _statement("s-denial", HARBOUR, "e-mara", "it", act="denies", addressee="e-jon", said=_day("2024-03-05"))
    march = AccountEvent(
        id="v-march",
        document=safe.document,
        span=_span(FERRY, "marched"),
        type="PROTEST",
        mode=None,
        status="happened",
        actors=(),
        targets=(),
        where="e-oberau",
        when=_day("2024-03-02"),
        statement=None,
        confidence=0.5,
    )
    return Account(
        documents=tuple(
            AccountDocument(
                id=identity("d", text, 0),
                file=file,
                start=0,
                end=len(text),
                title=None,
                outlet=outlet,
                published=_day("2024-03-03"),
                parts=(),
                updated=NEVER,
            )
            for text, file, outlet in ((FERRY, "ferry.txt", "e-radio"), (HARBOUR, "harbour.txt", None))
        ),
        entities=(
            AccountEntity("e-mara", "person", "Mara Lind", ("Lind",), (_span(FERRY, "Mara Lind"),)),
            AccountEntity("e-jon", "person", "Jon Ek", (), (_span(HARBOUR, "Jon Ek"),)),
            AccountEntity("e-post", "outlet", "Harbour Post", (), (_span(HARBOUR, "Harbour Post"),)),
            AccountEntity("e-radio", "outlet", "Radio Öberau", (), ()),
            AccountEntity("e-oberau", "place", "Oberau", (), (_span(FERRY, "Oberau"),)),
        ),
        statements=(safe, sum_, denial),
        events=(march,),
        claims=(
            AccountClaim(
                "c-safe",
                "The ferry is safe",
                ("s-safe", "s-denial"),
                (AccountOrigin("e-mara", ("s-safe", "s-denial"), "speaks for herself"),),
                1,
            ),
        ),
        conflicts=(AccountConflict("x-1", "polarity", (("s-sum",), ("s-denial",)), 0.5, "one says, one denies"),),
        timeline=(
            AccountMoment(_day("2024-03-01"), (), ("s-safe",)),
            AccountMoment(_day("2024-03-02"), ("v-march",), ()),
        ),
        failures=(AccountFailure("empty.txt", "clean", "the file is empty"),),
    )


def sources() -> dict[str, str]:
    return {identity("d", text, 0): text for text in (FERRY, HARBOUR)}
