"""Bodies called with and without the place that they are of, and missions of a country: which are one, with reasons.

"Exland's Rights Commission" and "the Exland Rights Commission" are one wherever they are told of; "the Rights
Commission" is that one if nothing else of the page, or of the story, can be meant. An embassy is one by the country
that keeps it and the country that it is in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from firsthand import lexicon
from firsthand.merge.named import Named
from firsthand.merge.names import SAME_SPELLING_ALONE, same_word
from firsthand.merge.places import country_of, demonyms, known, listed, place_key
from firsthand.merge.words import fold, strip_frame
from firsthand.model import Annotations, Chain, Mention

OWNER_WORDS = 3
"""Words of the longest name of a place that is looked for in the name of a body."""
OWN_NAME = 2
"""Words that must be left of a body's name without its place: "Senate" alone may be any."""
TELLING = 3
"""Words from which on a name without its place tells which body is meant; of a country's two will do. By judgement."""
SOLE = frozenset({"senate", "congress", "constitution", "parliament", "army", "navy"})
"""What is told by one word with or without its country."""
MISSIONS = frozenset({"embassy", "consulate"})
_POSSESSOR = re.compile(r"(.+?)['’]s ")
_OWNER = re.compile(r"((?:[A-Z][\w.-]* ?){1,3})['’]s (?:[\w-]+ )?$")
_HOST = re.compile(r" in (?:the )?((?:[A-Z][\w.-]*[ ,]{0,2}){1,3})")


def placed(bodies: Sequence[Named]) -> Iterator[tuple[Named, Named, str]]:
    """Pairs of bodies that are one but for the place in their names."""
    owners: dict[str, dict[str, Named]] = defaultdict(dict)
    on_page: dict[tuple[str, str], dict[str, Named]] = defaultdict(dict)
    bare: list[tuple[str, Named]] = []
    for one in bodies:
        found = {pair for name in one.names if (pair := _parted(name)) is not None}
        found |= {(owner, name) for owner, name in _owned(one)}
        for owner, name in sorted(found):
            other = owners[name].setdefault(owner, one)
            on_page[one.page.article.id, name].setdefault(owner, other)
            if other is not one:
                yield other, one, "one name, of one place"
        if not found:
            short = sorted({fold(strip_frame(name)) for name in one.names})
            bare += [(name, one) for name in short if " " in name or name in SOLE]
    for name, one in bare:
        here = _national(on_page.get((one.page.article.id, name), {}))
        story = _national(owners.get(name, {}))
        if not any(len(name.split()) >= TELLING or owner.startswith("country") for owner in here or story):
            continue
        if len(here) == 1:
            yield next(iter(here.values())), one, "the only body of that name on the page"
        elif len(story) == 1 and not here:
            yield next(iter(story.values())), one, "the only body of that name in the story"


def _national(owned: Mapping[str, Named]) -> Mapping[str, Named]:
    """Of bodies of one name, the only one that is a country's: "the Supreme Court" is no state's beside it."""
    found = {owner: one for owner, one in owned.items() if owner.startswith("country")}
    return found if len(found) == 1 else owned


def _parted(name: str) -> tuple[str, str] | None:
    """A body's name as the place before it and the rest; None where it begins with no place.

    >>> _parted("Dutch Safety Board"), _parted("Veltrin Safety Board"), _parted("U.S. Senate")
    (('country NLD', 'safety board'), None, ('country USA', 'senate'))
    """
    words = strip_frame(name).split()
    sole = bool(words) and words[-1].lower() in SOLE
    for size in range(min(OWNER_WORDS, len(words) - (1 if sole else OWN_NAME)), 0, -1):
        owner = _place(" ".join(words[:size]))
        rest = fold(" ".join(words[size:]))
        if owner is not None and rest not in lexicon.entries("national_bodies"):
            return owner, rest
    return None


def _place(name: str) -> str | None:
    """What a place, a demonym or a chamber of a parliament is known as."""
    if fold(name) in lexicon.entries("chambers"):
        return f"country of the {fold(name)}"
    if name == "Federal":
        return "country of the story"
    bare = re.sub(r"['’]s?$", "", name)
    code = demonyms().get(fold(bare))
    return f"country {code}" if code else place_key(bare) or (f"place {fold(bare)}" if listed(bare) else None)


def _owned(one: Named) -> Iterator[tuple[str, str]]:
    """The places whose possessive stands right before a name of a body: "Exland's Rights Commission"."""
    text = one.page.article.text
    for mention in one.chain.mentions:
        before = _OWNER.search(text[max(0, mention.span.start - 60) : mention.span.start])
        name = fold(strip_frame(one.page.article.words_of(mention.span)))
        if mention.form == "name" and before and " " in name and (owner := _place(before[1].strip())) is not None:
            yield owner, name


def missions(chains: Sequence[tuple[Chain, Annotations]]) -> Iterator[tuple[str, str, str]]:
    """Pairs of ids of Chains that are one embassy or consulate; where one page does not tell its host, the only one."""
    first: dict[tuple[str, str, str], str] = {}
    open_: list[tuple[str, str, str]] = []
    for chain, page in chains:
        told = [row for mention in chain.mentions if (row := _mission(mention, chain, page)) is not None]
        if len({row[:2] for row in told}) != 1:
            continue
        kind, country = told[0][:2]
        hosts = {host for _, _, host in told if host}
        for host in hosts if len(hosts) == 1 else ():
            other = first.setdefault((kind, country, host), chain.id)
            if other != chain.id:
                yield other, chain.id, f"{kind} of one country in one country"
        if not hosts:
            open_.append((kind, country, chain.id))
    for kind, country, chain_id in open_:
        hosts = {row[2] for row in first if row[:2] == (kind, country)}
        if len(hosts) < 2:
            other = first.setdefault((kind, country, next(iter(hosts), "")), chain_id)
            if other != chain_id:
                yield other, chain_id, f"the only {kind} of that country in the story"


def _mission(mention: Mention, chain: Chain, page: Annotations) -> tuple[str, str, str] | None:
    """Kind, country that keeps it and host ("" where not told) of a mention of a mission."""
    text = page.article.words_of(mention.span)
    last = fold(text.split()[-1])
    kind = next((one for one in sorted(MISSIONS) if same_word(last, one, SAME_SPELLING_ALONE)), None)
    if kind is None or mention.form == "pronoun":
        return None
    before = page.article.text[max(0, mention.span.start - 60) : mention.span.start]
    keeper = _OWNER.search(before) or _POSSESSOR.match(text)
    rest = text if keeper is None or keeper.string is before else text[keeper.end() :]
    words = [keeper[1].strip(), *rest.split()[:-1]] if keeper is not None else rest.split()[:-1]
    if keeper is not None and country_of(words[0]) is None:
        ends = mention.span.start + (keeper.end(1) if rest is not text else keeper.end(1) - len(before))
        places = (one for one in page.chains if one.kind == "place")
        land = next((one.name for one in places if any(each.span.end == ends for each in one.mentions)), None)
        if land is None:
            return None
        words[0] = land
    codes = [code for word in words if (code := demonyms().get(fold(word)) or country_of(word))]
    own = [place.country for tie in chain.affiliations if (place := known(tie)) is not None]
    countries = list(dict.fromkeys(codes or own))
    if not countries:
        return None
    after = _HOST.match(page.article.text[mention.span.end : mention.span.end + 60])
    host = country_of(after[1].strip(" ,")) or getattr(known(after[1].strip(" ,")), "country", "") if after else ""
    return kind, countries[0], (countries[1] if len(countries) > 1 else host or "")
