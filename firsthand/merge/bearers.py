"""Which chains of people are one person: full names first, then the short forms that only one bearer can mean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

from firsthand import lexicon
from firsthand.merge.groups import Groups
from firsthand.merge.names import (
    PARTICLES,
    SAME_SPELLING_ALONE,
    TWO_SURNAMES,
    hard,
    likeness,
    person_words,
    same_word,
    skeleton,
    title_words,
)
from firsthand.merge.places import demonyms, place_key
from firsthand.merge.words import sense, words
from firsthand.model import Annotations, Chain, Span

Person = tuple[Chain, Annotations, tuple[str, ...]]
Name = tuple[str, ...]
BEFORE = 40
"""Characters before a name in which its office stands ("X's defence minister NAME"); set by hand."""
OFFICE = 2
"""Words of an office ("Veltrin", "minister") that must agree where one page gives the name no office; set by hand."""
_STOP = re.compile(r"\n|[.!?][\"”’]* ")
_JUNIOR = re.compile(r",? Jr\b\.?$")
WOMEN = frozenset({"mrs", "ms", "miss", "madam", "lady", "queen", "princess", "baroness", "dame"})
MEN = frozenset({"mr", "sir", "lord", "king", "prince"})


def join_people(people: Sequence[Person]) -> Iterator[tuple[str, str, str]]:
    """Pairs of Chain ids that are one person, each with its reason; ``people`` are chains with their page and names."""
    sons = _juniors(people)
    if sons:
        yield from join_people([person for person in people if person[0].id in sons])
    people = [person for person in people if person[0].id not in sons]
    full = {chain.id: name for chain, _, names in people if (name := _fullest(names))}
    owners: dict[Name, list[Person]] = defaultdict(list)
    for person in people:
        if person[0].id in full:
            owners[full[person[0].id]].append(person)
    groups = Groups(map(repr, owners))
    for one, other, reason in _full_names(owners):
        groups.join(repr(one), repr(other))
        yield owners[one][0][0].id, owners[other][0][0].id, reason
    for same in owners.values():
        for person in same[1:]:
            yield same[0][0].id, person[0].id, "same full name"
    yield from _short_names(people, full, groups, owners)


def _juniors(people: Sequence[Person]) -> frozenset[str]:
    """The chains called "Jr." whose name a page gives somebody else without it; else the word tells nobody apart."""
    sons: dict[str, set[Name]] = {}
    others: set[tuple[str, Name]] = set()
    for chain, page, names in people:
        full = [(name, words) for name in names if len(words := person_words(name)) > 1]
        if full and all(_JUNIOR.search(name) for name, _ in full):
            sons[chain.id] = {words for _, words in full}
        others |= {(page.article.id, words) for name, words in full if not _JUNIOR.search(name)}
    told = {
        words for chain, page, _ in people for words in sons.get(chain.id, ()) if (page.article.id, words) in others
    }
    return frozenset(chain for chain, words in sons.items() if words & told)


def _fullest(names: Sequence[str]) -> Name | None:
    longest = max((person_words(name) for name in names), key=len, default=())
    return longest if len(longest) > 1 else None


def _surname(name: Name) -> Name:
    """The last word, and what belongs to it ("bin Osric", "van der Roe")."""
    at = len(name) - 1
    while at > 1 and name[at - 1] in PARTICLES:
        at -= 1
    return name[at:]


def _full_names(owners: dict[Name, list[Person]]) -> Iterator[tuple[Name, Name, str]]:
    blocks: dict[str, list[Name]] = defaultdict(list)
    for name in sorted(owners):
        blocks[skeleton(name[-1])].append(name)
        if (sounded := skeleton(hard(name[-1]))) != skeleton(name[-1]):
            blocks[sounded].append(name)
        if len(name) > TWO_SURNAMES:
            blocks[skeleton(name[-2])].append(name)
    for block in blocks.values():
        for place, one in enumerate(block):
            matches = [(other, like) for other in block if other != one and (like := likeness(one, other))]
            shorter_of = [
                other for other, like in matches if like == "shorter form of the name" and len(other) >= len(one)
            ]
            rivals = any(likeness(a, b) is None for a in shorter_of for b in shorter_of if a != b)
            for other, like in matches:
                if like == "shorter form of the name":
                    if other in shorter_of and not rivals and (len(other) > len(one) or other in block[place:]):
                        yield other, one, like
                elif other in block[place:] and (like != "kin given names" or _agree(owners[one], owners[other])):
                    yield one, other, like if like != "kin given names" else "kin given names, same surname and office"


def _agree(one: Sequence[Person], other: Sequence[Person]) -> bool:
    """Whether two people of kin given names are one: an office or a country in common, or nothing that parts them.

    Nothing does where their surname is the same to the letter and no page calls one what none calls the other. A page
    that names both by two forms of one given name and that surname ("Mike Roe", "Michael Roe") and never in one
    sentence has one person.
    """
    if {page.article.id for _, page, _ in one} & {page.article.id for _, page, _ in other}:
        alike = _surnames(one) == _surnames(other) and _given(one).isdisjoint(_given(other))
        return alike and not _together(one, other)
    first, second = ({word for person in side for word in _told(person)} for side in (one, other))
    if first & second:
        return True
    if _surnames(one) == _surnames(other):
        mine, theirs = ({word for person in side for word in _callings(person)} for side in (one, other))
        if not mine or not theirs or mine & theirs:
            return True
    if bool(first) == bool(second):
        return False
    silent, told = (other, first) if first else (one, second)
    return any(len(told & _vacant(page)) >= OFFICE for _, page, _ in silent)


def _surnames(people: Sequence[Person]) -> set[str]:
    return {words[-1] for _, _, names in people for name in names if (words := person_words(name))}


def _together(one: Sequence[Person], other: Sequence[Person]) -> bool:
    """Whether a sentence names both."""
    there: dict[str, list[Span]] = defaultdict(list)
    for chain, page, _ in other:
        there[page.article.id] += _called(chain)
    for chain, page, _ in one:
        for mine, theirs in product(_called(chain), there.get(page.article.id, ())):
            between = page.article.text[min(mine.end, theirs.end) : max(mine.start, theirs.start)]
            if _STOP.search(between) is None:
                return True
    return False


def _called(chain: Chain) -> list[Span]:
    return [mention.span for mention in chain.mentions if mention.form == "name"]


def _given(people: Sequence[Person]) -> set[str]:
    return {words[0] for _, _, names in people for name in names if len(words := person_words(name)) > 1}


def _vacant(page: Annotations) -> set[str]:
    """Offices and countries of the people whom a page describes and never names, chain by chain the fullest."""
    unnamed = [
        chain for chain in page.chains if chain.kind == "person" and all(m.form != "name" for m in chain.mentions)
    ]
    return max((_told((chain, page, ())) for chain in unnamed), key=len, default=set())


def _callings(person: Person) -> set[str]:
    """The classes of all that a page calls a person."""
    told = (word for word in _words_of(person) if lexicon.table("role_nouns").get(word) == "person")
    return {_classes()[word] for word in told}


@cache
def _classes() -> dict[str, str]:
    """A noun for a person -> the class of its own."""
    rows = (row for row in lexicon.rows("role_nouns") if row[1] == "person")
    return {row[0]: row[2].split(",")[0] if row[2:] else row[0] for row in rows}


def _words_of(person: Person) -> list[str]:
    """The words before the names of a person and of all that describes it."""
    chain, page, names = person
    text = page.article.text
    parts = [*chain.roles, *chain.affiliations, *(word for name in names for word in title_words(name))]
    for mention in chain.mentions:
        start, end = mention.span.start, mention.span.end
        if mention.form == "nominal":
            parts.append(text[start:end])
        elif mention.form == "name":
            parts.append(text[max(0, start - BEFORE) : start].rpartition(".")[2])
    return words(" ".join(parts))


def _told(person: Person) -> set[str]:
    own = {word for name in person[2] for word in person_words(name)}
    found: set[str] = set()
    for word in _words_of(person):
        country = demonyms().get(word) or (place_key(word) or "").removeprefix("country ")
        if country and word not in own:
            found.add(country)
        elif word in lexicon.entries("merge_titles") and word not in own:
            found.add(sense(word) or word)
    return found


class _Known:
    """The full names of a story by the single words that stand for them, and the surnames on each page."""

    def __init__(self, people: Sequence[Person], full: dict[str, Name]) -> None:
        self._attested: dict[str, set[Name]] = defaultdict(set)
        self._surnames: dict[str, set[Name]] = defaultdict(set)
        self.given: dict[str, set[Name]] = defaultdict(set)
        self.families: dict[str, set[str]] = defaultdict(set)
        for chain, page, names in people:
            name = full.get(chain.id)
            if name is None:
                continue
            self.given[name[0]].add(name)
            self.families[page.article.id].add(name[-1])
            if name[0] in lexicon.entries("surnames_first"):
                self._attested[name[0]].add(name)
            if len(_surname(name)) == 1:
                self._surnames[skeleton(name[-1])].add(name)
            for form in map(person_words, names):
                if len(form) == 1:
                    self._attested[form[0]].add(name)

    def bearers(self, short: Name) -> set[Name]:
        """The full names of which a short form may be one."""
        last = short[-1]
        found = {name for name in self._surnames[skeleton(last)] if same_word(last, name[-1], SAME_SPELLING_ALONE)}
        return found | self._attested[last] if len(short) == 1 else found


def _short_names(
    people: Sequence[Person], full: dict[str, Name], groups: Groups, owners: dict[Name, list[Person]]
) -> Iterator[tuple[str, str, str]]:
    known = _Known(people, full)
    alone: dict[Name, Person] = {}
    for person in people:
        chain, page, names = person
        if chain.id in full:
            continue
        short = max(map(person_words, names), key=len, default=())
        if not short:
            continue
        if short[0] in known.given and _of_kin(chain, page):
            family = {name for name in known.given[short[0]] if name[-1] in known.families[page.article.id]}
            if len({groups.find(repr(name)) for name in family}) == 1:
                yield owners[min(family)][0][0].id, chain.id, "a relative of that surname by the given name"
            continue
        bearers = known.bearers(short)
        roots = {groups.find(repr(name)) for name in bearers}
        if len(roots) > 1 and len(short) == 1:
            held = {name for name in bearers if any(set(chain.roles) & set(one[0].roles) for one in owners[name])}
            if len({groups.find(repr(name)) for name in held}) == 1 and not _clash(names, owners[min(held)]):
                yield owners[min(held)][0][0].id, chain.id, "surname and office of one bearer alone"
        if len(roots) == 1 and len(short) == 1:
            target = min(bearers)
            if not _clash(names, owners[target]):
                yield owners[target][0][0].id, chain.id, "short form of the only full name that it fits"
        elif not roots:
            other = alone.setdefault(short, person)
            if other is not person and not _clash(names, [other]):
                yield other[0].id, chain.id, "same name, and no other bearer of it"
    yield from _alone_variants(alone)


def _of_kin(chain: Chain, page: Annotations) -> bool:
    """Whether a name is first told as a relative's: "Roe's son Jan", "their sons Jan and Piet"."""
    first = _called(chain)[0].start
    before = words(_STOP.split(page.article.text[max(0, first - BEFORE) : first])[-1])
    return not lexicon.entries("relatives").isdisjoint({*before, *(word[:-1] for word in before)})


def _alone_variants(alone: dict[Name, Person]) -> Iterator[tuple[str, str, str]]:
    blocks: dict[str, list[Name]] = defaultdict(list)
    for name in sorted(alone):
        if len(name) == 1:
            blocks[skeleton(name[0])].append(name)
    for block in blocks.values():
        for place, one in enumerate(block):
            for other in block[place + 1 :]:
                if same_word(one[0], other[0], SAME_SPELLING_ALONE):
                    yield alone[one][0].id, alone[other][0].id, "spelling variant, and no other bearer of it"


def _clash(names: Sequence[str], others: Sequence[Person]) -> bool:
    """Whether one is called Mrs and the other Mr."""
    mine = {title for name in names for title in title_words(name)}
    theirs = {title for _, _, given in others for name in given for title in title_words(name)}
    return bool((mine & WOMEN and theirs & MEN) or (mine & MEN and theirs & WOMEN))
