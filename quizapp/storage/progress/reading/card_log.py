"""The log of the progress, searched for some of its events without parsing the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass

from quizapp.domain.event import Event
from quizapp.storage.progress.format.byte_range import ByteRange, InMemory, bytes_of
from quizapp.storage.progress.format.event_lines import BadLine, EventLine, read_events, read_line
from quizapp.storage.progress.format.progress_files import ProgressFiles
from quizapp.study.log.renames import cards_named, names_in
from quizapp.study.log.undo_log import undone

FEW = 4
"""Up to so many cards are looked up one by one; more are looked up in one pass over the log."""
_CARD = re.compile(rb'"(?:card|like|was)": ?"([^"\\]+)"')
_ID = re.compile(rb'"id": ?"([^"\\]+)"')
_AT = re.compile(rb'"at": ?([0-9]{1,18})')
_ALWAYS = (b'"undo"', b'"alias"', b'"rename"', b'"setting"')
"""Kinds of events that matter to every card."""


@dataclass(slots=True)
class CardLog:
    """Implements the port `Log`: the lines of the file, and events that are not in it yet.

    Reading raises OSError, or FileChanged if the file has changed.
    """

    ranges: Sequence[ByteRange]
    further: Sequence[EventLine] = ()
    _data: Sequence[bytes] = ()
    """The bytes of the ranges, once they were read."""

    def _read(self) -> Sequence[bytes]:
        if not self._data:
            self._data = [bytes_of(each) for each in self.ranges]
        return self._data

    def about(self, cards: Set[str]) -> Sequence[Event]:
        """All events that name one of these ids, and all undos, renames and changed settings."""
        found: dict[str, Event] = {}
        for data in self._read():
            for words in _ALWAYS:
                found |= _by_id(_with(data, words))
            found |= _by_id(_about(data, cards))
        return list({**found, **_by_id(line.event for line in self.further)}.values())

    def with_ids(self, ids: Set[str]) -> Sequence[Event]:
        """The events with these ids."""
        found: dict[str, Event] = {}
        for data in self._read():
            found |= _by_id(_naming(data, ids, _ID))
        found |= _by_id(line.event for line in self.further)
        return [event for name, event in found.items() if name in ids]

    def everything(self) -> Iterator[Event]:
        """All events."""
        for each in self.ranges:
            yield from read_events(each)
        yield from (line.event for line in self.further)

    def written_after(self, device: str, at: int) -> Sequence[Event]:
        """The events of a device that are dated after a time, in milliseconds since 1970."""
        found = [line.event for line in self.further]
        for data in self._read():
            for time in _AT.finditer(data):
                if int(time[1]) > at:
                    start, end = _line(data, time.start())
                    with suppress(BadLine):
                        found.append(read_line(data[start:end]).event)
        return [
            event for event in _by_id(found).values() if event.device == device and event.at > at
        ]

    def backwards(self, device: str) -> Iterator[Event]:
        """The events of a device, the one written last first."""
        yield from (line.event for line in reversed(self.further) if line.event.device == device)
        words = b'"%s"' % device.encode()
        for data in reversed(self._read()):
            end = len(data)
            while (at := data.rfind(words, 0, end)) >= 0:
                start, stop = _line(data, at)
                end = start
                with suppress(BadLine):
                    event = read_line(data[start:stop]).event
                    if event.device == device:
                        yield event


def events_in(files: ProgressFiles, card: str, further: Iterable[EventLine] = ()) -> list[Event]:
    """The events about a card, under this id or an older one, in the progress file and its journal,
    however damaged. Raises OSError.
    """
    data = []
    # The journal first: if a snapshot moves its events meanwhile, they are found twice, not missed.
    for path, is_followed in ((files.journal, False), (files.file, True)):
        with suppress(FileNotFoundError):
            found = files.disk.read(path, follow=is_followed)
            data.append(InMemory(found[max(found.find(b'"events"'), 0) :]))
    log = CardLog(data, tuple(further))
    events = log.about({card})
    void = undone(events)
    renames = sorted(events, key=lambda event: event.order)
    names = names_in(event for event in renames if event.id not in void)
    older = names.older(card)
    return list(log.about(older) if older != {card} else events)


def _by_id(events: Iterable[Event]) -> dict[str, Event]:
    return {event.id: event for event in events}


def _about(data: bytes, cards: Set[str]) -> Iterator[Event]:
    """The events that name one of these cards."""
    yield from _naming(data, cards, _CARD)
    if len(cards) > FEW:  # The pattern does not see the list of cards of a quiz.
        for event in _with(data, b'"quiz opened"'):
            if not cards.isdisjoint(cards_named(event.payload)):
                yield event


def _naming(data: bytes, words: Set[str], pattern: re.Pattern[bytes]) -> Iterator[Event]:
    """The events of the lines that have one of these words, where a pattern looks for them."""
    if len(words) <= FEW:
        for word in words:
            yield from _with(data, b'"%s"' % word.encode())
        return
    wanted = {word.encode() for word in words}
    end = 0
    for found in pattern.finditer(data):
        if found[1] in wanted and found.start() >= end:
            start, end = _line(data, found.start())
            with suppress(BadLine):
                yield read_line(data[start:end]).event


def _with(data: bytes, words: bytes) -> Iterator[Event]:
    """The events of the lines that contain these bytes."""
    end = 0
    while (at := data.find(words, end)) >= 0:
        start, end = _line(data, at)
        with suppress(BadLine):
            yield read_line(data[start:end]).event


def _line(data: bytes, at: int) -> tuple[int, int]:
    """Where the line begins and ends that has the byte at an offset."""
    end = data.find(b"\n", at)
    return data.rfind(b"\n", 0, at) + 1, len(data) if end < 0 else end
