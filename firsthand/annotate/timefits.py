"""What must stand around the words of a time expression for them to be one: "May" is a month after "in".

Each takes the match of a rule of timerules.py; it looks at the words next to it, no further, and knows no grammar.
"""

from __future__ import annotations

import re

from firsthand.annotate.timevalue import words

_REACH = 30
"""Characters after an expression that are looked at: two or three words."""


EARLY = "1900"
"""Four digits below are as often a number as a year: only a preposition of time before them tells."""


def previous(match: re.Match[str]) -> str:
    """The word before the expression in lower case, "" at a start."""
    before = re.search(r"([\w'’]+)[\s(\"“-]*$", match.string[max(0, match.start() - 24) : match.start()])
    return before[1].lower() if before else ""


def after(match: re.Match[str]) -> str:
    """What follows the expression."""
    return match.string[match.end() : match.end() + _REACH]


def always(match: re.Match[str]) -> bool:
    """Nothing need stand around it."""
    return True


def never(match: re.Match[str]) -> bool:
    """Whether it is a time depends on more than the words around it."""
    return False


def month(match: re.Match[str]) -> bool:
    """Whether "May" or "march" is a month."""
    if any(match.groupdict().get(name) for name in ("stage", "stage2", "rel", "y", "of")):
        return True
    name = match["m"].lower()
    if name in words("ownmonth") and _OWNS.search(match.string[max(0, match.start() - _REACH) : match.start()]):
        return re.match(r"\s(?!for\b|of\b|on\b|to\b|in\b|against\b)[a-z]{3}", after(match)) is not None
    if len(name.rstrip(".")) < 5 and name not in ("may", "june", "july"):
        return name.endswith(".") and previous(match) in words("beforemonth")
    return name not in words("likeword") or previous(match) in words("beforemonth")


def spelled(match: re.Match[str]) -> bool:
    """Whether "May second" is a day and no name or adverb: its month tells, or a word before it."""
    if re.match(r"-|\s+(?:quarter|half|time|place|lady)\b", after(match)):
        return False
    return match["m"].lower() not in words("likeword") or previous(match) in (*words("beforemonth"), "on", "the")


_OWNS = re.compile(r"\b(?i:an?|its|his|her|their|our)\s+$")


def season(match: re.Match[str]) -> bool:
    """Whether "fall" is a season."""
    return bool(match["rel"] or match["y"] or match["stage"] or match["stage2"])


def year(match: re.Match[str]) -> bool:
    """Whether four digits are a year."""
    if match["y"] < EARLY:
        return previous(match) in words("beforeoldyear")
    if match["stage"] or match["stage2"] or match[0][0].isalpha() or previous(match) in words("beforeyear"):
        return True
    noun = re.match(r"\s([a-z]{3,}|[A-Z][a-z]+)\b", after(match))
    if noun and match["y"][2:] != "00" and not noun[1].endswith("s"):
        return noun[1].lower() not in words("counted")
    rest = after(match)[:2]
    return not rest.strip() or rest[0] in ".,;:)]'’\"”-\n" or match.string[match.start() - 1 : match.start()] == "("


def feast(match: re.Match[str]) -> bool:
    """Whether a feast is written as a name."""
    return match["h"][0].isupper()


def units(match: re.Match[str]) -> bool:
    """Whether "weeks" alone is a length of time."""
    return previous(match) in words("beforeunits")


def clock(match: re.Match[str]) -> bool:
    """Whether "16:30" is a time of day."""
    return bool(re.search(r"\d\s*[ap]\.?\s*m", match[0].lower())) or previous(match) in words("beforeclock")


def reference(match: re.Match[str]) -> bool:
    """Whether "now" or "soon" is a time of its own."""
    follows = re.match(r"\s+(?:after|before|as|that)\b", after(match))
    return not follows and previous(match) not in ("as", "how", "so", "until")


def deictic(match: re.Match[str]) -> bool:
    """Whether "TODAY" is a day and not the end of a name in capitals."""
    name = re.search(r"\b[A-Z]+\s$", match.string[max(0, match.start() - 12) : match.start()])
    return not (match[0] == "TODAY" and name)


def adverb(match: re.Match[str]) -> bool:
    """Whether "daily" says how often and is no name."""
    return match[0][0].islower()


def length(match: re.Match[str]) -> bool:
    """Whether "a year" is a length of time and no rate ("$2 a year", "seats a week") or fraction ("a quarter of")."""
    if match["u"].lower().startswith("quarter") and re.match(r"\s+of\b", after(match)):
        return False
    if match["n"].lower() not in ("a", "an") or match["round"]:
        return True
    before = previous(match)
    if match["u"].lower() == "second":
        return before in words("beforeunits")
    return not (re.search(r"\d|illion$|s$", before) or before == "percent") or before in words("beforelength")


def told(match: re.Match[str]) -> bool:
    """Whether "the quarter" points back, and is not told here which one it is ("the quarter that")."""
    return not re.match(
        r"\s+(?:of|that|when|before|after|which|he|she|they|it|in which|[a-z]+ing)\b|[-–]\w", after(match)
    )
