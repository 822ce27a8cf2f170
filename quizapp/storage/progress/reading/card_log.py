"""The events about one card, found in the files without parsing the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

from quizapp.domain.event import Aliased, Event, Undone
from quizapp.storage.progress.format.event_lines import BadLine, EventLine, read_line
from quizapp.storage.progress.format.progress_files import ProgressFiles


def events_about(card: str, data: Iterable[bytes], further: Iterable[EventLine]) -> list[Event]:
    """Every event about a card, under this id or an older one, with all undos and renames.

    `data` is the bytes of the files; lines that are not intact events are skipped.
    """
    kept = list(data)
    mine = [line.event for line in further]
    others = [*_with(kept, b'"undo"'), *_with(kept, b'"alias"'), *mine]
    found = {event.id: event for event in others if isinstance(event.payload, Undone | Aliased)}
    for name in _names(card, others):
        found |= {event.id: event for event in _with(kept, b'"%s"' % name.encode())}
    return list({**found, **{event.id: event for event in mine}}.values())


def events_in(files: ProgressFiles, card: str, further: Iterable[EventLine] = ()) -> list[Event]:
    """The events about a card in the progress file, its journal and `further`. Raises OSError."""
    data = []
    # The journal first: if a snapshot moves its events meanwhile, they are found twice, not missed.
    for path, is_followed in ((files.journal, False), (files.file, True)):
        with suppress(FileNotFoundError):
            data.append(files.disk.read(path, follow=is_followed))
    return events_about(card, data, further)


def _names(card: str, events: Iterable[Event]) -> set[str]:
    """The id of a card and its earlier ids."""
    was = [
        (event.payload.card, event.payload.was)
        for event in events
        if isinstance(event.payload, Aliased)
    ]
    names, size = {card}, 0
    while len(names) > size:
        size = len(names)
        names |= {old for new, old in was if new in names}
    return names


def _with(data: Iterable[bytes], words: bytes) -> Iterator[Event]:
    """The events of the lines that contain these bytes."""
    for each in data:
        end = max(each.find(b'"events"'), 0)
        while (at := each.find(words, end)) >= 0:
            start, end = each.rfind(b"\n", 0, at) + 1, each.find(b"\n", at)
            end = len(each) if end < 0 else end
            try:
                yield read_line(each[start:end]).event
            except BadLine:
                continue
