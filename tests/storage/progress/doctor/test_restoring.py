"""Backups are listed, gone back to, and come back from; nothing is taken out of the log."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from quizapp.domain.event import SettingChanged, Undone
from quizapp.domain.memory import Day
from quizapp.errors import UnreadableFile, UsageError
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.storage.disk import Disk
from quizapp.storage.progress.doctor.restoring import Restored, backups_of, restore
from quizapp.storage.progress.sync.merging import merge, read_source
from quizapp.storage.progress.writing.stamper import Stamper
from tests.storage.progress.keeping import Keeper, fresh_id
from tests.study.events import reviewed


def back_to(keeper: Keeper, name: str) -> Restored | None:
    stamper = Stamper(keeper.device, keeper.clock, fresh_id, StudyCalendar())
    return restore(keeper.files, stamper, name)


def names(keeper: Keeper) -> list[str]:
    return [backup.name for backup in backups_of(keeper.files)]


def states(keeper: Keeper) -> object:
    progress = keeper.load().progress
    return (progress.states.columns(), progress.days, progress.settings.as_dict())


@pytest.fixture
def thrice(keeper: Keeper) -> Keeper:
    """Three sessions."""
    for number in range(3):
        keeper.clock.pass_by(minutes=1)
        keeper.record(reviewed(f"a/{number}"), reviewed("b/1"))
    return keeper


def test_each_backup_says_how_many_events_it_has(thrice: Keeper) -> None:
    assert [backup.events for backup in backups_of(thrice.files)] == [4, 2]


def test_going_back_makes_the_states_what_they_were(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    before = states(keeper)
    keeper.record(reviewed("a/1"), reviewed("a/2"), SettingChanged("new_limit", 3))
    done = back_to(keeper, names(keeper)[0])
    assert done is not None
    assert (done.gone, done.back) == (3, 0)
    assert states(keeper) == before
    assert keeper.load().progress.count == 5


def test_and_can_be_taken_back(thrice: Keeper) -> None:
    before = states(thrice)
    done = back_to(thrice, names(thrice)[-1])
    assert done is not None
    assert states(thrice) != before
    forward = back_to(thrice, done.before)
    assert forward is not None
    assert (forward.gone, forward.back) == (0, done.gone)
    assert states(thrice) == before


def test_what_was_undone_since_counts_again(keeper: Keeper) -> None:
    answer = keeper.record(reviewed("a/1"))[0].event
    before = states(keeper)
    keeper.record(Undone(answer.id))
    back_to(keeper, names(keeper)[0])
    assert states(keeper) == before


def test_going_back_to_what_is_there_already_changes_nothing(thrice: Keeper) -> None:
    name = names(thrice)[-1]
    back_to(thrice, name)
    data = thrice.file.read_bytes()
    assert back_to(thrice, name) is None
    assert thrice.file.read_bytes() == data


def test_a_wrong_merge_is_undone_by_going_back_to_the_newest(
    thrice: Keeper, tmp_path: Path
) -> None:
    before = states(thrice)
    other = Keeper(tmp_path / "other", device="second")
    other.record(reviewed("a/0"), reviewed("c/1"))
    source = read_source(Disk(), other.file)
    merge(thrice.files, [source], thrice.clock.now())
    assert states(thrice) != before
    back_to(thrice, names(thrice)[0])
    assert states(thrice) == before
    merge(thrice.files, [source], thrice.clock.now())
    assert states(thrice) == before


@pytest.mark.parametrize("name", ["", "nonsense", "../../etc/passwd", "20010101T000000.000000Z"])
def test_a_name_that_no_backup_has_is_refused(thrice: Keeper, name: str) -> None:
    with pytest.raises(UsageError, match="no backup"):
        back_to(thrice, name)


def test_two_backups_at_one_time_have_two_names(keeper: Keeper) -> None:
    for number in range(4):
        keeper.record(reviewed(f"a/{number}"))
    assert [backup.events for backup in backups_of(keeper.files)] == [3, 2, 1]


def test_a_window_that_is_open_sees_that_it_was_gone_back(thrice: Keeper) -> None:
    store = thrice.open()
    back_to(thrice, names(thrice)[-1])
    store.record(Day(20514), reviewed("d/1"))
    assert store.progress.states["a/2"].reps == 0


def test_going_back_and_forth_adds_no_more_than_what_changes(thrice: Keeper) -> None:
    name = names(thrice)[-1]
    for _ in range(4):
        done = back_to(thrice, name)
        assert done is not None
        assert done.gone + done.back == 4
        name = done.before
    assert thrice.load().progress.count == 6 + 4


@pytest.mark.parametrize("damage", [b"", b"\0" * 999, b"cut", b"flipped"])
def test_a_damaged_backup_is_listed_as_such_and_not_gone_back_to(
    thrice: Keeper, damage: bytes
) -> None:
    path = max(thrice.files.backups.glob("*.json"))
    whole = path.read_bytes()
    spoilt = {b"cut": whole[:-80], b"flipped": whole.replace(b'"grade": 3', b'"grade": 2', 1)}
    path.write_bytes(spoilt.get(damage, damage))
    data = thrice.file.read_bytes()
    assert next(backups_of(thrice.files)).events is None
    with pytest.raises(UnreadableFile, match="is damaged; nothing was changed"):
        back_to(thrice, path.stem)
    assert thrice.file.read_bytes() == data


def test_with_a_clock_that_was_set_back_the_newest_backup_is_still_the_newest(
    keeper: Keeper,
) -> None:
    for hours in (0, 10, -10, 5, -9, -3):
        keeper.clock.pass_by(hours=hours)
        keeper.record(reviewed("a/1"))
        events = [backup.events for backup in backups_of(keeper.files)]
        assert events == sorted(filter(None, events), reverse=True)
    done = back_to(keeper, names(keeper)[-1])
    assert done is not None
    assert done.before == names(keeper)[0]
    back_to(keeper, done.before)
    assert keeper.state("a/1").reps == 6


def test_with_a_clock_that_was_years_off_the_way_back_is_still_named_rightly(
    keeper: Keeper,
) -> None:
    for days in (0, 4000, -4000, 1):
        keeper.clock.pass_by(days=days)
        keeper.record(reviewed("a/1"))
    before = states(keeper)
    done = back_to(keeper, names(keeper)[-1])
    assert done is not None
    back_to(keeper, done.before)
    assert states(keeper) == before


def test_events_that_the_file_lacked_come_in_with_their_backup(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    older = keeper.file.read_bytes()
    keeper.record(reviewed("a/2"))
    keeper.record(reviewed("a/3"))
    for path in keeper.files.backups.glob("*.journal"):
        path.unlink()
    keeper.file.write_bytes(older)
    done = back_to(keeper, names(keeper)[0])
    assert done is not None
    assert (done.gone, done.back) == (0, 1)
    assert sorted(keeper.load().progress.states) == ["a/1", "a/2"]


def test_what_is_safe_in_the_journal_is_not_called_undone(keeper: Keeper, tmp_path: Path) -> None:
    class NoNewFile(Disk):
        def open_new(self, path: Path) -> int:  # noqa: ARG002 (it does nothing)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    keeper.record(reviewed("a/1"))
    keeper.record(reviewed("a/2"))
    keeper.disk = NoNewFile()
    done = back_to(keeper, names(keeper)[0])
    assert done is not None
    assert (done.gone, done.before) == (1, "")
    assert [keeper.state(card).reps for card in ("a/1", "a/2")] == [1, 0]
    other = Keeper(tmp_path / "other", device="second")
    other.record(reviewed("b/1"))
    source = read_source(Disk(), other.file)
    with pytest.raises(OSError, match="No space"):
        merge(keeper.files, [source], keeper.clock.now())
    keeper.disk = Disk()
    assert keeper.open().progress.states["b/1"].reps == 0


@pytest.mark.parametrize("days", [3650, -3650])
def test_a_session_with_a_wrong_clock_makes_no_end_of_a_years_backups(
    keeper: Keeper, days: int
) -> None:
    for _ in range(40):
        keeper.clock.pass_by(days=9)
        keeper.record(reviewed("a/1"))
    before = set(names(keeper))
    keeper.clock.pass_by(days=days)
    keeper.record(reviewed("a/1"))
    keeper.clock.pass_by(days=1 - days)
    keeper.record(reviewed("a/1"))
    assert len(before & set(names(keeper))) >= len(before) - 4 > 8
