"""Who acts, who is acted on and where, read from the dependency tree around a trigger and mapped to coreference chains.

Where the tree gives no actor, the nearest mention before the trigger in its clause is taken. A government that is named
by its seat or its country is that place's chain; whether the two are one actor is not decided here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from firsthand.annotate.syntax import Syntax
from firsthand.annotate.triggers import counted, event_class
from firsthand.lexicon import countries, demonyms
from firsthand.model import Chain, EventType

DEPTH = 4
"""Governors followed at most in search of a subject."""
RELATIVE = frozenset({"who", "which", "that", "whom"})
IN = frozenset({"in", "at", "near", "inside", "outside", "across", "throughout"})
AT = frozenset("against on upon to with at toward towards over from into between among about".split())
NO_AIM = frozenset({"as", "over"})
"""Prepositions of a trigger that lead to no target: "resigned as minister", "resigned over the affair"."""
FOR: frozenset[EventType] = frozenset({"AID", "REQUEST", "SUPPORT", "ACCUSE", "PROTEST"})
"""Types whose target can follow "for": "aid for the refugees", "praise for the minister"."""
OF_ACTOR: frozenset[EventType] = frozenset({"CONSULT", "PROTEST", "THREATEN", "RETREAT", "AGREE", "REJECT", "REQUEST"})
"""Types whose noun's "of" names the actor: "the protests of the farmers"; elsewhere it names the target."""
FROM_ACTOR: frozenset[EventType] = OF_ACTOR | {"ACCUSE", "SUPPORT"}
"""Types whose noun's "from" names the actor: "criticism from the opposition"."""
ANSWERS: frozenset[EventType] = frozenset({"REJECT", "ACCUSE", "SUPPORT"})
"""Types that answer what another did: who made the request is the target of "denied the request by the party"."""
SPOKEN: frozenset[EventType] = frozenset({"THREATEN", "AGREE", "REQUEST", "REJECT", "CONCEDE", "ACCUSE"})
"""Types that are words about another deed, whose target is theirs where they have none: "threatened to bomb Kovia"."""
MUTUAL: frozenset[EventType] = frozenset({"CONSULT", "AGREE", "COOPERATE"})
PROMISES = frozenset({"promise", "threaten", "vow", "pledge"})
IN_EVENT = frozenset({"in", "on", "at", "under"})
"""Prepositions by which somebody takes part in what an event noun names: "is in talks with", "is on trial"."""
MISTAKEN = frozenset({"nsubj", "appos", "dep"})
"""What an object is taken for by mistake; a phrase that hangs on its verb as anything else tells when or how."""
DESCRIBING = ("nmod:poss", "nmod", "compound", "amod", "appos", "flat")
"""Relations of what tells which thing is meant, the most telling first."""
PHRASES = ("obl", "obl:agent", "nmod", "nmod:poss", "compound", "amod")
STOPS = frozenset({";", ":", ",", ".", "–", "—", "-", "as", "so", "that"})
"""Words past which no target is looked for."""
PEOPLE = frozenset({"person", "group", "anonymous"})
ACTING = frozenset({"person", "organization", "outlet", "place", "group", "anonymous"})


@dataclass(frozen=True, slots=True)
class Roles:
    """Chain ids; ``object`` is the token of the object or passive subject, None without one."""

    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    where: str | None = None
    object: int | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """Which chain a token belongs to: row i is token i's, that of the shortest mention over it."""

    syntax: Syntax
    chain_of: tuple[str | None, ...]
    kinds: dict[str, str]

    def of(self, i: int, barred: Collection[str] = IN) -> list[str]:
        """The chain of token i, else the first of what describes it ("Kovia's test": Kovia's); with its conjuncts'.

        What hangs on it by a preposition among ``barred`` does not describe it.
        """
        found = self._nearest(i, 2, barred)
        for j in self.syntax.under(i, "conj"):
            found += [chain for chain in self._nearest(j, 1, barred) if chain not in found]
        return found

    def _nearest(self, i: int, depth: int, barred: Collection[str]) -> list[str]:
        chain = self.chain_of[i]
        if chain is not None and self.kinds[chain] in ACTING:
            return [chain]
        if depth and self.syntax.children[i]:
            if (thing := counted(self.syntax, i)) != i:
                return self._nearest(thing, depth, barred)
            near = self.syntax.under(i, *DESCRIBING)
            for j in sorted(near, key=lambda j: DESCRIBING.index(self.syntax.tokens[j].relation)):
                if self.syntax.case(j) not in barred and (found := self._nearest(j, depth - 1, barred)):
                    return found
        return [chain] if chain is not None and self.kinds[chain] != "other" else []


def cast(syntax: Syntax, chains: Sequence[Chain], selves: Mapping[int, str] = MappingProxyType({})) -> Cast:
    """Map the tokens of an article to its chains; ``selves`` are those by which a speaker means himself."""
    starts = [token.start for token in syntax.tokens]
    owner: list[str | None] = [None] * len(starts)
    spans = [(mention.span, chain.id) for chain in chains for mention in chain.mentions]
    for span, chain_id in sorted(spans, key=lambda pair: (pair[0].start - pair[0].end, pair[0].start, pair[1])):
        for i in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
            owner[i] = chain_id
    for i, chain_id in selves.items():
        owner[i] = chain_id
    return Cast(syntax, tuple(owner), {chain.id: _kind(chain) for chain in chains})


def _kind(chain: Chain) -> str:
    """A chain's kind; a plural name of no known kind is a group's: "Democrats"."""
    plural = chain.kind == "other" and " " not in chain.name and chain.name[:1].isupper() and chain.name[-1:] == "s"
    return "group" if plural and chain.name[-2:] not in ("ss", "us", "is") else chain.kind


def of_verb(people: Cast, i: int, kind: EventType, companions: Collection[int] = (), patient: bool = False) -> Roles:
    """The roles around verb i; ``companions`` are its trigger's other tokens, whose dependants count as its own.

    ``patient`` says that without an object of its own the verb is a passive: "he was arrested and charged with murder",
    "he faced criticism".
    """
    syntax = people.syntax
    subject, suffers = _subjects(syntax, i)
    objects = syntax.under(i, "obj", "iobj") or _following(syntax, i)
    objects = [j for j in objects if not {j, *syntax.under(j, "compound")} & set(companions)]
    patient = patient or _is_undergone(syntax, i)
    middle = syntax.matches(i, event_class("middle"))
    passive = not middle and (syntax.is_passive(i) or (patient and not objects))
    suffers = suffers and not middle
    subject = [j for j in subject if j not in companions]
    patients = [*subject, *objects] if suffers or passive else objects
    actors = [] if suffers or passive else _chains(people, subject) or _behind(people, i, subject)
    targets = _chains(people, patients, {*IN, *AT, "for"} - {"from"} if kind in ANSWERS else IN)
    where = None
    nouns = [i, *(j for j in companions if syntax.tokens[j].pos in ("NOUN", "PROPN"))]
    case = ""
    for j in (j for noun in nouns for j in syntax.under(noun, *PHRASES)):
        found = people.of(j)
        case = syntax.case(j) or (case if syntax.under(j, "cc") else "")
        agent = syntax.tokens[j].relation == "obl:agent" or case == "by" or (case == "from" and patient)
        if not patient and kind in ANSWERS and j not in syntax.children[i] and case in ("", "by", "from"):
            targets += [chain for chain in found if people.kinds[chain] in ACTING]
        elif agent:
            actors += [chain for chain in found if chain not in actors] if passive or not actors else []
        elif case in IN and found and people.kinds[found[0]] == "place":
            where = where or found[0]
        elif case in AT or (case == "of" and j not in syntax.children[i]) or (case == "for" and kind in FOR):
            targets += found
        elif case not in NO_AIM and any(k in companions for k in syntax.under(j, "case")):
            targets += _chains(people, [j], {*IN, *AT, "by", "for"})
    if kind in ("REQUEST", "ACCUSE", "THREATEN") and not targets:
        clauses = syntax.under(i, "ccomp", "xcomp")
        targets = _chains(people, (j for clause in clauses for j in syntax.under(clause, "nsubj", "nsubj:pass")))
    if not targets:
        targets = (_aims(people, i) if kind in SPOKEN else []) or (
            [] if suffers or kind == "MOBILIZE" else _freed(people, i, companions)
        )
    if not actors and not passive and not suffers:
        actors = _left(people, i)
    if not targets and (objects or not syntax.children[i]):
        targets = _right(people, i)
    if kind == "MOBILIZE" and not actors:
        actors = _chains(people, (j for noun in nouns if noun != i for j in _qualifiers(syntax, noun)))
    return _roles(actors, targets, where, next(iter(patients), None))


def _freed(people: Cast, verb: int, companions: Collection[int]) -> list[str]:
    """The people among a trigger's own words: "the hostages" of "freed the hostages"."""
    near = people.syntax.under(verb, "obj", "nsubj:pass") or _following(people.syntax, verb)
    held = (people.chain_of[j] for j in near if j in companions)
    return [chain for chain in held if chain is not None and people.kinds[chain] in PEOPLE]


def _following(syntax: Syntax, i: int) -> list[int]:
    """The head of the phrase right behind a verb in the active, where the tree knows no object and no clause."""
    active = syntax.under(i, "nsubj", "mark") or syntax.words[i].endswith("ing")
    if not active or syntax.under(i, "ccomp", "xcomp", "aux:pass", "nsubj:pass", "compound:prt"):
        return []
    head = syntax.phrase(i + 1)
    found = head is not None and (syntax.tokens[head].head != i or syntax.tokens[head].relation in MISTAKEN)
    return [head] if found and head is not None else []


def of_noun(people: Cast, i: int, kind: EventType) -> Roles:
    """The roles around event noun i that stand in its own phrase: "Kovian strikes on Ruzmia"."""
    syntax = people.syntax
    named = (i, *syntax.under(i, "compound"))
    suffered = syntax.case(i) == "under" or any(syntax.matches(j, event_class("suffered")) for j in named)
    owners = [*_owners(syntax, i), *(syntax.under(i, "nsubj") if syntax.case(i) in IN_EVENT else ())]
    actors = _chains(people, [*([] if suffered else owners), *_qualifiers(syntax, i)])
    sites = _sites(people, i) if kind == "ASSAULT" else []
    actors = [chain for chain in actors if chain not in sites]
    struck = [c for c in actors if kind == "ASSAULT" and people.kinds[c] == "person" and not owners]
    actors = [chain for chain in actors if chain not in struck]
    targets = [*struck, *(_chains(people, owners) if suffered else ())]
    where, case = next(iter(sites), None), ""
    phrases = syntax.under(i, "nmod", "obl")
    for j in phrases or _behind_of(syntax, i):
        case = syntax.case(j) or ("of" if not phrases else case if syntax.under(j, "cc") else "")
        found = people.of(j)
        if case == "by" or (case in ("between", "among") and kind in MUTUAL) or (case == "from" and kind in FROM_ACTOR):
            actors += found
        elif case == "of":
            if suffered and targets:
                actors, targets = targets, []
            (actors if kind in OF_ACTOR and not actors and not suffered else targets).extend(found)
        elif case in IN and found and people.kinds[found[0]] == "place":
            where = where or found[0]
        elif case in AT or (case == "for" and kind in FOR):
            targets += found
    for j in syntax.under(i, "acl"):
        actors += _chains(people, (k for k in syntax.under(j, "obl", "obl:agent") if syntax.case(k) == "by"))
    if kind in SPOKEN and not targets:
        targets = _aims(people, i)
    return _roles(actors, targets, where, None)


def _behind_of(syntax: Syntax, noun: int) -> list[int]:
    """The head of the phrase that "of" begins right behind a noun, whatever the tree hangs it on."""
    of = syntax.words[noun + 1 : noun + 2] == ("of",) and noun + 2 < syntax.bounds[noun][1]
    head = syntax.phrase(noun + 2) if of else None
    return [] if head is None else [head]


def _sites(people: Cast, noun: int) -> list[str]:
    """The places before an event noun that tell where it was, and are no country: "the Exville attacks"."""
    syntax = people.syntax
    near = [j for j in _qualifiers(syntax, noun) if syntax.tokens[j].pos == "PROPN"]
    near = [j for j in near if syntax.words[j].title() not in countries() and syntax.words[j] not in demonyms()]
    return [chain for chain in _chains(people, near) if people.kinds[chain] == "place"]


def _aims(people: Cast, i: int) -> list[str]:
    """Whom the deed that token i speaks of would strike: the objects of its clauses that can act."""
    syntax = people.syntax
    for clause in syntax.under(i, "xcomp", "ccomp", "acl"):
        near = syntax.under(clause, "obj", "iobj")
        near += [j for j in syntax.under(clause, "obl", "nmod") if syntax.case(j) in AT]
        near += [k for j in syntax.under(clause, "obj") for k in syntax.under(j, "nmod") if syntax.case(k) in AT]
        if found := [chain for chain in _chains(people, near) if people.kinds[chain] in ACTING]:
            return found
    return []


def merged(first: Roles, second: Roles) -> Roles:
    """The roles of ``first``, filled up where it knows nothing."""
    where = first.where or second.where
    return _roles(first.actors or second.actors, first.targets or second.targets, where, first.object)


def _roles(actors: Iterable[str], targets: Iterable[str], where: str | None, found_object: int | None) -> Roles:
    acting = tuple(dict.fromkeys(actors))
    return Roles(acting, tuple(chain for chain in dict.fromkeys(targets) if chain not in acting), where, found_object)


def _chains(people: Cast, tokens: Iterable[int], barred: Collection[str] = IN) -> list[str]:
    return list(dict.fromkeys(chain for j in tokens for chain in people.of(j, barred)))


def _is_undergone(syntax: Syntax, i: int) -> bool:
    """Whether a bare participle tells what its subject underwent, as headlines do: "two men arrested in Kovia"."""
    past = syntax.words[i].endswith("ed") or syntax.words[i] not in syntax.lemmas[i][:1]
    bare = not syntax.under(i, "aux", "obj", "ccomp", "xcomp") and not syntax.words[i].endswith(("ing", "s"))
    ends = i + 1 >= syntax.bounds[i][1] or syntax.tokens[i + 1].pos in ("ADP", "PUNCT", "ADV", "SCONJ", "CCONJ")
    return past and bare and ends and syntax.matches(i, event_class("undergone"))


def _subjects(syntax: Syntax, i: int, depth: int = DEPTH) -> tuple[list[int], bool]:
    """The subject tokens of verb i, its own or a governor's, and whether they suffer what it says."""
    own = syntax.under(i, "nsubj:pass") or syntax.under(i, "nsubj")
    token, head = syntax.tokens[i], syntax.tokens[i].head
    if own:
        suffers = bool(syntax.under(i, "nsubj:pass")) and not syntax.words[i].endswith("s")
        if token.relation == "acl:relcl" and head is not None and syntax.words[own[0]] in RELATIVE:
            return [head], suffers
        return own, suffers
    if head is None or not depth:
        return [], False
    if token.relation in ("acl", "acl:relcl") and not syntax.under(i, "mark"):
        return [head], syntax.is_passive(i)
    if token.relation == "acl" or (token.relation == "xcomp" and syntax.tokens[head].pos == "NOUN"):
        return (_owners(syntax, head) or _carrier_subject(syntax, head, depth)), False
    if token.relation in ("xcomp", "conj", "advcl"):
        objects = syntax.under(head, "obj")
        if token.relation == "xcomp" and objects and not syntax.matches(head, PROMISES):
            return objects, syntax.is_passive(i)
        above, suffers = _subjects(syntax, head, depth - 1)
        return above, syntax.is_passive(i) if token.relation == "xcomp" else suffers and syntax.is_passive(i)
    return [], False


def _owners(syntax: Syntax, noun: int) -> list[int]:
    """What stands before a noun in the possessive, whatever its arc is called."""
    owned = [j for j in syntax.children[noun] if j < noun]
    return [j for j in owned if syntax.tokens[j].relation == "nmod:poss" or syntax.words[j + 1] in ("'s", "'")]


def _qualifiers(syntax: Syntax, noun: int) -> list[int]:
    """What stands before a noun and tells whose it is without a possessive: "Kovian raids", "the Orlen threats"."""
    near = [j for j in syntax.under(noun, "compound", "amod", "nmod") if j < noun and not syntax.case(j)]
    return [j for j in near if syntax.tokens[j].relation != "nmod" or syntax.tokens[j].pos == "PROPN"]


def _behind(people: Cast, i: int, subject: Sequence[int]) -> list[str]:
    """Who signs or makes the order, bill ... that is told to do something: "signed an order barring refugees"."""
    orders = people.syntax.tokens[i].relation == "acl" and len(subject) == 1 and people.syntax.words[i].endswith("ing")
    orders = orders and people.syntax.matches(subject[0], event_class("instrument"))
    return _chains(people, _carrier_subject(people.syntax, subject[0], DEPTH)) if orders else []


def _carrier_subject(syntax: Syntax, noun: int, depth: int) -> list[int]:
    """Who makes the plan, has the right ...: the subject of the verb that noun is the object of."""
    head = syntax.tokens[noun].head
    if head is None or syntax.tokens[noun].relation not in ("obj", "obl"):
        return []
    return _subjects(syntax, head, depth - 1)[0]


def _left(people: Cast, i: int) -> list[str]:
    """The mention that stands where a subject does, if the tree knows none: right before token i, no phrase's part."""
    syntax = people.syntax
    for j in range(i - 1, syntax.bounds[i][0] - 1, -1):
        chain = people.chain_of[j]
        if chain is None:
            if syntax.tokens[j].pos in ("VERB", "NOUN", "PROPN", "PRON", "NUM") or syntax.words[j] in (";", ":", "'s"):
                return []
            continue
        first = next((k + 1 for k in range(j, syntax.bounds[i][0] - 1, -1) if people.chain_of[k] != chain), j)
        owned = syntax.words[j] in ("'s", "'") or (j + 1 < i and syntax.words[j + 1] in ("'s", "'"))
        phrase = first > syntax.bounds[i][0] and syntax.tokens[first - 1].pos == "ADP"
        return [chain] if people.kinds[chain] in ACTING and not owned and not phrase else []
    return []


def _right(people: Cast, i: int) -> list[str]:
    """The nearest acting mention after token i in its own clause."""
    syntax = people.syntax
    for j in range(i + 1, syntax.bounds[i][1]):
        token = syntax.tokens[j]
        if token.pos in ("VERB", "AUX", "SCONJ", "CCONJ", "PRON") or syntax.words[j] in STOPS:
            return []
        chain = people.chain_of[j]
        if chain is not None and people.kinds[chain] in ACTING:
            return [] if token.relation.startswith("nsubj") else [chain]
    return []
