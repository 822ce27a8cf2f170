"""Backups: what each snapshot replaced, under a name that says when, and which of them to keep."""

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
"""Bytes: of files above this only the last few are kept."""

_SLACK = timedelta(days=1)
_TICK = timedelta(microseconds=1)
_STAMP = "%Y%m%dT%H%M%S.%fZ"
DOCUMENT = ".json"
JOURNAL = ".journal"


def backup_name(now: datetime) -> str:
    """A new backup's name, without its ending; names sort by time."""
    return now.astimezone(UTC).strftime(_STAMP)


def next_name(files: ProgressFiles, now: datetime) -> str:
    """A name for a new backup, later than those of the last day and of the day ahead.

    A clock that was set back by less than a day is followed no further than the newest name, so
    that names stay in order. What a clock that was further off has named is left as it is.
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
    """Every document and journal that is kept, newest first."""
    names = [name for name in files.disk.names(files.backups) if when(name)]
    return [files.backups / name for name in reversed(names)]


def stems(files: ProgressFiles) -> list[str]:
    """The names of the backups without their endings, newest first."""
    return sorted({stem_of(path) for path in backup_files(files)}, reverse=True)


def stem_of(path: Path) -> str:
    """The name of the backup that a file belongs to."""
    return path.name.removesuffix(DOCUMENT).removesuffix(JOURNAL)


def outdated(names: Iterable[str], *, is_large: bool, now: datetime) -> Iterator[str]:
    """The backups, out of names sorted newest first, that need be kept no longer.

    What is dated ahead is kept: it may be the clock that is wrong today.
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
    """Remove the backups that need be kept no longer, but never the one just made.

    Of small files the oldest few at a time: a clock that is wrong for one session must not make an
    end of a year's backups. The journal goes first, for alone it would look like a whole backup.
    """
    old = list(outdated(stems(files), is_large=is_large, now=now))
    for name in old if is_large else old[-AT_A_TIME:]:
        if name != made:
            for ending in (JOURNAL, DOCUMENT):
                files.disk.remove(files.backups / f"{name}{ending}")
