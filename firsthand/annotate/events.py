"""Events of the PLOVER ontology that an article reports: what, by whom, against whom, where, and how real.

Triggers come from the lexicon and from the encoder, roles from the dependency tree and the chains, reality from the
words around; a judge says how likely each reading of a word is. A sentence tells an event once. Dates are not read here
(``when`` is left unknown), nor whether two mentions are one event.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from firsthand.annotate.judging import Judge, Rules
from firsthand.annotate.lemma import lemmas
from firsthand.annotate.participants import Cast, Roles, cast, of_verb
from firsthand.annotate.readings import Found, readings
from firsthand.annotate.status import cues, status
from firsthand.annotate.syntax import Syntax
from firsthand.annotate.voiced import voiced
from firsthand.lexicon import entries, of_class, rows
from firsthand.model import (
    UNKNOWN,
    Act,
    Article,
    Chain,
    EventMention,
    EventType,
    PartKind,
    Span,
    Statement,
    Status,
    Token,
    identity,
)

Contents = Sequence[tuple[Span, Statement]]

READ: frozenset[PartKind] = frozenset({"headline", "standfirst", "subhead", "body", "caption"})
NONE = frozenset({"no", "nobody", "nothing", "none"})
SPAN_WORDS = 8
"""A longer run of words from trigger to object is cut to the trigger."""
ACT_TYPES: Mapping[Act, EventType] = {"accuses": "ACCUSE", "threatens": "THREATEN", "demands": "REQUEST"}
"""What a statement's act reports where the lexicon does not know its cue."""
OF_DEEDS: frozenset[EventType] = frozenset({"AGREE", "THREATEN"})
"""What is promised or threatened is told beside the promise: "offered aid" offers, and aid is planned."""
PERFORMED: frozenset[EventType] = frozenset({"REQUEST", "SUPPORT", "ACCUSE", "REJECT"})
"""Types that are done by saying that one does them."""
DEEDS = frozenset({"verb", "light"})
APART = 4
"""Words between two verbs of one type that tell two events; nearer ones tell one ("shot and killed"). Set by hand."""


def events(
    article: Article, tree: Syntax, chains: Sequence[Chain], statements: Sequence[Statement], judge: Judge | None = None
) -> tuple[EventMention, ...]:
    """The events of ``article`` in text order, ``when`` unknown throughout.

    ``tree`` holds the article's tokens; without arcs the nearest mentions stand in. Without a ``judge`` the lexicon
    alone decides. Types, and what each covers, follow the PLOVER manual and codebook.
    """
    people, judge = cast(tree, chains, _selves(tree, statements)), judge or Rules()
    said, contents = _cues(tree, statements), _innermost(statements)
    told: dict[tuple[object, ...], EventMention] = {}

    def speaker(i: int) -> str | None:
        around = _around(tree.tokens[i], contents)
        return around.speaker if around else None

    for span in _sentences(article, tree):
        read = _sentence(people, span, said, judge)
        plain = (Found(one.type, None, one.at, one.words, one.roles, "voiced") for one in voiced(people, span, speaker))
        read += _likely(plain, judge)
        for found in _distinct(tree, read):
            event = _told(article, tree, found, contents, said)
            told.setdefault((event.span, event.type), event)
    return tuple(sorted(told.values(), key=lambda event: (event.span.start, event.span.end, event.type)))


def _sentences(article: Article, tree: Syntax) -> Iterator[range]:
    """The tokens of each sentence that carries reporting."""
    starts = [part.start for part in article.parts]
    for first, end in dict.fromkeys(tree.bounds):
        part = article.parts[bisect_right(starts, tree.tokens[first].start) - 1]
        if part.kind in READ:
            yield range(first, end)


def _likely(found: Iterable[Found], judge: Judge) -> list[Found]:
    """The readings that are likely enough to be told, the likeliest first."""
    told = []
    for one in found:
        one.sure = judge.sure(one)
        if judge.tells(one, one.sure):
            told.append(one)
    return sorted(told, key=lambda one: -one.sure)


def _selves(tree: Syntax, statements: Iterable[Statement]) -> dict[int, str]:
    """The speaker for each "I" or "we" in his words, the innermost speaker's where one quotes another."""
    starts = [token.start for token in tree.tokens]
    found: dict[int, str] = {}
    selves = of_class("function_words", "self")
    spans = [(span, s.speaker) for s in statements if s.speaker is not None for span in s.content]
    for span, speaker in sorted(spans, key=lambda pair: (pair[0].start - pair[0].end, pair[0].start, pair[1])):
        for i in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
            if tree.words[i] in selves:
                found[i] = speaker
    return found


def _cues(tree: Syntax, statements: Iterable[Statement]) -> dict[int, Statement]:
    """The statement whose cue covers a token, for each token that some cue covers."""
    starts = [token.start for token in tree.tokens]
    found: dict[int, Statement] = {}
    for statement in statements:
        if statement.cue_span is not None:
            first, end = bisect_left(starts, statement.cue_span.start), bisect_left(starts, statement.cue_span.end)
            found.update(dict.fromkeys(range(first, end), statement))
    return found


def _sentence(people: Cast, span: range, said: Mapping[int, Statement], judge: Judge) -> list[Found]:
    """All readings of one sentence, verbs first; a noun that a verb's trigger holds is not read again."""
    tree = people.syntax

    def event(i: int) -> list[Found]:
        found = readings(people, i, judge.proposed(i))
        return _likely(found, judge)[:1] if found else []

    found = [one for i in span if _is_predicate(tree, i) for one in event(i)]
    held = {j for one in found if one.type not in OF_DEEDS for j in one.words}
    nouns = (i for i in span if tree.tokens[i].pos == "NOUN" and i not in held and not _is_completed(tree, i, held))
    found += [one for i in nouns for one in event(i)]
    held |= {j for one in found for j in one.words}
    found += _likely(_acts(people, span, said, held), judge)
    return [_spoken(one, said) for one in found]


def _acts(people: Cast, span: range, said: Mapping[int, Statement], held: Collection[int]) -> list[Found]:
    """Acts of speech whose cue no trigger knows; a cue that only says ("said") reports none."""
    tree = people.syntax
    cues: dict[str, int] = {}
    known = {said[j].id for j in held if j in said}
    for i in span:
        if i in said and said[i].id not in known and tree.tokens[i].pos == "VERB" and not tree.matches(i, _plain()):
            cues[said[i].id] = i
    found: list[Found] = []
    for i in cues.values():
        if kind := ACT_TYPES.get(said[i].act):
            found.append(Found(kind, None, i, (i,), of_verb(people, i, kind), "cue"))
    return found


def _is_completed(tree: Syntax, noun: int, held: Collection[int]) -> bool:
    """Whether a word of the noun's own phrase already served a trigger: "sit-in" of "staged a sit-in strike"."""
    return any(j in held and tree.tokens[j].pos != "VERB" for j in tree.children[noun])


def _is_predicate(tree: Syntax, i: int) -> bool:
    token = tree.tokens[i]
    if token.pos == "ADJ":
        return bool(tree.under(i, "cop")) or token.relation in ("xcomp", "root", "ccomp", "conj", "acl", "acl:relcl")
    if token.pos != "VERB" or token.relation == "amod":
        return False
    return token.head is None or token.head < i or token.relation not in ("acl", "compound")


def _spoken(found: Found, said: Mapping[int, Statement]) -> Found:
    """An event that is a cue has the statement's speaker for its actor."""
    statement = said.get(found.at)
    if statement is None or statement.speaker is None:
        return found
    targets = found.roles.targets or ((statement.addressee,) if statement.addressee else ())
    targets = tuple(chain for chain in targets if chain != statement.speaker)
    found.roles = Roles((statement.speaker,), targets, found.roles.where, found.roles.object)
    return found


def _distinct(tree: Syntax, found: Sequence[Found]) -> list[Found]:
    """One event of a type for the same people: the surest; a noun that adds nobody to another of its type goes."""
    kept: list[Found] = []
    for event in sorted(found, key=lambda event: (-event.sure, -len(event.words), event.at)):
        rivals = [other for other in kept if other.type == event.type]
        if not any(_adds_nothing(event, other) for other in rivals):
            kept.append(event)
    return kept


def _adds_nothing(event: Found, other: Found) -> bool:
    if set(event.words) & set(other.words):
        return True
    mine, theirs = _people(event), _people(other)
    if event.rule == "noun":
        return mine <= theirs
    if {event.rule, other.rule} <= DEEDS and abs(event.at - other.at) >= APART:
        return False
    return bool(mine) and (event.roles.actors, event.roles.targets) == (other.roles.actors, other.roles.targets)


def _people(event: Found) -> set[str]:
    return {*event.roles.actors, *event.roles.targets}


def _told(
    article: Article, tree: Syntax, found: Found, contents: Contents, said: Mapping[int, Statement]
) -> EventMention:
    span = _span(article, tree, found)
    around = _around(tree.tokens[found.at], contents)
    if around is said.get(found.at):
        around = None
    classes = _cue_classes(article, around)
    real: Status = "happened" if found.rule == "voiced" else status(tree, found.at, around, classes)
    if found.aspect is not None and real == "happened":
        real = found.aspect
    done = {"hypothetical": _is_performed, "planned": _is_purpose}.get(real)
    if done is not None and found.type in PERFORMED and done(tree, found.at):
        real = "happened"
    if found.rule in ("light", "verb") and real in ("happened", "ongoing"):
        real = _beside_noun(tree, found, real)
    return EventMention(
        identity("e", article.id, span.start, span.end, found.type),
        span,
        found.type,
        found.mode,
        real,
        found.roles.actors,
        found.roles.targets,
        found.roles.where,
        UNKNOWN,
        around.id if around else None,
        found.sure,
    )


def _is_performed(tree: Syntax, verb: int) -> bool:
    """Whether saying so does it: "I must ask them", "we would like to thank him"."""
    head = tree.tokens[verb].head
    wants = head is not None and tree.tokens[verb].relation == "xcomp" and tree.matches(head, ("want", "like", "wish"))
    said = head if wants and head is not None else verb
    wants = wants and not tree.under(said, "obj")
    aux = {tree.words[j] for j in tree.under(said, "aux")}
    return any(tree.words[j] in ("i", "we") for j in tree.under(said, "nsubj")) and (wants or bool(aux & {"must"}))


def _is_purpose(tree: Syntax, verb: int) -> bool:
    """Whether it was done by what is told to have been done for it: "took to the stage to thank them"."""
    head = tree.tokens[verb].head
    if head is None or tree.tokens[verb].relation != "advcl" or tree.tokens[head].pos != "VERB":
        return False
    past = tree.words[head] != tree.lemmas[head][0] and not tree.words[head].endswith(("s", "ing"))
    return past and not tree.under(head, "aux", "aux:pass", "advmod", "mark", "obj", "iobj")


def _beside_noun(tree: Syntax, found: Found, real: Status) -> Status:
    """What modifies the noun of a light verb counts too: "launched its planned attack"; a "no" with any verb."""
    nouns = [j for j in found.words if tree.tokens[j].pos == "NOUN"]
    things = [*nouns, *([found.roles.object] if found.roles.object is not None else [])]
    doers = tree.under(found.at, "nsubj", "nsubj:pass")
    if any(tree.words[k] in NONE for j in (*things, *doers) for k in (j, *tree.under(j, "det"))):
        return "denied"
    words = (form for j in nouns for k in tree.under(j, "amod", "det", "advmod") for form in tree.lemmas[k])
    told = next((cues("beside")[form] for form in words if form in cues("beside")), real)
    return told if found.rule == "light" else real


def _span(article: Article, tree: Syntax, found: Found) -> Span:
    """The trigger's words, with the head of the object where that is near."""
    first, last = min(found.words), max(found.words)
    if last - first >= SPAN_WORDS:
        first = last = found.at
    thing = found.roles.object
    if thing is not None and last < thing < first + SPAN_WORDS:
        last = thing
    return article.span(tree.tokens[first].start, tree.tokens[last].end)


def _innermost(statements: Iterable[Statement]) -> Contents:
    """The parts of all contents with their statements, the shortest first."""
    parts = [(part, statement) for statement in statements for part in statement.content]
    return sorted(parts, key=lambda pair: (pair[0].end - pair[0].start, pair[1].id))


def _around(token: Token, contents: Contents) -> Statement | None:
    """The innermost statement whose content holds the token."""
    return next((told for part, told in contents if part.start <= token.start and token.end <= part.end), None)


@cache
def _plain() -> frozenset[str]:
    """Verbs that say of an act only that it was said or done."""
    said = {row[0] for row in rows("reporting_verbs") if row[1:3] == ("says", "neutral")}
    return entries("event_light_verbs") | said


@cache
def _classes() -> Mapping[str, str]:
    return {row[0]: row[2] for row in reversed(rows("reporting_verbs")) if len(row) > 2}


def _cue_classes(article: Article, statement: Statement | None) -> tuple[str, ...]:
    """The classes of a statement's cue words in the list of reporting verbs."""
    if statement is None or statement.cue_span is None:
        return ()

    words = article.words_of(statement.cue_span).split()
    return tuple(_classes()[form] for word in words for form in lemmas(word)[:2] if form in _classes())
