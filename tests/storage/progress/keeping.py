"""A progress file in a temporary folder, and the ways a test looks at it."""

from __future__ import annotations

import itertools
import zlib
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path

from quizapp.domain.event import Body
from quizapp.domain.memory import CardState, Day
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.storage.disk import Disk
from quizapp.storage.progress.format.paths import Places, places_of
from quizapp.storage.progress.reading.loading import Loaded, load
from quizapp.storage.progress.sync.opening import open_to_write
from quizapp.storage.progress.writing.stamper import Stamper
from quizapp.storage.progress.writing.store import ProgressFile
from quizapp.study.ports import Receipt
from tests.world import FakeClock


def sealed(body: bytes) -> bytes:
    """A document whose last checksum fits."""
    body = body[: body.rindex(b'"crc"')]
    return body + b'"crc": "%08x"}\n' % zlib.crc32(body)


_ids = itertools.count(1)


def fresh_id() -> str:
    """An id that no other event of this run has."""
    return f"{next(_ids):032x}"


@dataclass(slots=True)
class Keeper:
    folder: Path
    disk: Disk = field(default_factory=Disk)
    clock: FakeClock = field(default_factory=FakeClock)
    device: str = "first"

    @property
    def places(self) -> Places:
        return places_of(self.folder / "progress.json")

    @property
    def file(self) -> Path:
        return self.places.file

    def open(self) -> ProgressFile:
        stamper = Stamper(self.device, self.clock, fresh_id, StudyCalendar(4, UTC))
        return open_to_write(self.disk, self.places, stamper)

    def record(self, *bodies: Body) -> list[Receipt]:
        """One sitting with these answers, ended properly."""
        store = self.open()
        receipts = [store.record(Day(100), body) for body in bodies]
        store.close()
        return receipts

    def load(self) -> Loaded:
        return load(self.disk, self.places)

    def state(self, card: str) -> CardState:
        return self.load().progress.states[card]

    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())
