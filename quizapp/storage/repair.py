"""Bringing back whatever can be read anywhere."""

from __future__ import annotations

from datetime import datetime

from quizapp.scheduling.wording import plural
from quizapp.storage.disk import Disk
from quizapp.storage.examination import examine
from quizapp.storage.lock import locked
from quizapp.storage.merging import at_rest
from quizapp.storage.places import Places
from quizapp.storage.snapshot import add_lines


def repair(disk: Disk, places: Places, now: datetime) -> tuple[str, ...]:
    """Union the file with all that lies beside it; a sentence about each thing that was done.

    A damaged file is kept as a copy first. Raises what `load` raises for a file that is refused,
    OSError or ProgressError.
    """
    examine(disk, places)
    disk.make_folder(places.folder)
    with locked(disk, places):
        found = examine(disk, places)
        if found.elsewhere:
            add_lines(disk, places, found.elsewhere)
        loaded = at_rest(disk, places, now)
    back = len(found.elsewhere)
    said = f"{places.name}: {plural(back, 'event')} brought back from files beside it"
    return (*((said,) if back else ()), *loaded.notices)
