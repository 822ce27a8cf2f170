"""The head of the progress file: a JSON object, each column of the states on a line of its own.

So a column is found without reading those before it: who only wants to know what is due reads four
of fourteen.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from quizapp.errors import ProgressError
from quizapp.study.states import COLUMNS, Columns

_STATES = b',\n"states": {\n'
_STATES_END = b"]},\n"
NAMES = ("card", *COLUMNS)


_ODD = "the progress file's states are odd; any review makes them anew"


class OddStates(ProgressError):
    """States that no version of this program wrote, under a checksum that fits."""


class FiledColumns(Mapping[str, list[object]]):
    """Columns, each read when it is first asked for."""

    def __init__(self, lines: Mapping[str, bytes]) -> None:
        self._lines = lines
        self._read: dict[str, list[object]] = {}

    def __getitem__(self, name: str) -> list[object]:
        """A column, as long as that of the cards. Raises OddStates."""
        if name not in self._read:
            self._read[name] = _column(self._lines[name])
            if len(self._read[name]) != len(self["card"]):
                raise OddStates(_ODD)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        """The names of the columns."""
        return iter(self._lines)

    def __len__(self) -> int:
        """How many columns there are."""
        return len(self._lines)


def dump_head(first: Mapping[str, object], states: Columns, sums: Mapping[str, object]) -> bytes:
    """The head without its end, so that more can follow."""
    columns = b",\n".join(b'"%s": %s' % (name.encode(), _dump(states[name])) for name in NAMES)
    opening, closing = _dump(first)[:-1], _dump(sums)[1:-1]
    return opening + _STATES + columns[:-1] + _STATES_END + closing


def head_from(data: bytes) -> dict[str, object]:
    """The head's fields, of which `states` are columns. Raises ValueError or RecursionError.

    A file of before columns had lines is read all the same.
    """
    start, end = data.find(_STATES), data.rfind(_STATES_END)
    rows = data[start + len(_STATES) : end].split(b"\n") if 0 <= start < end else []
    lines = {_name(line): line for line in rows}
    if tuple(lines) != NAMES:
        return _object(data.rstrip(b",\n") + b"}")
    first, sums = data[:start], data[end + len(_STATES_END) :].rstrip(b",\n")
    return _object(first + b"," + sums + b"}") | {"states": FiledColumns(lines)}


def whole(columns: Mapping[str, list[object]]) -> Columns:
    """All columns, read and of one length. Raises OddStates, or what one that is none raises."""
    read = {name: columns[name] for name in NAMES}
    if len({len(column) for column in read.values()}) != 1:
        raise OddStates(_ODD)
    return read


def _object(data: bytes) -> dict[str, object]:
    value = json.loads(data)
    if not isinstance(value, dict):
        raise ValueError("the head is no object")
    return value


def _name(line: bytes) -> str:
    return line[: line.find(b":")].strip(b'"').decode("utf-8", "replace")


def _column(line: bytes) -> list[object]:
    try:
        value = json.loads(line[line.find(b"[") :].rstrip(b",]") + b"]")
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, list):
        raise OddStates(_ODD)
    return value


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
