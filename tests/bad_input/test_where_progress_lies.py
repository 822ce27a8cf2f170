"""Rows 9-10 and 32-44: what lies at the progress path or beside it, and disks that refuse."""

from __future__ import annotations

import errno
import os
import shutil
import socket
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from pathlib import Path
from random import Random

import pytest

from quizapp.domain.memory import Day
from quizapp.plain.review import PlainReview
from quizapp.storage.disk import Disk
from quizapp.study.ports import Desk
from quizapp.study.review.session import ReviewSession
from quizapp.tui.app import RunquizApp
from tests.bad_input.learner import CARDS, Learner
from tests.plain.script import Script
from tests.storage.progress.keeping import Keeper
from tests.study.events import reviewed
from tests.tui.looking import text
from tests.tui.stage import NoPreferences
from tests.world import FakeClock, FixedShelf, numbered_deck


@dataclass(slots=True)
class Refusing(Disk):
    """A disk on which some calls are refused for as long as a test likes."""

    calls: set[str] = field(default_factory=set)
    error: int = errno.ENOSPC

    def _refuse(self, call: str) -> None:
        if call in self.calls:
            raise OSError(self.error, os.strerror(self.error))

    def open_to_append(self, path: Path) -> int:
        self._refuse("open")
        return Disk.open_to_append(self, path)

    def open_new(self, path: Path) -> int:
        self._refuse("new file")
        return Disk.open_new(self, path)

    def write(self, descriptor: int, data: bytes) -> None:
        self._refuse("write")
        Disk.write(self, descriptor, data)

    def sync(self, descriptor: int) -> None:
        self._refuse("sync")
        Disk.sync(self, descriptor)

    def lock(self, descriptor: int, patience: float) -> bool:
        return "lock" not in self.calls and Disk.lock(self, descriptor, patience)


def desk_at(keeper: Keeper) -> Desk:
    return Desk(FixedShelf((numbered_deck(5),)), keeper.open(), FakeClock(), Random(1), UTC)


def reviewing(desk: Desk, *lines: str) -> Script:
    """A session in plain mode, not yet closed."""
    script = Script(list(lines))
    PlainReview(ReviewSession(desk, desk.shelf.decks()), script).run()
    return script


def kept(keeper: Keeper) -> int:
    return Keeper(keeper.folder).load().progress.count


@pytest.fixture
def refusing(tmp_path: Path) -> tuple[Keeper, Refusing]:
    disk = Refusing()
    keeper = Keeper(tmp_path / "data", disk)
    keeper.record(reviewed("deck/card-0"))
    return keeper, disk


def test_row_09_both_files_vanish_while_the_app_is_open(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    store = keeper.open()
    store.record(Day(20514), reviewed("a/2"))
    keeper.file.unlink()
    keeper.files.journal.unlink()
    store.record(Day(20514), reviewed("a/3"))
    store.close()
    assert sorted(keeper.load().progress.states) == ["a/1", "a/2", "a/3"]


def test_row_10_another_file_is_put_in_its_place_in_mid_sitting(
    keeper: Keeper, tmp_path: Path
) -> None:
    keeper.record(reviewed("a/1"))
    other = Keeper(tmp_path / "other", device="second")
    other.record(reviewed("b/1"))
    store = keeper.open()
    store.record(Day(20514), reviewed("a/2"))
    other.file.replace(keeper.file)
    store.record(Day(20514), reviewed("a/3"))
    assert sorted(store.progress.states) == ["a/1", "a/2", "a/3", "b/1"]
    store.close()
    assert sorted(keeper.load().progress.states) == ["a/1", "a/2", "a/3", "b/1"]


@pytest.mark.parametrize("kind", ["pipe", "folder", "socket", "device"])
def test_row_32_no_file_at_all(new: Learner, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    new.file.parent.mkdir()
    monkeypatch.chdir(new.file.parent)  # the path of a socket must be short
    if kind == "pipe":
        os.mkfifo("progress.json")
    elif kind == "folder":
        Path("progress.json").mkdir()
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("progress.json")
    else:
        Path("progress.json").symlink_to("/dev/zero")
    for command in (("due",), ("review", "--plain"), ("doctor",), ("merge", "progress.json")):
        said = new.run(*command)
        assert (said.code, said.err.count("\n")) == (2, 1)


def test_row_33_a_ring_of_links(new: Learner) -> None:
    new.file.parent.mkdir()
    new.file.symlink_to(new.beside("two"))
    new.beside("two").symlink_to(new.file)
    said = new.run("review", "--plain")
    assert said.code == 2
    assert "symbolic links" in said.err


def test_row_34_a_link_to_a_real_file(learner: Learner, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere" / "real.json"
    real.parent.mkdir()
    learner.file.replace(real)
    learner.file.symlink_to(real)
    for command in (("review", "--plain"), ("doctor", "--repair"), ("merge", str(real))):
        assert learner.run(*command).code == 0
    assert learner.known() == CARDS
    assert learner.file.is_symlink()
    assert not real.is_symlink()


@pytest.mark.parametrize("ending", ["journal", "lock", "new", "backups", "journal.new"])
def test_row_35_a_planted_link(learner: Learner, tmp_path: Path, ending: str) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    unexpected_link = learner.beside(ending)
    if unexpected_link.is_dir():
        learner.forget_backups()
        unexpected_link.rmdir()
    else:
        unexpected_link.unlink(missing_ok=True)
    unexpected_link.symlink_to(victim)
    for command in (("due",), ("review", "--plain"), ("doctor", "--repair"), ("backup",)):
        said = learner.run(*command)
        assert said.code == 2
        assert f"progress.json.{ending}: a link where" in said.err
    assert victim.read_text() == "precious"


def test_row_36_a_sparse_file_of_a_tebibyte(new: Learner) -> None:
    new.file.parent.mkdir()
    with new.file.open("wb") as file:
        file.truncate(1 << 40)
    for command in (("due",), ("review", "--plain"), ("doctor",), ("merge", str(new.file))):
        said = new.run(*command)
        assert said.code == 2
        assert "too large (1024 GiB; the limit is 2 GiB)" in said.err


@pytest.mark.parametrize("error", [errno.EROFS, errno.EACCES])
async def test_row_37_not_writable(refusing: tuple[Keeper, Refusing], error: int) -> None:
    keeper, disk = refusing
    disk.calls, disk.error = {"open", "new file"}, error
    desk = desk_at(keeper)
    assert os.strerror(error) in reviewing(desk, "", "3").text
    app = RunquizApp(desk, NoPreferences())
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        assert "Read-only, nothing can be saved" in text(app)
        await pilot.press("enter", "space", "4")
        await pilot.pause()
        assert os.strerror(error) in text(app)
    assert kept(keeper) == 1


async def test_row_38_the_disk_is_full_while_answering(
    refusing: tuple[Keeper, Refusing],
) -> None:
    keeper, disk = refusing
    desk = desk_at(keeper)
    app = RunquizApp(desk, NoPreferences())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        disk.calls = {"write"}
        await pilot.press("space", "4")
        await pilot.pause()
        assert "1 answer not saved: No space left on device; free space and press r" in text(app)
        assert kept(keeper) == 1
        disk.calls = set()
        await pilot.press("space", "r")
        await pilot.pause()
        assert "not saved" not in text(app)
        assert kept(keeper) == 2


def test_row_38_in_plain_mode(refusing: tuple[Keeper, Refusing]) -> None:
    keeper, disk = refusing
    desk = desk_at(keeper)
    disk.calls = {"write"}
    script = reviewing(desk, "", "4")
    assert script.starting("saved") == []
    assert "No space left on device" in script.text
    disk.calls = set()
    assert len(reviewing(desk, "", "4").starting("saved")) == 1
    assert kept(keeper) == 3


def test_row_39_the_disk_is_full_while_all_is_folded_in(
    refusing: tuple[Keeper, Refusing],
) -> None:
    keeper, disk = refusing
    desk = desk_at(keeper)
    assert len(reviewing(desk, "", "4").starting("saved")) == 1
    disk.calls = {"new file"}
    store = keeper.open()
    assert kept(keeper) == 2
    store.close()
    assert keeper.files.journal.exists()
    disk.calls = set()
    keeper.open()
    assert not keeper.files.journal.exists()
    assert kept(keeper) == 2


def test_row_40_an_error_while_syncing(refusing: tuple[Keeper, Refusing]) -> None:
    keeper, disk = refusing
    disk.error = errno.EIO
    store = keeper.open()
    store.record(Day(20514), reviewed("deck/card-1"))
    disk.calls = {"sync"}
    receipt = store.record(Day(20514), reviewed("deck/card-2"))
    assert receipt.problem == "Input/output error"
    disk.calls = set()
    assert len(store.retry()) == 1
    assert kept(keeper) == 3


def test_row_41_another_program_holds_the_lock(refusing: tuple[Keeper, Refusing]) -> None:
    keeper, disk = refusing
    store = keeper.open()
    disk.calls = {"lock"}
    receipt = store.record(Day(20514), reviewed("deck/card-1"))
    assert "progress.json.lock: held by another program for over 5 s" in receipt.problem
    disk.calls = set()
    store.close()
    assert kept(keeper) == 2


@pytest.mark.parametrize("hours", [-1, -23])
def test_row_43_the_clock_goes_back_by_less_than_a_day(keeper: Keeper, hours: int) -> None:
    first = keeper.record(reviewed("a/1"))[0].event
    keeper.clock.time += timedelta(hours=hours)
    second = keeper.record(reviewed("a/1"))[0].event
    assert second.at == first.at + 1
    assert keeper.open().notices == ()


def test_row_43_the_clock_goes_ten_years_ahead_and_back(keeper: Keeper) -> None:
    now = keeper.clock.time
    keeper.record(reviewed("a/1"))
    keeper.clock.time = now + timedelta(days=3650)
    ahead = keeper.open()
    ahead.record(Day(20514 + 3650), reviewed("a/2"))
    ahead.close()
    keeper.clock.time = now + timedelta(minutes=1)
    store = keeper.open()
    assert len([each for each in store.notices if "1 answer is dated 3650 days ahead" in each]) == 1
    receipt = store.record(Day(20514), reviewed("a/3"))
    assert receipt.event.at == int(keeper.clock.time.timestamp() * 1000)
    store.close()
    assert keeper.load().progress.count == 3


def test_row_44_a_conflict_copy(learner: Learner, tmp_path: Path) -> None:
    copy = learner.file.with_name("progress.sync-conflict-20261126-083103-ABCDEFG.json")
    other = Keeper(tmp_path / "other", device="second")
    other.record(reviewed("d/c0"), reviewed("e/new"))
    other.file.replace(copy)
    with learner.kept():
        assert learner.known() == CARDS
    said = learner.run("review", "--plain")
    assert said.code == 0
    assert (
        f"{copy.name}: a conflict copy; 2 new events were merged; kept as {copy.name}.merged"
        in said.err
    )
    assert copy.with_name(f"{copy.name}.merged").exists()
    assert b'"e/new"' in learner.file.read_bytes()


def test_a_new_deck_needs_no_progress_that_can_be_read(learner: Learner) -> None:
    shutil.rmtree(learner.beside("backups"))
    learner.file.write_text('{"name": "the settings of another program"}')
    said = learner.run("new", "Bones")
    assert (said.code, said.err) == (0, "")
    assert (learner.home / "decks" / "bones.yaml").exists()
