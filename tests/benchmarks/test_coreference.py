"""OntoGUM's form, the blocks that are read, and the figures, with chains made up here."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest

from benchmarks.coreference import Document, answer, blocks, figures, given_sentences, read, sentences
from firsthand.encoder import Encoder, Reading

ONTOGUM = """# begin document \n0\tAnn\t(1(2)\n1\tand\t_\n2\tBob\t1)
3\tleft\t_\n4\t.\t_\n5\tShe\t(2)\n6\t's\t_\n7\ther\t(1(2)\n8\tfriend\t1)\n9\t.\t_\n# end document\n"""
CHAINS = [[(0, 1), (5, 6), (7, 8)], [(0, 3), (7, 9)]]


def by_order(document: Document) -> list[list[tuple[int, int]]]:
    return sorted(sorted(chain) for chain in document.chains)


def test_brackets_nest_and_share_a_cell(tmp_path: Path) -> None:
    path = tmp_path / "GUM_news_ann.conll"
    path.write_text(ONTOGUM, "utf-8")
    (document,) = read(path)
    assert document.name == "GUM_news_ann"
    assert document.words == ["Ann", "and", "Bob", "left", ".", "She", "'s", "her", "friend", "."]
    assert by_order(document) == CHAINS
    path.write_text("# begin document\n0\t\t_\n1\tAnn\t(1)\n", "utf-8")
    assert next(read(path)).words == ["_", "Ann"]
    path.write_text("# begin document\n0\tAnn\t1)\n", "utf-8")
    with pytest.raises(SystemExit, match="closes 1"):
        list(read(path))
    path.write_text("# begin document\n0\tAnn\t(1\n# end document\n", "utf-8")
    with pytest.raises(SystemExit, match="1 never closed"):
        list(read(path))
    path.write_text("\n", "utf-8")
    with pytest.raises(SystemExit, match="no document"):
        list(read(path))


def test_the_columns_of_conll_2012(tmp_path: Path) -> None:
    def row(number: int, word: str, brackets: str) -> str:
        return "  ".join(["bc/x", "0", str(number), word, "NN", "*", "-", "-", "-", "-", "*", brackets])

    path = tmp_path / "x.conll"
    begin, end = "#begin document (bc/x); part 000", "#end document"
    rows = [
        begin,
        row(0, "Ann", "(0)"),
        "",
        row(0, "She", "(0|(3"),
        row(1, "sat", "3)|0)"),
        "",
        end,
        begin,
        row(0, "No", "-"),
        end,
    ]
    path.write_text("\n".join(rows) + "\n", "utf-8")
    first, second = read(path)
    assert by_order(first) == [[(0, 1), (1, 3)], [(1, 3)]]
    assert sentences(first) == [(0, 1, True), (1, 3, False)]
    assert second.words == ["No"] and not second.chains


def test_sentences_come_from_the_syntax_file_or_are_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    path.write_text(ONTOGUM, "utf-8")
    (document,) = read(path)
    assert sentences(document) == [(0, 5, True), (5, 10, False)]
    assert given_sentences(document, None) is None
    rows = [f"{i + 1}\t{word}\t_\tX\tX\t_\t0\troot\t_\t_" for i, word in enumerate(document.words)]
    file = tmp_path / "a.conllu"
    file.write_text("# newpar\n" + "\n".join(rows[:4]) + "\n\n# newpar\n" + "\n".join(rows[4:]) + "\n\n", "utf-8")
    assert given_sentences(document, file) == [(0, 4, True), (4, 10, True)]
    file.write_text("\n".join(rows[:4]) + "\n\n", "utf-8")
    assert given_sentences(document, file) is None


def test_a_block_is_a_paragraph_or_what_fits() -> None:
    assert blocks([(0, 5, True), (5, 9, False), (9, 12, True)]) == [(0, 9), (9, 12)]
    assert blocks([(0, 200, True), (200, 210, False)]) == [(0, 200), (200, 210)]


class Silent:
    """An encoder that reads nothing."""

    def read_words(self, texts: Sequence[Sequence[str]]) -> list[Reading]:
        return []


def test_spans_of_blocks_become_spans_of_the_document(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    path.write_text(ONTOGUM, "utf-8")
    (document,) = read(path)
    document.words = document.words * 20
    seen: list[int] = []

    def find(readings: Sequence[Reading], texts: Sequence[Sequence[str]]) -> list[list[tuple[int, int, int]]]:
        seen.extend(map(len, texts))
        return [[(0, 0, 1), (1, 2, 3)], [(0, 4, 5)]]

    assert answer(document, blocks(sentences(document)), cast(Encoder, Silent()), find) == [
        frozenset({(0, 1), (152, 153)})
    ]
    assert seen == [150, 50]


def test_the_figures_are_of_all_documents_together() -> None:
    gold = [frozenset(chain) for chain in CHAINS]
    assert set(figures([(gold, gold)]).values()) == {1.0}
    found = figures([(gold, gold[:1]), (gold, [])])
    assert found["MUC recall"] == pytest.approx(2 / 6) and found["MUC precision"] == 1
    assert found["B-cubed recall"] == pytest.approx(3 / 10) and found["CEAF-e recall"] == pytest.approx(1 / 4)
    assert found["CoNLL F1"] == pytest.approx((2 / 4 + 6 / 13 + 2 / 5) / 3)
    assert found["mentions F1"] == pytest.approx(6 / 13)
