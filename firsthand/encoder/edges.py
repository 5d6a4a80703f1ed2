"""First and last words of sources and contents, told cue by cue, as evidence for the tags of attribution.

A tagger sees each word alone, and a content's end is what it misses most. Beside the tags the encoder tells for every
pair of a cue and a word how likely the word begins or closes a source, or a content, of that cue; the likeliest cue
counts. A role read in the light of its cue is the idea of CofeNet (Wang et al., COLING 2022).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from firsthand.encoder.heads import ATTRIBUTION_TAGS, LINKED, WIDTHS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

EDGES = tuple(f"{role}_{edge}" for role in LINKED for edge in ("begin", "close"))
"""The heads that tell edges, without the "_q" and "_k" of their two sides."""
FEW = 4.0
"""What training takes from every score of an edge: most words are none."""
WEIGHT = 0.5
"""How much the edges count beside the tags; .5 to 1 do equally well on PolNeAR's development part."""
LEAST = 1e-4


def with_edges(tags: Scores, heads: Mapping[str, Scores], runs: Sequence[slice]) -> Scores:
    """Tags' scores (words, tags) with the evidence of the edges added; normalised again.

    ``tags`` are logarithms of probabilities, ``heads`` holds the columns of "source_begin_q" and its like, ``runs`` are
    the rows of words that were read together: a cue tells of the words of its run alone. Without a word that is
    likelier to begin a cue than not the tags of a run stay as they are.

    >>> tags = np.log(np.full((2, len(ATTRIBUTION_TAGS)), 1 / len(ATTRIBUTION_TAGS), np.float32))
    >>> bool((with_edges(tags, {}, [slice(0, 2)]) == tags).all())
    True
    """
    cues = np.exp(tags[:, [ATTRIBUTION_TAGS.index("B-cue"), ATTRIBUTION_TAGS.index("S-cue")]]).sum(1) > 0.5
    places = np.flatnonzero(cues).tolist()
    heard = {run.start: run for run in runs if bisect_left(places, run.start) < bisect_left(places, run.stop)}
    if not heard:
        return tags
    told = np.empty((len(EDGES), sum(run.stop - run.start for run in heard.values())), np.float32)
    for row, name in enumerate(EDGES):
        query, key = heads[f"{name}_q"], heads[f"{name}_k"]
        scores = [(query[run][cues[run]] @ key[run].T).max(0) for run in heard.values()]
        told[row] = np.concatenate(scores) / np.sqrt(WIDTHS[f"{name}_q"]) - FEW
    likely = np.clip(1 / (1 + np.exp(-told)), LEAST, 1 - LEAST).T
    rows = np.concatenate([np.arange(run.start, run.stop) for run in heard.values()])
    evidence = tags[rows] + WEIGHT * (np.log(likely) @ _says() + np.log1p(-likely) @ (1 - _says()))
    result = tags.copy()
    result[rows] = evidence - np.logaddexp.reduce(evidence, 1, keepdims=True)
    return result


@cache
def _says() -> Scores:
    """(edges, tags): 1 where a tag says that the word is such an edge, else 0."""
    first_or_last = {"begin": "BS", "close": "ES"}
    apart = (name.split("_") for name in EDGES)
    return np.array(
        [[tag[0] in first_or_last[edge] and tag[2:] == role for tag in ATTRIBUTION_TAGS] for role, edge in apart],
        np.float32,
    )
