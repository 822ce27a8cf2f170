"""Splices that change a value of a card: a text, or items of a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher

import yaml

from quizapp.domain.clean_text import clean
from quizapp.storage.decks.editing.scalars import Placement, rewritten, written
from quizapp.storage.decks.editing.spans import Spans, Splice


class ValueSplices:
    """Makes the splices for one deck file."""

    def __init__(self, spans: Spans) -> None:
        self._spans = spans

    def text_replaced(self, node: yaml.ScalarNode, text: str, place: Placement) -> Splice:
        """The splice that replaces one text with another, in the old one's style."""
        start, end = node.start_mark.index, self._spans.end(node)
        source, old = self._spans.text[start:end], clean(node.value)
        is_block = node.style in {"|", ">"}
        place = replace(place, has_tail=not is_block and self._spans.has_tail(end))
        return Splice(start, end, rewritten(source, old, text, place, node.style or ""))

    def things_replaced(self, node: yaml.SequenceNode, texts: tuple[str, ...]) -> Iterable[Splice]:
        """The splices that change the items of a list; those that stay are not touched."""
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
                    place = self._place(node, item)
                    yield self.text_replaced(item, text, place)
            yield from self._removed(node, start + both, end)
            if fresh[both:]:
                yield self._added(node, end, fresh[both:])

    def _removed(self, node: yaml.SequenceNode, start: int, end: int) -> Iterable[Splice]:
        items: list[yaml.Node] = node.value
        if start == end:
            return
        if not node.flow_style:
            for item in items[start:end]:
                yield self._spans.without_lines(item, item)
        elif start:
            yield Splice(self._spans.end(items[start - 1]), self._spans.end(items[end - 1]), "")
        else:
            yield Splice(items[0].start_mark.index, items[end].start_mark.index, "")

    def _added(self, node: yaml.SequenceNode, at: int, texts: list[str]) -> Splice:
        items: list[yaml.Node] = node.value
        place = self._place(node, items[0])
        words = [written(text, place) for text in texts]
        if node.flow_style and at:
            end = self._spans.end(items[at - 1])
            return Splice(end, end, "".join(f", {word}" for word in words))
        if node.flow_style:
            start = items[0].start_mark.index
            return Splice(start, start, "".join(f"{word}, " for word in words))
        dash = Placement(node.start_mark.column, newline=self._spans.newline).line + "- "
        if at:
            end = self._spans.line_end(self._spans.end(items[at - 1]))
            return Splice(end, end, "".join(dash + word for word in words))
        start = items[0].start_mark.index
        return Splice(start, start, "".join(word + dash for word in words))

    def _place(self, node: yaml.SequenceNode, item: yaml.Node) -> Placement:
        indent = self._spans.further_indent(item, item.start_mark.column)
        return Placement(indent, in_flow=bool(node.flow_style), newline=self._spans.newline)
