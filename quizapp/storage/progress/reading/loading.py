"""Reading everything that lies at the progress path; writes nothing and takes no lock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path

from quizapp.domain.text import clean_line
from quizapp.errors import ForeignFile, NewerFile, UnreadableFile
from quizapp.scheduling.wording import plural
from quizapp.storage.disk import Disk, Seen, reason
from quizapp.storage.gc import without_collector
from quizapp.storage.progress.format.backups import backup_files
from quizapp.storage.progress.format.byte_range import Held, Moved, Stretch, file_at
from quizapp.storage.progress.format.document import Document, read_document
from quizapp.storage.progress.format.event_ids import ids_of
from quizapp.storage.progress.format.event_lines import Line
from quizapp.storage.progress.format.frame import VERSION, counted
from quizapp.storage.progress.format.paths import Places, planted
from quizapp.storage.progress.format.union import compared, join_lines, lines_of, not_in, united
from quizapp.storage.progress.reading.notices import damage_notice, odd_events, set_aside
from quizapp.storage.progress.reading.replaced_file import backup_lines, lost_lines
from quizapp.study.log.progress import Progress

_TRIES = 20
"""Looks at a file that is being replaced; each snapshot of another program takes longer."""


_RESTLESS = "{}: it never stays the same for as long as reading it takes"


class Form(Enum):
    """In what form the file was found."""

    WHOLE = auto()
    """As this program writes it; or there is none, and nothing else either."""
    REWRITTEN = auto()
    """Every event is whole, but another program wrote them: an editor that indents, say."""
    DAMAGED = auto()
    """It holds less than it did, or is another file altogether."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was found, and what has to be said about it."""

    progress: Progress = field(default_factory=Progress)
    log: Stretch = field(default_factory=Held)
    """The file's lines, with a comma and a line end between two; of a damaged file, those that
    could be read, with what the backups fill in."""
    journal: tuple[Line, ...] = ()
    """The journal's events that the log lacks."""
    restored: tuple[Line, ...] = ()
    """Events of the backups that neither the file nor its journal holds."""
    journal_seen: Seen | None = None
    file_seen: Seen | None = None
    form: Form = Form.WHOLE
    has_bad_journal: bool = False
    """The journal has lines that could not be read."""
    notices: tuple[str, ...] = ()
    backup: str = ""
    """The backup that was made of the file when it was written; empty if it was not."""

    @property
    def is_at_rest(self) -> bool:
        """Whether the file holds, as it should, all that was found; a journal aside."""
        return self.form is Form.WHOLE and not self.restored

    def lines(self) -> list[Line]:
        """Every event there is."""
        return [*lines_of(self.log), *self.journal, *self.restored]

    def ids(self) -> set[str]:
        """The ids of all of them, found without reading the log's events."""
        return ids_of(self.log).union(line.event.id for line in (*self.journal, *self.restored))

    def lacks(self, lines: Iterable[Line]) -> tuple[Line, ...]:
        """Those of some lines that are not here, by id and by content."""
        here = {line.event.id: line.event for line in (*self.journal, *self.restored)}
        fresh = not_in(self.log, lines)
        return tuple(line for line in fresh if here.get(line.event.id) != line.event)


def load(disk: Disk, places: Places) -> Loaded:
    """The progress at a path: the file, its journal and, if need be, its backups.

    Raises UnreadableFile, ForeignFile or NewerFile.
    """
    for _ in range(_TRIES):
        with suppress(Moved), without_collector():
            return _load(disk, places)
    raise UnreadableFile(_RESTLESS.format(places.name))


def all_lines(disk: Disk, places: Places) -> list[Line]:
    """Every event there is. Raises what `load` raises."""
    for _ in range(_TRIES):
        with suppress(Moved):
            return load(disk, places).lines()
    raise UnreadableFile(_RESTLESS.format(places.name))


def _load(disk: Disk, places: Places) -> Loaded:
    """The journal is read before the file: should a snapshot move its events in between, they are
    found twice rather than never. Raises Moved where the file was replaced in the meantime.
    """
    refuse_planted(disk, places)
    journal_seen, journal_data = _read(disk, places, places.journal)
    file_seen, document = _look_at_file(disk, places)
    refuse_newer(places, document)
    journal, said = _journal_lines(places, journal_data)
    if document is not None and document.version == VERSION:
        loaded = _from_document(document, journal)
    elif file_seen is None and not backup_files(disk, places):
        loaded = _with_journal(Loaded(journal=tuple(united(journal).values())))
    else:
        _, data = _read(disk, places, places.file, follow=True)
        loaded = _from_salvage(disk, places, data, journal)
    if loaded.form is not Form.DAMAGED:
        loaded = _without_gaps(disk, places, loaded, file_seen)
    if journal_seen is not None and journal_data is not None:
        journal_seen = replace(journal_seen, size=whole_lines(journal_data))
    return replace(
        loaded,
        journal_seen=journal_seen,
        file_seen=file_seen,
        has_bad_journal=bool(said),
        notices=(*loaded.notices, said) if said else loaded.notices,
    )


def whole_lines(data: bytes) -> int:
    """How many bytes of a journal are whole lines; another program may be writing the next."""
    return data.rfind(b"\n") + 1


def refuse_planted(disk: Disk, places: Places) -> None:
    """Raise UnreadableFile for a link where a file of ours should be: none of them is ever one."""
    path = planted(disk, places)
    if path is not None:
        raise UnreadableFile(
            f"{clean_line(str(path))}: a link where a file of runquiz should be; not followed"
        )


def refuse_newer(places: Places, document: Document | None) -> None:
    """Raise NewerFile for a whole file of a later version."""
    if document is not None and document.version > VERSION:
        raise NewerFile(
            f"{places.name}: written by a newer runquiz (format {document.version}, this one "
            f"reads {VERSION}); nothing changed, please upgrade"
        )


def _read(
    disk: Disk, places: Places, path: Path, *, follow: bool = False
) -> tuple[Seen | None, bytes | None]:
    with _in_words(places), suppress(FileNotFoundError):
        seen = disk.look(path)
        return (seen, None) if seen is None else (seen, disk.read(path, follow=follow))
    return None, None


def _look_at_file(disk: Disk, places: Places) -> tuple[Seen | None, Document | None]:
    """The file, and the document that it is if it is whole; its log stays where it lies."""
    with _in_words(places), suppress(FileNotFoundError):
        seen = disk.look(places.file)
        if seen is not None:
            return seen, read_document(file_at(disk, places.file, seen))
    return None, None


@contextmanager
def _in_words(places: Places) -> Iterator[None]:
    """Turn what the system says into UnreadableFile; that something is forbidden stays as it is."""
    try:
        yield
    except (FileNotFoundError, PermissionError):
        raise
    except OSError as error:
        raise UnreadableFile(f"{places.name}: {reason(error)}") from None


def _journal_lines(places: Places, data: bytes | None) -> tuple[tuple[Line, ...], str]:
    """The journal's events, and what to say of lines in it that are none."""
    if not data:
        return (), ""
    from quizapp.storage.progress.reading.salvage import salvage_journal

    found = salvage_journal(data)
    bad = len(found.bad)
    return found.lines, f"{places.name}.journal: {set_aside(bad)}" if bad else ""


def _from_document(document: Document, journal: tuple[Line, ...]) -> Loaded:
    progress = document.progress
    if progress is None:
        from quizapp.study.log.progress import folded

        progress = folded(line.event for line in lines_of(document.log))
    fresh, twins = compared(document.log, journal)
    return _with_journal(Loaded(progress, document.log, fresh), must_fold=bool(twins))


def _without_gaps(disk: Disk, places: Places, loaded: Loaded, file_seen: Seen | None) -> Loaded:
    """A whole file may still be another than the one that was left here: an older copy, say."""
    lost = lost_lines(disk, places, loaded.log, loaded.journal)
    if not lost or disk.look(places.file) != file_seen:
        return loaded
    from quizapp.study.log.progress import folded

    whole = replace(loaded, restored=lost)
    said = f"{plural(len(lost), 'event')} that it lacked came back from backups"
    return replace(
        whole,
        progress=folded(line.event for line in whole.lines()),
        notices=(*loaded.notices, f"{places.name}: {said}"),
    )


def _from_salvage(
    disk: Disk, places: Places, data: bytes | None, journal: tuple[Line, ...]
) -> Loaded:
    """A file that is not as this program writes it: damaged, or only written by another."""
    from quizapp.storage.progress.reading.salvage import salvage
    from quizapp.study.log.progress import folded

    found = salvage(data or b"")
    own = united(found.lines)
    expected = counted(data or b"")
    is_short = len(own) < expected if expected is not None else not own
    is_damaged = not found.is_ours or bool(found.bad) or is_short or found.has_markers
    saved = united(backup_lines(disk, places)) if is_damaged else {}
    if not found.is_ours and not saved and not journal:
        raise ForeignFile(f"{places.name}: not a runquiz progress file; nothing was changed")
    known = united((*found.lines, *journal))
    restored = [line for name, line in saved.items() if name not in known]
    lines = sorted(united((*own.values(), *restored)).values(), key=lambda line: line.event.order)
    log = Held(join_lines(lines))
    damage = (damage_notice(places, data, found, len(restored)),) if is_damaged else ()
    return _with_journal(
        Loaded(
            folded(line.event for line in lines),
            log,
            not_in(log, journal),
            form=Form.DAMAGED if is_damaged else Form.REWRITTEN,
            notices=(*damage, *odd_events(places, (*found.lines, *journal))),
        )
    )


def _with_journal(loaded: Loaded, *, must_fold: bool = False) -> Loaded:
    """Apply the journal's events one by one, or fold everything when their order asks for it."""
    if not must_fold and all(loaded.progress.apply(line.event) for line in loaded.journal):
        return loaded
    from quizapp.study.log.progress import folded

    return replace(loaded, progress=folded(line.event for line in loaded.lines()))
