"""Base forms of English verbs and nouns, by tables of irregular forms and the regular endings.

Words that the rules cannot tell ("leaves", "saw") come out as the commoner reading; part of speech is not looked at.
"""

from __future__ import annotations

import re
from functools import cache

from firsthand.lexicon import table

_VOWEL = re.compile(r"[aeiouy]")


@cache
def lemmas(word: str) -> tuple[str, ...]:
    """Possible base forms, likeliest first; always holds the word itself in lower case, last.

    >>> lemmas("denied")[0], lemmas("said")[0], lemmas("claims")[0], "insist" in lemmas("insisting")
    ('deny', 'say', 'claim', True)
    """
    word = word.lower().replace("’", "'")
    found: list[str] = []
    if irregular := table("irregular_verbs").get(word) or table("irregular_nouns").get(word):
        found.append(irregular)
    if word.endswith("ies") and len(word) > 4:
        found.append(word[:-3] + "y")
    elif word.endswith("es") and re.search(r"(?:s|x|z|ch|sh|o)es$", word):
        found += [word[:-2], word[:-1]]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        found.append(word[:-1])
    for ending in ("ed", "ing"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 2 and _VOWEL.search(stem):
            if ending == "ed" and stem.endswith("i"):
                found.append(stem[:-1] + "y")
            double = stem[-1] == stem[-2] and stem[-1] not in "aeiouls"
            found += [stem[:-1], stem] if double else [stem, stem + "e"]
    return tuple(dict.fromkeys([*found, word]))
