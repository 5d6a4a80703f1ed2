"""How real a reported event is: happened, under way, planned, threatened, alleged, denied, only supposed, or over.

Read from the auxiliaries and modifiers of the event's word, from the words that govern it ("threatened to attack") and
from the statement that tells it. The words are data in event_status.txt; whether the report is true is not asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import cast

from firsthand.annotate.syntax import Syntax
from firsthand.lexicon import rows
from firsthand.model import Statement, Status

GOVERNORS = 3
"""Words above the event that are asked."""
STRENGTH: Mapping[Status, int] = {
    "denied": 7, "alleged": 6, "threatened": 5, "hypothetical": 4, "planned": 3, "ended": 2, "ongoing": 1, "happened": 0
}  # fmt: skip
"""Which of several readings of one place wins."""
MODIFIERS = frozenset({"advmod", "amod", "det", "mark", "nmod", "compound"})
LINKS = frozenset({"to", "of", "for", "from", "with"})
"""Words that tie a phrase to the word that says how real it is."""
BEFORE_GERUNDS = LINKS | {"on", "about", "against"}
ANYBODY = frozenset({"anyone", "anybody", "whoever", "anything", "whatever"})
"""Words of which nothing is told that happened: "anyone who attacks"."""
OPEN: tuple[Status, ...] = ("planned", "hypothetical", "threatened")
ONLY = frozenset({"only", "just", "merely", "simply"})
"""Words after which "not" denies nothing."""
DOUBTING = "doubting"
WHEN = frozenset({"after", "when", "since", "before", "until", "while"})


@cache
def cues(place: str) -> Mapping[str, Status]:
    """Base form -> status for the cue words that stand ``place`` ("over", "clause", "object", "beside", "aux").

    >>> cues("aux")["will"], cues("over")["threaten"]
    ('planned', 'threatened')
    """
    return {word: cast(Status, status) for word, status, where in rows("event_status") if where == place}


def status(syntax: Syntax, i: int, statement: Statement | None, cue: tuple[str, ...] = ()) -> Status:
    """The status of the event whose word is token i.

    ``statement`` is the innermost one that tells it, ``cue`` the classes of its cue in the list of reporting verbs.
    """
    own = _own(syntax, i, statement is not None and statement.form == "indirect")
    above = _above(syntax, i) if own in ("happened", "ongoing") else own
    if own == "planned" and _above(syntax, _first_of(syntax, i)) == "threatened":
        return "threatened"
    found = above if above != "happened" else own
    if statement is None:
        return found
    if statement.act == "threatens" and found in ("planned", "hypothetical", "happened"):
        return "threatened"
    if statement.act == "denies" and found in ("happened", "ongoing"):
        return "denied"
    if found in ("happened", "ongoing") and (statement.act == "accuses" or DOUBTING in cue):
        relative = statement.act == "accuses" and syntax.tokens[i].relation == "acl:relcl"
        return found if relative or _is_known(syntax, i) else "alleged"
    if statement.act in ("promises", "demands", "asks") and found == "happened" and _is_bare(syntax, i):
        return "planned" if statement.act == "promises" else "hypothetical"
    return found


def _first_of(syntax: Syntax, i: int) -> int:
    """The first of the verbs that token i goes on, all told of one subject: "close" of "will close and cut"."""
    head = syntax.tokens[i].head
    goes_on = syntax.tokens[i].relation == "conj" and not syntax.under(i, "nsubj")
    return _first_of(syntax, head) if goes_on and head is not None and syntax.tokens[head].pos == "VERB" else i


def _own(syntax: Syntax, i: int, told: bool = False) -> Status:
    """What the event's own auxiliaries, negation, conjunction and modifiers say; ``told`` in somebody's words."""
    head = syntax.tokens[i].head
    spots = list(syntax.children[i])
    but = any(syntax.words[j] == "but" for j in syntax.under(i, "cc"))
    if syntax.tokens[i].relation == "conj" and head is not None and not but and not syntax.under(i, "aux", "nsubj"):
        spots += syntax.under(head, "aux", "advmod")
    found: list[Status] = []
    for j in spots:
        token = syntax.tokens[j]
        if token.relation.startswith("aux"):
            found += ["planned"] if _is_reported_future(syntax, i, j, told) else _first(syntax, j, cues("aux"))
        elif token.relation in MODIFIERS and j < i and not (j + 1 < i and syntax.words[j + 1] in ONLY):
            found += _first(syntax, j, cues("beside"))
    if _is_supposed(syntax, i):
        return "hypothetical"
    if "hypothetical" in found and any(syntax.words[j] in ("if", "unless") for j in syntax.under(i, "mark")):
        return "hypothetical"
    if "planned" in found and "alleged" in found:
        return "planned"
    if not found and _is_progressive(syntax, i):
        return "ongoing"
    return max(found, key=STRENGTH.__getitem__, default="happened")


def _above(syntax: Syntax, i: int) -> Status:
    """What the governors say, the nearest cue first; an infinitive of purpose without one is planned."""
    if before := _before_mark(syntax, i):
        return before
    at, head = i, syntax.tokens[i].head
    if head is not None and _is_joined(syntax, i, head):
        return _above(syntax, head)
    if head is not None and syntax.tokens[i].relation == "acl:relcl" and syntax.words[head] in ANYBODY:
        return "hypothetical"
    for _ in range(GOVERNORS):
        head = syntax.tokens[at].head
        bond = "" if head is None else _bond(syntax, at)
        if head is None or not bond:
            break
        if said := _governed(syntax, head, bond):
            return said
        if (bond == "object" and at == i) or syntax.tokens[at].relation == "ccomp":
            break
        if (own := _own(syntax, head)) not in ("happened", "ongoing"):
            return own
        at = head
    marks = [syntax.words[j] for j in syntax.under(i, "mark")]
    return "planned" if "to" in marks and syntax.words[i] in syntax.lemmas[i][:1] else "happened"


def _is_joined(syntax: Syntax, i: int, head: int) -> bool:
    """Whether a verb shares the infinitive or the relative clause of another: "to seize and destroy", "who seizes"."""
    if (
        syntax.tokens[i].relation != "conj"
        or syntax.tokens[head].pos != "VERB"
        or syntax.under(i, "aux", "nsubj", "mark")
    ):
        return False
    infinitive = "to" in (syntax.words[j] for j in syntax.under(head, "mark")) and _is_bare(syntax, i)
    return infinitive or syntax.tokens[head].relation == "acl:relcl"


def _governed(syntax: Syntax, head: int, bond: str) -> Status | None:
    """What a governor says of what hangs on it: "refused to" and "forced to" by what is said of them; None: nothing."""
    passive = [cues("passive")] if bond == "clause" and syntax.is_passive(head) else []
    said = next(iter(_first(syntax, head, *passive, cues(bond), cues("over"))), None)
    if said is None:
        return None
    if said == "denied" and _above(syntax, head) == "denied":
        return "happened"
    own = _own(syntax, head)
    if said == "happened":
        return own if own not in ("happened", "ongoing") else _above(syntax, head)
    if own == "denied":
        return "denied" if said in OPEN else "ongoing" if said == "ended" else said
    return own if own == "hypothetical" and said != "alleged" else said


def _before_mark(syntax: Syntax, i: int) -> Status | None:
    """What the word just before the event's "to" or "that" or gerund says: nearer evidence than a far arc."""
    marks = [j for j in syntax.under(i, "mark") if syntax.bounds[i][0] < j < i and syntax.words[j] in ("to", "that")]
    if not marks and syntax.words[i].endswith("ing") and syntax.tokens[i - 1].pos == "VERB":
        marks = [i] if i > syntax.bounds[i][0] else []
    return next((_governed(syntax, j - 1, "clause") for j in marks if not syntax.under(j - 1, "advmod")), None)


def _is_supposed(syntax: Syntax, i: int) -> bool:
    """Whether "if" or "unless" stands right before the clause of verb i, whatever the tree hangs it on."""
    subjects = [j for j in syntax.under(i, "nsubj", "nsubj:pass") if j < i]
    first = min([j for k in subjects for j in (k, *syntax.children[k])], default=i) - 1
    return bool(subjects) and first >= syntax.bounds[i][0] and syntax.words[first] in ("if", "unless")


def _bond(syntax: Syntax, i: int) -> str:
    """How token i hangs on its governor, if that can say how real it is: "object", "clause" or "" (it cannot)."""
    relation = syntax.tokens[i].relation
    if syntax.words[i].endswith("ing") and i > syntax.bounds[i][0] and not syntax.under(i, "mark"):
        before = min([i, *syntax.under(i, "advmod")]) - 1
        if before >= syntax.bounds[i][0] and syntax.words[before] == ",":
            return ""
    marks = [syntax.words[j] for j in syntax.under(i, "mark", "case")]
    if relation in ("obj", "nsubj:pass"):
        return "object"
    if relation in ("xcomp", "ccomp", "csubj") or (relation == "acl" and marks):
        return "clause"
    links = BEFORE_GERUNDS if syntax.tokens[i].pos == "VERB" else LINKS
    return "clause" if relation in ("advcl", "obl", "nmod") and links & set(marks) else ""


def _first(syntax: Syntax, i: int, *tables: Mapping[str, Status]) -> list[Status]:
    """What the first known form of token i says, by the first of ``tables`` that has it; empty where none does."""
    for form in (syntax.words[i], *syntax.lemmas[i]):
        for table in tables:
            if form in table:
                return [table[form]]
    return []


def _is_known(syntax: Syntax, i: int) -> bool:
    """Whether the words take an event for granted: "after they attacked", "their attack"."""
    if syntax.tokens[i].pos == "NOUN":
        return bool(syntax.under(i, "nmod:poss"))
    finite = syntax.tokens[i].relation == "advcl"
    return finite and any(syntax.words[j] in WHEN for j in syntax.under(i, "mark", "advmod"))


def _is_progressive(syntax: Syntax, i: int) -> bool:
    aux = [syntax.words[j] for j in syntax.under(i, "aux", "aux:pass")]
    present = any(word in ("is", "are", "'s", "'re", "am", "been") for word in aux)
    return present and (syntax.words[i].endswith("ing") or "being" in aux)


def _is_reported_future(syntax: Syntax, i: int, aux: int, told: bool) -> bool:
    """Whether "would" stands for the "will" of what was said: "said it would free them", without an if."""
    if syntax.words[aux] not in ("would", "'d") or not (told or syntax.tokens[i].relation in ("ccomp", "conj")):
        return False
    clauses = (j for j in syntax.under(i, "advcl") for j in syntax.under(j, "mark"))
    return not any(syntax.words[j] in ("if", "unless") for j in clauses)


def _is_bare(syntax: Syntax, i: int) -> bool:
    """Whether a verb has neither tense nor auxiliary: "release him", "to release him"."""
    return syntax.words[i] == syntax.lemmas[i][0] and not syntax.under(i, "aux")
