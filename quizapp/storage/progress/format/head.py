"""The head of the progress file: a JSON object, each column of the states on a line of its own.

So a column is found without reading those before it: who only wants to know what is due reads four
of fourteen.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from types import NoneType
from typing import TypeAlias

from quizapp.errors import ProgressError
from quizapp.study.log.columns import COLUMNS, Columns, LoadedColumns

Span: TypeAlias = tuple[int, int]
NAMES = ("card", *COLUMNS)

_NUMBER, _WHOLE = frozenset({int, float, NoneType}), frozenset({int, NoneType})
_TYPES: dict[str, frozenset[object]] = {
    **dict.fromkeys(("card", "phase"), frozenset({str})),
    **dict.fromkeys(("stability", "difficulty"), _NUMBER),
    **dict.fromkeys(("day", "due", "step", "buried", "quizzed"), _WHOLE),
    **dict.fromkeys(("reps", "lapses", "at"), frozenset({int})),
    **dict.fromkeys(("suspended", "marked"), frozenset({bool})),
}
_OF_SEEN = ("stability", "difficulty", "day", "due")
"""What every card has that was answered, and no other."""
_PHASES = frozenset({"new", "learning", "review", "relearning"})


class OddStates(ProgressError):
    """States that no version of this program wrote, under a checksum that fits."""

    def __init__(self) -> None:
        super().__init__("the progress file's states are odd; any review makes them anew")


class LazyColumns(Columns):
    """Columns, each read when it is first asked for."""

    def __init__(self, data: bytes, spans: Mapping[str, Span]) -> None:
        self._data = data
        self._spans = spans
        self._read: dict[str, list[object]] = {}

    def __getitem__(self, name: str) -> list[object]:
        """A column, as long as that of the cards. Raises OddStates."""
        if name not in self._read:
            self._read[name] = _values(self._array(name))
            if len(self._read[name]) != self._size:
                raise OddStates
        return self._read[name]

    @cached_property
    def _size(self) -> int:
        return len(self.cards)

    def some(self, name: str, rows: Sequence[int]) -> list[object]:
        """Some values of a column of numbers or phases; most of the others are not read for it."""
        if name not in self._read:
            values = self._array(name).strip(b"[]").split(b", ")
            if len(values) != self._size:
                raise OddStates
            return _values(b"[%s]" % b", ".join([values[row] for row in rows]))
        return super().some(name, rows)

    @property
    def cards(self) -> list[str]:
        """The first column; ids of ours are told apart without a parser."""
        array = self._array("card")
        if b"\\" in array or not array.startswith(b'["'):
            return list(map(str, self["card"]))
        return array[2:-2].decode("utf-8", "replace").split('", "')

    def may_hold(self, name: str, value: int) -> bool:
        """False if no row of a column has a value, told without reading it."""
        return self._data.find(b"%d" % value, *self._spans[name]) >= 0

    def _array(self, name: str) -> bytes:
        start, end = self._spans[name]
        return self._data[self._data.find(b"[", start, end) : end].rstrip(b",]}") + b"]"

    def __iter__(self) -> Iterator[str]:
        """The names of the columns."""
        return iter(self._spans)

    def __len__(self) -> int:
        """How many columns there are."""
        return len(self._spans)


def dump_head(
    first: Mapping[str, object], states: Mapping[str, list[object]], sums: Mapping[str, object]
) -> bytes:
    """The head without its end, so that more can follow."""
    columns = b",\n".join(b'"%s": %s' % (name.encode(), _dump(states[name])) for name in NAMES)
    return _dump(first)[:-1] + b',\n"states": {\n' + columns + b"},\n" + _dump(sums)[1:-1]


def head_from(data: bytes) -> dict[str, object]:
    """The head's fields, of which `states` are columns. Raises ValueError or RecursionError.

    A file of before columns had lines is read all the same.
    """
    first, *rows, sums = _spans(data)
    columns = {_name(data, span): span for span in rows[1:]}
    if tuple(columns) != NAMES:
        return _object(data.rstrip(b",\n") + b"}")
    others = _object(data[slice(*first)] + data[slice(*sums)].rstrip(b",") + b"}")
    return others | {"states": LazyColumns(data, columns)}


def checked_columns(columns: Mapping[str, list[object]]) -> LoadedColumns:
    """All columns, read and of one length. Raises OddStates, or what one that is none raises."""
    read = LoadedColumns({name: columns[name] for name in NAMES})
    is_even = len({len(column) for column in read.values()}) == 1
    if not is_even or not all(set(map(type, read[name])) <= _TYPES[name] for name in NAMES):
        raise OddStates
    are_new = [phase == "new" for phase in read["phase"]]
    are_empty = ([value is None for value in read[name]] for name in _OF_SEEN)
    is_sane = set(read["phase"]) <= _PHASES and all(empty == are_new for empty in are_empty)
    if not is_sane or not all(_is_above_zero(value) for value in read["stability"]):
        raise OddStates
    return read


def _is_above_zero(value: object) -> bool:
    """Or there is none. What is no number (NaN) is not above anything."""
    return value is None or (isinstance(value, int | float) and value > 0)


def _object(data: bytes) -> dict[str, object]:
    value = json.loads(data)
    if not isinstance(value, dict):
        raise ValueError("the head is no object")
    return value


def _spans(data: bytes) -> list[Span]:
    """Where each line begins and ends; the lines are long, and are not copied for it."""
    spans, start = [], 0
    while (end := data.find(b"\n", start)) >= 0:
        spans.append((start, end))
        start = end + 1
    return [*spans, (start, len(data))]


def _name(data: bytes, span: Span) -> str:
    start, end = span
    return data[start : data.find(b":", start, end)].strip(b'"').decode("utf-8", "replace")


def _values(array: bytes) -> list[object]:
    try:
        value = json.loads(array)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, list):
        raise OddStates
    return value


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
