"""Examines the progress file and all files beside it, without changing anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quizapp.domain.clean_text import clean_line
from quizapp.domain.memory import Day
from quizapp.errors import ForeignFile, UnreadableFile
from quizapp.scheduling.wording import plural
from quizapp.storage.disk import Disk, FileStamp, reason
from quizapp.storage.progress.doctor.diagnosis import Elsewhere, details, diagnose
from quizapp.storage.progress.doctor.findings import (
    Finding,
    of_copies,
    of_events,
    of_permissions,
)
from quizapp.storage.progress.format.backups import DOCUMENT, backup_files, stem_of
from quizapp.storage.progress.format.byte_range import InMemory, bytes_of
from quizapp.storage.progress.format.document import read_document
from quizapp.storage.progress.format.event_ids import ids_of
from quizapp.storage.progress.format.event_lines import EventLine
from quizapp.storage.progress.format.frame import counted
from quizapp.storage.progress.format.progress_files import ProgressFiles
from quizapp.storage.progress.format.union import rank_of, union
from quizapp.storage.progress.reading.loading import load
from quizapp.storage.progress.reading.salvage import Salvaged, salvage, salvage_journal
from quizapp.storage.progress.sync.conflict_copies import (
    MERGED,
    ConflictCopy,
    conflict_copies,
    is_copy,
)
from quizapp.study.figures.clock_words import clock_words

_NOTHING = Salvaged((), (), is_ours=True)
_TRIES = 3
"""How often to read files that another program is writing; the last reading is used."""


@dataclass(frozen=True, slots=True)
class Examination:
    """The files found, and sentences about them."""

    findings: tuple[Finding, ...]
    elsewhere: tuple[EventLine, ...]
    """Events in other files that neither the file nor its journal has."""
    bad_backups: tuple[Path, ...]
    """Damaged files among the backups."""


@dataclass(frozen=True, slots=True)
class _File:
    """One file, as far as it could be read."""

    path: Path
    data: bytes | None = None
    found: Salvaged = _NOTHING
    trouble: str = ""
    """Why it can't be read at all; empty if it can."""

    @property
    def name(self) -> str:
        return clean_line(self.path.name)

    @property
    def cause(self) -> str:
        """What is wrong with it; empty if it is intact."""
        if self.trouble or self.data is None:
            return self.trouble
        if self.path.name.endswith(".journal"):
            bad = len(self.found.bad)
            return f"{plural(bad, 'line')} changed or garbled" if bad else ""
        found = diagnose(self.data, self.found)
        return found.cause if found.is_damage else ""


@dataclass(frozen=True, slots=True)
class _OtherFile:
    """A file beside the progress file: a backup, or a copy that was kept."""

    name: str
    path: Path
    lines: tuple[EventLine, ...]
    """Its events that the progress file lacks."""
    cause: str
    is_backup: bool


def examine(files: ProgressFiles, today: Day | None = None) -> Examination:
    """Read all files, and compare the dates of answers with today, if that is given.

    Raises what `load` raises for a file that is refused, or OSError.

    A file of another program is refused only if nothing beside it can be restored.
    """
    refusal: ForeignFile | None = None
    clock = ""
    try:
        progress = load(files).progress
        clock = clock_words(progress.days, today) if today is not None else ""
    except ForeignFile as error:
        refusal = error
    for _ in range(_TRIES):
        before = _stamps(files)
        found = _examine(files)
        if before == _stamps(files):
            break
    if refusal is not None and not found.elsewhere:
        raise refusal
    dated = (Finding(f"{files.name}: {clock}"),) if clock else ()
    return replace(found, findings=(*found.findings, *dated))


def _stamps(files: ProgressFiles) -> dict[Path, FileStamp | None]:
    """The stamps of all files: a window that closes writes a new file and moves the journal."""
    own = files.file.name
    beside = [files.folder / name for name in files.disk.names(files.folder) if own in name]
    backups = [files.backups / name for name in files.disk.names(files.backups)]
    return {path: files.disk.stamp(path) for path in (files.file, *beside, *backups)}


def _examine(files: ProgressFiles) -> Examination:
    journal = _read(files.disk, files.journal, is_journal=True)
    file = _read(files.disk, files.file, follow=True)
    lines = (*file.found.lines, *journal.found.lines)
    held = union(lines)
    aside = [*_backups(files, held.keys()), *_kept(files, held.keys())]
    copies = conflict_copies(files, held.keys)
    beside = _by_id((each.name, each.lines) for each in aside)
    named = ((each.name, each.lines) for each in copies if isinstance(each, ConflictCopy))
    elsewhere = {**_by_id(named), **beside}
    findings = (
        *_of_file(files, file, len(held), beside),
        *_of_journal(journal, file, elsewhere),
        *_of_aside(files, aside),
        *of_copies(copies, held.keys()),
        *of_events(files, lines),
        *of_permissions(files),
    )
    lacking = (line for name, (_, line) in elsewhere.items() if name not in held)
    bad_backups = (each.path for each in aside if each.is_backup and each.cause)
    return Examination(findings, tuple(lacking), tuple(bad_backups))


def _by_id(sources: Iterable[tuple[str, Sequence[EventLine]]]) -> dict[str, tuple[str, EventLine]]:
    """The events of several files, each with the name of the file that it was taken from."""
    kept: dict[str, tuple[str, EventLine]] = {}
    for name, lines in sources:
        for line in lines:
            _, other = kept.setdefault(line.event.id, (name, line))
            if rank_of(line) > rank_of(other):
                kept[line.event.id] = (name, line)
    return kept


def _read(disk: Disk, path: Path, *, is_journal: bool = False, follow: bool = False) -> _File:
    try:
        data = disk.read(path, follow=follow)
    except FileNotFoundError:
        return _File(path)
    except UnreadableFile:
        return _File(path, trouble="not a regular file, or too large")
    except OSError as error:
        return _File(path, trouble=reason(error))
    document = None if is_journal else read_document(InMemory(data))
    if is_journal or document is not None:
        log = data if document is None else bytes_of(document.log)
        return _File(path, data, salvage_journal(log))
    return _File(path, data, salvage(data))


def _backups(files: ProgressFiles, held: Iterable[str]) -> Iterator[_OtherFile]:
    known = set(held)
    for path in backup_files(files):
        yield _other_file(
            files.disk, path, known, is_journal=not path.name.endswith(DOCUMENT), is_backup=True
        )


def _kept(files: ProgressFiles, held: Iterable[str]) -> Iterator[_OtherFile]:
    """Copies of damaged files, merged conflict copies, and leftovers of an interrupted program."""
    known = set(held)
    prefixes = (files.damaged("").name, files.new.name, files.new_journal.name)
    names = files.disk.names(files.folder)
    for name in names:
        path = files.folder / name
        is_merged = MERGED in name and is_copy(name.partition(MERGED)[0], files, names)
        if (name.startswith(prefixes) or is_merged) and not files.disk.is_link(path):
            yield _other_file(
                files.disk, path, known, is_journal="journal" in name, is_backup=False
            )


def _other_file(
    disk: Disk, path: Path, known: set[str], *, is_journal: bool, is_backup: bool
) -> _OtherFile:
    """A file beside the progress file. An intact one without new events is not examined further."""
    name = clean_line(path.name)
    if not is_journal:
        try:
            data = disk.read(path)
        except (OSError, UnreadableFile):
            data = b""
        document = read_document(InMemory(data))
        if document is not None and ids_of(document.log) <= known:
            return _OtherFile(name, path, (), "", is_backup)
    file = _read(disk, path, is_journal=is_journal)
    lines = tuple(line for line in file.found.lines if line.event.id not in known)
    is_rewritten = (
        is_backup and not is_journal and read_document(InMemory(file.data or b"")) is None
    )
    cause = file.cause or ("changed before its first event" if is_rewritten else "")
    return _OtherFile(name, path, lines, cause, is_backup)


def _of_file(files: ProgressFiles, file: _File, held: int, beside: Elsewhere) -> Iterator[Finding]:
    more = len(beside)
    if file.data is None:
        yield _of_no_file(files, held, more)
        return
    found = diagnose(file.data, file.found)
    count = len(union(file.found.lines))
    if not found.is_damage:
        rest = f"; {plural(more, 'more event')} in other files" if more else ""
        text = f"{files.name}: {found.cause}, {plural(count, 'event')}{rest}"
        yield Finding(text, is_error=more > 0, details=tuple(details(file.found, beside)))
        return
    had = max(counted(file.data) or 0, count + more)
    said = f"{count} of {plural(had, 'event')} can be read in it"
    said += f", {more} more in other files" if more else ""
    said += f", {had - count - more} lost" if had > count + more else ""
    text = f"{files.name}: {found.cause}; {said}"
    yield Finding(text, is_error=True, details=tuple(details(file.found, beside)))


def _of_no_file(files: ProgressFiles, held: int, more: int) -> Finding:
    if more:
        found = f"missing; {plural(held + more, 'event')} can be restored"
        return Finding(f"{files.name}: {found}", is_error=True)
    if held:
        return Finding(f"{files.name}: not written yet; its journal has {plural(held, 'event')}")
    return Finding(f"{files.name}: no progress yet")


def _of_journal(journal: _File, file: _File, elsewhere: Elsewhere) -> Iterator[Finding]:
    if journal.data is None:
        return
    known = {line.event.id for line in file.found.lines}
    waiting = sum(line.event.id not in known for line in journal.found.lines)
    said = f"{journal.name}: {plural(waiting, 'event')} that the next start will add to the file"
    said += f"; {journal.cause}" if journal.cause else ""
    yield Finding(said, bool(journal.cause), tuple(details(journal.found, elsewhere)))


def _of_aside(files: ProgressFiles, aside: Sequence[_OtherFile]) -> Iterator[Finding]:
    """One sentence about all backups, and one about each file with a problem or new events."""
    names = {stem_of(each.path) for each in aside if each.is_backup}
    if names:
        yield Finding(f"{clean_line(files.backups.name)}: {plural(len(names), 'backup')}")
    for each in aside:
        if each.is_backup and each.cause:
            yield Finding(f"{each.name}: a damaged backup: {each.cause}", is_error=True)
        elif not each.is_backup:
            yield _of_kept(each)


def _of_kept(each: _OtherFile) -> Finding:
    cause = f" ({each.cause})" if each.cause else ""
    if each.lines:
        more = f"{plural(len(each.lines), 'event')} that the file lacks"
        return Finding(f"{each.name}: set aside{cause}, with {more}", is_error=True)
    return Finding(f"{each.name}: set aside{cause}; it has no events that the file lacks")
