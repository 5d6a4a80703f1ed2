"""Events of the PLOVER ontology that an article reports: what, by whom, against whom, where, and how real.

Triggers come from the lexicon, roles from the dependency tree and the chains, reality from the words around. A sentence
tells an event once. Dates are not read here (``when`` is left unknown), nor whether two mentions are one event.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.annotate.carried import aspect, borne, is_itself, is_suffered, light
from firsthand.annotate.conditions import holds
from firsthand.annotate.lemma import lemmas
from firsthand.annotate.participants import Cast, Roles, cast, merged, of_noun, of_verb
from firsthand.annotate.status import cues, status
from firsthand.annotate.syntax import Syntax, syntax
from firsthand.annotate.triggers import Match, matches
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
    Sentence,
    Span,
    Statement,
    Status,
    Token,
    identity,
)

READ: frozenset[PartKind] = frozenset({"headline", "standfirst", "subhead", "body", "caption"})
NONE = frozenset({"no", "nobody", "nothing", "none"})
SPAN_WORDS = 8
"""A longer run of words from trigger to object is cut to the trigger."""
ACT_TYPES: Mapping[Act, EventType] = {"accuses": "ACCUSE", "threatens": "THREATEN", "demands": "REQUEST"}
"""What a statement's act reports where the lexicon does not know its cue."""
CONFIDENCE = {"verb": 0.6, "light": 0.6, "noun": 0.4, "cue": 0.5, "voiced": 0.3}
OF_DEEDS: frozenset[EventType] = frozenset({"AGREE", "THREATEN"})
"""What is promised or threatened is told beside the promise: "offered aid" offers, and aid is planned."""
PERFORMED: frozenset[EventType] = frozenset({"REQUEST", "SUPPORT", "ACCUSE", "REJECT"})
"""Types that are done by saying that one does them."""
DEEDS = frozenset({"verb", "light"})
APART = 4
"""Words between two verbs of one type that tell two events; nearer ones tell one ("shot and killed"). Set by hand."""
BOTH_ROLES = 0.2
"""Added where actor and target are both known. The constants order readings; they are not calibrated."""


@dataclass(frozen=True, slots=True)
class _Found:
    """An event before it is told: ``words`` are its tokens, ``at`` the one that carries its tense."""

    type: EventType
    mode: str | None
    at: int
    words: tuple[int, ...]
    roles: Roles
    rule: str
    aspect: Status | None = None

    @property
    def sure(self) -> float:
        return round(CONFIDENCE[self.rule] + (BOTH_ROLES if self.roles.actors and self.roles.targets else 0), 2)


def events(
    article: Article,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    chains: Sequence[Chain],
    statements: Sequence[Statement],
) -> tuple[EventMention, ...]:
    """The events of ``article`` in text order, ``when`` unknown throughout.

    ``tokens`` are the article's in text order, heads as indices into them; without arcs the nearest mentions stand in.
    Types, and what each covers, follow the PLOVER manual and codebook.
    """
    tree = syntax(article, tokens, sentences)
    people = cast(tree, chains, _selves(tree, statements))
    said = _cues(tree, statements)
    told: dict[tuple[object, ...], EventMention] = {}

    def speaker(i: int) -> str | None:
        around = _around(article.span(tokens[i].start, tokens[i].end), statements)
        return around.speaker if around else None

    for sentence in _read(article, sentences):
        first, end = (bisect_left(tokens, at, key=lambda t: t.start) for at in (sentence.span.start, sentence.span.end))
        read = _sentence(people, range(first, end), said)
        plain = voiced(people, range(first, end), speaker)
        read += [_Found(one.type, None, one.at, one.words, one.roles, "voiced") for one in plain]
        for found in _distinct(tree, read):
            event = _told(article, tree, found, statements, said)
            told.setdefault((event.span, event.type), event)
    return tuple(sorted(told.values(), key=lambda event: (event.span, event.type)))


def _read(article: Article, sentences: Iterable[Sentence]) -> list[Sentence]:
    return [sentence for sentence in sentences if article.parts[sentence.part].kind in READ]


def _selves(tree: Syntax, statements: Iterable[Statement]) -> dict[int, str]:
    """The speaker for each "I" or "we" in his words, the innermost speaker's where one quotes another."""
    starts = [token.start for token in tree.tokens]
    found: dict[int, str] = {}
    spans = [(span, s.speaker) for s in statements if s.speaker is not None for span in s.content]
    for span, speaker in sorted(spans, key=lambda pair: (pair[0].start - pair[0].end, pair[0].start, pair[1])):
        for i in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
            if tree.words[i] in of_class("function_words", "self"):
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


def _sentence(people: Cast, span: range, said: Mapping[int, Statement]) -> list[_Found]:
    """All readings of one sentence, verbs first; a noun that a verb's trigger holds is not read again."""
    tree = people.syntax
    found = [event for i in span if _is_predicate(tree, i) and (event := _event(people, i))]
    held = {j for event in found if event.type not in OF_DEEDS for j in event.words}
    nouns = (i for i in span if tree.tokens[i].pos == "NOUN" and i not in held and not _is_completed(tree, i, held))
    found += [event for i in nouns if (event := _event(people, i))]
    held |= {j for event in found for j in event.words}
    found += _acts(people, span, said, held)
    return [_spoken(event, said) for event in found]


def _acts(people: Cast, span: range, said: Mapping[int, Statement], held: Collection[int]) -> list[_Found]:
    """Acts of speech whose cue no trigger knows; a cue that only says ("said") reports none."""
    tree = people.syntax
    cues: dict[str, int] = {}
    known = {said[j].id for j in held if j in said}
    for i in span:
        statement = said.get(i)
        if statement and statement.id not in known and tree.tokens[i].pos == "VERB" and not tree.matches(i, _plain()):
            cues[statement.id] = i
    found: list[_Found] = []
    for i in cues.values():
        if kind := ACT_TYPES.get(said[i].act):
            found.append(_Found(kind, None, i, (i,), of_verb(people, i, kind), "cue"))
    return found


def _is_completed(tree: Syntax, noun: int, held: Collection[int]) -> bool:
    """Whether a word of the noun's own phrase already served a trigger: "sit-in" of "staged a sit-in strike"."""
    return any(j in held and tree.tokens[j].pos != "VERB" for j in tree.children[noun])


def _is_predicate(tree: Syntax, i: int) -> bool:
    token = tree.tokens[i]
    if token.pos == "ADJ":
        return bool(tree.under(i, "cop")) or token.relation in ("xcomp", "root", "ccomp", "conj", "acl", "acl:relcl")
    modifies = token.head is not None and token.head > i and token.relation in ("amod", "acl", "compound")
    return token.pos == "VERB" and token.relation != "amod" and not modifies


def _event(people: Cast, i: int) -> _Found | None:
    """The first reading of token i whose conditions hold."""
    tree = people.syntax
    for match in matches(tree, i):
        found = _of_noun(people, match) if match.trigger.noun else _of_predicate(people, match)
        if holds(people, match, found.roles, light=found.rule == "light"):
            return found
    return None


def _of_predicate(people: Cast, match: Match) -> _Found:
    """An event whose word is a verb or an adjective: "criticized them", "is critical of them"."""
    kind = match.trigger.type
    roles = of_verb(people, match.at, kind, match.words, "patient" in match.trigger.condition)
    return _Found(kind, _mode(people.syntax, match), match.at, match.words, roles, "verb")


def _of_noun(people: Cast, match: Match) -> _Found:
    """An event noun, alone or with the light verb that tells it."""
    tree, kind, mode = people.syntax, match.trigger.type, match.trigger.mode
    noun = borne(tree, match.at)
    verb = light(tree, noun)
    words = tuple(sorted({noun, *match.words, *([] if verb is None else [verb])}))
    own = of_noun(people, noun, kind)
    if verb is None:
        return _Found(kind, mode, noun, words, own, "noun")
    if is_itself(tree, verb, noun):
        known = any(
            tree.words[j] in of_class("function_words", "definite") for j in tree.under(noun, "det", "nmod:poss")
        )
        return _Found(kind, mode, verb, words, own, "noun" if known else "light", aspect(tree, verb))
    roles = merged(of_verb(people, verb, kind, (noun, *match.words), is_suffered(tree, verb)), own)
    return _Found(kind, mode, verb, words, roles, "light", aspect(tree, verb))


def _mode(tree: Syntax, match: Match) -> str | None:
    """The trigger's mode, else that of the event noun it goes with: "launched airstrikes" is aerial."""
    nouns = (inner.trigger for j in match.words if j != match.at for inner in matches(tree, j))
    return match.trigger.mode or next((t.mode for t in nouns if t.type == match.trigger.type and t.mode), None)


def _spoken(found: _Found, said: Mapping[int, Statement]) -> _Found:
    """An event that is a cue has the statement's speaker for its actor."""
    statement = said.get(found.at)
    if statement is None or statement.speaker is None:
        return found
    targets = found.roles.targets or ((statement.addressee,) if statement.addressee else ())
    targets = tuple(chain for chain in targets if chain != statement.speaker)
    roles = Roles((statement.speaker,), targets, found.roles.where, found.roles.object)
    return _Found(found.type, found.mode, found.at, found.words, roles, found.rule, found.aspect)


def _distinct(tree: Syntax, found: Sequence[_Found]) -> list[_Found]:
    """One event of a type for the same people: the surest; a noun that adds nobody to another of its type goes."""
    kept: list[_Found] = []
    for event in sorted(found, key=lambda event: (-event.sure, -len(event.words), event.at)):
        rivals = [other for other in kept if other.type == event.type]
        if not any(_adds_nothing(event, other) for other in rivals):
            kept.append(event)
    return kept


def _adds_nothing(event: _Found, other: _Found) -> bool:
    if set(event.words) & set(other.words):
        return True
    mine, theirs = _people(event), _people(other)
    if event.rule == "noun":
        return mine <= theirs
    if {event.rule, other.rule} <= DEEDS and abs(event.at - other.at) >= APART:
        return False
    return bool(mine) and (event.roles.actors, event.roles.targets) == (other.roles.actors, other.roles.targets)


def _people(event: _Found) -> set[str]:
    return {*event.roles.actors, *event.roles.targets}


def _told(
    article: Article, tree: Syntax, found: _Found, statements: Iterable[Statement], said: Mapping[int, Statement]
) -> EventMention:
    span = _span(article, tree, found)
    trigger = tree.tokens[found.at]
    around = _around(article.span(trigger.start, trigger.end), statements)
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


def _beside_noun(tree: Syntax, found: _Found, real: Status) -> Status:
    """What modifies the noun of a light verb counts too: "launched its planned attack"; a "no" with any verb."""
    nouns = [j for j in found.words if tree.tokens[j].pos == "NOUN"]
    things = [*nouns, *([found.roles.object] if found.roles.object is not None else [])]
    doers = tree.under(found.at, "nsubj", "nsubj:pass")
    if any(tree.words[k] in NONE for j in (*things, *doers) for k in (j, *tree.under(j, "det"))):
        return "denied"
    words = (form for j in nouns for k in tree.under(j, "amod", "det", "advmod") for form in tree.lemmas[k])
    told = next((cues("beside")[form] for form in words if form in cues("beside")), real)
    return told if found.rule == "light" else real


def _span(article: Article, tree: Syntax, found: _Found) -> Span:
    """The trigger's words, with the head of the object where that is near."""
    first, last = min(found.words), max(found.words)
    if last - first >= SPAN_WORDS:
        first = last = found.at
    thing = found.roles.object
    if thing is not None and last < thing < first + SPAN_WORDS:
        last = thing
    return article.span(tree.tokens[first].start, tree.tokens[last].end)


def _around(span: Span, statements: Iterable[Statement]) -> Statement | None:
    """The innermost statement whose content holds the span."""
    holding = [(s, part) for s in statements for part in s.content if part.holds(span)]
    return min(holding, key=lambda pair: (pair[1].end - pair[1].start, pair[0].id), default=(None, None))[0]


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
