"""A whole file that is not the one that was left here: what it lacks comes back."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from quizapp.domain.memory import Day
from quizapp.storage.disk import Disk
from quizapp.storage.progress.format.progress_files import ProgressFiles
from tests.storage.progress.damages import DAMAGES
from tests.storage.progress.keeping import Keeper
from tests.study.events import reviewed

SAID = "1 missing event restored from backups"


def cards(keeper: Keeper) -> list[str]:
    return sorted(keeper.load().progress.states)


def test_an_older_copy_put_in_its_place_loses_nothing(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    older = keeper.file.read_bytes()
    keeper.record(reviewed("a/2"))
    keeper.file.write_bytes(older)
    assert cards(keeper) == ["a/1", "a/2"]
    assert SAID in keeper.load().notices[0]
    store = keeper.open()
    assert SAID in store.notices[0]
    store.close()
    assert keeper.load().notices == ()
    assert cards(keeper) == ["a/1", "a/2"]


def test_another_machines_copy_put_in_its_place_is_united_with_it(
    keeper: Keeper, tmp_path: Path
) -> None:
    keeper.record(reviewed("a/1"))
    other = Keeper(tmp_path / "other", device="second")
    other.folder.mkdir()
    other.file.write_bytes(keeper.file.read_bytes())
    other.record(reviewed("b/1"), reviewed("b/2"))
    keeper.record(reviewed("a/2"))
    other.file.replace(keeper.file)
    assert cards(keeper) == ["a/1", "a/2", "b/1", "b/2"]


def test_in_mid_session_it_is_united_before_the_next_write(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    older = keeper.file.read_bytes()
    keeper.record(reviewed("a/2"))
    store = keeper.open()
    store.record(Day(20514), reviewed("a/3"))
    keeper.file.unlink()
    keeper.file.write_bytes(older)
    store.record(Day(20514), reviewed("a/4"))
    assert sorted(store.progress.states) == ["a/1", "a/2", "a/3", "a/4"]
    store.close()
    assert cards(keeper) == ["a/1", "a/2", "a/3", "a/4"]


def test_what_came_back_is_in_the_newest_backup_again(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    older = keeper.file.read_bytes()
    keeper.record(reviewed("a/2"))
    keeper.file.write_bytes(older)
    keeper.open().close()
    keeper.file.unlink()
    assert cards(keeper) == ["a/1", "a/2"]


def test_a_file_that_another_program_of_ours_folded_is_no_gap(keeper: Keeper) -> None:
    first = keeper.open()
    first.record(Day(20514), reviewed("a/1"))
    for number in range(4):
        keeper.record(reviewed(f"b/{number}"))
    first.record(Day(20514), reviewed("a/2"))
    assert first.notices == ()
    first.close()
    assert keeper.load().notices == ()


def test_a_backup_that_can_not_be_read_is_no_gap(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    for path in keeper.files.backups.iterdir():
        path.unlink()
        path.mkdir()
    assert cards(keeper) == ["a/1"]
    assert keeper.load().notices == ()


@pytest.mark.parametrize("how", ["re-indented", "Windows lines"])
def test_an_older_copy_that_an_editor_went_through_loses_nothing(keeper: Keeper, how: str) -> None:
    keeper.record(reviewed("a/1"))
    older = DAMAGES[how].do(keeper.file.read_bytes())
    keeper.record(reviewed("a/2"))
    assert older is not None
    keeper.file.write_bytes(older)
    assert cards(keeper) == ["a/1", "a/2"]
    keeper.open().close()
    assert keeper.load().notices == ()
    assert cards(keeper) == ["a/1", "a/2"]


def test_a_backups_folder_that_may_not_be_read_stops_no_one_whose_file_is_whole(
    keeper: Keeper,
) -> None:
    class Closed(Disk):
        def names(self, folder: Path) -> list[str]:
            if folder.name.endswith(".backups"):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            return super().names(folder)

    keeper.record(reviewed("a/1"))
    keeper.disk = Closed()
    assert cards(keeper) == ["a/1"]


def test_a_bad_line_that_was_folded_in_costs_no_later_reader_a_backup(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    keeper.open().record(Day(20514), reviewed("a/2"))
    with keeper.files.journal.open("ab") as journal:
        journal.write(b'{"id": "garbled"\n')
    keeper.open().close()
    disk = Reading()
    keeper.disk = disk
    assert cards(keeper) == ["a/1", "a/2"]
    assert [name for name in disk.files if name.endswith("Z.json")] == []


def test_after_a_snapshot_that_was_cut_off_an_older_copy_loses_nothing(keeper: Keeper) -> None:
    class Stopping(Disk):
        def replace(self, source: Path, target: Path) -> None:
            raise OSError(errno.EIO, os.strerror(errno.EIO), source, None, target)

    keeper.record(reviewed("a/1"))
    older = keeper.file.read_bytes()
    keeper.record(reviewed("a/2"))
    store = keeper.open()
    store.record(Day(20514), reviewed("a/3"))
    store._files = ProgressFiles(Stopping(), keeper.file)
    store.close()
    links = len(list(keeper.files.backups.glob("*.json")))
    keeper.disk = Stopping()
    for _ in range(3):
        keeper.open()
    assert len(list(keeper.files.backups.glob("*.json"))) == links
    keeper.disk = Disk()
    keeper.file.write_bytes(older)
    assert cards(keeper) == ["a/1", "a/2", "a/3"]


def test_with_a_clock_that_was_years_ahead_an_older_copy_loses_nothing(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    keeper.clock.pass_by(days=4000)
    keeper.record(reviewed("a/2"))
    keeper.clock.pass_by(days=-4000)
    older = keeper.file.read_bytes()
    keeper.record(reviewed("a/3"))
    keeper.file.write_bytes(older)
    assert cards(keeper) == ["a/1", "a/2", "a/3"]


class Reading(Disk):
    """Notes the files that are read."""

    def __init__(self) -> None:
        self.files: list[str] = []

    def read(self, path: Path, *, follow: bool = False) -> bytes:
        self.files.append(path.name)
        return super().read(path, follow=follow)
