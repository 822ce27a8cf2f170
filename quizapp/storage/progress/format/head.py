"""The head of the progress file: a JSON object, with each column of the states on its own line.

A column is found without parsing the ones before it: `due` reads four of twenty.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from types import NoneType
from typing import TypeAlias

from quizapp.errors import InvalidStates
from quizapp.study.log.columns import COLUMNS, Columns, LoadedColumns
from quizapp.study.log.state_rows import LARGEST, gap_from

Span: TypeAlias = tuple[int, int]
NAMES = ("card", *COLUMNS)

_POSITIVE = ("stability", "difficulty")
_COUNTS = ("reps", "lapses", "at", "history", "announced", "leech_suspended")
_PERHAPS_WHOLE = ("day", "due", "due_day", "step", "buried", "quizzed")
_TYPES: dict[str, frozenset[object]] = {
    **dict.fromkeys(("card", "phase"), frozenset({str})),
    **dict.fromkeys(_POSITIVE, frozenset({int, float, NoneType})),
    **dict.fromkeys(_PERHAPS_WHOLE, frozenset({int, NoneType})),
    **dict.fromkeys(_COUNTS, frozenset({int})),
    **dict.fromkeys(("suspended", "marked"), frozenset({bool})),
    **dict.fromkeys(("last", "gap"), frozenset({str, NoneType})),
}
_STEPS = frozenset({"learning", "relearning"})
_PHASES = frozenset({"new", "review"}) | _STEPS
_ONLY_IN = {
    **dict.fromkeys(("stability", "difficulty", "day"), frozenset({"review"}) | _STEPS),
    **dict.fromkeys(("due", "step"), _STEPS),
    "due_day": frozenset({"review"}),
}
"""The phases in which a column has a value; in the others it has none."""
_LOWEST: dict[str, float] = {
    **dict.fromkeys(_POSITIVE, math.ulp(0.0)),
    **dict.fromkeys((*_PERHAPS_WHOLE, *_COUNTS), -LARGEST),
}
"""The lowest number of each column; stability and difficulty are above zero."""


class LazyColumns(Columns):
    """Columns of the file, each parsed on first access."""

    def __init__(self, data: bytes, spans: Mapping[str, Span]) -> None:
        self._data = data
        self._spans = spans
        self._read: dict[str, list[object]] = {}

    def __getitem__(self, name: str) -> list[object]:
        """A column. Raises InvalidStates if it is invalid, or not as long as the column of ids."""
        if name not in self._read:
            self._read[name] = _values(name, self._array(name))
            if len(self._read[name]) != self._size:
                raise InvalidStates
        return self._read[name]

    @cached_property
    def _size(self) -> int:
        return len(self.cards)

    def some(self, name: str, rows: Sequence[int]) -> list[object]:
        """Some values of a column of numbers or phases, without parsing the others."""
        if name in self._read:
            return super().some(name, rows)
        inner = self._array(name)[1:-1]
        values = inner.split(b", ") if inner else []
        if len(values) != self._size:
            raise InvalidStates
        return _values(name, b"[%s]" % b", ".join([values[row] for row in rows]))

    @property
    def cards(self) -> list[str]:
        """The first column; ids without escapes are split without a JSON parser."""
        array = self._array("card")
        if b"\\" in array or not array.startswith(b'["'):
            return list(map(str, self["card"]))
        return array[2:-2].decode("utf-8", "replace").split('", "')

    def may_hold(self, name: str, value: int | str) -> bool:
        """False means that no row of a column has this value; the column is not parsed."""
        return self._data.find(_dump(value), *self._spans[name]) >= 0

    def may_hold_any(self, name: str) -> bool:
        """False means that every row of a column is null; the column is not parsed."""
        return self._array(name)[1:-1] != b", ".join([b"null"] * self._size)

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
    """The head without its closing brace, so that the log can follow."""
    columns = b",\n".join(b'"%s": %s' % (name.encode(), _dump(states[name])) for name in NAMES)
    return _dump(first)[:-1] + b',\n"states": {\n' + columns + b"},\n" + _dump(sums)[1:-1]


def head_from(data: bytes) -> dict[str, object]:
    """The fields of the head; `states` are columns. Raises ValueError or RecursionError.

    Older files, whose columns share a line, are read as well.
    """
    first, *rows, sums = _spans(data)
    columns = {_name(data, span): span for span in rows[1:]}
    if tuple(columns) != NAMES:
        return _object(data.rstrip(b",\n") + b"}")
    others = _object(data[slice(*first)] + data[slice(*sums)].rstrip(b",") + b"}")
    return others | {"states": LazyColumns(data, columns)}


def checked_columns(columns: Mapping[str, list[object]]) -> LoadedColumns:
    """All columns, parsed and checked. Raises InvalidStates, KeyError or TypeError.

    Whatever passes can be made into states: a row that could not would end the program later, with
    the log at hand from which the states can be folded again.
    """
    read = LoadedColumns({name: columns[name] for name in NAMES})
    is_even = len({len(column) for column in read.values()}) == 1
    if not is_even or not all(set(map(type, read[name])) <= _TYPES[name] for name in NAMES):
        raise InvalidStates
    is_sane = set(read["phase"]) <= _PHASES and all(
        [value is not None for value in read[name]] == [phase in only for phase in read["phase"]]
        for name, only in _ONLY_IN.items()
    )
    if not is_sane or not all(_is_in_range(name, read[name]) for name in NAMES):
        raise InvalidStates
    for gap in read["gap"]:
        gap_from(gap)
    return read


def _is_in_range(name: str, values: Sequence[object]) -> bool:
    """Whether `state_from` accepts every number of a column (never NaN); None passes."""
    if name not in _LOWEST:
        return True
    numbers = [value for value in values if isinstance(value, (int, float))]
    is_number = not math.isnan(sum(numbers))  # NaN would pass the comparison
    return not numbers or (is_number and _LOWEST[name] <= min(numbers) and max(numbers) <= LARGEST)


def _object(data: bytes) -> dict[str, object]:
    value = json.loads(data)
    if not isinstance(value, dict):
        raise ValueError("the head is not an object")
    return value


def _spans(data: bytes) -> list[Span]:
    """The start and end of each line; the lines are long and are not copied."""
    spans, start = [], 0
    while (end := data.find(b"\n", start)) >= 0:
        spans.append((start, end))
        start = end + 1
    return [*spans, (start, len(data))]


def _name(data: bytes, span: Span) -> str:
    start, end = span
    return data[start : data.find(b":", start, end)].strip(b'"').decode("utf-8", "replace")


def _values(name: str, array: bytes) -> list[object]:
    """The values of a column. Raises InvalidStates if one has a wrong type."""
    try:
        values = json.loads(array)
    except (ValueError, RecursionError):
        raise InvalidStates from None
    if not isinstance(values, list) or not set(map(type, values)) <= _TYPES[name]:
        raise InvalidStates
    return values


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
