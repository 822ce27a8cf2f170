"""What is promised of the progress file and tested nowhere else.

`promises.py` beside this file lists every promise with its test, and with a line of code without
which that test fails.
"""

from __future__ import annotations

import gc
import itertools
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from quizapp.domain.event import Undone
from quizapp.domain.memory import Day
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.storage.disk import Disk, FileStamp
from quizapp.storage.progress.doctor.examination import examine
from quizapp.storage.progress.doctor.repair import repair
from quizapp.storage.progress.doctor.restoring import backups_of, restore
from quizapp.storage.progress.format.byte_range import InMemory
from quizapp.storage.progress.format.document import read_document
from quizapp.storage.progress.format.event_ids import ids_in
from quizapp.storage.progress.format.progress_files import ProgressFiles
from quizapp.storage.progress.reading.loading import load
from quizapp.storage.progress.sync.merging import merge, read_source
from quizapp.storage.progress.writing.lock import locked
from quizapp.storage.progress.writing.stamper import Stamper
from tests.storage.progress.keeping import Keeper, fresh_id
from tests.storage.progress.promises import PROMISES, ROOT, Promise
from tests.study.events import reviewed


def event_lines(data: bytes) -> set[bytes]:
    return {line.strip(b",") for line in data.splitlines() if line.startswith(b'{"id"')}


def newest_backup(keeper: Keeper) -> set[str]:
    """The ids in the newest backup and in the journal beside it."""
    stem = max(path.name.partition("Z")[0] for path in keeper.files.backups.iterdir())
    return {
        name for path in keeper.files.backups.glob(f"{stem}*") for name in ids_in(path.read_bytes())
    }


@pytest.fixture
def other(tmp_path: Path) -> Keeper:
    """Another machine, with one answer of its own."""
    other = Keeper(tmp_path / "other", device="second")
    other.record(reviewed("c/1"))
    return other


def do_everything(keeper: Keeper, other: Keeper) -> list[set[bytes]]:
    """Answer, undo, merge, restore, damage, repair; the event lines after each."""
    seen: list[set[bytes]] = []

    def stamp() -> None:
        seen.append(event_lines(keeper.file.read_bytes()))
        assert newest_backup(keeper) == ids_in(keeper.file.read_bytes())
        keeper.clock.pass_by(minutes=1)

    answer = keeper.record(reviewed("a/1"), reviewed("a/2"))[0].event
    stamp()
    keeper.record(Undone(answer.id))
    stamp()
    merge(keeper.files, [read_source(Disk(), other.file)], keeper.clock.now())
    stamp()
    stamper = Stamper("first", keeper.clock, fresh_id, StudyCalendar())
    oldest = list(backups_of(keeper.files))[-1].name
    restore(keeper.files, stamper, oldest)
    stamp()
    keeper.file.write_bytes(keeper.file.read_bytes()[:-200])
    repair(keeper.files, keeper.clock.now())
    stamp()
    (keeper.folder / "progress.sync-conflict-7.json").write_bytes(other.file.read_bytes())
    keeper.open().close()
    return seen


def test_events_are_only_ever_added(keeper: Keeper, other: Keeper) -> None:
    seen = do_everything(keeper, other)
    assert all(before <= after for before, after in itertools.pairwise(seen))
    assert len(seen[-1]) > len(seen[0])


def test_the_file_and_its_newest_backup_never_differ(keeper: Keeper, other: Keeper) -> None:
    """Loss of the file at rest loses nothing, whoever wrote it last."""
    do_everything(keeper, other)
    whole = ids_in(keeper.file.read_bytes())
    keeper.file.unlink()
    assert keeper.load().ids() == whole


def test_a_backup_is_a_hard_link_of_the_file_that_was_replaced(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    inode = keeper.file.stat().st_ino
    keeper.record(reviewed("a/2"))
    assert [path.stat().st_ino for path in keeper.files.backups.glob("*.json")] == [inode]


def test_a_damaged_file_never_becomes_a_backup(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    keeper.record(reviewed("a/2"))
    keeper.file.write_bytes(keeper.file.read_bytes()[:-50])
    keeper.record(reviewed("a/3"))
    keeper.record(reviewed("a/4"))
    documents = [path.read_bytes() for path in keeper.files.backups.glob("*.json")]
    assert len(documents) >= 2
    assert all(read_document(InMemory(data)) is not None for data in documents)


@dataclass(slots=True)
class Watching(Disk):
    """IntactNotes every call that changes something, by its name and the path's."""

    calls: list[tuple[str, str]] = field(default_factory=list)

    def open_to_append(self, path: Path) -> int:
        self.calls.append(("open", path.name))
        return Disk.open_to_append(self, path)

    def open_new(self, path: Path) -> int:
        self.calls.append(("new", path.name))
        return Disk.open_new(self, path)

    def link(self, source: Path, target: Path) -> None:
        self.calls.append(("link", target.name))
        Disk.link(self, source, target)

    def replace(self, source: Path, target: Path) -> None:
        self.calls.append(("replace", target.name))
        Disk.replace(self, source, target)


def test_a_copy_of_a_damaged_file_is_kept_before_anything_is_written(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    keeper.file.write_bytes(keeper.file.read_bytes()[:-50])
    disk = Watching()
    keeper.disk = disk
    keeper.open()
    (lock, copy, *_) = disk.calls
    assert lock == ("open", "progress.json.lock")
    assert copy[0] == "link"
    assert copy[1].startswith("progress.json.damaged-")


def test_commands_that_read_write_nothing_and_take_no_lock(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    keeper.open().record(Day(20514), reviewed("a/2"))
    keeper.file.write_bytes(keeper.file.read_bytes()[:-50])
    disk = Watching()
    load(ProgressFiles(disk, keeper.file))
    examine(ProgressFiles(disk, keeper.file))
    list(backups_of(ProgressFiles(disk, keeper.file)))
    assert disk.calls == []


@dataclass(slots=True)
class Interrupting(Disk):
    """Just before a reader opens the journal, another program folds it into the file."""

    keeper: Keeper = field(default_factory=lambda: Keeper(Path()))
    opened: list[str] = field(default_factory=list)

    def open_to_read(self, path: Path, *, follow: bool = False) -> int:
        if path == self.keeper.files.journal and path.name not in self.opened:
            self.keeper.open().close()
        self.opened.append(path.name)
        return Disk.open_to_read(self, path, follow=follow)


def test_readers_open_the_journal_before_the_file(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    keeper.open().record(Day(20514), reviewed("a/2"))
    for path in keeper.files.backups.iterdir():
        path.unlink()
    disk = Interrupting(keeper)
    loaded = load(ProgressFiles(disk, keeper.file))
    assert sorted(loaded.progress.states) == ["a/1", "a/2"]
    assert disk.opened[:2] == ["progress.json.journal", "progress.json"]


def test_the_lock_is_held_for_a_write_and_not_for_the_sitting(keeper: Keeper) -> None:
    store = keeper.open()
    store.record(Day(20514), reviewed("a/1"))
    with locked(ProgressFiles(Disk(), keeper.file), patience=0):
        pass
    store.record(Day(20514), reviewed("a/2"))


def test_the_lock_file_is_never_deleted(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    inode = keeper.files.lock.stat().st_ino
    keeper.record(reviewed("a/2"))
    repair(keeper.files, keeper.clock.now())
    assert keeper.files.lock.stat().st_ino == inode


def test_the_log_is_copied_as_bytes(keeper: Keeper) -> None:
    keeper.open().record(Day(20514), reviewed("a/1"))
    spaced = keeper.files.journal.read_bytes().replace(b'": ', b'":   ')
    keeper.files.journal.write_bytes(spaced)
    keeper.record(reviewed("a/2"))
    keeper.record(reviewed("a/3"))
    assert spaced.strip() in keeper.file.read_bytes()


@dataclass(slots=True)
class Counting(Disk):
    """Counts the bytes that go either way."""

    count: int = 0

    def read(self, path: Path, *, follow: bool = False) -> bytes:
        data = Disk.read(self, path, follow=follow)
        self.count += len(data)
        return data

    def write(self, descriptor: int, data: bytes) -> None:
        self.count += len(data)
        Disk.write(self, descriptor, data)


def bytes_of_an_answer(folder: Path, log: int) -> int:
    """How many bytes are read and written for the answers of a session, its start and end aside."""
    keeper = Keeper(folder)
    keeper.record(*(reviewed(f"a/{number % 9}") for number in range(log)))
    disk = Counting()
    keeper.disk = disk
    store = keeper.open()
    disk.count = 0
    for number in range(3):
        store.record(Day(20514), reviewed(f"a/{number}"))
    return disk.count


def test_saving_an_answer_costs_the_same_however_long_the_log(tmp_path: Path) -> None:
    short = bytes_of_an_answer(tmp_path / "short", 10)
    assert bytes_of_an_answer(tmp_path / "long", 1000) <= short + 100


def test_garbage_is_not_collected_while_loading(keeper: Keeper) -> None:
    class Asking(Disk):
        def read(self, path: Path, *, follow: bool = False) -> bytes:
            seen.append(gc.isenabled())
            return super().read(path, follow=follow)

    seen: list[bool] = []
    keeper.record(reviewed("a/1"))
    load(ProgressFiles(Asking(), keeper.file))
    assert seen
    assert not any(seen)
    assert gc.isenabled()


def test_a_file_that_vanishes_between_two_looks_is_no_error(keeper: Keeper) -> None:
    class Vanishing(Disk):
        def stamp(self, path: Path) -> FileStamp | None:
            seen = super().stamp(path)
            if path.name.endswith(".journal") and seen is not None:
                path.unlink()
            return seen

    keeper.open().record(Day(20514), reviewed("a/1"))
    assert load(ProgressFiles(Vanishing(), keeper.file)).progress.count == 0


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.says)
def test_the_list_of_promises_is_up_to_date(promise: Promise) -> None:
    file, _, name = promise.test.partition("::")
    assert f"def {name.partition('[')[0]}(" in (ROOT / file).read_text("utf-8")
    assert (ROOT / promise.file).read_text("utf-8").count(promise.line) == 1
    assert promise.instead != promise.line
