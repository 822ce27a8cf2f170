"""Events as lines of JSON, each with a checksum of its own."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, is_dataclass
from dataclasses import fields as dataclass_fields
from functools import cache
from typing import TYPE_CHECKING

from quizapp.domain.event import (
    Aliased,
    Buried,
    Event,
    EventPayload,
    Marked,
    QuizAnswered,
    QuizApplied,
    QuizClosed,
    QuizLeft,
    QuizOpened,
    Reset,
    Reviewed,
    SettingChanged,
    Suspended,
    Undone,
    Unknown,
)
from quizapp.domain.memory import Day
from quizapp.storage.progress.format.strict_json import BadJson, parse

if TYPE_CHECKING:
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
    "alias": Aliased,
    "setting": SettingChanged,
    "quiz opened": QuizOpened,
    "quiz answer": QuizAnswered,
    "quiz left": QuizLeft,
    "quiz closed": QuizClosed,
    "quiz applied": QuizApplied,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_STAMP = ("id", "at", "day", "offset", "device", "kind", "crc")


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
    fields = {name: getattr(payload, name) for name in payload.__slots__}
    kind = {"kind": _NAMES[type(payload)]}
    return kind | {name: _plain(value) for name, value in fields.items() if value is not None}


def _plain(value: object) -> object:
    """A value in JSON terms."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        named = {field.name: getattr(value, field.name) for field in dataclass_fields(value)}
        return {name: _plain(each) for name, each in named.items() if each is not None}
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
    return Event(stamp.id, stamp.at, Day(stamp.day), stamp.offset, stamp.device, payload)


@dataclass(frozen=True, slots=True)
class _Stamp:
    id: str
    at: int
    day: int
    offset: int
    device: str


@cache
def _stamp_adapter() -> TypeAdapter[_Stamp]:
    """Built on first use: importing pydantic takes longer than a short command."""
    from pydantic import TypeAdapter  # only when events are read

    return TypeAdapter(_Stamp)


@cache
def _payload_adapter(kind: str) -> TypeAdapter[EventPayload]:
    from pydantic import TypeAdapter  # only when events are read

    return TypeAdapter(_KINDS[kind])
