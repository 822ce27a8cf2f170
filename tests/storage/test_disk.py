"""What file systems refuse, and what is done instead."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from quizapp.storage.disk import Disk, refuser
from quizapp.storage.progress.doctor.examination import examine
from tests.storage.progress.keeping import Keeper
from tests.study.events import reviewed


class NoLinks(Disk):
    """Refuses hard links, as some file systems and sandboxes do."""

    def __init__(self, code: int) -> None:
        self.code = code
        self.links = 0

    def _hard_link(self, source: Path, target: Path) -> None:
        self.links += 1
        raise OSError(self.code, os.strerror(self.code), str(source), None, str(target))


@pytest.mark.parametrize("code", [errno.EACCES, errno.EPERM, errno.EOPNOTSUPP, errno.EXDEV])
def test_where_hard_links_are_refused_backups_are_copies(tmp_path: Path, code: int) -> None:
    disk = NoLinks(code)
    keeper = Keeper(tmp_path / "data", disk)
    for number in range(4):
        keeper.clock.pass_by(minutes=1)
        store = keeper.open()
        assert store.read_only == ""
        store.close()
        keeper.record(reviewed(f"a/{number}"))
    assert disk.links > 1
    assert keeper.load().progress.count == 4
    assert len(list(keeper.files.backups.glob("*.json"))) >= 3


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP])
def test_a_folder_that_can_not_be_synced_is_no_failure(tmp_path: Path, code: int) -> None:
    class Unsynced(Disk):
        def sync(self, descriptor: int) -> None:
            if stat.S_ISDIR(os.fstat(descriptor).st_mode):
                raise OSError(code, os.strerror(code))
            super().sync(descriptor)

    Unsynced().sync_folder(tmp_path)
    keeper = Keeper(tmp_path / "data", Unsynced())
    assert keeper.record(reviewed("a/1"))[0].is_saved


def test_another_error_of_a_folder_is_one(tmp_path: Path) -> None:
    class Failing(Disk):
        def sync(self, descriptor: int) -> None:  # noqa: ARG002 (it never gets that far)
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    with pytest.raises(OSError, match="Input/output"):
        Failing().sync_folder(tmp_path)


def test_the_one_that_refused_is_named(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.touch()
    assert refuser(OSError(errno.EACCES, "", str(there))) == str(there)
    assert refuser(OSError(errno.EACCES, "", str(tmp_path / "new"))) == str(tmp_path)
    assert refuser(OSError(errno.EACCES, "")) == ""


def test_a_lock_file_that_can_not_be_written_is_named(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))

    class Guarded(Disk):
        def open_to_append(self, path: Path) -> int:
            if path.name.endswith(".lock"):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return super().open_to_append(path)

        def may_write(self, path: Path) -> bool:
            return not path.name.endswith(".lock") and super().may_write(path)

    keeper.disk = Guarded()
    assert keeper.open().read_only == f"Permission denied: {keeper.files.lock}"
    assert any("lock: not writable" in line.text for line in examine(keeper.files).findings)


def test_folders_are_private_up_to_the_first_that_was_there(tmp_path: Path) -> None:
    Disk().make_folder(tmp_path / "a" / "b" / "c")
    for folder in (tmp_path / "a", tmp_path / "a" / "b", tmp_path / "a" / "b" / "c"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    Disk().make_folder(tmp_path / "a")
