"""Texts as YAML scalars, in the style already used there if that can represent them."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from quizapp.storage.decks.nodes import LOADER

WIDTH = 100
"""Columns: a longer list gets one line for each item."""
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_EMPTY = frozenset({"", "~", "null"})


@dataclass(frozen=True, slots=True)
class Placement:
    """The position of a text, which limits its style."""

    indent: int
    """The indentation of its further lines, in columns."""
    in_flow: bool = False
    """Whether it is inside brackets, where commas and brackets end it."""
    newline: str = "\n"
    has_tail: bool = False
    """Whether a comment follows on its line, which rules out a block."""

    @property
    def line(self) -> str:
        """The beginning of a further line."""
        return self.newline + " " * self.indent


def written(text: str, place: Placement, style: str = "") -> str:
    """A text in a YAML style (`''` is plain), or in the nearest one that can represent it."""
    if "\n" in text or style in {"|", ">"}:
        return _quoted(text) if place.in_flow else _block(text, place)
    if style == "'":
        return "'" + text.replace("'", "''") + "'"
    return text if style != '"' and _is_plain(text, in_flow=place.in_flow) else _quoted(text)


def rewritten(source: str, old: str, text: str, place: Placement, style: str) -> str:
    """A text that replaces another; lines that are equal in both keep their spelling.

    `source` is the old text as written, `old` its value.
    """
    lines = [line.strip() for line in source.splitlines()]
    if style == "|":
        return _block(text, place, header=_header(lines[0]))
    if style == ">":
        header, lines = lines[0], lines[1:]
        if "\n" in text or " ".join(lines) != old.strip():
            return _block(text, place)
        return _header(header) + place.line + place.line.join(_refolded(lines, text))
    if len(lines) == 1 or "\n" in text or "" in lines or not _says(" ".join(lines), old, place):
        return written(text, place, style)
    return place.line.join(_refolded(lines, written(text, place, style)))


def listed(texts: tuple[str, ...], place: Placement) -> str:
    """A list after its key: in brackets if it fits on the line, else one line for each item."""
    inside = Placement(place.indent, in_flow=True, newline=place.newline)
    flow = "[" + ", ".join(written(text, inside) for text in texts) + "]"
    is_short = len(flow) + place.indent <= WIDTH and not any("\n" in text for text in texts)
    if place.in_flow or is_short:
        return flow
    dash = Placement(place.indent + 2, newline=place.newline).line
    under = Placement(place.indent + 4, newline=place.newline)
    return "".join(f"{dash}- {written(text, under)}" for text in texts)


def _block(text: str, place: Placement, header: str = "|-") -> str:
    if place.has_tail:
        return _quoted(text)
    lines = (place.line + line if line else place.newline for line in text.split("\n"))
    return header + "".join(lines)


def _header(line: str) -> str:
    """The head of a block; no indentation digit, because no text here begins with a space."""
    return re.sub(r"^([|>][+-]?)[0-9]([+-]?)", r"\1\2", line)


def _quoted(text: str) -> str:
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable() or character == "\xa0":
        return character
    return f"\\U{ord(character):08X}"


def _is_plain(text: str, *, in_flow: bool) -> bool:
    """Whether it has the same value without quotes."""
    return text not in _EMPTY and _says(text, text, Placement(0, in_flow=in_flow))


def _says(source: str, text: str, place: Placement) -> bool:
    try:
        events = list(yaml.parse(f"[{source}]" if place.in_flow else f"k: {source}", LOADER))
    except yaml.YAMLError:
        return False
    nodes = [event for event in events if isinstance(event, yaml.NodeEvent)]
    last = nodes[-1]
    is_alone = len(nodes) == (2 if place.in_flow else 3)
    return is_alone and isinstance(last, yaml.ScalarEvent) and last.value.strip() == text.strip()


def _refolded(lines: list[str], source: str) -> list[str]:
    """A text over several lines; equal lines at its beginning and end are kept."""
    old = " ".join(lines)
    width = max(map(len, lines))
    front, start = _same_lines(lines, old, source)
    back, size = _same_lines([line[::-1] for line in lines[front:][::-1]], old[::-1], source[::-1])
    if start + size > len(source):
        back, size = 0, 0
    middle = source[start : len(source) - size].strip(" ")
    kept = lines[len(lines) - back :] if back else []
    return [*lines[:front], *_folded(middle, width), *kept]


def _same_lines(lines: list[str], old: str, new: str) -> tuple[int, int]:
    """How many whole lines are equal at the beginning, and how many characters that is."""
    count = end = 0
    for line in lines[:-1]:
        size = end + len(line) + 1
        if old[:size] != new[:size]:
            break
        count, end = count + 1, size
    return count, end


def _folded(text: str, width: int) -> list[str]:
    """The lines of a text broken at single spaces."""
    lines: list[str] = []
    for word in re.split(r"(?<! ) (?! )", text):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines if text else []
