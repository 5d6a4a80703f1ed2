"""Text to head scores: one pass of a small encoder over the blocks of a page, in batches.

This is the only importer of the ONNX runtime and of the tokenizer; their files lie in weights/.
A block is a paragraph (or a sentence); words are the units that every head labels. Each block is read alone:
the encoder does not know what stands in other blocks, other pages, or outside the text.
"""

from firsthand.encoder.cut import SHAPES, plain, shape, words
from firsthand.encoder.decode import Decoded, decode, decode_all
from firsthand.encoder.heads import (
    ATTRIBUTION_TAGS,
    COLUMNS,
    DEPRELS,
    ENTITY_KINDS,
    EVENT_CLASSES,
    LINKED,
    NAME_KINDS,
    NAME_TAGS,
    NAME_TYPES,
    PLOVER_TYPES,
    RELATIONS,
    ROLES,
    TIME_KINDS,
    TIME_TAGS,
    TYPE_TAGS,
    TYPES_OF,
    UPOS,
    WIDTHS,
    bioes,
)  # fmt: skip
from firsthand.encoder.reader import CLS, MAX_WORDS, SEP, WEIGHTS, Encoder, Reading, load_arrays

__all__ = [
    "ATTRIBUTION_TAGS", "CLS", "COLUMNS", "DEPRELS", "ENTITY_KINDS", "EVENT_CLASSES", "LINKED", "MAX_WORDS",
    "NAME_KINDS", "NAME_TAGS", "NAME_TYPES", "PLOVER_TYPES", "RELATIONS", "ROLES", "SEP", "SHAPES", "TIME_KINDS",
    "TIME_TAGS", "TYPES_OF", "TYPE_TAGS", "UPOS", "WEIGHTS", "WIDTHS", "Decoded", "Encoder", "Reading", "bioes",
    "decode", "decode_all", "load_arrays", "plain", "shape", "words",
]  # fmt: skip
