"""Bringing logs together: set union by id. What is added goes through the journal, as all does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from quizapp.domain.text import clean_line
from quizapp.errors import UnreadableFile
from quizapp.scheduling.wording import plural
from quizapp.storage.conflicts import Copy, conflict_copies, put_away
from quizapp.storage.disk import Disk, reason
from quizapp.storage.event_lines import Line
from quizapp.storage.loading import Loaded, load
from quizapp.storage.lock import locked
from quizapp.storage.places import Places, places_of
from quizapp.storage.snapshot import add_lines, take_snapshot


@dataclass(frozen=True, slots=True)
class Source:
    """Another progress file, read."""

    name: str
    """Fit to be shown."""
    lines: tuple[Line, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of one source."""

    name: str
    added: int
    """Events that were new here."""
    known: int
    """Events that were here already."""


def read_source(disk: Disk, path: Path) -> Source:
    """A progress file to be merged, with its journal and, if it is damaged, its backups.

    Raises UnreadableFile, ForeignFile or NewerFile.
    """
    places = places_of(path)
    try:
        if disk.look(places.file) is None and disk.look(places.journal) is None:
            raise UnreadableFile(f"{places.name}: no such file")
        loaded = load(disk, places)
    except OSError as error:
        raise UnreadableFile(f"{places.name}: {reason(error)}") from None
    return Source(clean_line(str(path)), tuple(loaded.lines()), loaded.notices)


def merge(
    disk: Disk, places: Places, sources: Sequence[Source], now: datetime
) -> tuple[list[Merged], Loaded]:
    """Union other logs into this one, all or none; what came of each, and what is here then.

    Raises OSError or ProgressError; nothing was added then, or all will be at the next start.
    """
    disk.make_folder(places.folder)
    with locked(disk, places):
        loaded = at_rest(disk, places, now)
        merged = []
        fresh: dict[str, Line] = {}
        for source in sources:
            new = [line for line in loaded.lacks(source.lines) if line.event.id not in fresh]
            fresh |= {line.event.id: line for line in new}
            merged.append(Merged(source.name, len(new), len(source.lines) - len(new)))
        whole = added(disk, places, loaded, fresh.values(), now)
        return merged, replace(whole, notices=loaded.notices)


def at_rest(disk: Disk, places: Places, now: datetime) -> Loaded:
    """The progress, repaired, its journal folded in, and with what conflict copies have.

    The caller holds the lock. Raises OSError or ProgressError; every event is where it was then,
    or safe.
    """
    loaded = take_snapshot(disk, places, now)
    notices = [*loaded.notices]
    for copy in conflict_copies(disk, places, loaded.ids):
        if copy.belongs:
            fresh = loaded.lacks(copy.lines)
            loaded = added(disk, places, loaded, fresh, now)
            notices.append(_said_of(copy, len(fresh), put_away(disk, places, copy)))
        elif copy.trouble and copy.is_certain:
            notices.append(f"{copy.name}: a conflict copy that was left alone: {copy.trouble}")
    return replace(loaded, notices=tuple(notices))


def added(
    disk: Disk, places: Places, loaded: Loaded, lines: Iterable[Line], now: datetime
) -> Loaded:
    """What is here when these lines are in the file, too."""
    fresh = tuple(lines)
    if not fresh:
        return loaded
    add_lines(disk, places, fresh)
    return take_snapshot(disk, places, now)


def _said_of(copy: Copy, fresh: int, name: str) -> str:
    bad = f", {plural(copy.bad, 'line')} could not be read" if copy.bad else ""
    found = plural(fresh, "new event") if fresh else "nothing new"
    return f"{copy.name}: a conflict copy with {found}{bad}; kept as {name}"
