from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest

from quizapp.domain.event import Buried, Suspended
from quizapp.domain.memory import Day, Seconds
from quizapp.errors import InvalidStates
from quizapp.scheduling.day_plan import StudyDay
from quizapp.storage.disk import Disk
from quizapp.storage.progress.format.progress_files import ProgressFiles
from quizapp.storage.progress.reading.summary import Summary, read_summary
from quizapp.study.figures.overview import due_counts
from tests.storage.progress.keeping import Keeper, sealed
from tests.study.events import reviewed
from tests.world import numbered_deck

INVALID = (
    b'"due": [1],',
    b'"due": [1, {]],',
    b'"due": 7,',
    b'"due": [1, "x", 2],',
    b'"due": [1, "x"],',
    b'"phase": ["new", "review", "review"],',
    b'"phase": ["review", "new"],',
    b'"phase": ["review", "mature"],',
    b'"stability": [null, 2.0],',
    b'"stability": [NaN, 2.0],',
    b'"stability": [0, -1],',
    b'"reps": [1, 1.5],',
    b'"buried": [true, null],',
)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = StudyDay(Day(20514), Seconds(20515 * 86400), frozenset())


def summary_of(keeper: Keeper) -> Summary:
    found = read_summary(ProgressFiles(Disk(), keeper.file))
    assert found is not None
    return found


def test_a_glance_comes_to_what_loading_comes_to(keeper: Keeper) -> None:
    names = [f"deck/card-{number}" for number in range(9)]
    keeper.record(*(reviewed(name) for name in names[:6]))
    keeper.record(Suspended(names[0]), Buried(names[1]), Suspended(names[7]), Buried(names[8]))
    seen, loaded = summary_of(keeper), keeper.load().progress
    assert seen.states.eligible(TODAY) == loaded.states.eligible(TODAY)
    assert (seen.days, seen.settings) == (loaded.days, loaded.settings)
    decks = [numbered_deck(12)]
    assert due_counts(decks, seen, NOW, UTC) == due_counts(decks, loaded, NOW, UTC)


def test_no_glance_is_enough_while_there_is_a_journal(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    keeper.open().record(Day(20514), reviewed("a/2"))
    assert read_summary(ProgressFiles(Disk(), keeper.file)) is None


@pytest.mark.parametrize("missing", [0, 2, 40, 4000])
def test_no_glance_is_enough_at_a_file_that_is_cut(keeper: Keeper, missing: int) -> None:
    keeper.record(reviewed("a/1"))
    data = keeper.file.read_bytes()
    keeper.file.write_bytes(data[: max(len(data) - missing, 0)])
    assert (read_summary(ProgressFiles(Disk(), keeper.file)) is None) == (missing > 0)


def test_no_glance_is_enough_at_an_older_copy(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    older = keeper.file.read_bytes()
    keeper.record(reviewed("a/2"))
    keeper.file.write_bytes(older)
    assert read_summary(ProgressFiles(Disk(), keeper.file)) is None


@pytest.mark.parametrize("old", [b'"good": [1]', b'"stability": [2.3065]', b'"log": '])
def test_no_glance_is_enough_at_a_head_of_which_a_byte_was_changed(
    keeper: Keeper, old: bytes
) -> None:
    keeper.record(reviewed("a/1"))
    data = keeper.file.read_bytes()
    assert data.count(old) == 1
    at = data.index(old) + len(old) - 1
    keeper.file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    assert read_summary(ProgressFiles(Disk(), keeper.file)) is None


def test_no_glance_is_enough_at_a_log_that_is_longer_than_the_head_says(keeper: Keeper) -> None:
    """As after a merge by hand, or by a program that keeps the head of one side."""
    keeper.record(reviewed("a/1"))
    data = keeper.file.read_bytes()
    (line,) = (row for row in data.split(b"\n") if row.startswith(b'{"id"'))
    keeper.file.write_bytes(
        sealed(data.replace(line, line + b",\n" + line.replace(b"a/1", b"a/2")))
    )
    assert read_summary(ProgressFiles(Disk(), keeper.file)) is None


def test_invalid_states_are_noticed_when_they_are_read_and_computed_again_by_loading(
    keeper: Keeper,
) -> None:
    keeper.record(reviewed("a/1"), reviewed("a/2"))
    states = keeper.load().progress.states.columns()
    whole = keeper.file.read_bytes()
    for invalid in INVALID:
        lines = whole.split(b"\n")
        name = invalid.partition(b":")[0]
        at = next(place for place, line in enumerate(lines) if line.startswith(name))
        keeper.file.write_bytes(sealed(b"\n".join([*lines[:at], invalid, *lines[at + 1 :]])))
        assert keeper.load().progress.states.columns() == states, invalid
        with suppress(InvalidStates):
            summary_of(keeper).states.eligible(TODAY)


def test_a_file_of_before_columns_had_lines_of_their_own_is_read(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"), reviewed("a/2"))
    states = keeper.load().progress.states.columns()
    front, log = keeper.file.read_bytes().split(b',\n"events"')
    head, _ = front.split(b',\n"log"')
    first, _, rest = head.partition(b"\n")
    old = b'%s\n%s,\n"events"%s' % (first, rest.replace(b",\n", b", ").replace(b"\n", b""), log)
    keeper.file.write_bytes(sealed(old))
    assert read_summary(ProgressFiles(Disk(), keeper.file)) is None
    loaded = keeper.load()
    assert loaded.progress.states.columns() == states
    assert not loaded.notices
