"""The YAML of decks: texts, lists and mappings, each with its position in the file.

Every scalar is the text as typed (`NO`, `1.10` and dates are not converted); only a plain `~` or
`null` is empty. Anchors, aliases and tags are refused: decks do not need them, and hostile files
abuse them. The events come from libyaml, and only plain values are built from them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import yaml
from yaml import MappingEndEvent, ScalarEvent, SequenceEndEvent

from quizapp.domain.clean_text import clean, clean_line
from quizapp.storage.decks.problem import Problem

DEEPEST = 12
LONGEST_SCALAR = 64 << 10
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_EMPTY = frozenset({"~", "null", ""})
_RISKY = re.compile(r"(\{\{|: |#|!|\*|@|`)")
CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
HINT = "put the text in double quotes"


_tuple = tuple.__new__
"""What the constructor of a named tuple calls; faster when called directly."""


# Named tuples, because they are built three times faster than frozen dataclasses: a deck of ten
# thousand cards has a hundred thousand of them.
class TextNode(NamedTuple):
    """A scalar; its value is None if it is empty."""

    value: str | None
    line: int
    column: int


class ListNode(NamedTuple):
    """A list."""

    values: tuple[Node, ...]
    line: int
    column: int


class MapNode(NamedTuple):
    """A mapping of keys to values."""

    values: dict[str, tuple[TextNode, Node]]
    line: int
    column: int


class BrokenNode(NamedTuple):
    """A refused node; its problem has been reported."""

    line: int
    column: int


Node: TypeAlias = TextNode | ListNode | MapNode | BrokenNode


@dataclass(frozen=True, slots=True)
class Tree:
    """The root, None if the file is empty or is not YAML, and the problems."""

    root: Node | None
    problems: tuple[Problem, ...]


class _Refused(Exception):
    """The rest of the file can't be read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def read_tree(data: bytes) -> Tree:
    """The nodes of a file. Never raises, whatever the file holds."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Tree(None, (_not_utf8(data, error.start),))
    if "\0" in text:
        return Tree(None, (_not_utf8(data, data.index(b"\0")),))
    if CONTROL.search(text):
        # YAML forbids these characters. Removing them line by line keeps positions nearly right.
        text = "\n".join(clean(line) for line in text.split("\n"))
    walker = _Walker(text)
    try:
        root = walker.walk()
    except _Refused as refused:
        return Tree(None, (*walker.problems, refused.problem))
    except yaml.YAMLError as error:
        problem = _syntax_problem(error, text)
        before = (other for other in walker.problems if other.line != problem.line)
        return Tree(None, (*before, problem))
    except RecursionError:
        return Tree(None, (*walker.problems, Problem(1, 1, f"nested deeper than {DEEPEST} levels")))
    return Tree(root, tuple(walker.problems))


def _not_utf8(data: bytes, place: int) -> Problem:
    before = data[:place]
    column = place - (before.rfind(b"\n") + 1) + 1
    return Problem(before.count(b"\n") + 1, column, "not UTF-8 text; save the file as UTF-8")


class _Walker:
    """Builds nodes from events. Most events are short plain scalars, handled first."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self._next: Callable[[], Any] = LOADER(text).get_event
        """Returns the next event at each call; None after the last."""

    def walk(self) -> Node | None:
        root: Node | None = None
        documents = 0
        while (event := self._next()) is not None:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused(_problem(event, "a second document; a deck file has only one"))
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, 1)
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        line, column = _place(event)
        if isinstance(event, yaml.AliasEvent):
            return self._refuse(event, f"aliases are not allowed; {HINT}")
        if depth > DEEPEST:
            raise _Refused(_problem(event, f"nested deeper than {DEEPEST} levels"))
        is_refused = isinstance(event, yaml.NodeEvent) and self._has_extras(event)
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = self._text(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = ListNode(self._items(depth), line, column)
        else:
            node = self._fields(line, column, depth)
        return BrokenNode(line, column) if is_refused else node

    def _has_extras(self, event: yaml.NodeEvent) -> bool:
        if event.anchor is not None:
            self._refuse(event, f"anchors are not allowed; {HINT}")
            return True
        if getattr(event, "tag", None) not in {None, "!"}:
            self._refuse(event, f"tags are not allowed; {HINT}")
            return True
        return False

    def _child(self, event: yaml.Event, depth: int) -> Node:
        if type(event) is ScalarEvent and event.anchor is None and event.tag is None:
            value, mark = event.value, event.start_mark
            is_plain = value not in _EMPTY and value.isascii() and value.isprintable()
            if is_plain and mark and len(value) < LONGEST_SCALAR and depth <= DEEPEST:
                return _tuple(TextNode, (value, mark.line + 1, mark.column + 1))
        return self._node(event, depth)

    def _text(self, event: yaml.ScalarEvent) -> Node:
        value = event.value
        if len(value) > LONGEST_SCALAR // 4 and len(value.encode()) > LONGEST_SCALAR:
            return self._refuse(event, "longer than 64 KiB")
        is_empty = value in _EMPTY and not event.style
        return TextNode(None if is_empty else clean(value), *_place(event))

    def _items(self, depth: int) -> tuple[Node, ...]:
        values = []
        while type(event := self._next()) is not SequenceEndEvent:
            values.append(self._child(event, depth + 1))
        return tuple(values)

    def _fields(self, line: int, column: int, depth: int) -> Node:
        values: dict[str, tuple[TextNode, Node]] = {}
        is_whole = True
        while type(event := self._next()) is not MappingEndEvent:
            key = self._child(event, depth + 1)
            value = self._child(self._next(), depth + 1)
            if type(key) is TextNode and key.value is not None and key.value not in values:
                values[key.value] = (key, value)
            else:
                is_whole = False
                self._refuse_key(event, key, values)
        return MapNode(values, line, column) if is_whole else BrokenNode(line, column)

    def _refuse_key(
        self, event: yaml.Event, key: Node, values: Mapping[str, tuple[TextNode, Node]]
    ) -> None:
        if isinstance(key, TextNode) and key.value is not None:
            first = values[key.value][0].line
            said = f"duplicate key '{clean_line(key.value)}' (first on line {first})"
            self._refuse(event, said)
        elif not isinstance(key, BrokenNode):
            self._refuse(event, f"a key must be a word; {HINT}")

    def _refuse(self, event: yaml.Event, message: str) -> BrokenNode:
        self.problems.append(_problem(event, message))
        return BrokenNode(*_place(event))


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _problem(event: yaml.Event, message: str) -> Problem:
    return Problem(*_place(event), message)


def _syntax_problem(error: yaml.YAMLError, text: str) -> Problem:
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Problem(1, 1, f"not YAML: {clean_line(str(error))}")
    mark = error.problem_mark
    if "escape" in (error.problem or ""):
        advice = "double every backslash, or put the text in single quotes"
        return Problem(mark.line + 1, mark.column + 1, f"not YAML: an unknown escape; {advice}")
    if "quoted scalar" in (error.context or "") and error.context_mark is not None:
        begun = error.context_mark
        return Problem(begun.line + 1, begun.column + 1, "not YAML: a quote is not closed")
    line, column = mark.line + 1, mark.column + 1
    said = clean_line(error.problem or "")
    if "nesting depth" in said:
        return Problem(line, column, f"nested deeper than {DEEPEST} levels")
    return Problem(line, column, f"not YAML: {said}{_hint(text.split(chr(10)), line)}")


def _hint(lines: list[str], line: int) -> str:
    """Advice for common mistakes: tabs, and characters that have a meaning in YAML."""
    near = [lines[place] for place in (line - 1, line - 2) if 0 <= place < len(lines)]
    if any("\t" in text[: len(text) - len(text.lstrip())] for text in near):
        return "; indent with spaces, not with tabs"
    for text in near:
        _, _, value = text.partition(": ")
        if value and _RISKY.search(value) and value.lstrip()[:1] not in {'"', "'"}:
            return f"; {HINT}"
    return ""
