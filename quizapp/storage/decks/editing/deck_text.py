"""The text of a deck file, changed only where a card was edited.

Comments, order, quotes and line breaks belong to the author and stay: only the spans whose value
changes are replaced. A library that rewrites the whole file would keep most of that, but not its
indentation, spaces and line breaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import yaml

from quizapp.domain.cards.card_draft import ORDER, Value
from quizapp.storage.decks.editing.scalars import Placement, listed, written
from quizapp.storage.decks.editing.spans import Pair, Spans, Splice, pairs_of
from quizapp.storage.decks.editing.value_splices import ValueSplices
from quizapp.storage.decks.nodes import LOADER

Changes = Mapping[str, Value | None]
"""The new value of each key that changes; None removes the key."""


class DeckText:
    """A deck file's text with the positions of its cards."""

    def __init__(self, text: str) -> None:
        self._spans = Spans(text)
        self._values = ValueSplices(self._spans)

    def with_card(self, line: int, column: int, changes: Changes) -> str:
        """The text with new values in the card at a position. Raises LookupError if it has none."""
        places = {
            (card.start_mark.line + 1, card.start_mark.column + 1): card for card in self._cards
        }
        card = places[line, column]
        return self._spans.spliced(self._card_splices(card, changes))

    def with_deck_id(self, deck: str) -> str:
        """The text with another id of the deck, if it states one."""
        root = self._root
        for pair in pairs_of(root):
            if pair.key.value == "deck" and isinstance(pair.value, yaml.ScalarNode):
                in_flow = isinstance(root, yaml.CollectionNode) and bool(root.flow_style)
                place = Placement(2, in_flow, self._spans.newline)
                return self._spans.spliced([self._values.text_replaced(pair.value, deck, place)])
        return self._spans.text

    def with_new_card(self, values: Mapping[str, Value]) -> str:
        """The text with one more card at the end."""
        if not self._cards:
            return self._with_first_card(values)
        last, end = self._cards[-1], self._spans.end(self._cards[-1])
        if self._list is not None and self._list.flow_style:
            return self._spans.spliced([Splice(end, end, f", {_flow_card(values)}")])
        end = self._spans.line_end(end)
        dash = self._list.start_mark.column if self._list is not None else 2
        place = Placement(last.start_mark.column, newline=self._spans.newline)
        gap = self._spans.newline * (2 if self._has_gaps else 1)
        body = place.line.join(_pair(key, value, place) for key, value in values.items())
        lead = " " * dash + "-" + " " * (last.start_mark.column - dash - 1)
        return self._spans.spliced([Splice(end, end, gap + lead + body)])

    def _with_first_card(self, values: Mapping[str, Value]) -> str:
        place = Placement(4, newline=self._spans.newline)
        body = place.line.join(_pair(key, value, place) for key, value in values.items())
        card = f"{self._spans.newline}  - {body}"
        for pair in pairs_of(self._root):
            if pair.key.value == "cards":
                colon = self._spans.after_colon(pair)
                end = max(self._spans.end(pair.value), colon)
                start = pair.value.start_mark.index if pair.value.value == [] else colon
                line_end = self._spans.line_end(end)
                nothing = Splice(start, end, "") if start < end else Splice(colon, colon, "")
                return self._spans.spliced([nothing, Splice(line_end, line_end, card)])
        text, newline = self._spans.text, self._spans.newline
        gap = newline if text and not text.endswith("\n") else ""
        return f"{text}{gap}cards:{card}{newline}"

    @cached_property
    def _root(self) -> yaml.Node | None:
        return yaml.compose(self._spans.text, LOADER)

    @cached_property
    def _list(self) -> yaml.SequenceNode | None:
        found = (pair.value for pair in pairs_of(self._root) if pair.key.value == "cards")
        node = next(found, None)
        return node if isinstance(node, yaml.SequenceNode) else None

    @cached_property
    def _cards(self) -> list[yaml.MappingNode]:
        nodes = self._list.value if self._list is not None else []
        return [node for node in nodes if isinstance(node, yaml.MappingNode)]

    @property
    def _has_gaps(self) -> bool:
        """Whether the file has blank lines between cards; True for a single card."""
        if len(self._cards) == 1:
            return True
        one, other = self._cards[-2:]
        between = self._spans.text[self._spans.end(one) : other.start_mark.index]
        return between.count("\n") > 1

    def _card_splices(self, card: yaml.MappingNode, changes: Changes) -> list[Splice]:
        pairs = pairs_of(card)
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
        start, end = card.start_mark.index, self._spans.end(card)
        if card.flow_style:
            return Splice(start, end, _flow_card(values))
        place = self._place(card)
        body = place.line.join(_pair(key, value, place) for key, value in values.items())
        return Splice(start, end, body)

    def _removals(
        self, card: yaml.MappingNode, pairs: Sequence[Pair], gone: set[str]
    ) -> Iterable[Splice]:
        """Remove keys with their lines, or inside brackets with the comma before them."""
        first_kept = next(place for place, pair in enumerate(pairs) if pair.key.value not in gone)
        if first_kept:
            start, end = pairs[0].key.start_mark.index, pairs[first_kept].key.start_mark.index
            after = self._spans.end(pairs[first_kept - 1].value)
            comments = [] if card.flow_style else self._spans.comments(after, end)
            line = self._place(card).line
            yield Splice(start, end, "".join(comment + line for comment in comments))
        for before, pair in zip(pairs[first_kept:], pairs[first_kept + 1 :], strict=False):
            if pair.key.value in gone and card.flow_style:
                yield Splice(self._spans.end(before.value), self._spans.end(pair.value), "")
            elif pair.key.value in gone:
                yield self._spans.without_lines(pair.key, pair.value)

    def _replaced(self, card: yaml.MappingNode, pair: Pair, value: Value) -> Iterable[Splice]:
        node = pair.value
        if isinstance(node, yaml.SequenceNode) and isinstance(value, tuple) and node.value:
            yield from self._values.things_replaced(node, value)
        elif isinstance(node, yaml.ScalarNode) and isinstance(value, str) and node.value:
            yield self._values.text_replaced(node, value, self._place(card, under=node))
        else:
            colon = self._spans.after_colon(pair)
            place = self._place(card)
            yield Splice(colon, max(self._spans.end(node), colon), _after_key(value, place))

    def _insertion(
        self, card: yaml.MappingNode, kept: Sequence[Pair], key: str, value: Value
    ) -> Splice:
        """Insert a key after those that usually come before it, or else before the first."""
        place = self._place(card)
        pair = _pair(key, value, place)
        known = [each for each in kept if each.key.value in ORDER]
        before = [each for each in known if ORDER.index(each.key.value) < ORDER.index(key)]
        if not before:
            start = kept[0].key.start_mark.index
            return Splice(start, start, f"{pair}, " if card.flow_style else pair + place.line)
        end = self._spans.end(max(before, key=lambda each: each.key.start_mark.index).value)
        if card.flow_style:
            return Splice(end, end, f", {pair}")
        end = self._spans.line_end(end)
        return Splice(end, end, place.line + pair)

    def _place(self, card: yaml.MappingNode, under: yaml.Node | None = None) -> Placement:
        """The position of a value: further lines are indented like those already there."""
        column = card.value[0][0].start_mark.column if card.value else card.start_mark.column
        if under is not None:
            column = self._spans.further_indent(under, column + 2)
        return Placement(column, in_flow=bool(card.flow_style), newline=self._spans.newline)


def _pair(key: str, value: Value, place: Placement) -> str:
    return f"{key}:{_after_key(value, place)}"


def _flow_card(values: Mapping[str, Value]) -> str:
    place = Placement(0, in_flow=True)
    return "{" + ", ".join(_pair(key, value, place) for key, value in values.items()) + "}"


def _after_key(value: Value, place: Placement) -> str:
    if isinstance(value, str):
        under = Placement(place.indent + 2, place.in_flow, place.newline)
        # A text with gaps is always quoted, because a gap at its beginning requires that.
        style = '"' if "{{" in value else ""
        return f" {written(value, under, style)}"
    words = listed(value, place)
    return words if words.startswith(place.newline) else f" {words}"
