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
LARGE = 50 << 20
"""Bytes: of files above this only the last few are kept."""

_STAMP = "%Y%m%dT%H%M%S.%fZ"
DOCUMENT = ".json"
JOURNAL = ".journal"


def backup_name(now: datetime) -> str:
    """A new backup's name, without its ending; names sort by time."""
    return now.astimezone(UTC).strftime(_STAMP)


def free_name(disk: Disk, places: Places, now: datetime) -> str:
    """A new backup's name that no other has, even if several are made at one time."""
    names = set(stems(disk, places))
    while backup_name(now) in names:
        now += timedelta(microseconds=1)
    return backup_name(now)


def when(name: str) -> datetime | None:
    """The time in a backup's name, or None for a name that is not ours."""
    stem = name.removesuffix(DOCUMENT).removesuffix(JOURNAL)
    try:
        return datetime.strptime(stem, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def backup_files(disk: Disk, places: Places) -> list[Path]:
    """Every document and journal that is kept, newest first."""
    names = [name for name in disk.names(places.backups) if when(name)]
    return [places.backups / name for name in reversed(names)]


def stems(disk: Disk, places: Places) -> list[str]:
    """The names of the backups without their endings, newest first."""
    found = {
        path.name.removesuffix(DOCUMENT).removesuffix(JOURNAL)
        for path in backup_files(disk, places)
    }
    return sorted(found, reverse=True)


def outdated(names: Iterable[str], *, is_large: bool, now: datetime) -> Iterator[str]:
    """The backups, out of names sorted newest first, that need be kept no longer.

    One that a wrong clock dated ahead counts as the oldest of all.
    """
    days: set[str] = set()
    months: set[str] = set()
    ahead = backup_name(now + timedelta(days=1))
    for place, name in enumerate(sorted(names, key=lambda name: name > ahead)):
        time = when(name)
        if time is None or place < LAST:
            continue
        day, month, age = name[:8], name[:6], now - time
        is_daily = timedelta(0) <= age < timedelta(days=DAILY) and day not in days
        is_monthly = timedelta(0) <= age < timedelta(days=31 * MONTHLY) and month not in months
        days.add(day)
        months.add(month)
        if is_large or not (is_daily or is_monthly):
            yield name


def prune(disk: Disk, places: Places, *, is_large: bool, now: datetime) -> None:
    """Remove the backups that need be kept no longer."""
    for name in outdated(stems(disk, places), is_large=is_large, now=now):
        for ending in (DOCUMENT, JOURNAL):
            disk.remove(places.backups / f"{name}{ending}")
