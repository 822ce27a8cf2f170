"""The union of logs: one line an id, the same one on every device."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from quizapp.domain.event import Event
from quizapp.storage.progress.format.byte_range import Stretch, in_lines
from quizapp.storage.progress.format.event_ids import ids_in
from quizapp.storage.progress.format.event_lines import BadLine, Line, read_line


def united(lines: Iterable[Line]) -> dict[str, Line]:
    """Lines by id. Where two of one id differ the one of greater rank wins, whichever came first.

    The fold of a log that holds both comes to the same choice.
    """
    kept: dict[str, Line] = {}
    for line in lines:
        other = kept.setdefault(line.event.id, line)
        if other.data != line.data and rank_of(line) > rank_of(other):
            kept[line.event.id] = line
    return kept


def clashes(lines: Iterable[Line]) -> list[str]:
    """The ids that stand for two different events, sorted."""
    first: dict[str, Line] = {}
    return sorted(
        {
            line.event.id
            for line in lines
            if first.setdefault(line.event.id, line).event != line.event
        }
    )


def not_in(log: Stretch, lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines that a log lacks, by id; one whose id stands for another event there is kept."""
    fresh, _ = compared(log, lines)
    return fresh


def compared(log: Stretch, lines: Iterable[Line]) -> tuple[tuple[Line, ...], set[str]]:
    """The lines that a log lacks, and those of their ids that stand for another event there."""
    wanted = united(lines)
    there = _events_of(log, wanted.keys())
    fresh = [line for name, line in wanted.items() if line.event not in there.get(name, ())]
    return tuple(fresh), {line.event.id for line in fresh} & there.keys()


def lines_of(log: Stretch) -> Iterator[Line]:
    """The events of a log whose checksum fitted; a line that is odd all the same is left out."""
    for piece in in_lines(log):
        yield from _whole(piece.split(b"\n"))


def join_lines(lines: Iterable[Line]) -> bytes:
    """Lines as they lie in the file."""
    return b",\n".join(line.data for line in lines)


def _whole(rows: Iterable[bytes]) -> Iterable[Line]:
    for row in rows:
        try:
            yield read_line(row)
        except BadLine:
            continue


def _events_of(log: Stretch, names: Set[str]) -> dict[str, list[Event]]:
    """The events that a log has under some ids; its other lines are not read."""
    found: dict[str, list[Event]] = {}
    pieces = in_lines(log) if names else ()
    for piece in pieces:
        if names.isdisjoint(ids_in(piece)):
            continue
        rows = (row for row in piece.split(b"\n") if not names.isdisjoint(ids_in(row)))
        for line in _whole(rows):
            found.setdefault(line.event.id, []).append(line.event)
    return found


def rank_of(line: Line) -> tuple[str, bytes]:
    """Of two lines with one id, the one of greater rank is kept."""
    return (line.event.rank, line.data)
