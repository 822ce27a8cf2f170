"""Backups: the file that each snapshot replaced, named by time, and which of them to keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quizapp.storage.progress.format.progress_files import ProgressFiles

LAST = 5
DAILY = 7
MONTHLY = 12
AT_A_TIME = 2
LARGE = 50 << 20
"""Bytes: if the file is larger, only the last few backups are kept."""

_SLACK = timedelta(days=1)
_TICK = timedelta(microseconds=1)
_STAMP = "%Y%m%dT%H%M%S.%fZ"
DOCUMENT = ".json"
JOURNAL = ".journal"


def backup_name(now: datetime) -> str:
    """A new backup's name, without its suffix; names sort by time."""
    return now.astimezone(UTC).strftime(_STAMP)


def next_name(files: ProgressFiles, now: datetime) -> str:
    """A name for a new backup, later than those within a day of now.

    If the clock was set back by less than a day, the name follows the newest one, so that names
    stay in order. Names further in the future come from a wrong clock and are ignored.
    """
    ahead = backup_name(now + _SLACK)
    known = (when(name) for name in stems(files) if name <= ahead)
    newest = max((time for time in known if time is not None), default=now - _TICK)
    return backup_name(max(now, newest + _TICK))


def when(name: str) -> datetime | None:
    """The time in a backup's name, or None for a name that is not ours."""
    stem = name.removesuffix(DOCUMENT).removesuffix(JOURNAL)
    try:
        time = datetime.strptime(stem, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return time if backup_name(time) == stem else None


def backup_files(files: ProgressFiles) -> list[Path]:
    """Every document and journal among the backups, newest first."""
    names = [name for name in files.disk.names(files.backups) if when(name)]
    return [files.backups / name for name in reversed(names)]


def stems(files: ProgressFiles) -> list[str]:
    """The names of the backups without their suffixes, newest first."""
    return sorted({stem_of(path) for path in backup_files(files)}, reverse=True)


def stem_of(path: Path) -> str:
    """The name of the backup that a file belongs to."""
    return path.name.removesuffix(DOCUMENT).removesuffix(JOURNAL)


def outdated(names: Iterable[str], *, is_large: bool, now: datetime) -> Iterator[str]:
    """The backups that need not be kept, from names sorted newest first.

    Backups dated in the future are kept, because it may be today's clock that is wrong.
    """
    days: set[str] = set()
    months: set[str] = set()
    for place, name in enumerate(names):
        time = when(name)
        if time is None or place < LAST:
            continue
        day, month = name[:8], name[:6]
        is_daily = now - time < timedelta(days=DAILY) and day not in days
        is_monthly = now - time < timedelta(days=31 * MONTHLY) and month not in months
        days.add(day)
        months.add(month)
        if is_large or not (is_daily or is_monthly):
            yield name


def prune(files: ProgressFiles, made: str, *, is_large: bool, now: datetime) -> None:
    """Remove the backups that need not be kept, but never the one just made.

    Of small files only a few are removed at a time, so that a wrong clock in one session does not
    delete a year of backups. The journal is removed first: alone it would look like a whole backup.
    """
    old = list(outdated(stems(files), is_large=is_large, now=now))
    for name in old if is_large else old[-AT_A_TIME:]:
        if name != made:
            for ending in (JOURNAL, DOCUMENT):
                files.disk.remove(files.backups / f"{name}{ending}")
