from __future__ import annotations

import errno
import json
import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from quizapp.domain.event import Aliased, Marked, SettingChanged, Undone
from quizapp.domain.memory import Day, Grade, Learning
from quizapp.storage.disk import Disk
from quizapp.storage.progress.format.backups import stems
from quizapp.storage.progress.format.progress_files import ProgressFiles
from quizapp.storage.progress.writing.lock import locked
from quizapp.study.browse.card_history import history
from quizapp.study.log.undo_log import OWN_RECENT, RECENT
from tests.storage.progress.keeping import Keeper, sealed
from tests.study.events import reviewed


def test_at_rest_there_is_one_file_of_valid_json_with_an_event_a_line(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"), reviewed("a/2"))
    assert keeper.names() == ["progress.json", "progress.json.backups", "progress.json.lock"]
    value = json.loads(keeper.file.read_text())
    assert (value["format"], value["version"], value["count"]) == ("runquiz-progress", 2, 2)
    lines = keeper.file.read_text().splitlines()
    assert sum(line.startswith('{"id": ') for line in lines) == 2


def test_an_answer_is_on_the_disk_before_it_is_called_saved(keeper: Keeper) -> None:
    store = keeper.open()
    receipt = store.record(Day(20514), reviewed("a/1"))
    assert receipt.is_saved
    assert keeper.files.journal.read_bytes().count(b"\n") == 1
    assert keeper.state("a/1").reps == 1


def test_a_session_that_was_killed_is_found_whole_by_the_next(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    store = keeper.open()
    store.record(Day(20514), reviewed("a/2"))
    del store
    assert keeper.state("a/2").reps == 1
    assert keeper.open().progress.count == 2
    assert not keeper.files.journal.exists()


def test_cached_states_are_read_and_events_are_not(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    data = keeper.file.read_bytes().replace(b'"reps": [1]', b'"reps": [9]')
    keeper.file.write_bytes(sealed(data))
    assert keeper.state("a/1").reps == 9


def test_states_made_by_other_rules_are_folded_anew(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    data = keeper.file.read_bytes().replace(b'"reps": [1]', b'"reps": [9]')
    keeper.file.write_bytes(sealed(data.replace(b'"rules": 4', b'"rules": 1')))
    assert keeper.state("a/1").reps == 1


def test_a_snapshot_keeps_the_order_that_power_cuts_ask_for(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    store = keeper.open()
    store.record(Day(20514), reviewed("a/2"))
    recording = RecordingDisk()
    store._files = ProgressFiles(recording, keeper.file)
    store.close()
    steps = [step for step in recording.steps if step[0] in {"sync_folder", "replace", "link"}]
    assert steps == [
        ("link", "progress.json"),
        ("sync_folder", "progress.json.backups"),
        ("replace", "progress.json.new"),
        ("sync_folder", "data"),
        ("replace", "progress.json.journal"),
        ("sync_folder", "progress.json.backups"),
        ("sync_folder", "data"),
    ]


def test_a_new_journals_name_is_synced_too(keeper: Keeper) -> None:
    store = keeper.open()
    recording = RecordingDisk()
    store._journal._files = ProgressFiles(recording, keeper.file)
    store.record(Day(20514), reviewed("a/1"))
    store.record(Day(20514), reviewed("a/2"))
    assert [step for step in recording.steps if step[0] == "sync_folder"] == [
        ("sync_folder", "data")
    ]


def test_what_was_not_kept_by_the_disk_replaces_nothing(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    store = keeper.open()
    store.record(Day(20514), reviewed("a/2"))
    before = keeper.file.read_bytes()
    store._files = ProgressFiles(Forgetful(), keeper.file)
    store.close()
    assert keeper.file.read_bytes() == before
    assert keeper.load().progress.count == 2


def test_files_that_vanish_in_mid_session_are_written_again(keeper: Keeper) -> None:
    keeper.record(reviewed("a/0"))
    store = keeper.open()
    store.record(Day(20514), reviewed("a/1"))
    keeper.file.unlink()
    keeper.files.journal.unlink()
    store.record(Day(20514), reviewed("a/2"))
    assert [store.progress.states[f"a/{number}"].reps for number in range(3)] == [1, 1, 1]
    assert any("was missing" in notice for notice in store.notices)
    store.close()
    assert [keeper.state(f"a/{number}").reps for number in range(3)] == [1, 1, 1]


class Destroyed(Disk):
    """Another program removes the file and the journal at one of the steps of a snapshot."""

    def __init__(self, keeper: Keeper, at: int) -> None:
        self.keeper = keeper
        self.left = at

    def _step(self) -> None:
        self.left -= 1
        if self.left == 0:
            self.keeper.file.unlink(missing_ok=True)
            self.keeper.files.journal.unlink(missing_ok=True)

    def open_to_read(self, path: Path, *, follow: bool = False) -> int:
        self._step()
        return super().open_to_read(path, follow=follow)

    def open_new(self, path: Path) -> int:
        self._step()
        return super().open_new(path)

    def replace(self, source: Path, target: Path) -> None:
        self._step()
        super().replace(source, target)

    def sync_folder(self, folder: Path) -> None:
        self._step()
        super().sync_folder(folder)


@pytest.mark.parametrize("step", range(1, 14))
def test_file_and_journal_destroyed_while_the_program_ends_lose_nothing(
    keeper: Keeper, step: int
) -> None:
    keeper.record(reviewed("a/1"), reviewed("a/2"))
    store = keeper.open()
    for card in ("b/1", "b/2", "b/3"):
        assert store.record(Day(20514), reviewed(card)).is_saved
    keeper.disk = Destroyed(keeper, step)
    store._files = keeper.files
    store.close()
    assert store.unsaved == 0
    assert set(keeper.load().progress.states) == {"a/1", "a/2", "b/1", "b/2", "b/3"}


def test_a_journal_that_vanishes_before_the_end_is_written_again(keeper: Keeper) -> None:
    store = keeper.open()
    store.record(Day(20514), reviewed("a/1"))
    keeper.files.journal.unlink()
    store.close()
    assert keeper.state("a/1").reps == 1


def test_a_journal_garbled_in_place_loses_nothing_that_was_saved(keeper: Keeper) -> None:
    store = keeper.open()
    store.record(Day(20514), reviewed("a/1"))
    data = keeper.files.journal.read_bytes()
    with keeper.files.journal.open("r+b") as journal:
        journal.write(b"x" * (len(data) - 1))
    keeper.clock.pass_by(seconds=1)
    store.record(Day(20514), reviewed("a/2"))
    store.close()
    assert [keeper.open().progress.states[f"a/{number}"].reps for number in (1, 2)] == [1, 1]


def test_a_snapshot_in_mid_session_takes_in_what_another_window_wrote(keeper: Keeper) -> None:
    first, second = keeper.open(), keeper.open()
    first.record(Day(20514), reviewed("a/1"))
    second.record(Day(20514), reviewed("b/1"))
    first._snapshot()
    assert first.progress.states["b/1"].reps == 1


def test_a_busy_lock_at_the_start_only_puts_the_snapshot_off(keeper: Keeper) -> None:
    class Busy(Disk):
        def lock(self, descriptor: int, patience: float) -> bool:  # noqa: ARG002
            return False

    keeper.open().record(Day(20514), reviewed("a/1"))
    keeper.disk = Busy()
    store = keeper.open()
    assert store.progress.count == 1
    assert "answers stay in the journal beside it for now" in store.notices[0]
    assert keeper.files.journal.exists()


def test_a_log_that_can_not_be_read_is_told_and_ends_no_sitting(keeper: Keeper) -> None:
    other = Keeper(keeper.folder, device="second")
    other.record(*(reviewed(f"a/{number}") for number in range(OWN_RECENT + 1)))
    keeper.record(*(reviewed(f"b/{number}") for number in range(RECENT)))
    store = other.open()
    for _ in range(OWN_RECENT):
        found = store.undoable()
        assert found is not None
        store.record(Day(20514), Undone(found.id))
    store.close()
    store = other.open()
    keeper.file.write_bytes(
        sealed(keeper.file.read_bytes().replace(b'"version": 2', b'"version": 3'))
    )
    assert store.undoable() is None
    assert any("newer runquiz" in notice for notice in store.notices)


def test_each_snapshot_keeps_what_it_replaced_and_the_journal_it_folded_in(keeper: Keeper) -> None:
    for number in range(3):
        keeper.clock.pass_by(minutes=1)
        keeper.record(reviewed(f"a/{number}"))
    names = sorted(path.name for path in keeper.files.backups.iterdir())
    assert [name.rpartition(".")[2] for name in names] == [
        "journal",
        "journal",
        "json",
        "journal",
        "json",
    ]


def test_the_loss_of_the_file_at_rest_loses_nothing(keeper: Keeper) -> None:
    for number in range(3):
        keeper.clock.pass_by(minutes=1)
        keeper.record(reviewed(f"a/{number}"))
    keeper.file.unlink()
    store = keeper.open()
    assert [store.progress.states[f"a/{number}"].reps for number in range(3)] == [1, 1, 1]
    assert "3 events restored from backups" in store.notices[0]
    assert keeper.file.exists()


def test_two_windows_see_each_others_answers(keeper: Keeper) -> None:
    first, second = keeper.open(), keeper.open()
    first.record(Day(20514), reviewed("a/1"))
    second.record(Day(20514), reviewed("a/2"))
    assert second.progress.count == 2
    before = first.revision
    first.refresh()
    assert first.progress.states["a/2"].reps == 1
    assert first.revision > before
    after = first.revision
    first.refresh()
    assert first.revision == after
    first.close()
    second.record(Day(20514), reviewed("a/3"))
    second.close()
    assert keeper.load().progress.count == 3
    assert not keeper.files.journal.exists()


def test_a_file_that_another_program_put_there_is_merged_before_the_next_write(
    keeper: Keeper, tmp_path: Path
) -> None:
    other = Keeper(tmp_path / "other", device="second")
    other.record(reviewed("b/1"))
    store = keeper.open()
    store.record(Day(20514), reviewed("a/1"))
    other.file.replace(keeper.file)
    store.record(Day(20514), reviewed("a/2"))
    assert [store.progress.states[card].reps for card in ("a/1", "a/2", "b/1")] == [1, 1, 1]
    store.close()
    assert keeper.load().progress.count == 3


def test_undo_goes_back_as_far_as_the_log(keeper: Keeper) -> None:
    many = RECENT + 20
    keeper.record(*(reviewed(f"a/{number}") for number in range(many)))
    store = keeper.open()
    for _ in range(many):
        found = store.undoable()
        assert found is not None
        store.record(Day(20514), Undone(found.id))
    assert store.undoable() is None
    assert store.progress.days == {}
    store.close()
    assert keeper.load().progress.count == 2 * many


def test_undo_takes_back_only_what_this_device_did(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    other = Keeper(keeper.folder, device="second")
    assert other.open().undoable() is None


def test_undo_takes_back_this_sittings_answers_before_another_windows(keeper: Keeper) -> None:
    first, second = keeper.open(), keeper.open()
    mine = [first.record(Day(20514), reviewed("a/1")).event.id]
    theirs = second.record(Day(20514), reviewed("b/1")).event.id
    mine.append(first.record(Day(20514), reviewed("a/2")).event.id)
    second.record(Day(20514), reviewed("b/2"))
    first.refresh()
    for name in (*reversed(mine), second._mine[-1].event.id, theirs):
        found = first.undoable()
        assert found is not None
        assert found.id == name
        first.record(Day(20514), Undone(name))


def test_undo_finds_this_sittings_answer_below_many_of_another_window(keeper: Keeper) -> None:
    first, second = keeper.open(), keeper.open()
    mine = first.record(Day(20514), reviewed("a/1")).event.id
    for number in range(RECENT + 5):
        second.record(Day(20514), reviewed(f"b/{number}"))
    first.refresh()
    found = first.undoable()
    assert found is not None
    assert found.id == mine


def test_no_event_is_earlier_than_the_newest_unless_that_is_absurd(keeper: Keeper) -> None:
    start = keeper.clock.time
    first = keeper.record(reviewed("a/1"))[0].event.at
    keeper.clock.time = start - timedelta(hours=20)
    assert keeper.record(reviewed("b/1"))[0].event.at == first + 1
    keeper.clock.time = start + timedelta(days=3650)
    ahead = keeper.record(reviewed("a/2"))[0].event.at
    keeper.clock.time = start
    assert keeper.record(reviewed("a/3"))[0].event.at == int(start.timestamp() * 1000)
    later = reviewed("a/2", phase="learning", due=77)
    assert keeper.record(later)[0].event.at == ahead + 1
    memory = keeper.state("a/2").memory
    assert isinstance(memory, Learning)
    assert memory.due == 77


def test_files_are_private(keeper: Keeper) -> None:
    keeper.record(reviewed())
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in keeper.folder.iterdir()}
    assert modes == {
        "progress.json": 0o600,
        "progress.json.lock": 0o600,
        "progress.json.backups": 0o700,
    }
    assert stat.S_IMODE(keeper.folder.stat().st_mode) == 0o700


def test_a_linked_progress_file_stays_a_link(keeper: Keeper, tmp_path: Path) -> None:
    real = Keeper(tmp_path / "real")
    real.record(reviewed("a/1"))
    keeper.folder.mkdir()
    link = keeper.folder / "progress.json"
    link.symlink_to(real.file)
    keeper.record(reviewed("a/2"))
    assert link.is_symlink()
    assert real.load().progress.count == 2


def test_settings_travel_with_the_progress(keeper: Keeper) -> None:
    keeper.record(SettingChanged("new_limit", 7), SettingChanged("learning_steps", (30, 300)))
    settings = keeper.load().progress.settings
    assert (settings.new_limit, settings.learning_steps) == (7, (30, 300))


class RecordingDisk(Disk):
    """Records its calls."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, str]] = []

    def sync_folder(self, folder: Path) -> None:
        self.steps.append(("sync_folder", folder.name))
        super().sync_folder(folder)

    def replace(self, source: Path, target: Path) -> None:
        self.steps.append(("replace", source.name))
        super().replace(source, target)

    def link(self, source: Path, target: Path) -> None:
        self.steps.append(("link", source.name))
        super().link(source, target)


class Forgetful(Disk):
    """A disk that keeps something else than was written."""

    def write(self, descriptor: int, data: bytes) -> None:
        super().write(descriptor, data[:-1] + b"x")


class FullDisk(Disk):
    """A disk on which no journal can be written while it is full."""

    full = False

    def write(self, descriptor: int, data: bytes) -> None:
        if self.full:
            super().write(descriptor, data[: len(data) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        super().write(descriptor, data)


def test_on_a_full_disk_answers_are_kept_in_memory_and_saved_when_there_is_space(
    keeper: Keeper,
) -> None:
    disk = FullDisk()
    keeper.disk = disk
    store = keeper.open()
    store.record(Day(20514), reviewed("a/1"))
    disk.full = True
    lost = store.record(Day(20514), reviewed("a/2"))
    assert (lost.is_saved, lost.problem, store.unsaved) == (False, "No space left on device", 1)
    assert keeper.files.journal.read_bytes().endswith(b"\n")
    assert store.retry() == ()
    disk.full = False
    saved = store.record(Day(20514), reviewed("a/3"))
    assert [event.id for event in saved.durable] == [lost.event.id, saved.event.id]
    store.close()
    assert [keeper.state(f"a/{number}").reps for number in (1, 2, 3)] == [1, 1, 1]


def test_a_snapshot_that_fails_leaves_the_journal_for_the_next_start(keeper: Keeper) -> None:
    disk = FullDisk()
    keeper.disk = disk
    keeper.record(reviewed("a/1"))
    store = keeper.open()
    store.record(Day(20514), reviewed("a/2"))
    before = keeper.file.read_bytes()
    disk.full = True
    store.close()
    assert keeper.file.read_bytes() == before
    assert keeper.files.journal.exists()
    disk.full = False
    assert keeper.open().progress.count == 2
    assert not keeper.files.new.exists()


class FailingSync(Disk):
    """A disk whose first syncs fail, and that notes which descriptors were synced after that."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.failed: list[int] = []

    def sync(self, descriptor: int) -> None:
        inode = os.fstat(descriptor).st_ino
        assert inode not in self.failed, "a file is never synced again after an error"
        if self.failures:
            self.failures -= 1
            self.failed.append(inode)
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        super().sync(descriptor)


def test_after_a_failed_sync_a_new_file_is_written(keeper: Keeper) -> None:
    store = keeper.open()
    store.record(Day(20514), reviewed("a/1"))
    store._files = store._journal._files = ProgressFiles(FailingSync(1), keeper.file)
    assert not store.record(Day(20514), reviewed("a/2")).is_saved
    assert len(store.retry()) == 1
    assert keeper.load().progress.count == 2


def test_a_lock_that_is_held_too_long_is_named_and_nothing_is_lost(keeper: Keeper) -> None:
    class Impatient(Disk):
        def lock(self, descriptor: int, patience: float) -> bool:
            return super().lock(descriptor, min(patience, 0.01))

    store = keeper.open()
    store._files = ProgressFiles(Impatient(), keeper.file)
    with locked(ProgressFiles(Disk(), keeper.file)):
        receipt = store.record(Day(20514), reviewed("a/1"))
    assert "progress.json.lock" in receipt.problem
    assert len(store.retry()) == 1
    assert keeper.state("a/1").reps == 1


def test_half_a_line_of_a_killed_program_is_sealed_off(keeper: Keeper) -> None:
    keeper.open().record(Day(20514), reviewed("a/1"))
    with keeper.files.journal.open("ab") as journal:
        journal.write(b'{"id": "half')
    second = keeper.open()
    assert second.progress.count == 1
    second.record(Day(20514), reviewed("a/2"))
    second.close()
    assert keeper.load().progress.count == 2


def test_half_a_line_in_a_running_journal_is_sealed_off_too(keeper: Keeper) -> None:
    store = keeper.open()
    store.record(Day(20514), reviewed("a/1"))
    with keeper.files.journal.open("ab") as journal:
        journal.write(b'{"id": "half')
    store.record(Day(20514), reviewed("a/2"))
    assert keeper.load().progress.count == 2
    assert store.progress.count == 2


def test_a_long_journal_is_folded_in_while_the_session_goes_on(keeper: Keeper) -> None:
    from quizapp.storage.progress.writing import store as module

    store = keeper.open()
    store._journal.lines = module.LONG_JOURNAL
    store.record(Day(20514), reviewed("a/1"))
    assert not keeper.files.journal.exists()
    store.record(Day(20514), reviewed("a/2"))
    store.close()
    assert keeper.load().progress.count == 2


def test_a_store_that_may_not_write_says_why_and_refuses(keeper: Keeper) -> None:
    class ReadOnly(Disk):
        def open_to_append(self, path: Path) -> int:
            raise PermissionError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    keeper.record(reviewed("a/1"))
    keeper.disk = ReadOnly()
    store = keeper.open()
    assert "Read-only file system" in store.read_only
    assert store.progress.states["a/1"].reps == 1
    store.close()


def test_a_mark_comes_off(keeper: Keeper) -> None:
    keeper.record(Marked("a/1"), Marked("a/1", on=False))
    assert not keeper.state("a/1").marked


def test_grades_are_kept(keeper: Keeper) -> None:
    keeper.record(*(reviewed("a/1", grade) for grade in Grade))
    sums = keeper.load().progress.sums(Day(20514))
    assert (sums.again, sums.hard, sums.good, sums.easy) == (1, 1, 1, 1)


def test_the_events_of_a_card_are_found_in_file_journal_and_memory(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"), reviewed("a/10"), reviewed("a/0"), Aliased("a/1", "a/0"))
    store = keeper.open()
    undone = store.record(Day(20515), reviewed("a/1", Grade.AGAIN)).event.id
    store.record(Day(20515), Undone(undone))
    store.record(Day(20515), reviewed("a/2"))
    past = history("a/1", store.events_about("a/1"))
    assert [each.what for each in past] == ["good", "good"]
    cards = {getattr(event.payload, "card", "") for event in store.events_about("a/1")}
    assert cards >= {"a/1", "a/0"}
    assert "a/10" not in cards


def test_a_log_that_can_not_be_read_has_no_events_of_a_card(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    store = keeper.open()
    keeper.file.unlink()
    keeper.file.mkdir()
    assert store.events_about("a/1") == []


def test_old_backups_go_as_new_ones_come(keeper: Keeper) -> None:
    """The last five, and one for the day."""
    counts = []
    for number in range(14):
        keeper.clock.pass_by(minutes=1)
        keeper.record(reviewed(f"a/{number}"))
        counts.append(len(stems(keeper.files)))
    assert counts[:5] == [1, 2, 3, 4, 5]
    assert counts[-4:] == [6, 6, 6, 6]
    assert len(list(keeper.files.backups.iterdir())) == 12
    assert keeper.load().progress.count == 14


@pytest.mark.parametrize("torn", [b"x", b'{"id": "', b'{"id": "1"}', b"\0\0\0"])
def test_the_next_answer_is_not_glued_to_a_torn_one(keeper: Keeper, torn: bytes) -> None:
    """A power cut, or another program, left half a line at the end of the journal."""
    store = keeper.open()
    store.record(Day(20514), reviewed("a/1"))
    with keeper.files.journal.open("ab") as journal:
        journal.write(torn)
    assert store.record(Day(20514), reviewed("a/2")).is_saved
    assert keeper.open().record(Day(20514), reviewed("a/3")).is_saved
    assert set(keeper.load().progress.states) == {"a/1", "a/2", "a/3"}


class Counting(Disk):
    """Counts how often a file is opened to be read."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    def open_to_read(self, path: Path, *, follow: bool = False) -> int:
        self.opened.append(path.name)
        return super().open_to_read(path, follow=follow)


def test_what_another_program_wrote_is_read_once(keeper: Keeper) -> None:
    keeper.record(reviewed("a/0"))
    disk = Counting()
    store = Keeper(keeper.folder, disk=disk).open()
    keeper.record(reviewed("a/1"))
    disk.opened.clear()
    store.record(Day(20514), reviewed("a/2"))
    assert "progress.json" in disk.opened
    disk.opened.clear()
    for card in ("a/3", "a/4"):
        store.record(Day(20514), reviewed(card))
        store.refresh()
    assert "progress.json" not in disk.opened
    assert set(store.progress.states) == {f"a/{number}" for number in range(5)}
