"""The evidence of first and last words, on numbers made by hand."""

import numpy as np

from firsthand.encoder import ATTRIBUTION_TAGS, ROLES, WIDTHS, decode
from firsthand.encoder.edges import EDGES, with_edges

COUNT = 5


def tags(likely: list[dict[str, float]]) -> np.ndarray:
    """Logarithms of probabilities: what a word's row names, and the rest shared by the other tags."""
    rows = []
    for row in likely:
        rest = (1 - sum(row.values())) / (len(ATTRIBUTION_TAGS) - len(row))
        rows.append([row.get(tag, rest) for tag in ATTRIBUTION_TAGS])
    return np.log(np.array(rows, np.float32))


def heads(said: dict[str, int]) -> dict[str, np.ndarray]:
    """Queries and keys by which every cue scores word ``said[name]`` high as that edge, and all others as nothing."""
    found = {}
    for name in EDGES:
        width = WIDTHS[f"{name}_q"]
        found[f"{name}_q"] = np.ones((COUNT, width), np.float32)
        found[f"{name}_k"] = np.zeros((COUNT, width), np.float32)
        if name in said:
            found[f"{name}_k"][said[name]] = 10 / np.sqrt(width)
    return found


SENTENCE = [
    {"S-source": 0.9},
    {"S-cue": 0.9},
    {"B-content": 0.9},
    {"E-content": 0.5, "I-content": 0.4},
    {"O": 0.5, "E-content": 0.4},
]


def spans(scores: np.ndarray) -> list[tuple[int, int, str]]:
    return [span[:3] for span in decode(scores, ROLES)]


def test_the_cue_says_where_its_content_ends() -> None:
    plain = tags(SENTENCE)
    assert spans(plain) == [(0, 1, "source"), (1, 2, "cue"), (2, 4, "content")]
    told = heads({"source_begin": 0, "source_close": 0, "content_begin": 2, "content_close": 4})
    assert spans(with_edges(plain, told, [slice(0, COUNT)])) == [(0, 1, "source"), (1, 2, "cue"), (2, 5, "content")]


def test_edges_count_for_nothing_where_no_cue_is_read() -> None:
    plain = tags([row if "S-cue" not in row else {"O": 0.9} for row in SENTENCE])
    told = heads({"content_begin": 2, "content_close": 4})
    assert (with_edges(plain, told, [slice(0, COUNT)]) == plain).all()
