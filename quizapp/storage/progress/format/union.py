"""The union of logs: one line for each id, the same one on every device."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from quizapp.domain.event import Event
from quizapp.storage.progress.format.byte_range import ByteRange, in_lines
from quizapp.storage.progress.format.event_ids import ids_in
from quizapp.storage.progress.format.event_lines import BadLine, EventLine, read_line


def union(lines: Iterable[EventLine]) -> dict[str, EventLine]:
    """Lines by id. If two with the same id differ, the one of higher rank is kept, in any order.

    The fold of a log that holds both makes the same choice.
    """
    kept: dict[str, EventLine] = {}
    for line in lines:
        other = kept.setdefault(line.event.id, line)
        if other.data != line.data and rank_of(line) > rank_of(other):
            kept[line.event.id] = line
    return kept


def conflicting_ids(lines: Iterable[EventLine]) -> list[str]:
    """The ids that are used for two different events, sorted."""
    first: dict[str, EventLine] = {}
    return sorted(
        {
            line.event.id
            for line in lines
            if first.setdefault(line.event.id, line).event != line.event
        }
    )


def missing_from(log: ByteRange, lines: Iterable[EventLine]) -> tuple[EventLine, ...]:
    """The lines that a log lacks, including those whose id it uses for another event."""
    fresh, _ = compare(log, lines)
    return fresh


def compare(log: ByteRange, lines: Iterable[EventLine]) -> tuple[tuple[EventLine, ...], set[str]]:
    """The lines that a log lacks, and those of their ids that it uses for another event."""
    wanted = union(lines)
    there = _events_of(log, wanted.keys())
    fresh = [line for name, line in wanted.items() if line.event not in there.get(name, ())]
    return tuple(fresh), {line.event.id for line in fresh} & there.keys()


def read_lines(log: ByteRange) -> Iterator[EventLine]:
    """The events of an intact log; unreadable lines are skipped."""
    for piece in in_lines(log):
        yield from _whole(piece.split(b"\n"))


def join_lines(lines: Iterable[EventLine]) -> bytes:
    """Lines, separated as in the file."""
    return b",\n".join(line.data for line in lines)


def _whole(rows: Iterable[bytes]) -> Iterable[EventLine]:
    for row in rows:
        try:
            yield read_line(row)
        except BadLine:
            continue


def _events_of(log: ByteRange, names: Set[str]) -> dict[str, list[Event]]:
    """The events that a log has under these ids; its other lines are not parsed."""
    found: dict[str, list[Event]] = {}
    pieces = in_lines(log) if names else ()
    for piece in pieces:
        if names.isdisjoint(ids_in(piece)):
            continue
        rows = (row for row in piece.split(b"\n") if not names.isdisjoint(ids_in(row)))
        for line in _whole(rows):
            found.setdefault(line.event.id, []).append(line.event)
    return found


def rank_of(line: EventLine) -> tuple[str, bytes]:
    """The rank of a line: of several lines with one id, the one of highest rank is kept."""
    return (line.event.rank, line.data)
