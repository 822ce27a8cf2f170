"""Strict JSON: values that could not be saved again are refused when read."""

from __future__ import annotations

import json
import math
import re

DEEPEST = 32
"""Levels of nesting; an event has two or three."""
LONGEST_INTEGER = 20
"""Characters; all our integers fit in 64 bits."""

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)
"""A string, or an unclosed one up to the end: searching for an end from each quote would take
quadratic time."""


class BadJson(ValueError):
    """Not JSON as this program writes it; the text says why."""


def parse(data: bytes) -> object:
    """The value of strict UTF-8 JSON, or BadJson."""
    _refuse_deep(data)
    try:
        text = data.decode("utf-8")
        value = _DECODER.decode(text)
    except UnicodeDecodeError:
        raise BadJson("not UTF-8") from None
    except json.JSONDecodeError as error:
        raise BadJson(error.msg) from None
    if "\\u" in text and not _is_encodable(value):
        raise BadJson("an unpaired surrogate")
    return value


def _refuse_deep(data: bytes) -> None:
    """Refuse deep nesting, counted without recursion, before the parser runs."""
    if data.count(b"[") + data.count(b"{") <= DEEPEST:
        return
    depth = 0
    for byte in _STRING.sub(b"", data):
        if byte in b"[{":
            depth += 1
            if depth > DEEPEST:
                raise BadJson(f"nested deeper than {DEEPEST} levels")
        elif byte in b"]}":
            depth -= 1


def _is_encodable(value: object) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise BadJson("a duplicate key in an object")
    return value


def _integer(digits: str) -> int:
    if len(digits) > LONGEST_INTEGER:
        raise BadJson("an integer that is too long")
    return int(digits)


def _float(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise BadJson("a number that is too large")
    return value


def _constant(name: str) -> object:
    raise BadJson(f"{name} is not a number")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_int=_integer,
    parse_float=_float,
    parse_constant=_constant,
)
