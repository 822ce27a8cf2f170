"""Reading everything that lies at the progress path; writes nothing and takes no lock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from quizapp.domain.text import clean_line
from quizapp.errors import ForeignFile, NewerFile, UnreadableFile
from quizapp.scheduling.wording import plural
from quizapp.storage.backups import backup_files
from quizapp.storage.collector import without_collector
from quizapp.storage.disk import Disk, Seen, reason
from quizapp.storage.document import VERSION, Document, counted, read_document
from quizapp.storage.event_lines import Line
from quizapp.storage.gaps import backup_lines, lost_lines
from quizapp.storage.notices import damage_notice, odd_events, set_aside
from quizapp.storage.places import Places
from quizapp.storage.union import ids_in, join_lines, lines_of, not_in, united
from quizapp.study.progress import Progress


@dataclass(slots=True)
class Loaded:
    """What was found, and what has to be said about it."""

    progress: Progress = field(default_factory=Progress)
    log: bytes = b""
    """The file's lines, with a comma and a line end between two."""
    journal: tuple[Line, ...] = ()
    """The journal's events that the file does not hold."""
    restored: tuple[Line, ...] = ()
    """Events of the newest backup that neither the file nor its journal holds."""
    journal_seen: Seen | None = None
    file_seen: Seen | None = None
    repaired: bool = False
    """The file as it lies there is damaged; what is here is more than it holds."""
    has_twins: bool = False
    """An id stands for one event in the file and for another in the journal."""
    has_bad_journal: bool = False
    """The journal has lines that could not be read."""
    notices: tuple[str, ...] = ()

    @property
    def is_at_rest(self) -> bool:
        """Whether the file holds, whole, all that was found; a journal aside."""
        return not self.repaired and not self.restored

    def lines(self) -> list[Line]:
        """Every event there is."""
        return [*lines_of(self.log), *self.journal, *self.restored]

    def ids(self) -> set[str]:
        """The ids of all of them, found without reading the log's events."""
        return ids_in(self.log).union(line.event.id for line in (*self.journal, *self.restored))

    def lacks(self, lines: Iterable[Line]) -> tuple[Line, ...]:
        """Those of some lines that are not here, by id and by content."""
        here = {line.event.id: line.event for line in (*self.journal, *self.restored)}
        fresh = not_in(self.log, lines)
        return tuple(line for line in fresh if here.get(line.event.id) != line.event)


def load(disk: Disk, places: Places) -> Loaded:
    """The progress at a path: the file, its journal and, if need be, its backups.

    The journal is read before the file: should a snapshot move its events in between, they are
    found twice rather than never. Raises UnreadableFile, ForeignFile or NewerFile.
    """
    refuse_planted(disk, places)
    with without_collector():
        journal_seen, journal_data = _read(disk, places, places.journal)
        file_seen, data = _read(disk, places, places.file, follow=True)
        document = read_document(data) if data else None
        if document is not None and document.version > VERSION:
            raise NewerFile(
                f"{places.name}: written by a newer runquiz (format {document.version}, this one "
                f"reads {VERSION}); nothing changed, please upgrade"
            )
        journal, said = _journal_lines(places, journal_data)
        if document is not None and document.version == VERSION:
            loaded = _from_document(document, journal)
            loaded.file_seen = file_seen
            _fill_gaps(disk, places, loaded)
        elif data is None and not backup_files(disk, places):
            loaded = Loaded(journal=tuple(united(journal).values()))
        else:
            loaded = _from_damage(disk, places, data, journal)
        if journal_seen is not None and journal_data is not None:
            loaded.journal_seen = replace(journal_seen, size=whole_lines(journal_data))
        loaded.file_seen = file_seen
        loaded.has_bad_journal = bool(said)
        loaded.notices = (*loaded.notices, said) if said else loaded.notices
        _take_in_journal(loaded)
        return loaded


def whole_lines(data: bytes) -> int:
    """How many bytes of a journal are whole lines; another program may be writing the next."""
    return data.rfind(b"\n") + 1


def refuse_planted(disk: Disk, places: Places) -> None:
    """Raise UnreadableFile for a link where a file of ours should be: none of them is ever one."""
    for path in (places.journal, places.lock, places.new, places.new_journal, places.backups):
        if disk.is_link(path):
            raise UnreadableFile(
                f"{clean_line(str(path))}: a link where a file of runquiz should be; not followed"
            )


def _read(
    disk: Disk, places: Places, path: Path, *, follow: bool = False
) -> tuple[Seen | None, bytes | None]:
    try:
        seen = disk.look(path)
        return (seen, None) if seen is None else (seen, disk.read(path, follow=follow))
    except FileNotFoundError:
        return None, None
    except PermissionError:
        raise
    except OSError as error:
        raise UnreadableFile(f"{places.name}: {reason(error)}") from None


def _journal_lines(places: Places, data: bytes | None) -> tuple[tuple[Line, ...], str]:
    """The journal's events, and what to say of lines in it that are none."""
    if not data:
        return (), ""
    from quizapp.storage.salvage import salvage_journal

    found = salvage_journal(data)
    bad = len(found.bad)
    said = f"{places.name}.journal: {set_aside(bad)}"
    return found.lines, said if bad else ""


def _from_document(document: Document, journal: tuple[Line, ...]) -> Loaded:
    if document.progress is None:
        from quizapp.study.progress import folded

        lines = lines_of(document.log)
        progress = folded(line.event for line in lines)
    else:
        progress = document.progress
    known = ids_in(document.log) if journal else set()
    fresh = not_in(document.log, journal, known)
    has_twins = not known.isdisjoint(line.event.id for line in fresh)
    return Loaded(progress, document.log, fresh, has_twins=has_twins)


def _fill_gaps(disk: Disk, places: Places, loaded: Loaded) -> None:
    """A whole file may still be another than the one that was left here: an older copy, say."""
    lost = lost_lines(disk, places, loaded.log, loaded.journal)
    if lost and disk.look(places.file) == loaded.file_seen:
        loaded.restored = lost
        said = f"{plural(len(lost), 'event')} that it lacked came back from the newest backup"
        loaded.notices = (f"{places.name}: {said}",)


def _from_damage(
    disk: Disk, places: Places, data: bytes | None, journal: tuple[Line, ...]
) -> Loaded:
    from quizapp.storage.salvage import salvage
    from quizapp.study.progress import folded

    found = salvage(data or b"")
    kept = united((*found.lines, *journal))
    saved = united(backup_lines(disk, places))
    if not found.is_ours and not saved and not journal:
        raise ForeignFile(f"{places.name}: not a runquiz progress file; nothing was changed")
    expected = counted(data or b"")
    own = united(found.lines)
    missing = len(own) < expected if expected is not None else not own
    is_damaged = not found.is_ours or bool(found.bad) or missing or found.has_markers
    restored = {name: line for name, line in saved.items() if name not in kept}
    if is_damaged:
        own = united((*own.values(), *restored.values()))
    lines = sorted(own.values(), key=lambda line: line.event.order)
    log = join_lines(lines)
    notices = (damage_notice(places, found, len(restored)),) if is_damaged else ()
    return Loaded(
        folded(line.event for line in lines),
        log,
        not_in(log, journal),
        repaired=is_damaged,
        notices=(*notices, *odd_events(places, (*found.lines, *journal))),
    )


def _take_in_journal(loaded: Loaded) -> None:
    """Apply the journal's events one by one, or fold everything when their order asks for it."""
    lines = (*loaded.journal, *loaded.restored)
    must_fold = loaded.has_twins or bool(loaded.restored)
    if must_fold or not all(loaded.progress.apply(line.event) for line in lines):
        from quizapp.study.progress import folded

        loaded.progress = folded(each.event for each in loaded.lines())
