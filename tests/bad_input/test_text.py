"""Rows 58-61: text that would drive a terminal, hide, or fill it. Also, that every row is here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizapp.domain.clean_text import MARKS_IN_A_ROW
from tests.bad_input.learner import Learner
from tests.domain.test_clean_text import HOSTILE
from tests.tui.looking import text
from tests.tui.stage import app_with
from tests.world import basic, deck_of

IMPORTS = range(62, 82)
"""Rows on formats that are not imported yet."""
ROWS = 82


def deck(question: str) -> str:
    escaped = "".join(f"\\U{ord(character):08x}" for character in question)
    return f'deck: d\ncards:\n  - {{id: c, q: "{escaped}", a: an answer}}\n'


def shown(learner: Learner, question: str) -> str:
    """What plain mode prints of a card with this question."""
    (learner.home / "decks" / "d.yaml").write_text(deck(question))
    said = learner.run("review", "--plain", lines="\n4\n")
    assert said.code == 0
    return said.out


def driving(output: str) -> list[str]:
    """The characters that a terminal would obey."""
    return [c for c in output if c != "\n" and (ord(c) < 32 or 0x7F <= ord(c) < 0xA0)]


@pytest.mark.parametrize("name", [name for name in HOSTILE if name != "half a surrogate"])
def test_row_58_what_a_terminal_would_obey(new: Learner, name: str) -> None:
    hostile, visible = HOSTILE[name]
    output = shown(new, hostile)
    assert driving(output) == []
    assert visible in output


@pytest.mark.parametrize("name", ["override", "isolate", "tag characters"])
def test_row_59_what_hides_or_turns_text_around(new: Learner, name: str) -> None:
    hostile, visible = HOSTILE[name]
    assert visible in shown(new, hostile)


def test_row_59_five_hundred_combining_marks(new: Learner) -> None:
    assert shown(new, "e" + "\u0301" * 500).count("\u0301") == MARKS_IN_A_ROW


@pytest.mark.parametrize("markup", ["[bold]x[/bold]", "[/]", "[link=https://x.example]x[/link]"])
async def test_row_60_markup_is_literal(new: Learner, markup: str) -> None:
    assert markup in shown(new, markup)
    app, _, _ = app_with(deck_of(basic(markup)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert markup in text(app)


async def test_row_61_ten_thousand_columns(new: Learner) -> None:
    assert "x" * 10_000 in shown(new, "x" * 10_000)
    app, _, store = app_with(deck_of(basic("x" * 10_000)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "space", "4")
        await pilot.pause()
        assert len(store.events) == 1


@pytest.mark.parametrize("question", ["\u200b\u2060", "\u0301", "\u00ad \u200d"])
def test_row_61_a_question_that_nobody_sees(new: Learner, question: str) -> None:
    path = new.home / "decks" / "d.yaml"
    path.write_text(deck(question))
    check = new.run("check", str(path))
    assert check.code == 1
    assert "blank question" in check.out


def test_every_row_but_those_on_imports_has_a_test_of_its_name() -> None:
    found = set()
    for path in Path(__file__).parents[1].rglob("test_*.py"):
        source = path.read_text("utf-8")
        found |= {int(row) for row in re.findall(r"row_(\d\d)_", source)}
        for first, last in re.findall(r"def test_rows_(\d\d)_to_(\d\d)_", source):
            assert int(first) < int(last) <= ROWS
    assert set(range(1, ROWS + 1)) - found == set(IMPORTS)
