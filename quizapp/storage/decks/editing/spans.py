"""The spans of a YAML text, and their replacement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import yaml


@dataclass(frozen=True, slots=True)
class Splice:
    """A span of the text and its replacement."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A key and its value."""

    key: yaml.Node
    value: yaml.Node


def pairs_of(node: yaml.Node | None) -> list[Pair]:
    """The keys and values of a node; empty if it is no mapping."""
    return [Pair(*pair) for pair in node.value] if isinstance(node, yaml.MappingNode) else []


class Spans:
    """The positions of nodes in a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def end(self, node: yaml.Node) -> int:
        """The end of a node's text, without the line breaks and comments after it."""
        end: int = node.end_mark.index
        if isinstance(node, yaml.ScalarNode):
            start: int = node.start_mark.index
            is_block = node.style in {"|", ">"}
            return start + len(self.text[start:end].rstrip()) if is_block else end
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.end(last[1] if isinstance(last, tuple) else last)
        return end

    def after_colon(self, pair: Pair) -> int:
        """The end of a key's colon. Raises LookupError for a key without one, in braces."""
        colon = self.text.find(":", pair.key.end_mark.index) + 1
        if not colon:
            raise LookupError(pair.key.value)
        return colon

    def line_start(self, index: int) -> int:
        """The beginning of the line at an index."""
        return self.text.rfind("\n", 0, index) + 1

    def line_end(self, index: int) -> int:
        """The end of a line's text, without its line break."""
        end = self.text.find("\n", index)
        end = len(self.text) if end < 0 else end
        return end - 1 if end > index and self.text[end - 1] == "\r" else end

    def has_tail(self, index: int) -> bool:
        """Whether more text follows on the line, such as a comment."""
        return bool(self.text[index : self.line_end(index)].strip())

    def comments(self, start: int, end: int) -> list[str]:
        """The comments in a span that have lines of their own."""
        lines = (line.strip() for line in self.text[start:end].split("\n"))
        return [line for line in lines if line.startswith("#")]

    def without_lines(self, first: yaml.Node, last: yaml.Node) -> Splice:
        """The splice that removes the lines from one node to another."""
        end = self.text.find("\n", self.end(last)) + 1
        return Splice(self.line_start(first.start_mark.index), end or len(self.text), "")

    def further_indent(self, node: yaml.Node, otherwise: int) -> int:
        """The indentation of a node's further lines, or `otherwise` if it has one line."""
        lines = self.text[node.start_mark.index : self.end(node)].splitlines()[1:]
        written_ones = [line for line in lines if line.strip()]
        return min((len(line) - len(line.lstrip(" ")) for line in written_ones), default=otherwise)

    def spliced(self, splices: Iterable[Splice]) -> str:
        """The text with all splices applied."""
        parts: list[str] = []
        at = 0
        for splice in sorted(splices, key=lambda each: (each.start, each.end)):
            parts.append(self.text[at : splice.start])
            parts.append(splice.text)
            at = max(at, splice.end)
        return "".join([*parts, self.text[at:]])
