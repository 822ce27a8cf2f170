"""Every system call of two sessions fails once in every way, and nothing called saved is lost.

Then the file itself is cut at every byte and flipped at two thousand bits.
"""

from __future__ import annotations

import errno
import shutil
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import ClassVar

import pytest

from quizapp.domain.event import Event
from quizapp.domain.memory import Day
from quizapp.errors import ProgressError
from tests.storage.progress.faults import Crash, Fault, FaultyDisk
from tests.storage.progress.keeping import Keeper
from tests.study.events import reviewed

CALLS = 47
"""System calls that change something in two sessions with five answers."""
CARDS = ("a/1", "a/2", "a/3")
WAYS = {
    "crash": Fault(0),
    "crash in a write": Fault(0, partly=True),
    "full": Fault(0, errno.ENOSPC),
    "full, half written": Fault(0, errno.ENOSPC, partly=True),
    "full for good": Fault(0, errno.ENOSPC, lasting=True),
    "error": Fault(0, errno.EIO),
    "error for good": Fault(0, errno.EIO, partly=True, lasting=True),
}


def two_sessions(keeper: Keeper) -> list[str]:
    """Three answers, then two more; the ids of what was called saved, even if it then crashed."""
    saved: list[str] = []
    try:
        for cards in (CARDS, CARDS[:2]):
            store = keeper.open()
            for card in cards:
                receipt = store.record(Day(20514), reviewed(card))
                saved.extend(event.id for event in receipt.durable)
            saved.extend(event.id for event in store.retry())
            store.close()
    except (Crash, OSError, ProgressError):
        pass
    return saved


def kept(keeper: Keeper) -> list[str]:
    """The ids of all events that a healthy program finds at its next start, and after it."""
    healthy = Keeper(keeper.folder)
    found = [line.event.id for line in healthy.load().lines()]
    healthy.open().close()
    assert [line.event.id for line in healthy.load().lines()] == found
    return found


def calls_in(folder: Path) -> int:
    """How many calls change something when nothing fails."""
    disk = FaultyDisk()
    keeper = Keeper(folder, disk)
    assert len(two_sessions(keeper)) == 5
    assert len(kept(keeper)) == 5
    return disk.calls


@pytest.mark.parametrize("way", WAYS)
def test_whatever_call_fails_what_was_called_saved_is_there(tmp_path: Path, way: str) -> None:
    calls = calls_in(tmp_path / "whole")
    struck = 0
    for at in range(1, calls + 1):
        folder = tmp_path / str(at)
        disk = FaultyDisk(replace(WAYS[way], at=at))
        keeper = Keeper(folder, disk)
        saved = two_sessions(keeper)
        struck += disk.struck > 0
        found = kept(keeper)
        assert len(found) == len(set(found))
        assert set(saved) <= set(found), at
        shutil.rmtree(folder)
    assert struck == calls == CALLS


class WritesLater(FaultyDisk):
    """A wrong one: what is written waits until the file is closed, and is called saved before."""

    waiting: ClassVar[dict[int, bytes]] = {}

    def write(self, descriptor: int, data: bytes) -> None:
        self.waiting[descriptor] = self.waiting.get(descriptor, b"") + data

    def close(self, descriptor: int) -> None:
        FaultyDisk.write(self, descriptor, self.waiting.pop(descriptor, b""))
        FaultyDisk.close(self, descriptor)


def test_that_catches_a_disk_that_writes_later(tmp_path: Path) -> None:
    disk = WritesLater(Fault(CALLS // 3))
    keeper = Keeper(tmp_path, disk)
    saved = two_sessions(keeper)
    assert saved
    assert not set(saved) <= set(kept(keeper))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Keeper:
    """A file at rest with three events, its journal kept as its backup."""
    keeper = Keeper(tmp_path_factory.mktemp("whole"))
    keeper.record(*map(reviewed, CARDS))
    return keeper


def events_of(keeper: Keeper) -> list[Event]:
    return sorted((line.event for line in keeper.load().lines()), key=lambda each: each.order)


def test_a_file_cut_at_any_byte_comes_back_whole(whole: Keeper) -> None:
    data, events = whole.file.read_bytes(), events_of(whole)
    try:
        for length in range(len(data)):
            whole.file.write_bytes(data[:length])
            assert events_of(whole) == events, length
    finally:
        whole.file.write_bytes(data)


def test_a_flipped_bit_never_makes_a_wrong_event(whole: Keeper) -> None:
    """Two thousand of them: the event comes back from the backup, whatever was hit."""
    data, events = whole.file.read_bytes(), events_of(whole)
    rng = Random(11)
    try:
        for _ in range(2000):
            flipped = bytearray(data)
            flipped[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            whole.file.write_bytes(bytes(flipped))
            assert events_of(whole) == events
    finally:
        whole.file.write_bytes(data)
