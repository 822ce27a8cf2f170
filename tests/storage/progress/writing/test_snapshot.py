from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.domain.memory import Day
from quizapp.storage.disk import Disk
from quizapp.storage.progress.format.progress_files import ProgressFiles
from tests.storage.progress.keeping import Keeper
from tests.study.events import reviewed

CARDS = [f"a/{number}" for number in range(1, 8)]


class Meddling(Disk):
    """Another program writes into the file while its log is copied into the new one."""

    def __init__(self, file: Path, spoilt: bytes, times: int) -> None:
        self.file = file
        self.spoilt = spoilt
        self.times = times
        self.is_copying = False

    def open_new(self, path: Path) -> int:
        self.is_copying = path.name.endswith(".new")
        return super().open_new(path)

    def read_at(self, descriptor: int, size: int, start: int) -> bytes:
        if self.is_copying and self.times:
            self.times -= 1
            self.file.write_bytes(self.spoilt)
        return super().read_at(descriptor, size, start)


@pytest.mark.parametrize("how", ["cut", "garbled", "older"])
@pytest.mark.parametrize("times", [1, 10**9])
def test_nothing_is_lost_if_another_program_writes_into_the_file_meanwhile(
    keeper: Keeper, how: str, times: int
) -> None:
    keeper.record(*(reviewed(card) for card in CARDS[:2]))
    older = keeper.file.read_bytes()
    keeper.record(*(reviewed(card) for card in CARDS[2:6]))
    data = keeper.file.read_bytes()
    spoilt = {"cut": data[:-700], "garbled": data.replace(b"a/3", b"a/X"), "older": older}[how]
    store = keeper.open()
    store.record(Day(20514), reviewed(CARDS[6]))
    store._files = ProgressFiles(Meddling(keeper.file, spoilt, times), keeper.file)
    store.close()
    assert sorted(keeper.load().progress.states) == CARDS
    keeper.open().close()
    assert sorted(keeper.load().progress.states) == CARDS
    assert keeper.load().notices == ()
