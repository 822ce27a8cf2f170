"""The power goes at any moment: what was called saved is there, whatever became of the rest."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

from quizapp.domain.memory import Day
from quizapp.errors import ProgressError
from tests.storage.progress.keeping import Keeper
from tests.storage.progress.power import Moment, PowerDisk
from tests.study.events import reviewed

CUTS = 20
"""Ways in which each moment is cut."""


class NoFolderSync(PowerDisk):
    """A broken protocol: names are left to the system to make safe."""

    def sync_folder(self, folder: Path) -> None:  # noqa: ARG002 (it does nothing)
        self._note()


class NoFileSync(PowerDisk):
    """A broken protocol: bytes are left to the system to make safe."""

    def sync(self, descriptor: int) -> None:  # noqa: ARG002 (it does nothing)
        self._note()


def moments(folder: Path, disk: PowerDisk) -> list[Moment]:
    """Every moment of three sessions with nine answers."""
    keeper = Keeper(folder, disk)
    for number in range(3):
        store = keeper.open()
        for card in ("a/1", "a/2", f"b/{number}"):
            receipt = store.record(Day(100 + number), reviewed(card))
            disk.saved.update(event.id for event in receipt.durable)
            disk._note()
        store.close()
    return disk.moments


def found_after(folder: Path, moment: Moment, rng: Random) -> set[str]:
    """What a program finds that starts when the power is back."""
    if folder.exists():
        shutil.rmtree(folder)
    for path, data in moment.after_a_cut(rng):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    try:
        return {line.event.id for line in Keeper(folder).load().lines()}
    except ProgressError:
        return set()


def losses(folder: Path, disk: PowerDisk, ways: int = CUTS) -> tuple[int, int]:
    """How many cuts lost something that was called saved, and of how many."""
    rng = Random(3)
    lost = cuts = 0
    for moment in moments(folder, disk):
        for _ in range(ways):
            cuts += 1
            lost += not moment.saved <= found_after(folder, moment, rng)
    return lost, cuts


def test_row_42_a_power_cut_loses_nothing_that_was_called_saved(tmp_path: Path) -> None:
    lost, cuts = losses(tmp_path / "data", PowerDisk())
    assert cuts > 1000
    assert lost == 0


def test_that_bites_when_folders_are_not_synced(tmp_path: Path) -> None:
    lost, cuts = losses(tmp_path / "data", NoFolderSync(), ways=5)
    assert lost > cuts / 10


def test_that_bites_when_files_are_not_synced(tmp_path: Path) -> None:
    lost, cuts = losses(tmp_path / "data", NoFileSync(), ways=5)
    assert lost > cuts / 10
