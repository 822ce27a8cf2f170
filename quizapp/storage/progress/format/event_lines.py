"""Events as lines of JSON, each with a checksum of its own."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, is_dataclass
from dataclasses import fields as dataclass_fields
from functools import cache
from typing import TYPE_CHECKING, Any

from quizapp.domain.event import (
    Aliased,
    Buried,
    DeckRenamed,
    DueSet,
    Event,
    EventPayload,
    Marked,
    Rescheduled,
    Reset,
    Reviewed,
    SettingChanged,
    Suspended,
    Undone,
    Unknown,
)
from quizapp.domain.memory import Day
from quizapp.domain.quiz_events import (
    UNSTATED,
    QuizAnswered,
    QuizApplied,
    QuizClosed,
    QuizLeft,
    QuizOpened,
)
from quizapp.storage.progress.format.byte_range import ByteRange, in_lines
from quizapp.storage.progress.format.strict_json import BadJson, parse

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from pydantic import TypeAdapter

LONGEST_LINE = 1 << 20
"""Bytes."""

_KINDS: dict[str, type[EventPayload]] = {
    "review": Reviewed,
    "undo": Undone,
    "suspend": Suspended,
    "bury": Buried,
    "mark": Marked,
    "reset": Reset,
    "due": DueSet,
    "alias": Aliased,
    "rename": DeckRenamed,
    "rescheduled": Rescheduled,
    "setting": SettingChanged,
    "quiz opened": QuizOpened,
    "quiz answer": QuizAnswered,
    "quiz left": QuizLeft,
    "quiz closed": QuizClosed,
    "quiz applied": QuizApplied,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_STAMP = ("id", "at", "day", "offset", "device", "kind", "serial", "crc")


class BadLine(ValueError):
    """A line that is not an intact event; the text says why."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event with its line exactly as written, so that fields of later versions are kept."""

    event: Event
    data: bytes
    """Without the comma and the line end."""


def write_line(event: Event) -> EventLine:
    """The line of a new event."""
    fields: dict[str, object] = {
        "id": event.id,
        "at": event.at,
        "day": event.day,
        "offset": event.offset,
        "device": event.device,
        **({"serial": event.serial} if event.serial else {}),
        **_payload_fields(event.payload),
    }
    fields["crc"] = checksum(fields)
    return EventLine(event, json.dumps(fields, ensure_ascii=False).encode())


def read_line(data: bytes) -> EventLine:
    """The event of a line, with any spacing. Raises BadLine."""
    data = data.strip().removesuffix(b",").rstrip()
    if len(data) > LONGEST_LINE:
        raise BadLine("longer than 1 MiB")
    try:
        value = parse(data)
    except BadJson as error:
        raise BadLine(str(error)) from None
    return EventLine(event_from(value, data), data)


def event_from(value: object, data: bytes) -> Event:
    """The event of a JSON object; `data` is its text. Raises BadLine, as for a wrong checksum."""
    if not isinstance(value, dict):
        raise BadLine("not an object")
    if value.get("crc") != checksum(value):
        raise BadLine("its checksum does not match")
    return _validated(value, data)


def checksum(fields: dict[str, object]) -> str:
    """CRC-32 of the event without its checksum, independent of the spacing in the file."""
    bare = {name: value for name, value in fields.items() if name != "crc"}
    spelt = json.dumps(bare, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"{zlib.crc32(spelt.encode('utf-8', 'surrogatepass')):08x}"


def _payload_fields(payload: EventPayload) -> dict[str, object]:
    if isinstance(payload, Unknown):
        return {"kind": payload.kind, **payload.fields}
    return {"kind": _NAMES[type(payload)]} | _stated(payload)


def _stated(value: DataclassInstance) -> dict[str, object]:
    """The fields that say something. That no event came before is a statement; None elsewhere, and
    what format 1 did not say, are left out.
    """
    fields = ((field.name, getattr(value, field.name)) for field in dataclass_fields(value))
    return {
        name: _plain(value)
        for name, value in fields
        if (value != UNSTATED if name == "after" else value is not None)
    }


def _plain(value: object) -> object:
    """A value in JSON terms."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        return _stated(value)
    return value


def _validated(value: dict[str, object], data: bytes) -> Event:
    from pydantic import ValidationError  # only when events are read

    kind = value.get("kind")
    if not isinstance(kind, str):
        raise BadLine("it has no kind")
    # The one check that pydantic does not make: it accepts `true` and `3.0` as grades.
    if isinstance(value.get("grade"), bool | float):
        raise BadLine("grade: not a whole number")
    try:
        stamp = _stamp_adapter().validate_json(data, strict=True)
        payload: EventPayload
        if kind in _KINDS:
            payload = _payload_adapter(kind).validate_json(data, strict=True)
        else:
            payload = Unknown(kind, {name: value[name] for name in value if name not in _STAMP})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadLine(f"{where}: {first['msg']}") from None
    return stamp.event(payload)


@dataclass(frozen=True, slots=True)
class _Stamp:
    id: str
    at: int
    day: int
    offset: int
    device: str
    kind: str
    serial: int = 0

    def event(self, payload: EventPayload) -> Event:
        """The event with a payload."""
        day = Day(self.day)
        return Event(self.id, self.at, day, self.offset, self.device, payload, self.serial)


@cache
def _stamp_adapter() -> TypeAdapter[_Stamp]:
    """Built on first use: importing pydantic takes longer than a short command."""
    from pydantic import TypeAdapter  # only when events are read

    return TypeAdapter(_Stamp)


@cache
def _payload_adapter(kind: str) -> TypeAdapter[EventPayload]:
    from pydantic import TypeAdapter  # only when events are read

    return TypeAdapter(_KINDS[kind])


def read_events(log: ByteRange) -> Iterator[Event]:
    """The events of a log whose checksum is correct; unreadable lines are skipped.

    Events that this program wrote need no checksums of their own, and many of them are validated at
    once: that takes a fifth of the time.
    """
    for piece in in_lines(log):
        rows = [row.strip().removesuffix(b",") for row in piece.split(b"\n")]
        yield from _read_many([row for row in rows if row])


def _read_many(rows: list[bytes]) -> Iterable[Event]:
    """The events of some lines, all of them at once if all are valid."""
    from pydantic import ValidationError  # only when events are read

    try:
        stamps = _stamps_adapter().validate_json(_array(rows), strict=True)
        payloads = _payloads([stamp.kind for stamp in stamps], rows)
        return [_Stamp.event(*pair) for pair in zip(stamps, payloads, strict=True)]
    except (ValidationError, KeyError, ValueError):
        return [line.event for row in rows for line in _if_intact(row)]


def _payloads(kinds: list[str], rows: list[bytes]) -> list[EventPayload]:
    """The payloads of some lines, read kind by kind. Raises KeyError for a kind that is unknown."""
    by_kind: dict[str, list[int]] = {}
    for index, kind in enumerate(kinds):
        by_kind.setdefault(kind, []).append(index)
    found: dict[int, EventPayload] = {}
    for kind, indexes in by_kind.items():
        array = _array([rows[index] for index in indexes])
        values = _payloads_adapter(kind).validate_json(array, strict=True)
        found.update(zip(indexes, values, strict=True))
    return [found[index] for index in range(len(rows))]


def _if_intact(row: bytes) -> Iterator[EventLine]:
    with suppress(BadLine):
        yield read_line(row)


def _array(rows: list[bytes]) -> bytes:
    return b"[%s]" % b",".join(rows)


@cache
def _stamps_adapter() -> TypeAdapter[list[_Stamp]]:
    from pydantic import TypeAdapter  # only when events are read

    return TypeAdapter(list[_Stamp])


@cache
def _payloads_adapter(kind: str) -> TypeAdapter[list[EventPayload]]:
    from pydantic import TypeAdapter  # only when events are read

    a_list: Any = list  # mypy knows no list of a type that is chosen at run time
    return TypeAdapter(a_list[_KINDS[kind]])
