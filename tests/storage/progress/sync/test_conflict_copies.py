"""Conflict copies beside the file are merged at the next start, and put away."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from quizapp.domain.memory import Day
from quizapp.storage.disk import Disk
from quizapp.storage.progress.doctor.repair import repair
from tests.storage.progress.keeping import Keeper, sealed
from tests.study.events import reviewed

CERTAIN = {
    "Syncthing": "progress.sync-conflict-20261126-083103-ABCDEFG.json",
    "Dropbox": "progress (Jane's conflicted copy 2026-11-26).json",
    "Nextcloud": "progress (conflicted copy 2026-11-26 083103).json",
    "ownCloud": "progress_conflict-20261126-083103.json",
}
LIKELY = {
    "Google Drive": "progress (1).json",
    "OneDrive": "progress-LAPTOP-7.json",
    "iCloud": "progress 2.json",
    "Dropbox, in German": "progress (in Konflikt stehende Kopie von Jane 2026-11-26).json",
}


@pytest.fixture
def other(keeper: Keeper, tmp_path: Path) -> Keeper:
    """Another machine, which went on from the same file and answered one more card."""
    keeper.record(reviewed("a/1"))
    other = Keeper(tmp_path / "other", device="second")
    other.folder.mkdir()
    other.file.write_bytes(keeper.file.read_bytes())
    other.record(reviewed("b/1"))
    keeper.record(reviewed("a/2"))
    return other


def cards(keeper: Keeper) -> list[str]:
    return sorted(keeper.load().progress.states)


@pytest.mark.parametrize("name", [*CERTAIN.values(), *LIKELY.values()], ids=[*CERTAIN, *LIKELY])
def test_a_conflict_copy_is_taken_in_and_renamed(keeper: Keeper, other: Keeper, name: str) -> None:
    copy = keeper.folder / name
    other.file.replace(copy)
    data = copy.read_bytes()
    store = keeper.open()
    said = f"{name}: a conflict copy; 1 new event was merged; kept as {name}.merged"
    assert store.notices == (said,)
    assert cards(keeper) == ["a/1", "a/2", "b/1"]
    assert not copy.exists()
    assert copy.with_name(f"{name}.merged").read_bytes() == data
    assert keeper.open().notices == ()


@pytest.mark.parametrize("name", CERTAIN.values(), ids=CERTAIN)
def test_it_needs_nothing_in_common_if_its_name_can_mean_nothing_else(
    keeper: Keeper, tmp_path: Path, name: str
) -> None:
    stranger = Keeper(tmp_path / "stranger", device="second")
    stranger.record(reviewed("b/1"))
    keeper.record(reviewed("a/1"))
    stranger.file.replace(keeper.folder / name)
    keeper.open()
    assert cards(keeper) == ["a/1", "b/1"]


@pytest.mark.parametrize("name", LIKELY.values(), ids=LIKELY)
def test_another_learners_file_is_not_taken_for_one(
    keeper: Keeper, tmp_path: Path, name: str
) -> None:
    stranger = Keeper(tmp_path / "stranger", device="second")
    stranger.record(reviewed("b/1"))
    keeper.record(reviewed("a/1"))
    data = stranger.file.read_bytes()
    stranger.file.replace(keeper.folder / name)
    assert keeper.open().notices == ()
    assert cards(keeper) == ["a/1"]
    assert (keeper.folder / name).read_bytes() == data


@pytest.mark.parametrize("ending", ["lock", "backups"])
def test_a_file_that_is_in_use_by_itself_is_no_copy(
    keeper: Keeper, other: Keeper, ending: str
) -> None:
    name = "progress-laptop.json"
    other.file.replace(keeper.folder / name)
    (keeper.folder / f"{name}.{ending}").touch()
    keeper.open()
    assert cards(keeper) == ["a/1", "a/2"]
    assert (keeper.folder / name).exists()


def test_a_conflict_copy_of_the_journal_is_taken_in_too(keeper: Keeper, other: Keeper) -> None:
    other.open().record(Day(20514), reviewed("b/2"))
    name = "progress.json.sync-conflict-20261126-083103-ABCDEFG.journal"
    other.files.journal.replace(keeper.folder / name)
    keeper.open()
    assert cards(keeper) == ["a/1", "a/2", "b/2"]
    assert (keeper.folder / f"{name}.merged").exists()


def test_a_damaged_copy_gives_what_can_be_read_and_is_kept(keeper: Keeper, other: Keeper) -> None:
    other.record(reviewed("b/2"))
    name = CERTAIN["Syncthing"]
    data = other.file.read_bytes().replace(b'"card": "b/1"', b'"card": "b/9"')
    (keeper.folder / name).write_bytes(data)
    store = keeper.open()
    assert "1 new event was merged, 1 line could not be read" in store.notices[0]
    assert cards(keeper) == ["a/1", "a/2", "b/2"]


def test_a_copy_of_a_later_version_is_left_alone_and_said(keeper: Keeper, other: Keeper) -> None:
    copy = keeper.folder / CERTAIN["Syncthing"]
    copy.write_bytes(sealed(other.file.read_bytes().replace(b'"version": 2', b'"version": 3')))
    assert "left alone: written by a newer runquiz" in keeper.open().notices[0]
    assert copy.exists()


def test_no_copy_is_ever_written_over(keeper: Keeper, other: Keeper) -> None:
    name = CERTAIN["Syncthing"]
    (keeper.folder / f"{name}.merged").write_text("an earlier one")
    other.file.replace(keeper.folder / name)
    keeper.open()
    assert (keeper.folder / f"{name}.merged").read_text() == "an earlier one"
    assert (keeper.folder / f"{name}.merged-2").exists()


def test_commands_that_read_leave_copies_alone(keeper: Keeper, other: Keeper) -> None:
    copy = keeper.folder / CERTAIN["Syncthing"]
    other.file.replace(copy)
    assert cards(keeper) == ["a/1", "a/2"]
    assert copy.exists()


def test_a_link_is_no_copy(keeper: Keeper, other: Keeper) -> None:
    (keeper.folder / CERTAIN["Syncthing"]).symlink_to(other.file)
    keeper.open()
    assert cards(keeper) == ["a/1", "a/2"]


def test_a_copy_is_all_there_is(keeper: Keeper, other: Keeper, tmp_path: Path) -> None:
    fresh = Keeper(tmp_path / "fresh", device="third")
    fresh.folder.mkdir()
    other.file.replace(fresh.folder / CERTAIN["Syncthing"])
    fresh.open()
    assert cards(fresh) == ["a/1", "b/1"]
    assert keeper.file.exists()


def test_a_copy_made_by_hand_has_nothing_new_and_is_left_alone(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    copy = keeper.folder / "progress-before-exam.json"
    copy.write_bytes(keeper.file.read_bytes())
    keeper.record(reviewed("a/2"))
    assert keeper.open().notices == ()
    assert copy.exists()


def test_a_conflict_copy_in_which_nothing_can_be_read_is_said(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    copy = keeper.folder / CERTAIN["Syncthing"]
    copy.write_bytes(bytes(4096))
    assert keeper.open().notices == (
        f"{copy.name}: a conflict copy that was left alone: it has no events",
    )


def test_a_copy_that_was_packed_by_another_program_is_taken_in(
    keeper: Keeper, other: Keeper
) -> None:
    packed = json.dumps(json.loads(other.file.read_bytes()), separators=(",", ":"))
    (keeper.folder / LIKELY["OneDrive"]).write_text(packed)
    keeper.open()
    assert cards(keeper) == ["a/1", "a/2", "b/1"]


def test_a_copy_that_can_not_be_renamed_is_taken_in_all_the_same(
    keeper: Keeper, other: Keeper
) -> None:
    class Sticky(Disk):
        def replace(self, source: Path, target: Path) -> None:
            if ".merged" in target.name:
                raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
            super().replace(source, target)

    other.file.replace(keeper.folder / CERTAIN["Syncthing"])
    keeper.disk = Sticky()
    store = keeper.open()
    assert store.read_only == ""
    assert "could not be renamed: Operation not permitted" in store.notices[0]
    assert cards(keeper) == ["a/1", "a/2", "b/1"]


def test_many_copies_take_one_backup(keeper: Keeper, tmp_path: Path) -> None:
    keeper.record(reviewed("a/1"))
    for number in range(6):
        other = Keeper(tmp_path / f"{number}", device="second")
        other.record(reviewed(f"b/{number}"))
        other.file.replace(keeper.folder / f"progress.sync-conflict-{number}.json")
    before = len(list(keeper.files.backups.iterdir()))
    assert len(keeper.open().notices) == 6
    assert len(cards(keeper)) == 7
    assert len(list(keeper.files.backups.iterdir())) == before + 2


def test_a_torn_line_in_a_copied_journal_was_never_acknowledged(
    keeper: Keeper, other: Keeper
) -> None:
    other.open().record(Day(20514), reviewed("b/2"))
    data = other.files.journal.read_bytes()
    copy = keeper.folder / "progress.json.sync-conflict-1.journal"
    copy.write_bytes(data + data[:40])
    assert "could not be read" not in keeper.open().notices[0]


NEIGHBOURS = [
    "progress-ben.sync-conflict-1.json",
    "progress-ben (ben's conflicted copy 2026-11-26).json",
    "progress-ben.json.sync-conflict-1.journal",
]


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_the_copy_of_another_file_in_the_folder_is_left_to_that_one(
    keeper: Keeper, tmp_path: Path, name: str
) -> None:
    ben = Keeper(tmp_path / "ben", device="second")
    ben.record(reviewed("b/1"))
    keeper.record(reviewed("a/1"))
    (keeper.folder / "progress-ben.json").write_bytes(ben.file.read_bytes())
    (keeper.folder / name).write_bytes(ben.file.read_bytes())
    (keeper.folder / f"{name}.merged").write_bytes(ben.file.read_bytes())
    keeper.open()
    repair(keeper.files, keeper.clock.now())
    assert cards(keeper) == ["a/1"]
    assert (keeper.folder / name).exists()


@pytest.mark.parametrize("ending", [".lock", ".journal"])
def test_a_neighbour_whose_file_is_not_there_keeps_his_copies(
    keeper: Keeper, tmp_path: Path, ending: str
) -> None:
    ben = Keeper(tmp_path / "ben", device="second")
    ben.record(reviewed("b/1"))
    keeper.record(reviewed("a/1"))
    (keeper.folder / f"progress-ben.json{ending}").touch()
    copy = keeper.folder / "progress-ben.sync-conflict-20260801-1-AB.json"
    copy.write_bytes(ben.file.read_bytes())
    keeper.open()
    assert cards(keeper) == ["a/1"]
    assert copy.exists()


def test_a_file_that_someone_named_after_a_conflict_is_no_copy(
    keeper: Keeper, tmp_path: Path
) -> None:
    ben = Keeper(tmp_path / "ben", device="second")
    ben.record(reviewed("b/1"))
    keeper.record(reviewed("a/1"))
    (keeper.folder / "progress-conflict-studies.json").write_bytes(ben.file.read_bytes())
    keeper.open()
    assert cards(keeper) == ["a/1"]


def test_an_empty_copy_is_nothing_to_speak_of(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    (keeper.folder / CERTAIN["Syncthing"]).touch()
    assert keeper.open().notices == ()


def test_a_copy_too_large_to_be_one_is_not_read(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    with (keeper.folder / CERTAIN["Syncthing"]).open("wb") as file:
        file.truncate(1 << 31)
    assert "left alone: too large to be a copy" in keeper.open().notices[0]


def test_a_copy_whose_name_is_too_long_to_be_put_away_stops_nothing(
    keeper: Keeper, other: Keeper
) -> None:
    name = "progress.sync-conflict-" + "x" * 225 + ".json"
    other.file.replace(keeper.folder / name)
    assert "could not be renamed: File name too long" in keeper.open().notices[0]
    assert cards(keeper) == ["a/1", "a/2", "b/1"]


def test_a_merged_copy_replaces_no_link(keeper: Keeper, other: Keeper) -> None:
    name = next(iter(CERTAIN.values()))
    link = keeper.folder / f"{name}.merged"
    link.symlink_to(keeper.folder / "nowhere")
    other.file.replace(keeper.folder / name)
    (notice,) = keeper.open().notices
    assert notice.endswith(f"kept as {name}.merged-2")
    assert link.is_symlink()
