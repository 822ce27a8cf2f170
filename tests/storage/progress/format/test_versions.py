"""A file of every version that was ever written is kept in `tests/data/progress` and still read.

Each holds the same two sessions, by two programs: review, undo, mark, suspend, bury; the later one
took a quiz as well.
"""

from __future__ import annotations

import json
from datetime import UTC
from pathlib import Path

import pytest

from quizapp.domain.memory import Answered, New
from quizapp.errors import NewerFile
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.storage.progress.format.byte_range import InMemory
from quizapp.storage.progress.format.document import read_document
from quizapp.storage.progress.format.frame import VERSION
from quizapp.study.log.progress_view import RULES
from tests.storage.progress.keeping import Keeper

CALENDAR = StudyCalendar(4, UTC)
DATA = Path(__file__).parents[3] / "data" / "progress"
WRITTEN = ["version-1-rules-1", "version-1-rules-2", "version-1-rules-3", "version-2-rules-4"]
EXPECTED = {
    "d/c0": (8.2956, 1773115200, 1),
    "d/c1": (16.0198, 1773306601, 2),
    "d/c2": (0.212, 1772442061, 1),
    "d/c3": (None, None, 0),
}
"""Stability, due time and answers of each card that something happened to."""


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    folder = tmp_path / "data"
    folder.mkdir()
    return Keeper(folder)


def given(keeper: Keeper, name: str) -> bytes:
    data = (DATA / f"{name}.json").read_bytes()
    keeper.file.write_bytes(data)
    return data


def states(keeper: Keeper) -> dict[str, tuple[float | None, int | None, int]]:
    return {
        card: (round(memory.stability, 4), CALENDAR.due_at(memory), state.reps)
        if isinstance(memory, Answered)
        else (None, None, state.reps)
        for card, state in keeper.load().progress.states.items()
        for memory in (state.memory,)
    }


@pytest.mark.parametrize("name", WRITTEN)
def test_every_version_is_read_to_the_same_states(keeper: Keeper, name: str) -> None:
    data = given(keeper, name)
    assert states(keeper) == EXPECTED
    assert isinstance(keeper.state("d/c3").memory, New)
    assert keeper.state("d/c3").suspended
    assert keeper.state("d/c3").marked
    assert keeper.load().notices == ()
    assert keeper.file.read_bytes() == data


@pytest.mark.parametrize("name", WRITTEN)
def test_the_old_file_is_kept_when_it_is_written_anew(keeper: Keeper, name: str) -> None:
    from tests.study.events import reviewed

    data = given(keeper, name)
    keeper.record(reviewed("d/c5"))
    assert [path.read_bytes() for path in keeper.files.backups.glob("*.json")] == [data]
    assert states(keeper) == EXPECTED | {"d/c5": states(keeper)["d/c5"]}


def test_there_is_a_file_of_what_is_written_today() -> None:
    """Raise `VERSION` or `RULES` and this asks for one more file."""
    assert (DATA / f"version-{VERSION}-rules-{RULES}.json").exists()
    document = read_document(InMemory((DATA / f"{WRITTEN[-1]}.json").read_bytes()))
    assert document is not None
    assert document.progress is not None


def test_a_file_of_a_later_version_is_left_alone(keeper: Keeper) -> None:
    data = given(keeper, "version-3")
    for act in (keeper.load, keeper.open):
        with pytest.raises(NewerFile):
            act()
    assert keeper.file.read_bytes() == data
    assert json.loads(data)["version"] == VERSION + 1
