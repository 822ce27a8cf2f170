"""The fast path: cached totals from the head of the file, without the log.

`due` may run in a shell prompt, so it must not wait for code that only writing needs. A file that
is not plainly intact is left to `load`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.domain.cards.names import Names, names_from
from quizapp.domain.memory import Day
from quizapp.domain.settings import Settings, settings_from
from quizapp.errors import ProgressError
from quizapp.storage import gc
from quizapp.storage.progress.format.byte_range import file_at
from quizapp.storage.progress.format.frame import VERSION, Frame, read_head
from quizapp.storage.progress.format.head import LazyColumns
from quizapp.storage.progress.format.progress_files import ProgressFiles
from quizapp.storage.progress.reading.replaced_file import has_latest
from quizapp.study.log.day_sums import DaySums, days_from
from quizapp.study.log.progress_view import RULES
from quizapp.study.log.states import States

if TYPE_CHECKING:
    from quizapp.study.log.calibration import Calibration


@dataclass(frozen=True, slots=True)
class Summary:
    """Implements the port `ProgressView`, for an intact file without a journal."""

    states: States
    days: Mapping[Day, DaySums]
    settings: Settings
    names: Names
    calibration_rows: Sequence[Sequence[int]]

    @property
    def calibration(self) -> Calibration:
        """Predicted against actual recall of cards in review."""
        from quizapp.study.log.calibration import calibration_from  # `due` does not need it

        return calibration_from(self.calibration_rows)


def read_summary(files: ProgressFiles) -> Summary | None:
    """The sums of a file with an intact head, or None if the file has to be read by `load`.

    Columns are parsed on first access; that raises InvalidStates if they are invalid.
    """
    with gc.pause(), suppress(OSError, ProgressError):
        if files.unexpected_link() is not None or files.disk.stamp(files.journal) is not None:
            return None
        stamp = files.disk.stamp(files.file)
        if stamp is None:
            return None
        frame = read_head(file_at(files.disk, files.file, stamp))
        if frame is not None and has_latest(files, frame.log):
            return _summary(frame)
    return None


def _summary(frame: Frame) -> Summary | None:
    head = frame.head
    is_ours = (frame.version, head.get("rules")) == (VERSION, RULES)
    states, days, settings = head.get("states"), head.get("days"), head.get("settings")
    calibration = head.get("calibration")
    if not is_ours or not isinstance(states, LazyColumns):
        return None
    if not isinstance(days, dict) or not isinstance(settings, dict):
        return None
    if not isinstance(calibration, list):
        return None
    names = names_from(head.get("names"))
    return Summary(States(states), days_from(days), settings_from(settings), names, calibration)
