"""Backups: what each snapshot replaced, under a name that says when, and which of them to keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quizapp.storage.disk import Disk
from quizapp.storage.places import Places

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


def next_name(disk: Disk, places: Places, now: datetime) -> str:
    """A name for a new backup, later than every other; the caller holds the lock.

    A clock that was set back by less than a day is followed no further than the newest name. Names
    from further ahead were given by a clock that was wrong: those backups get new ones, in the same
    order, so that the newest by name is always the newest made.
    """
    ahead = backup_name(now + _SLACK)
    known = stems(disk, places)
    wrong = sorted(name for name in known if name > ahead)
    newest = max((when(name) or now for name in known if name <= ahead), default=now)
    later = max(now, newest + _TICK)
    for name in wrong:
        for ending in (DOCUMENT, JOURNAL):
            if disk.look(places.backups / f"{name}{ending}") is not None:
                new = places.backups / f"{backup_name(later)}{ending}"
                disk.replace(places.backups / f"{name}{ending}", new)
        later += _TICK
    return backup_name(later)


def when(name: str) -> datetime | None:
    """The time in a backup's name, or None for a name that is not ours."""
    stem = name.removesuffix(DOCUMENT).removesuffix(JOURNAL)
    try:
        time = datetime.strptime(stem, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return time if backup_name(time) == stem else None


def backup_files(disk: Disk, places: Places) -> list[Path]:
    """Every document and journal that is kept, newest first."""
    names = [name for name in disk.names(places.backups) if when(name)]
    return [places.backups / name for name in reversed(names)]


def stems(disk: Disk, places: Places) -> list[str]:
    """The names of the backups without their endings, newest first."""
    return sorted({stem_of(path) for path in backup_files(disk, places)}, reverse=True)


def stem_of(path: Path) -> str:
    """The name of the backup that a file belongs to."""
    return path.name.removesuffix(DOCUMENT).removesuffix(JOURNAL)


def outdated(names: Iterable[str], *, is_large: bool, now: datetime) -> Iterator[str]:
    """The backups, out of names sorted newest first, that need be kept no longer."""
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


def prune(disk: Disk, places: Places, *, is_large: bool, now: datetime) -> None:
    """Remove the backups that need be kept no longer; of small files the oldest few at a time.

    A clock that is wrong for one sitting must not make an end of a year's backups.
    """
    old = list(outdated(stems(disk, places), is_large=is_large, now=now))
    for name in old if is_large else old[-AT_A_TIME:]:
        for ending in (DOCUMENT, JOURNAL):
            disk.remove(places.backups / f"{name}{ending}")
