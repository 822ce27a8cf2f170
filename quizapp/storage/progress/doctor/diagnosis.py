"""What happened to a damaged progress file, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from quizapp.domain.clean_text import clean_line
from quizapp.scheduling.wording import plural
from quizapp.storage.progress.format.byte_range import InMemory
from quizapp.storage.progress.format.document import read_document
from quizapp.storage.progress.format.event_lines import EventLine
from quizapp.storage.progress.format.frame import counted, is_ended
from quizapp.storage.progress.format.strict_json import BadJson, parse
from quizapp.storage.progress.reading.salvage import Salvaged, UnreadableLine

Elsewhere: TypeAlias = Mapping[str, tuple[str, EventLine]]
"""Events of other files by id, each with the name of a file that has it."""

LONGEST_VALUE = 40
"""Characters."""
_TOLD = frozenset({"at", "day", "offset", "kind", "card", "grade", "ms", "due", "phase", "step"})
"""Fields whose values may be shown; answers are never shown."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What happened to the bytes of a file."""

    cause: str
    is_damage: bool


def diagnose(data: bytes, found: Salvaged) -> Diagnosis:
    """What happened to a file, judged by its bytes and the events that could be read."""
    if read_document(InMemory(data)) is not None and not found.bad:
        return Diagnosis("intact", is_damage=False)
    cause = next(_causes(data, found), "")
    if cause:
        return Diagnosis(cause, is_damage=True)
    return Diagnosis("rewritten by another program, with every event intact", is_damage=False)


def details(found: Salvaged, elsewhere: Elsewhere) -> Iterator[str]:
    """One sentence about each unreadable line, with its number and id."""
    for unread in found.bad:
        yield _detail(unread, elsewhere)


def _causes(data: bytes, found: Salvaged) -> Iterator[str]:
    """The possible causes, the most specific first."""
    if not found.is_ours or not data.strip(b"\0"):
        yield _not_ours(data)
    if found.has_markers:
        yield "both sides of a conflict, with the markers of a version control system"
    if b"\0" in data:
        yield f"zero bytes on line {_line_of(data, data.index(0))}"
    if not found.is_value and not is_ended(data):
        yield f"cut off on line {_line_of(data, len(data))}"
    if found.bad:
        yield f"{plural(len(found.bad), 'line')} changed or garbled"
    missing = (counted(data) or 0) - len({line.event.id for line in found.lines})
    if missing > 0:
        yield f"{plural(missing, 'event')} removed"


def _not_ours(data: bytes) -> str:
    if not data:
        return "empty"
    return "not a progress file" if data.strip(b"\0") else "nothing but zero bytes"


def _detail(unread: UnreadableLine, elsewhere: Elsewhere) -> str:
    try:
        value = parse(unread.data.strip().removesuffix(b","))
    except BadJson:
        return f"{unread.place}: {unread.why}"
    name = value.get("id") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(name, str):
        return f"{unread.place}: {unread.why}"
    said = f"{unread.place}, event {clean_line(name)}: {unread.why}"
    where, line = elsewhere.get(name, ("", None))
    if line is None:
        return f"{said}; no other file has it"
    return f"{said}; {_differences(value, line) or 'identical'} in {where}"


def _differences(value: Mapping[str, object], line: EventLine) -> str:
    """Both values of each field that differs."""
    other = parse(line.data)
    if not isinstance(other, dict):
        return ""
    names = sorted(
        name for name in {*value, *other} - {"crc"} if value.get(name) != other.get(name)
    )
    return ", ".join(_both(name, value.get(name), other.get(name)) for name in names)


def _both(name: str, here: object, there: object) -> str:
    if name not in _TOLD:
        return f"{clean_line(name)} differs" if name.isascii() else "a field differs"
    return f"{name} is {_short(here)} here and {_short(there)}"


def _short(value: object) -> str:
    text = clean_line(str(value))
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def _line_of(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1
