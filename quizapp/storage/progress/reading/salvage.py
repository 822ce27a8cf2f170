"""Reads a damaged progress file: every event whose own checksum is correct is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from quizapp.storage.progress.format.event_lines import BadLine, EventLine, event_from, read_line
from quizapp.storage.progress.format.frame import FORMAT
from quizapp.storage.progress.format.head import NAMES
from quizapp.storage.progress.format.strict_json import BadJson, parse

_BOM = b"\xef\xbb\xbf"
_COLUMN = rf'"(?:{"|".join(NAMES)})": \['
_SUMS = r'"(?:states|days|events|log|crc|recent|settings)"'
_FRAME = re.compile(rf'\s*(?:\{{"format"|{_SUMS}|{_COLUMN}|[\]\[{{}},]+\s*$|$)'.encode())
_MARKER = re.compile(rb"(?:<{7}|\|{7}|={7}|>{7})(?: |$)")
_LARGEST_JSON = 64 << 20
"""Bytes: a larger file is only read line by line, because nobody reformats it by hand."""


@dataclass(frozen=True, slots=True)
class UnreadableLine:
    """A line that could not be read."""

    place: str
    """`line 7`, or `event 7` in a file that is still valid JSON."""
    why: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Salvaged:
    """The events that could be read, and the lines that could not."""

    lines: tuple[EventLine, ...]
    bad: tuple[UnreadableLine, ...]
    is_ours: bool
    """Whether it looks like a progress file."""
    is_value: bool = False
    """Whether it is still valid JSON."""
    has_markers: bool = False
    """Whether a version control system left both sides of a conflict in it."""


def salvage(data: bytes) -> Salvaged:
    """Every intact event of a file, however it was cut, garbled or reformatted."""
    data = data.removeprefix(_BOM)
    whole = _as_one_value(data) if len(data) <= _LARGEST_JSON else None
    if whole is not None:
        return whole
    rows = data.split(b"\n")
    found = list(_read_lines(rows))
    lines = tuple(item for item in found if isinstance(item, EventLine))
    bad = tuple(item for item in found if isinstance(item, UnreadableLine))
    named = f'"format": "{FORMAT}"'.encode()
    ours = bool(lines) or named in data[:4096] or not data.strip(b"\0 \r\n\t")
    has_markers = any(map(_MARKER.match, rows))
    return Salvaged(lines, bad if ours else (), ours, has_markers=has_markers)


def salvage_journal(data: bytes) -> Salvaged:
    """The intact events of a journal. A torn last line was never reported as saved."""
    *whole, torn = data.split(b"\n")
    found = list(_read_lines(whole))
    lines = [item for item in found if isinstance(item, EventLine)]
    bad = [item for item in found if isinstance(item, UnreadableLine)]
    with suppress(BadLine):
        lines.append(read_line(torn.strip(b"\0 \r\t")))
    return Salvaged(tuple(lines), tuple(bad), is_ours=True)


def _read_lines(lines: Iterable[bytes]) -> Iterator[EventLine | UnreadableLine]:
    for number, raw in enumerate(lines, 1):
        line = raw.strip(b"\0 \r\t")
        if _FRAME.match(line) or _MARKER.match(line):
            continue
        try:
            yield read_line(line)
        except BadLine as error:
            yield UnreadableLine(f"line {number}", str(error), line)


def _as_one_value(data: bytes) -> Salvaged | None:
    """The events of a file that is still valid JSON, even if another program formatted it."""
    try:
        value = parse(data)
    except BadJson:
        return None
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        return None
    events = value.get("events")
    if not isinstance(events, list):
        return None
    lines: list[EventLine] = []
    bad: list[UnreadableLine] = []
    for number, item in enumerate(events, 1):
        data = json.dumps(item, ensure_ascii=False).encode()
        try:
            lines.append(EventLine(event_from(item, data), data))
        except BadLine as error:
            bad.append(UnreadableLine(f"event {number}", str(error), data))
    return Salvaged(tuple(lines), tuple(bad), is_ours=True, is_value=True)
