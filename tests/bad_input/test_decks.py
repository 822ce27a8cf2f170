"""Rows 45-57: what a deck may hold. The mistake is named at its place, and the good deck stays."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.bad_input.learner import CARDS, Learner


def bomb() -> str:
    """A billion laughs: each list holds the one before it twice."""
    letters = "abcdefghijklmnopqrstu"
    pairs = zip(letters[1:], letters, strict=False)
    return f"{letters[0]}: &{letters[0]} [l, l]\n" + "".join(
        f"{one}: &{one} [*{other},*{other}]\n" for one, other in pairs
    )


def card(*lines: str) -> str:
    return "cards:\n  - " + "\n    ".join(lines) + "\n"


MISTAKES: dict[str, tuple[str | bytes, str]] = {
    "row_45_a_billion_laughs": (bomb(), "1:4: error: anchors are not allowed"),
    "row_45_an_alias": (card("q: *x", "a: y"), "2:8: error: aliases are not allowed"),
    "row_45_a_cycle": ("a: &a [*a]\n", "1:4: error: anchors are not allowed"),
    "row_45_a_merge_key": (card("<<: *a", "q: x"), "2:9: error: aliases are not allowed"),
    "row_46_a_tag_that_runs_code": (
        card("q: !!python/object/apply:os.system ['touch owned']", "a: y"),
        "2:8: error: tags are not allowed",
    ),
    "row_47_nested_lists": ("cards: " + "[" * 20_000, "nested deeper than 12"),
    "row_47_nested_keys": ("cards: " + "{" * 20_000, "error: "),
    "row_48_a_text_of_300_kB": (card("q: x", "a: " + "y" * 300_000), "longer than 64 KiB"),
    "row_49_a_key_twice": (card("q: x", "q: y", "a: z"), "3:5: error: duplicate key 'q'"),
    "row_51_a_null_answer": (card("q: x", "a: ~"), "3:8: error: answer is empty"),
    "row_51_no_answer": (card("q: x", "a:"), "3:7: error: answer is empty"),
    "row_52_a_tab": ("cards:\n\t- q: x\n", "indent with spaces, not with tabs"),
    "row_52_a_quote_not_closed": ('cards:\n  - q: "abc\n    a: d\n', "quote is not closed"),
    "row_52_a_colon": (card("q: this: a test", "a: b"), "put the text in double quotes"),
    "row_53_two_documents": (card("q: x", "a: y") + "---\na: b\n", "a second document"),
    "row_53_a_text": ("just text\n", "not a text"),
    "row_53_a_list": ("- a\n- b\n", "not a list"),
    "row_53_an_empty_file": ("", "no cards"),
    "row_53_a_complex_key": ("? [a]\n: b\n", "a key must be a word"),
    "row_54_Latin-1": (b"deck: x\ncards: \xe9\n", "2:8: error: not UTF-8"),
    "row_54_UTF-16": ("cards:\n".encode("utf-16"), "not UTF-8"),
    "row_54_a_NUL_byte": (b"deck: x\ncards: a\0b\n", "2:9: error: not UTF-8"),
    "row_55_a_misspelt_key": (card("qestion: x", "a: y"), "did you mean 'q'?"),
    "row_56_one_id_twice": (
        "cards:\n  - {id: x, q: a, a: b}\n  - {id: x, q: c, a: d}\n",
        "3:5: error: duplicate card 'x'; first on line 2, column 5",
    ),
}


@pytest.mark.parametrize("row", MISTAKES)
def test_rows_45_to_56_a_mistake_in_a_deck(learner: Learner, row: str) -> None:
    data, message = MISTAKES[row]
    path = learner.home / "decks" / "bad.yaml"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    check = learner.run("check", str(path))
    assert check.code == 1
    assert message in check.out
    assert all(line.startswith(f"{path}:") for line in check.out.splitlines())
    assert set(CARDS) <= set(learner.known())
    assert not Path("owned").exists()
    assert learner.run("review", "--plain").code == 0


@pytest.mark.parametrize(
    "value", ["NO", "on", "2024-01-02", "12:30:45", "0777", "1e3", "1.10", ".nan"]
)
def test_row_50_shown_exactly_as_typed(new: Learner, value: str) -> None:
    (new.home / "decks" / "d.yaml").write_text(card("q: x", f"a: {value}"))
    (line,) = new.run("cards", "--json").out.splitlines()
    assert json.loads(line)["answer"] == value


def test_row_57_a_link_out_of_the_folder(learner: Learner, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(card("id: secret", "q: x", "a: y"))
    (learner.home / "decks" / "linked.yaml").symlink_to(outside)
    assert learner.known() == CARDS
    assert "1 link to other folders" in learner.run("due").err


def test_row_57_ten_thousand_files(learner: Learner) -> None:
    for number in range(10_000):
        (learner.home / "decks" / f"x{number:05}.yaml").touch()
    said = learner.run("due")
    assert said.code == 0
    assert len(said.err.splitlines()) < 1100
    assert "9001 files skipped" in said.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_row_57_a_file_that_may_not_be_read(learner: Learner) -> None:
    path = learner.home / "decks" / "locked.yaml"
    path.write_text(card("q: x", "a: y"))
    path.chmod(0)
    assert learner.known() == CARDS
    assert "Permission denied" in learner.run("due").err


ODD = """\
title: ""
cards:
  - {q: One?, a: x, wrong: ["", y, " "]}
  - plain text
  - [a, list]
  - {q: Order?, order: [a, b, a]}
  - {q: Two?, a: x, typed: yes, accept: [~, y]}
  -
  - {id: good, q: Three?, a: z}
"""


def test_whatever_is_no_card_is_named_at_its_place_and_the_others_stay(learner: Learner) -> None:
    path = learner.home / "decks" / "odd.yaml"
    path.write_text(ODD)
    said = learner.run("check", str(path))
    errors = [
        line.removeprefix(f"{path}:") for line in said.out.splitlines() if ": error: " in line
    ]
    assert errors == [
        "3:29: error: 'wrong' has an empty item in its list",
        "3:36: error: 'wrong' has an empty item in its list",
        "4:5: error: a card is keys and values, such as 'q:' and 'a:'",
        "5:5: error: a card is keys and values, such as 'q:' and 'a:'",
        "6:24: error: 'order' has a duplicate item",
        "7:42: error: 'accept' has an empty item in its list",
        "8:4: error: a card is keys and values, such as 'q:' and 'a:'",
    ]
    assert said.code == 1
    assert "odd: odd (1 card, 7 errors)" in learner.run("decks").out


def test_a_title_that_is_a_list_is_an_error_at_its_place(learner: Learner) -> None:
    path = learner.home / "decks" / "odd.yaml"
    path.write_text("title: [a, b]\ncards:\n  - {id: a, q: One?, a: x}\n")
    assert f"{path}:1:8: error: 'title' must be one text" in learner.run("check", str(path)).out


def test_a_deck_that_can_not_be_read_is_named_beside_the_others(learner: Learner) -> None:
    (learner.home / "decks" / "folder.yaml").mkdir()
    for command in ("decks", "due", "cards"):
        said = learner.run(command)
        assert said.code == 0
        assert "folder.yaml" in said.err
        assert "skipped" in said.err
        assert said.out != ""
