"""The spans of a YAML text: where things begin and end, and putting others in their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import yaml


@dataclass(frozen=True, slots=True)
class Splice:
    """A span of the text, and what is to stand there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A key and what it holds."""

    key: yaml.Node
    value: yaml.Node


def pairs_of(node: yaml.Node | None) -> list[Pair]:
    """The keys of a node with what they hold; none if it has no keys."""
    return [Pair(*pair) for pair in node.value] if isinstance(node, yaml.MappingNode) else []


class Spans:
    """Where the nodes of a text stand in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def end(self, node: yaml.Node) -> int:
        """Where a node's text ends, without the line breaks and comments behind it."""
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
        """Where a key's colon ends. Raises LookupError for one that stands alone in braces."""
        colon = self.text.find(":", pair.key.end_mark.index) + 1
        if not colon:
            raise LookupError(pair.key.value)
        return colon

    def line_start(self, index: int) -> int:
        """Where an index's line begins."""
        return self.text.rfind("\n", 0, index) + 1

    def line_end(self, index: int) -> int:
        """The end of a line's text, whatever ends the line."""
        end = self.text.find("\n", index)
        end = len(self.text) if end < 0 else end
        return end - 1 if end > index and self.text[end - 1] == "\r" else end

    def has_tail(self, index: int) -> bool:
        """Whether there is more on the line, such as a comment."""
        return bool(self.text[index : self.line_end(index)].strip())

    def comments(self, start: int, end: int) -> list[str]:
        """The comments that have lines of their own in a span."""
        lines = (line.strip() for line in self.text[start:end].split("\n"))
        return [line for line in lines if line.startswith("#")]

    def without_lines(self, first: yaml.Node, last: yaml.Node) -> Splice:
        """The lines from one node to another taken out."""
        end = self.text.find("\n", self.end(last)) + 1
        return Splice(self.line_start(first.start_mark.index), end or len(self.text), "")

    def further_indent(self, node: yaml.Node, otherwise: int) -> int:
        """Columns before the further lines of a node, or `otherwise` if it has one line."""
        lines = self.text[node.start_mark.index : self.end(node)].splitlines()[1:]
        written_ones = [line for line in lines if line.strip()]
        return min((len(line) - len(line.lstrip(" ")) for line in written_ones), default=otherwise)

    def spliced(self, splices: Iterable[Splice]) -> str:
        """The text with all of these in their places."""
        parts: list[str] = []
        at = 0
        for splice in sorted(splices, key=lambda each: (each.start, each.end)):
            parts.append(self.text[at : splice.start])
            parts.append(splice.text)
            at = max(at, splice.end)
        return "".join([*parts, self.text[at:]])
