"""The progress store: every answer is stamped, made durable, and only then called saved."""

from __future__ import annotations

import errno
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from quizapp.domain.event import Body, Event
from quizapp.domain.memory import Day
from quizapp.errors import NotKept, NotWritable, ProgressError
from quizapp.scheduling.day import StudyCalendar
from quizapp.storage.disk import Disk, Seen, reason
from quizapp.storage.event_lines import Line, write_line
from quizapp.storage.journal import Journal
from quizapp.storage.loading import Loaded, ids_in, load, whole_lines
from quizapp.storage.lock import Locked, locked
from quizapp.storage.places import Places
from quizapp.storage.salvage import salvage_journal
from quizapp.storage.snapshot import take_snapshot
from quizapp.study.ports import Clock, Receipt
from quizapp.study.progress import CLOCK_SLACK, RECENT, Progress, Replaced, folded

_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
LATEST = 10**17
"""Milliseconds: a time that no clock shows; an event so dated is not followed any further."""
LONG_JOURNAL = 2000
"""Events: a journal longer than this, and than a tenth of the file, is folded in mid-sitting."""


@dataclass(frozen=True, slots=True)
class Stamper:
    """Where an event's id, device and times come from; never from the seed of a shuffle."""

    device: str
    clock: Clock
    new_id: Callable[[], str]
    calendar: StudyCalendar

    def stamp(self, day: Day, body: Body, newest: int, last: int = 0) -> Event:
        """The event, later than the newest one unless that is absurdly far ahead.

        `last` is the newest event of its own card: an answer comes after those before it in any
        case, or a card that was answered while the clock was wrong could never be learnt again.
        """
        now = self.clock.now()
        at = int(now.timestamp() * 1000)
        if newest <= at + CLOCK_SLACK:
            at = max(at, newest + 1)
        if last < LATEST:
            at = max(at, last + 1)
        return Event(self.new_id(), at, day, self.calendar.offset(now), self.device, body)


class ProgressFile:
    """The port `ProgressStore`, on a disk. Two programs may write to one file in turn.

    A little over the size of a class: catching up, writing and adopting share every field.
    """

    def __init__(self, disk: Disk, places: Places, stamper: Stamper, loaded: Loaded) -> None:
        self.progress: Progress = loaded.progress
        self.notices: Sequence[str] = loaded.notices
        self.read_only = ""
        self.revision = 0
        self._disk = disk
        self._places = places
        self._stamper = stamper
        self._journal = Journal(disk, places)
        self._file_seen: Seen | None = None
        self._unsaved: list[Line] = []
        self._mine: list[Line] = []
        """This sitting's saved events: should the files vanish, they are written again."""
        self._is_damaged = False
        self._remember(loaded)

    @property
    def unsaved(self) -> int:
        """How many events are in memory only."""
        return len(self._unsaved)

    def record(self, day: Day, body: Body) -> Receipt:
        """Stamp what happened and make it durable, or keep it in memory and say why."""
        if self.read_only:
            raise NotWritable(self.read_only)
        line: Line | None = None
        durable: tuple[Event, ...] = ()
        problem = ""
        try:
            with locked(self._disk, self._places):
                self._catch_up()
                line = self._line(day, body)
                durable = self._write(line)
        except OSError as error:
            problem = reason(error)
        except ProgressError as error:
            problem = str(error)
        line = line or self._line(day, body)
        if problem:
            self._unsaved.append(line)
        self._take_in(line)
        self._fold_in_long_journal()
        return Receipt(line.event, durable, problem)

    def retry(self) -> tuple[Event, ...]:
        """Try again to save what is unsaved; the events that are durable now."""
        if not self._unsaved:
            return ()
        with suppress(OSError, ProgressError), locked(self._disk, self._places):
            self._catch_up()
            return self._write()
        return ()

    def refresh(self) -> None:
        """Take in what other programs wrote."""
        with suppress(OSError, ProgressError):
            self._catch_up()

    def undoable(self) -> Replaced | None:
        """This device's newest event that can be undone and still counts."""
        device = self._stamper.device
        found = self.progress.undoable(device)
        is_whole = self.progress.recent.maxlen is None or self.progress.count <= RECENT
        if found is None and not is_whole:
            self._read_history()
            found = self.progress.undoable(device)
        return found

    def close(self) -> None:
        """Save what is unsaved, and fold the journal into the file; what fails waits."""
        if not self.read_only:
            self.refresh()
            self.retry()
            with suppress(OSError):
                has_journal = self._disk.look(self._places.journal) is not None
                if has_journal or self._is_damaged:
                    self._snapshot()
            self.retry()
        self._journal.let_go()

    def _write(self, *lines: Line) -> tuple[Event, ...]:
        """Append these lines after the unsaved ones; all of them are durable then."""
        waiting = [*self._unsaved, *lines]
        self._journal.append(b"".join(line.data + b"\n" for line in waiting))
        self._unsaved.clear()
        self._mine.extend(waiting)
        return tuple(line.event for line in waiting)

    def _line(self, day: Day, body: Body) -> Line:
        card = getattr(body, "card", None)
        last = self.progress.states[card].at if card else 0
        return write_line(self._stamper.stamp(day, body, self.progress.newest, last))

    def _take_in(self, line: Line) -> None:
        if not self.progress.apply(line.event):
            self._read_history()

    def _read_history(self) -> None:
        """Fold the whole log anew, with every event that is not on the disk yet."""
        try:
            lines = (*load(self._disk, self._places).lines(), *self._mine, *self._unsaved)
        except (OSError, ProgressError) as error:
            self._tell(f"the log could not be read: {error}")
            return
        self.progress = folded((line.event for line in lines), recent=None)

    def _fold_in_long_journal(self) -> None:
        journal, file = self._journal.seen, self._file_seen
        if journal is None or self._journal.lines <= LONG_JOURNAL:
            return
        if file is None or journal.size * 10 > file.size:
            self._snapshot()

    def _snapshot(self) -> None:
        """Fold the journal in; where that fails it stays, and the next start folds it."""
        self._journal.let_go()
        with suppress(OSError, ProgressError), locked(self._disk, self._places):
            loaded = take_snapshot(self._disk, self._places, self._stamper.clock.now())
            self._adopt(loaded)

    def _catch_up(self) -> None:
        """Compare file and journal with what we last saw, and read what others wrote since."""
        journal_seen = self._disk.look(self._places.journal)
        file_seen = self._disk.look(self._places.file)
        if file_seen == self._file_seen and journal_seen == self._journal.seen:
            return
        if file_seen == self._file_seen and self._read_appended(journal_seen):
            return
        self._reload()

    def _read_appended(self, journal_seen: Seen | None) -> bool:
        """Read only what was appended to the journal we know; False if it is another journal."""
        old = self._journal.seen
        if journal_seen is None or old is None or journal_seen.inode != old.inode:
            return False
        if journal_seen.size <= old.size:
            return False  # not longer, and yet another: it was changed in place
        data = self._disk.read(self._places.journal)
        whole = whole_lines(data)
        for line in salvage_journal(data[old.size : whole]).lines:
            self._journal.lines += 1
            self.revision += 1
            self._take_in(line)
        self._journal.seen = replace(journal_seen, size=whole)
        return True

    def _reload(self) -> None:
        self._journal.let_go()
        loaded = load(self._disk, self._places)
        self._is_damaged = loaded.repaired
        self._adopt(loaded)

    def _lost(self, loaded: Loaded) -> list[Line]:
        """What this sitting saved and the disk has no more."""
        if not self._mine:
            return []
        there = {*ids_in(loaded.log), *(line.event.id for line in loaded.journal)}
        return [line for line in self._mine if line.event.id not in there]

    def _adopt(self, loaded: Loaded) -> None:
        """Go on from what was read from the disk, with what is not on it, or no more."""
        lost = self._lost(loaded)
        self._mine = [line for line in self._mine if line not in lost]
        self._unsaved = [*lost, *self._unsaved]
        self._remember(loaded)
        for notice in loaded.notices:
            self._tell(notice)
        self.revision += 1
        self.progress = loaded.progress
        if not all(self.progress.apply(line.event) for line in self._unsaved):
            self._read_history()

    def _tell(self, notice: str) -> None:
        if notice not in self.notices:
            self.notices = (*self.notices, notice)

    def _remember(self, loaded: Loaded) -> None:
        self._file_seen = loaded.file_seen
        self._journal.seen = loaded.journal_seen
        self._journal.lines = len(loaded.journal)


def open_to_write(disk: Disk, places: Places, stamper: Stamper) -> ProgressFile:
    """The store for a command that writes: repaired and at rest, or read-only with the reason.

    A full disk or a busy lock only puts the snapshot off. Raises UnreadableFile, ForeignFile or
    NewerFile.
    """
    refused = ""
    try:
        disk.make_folder(places.folder)
        with locked(disk, places):
            loaded = take_snapshot(disk, places, stamper.clock.now())
        if not _may_write(disk, places):
            refused = f"{places.name}: not writable"
    except OSError as error:
        loaded = _load_or_nothing(disk, places)
        if error.errno in _FORBIDDEN:
            refused = f"{places.name}: {reason(error)}"
    except (Locked, NotKept):
        loaded = load(disk, places)
    store = ProgressFile(disk, places, stamper, loaded)
    store.read_only = refused
    if loaded.progress.newest > stamper.clock.now().timestamp() * 1000 + CLOCK_SLACK:
        said = "an answer is dated over a day after this machine's clock; is the clock right?"
        store.notices = (*store.notices, f"{places.name}: {said}")
    return store


def _may_write(disk: Disk, places: Places) -> bool:
    if not disk.may_write(places.folder):
        return False
    return disk.look(places.file) is None or disk.may_write(places.file)


def _load_or_nothing(disk: Disk, places: Places) -> Loaded:
    """What can be read, for a store that may not write; nothing if not even that is allowed."""
    try:
        return load(disk, places)
    except OSError:
        return Loaded()
