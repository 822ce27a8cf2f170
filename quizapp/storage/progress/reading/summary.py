"""A glance at the progress: only the sums of a file that is as it should be, and little of them.

`due` may stand in a shell's prompt, so that it must not wait for what only writing needs. Whatever
is not plainly in order is left to `load`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.domain.memory import Day
from quizapp.domain.settings import Settings, settings_from
from quizapp.errors import ProgressError
from quizapp.storage.gc import without_collector
from quizapp.storage.progress.format.byte_range import file_at
from quizapp.storage.progress.format.frame import VERSION, Frame, read_frame
from quizapp.storage.progress.format.head import LazyColumns
from quizapp.storage.progress.format.progress_files import ProgressFiles
from quizapp.storage.progress.reading.intact_note import IntactNotes
from quizapp.storage.progress.reading.replaced_file import has_latest
from quizapp.study.log.day_sums import DaySums, days_from
from quizapp.study.log.progress_view import RULES
from quizapp.study.log.states import States

if TYPE_CHECKING:
    from quizapp.study.log.calibration import Calibration


@dataclass(frozen=True, slots=True)
class Summary:
    """The sums of a whole file at rest."""

    states: States
    days: Mapping[Day, DaySums]
    settings: Settings
    calibration_rows: Sequence[Sequence[int]]

    @property
    def calibration(self) -> Calibration:
        """How often cards in review were recalled, by how likely that was said to be."""
        from quizapp.study.log.calibration import calibration_from  # `due` asks for none.

        return calibration_from(self.calibration_rows)


def read_summary(files: ProgressFiles, notes: IntactNotes) -> Summary | None:
    """The sums, or None if `load` has to look closer.

    Columns are read when they are asked for; what is odd raises OddStates, TypeError,
    ValueError or ArithmeticError.
    """
    with without_collector(), suppress(OSError, ProgressError):
        if files.planted_link() is not None or files.disk.stamp(files.journal) is not None:
            return None
        stamp = files.disk.stamp(files.file)
        if stamp is None:
            return None
        noted = notes.of(files.file, stamp)
        frame = read_frame(file_at(files.disk, files.file, stamp), noted=noted)
        if frame is not None and has_latest(files, frame.log):
            return _sums(frame)
    return None


def _sums(frame: Frame) -> Summary | None:
    head = frame.head
    states, days, settings = head.get("states"), head.get("days"), head.get("settings")
    is_ours = (frame.version, head.get("rules")) == (VERSION, RULES)
    if not is_ours or not isinstance(states, LazyColumns):
        return None
    calibration = head.get("calibration")
    if not isinstance(days, dict) or not isinstance(settings, dict):
        return None
    if not isinstance(calibration, list):
        return None
    with suppress(KeyError, TypeError, ValueError):
        return Summary(States(states), days_from(days), settings_from(settings), calibration)
    return None
