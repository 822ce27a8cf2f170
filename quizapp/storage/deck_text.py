"""The text of a deck file, changed where a card was edited and nowhere else.

A file is a person's own: comments, order, quotes and line breaks stay, for only the spans that say
something else are replaced. A library that writes the whole file anew keeps most of that, but not
all: it sets its own indentation, spaces and line breaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

import yaml

from quizapp.domain.draft import ORDER, Value
from quizapp.domain.text import clean
from quizapp.storage.yaml_nodes import LOADER
from quizapp.storage.yaml_words import Place, listed, rewritten, written

Changes = Mapping[str, Value | None]
"""What is to stand at each key that changes; None takes the key out."""


@dataclass(frozen=True, slots=True)
class Splice:
    """A span of the text, and what is to stand there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A key of a card and what it holds."""

    key: yaml.Node
    value: yaml.Node


class DeckText:
    """A deck file's text with the places of its cards."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._newline = "\r\n" if "\r\n" in text else "\n"

    def with_card(self, line: int, column: int, changes: Changes) -> str:
        """The text with other values in the card at a place. Raises LookupError if none is."""
        places = {
            (card.start_mark.line + 1, card.start_mark.column + 1): card for card in self._cards
        }
        card = places[line, column]
        return self._spliced(self._card_splices(card, changes))

    def with_new_card(self, values: Mapping[str, Value]) -> str:
        """The text with one more card at its end."""
        if not self._cards:
            return self._with_first_card(values)
        last, end = self._cards[-1], self._end(self._cards[-1])
        if self._list is not None and self._list.flow_style:
            return self._spliced([Splice(end, end, f", {self._flow_card(values)}")])
        dash = self._list.start_mark.column if self._list is not None else 2
        place = Place(last.start_mark.column, newline=self._newline)
        gap = self._newline * (2 if self._has_gaps else 1)
        body = place.line.join(self._pair(key, value, place) for key, value in values.items())
        lead = " " * dash + "-" + " " * (last.start_mark.column - dash - 1)
        return self._spliced([Splice(self._line_end(end), self._line_end(end), gap + lead + body)])

    def _with_first_card(self, values: Mapping[str, Value]) -> str:
        place = Place(4, newline=self._newline)
        body = place.line.join(self._pair(key, value, place) for key, value in values.items())
        card = f"{self._newline}  - {body}"
        for pair in self._pairs(self._root):
            if pair.key.value == "cards":
                colon = self._after_colon(pair)
                return self._spliced([Splice(colon, max(self._end(pair.value), colon), card)])
        before = self.text if self.text.endswith("\n") or not self.text else self.text + "\n"
        return f"{before}cards:{card}{self._newline}"

    @cached_property
    def _root(self) -> yaml.Node | None:
        return yaml.compose(self.text, LOADER)

    @cached_property
    def _list(self) -> yaml.SequenceNode | None:
        found = (pair.value for pair in self._pairs(self._root) if pair.key.value == "cards")
        node = next(found, None)
        return node if isinstance(node, yaml.SequenceNode) else None

    @cached_property
    def _cards(self) -> list[yaml.MappingNode]:
        nodes = self._list.value if self._list is not None else []
        return [node for node in nodes if isinstance(node, yaml.MappingNode)]

    @property
    def _has_gaps(self) -> bool:
        """Whether the file leaves a line between two cards; a single card says nothing."""
        if len(self._cards) == 1:
            return True
        one, other = self._cards[-2:]
        between = self.text[self._end(one) : other.start_mark.index]
        return between.count("\n") > 1

    def _card_splices(self, card: yaml.MappingNode, changes: Changes) -> list[Splice]:
        pairs = self._pairs(card)
        gone = {key for key, value in changes.items() if value is None}
        here = {pair.key.value: pair for pair in pairs}
        kept = [pair for pair in pairs if pair.key.value not in gone]
        new = {key: changes[key] for key in ORDER if key in changes and key not in here}
        if not kept:
            return [self._whole_card(card, {key: value for key, value in new.items() if value})]
        splices = list(self._removals(card, pairs, gone))
        for key, value in changes.items():
            if key in here and value is not None:
                splices.extend(self._replaced(card, here[key], value))
        for key, value in new.items():
            if value is not None:
                splices.append(self._insertion(card, kept, key, value))
        return splices

    def _whole_card(self, card: yaml.MappingNode, values: Mapping[str, Value]) -> Splice:
        start, end = card.start_mark.index, self._end(card)
        if card.flow_style:
            return Splice(start, end, self._flow_card(values))
        place = self._place(card)
        body = place.line.join(self._pair(key, value, place) for key, value in values.items())
        return Splice(start, end, body)

    def _removals(
        self, card: yaml.MappingNode, pairs: Sequence[Pair], gone: set[str]
    ) -> Iterable[Splice]:
        """Keys are taken out with their lines, or in brackets with the comma before them."""
        first_kept = next(place for place, pair in enumerate(pairs) if pair.key.value not in gone)
        if first_kept:
            start, end = pairs[0].key.start_mark.index, pairs[first_kept].key.start_mark.index
            yield Splice(start, end, "")
        for before, pair in zip(pairs[first_kept:], pairs[first_kept + 1 :], strict=False):
            if pair.key.value in gone and card.flow_style:
                yield Splice(self._end(before.value), self._end(pair.value), "")
            elif pair.key.value in gone:
                yield self._without_lines(pair.key, pair.value)

    def _replaced(self, card: yaml.MappingNode, pair: Pair, value: Value) -> Iterable[Splice]:
        node = pair.value
        if isinstance(node, yaml.SequenceNode) and isinstance(value, tuple) and node.value:
            yield from self._items_replaced(node, value)
        elif isinstance(node, yaml.ScalarNode) and isinstance(value, str) and node.value:
            yield self._scalar_replaced(node, value, self._place(card, under=node))
        else:
            colon = self._after_colon(pair)
            place = self._place(card)
            yield Splice(colon, max(self._end(node), colon), _after_key(value, place))

    def _scalar_replaced(self, node: yaml.ScalarNode, text: str, place: Place) -> Splice:
        start, end = node.start_mark.index, self._end(node)
        source, old = self.text[start:end], clean(node.value)
        return Splice(start, end, rewritten(source, old, text, place, node.style or ""))

    def _items_replaced(self, node: yaml.SequenceNode, texts: tuple[str, ...]) -> Iterable[Splice]:
        items: list[yaml.Node] = node.value
        old = [clean(str(item.value)).strip() for item in items]
        for _, start, end, new_start, new_end in SequenceMatcher(
            None, old, list(texts), autojunk=False
        ).get_opcodes():
            fresh = [text for text in texts[new_start:new_end] if text not in old[start:end]]
            if old[start:end] == list(texts[new_start:new_end]):
                continue
            both = min(end - start, len(fresh))
            for item, text in zip(items[start : start + both], fresh, strict=False):
                if isinstance(item, yaml.ScalarNode):
                    place = self._item_place(node, item)
                    yield self._scalar_replaced(item, text, place)
            yield from self._items_removed(node, start + both, end)
            if fresh[both:]:
                yield self._items_added(node, end, fresh[both:])

    def _items_removed(self, node: yaml.SequenceNode, start: int, end: int) -> Iterable[Splice]:
        items: list[yaml.Node] = node.value
        if start == end:
            return
        if not node.flow_style:
            yield self._without_lines(items[start], items[end - 1])
        elif start:
            yield Splice(self._end(items[start - 1]), self._end(items[end - 1]), "")
        else:
            yield Splice(items[0].start_mark.index, items[end].start_mark.index, "")

    def _items_added(self, node: yaml.SequenceNode, at: int, texts: list[str]) -> Splice:
        items: list[yaml.Node] = node.value
        place = self._item_place(node, items[0])
        words = [written(text, place) for text in texts]
        if node.flow_style and at:
            end = self._end(items[at - 1])
            return Splice(end, end, "".join(f", {word}" for word in words))
        if node.flow_style:
            start = items[0].start_mark.index
            return Splice(start, start, "".join(f"{word}, " for word in words))
        dash = Place(node.start_mark.column, newline=self._newline).line + "- "
        if at:
            end = self._line_end(self._end(items[at - 1]))
            return Splice(end, end, "".join(dash + word for word in words))
        start = items[0].start_mark.index
        return Splice(start, start, "".join(word + dash for word in words))

    def _insertion(
        self, card: yaml.MappingNode, kept: Sequence[Pair], key: str, value: Value
    ) -> Splice:
        """After the keys that are written before it by custom, or else before the first."""
        place = self._place(card)
        pair = self._pair(key, value, place)
        known = [each for each in kept if each.key.value in ORDER]
        before = [each for each in known if ORDER.index(each.key.value) < ORDER.index(key)]
        if not before:
            start = kept[0].key.start_mark.index
            return Splice(start, start, f"{pair}, " if card.flow_style else pair + place.line)
        end = self._end(max(before, key=lambda each: each.key.start_mark.index).value)
        if card.flow_style:
            return Splice(end, end, f", {pair}")
        return Splice(self._line_end(end), self._line_end(end), place.line + pair)

    def _pair(self, key: str, value: Value, place: Place) -> str:
        return f"{key}:{_after_key(value, place)}"

    def _flow_card(self, values: Mapping[str, Value]) -> str:
        place = Place(0, in_flow=True)
        return "{" + ", ".join(self._pair(key, value, place) for key, value in values.items()) + "}"

    def _pairs(self, node: yaml.Node | None) -> list[Pair]:
        return [Pair(*pair) for pair in node.value] if isinstance(node, yaml.MappingNode) else []

    def _place(self, card: yaml.MappingNode, under: yaml.Node | None = None) -> Place:
        """Where a value of a card stands: further lines as far in as those that are there."""
        column = card.value[0][0].start_mark.column if card.value else card.start_mark.column
        if under is not None:
            column = self._further_indent(under, column + 2)
        return Place(column, in_flow=bool(card.flow_style), newline=self._newline)

    def _item_place(self, node: yaml.SequenceNode, item: yaml.Node) -> Place:
        indent = self._further_indent(item, item.start_mark.column)
        return Place(indent, in_flow=bool(node.flow_style), newline=self._newline)

    def _further_indent(self, node: yaml.Node, otherwise: int) -> int:
        lines = self.text[node.start_mark.index : self._end(node)].splitlines()[1:]
        written_ones = [line for line in lines if line.strip()]
        return min((len(line) - len(line.lstrip(" ")) for line in written_ones), default=otherwise)

    def _end(self, node: yaml.Node) -> int:
        """Where a node's text ends, without the line breaks and comments behind it."""
        end: int = node.end_mark.index
        if isinstance(node, yaml.ScalarNode):
            start: int = node.start_mark.index
            is_block = node.style in {"|", ">"}
            return start + len(self.text[start:end].rstrip()) if is_block else end
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        return end

    def _without_lines(self, first: yaml.Node, last: yaml.Node) -> Splice:
        end = self.text.find("\n", self._end(last)) + 1
        return Splice(self._line_start(first.start_mark.index), end or len(self.text), "")

    def _after_colon(self, pair: Pair) -> int:
        return self.text.index(":", pair.key.end_mark.index) + 1

    def _line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        """The end of a line's text, whatever ends the line."""
        end = self.text.find("\n", index)
        end = len(self.text) if end < 0 else end
        return end - 1 if end > index and self.text[end - 1] == "\r" else end

    def _spliced(self, splices: Iterable[Splice]) -> str:
        parts: list[str] = []
        at = 0
        for splice in sorted(splices, key=lambda each: (each.start, each.end)):
            parts.append(self.text[at : splice.start])
            parts.append(splice.text)
            at = max(at, splice.end)
        return "".join([*parts, self.text[at:]])


def _after_key(value: Value, place: Place) -> str:
    if isinstance(value, str):
        under = Place(place.indent + 2, place.in_flow, place.newline)
        # A gap is quoted by custom, for one at the beginning has to be.
        style = '"' if "{{" in value else ""
        return f" {written(value, under, style)}"
    words = listed(value, place)
    return words if words.startswith(place.newline) else f" {words}"
