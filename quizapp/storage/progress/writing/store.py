"""The progress store: every answer is stamped, made durable, and only then reported as saved."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from quizapp.domain.event import Event, EventPayload
from quizapp.domain.memory import Day
from quizapp.errors import NotWritable, ProgressError
from quizapp.storage.disk import FileStamp, reason
from quizapp.storage.progress.format.byte_range import file_at
from quizapp.storage.progress.format.event_lines import EventLine, write_line
from quizapp.storage.progress.format.progress_files import ProgressFiles
from quizapp.storage.progress.reading.card_log import CardLog, events_in
from quizapp.storage.progress.reading.loading import LoadedProgress, all_lines, load, whole_lines
from quizapp.storage.progress.reading.salvage import salvage_journal
from quizapp.storage.progress.writing.journal import Journal
from quizapp.storage.progress.writing.lock import locked
from quizapp.storage.progress.writing.snapshot import take_snapshot
from quizapp.storage.progress.writing.stamper import Stamper
from quizapp.study.log.earlier_events import changes_after, newest_change, take_in
from quizapp.study.log.progress import Progress, folded
from quizapp.study.log.undo_log import UndoEntry
from quizapp.study.ports import Receipt

LONG_JOURNAL = 2000
"""Events: a journal longer than this, and than a tenth of the file, is folded in mid-session."""


class ProgressFile:
    """Implements the port `ProgressStore`. Several programs may write to one file in turn."""

    def __init__(self, files: ProgressFiles, stamper: Stamper, loaded: LoadedProgress) -> None:
        self.progress: Progress = loaded.progress
        self.notices: Sequence[str] = loaded.notices
        self.read_only = ""
        self.revision = 0
        self._files = files
        self._stamper = stamper
        self._journal = Journal(files)
        self._unsaved: list[EventLine] = []
        self._mine: list[EventLine] = []
        """This session's saved events: if the files vanish, they are written again."""
        self._loaded = loaded
        """The file as it was read or written last."""
        self._remember(loaded)

    @property
    def unsaved(self) -> int:
        """How many events are only in memory."""
        return len(self._unsaved)

    def record(self, day: Day, payload: EventPayload) -> Receipt:
        """Stamp an event and make it durable, or keep it in memory and say why."""
        if self.read_only:
            raise NotWritable(self.read_only)
        line: EventLine | None = None
        durable: tuple[Event, ...] = ()
        problem = ""
        try:
            with locked(self._files):
                self._catch_up()
                line = self._line(day, payload)
                durable = self._write(line)
        except (OSError, ProgressError) as error:
            problem = reason(error) if isinstance(error, OSError) else str(error)
        line = line or self._line(day, payload)
        if problem:
            self._unsaved.append(line)
        self._take_in([line])
        self._fold_in_long_journal()
        return Receipt(line.event, durable, problem)

    def withdraw(self, event: str) -> None:
        """Drop an event that could not be saved, as if it had never been recorded."""
        self._unsaved = [line for line in self._unsaved if line.event.id != event]
        self._read_history()

    def retry(self) -> tuple[Event, ...]:
        """Try again to save unsaved events; returns those that are durable now."""
        if not self._unsaved:
            return ()
        with suppress(OSError, ProgressError), locked(self._files):
            self._catch_up()
            return self._write()
        return ()

    def refresh(self) -> None:
        """Load what other programs wrote."""
        with suppress(OSError, ProgressError):
            self._catch_up()

    def undoable(self, *, renames: bool = True) -> UndoEntry | None:
        """This session's newest event that can still be undone, or else this device's."""
        self.refresh()
        device = self._stamper.device
        own = [line.event for line in (*self._mine, *self._unsaved)]
        with suppress(OSError, ProgressError):
            return newest_change(self.progress, self._log(), device, own, renames=renames)
        self._read_history()
        return self.progress.recent.newest(device, renames=renames)

    def events_about(self, card: str) -> list[Event]:
        """All events about a card, under this id or an older one, and all undos."""
        with suppress(OSError, ProgressError):
            return events_in(self._files, card, (*self._mine, *self._unsaved))
        return []

    def changes_after(self, at: int) -> Sequence[str]:
        """The events of this device dated after a time (milliseconds) that count."""
        with suppress(OSError, ProgressError):
            return changes_after(self._log(), self._stamper.device, at)
        return ()

    def close(self) -> None:
        """Save unsaved events and fold in the journal; what fails is left to the next start."""
        if not self.read_only:
            self.refresh()
            self.retry()
            with suppress(OSError):
                has_journal = self._files.disk.stamp(self._files.journal) is not None
                if has_journal or not self._loaded.is_at_rest:
                    self._snapshot()
            # Had another program removed both files meanwhile, the events would be here only.
            self.refresh()
            self.retry()
        self._journal.let_go()

    def _write(self, *lines: EventLine) -> tuple[Event, ...]:
        """Append these lines after the unsaved ones, and make all of them durable."""
        waiting = [*self._unsaved, *lines]
        self._journal.append(b"".join(line.data + b"\n" for line in waiting))
        self._unsaved.clear()
        self._mine.extend(waiting)
        return tuple(line.event for line in waiting)

    def _line(self, day: Day, payload: EventPayload) -> EventLine:
        return write_line(self._stamper.stamp(day, payload, self.progress))

    def _log(self) -> CardLog:
        """The whole log: the file, the journal as far as it is known, and what is in neither."""
        stamp, disk = self._journal.stamp, self._files.disk
        journal = [file_at(disk, self._files.journal, stamp)] if stamp else []
        further = (*self._loaded.restored, *self._mine, *self._unsaved)
        return CardLog([self._loaded.log, *journal], further)

    def _take_in(self, lines: Sequence[EventLine]) -> None:
        try:
            self.progress = take_in(self.progress, [line.event for line in lines], self._log())
        except (OSError, ProgressError):
            self._read_history()

    def _read_history(self) -> None:
        """Fold the whole log again, with the events that are not on the disk yet."""
        try:
            lines = (*all_lines(self._files), *self._mine, *self._unsaved)
        except (OSError, ProgressError) as error:
            self._tell(f"the log could not be read: {error}")
            return
        self.progress = folded(line.event for line in lines)

    def _fold_in_long_journal(self) -> None:
        journal, file = self._journal.stamp, self._loaded.file_stamp
        if journal is None or self._journal.lines <= LONG_JOURNAL:
            return
        if file is None or journal.size * 10 > file.size:
            self._snapshot()

    def _snapshot(self) -> None:
        """Fold the journal in. If that fails, the next start does it."""
        self._journal.let_go()
        with suppress(OSError, ProgressError), locked(self._files):
            loaded = take_snapshot(self._files, self._stamper.clock.now())
            self._adopt(loaded)

    def _catch_up(self) -> None:
        """Compare the file and the journal with their last stamps; read what others wrote since."""
        journal_stamp = self._files.disk.stamp(self._files.journal)
        file_stamp = self._files.disk.stamp(self._files.file)
        is_same = file_stamp == self._loaded.file_stamp
        if is_same and journal_stamp == self._journal.stamp:
            return
        if not is_same or not self._read_appended(journal_stamp):
            self._reload()

    def _read_appended(self, journal_stamp: FileStamp | None) -> bool:
        """Read only what was appended to the known journal; False if it is another journal."""
        old = self._journal.stamp
        if journal_stamp is None or old is None or journal_stamp.inode != old.inode:
            return False
        if journal_stamp.size <= old.size:
            return False  # not longer but different: it was changed in place
        data = self._files.disk.read(self._files.journal)
        whole = whole_lines(data)
        lines = salvage_journal(data[old.size : whole]).lines
        self._journal.lines += len(lines)
        self.revision += len(lines)
        self._journal.stamp = replace(journal_stamp, size=whole)
        self._take_in(lines)
        return True

    def _reload(self) -> None:
        self._journal.let_go()
        self._adopt(load(self._files))

    def _adopt(self, loaded: LoadedProgress) -> None:
        """Continue from the progress read, with the events that the disk lacks."""
        there = loaded.ids() if self._mine else set()
        lost = [line for line in self._mine if line.event.id not in there]
        self._mine = [line for line in self._mine if line.event.id in there]
        self._unsaved = [*lost, *self._unsaved]
        self._remember(loaded)
        for notice in loaded.notices:
            self._tell(notice)
        self.revision += 1
        self.progress = loaded.progress
        self._take_in(self._unsaved)

    def _tell(self, notice: str) -> None:
        if notice not in self.notices:
            self.notices = (*self.notices, notice)

    def _remember(self, loaded: LoadedProgress) -> None:
        self._loaded = loaded
        self._journal.stamp = loaded.journal_stamp
        self._journal.lines = len(loaded.journal)
