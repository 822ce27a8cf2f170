"""Reading everything that lies at the progress path; writes nothing and takes no lock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from quizapp.domain.text import clean_line
from quizapp.errors import ForeignFile, NewerFile, UnreadableFile
from quizapp.scheduling.wording import plural
from quizapp.storage.backups import DOCUMENT, backup_files
from quizapp.storage.collector import without_collector
from quizapp.storage.disk import Disk, Seen, reason
from quizapp.storage.document import VERSION, Document, counted, read_document
from quizapp.storage.event_lines import BadLine, Line, read_line
from quizapp.storage.places import Places
from quizapp.study.progress import Progress

_ID = re.compile(rb'"id": "([^"]+)"')


@dataclass(slots=True)
class Loaded:
    """What was found, and what has to be said about it."""

    progress: Progress = field(default_factory=Progress)
    log: bytes = b""
    """The file's lines, with a comma and a line end between two."""
    journal: tuple[Line, ...] = ()
    """The journal's events that the file does not hold."""
    journal_seen: Seen | None = None
    file_seen: Seen | None = None
    repaired: bool = False
    """The file as it lies there is damaged; what is here is more than it holds."""
    has_bad_journal: bool = False
    """The journal has lines that could not be read."""
    notices: tuple[str, ...] = ()

    def lines(self) -> list[Line]:
        """Every event there is."""
        return [*lines_of(self.log), *self.journal]


def load(disk: Disk, places: Places) -> Loaded:
    """The progress at a path: the file, its journal and, if need be, its backups.

    The journal is read before the file: should a snapshot move its events in between, they are
    found twice rather than never. Raises UnreadableFile, ForeignFile or NewerFile.
    """
    _refuse_planted(disk, places)
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
        elif data is None and not backup_files(disk, places):
            loaded = Loaded(journal=journal)
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


def lines_of(log: bytes) -> list[Line]:
    """The events of a log whose checksum fitted; a line that is odd all the same is left out."""
    found = []
    for raw in log.split(b"\n"):
        try:
            found.append(read_line(raw))
        except BadLine:
            continue
    return found


def join_lines(lines: Iterable[Line]) -> bytes:
    """Lines as they lie in the file."""
    return b",\n".join(line.data for line in lines)


def _refuse_planted(disk: Disk, places: Places) -> None:
    """Nothing of ours is ever a link: one that lies there was put there, and is not followed."""
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
    said = f"{places.name}.journal: {plural(bad, 'line')} could not be read and were set aside"
    return found.lines, said if bad else ""


def _from_document(document: Document, journal: tuple[Line, ...]) -> Loaded:
    if document.progress is None:
        from quizapp.study.progress import folded

        lines = lines_of(document.log)
        progress = folded(line.event for line in lines)
    else:
        progress = document.progress
    return Loaded(progress, document.log, _not_in(document.log, journal))


def _not_in(log: bytes, journal: tuple[Line, ...]) -> tuple[Line, ...]:
    """The journal's events that a log lacks: after a crash between two steps it may have some."""
    if not journal:
        return ()
    known = ids_in(log)
    fresh = {line.event.id: line for line in journal}
    return tuple(line for line in fresh.values() if line.event.id not in known)


def ids_in(log: bytes) -> set[str]:
    """The ids of a log's events, found without reading them."""
    return {found.decode("utf-8", "replace") for found in _ID.findall(log)}


def _from_damage(
    disk: Disk, places: Places, data: bytes | None, journal: tuple[Line, ...]
) -> Loaded:
    from quizapp.storage.salvage import salvage
    from quizapp.study.progress import folded

    found = salvage(data or b"")
    kept = {line.event.id: line for line in (*found.lines, *journal)}
    saved = {line.event.id: line for line in _backup_lines(disk, places)}
    if not found.is_ours and not saved and not journal:
        raise ForeignFile(f"{places.name}: not a runquiz progress file; nothing was changed")
    expected = counted(data or b"")
    count = len({line.event.id for line in found.lines})
    missing = count < expected if expected is not None else count == 0
    is_damaged = not found.is_ours or bool(found.bad) or missing
    restored = [line for event, line in saved.items() if event not in kept] if is_damaged else []
    lines = sorted((*found.lines, *restored), key=lambda line: line.event.order)
    lines = list({line.event.id: line for line in lines}.values())
    notices = (_damage_notice(places, len(found.bad), len(restored)),) if is_damaged else ()
    ids = {line.event.id for line in lines}
    return Loaded(
        folded(line.event for line in lines),
        join_lines(lines),
        tuple(line for line in journal if line.event.id not in ids),
        repaired=is_damaged,
        notices=notices,
    )


def _damage_notice(places: Places, bad: int, restored: int) -> str:
    said = f"{places.name} was damaged"
    if restored:
        said += f"; {plural(restored, 'event')} came back from backups"
    if bad:
        said += f"; {plural(bad, 'line')} could not be read and were set aside"
    return said


def _backup_lines(disk: Disk, places: Places) -> Iterator[Line]:
    from quizapp.storage.salvage import salvage, salvage_journal

    for path in backup_files(disk, places):
        try:
            data = disk.read(path)
        except (OSError, UnreadableFile):
            continue
        found = salvage(data) if path.name.endswith(DOCUMENT) else salvage_journal(data)
        yield from found.lines


def _take_in_journal(loaded: Loaded) -> None:
    """Apply the journal's events one by one, or fold everything when their order asks for it."""
    for line in loaded.journal:
        if not loaded.progress.apply(line.event):
            from quizapp.study.progress import folded

            loaded.progress = folded(each.event for each in loaded.lines())
            return
