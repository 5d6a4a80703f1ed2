"""CoNLL-U files, the choice of documents, and the comparison of parses, on sentences made by hand."""

import argparse
from pathlib import Path

import pytest

from benchmarks import conllu
from benchmarks.conllu import Sentence, chosen, part, read
from benchmarks.syntax import compare
from firsthand.model import Token

FILE = """# newdoc id = a
# text = It's nobody.
1-2\tIt's\t_\t_\t_\t_\t_\t_\t_\t_
1\tIt\tit\tPRON\tPRP\t_\t3\tnsubj\t_\t_
2\t's\tbe\tAUX\tVBZ\t_\t3\tcop\t_\t_
3\tnobody\tnobody\tPRON\tNN\t_\t0\troot\t_\tEntity=(1)
3.1\tthere\tthere\t_\t_\t_\t_\t_\t_\t_
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# sent_id = 2
1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_

# newpar
1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_
"""


def test_a_file_is_read_word_by_word(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    path.write_text(FILE, "utf-8")
    first, second, third = read(path)
    pos, relations = ("PRON", "AUX", "PRON", "PUNCT"), ("nsubj", "cop", "root", "punct")
    assert first == Sentence(("It", "'s", "nobody", "."), pos, (2, 2, -1, 2), relations, True)
    assert (second.opens, third.opens) == (False, True)
    path.write_text("1\tIt\tPRON\n", "utf-8")
    with pytest.raises(SystemExit, match="3 columns"):
        list(read(path))


def test_documents_are_chosen_by_a_list_or_by_the_splits(tmp_path: Path) -> None:
    folder = tmp_path / "dep"
    folder.mkdir()
    for name in ("b", "a", "c"):
        (folder / f"{name}.conllu").write_text("", "utf-8")
    (tmp_path / "splits.md").write_text("# Splits\n\n## dev\n\n  * c\n  * a\n  * gone\n\n## test\n\n  * b\n", "utf-8")
    (tmp_path / "list").write_text("b\na.conllu\n\n", "utf-8")

    def names(**options: object) -> list[str]:
        given = argparse.Namespace(**({"data": folder, "part": None, "documents": None} | options))
        return [path.stem for path in chosen(given, ".conllu")]

    assert names() == ["a", "b", "c"]
    assert names(data=folder / "b.conllu") == ["b"]
    assert names(part="dev") == ["c", "a"]
    assert names(documents=tmp_path / "list") == ["b", "a"]
    assert part(folder, "test") == ["b"]
    with pytest.raises(SystemExit, match="no part 'train'"):
        names(part="train")
    (tmp_path / "list").write_text("z\n", "utf-8")
    with pytest.raises(SystemExit, match="file of z"):
        names(documents=tmp_path / "list")
    with pytest.raises(SystemExit, match=r"no splits\.md"):
        conllu.part(Path("/"), "dev")


def test_a_parse_is_compared_word_by_word() -> None:
    gold = Sentence(
        ("It", "was", "hit", "."),
        ("PRON", "AUX", "VERB", "PUNCT"),
        (2, 2, -1, 2),
        ("nsubj:pass", "aux:pass", "root", "punct"),
        True,
    )
    told = [
        Token(0, 1, "PRON", 2, "nsubj"),
        Token(1, 2, "VERB", 2, "aux:pass"),
        Token(2, 3, "VERB", None, "root"),
        Token(3, 4, "PUNCT", 1, "punct"),
    ]
    counts = compare(gold, told)
    assert counts == {"UPOS": 3, "UAS": 3, "LAS": 3, "LAS with subtypes": 2, "words": 4}
