"""Parts of speech and dependencies on Universal Dependencies files: UPOS, UAS, LAS.

    python -m benchmarks.syntax --data PATH [--part dev | --documents FILE]

PATH is a CoNLL-U file, or a folder of them from which a part of GUM's splits.md or a list of documents may be chosen.
Words and sentences are those of the file (gold tokens); multiword tokens and empty nodes are left out; punctuation
counts. As in the CoNLL 2018 shared task a relation is right if the part before the colon is; "LAS with subtypes" wants
the whole, where the encoder knows the commonest subtypes only. Every word takes its best governor, as in the program:
no tree is enforced. On gold tokens the figures are higher than end to end from raw text, as most are published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from benchmarks.conllu import Sentence, ask_for_documents, chosen, read
from benchmarks.report import Result, parser, run, short, tell
from firsthand.annotate.blocks import Block, tokens
from firsthand.encoder import Encoder, Reading
from firsthand.model import Token

MEASURES = ("UPOS", "UAS", "LAS", "LAS with subtypes")


def parsed(reading: Reading) -> tuple[Token, ...]:
    """The words of a reading with part of speech, governor and relation, as the program sees them."""
    return tokens([Block(0, "body", 0, 0, reading, 0)])


def compare(sentence: Sentence, told: Sequence[Token]) -> Counter[str]:
    """How many words of a sentence are right, by measure, and how many there are."""
    counts = Counter(dict.fromkeys(MEASURES, 0))
    for i, token in enumerate(told):
        head = -1 if token.head is None else token.head
        attached = head == sentence.heads[i]
        relation = sentence.relations[i]
        counts["UPOS"] += token.pos == sentence.pos[i]
        counts["UAS"] += attached
        counts["LAS"] += attached and token.relation.partition(":")[0] == relation.partition(":")[0]
        counts["LAS with subtypes"] += attached and token.relation == relation
    counts["words"] += len(told)
    return counts


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures for the path named on the command line."""
    options = parser(__doc__, "a CoNLL-U file, or a folder of them")
    ask_for_documents(options)
    given = options.parse_args(arguments)
    files = chosen(given, ".conllu")
    sentences = [sentence for path in files for sentence in read(path)]
    readings = run(Encoder(given.weights), [sentence.words for sentence in sentences])
    total: Counter[str] = Counter()
    for sentence, reading in zip(sentences, readings, strict=True):
        total += compare(sentence, parsed(reading))
    figures = {name: total[name] / max(total["words"], 1) for name in MEASURES}
    size = f"{len(sentences)} sentences, {total['words']} words"
    if len(files) > 1:
        size = f"{len(files)} documents, {size}"
    data = short(given.data) + (f" {given.part}" if given.part else "")
    protocol = "share of words right on gold tokens; relations without subtypes (CoNLL 2018)"
    tell(Result("syntax", data, size, protocol, figures, MEASURES[:3]), given)


if __name__ == "__main__":
    main()
