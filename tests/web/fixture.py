"""A story by hand with invented names: three pages, relays, a quotation in a quotation, a conflict, vague dates."""

# One line a thing reads better here than the usual width.
# ruff: noqa: E501

from __future__ import annotations

from datetime import date

from firsthand.model import (
    Annotations,
    Carrier,
    Claim,
    Conflict,
    Entity,
    EntityKind,
    Failure,
    Metadata,
    Origin,
    Story,
    Utterance,
    When,
)
from tests.web.build import article, at, chain, event, said, when


def courier() -> Annotations:
    """The first page: a relay by an agency, a denial, a promise inside a statement, furniture."""
    page = article(
        "courier.txt",
        [
            ("headline", "Brennick says", "weeks"),
            ("byline", "By Hal", "Osterby"),
            ("dateline", "16 March", "2031"),
            ("body", "Energy minister", "wall."),
            ("body", "“The reservoir", "agency."),
            ("body", "She added", "crack."),
            ("body", "Some 4,000", "flooded”."),
            ("caption", "Photo:", "Northwire"),
            ("furniture", "Share this", "newsletter"),
        ],
        stated=Metadata(outlet="The Harrow Courier", url="https://courier.example/dam", published=date(2031, 3, 17)),
        found=Metadata(published=date(2031, 3, 16)),
    )
    chains = (
        chain(page, "Orla Brennick", "person", ("Brennick", 0, "name"), ("Energy minister", 0, "nominal"),
              ("Orla Brennick", 0, "name"), ("Ms Brennick", 0, "name"), ("She", 0, "pronoun"), ("Brennick", 3, "name")),
        chain(page, "Lower Tarn dam", "product", ("Lower Tarn dam", 0, "name"), ("the Lower Tarn dam", 0, "name"), ("the dam", 0, "name")),
        chain(page, "Northwire", "outlet", ("the Northwire news agency", 0, "name")),
        chain(page, "Kestrel Hydro", "organization", ("Kestrel Hydro", 0, "name"), ("The company", 0, "nominal")),
        chain(page, "Dovid Kasterly", "person", ("Dovid Kasterly", 0, "name")),
        chain(page, "Ines Quillon", "person", ("The mayor", 0, "nominal"), ("Ines Quillon", 0, "name"), ("her", 0, "pronoun")),
        chain(page, "Sellbrook", "place", ("Sellbrook", 0, "name"), ("Sellbrook", 1, "name")),
        chain(page, "marchers", "group", ("Some 4,000 people", 0, "nominal")),
    )  # fmt: skip
    agency = Carrier("courier.txt/Northwire", at(page, "the Northwire news agency"), "stated")
    inferred = Carrier("courier.txt/Northwire", None, "inferred")
    tuesday = when("2031-03-11", None, "stated", at(page, "on Tuesday"))
    outer = said(
        page, "Ines Quillon", [at(page, "Brennick had promised her that “not one house will be flooded”")],
        speaker_span=at(page, "The mayor, Ines Quillon"), cue_span=at(page, "said", 0), confidence=0.9,
    )  # fmt: skip
    statements = (
        said(page, "Orla Brennick", [at(page, "Lower Tarn dam will be drained within weeks")], speaker_span=at(page, "Brennick"),
             cue_span=at(page, "says"), confidence=0.78, via=(inferred,)),
        said(page, "Orla Brennick", [at(page, "The reservoir will be lowered by twelve metres, and no family will be left without water,")],
             "direct", "promises", speaker_span=at(page, "Ms Brennick"), cue_span=at(page, "told"), said=tuesday, via=(agency,), confidence=0.97),
        said(page, "Orla Brennick", [at(page, "Kestrel Hydro, which runs the dam, had known of the damage since last autumn")],
             act="accuses", speaker_span=at(page, "She"), cue_span=at(page, "added"), via=(inferred,), said=when("2031-03-11", None, "inferred")),
        said(page, "Dovid Kasterly", [at(page, "anybody had been told of a crack")], act="denies",
             speaker_span=at(page, "The company's director, Dovid Kasterly"), cue_span=at(page, "denied"),
             said=when("2031-03-11", "2031-03-16", "inferred")),
        outer,
        said(page, "Orla Brennick", [at(page, "not one house will be flooded")], "direct", "promises", inside=outer.id,
             cue_span=at(page, "promised"), addressee="courier.txt/Ines Quillon", confidence=0.8),
    )  # fmt: skip
    events = (
        event(page, "inspectors found cracks in its northern wall", "REQUEST", "happened", confidence=0.41),
        event(page, "Some 4,000 people marched through Sellbrook on Sunday", "PROTEST", "happened", actors=("courier.txt/marchers",),
              where="courier.txt/Sellbrook", when=when("2031-03-09", None, "stated", at(page, "on Sunday"))),
    )  # fmt: skip
    published = when("2031-03-16", "2031-03-17", "stated", at(page, "16 March 2031"))
    return Annotations(page, published, "The Harrow Courier", chains=chains, statements=statements, events=events)


def post() -> Annotations:
    """The second page: undated, without outlet, with an unnamed official and another number."""
    page = article(
        "post.txt",
        [
            ("headline", "Kestrel chief", "crack"),
            ("body", "Dovid Kasterly", "dam."),
            ("body", "'We received", 'measure".'),
            ("body", "Northwire had", "twenty."),
            ("body", "Police", "April."),
        ],
    )
    chains = (
        chain(page, "Dovid Kasterly", "person", ("Kestrel chief", 0, "nominal"), ("Dovid Kasterly", 0, "name"), ("Kasterly", 1, "name"), ("He", 0, "pronoun")),
        chain(page, "Kestrel Hydro", "organization", ("Kestrel Hydro", 0, "name")),
        chain(page, "Orla Brennick", "person", ("the minister", 0, "nominal"), ("Orla Brennick", 0, "name"), ("The energy minister", 0, "nominal")),
        chain(page, "Northwire", "outlet", ("Northwire", 0, "name")),
        chain(page, "Radio Sill", "outlet", ("Radio Sill", 0, "name")),
        chain(page, "senior official", "anonymous", ("A senior official at the ministry", 0, "nominal")),
        chain(page, "Police", "organization", ("Police", 0, "name")),
        chain(page, "Lower Tarn", "place", ("Lower Tarn", 0, "name")),
        chain(page, "protesters", "group", ("protesters", 0, "nominal")),
    )  # fmt: skip
    radio = Carrier("post.txt/Radio Sill", at(page, "Radio Sill"), "stated")
    wednesday = When(None, None, "unknown", (at(page, "on Wednesday"),))
    statements = (
        said(page, "Dovid Kasterly", [at(page, "nobody told us about the Tarn crack")], act="denies", speaker_span=at(page, "Kestrel chief"), confidence=0.74),
        said(page, "Dovid Kasterly", [at(page, "We received no report of any crack, neither last year nor this one,")], "direct", "denies",
             speaker_span=at(page, "Kasterly", 1), cue_span=at(page, "told", 1), via=(radio,), said=wednesday, confidence=0.95),
        said(page, "Dovid Kasterly", [at(page, 'the draining as "a panic measure"')], "mixed", "accuses", speaker_span=at(page, "He"),
             cue_span=at(page, "described"), via=(Carrier("post.txt/Radio Sill", None, "inferred"),), confidence=0.83),
        said(page, "Orla Brennick", [at(page, "the water level would be lowered by twelve metres")], speaker_span=at(page, "Orla Brennick"),
             cue_span=at(page, "saying"), via=(Carrier("post.txt/Northwire", at(page, "Northwire"), "stated"),), confidence=0.92),
        said(page, "senior official", [at(page, "the real figure was closer to twenty")], speaker_span=at(page, "A senior official at the ministry"),
             cue_span=at(page, "said"), confidence=0.88),
        said(page, "Police", [at(page, "about 1,500 protesters had gathered in the town at the weekend")], act="estimates",
             speaker_span=at(page, "Police"), cue_span=at(page, "estimated"), confidence=0.93),
    )  # fmt: skip
    events = (
        event(page, "about 1,500 protesters had gathered in the town at the weekend", "PROTEST", "happened", actors=("post.txt/protesters",),
              statement=statements[-1].id, when=when("2031-03-08", "2031-03-09", "inferred", at(page, "at the weekend"))),
        event(page, "expected to visit Lower Tarn by the end of April", "CONSULT", "planned", actors=("post.txt/Orla Brennick",),
              where="post.txt/Lower Tarn", when=When(None, date(2031, 4, 30), "stated", (at(page, "by the end of April"),))),
    )  # fmt: skip
    return Annotations(page, When(), None, chains=chains, statements=statements, events=events)


def monitor() -> Annotations:
    """The third page: HTML with references and tags inside words, a quotation within a statement, a broadcaster's relay."""
    page = article(
        "monitor.html",
        [
            ("headline", "Valley waits & worries over", "dam"),
            ("standfirst", "Sellbrook’s", "quarter."),
            ("body", "Mayor Ines", "Sill."),
            ("subhead", "Twelve", "metres"),
            ("body", "Brennick confirmed", "named said."),
        ],
        found=Metadata(outlet="Valley Monitor", url="javascript:alert(1)", published=date(2031, 3, 12)),
    )
    chains = (
        chain(page, "Ines Quillon", "person", ("Sellbrook’s mayor", 0, "nominal"), ("Mayor Ines Quillon", 0, "name"), ("her", 0, "pronoun"), ("the mayor", 0, "nominal")),
        chain(page, "Orla Brennick", "person", ("Orla Brennick", 0, "name"), ("Brennick", 1, "name")),
        chain(page, "Radio Sill", "outlet", ("Radio Sill", 0, "name"), ("the broadcaster", 0, "nominal")),
        chain(page, "Kestrel Hydro", "organization", ("Kestrel", 0, "name")),
        chain(page, "engineer", "anonymous", ("an engineer who asked not to be named", 0, "nominal")),
        chain(page, "Sellbrook", "place", ("Sellbrook", 0, "name")),
    )  # fmt: skip
    radio = Carrier("monitor.html/Radio Sill", at(page, "Radio Sill"), "stated")
    relay = Carrier("monitor.html/Radio Sill", at(page, "the broadcaster"), "stated")
    tuesday = when("2031-03-11", None, "stated", at(page, "on Tuesday"))
    outer = said(
        page, "Ines Quillon", [at(page, "Orla Brennick had assured her that\n“not one house will be flooded”")], said=tuesday,
        speaker_span=at(page, "Mayor Ines Quillon"), cue_span=at(page, "said"), confidence=0.91,
    )  # fmt: skip
    statements = (
        outer,
        said(page, "Orla Brennick", [at(page, "not one house will be flooded")], "direct", "promises", inside=outer.id,
             speaker_span=at(page, "Orla Brennick"), cue_span=at(page, "assured"), addressee="monitor.html/Ines Quillon", confidence=0.84),
        said(page, "Ines Quillon", [at(page, "I do not believe a word of it,")], "direct", speaker_span=at(page, "the mayor"),
             cue_span=at(page, "told"), via=(radio,), addressee="monitor.html/Radio Sill", said=tuesday, repaired=True),
        said(page, "Orla Brennick", [at(page, "the reservoir would be lowered by 12 metres")], act="confirms", speaker_span=at(page, "Brennick", 1),
             cue_span=at(page, "confirmed"), via=(relay,), said=when("2031-03-10", "2031-03-12", "inferred")),
        said(page, "engineer", [at(page, "Kestrel found the first cracks in the autumn of 2030")], speaker_span=at(page, "an engineer who asked not to be named"),
             cue_span=at(page, "said", 1), confidence=0.47),
    )  # fmt: skip
    events = (
        event(page, "Kestrel found the first cracks in the autumn of 2030", "COOPERATE", "alleged", actors=("monitor.html/Kestrel Hydro",),
              statement=statements[-1].id, when=when("2030-09-01", "2030-11-30", "stated", at(page, "in the autumn of 2030"))),
    )  # fmt: skip
    return Annotations(page, when("2031-03-12"), "Valley Monitor", chains=chains, statements=statements, events=events)


_ENTITIES: tuple[tuple[EntityKind, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...] = (
    ("person", "Orla Brennick", ("Brennick", "Ms Brennick"), ("courier.txt/Orla Brennick", "post.txt/Orla Brennick", "monitor.html/Orla Brennick"),
     ("same full name in courier.txt and post.txt", "same full name in courier.txt and monitor.html")),
    ("person", "Dovid Kasterly", ("Kasterly",), ("courier.txt/Dovid Kasterly", "post.txt/Dovid Kasterly"), ("same full name and employer",)),
    ("person", "Ines Quillon", (), ("courier.txt/Ines Quillon", "monitor.html/Ines Quillon"), ("same full name and office: mayor",)),
    ("organization", "Kestrel Hydro", ("Kestrel",), ("courier.txt/Kestrel Hydro", "post.txt/Kestrel Hydro", "monitor.html/Kestrel Hydro"),
     ("“Kestrel” is the first word of “Kestrel Hydro”",)),
    ("outlet", "Northwire", (), ("courier.txt/Northwire", "post.txt/Northwire"), ()),
    ("outlet", "Radio Sill", (), ("post.txt/Radio Sill", "monitor.html/Radio Sill"), ()),
    ("place", "Sellbrook", (), ("courier.txt/Sellbrook", "monitor.html/Sellbrook"), ()),
    ("product", "Lower Tarn dam", ("Lower Tarn",), ("courier.txt/Lower Tarn dam", "post.txt/Lower Tarn"), ("the place stands for its dam",)),
    ("anonymous", "a senior official at the ministry", (), ("post.txt/senior official",), ()),
    ("anonymous", "an engineer", (), ("monitor.html/engineer",), ()),
    ("organization", "Police", (), ("post.txt/Police",), ()),
    ("group", "marchers", (), ("courier.txt/marchers",), ()),
    ("group", "protesters", (), ("post.txt/protesters",), ()),
)  # fmt: skip


def entity_id(name: str) -> str:
    """The id that this story gives an entity."""
    return "e-" + name.lower().replace(" ", "-")


def story() -> Story:
    """The three pages joined."""
    first, second, third = courier(), post(), monitor()
    entities = tuple(Entity(entity_id(n), kind, n, aliases, chains, why) for kind, n, aliases, chains, why in _ENTITIES)
    a, b, c = ([s.id for s in page.statements] for page in (first, second, third))
    march, gathering = first.events[1].id, second.events[0].id
    minister, chief = entity_id("Orla Brennick"), entity_id("Dovid Kasterly")
    claims = (
        Claim("c-level", "The reservoir will be lowered by twelve metres", (a[1], b[3], c[3]),
              (Origin(minister, (a[1], b[3], c[3]), "every chain begins with the same speaker"),), 1),
        Claim("c-known", "Kestrel Hydro had known of the damage since last autumn", (a[2], c[4]),
              (Origin(minister, (a[2],), "named speaker"), Origin(entity_id("an engineer"), (c[4],), "another speaker, not named")), 2),
        Claim("c-told", "Nobody at Kestrel was told of a crack", (a[3], b[0], b[1]), (Origin(chief, (a[3], b[0], b[1]), "one speaker"),), 1),
        Claim("c-house", "Not one house will be flooded", (a[5], c[1]), (Origin(minister, (a[5], c[1]), "both told by the same mayor"),), 1),
        Claim("c-march", "People marched through Sellbrook", (march, gathering),
              (Origin(None, (march,), "the page names nobody"), Origin(entity_id("Police"), (gathering,), "named speaker")), 2),
    )  # fmt: skip
    conflicts = (
        Conflict("k-known", "polarity", ((a[2], c[4]), (a[3], b[1])), 0.81, "one side says the company knew, the other denies it"),
        Conflict("k-march", "quantity", ((march,), (gathering,)), 0.66, "4,000 against 1,500 people"),
        Conflict("k-level", "quantity", ((a[1], b[3]), (b[4],)), 0.58, "twelve against twenty metres"),
    )  # fmt: skip
    return Story(
        documents=(third, first, second),
        entities=entities,
        entity_of={chain: entity.id for entity in entities for chain in entity.chains},
        utterances=(Utterance("u-level", (a[1], b[3])), Utterance("u-house", (a[5], c[1]))),
        claims=claims,
        conflicts=conflicts,
        failures=(Failure("broken.html", "decode", "holds bytes that are no text"),),
    )


def texts(told: Story) -> dict[str, str]:
    """Document id -> decoded source."""
    return {document.article.id: document.article.source for document in told.documents}
