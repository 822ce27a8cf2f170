"""A log of format 1 as the last version before format 2 wrote it, in 134 days in Berlin.

More than a thousand events: reviews with steps, lapses and leeches, quizzes of which some were
applied, undos, gaps, cards that were given an id, a moved rollover, and the hour that was skipped
in March. What that version made of them is in the file's own head: every state is still the same.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from quizapp.domain.memory import Answered, CardState, Reviewing, phase_of
from quizapp.study.log.day_sums import DAY_COLUMNS
from tests.storage.progress.keeping import Keeper

FILE = Path(__file__).parents[3] / "data" / "progress" / "version-1-thousand-events.json.gz"
BERLIN = ZoneInfo("Europe/Berlin")
KEPT = ("reps", "lapses", "at", "suspended", "buried", "marked", "quizzed")


@cache
def written() -> bytes:
    return gzip.decompress(FILE.read_bytes())


@cache
def then() -> dict[str, Any]:
    value = json.loads(written())
    assert isinstance(value, dict)
    return value


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    keeper = Keeper(tmp_path / "data")
    keeper.folder.mkdir()
    keeper.file.write_bytes(written())
    return keeper


def rows() -> dict[str, dict[str, Any]]:
    """What the older version knew of each card."""
    columns = then()["states"]
    return {
        card: {name: column[row] for name, column in columns.items()}
        for row, card in enumerate(columns["card"])
    }


def test_the_log_holds_all_that_it_is_to_show() -> None:
    kinds = Counter(event["kind"] for event in then()["events"])
    assert kinds.total() > 1000
    assert {"undo", "alias", "quiz applied", "quiz closed", "reset", "bury", "setting"} <= set(
        kinds
    )
    assert {":1", ":2"} <= {card[-2:] for card in rows()}
    assert max(row["lapses"] for row in rows().values()) > 2


def test_every_state_is_the_same_to_the_day(keeper: Keeper) -> None:
    states = keeper.load().progress.states
    assert set(states) == set(rows())
    for card, row in rows().items():
        _assert_same(states[card], row)


def _assert_same(state: CardState, row: dict[str, Any]) -> None:
    memory = state.memory
    assert phase_of(memory) == row["phase"]
    assert {name: getattr(state, name) for name in KEPT} == {name: row[name] for name in KEPT}
    if not isinstance(memory, Answered):
        return
    assert (memory.stability, memory.difficulty, memory.day) == (
        row["stability"],
        row["difficulty"],
        row["day"],
    )
    if isinstance(memory, Reviewing):
        due = datetime.fromtimestamp(row["due"], BERLIN).date()
        assert memory.due_day == (due - datetime(1970, 1, 1, tzinfo=BERLIN).date()).days
    else:
        assert (memory.due, memory.step) == (row["due"], row["step"])


def test_every_day_has_the_same_answers(keeper: Keeper) -> None:
    """Retention now counts a card once a day, so what was tested is not compared."""
    days, columns = keeper.load().progress.days, then()["days"]
    kept = [name for name in DAY_COLUMNS if name not in {"tested", "recalled", "predicted"}]
    assert [day for day in days if any(days[day])] == columns["day"]
    for row, day in enumerate(columns["day"]):
        assert [getattr(days[day], name) for name in kept] == [columns[name][row] for name in kept]


def test_the_first_answer_writes_all_of_it_in_the_new_format(keeper: Keeper) -> None:
    from tests.study.events import reviewed

    before = keeper.load().progress
    keeper.record(reviewed("d/more"))
    after = keeper.load()
    assert after.notices == ()
    for card in rows():
        assert after.progress.states[card] == before.states[card]
    lines = written().partition(b'"events": [\n')[2].rpartition(b"\n]")[0].split(b"\n")
    kept = keeper.file.read_bytes()
    assert all(line.rstrip(b",") in kept for line in lines)
