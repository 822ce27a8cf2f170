"""A progress file in a temporary folder, and the ways a test looks at it."""

from __future__ import annotations

import itertools
import re
import zlib
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path

from quizapp.domain.event import EventPayload
from quizapp.domain.memory import CardState, Day
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.storage.disk import Disk
from quizapp.storage.progress.format.document import document_head
from quizapp.storage.progress.format.frame import framed
from quizapp.storage.progress.format.progress_files import ProgressFiles, progress_files
from quizapp.storage.progress.reading.loading import LoadedProgress, load
from quizapp.storage.progress.sync.opening import open_to_write
from quizapp.storage.progress.writing.stamper import Stamper
from quizapp.storage.progress.writing.store import ProgressFile
from quizapp.study.log.progress import Progress
from quizapp.study.ports import Receipt
from tests.world import FakeClock

_SEAL = re.compile(rb',\n"log": \d+, "twins": \w+, "head": "[0-9a-f]{8}",\n"events": \[\n')


def sealed(payload: bytes) -> bytes:
    """A document whose checksums fit; the size of its log stays what it says."""
    payload = payload[: payload.rindex(b'"crc"')]
    seal = _SEAL.search(payload)
    if seal is not None:
        checksum = b'"head": "%08x"' % zlib.crc32(payload[: seal.start()])
        fresh = re.sub(rb'"head": "[0-9a-f]{8}"', checksum, seal[0])
        payload = payload[: seal.start()] + fresh + payload[seal.end() :]
    return payload + b'"crc": "%08x"}\n' % zlib.crc32(payload)


def whole_file(progress: Progress, log: bytes = b"") -> bytes:
    """A progress file as the program writes it."""
    return b"".join(framed(document_head(progress), [log], len(log)))


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
    def files(self) -> ProgressFiles:
        return progress_files(self.disk, self.folder / "progress.json")

    @property
    def file(self) -> Path:
        return self.files.file

    def open(self) -> ProgressFile:
        stamper = Stamper(self.device, self.clock, fresh_id, StudyCalendar(4, UTC))
        return open_to_write(self.files, stamper)

    def record(self, *bodies: EventPayload) -> list[Receipt]:
        """One session with these answers, ended properly."""
        store = self.open()
        receipts = [store.record(Day(20514), payload) for payload in bodies]
        store.close()
        return receipts

    def load(self) -> LoadedProgress:
        return load(self.files)

    def state(self, card: str) -> CardState:
        return self.load().progress.states[card]

    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())
