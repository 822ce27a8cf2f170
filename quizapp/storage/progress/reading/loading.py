"""Reads the progress file and all files beside it, without writing or locking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path

from quizapp.domain.clean_text import clean_line
from quizapp.errors import ForeignFile, NewerFile, UnreadableFile
from quizapp.scheduling.wording import plural
from quizapp.storage import gc
from quizapp.storage.disk import FileStamp, reason
from quizapp.storage.progress.format.backups import backup_files
from quizapp.storage.progress.format.byte_range import ByteRange, FileChanged, InMemory, file_at
from quizapp.storage.progress.format.document import Document, read_document
from quizapp.storage.progress.format.event_ids import ids_of
from quizapp.storage.progress.format.event_lines import EventLine, read_events
from quizapp.storage.progress.format.frame import VERSION, counted
from quizapp.storage.progress.format.progress_files import ProgressFiles
from quizapp.storage.progress.format.union import (
    compare,
    join_lines,
    missing_from,
    read_lines,
    union,
)
from quizapp.storage.progress.reading.card_log import CardLog
from quizapp.storage.progress.reading.notices import damage_notice, set_aside, unusual_event_notices
from quizapp.storage.progress.reading.replaced_file import backup_lines, lost_lines
from quizapp.study.log.earlier_events import take_in
from quizapp.study.log.progress import Progress, folded

_TRIES = 20
"""How often to try to read a file that is being replaced; a snapshot takes longer than one try."""


_KEEPS_CHANGING = "{}: it keeps changing while it is being read"


class FileCondition(Enum):
    """The condition in which the file was found."""

    WHOLE = auto()
    """As this program writes it, or no file at all."""
    REWRITTEN = auto()
    """Every event is intact, but another program wrote the file, such as an editor."""
    DAMAGED = auto()
    """It has unreadable lines, conflict markers or too few events, or is not a progress file."""


@dataclass(frozen=True, slots=True)
class LoadedProgress:
    """The events found, and the notices about them."""

    progress: Progress = field(default_factory=Progress)
    log: ByteRange = field(default_factory=InMemory)
    """The file's lines, separated by commas and line ends. For a damaged file, those that could be
    read, and those restored from backups."""
    journal: tuple[EventLine, ...] = ()
    """The journal's events that the log lacks."""
    restored: tuple[EventLine, ...] = ()
    """Events from backups that neither the file nor its journal has."""
    journal_stamp: FileStamp | None = None
    file_stamp: FileStamp | None = None
    condition: FileCondition = FileCondition.WHOLE
    has_bad_journal: bool = False
    """Whether the journal has lines that could not be read."""
    notices: tuple[str, ...] = ()
    backup: str = ""
    """The backup made when the file was written; empty if it was not written."""

    @property
    def is_at_rest(self) -> bool:
        """Whether the file has all events found, apart from the journal's."""
        return self.condition is FileCondition.WHOLE and not self.restored

    def lines(self) -> list[EventLine]:
        """All events."""
        return [*read_lines(self.log), *self.journal, *self.restored]

    def ids(self) -> set[str]:
        """The ids of all events, found without parsing the log."""
        return ids_of(self.log).union(line.event.id for line in (*self.journal, *self.restored))

    def lacks(self, lines: Iterable[EventLine]) -> tuple[EventLine, ...]:
        """Those of the lines that are not here, compared by id and content."""
        here = {line.event.id: line.event for line in (*self.journal, *self.restored)}
        fresh = missing_from(self.log, lines)
        return tuple(line for line in fresh if here.get(line.event.id) != line.event)


def load(files: ProgressFiles) -> LoadedProgress:
    """The progress at a path: the file, its journal and, if necessary, its backups.

    Raises UnreadableFile, ForeignFile or NewerFile.
    """
    for _ in range(_TRIES):
        with suppress(FileChanged), gc.pause():
            return _load(files)
    raise UnreadableFile(_KEEPS_CHANGING.format(files.name))


def all_lines(files: ProgressFiles) -> list[EventLine]:
    """All events. Raises what `load` raises."""
    for _ in range(_TRIES):
        with suppress(FileChanged):
            return load(files).lines()
    raise UnreadableFile(_KEEPS_CHANGING.format(files.name))


def _load(files: ProgressFiles) -> LoadedProgress:
    """The journal is read before the file: if a snapshot moves its events in between, they are
    found twice, not missed. Raises FileChanged if the file was replaced in the meantime.
    """
    refuse_links(files)
    journal_stamp, journal_data = _read(files, files.journal)
    file_stamp, document = _read_file(files)
    refuse_newer(files, document)
    journal, said = _journal_lines(files, journal_data)
    if document is not None:
        loaded = _from_document(document, journal)
    elif file_stamp is None and not backup_files(files):
        loaded = _with_journal(LoadedProgress(journal=tuple(union(journal).values())))
    else:
        _, data = _read(files, files.file, follow=True)
        loaded = _from_salvage(files, data, journal)
    if loaded.condition is not FileCondition.DAMAGED:
        loaded = _with_lost_events(files, loaded, file_stamp)
    if journal_stamp is not None and journal_data is not None:
        journal_stamp = replace(journal_stamp, size=whole_lines(journal_data))
    return replace(
        loaded,
        journal_stamp=journal_stamp,
        file_stamp=file_stamp,
        has_bad_journal=bool(said),
        notices=(*loaded.notices, said) if said else loaded.notices,
    )


def whole_lines(data: bytes) -> int:
    """How many bytes of a journal are complete lines; another program may be writing the next."""
    return data.rfind(b"\n") + 1


def refuse_links(files: ProgressFiles) -> None:
    """Raise UnreadableFile if one of our own files is a link, which none ever should be."""
    path = files.unexpected_link()
    if path is not None:
        raise UnreadableFile(
            f"{clean_line(str(path))}: a link where a file of runquiz should be; not followed"
        )


def refuse_newer(files: ProgressFiles, document: Document | None) -> None:
    """Raise NewerFile for an intact file of a later format."""
    if document is not None and document.version > VERSION:
        raise NewerFile(
            f"{files.name}: written by a newer runquiz (format {document.version}, this one "
            f"reads {VERSION}); nothing changed, please upgrade"
        )


def _read(
    files: ProgressFiles, path: Path, *, follow: bool = False
) -> tuple[FileStamp | None, bytes | None]:
    with _in_words(files), suppress(FileNotFoundError):
        stamp = files.disk.stamp(path)
        return (stamp, None) if stamp is None else (stamp, files.disk.read(path, follow=follow))
    return None, None


def _read_file(files: ProgressFiles) -> tuple[FileStamp | None, Document | None]:
    """The file's stamp, and its document if it is intact; the log is not kept in memory."""
    with _in_words(files), suppress(FileNotFoundError):
        stamp = files.disk.stamp(files.file)
        if stamp is not None:
            return stamp, read_document(file_at(files.disk, files.file, stamp))
    return None, None


@contextmanager
def _in_words(files: ProgressFiles) -> Iterator[None]:
    """Turn system errors into UnreadableFile, except for missing permission."""
    try:
        yield
    except (FileNotFoundError, PermissionError):
        raise
    except OSError as error:
        raise UnreadableFile(f"{files.name}: {reason(error)}") from None


def _journal_lines(files: ProgressFiles, data: bytes | None) -> tuple[tuple[EventLine, ...], str]:
    """The journal's events, and a notice about lines that are not events."""
    if not data:
        return (), ""
    from quizapp.storage.progress.reading.salvage import salvage_journal  # only for a journal

    found = salvage_journal(data)
    bad = len(found.bad)
    return found.lines, f"{files.name}.journal: {set_aside(bad)}" if bad else ""


def _from_document(document: Document, journal: tuple[EventLine, ...]) -> LoadedProgress:
    progress = document.progress
    if progress is None:
        progress = folded(read_events(document.log))
    fresh, twins = compare(document.log, journal)
    return _with_journal(LoadedProgress(progress, document.log, fresh), must_fold=bool(twins))


def _with_lost_events(
    files: ProgressFiles, loaded: LoadedProgress, file_stamp: FileStamp | None
) -> LoadedProgress:
    """Add the events that an intact file has lost: it may be an older copy of ours."""
    lost = lost_lines(files, loaded.log, loaded.journal)
    if not lost or files.disk.stamp(files.file) != file_stamp:
        return loaded
    whole = replace(loaded, restored=lost)
    said = f"{plural(len(lost), 'missing event')} restored from backups"
    return replace(
        whole,
        progress=folded(line.event for line in whole.lines()),
        notices=(*loaded.notices, f"{files.name}: {said}"),
    )


def _from_salvage(
    files: ProgressFiles, data: bytes | None, journal: tuple[EventLine, ...]
) -> LoadedProgress:
    """The progress in a file that is damaged, or that another program has rewritten."""
    from quizapp.storage.progress.reading.salvage import salvage  # only for a damaged file

    found = salvage(data or b"")
    own = union(found.lines)
    expected = counted(data or b"")
    is_short = len(own) < expected if expected is not None else not own
    is_damaged = not found.is_ours or bool(found.bad) or is_short or found.has_markers
    saved = union(backup_lines(files)) if is_damaged else {}
    if not found.is_ours and not saved and not journal:
        raise ForeignFile(f"{files.name}: not a runquiz progress file; nothing was changed")
    known = union((*found.lines, *journal))
    restored = [line for name, line in saved.items() if name not in known]
    lines = sorted(union((*own.values(), *restored)).values(), key=lambda line: line.event.order)
    log = InMemory(join_lines(lines))
    damage = (damage_notice(files, data, found, len(restored), len(journal)),) if is_damaged else ()
    return _with_journal(
        LoadedProgress(
            folded(line.event for line in lines),
            log,
            missing_from(log, journal),
            condition=FileCondition.DAMAGED if is_damaged else FileCondition.REWRITTEN,
            notices=(*damage, *unusual_event_notices(files, (*found.lines, *journal))),
        )
    )


def _with_journal(loaded: LoadedProgress, *, must_fold: bool = False) -> LoadedProgress:
    """Take in the journal's events; fold everything if one has the id of another event."""
    log = CardLog([loaded.log], loaded.journal)
    if must_fold:
        return replace(loaded, progress=folded(log.everything()))
    events = (line.event for line in loaded.journal)
    return replace(loaded, progress=take_in(loaded.progress, events, log))
