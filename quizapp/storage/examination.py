"""Looking through everything that lies at the progress path and beside it, changing nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from quizapp.domain.text import clean_line
from quizapp.errors import ForeignFile, UnreadableFile
from quizapp.scheduling.wording import plural
from quizapp.storage.backups import DOCUMENT, backup_files
from quizapp.storage.conflicts import MERGED, Copy, conflict_copies
from quizapp.storage.diagnosis import details, diagnose
from quizapp.storage.disk import Disk
from quizapp.storage.document import counted
from quizapp.storage.event_lines import Line
from quizapp.storage.loading import load, refuse_planted
from quizapp.storage.notices import dated_wrongly
from quizapp.storage.places import Places
from quizapp.storage.salvage import Salvaged, salvage, salvage_journal
from quizapp.storage.union import clashes, united


@dataclass(frozen=True, slots=True)
class Finding:
    """What is said of one file."""

    text: str
    """One sentence, the file's name first."""
    is_error: bool = False
    details: tuple[str, ...] = ()
    """Lines and ids, never answers."""


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found."""

    findings: tuple[Finding, ...]
    elsewhere: tuple[Line, ...]
    """Events that can be read in some other file, and in the file and its journal not."""


@dataclass(frozen=True, slots=True)
class _File:
    """One file, read as far as it can be."""

    path: Path
    data: bytes | None
    found: Salvaged

    @property
    def name(self) -> str:
        return clean_line(self.path.name)


def examine(disk: Disk, places: Places) -> Examination:
    """Read all there is. Raises what `load` raises for a file that is refused, or OSError."""
    refuse_planted(disk, places)
    others = [*_backups(disk, places), *_leftovers(disk, places)]
    file = _read(disk, places.file, follow=True)
    journal = _read(disk, places.journal, is_journal=True)
    held = united((*file.found.lines, *journal.found.lines))
    copies = conflict_copies(disk, places, lambda: set(held))
    elsewhere = _elsewhere(others, copies)
    _refuse(disk, places, has_more=bool(elsewhere))
    lacking = {name: entry for name, entry in elsewhere.items() if name not in held}
    findings = (
        *_of_file(places, file, len(held), elsewhere, len(lacking)),
        *_of_journal(journal, elsewhere, file),
        *_of_others(others, lacking, places),
        *_of_copies(copies, held),
        *_of_events(places, (*file.found.lines, *journal.found.lines)),
    )
    return Examination(findings, tuple(line for _, line in lacking.values()))


def _refuse(disk: Disk, places: Places, *, has_more: bool) -> None:
    """What any command refuses is refused here, too, unless there is something to bring back."""
    try:
        load(disk, places)
    except ForeignFile:
        if not has_more:
            raise


def _elsewhere(others: Iterable[_File], copies: Iterable[Copy]) -> dict[str, tuple[str, Line]]:
    """The events in other files, each with the name of one that has it."""
    found: dict[str, tuple[str, Line]] = {}
    for file in others:
        for line in file.found.lines:
            found.setdefault(line.event.id, (file.name, line))
    for copy in copies:
        for line in copy.lines:
            found.setdefault(line.event.id, (copy.name, line))
    return found


def _read(disk: Disk, path: Path, *, is_journal: bool = False, follow: bool = False) -> _File:
    try:
        data = disk.read(path, follow=follow)
    except (FileNotFoundError, UnreadableFile):
        return _File(path, None, Salvaged((), (), is_ours=True))
    return _File(path, data, salvage_journal(data) if is_journal else salvage(data))


def _backups(disk: Disk, places: Places) -> Iterator[_File]:
    for path in backup_files(disk, places):
        yield _read(disk, path, is_journal=not path.name.endswith(DOCUMENT))


def _leftovers(disk: Disk, places: Places) -> Iterator[_File]:
    """Copies of damaged files, merged conflict copies, and what a stopped program left."""
    prefixes = (places.damaged("").name, places.new.name, places.new_journal.name)
    for name in disk.names(places.folder):
        is_merged = name.startswith(places.file.stem) and MERGED in name
        if (name.startswith(prefixes) or is_merged) and not disk.is_link(places.folder / name):
            yield _read(disk, places.folder / name, is_journal="journal" in name)


def _of_file(
    places: Places,
    file: _File,
    held: int,
    elsewhere: dict[str, tuple[str, Line]],
    lacking: int,
) -> Iterator[Finding]:
    if file.data is None and not held and not elsewhere:
        yield Finding(f"{places.name}: no progress yet")
        return
    found = diagnose(file.data, file.found)
    count = len(united(file.found.lines))
    of = max(counted(file.data or b"") or 0, count)
    said = f"{places.name}: {found.cause}"
    is_error = found.is_damage and bool(file.data is not None or elsewhere)
    if found.is_damage:
        said += f"; {count} of {plural(max(of, count + lacking), 'event')} can be read in it"
        said += f", {lacking} more elsewhere" if lacking else ""
    else:
        said += f", {plural(count, 'event')}"
        said += f"; {plural(lacking, 'more event lies', 'more events lie')} elsewhere" * (
            lacking > 0
        )
    yield Finding(said, is_error or lacking > 0, tuple(details(file.found, elsewhere)))


def _of_journal(
    journal: _File, elsewhere: dict[str, tuple[str, Line]], file: _File
) -> Iterator[Finding]:
    if journal.data is None:
        return
    known = {line.event.id for line in file.found.lines}
    waiting = sum(line.event.id not in known for line in journal.found.lines)
    said = f"{journal.name}: {plural(waiting, 'event')} to be folded in at the next start"
    bad = len(journal.found.bad)
    said += f"; {plural(bad, 'line')} changed or garbled" if bad else ""
    yield Finding(said, bad > 0, tuple(details(journal.found, elsewhere)))


def _of_others(
    others: list[_File], lacking: dict[str, tuple[str, Line]], places: Places
) -> Iterator[Finding]:
    """Backups and leftovers: a sentence about all, and one about each that is more than that."""
    backups = [file for file in others if file.path.parent == places.backups]
    if backups:
        name = clean_line(places.backups.name)
        yield Finding(f"{name}: {plural(len(backups), 'file')} to fall back on")
    for file in others:
        only = sum(name == file.name for name, _ in lacking.values())
        bad = len(file.found.bad)
        if bad and file in backups:
            yield Finding(f"{file.name}: a backup with {plural(bad, 'line')} changed or garbled")
        elif file not in backups:
            more = (
                f"{plural(only, 'event')} that nothing else has" if only else "nothing more in it"
            )
            yield Finding(f"{file.name}: kept aside, {more}", only > 0)


def _of_copies(copies: Iterable[Copy], held: dict[str, Line]) -> Iterator[Finding]:
    for copy in copies:
        fresh = sum(line.event.id not in held for line in copy.lines)
        if copy.trouble:
            yield Finding(f"{copy.name}: {copy.trouble}", copy.is_certain)
        elif copy.belongs:
            new = plural(fresh, "new event") if fresh else "nothing new"
            yield Finding(f"{copy.name}: a conflict copy with {new}", is_error=True)
        elif copy.strangers:
            said = f"{plural(copy.strangers, 'event')} of another log; 'runquiz merge' takes it in"
            yield Finding(f"{copy.name}: {said}, if it is yours")


def _of_events(places: Places, lines: tuple[Line, ...]) -> Iterator[Finding]:
    """What is odd about events that are whole."""
    twins = clashes(lines)
    if twins:
        said = f"{plural(len(twins), 'id')} for two different events; one of each two counts"
        yield Finding(f"{places.name}: {said}", details=tuple(f"event {name}" for name in twins))
    odd = dated_wrongly(lines)
    if odd:
        said = f"{plural(len(odd), 'event')} dated by a clock that was wrong; nothing is lost by it"
        yield Finding(f"{places.name}: {said}", details=tuple(f"event {name}" for name in odd))
