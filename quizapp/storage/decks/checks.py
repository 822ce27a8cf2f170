"""The problems of a card, each at the position of its key."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields

from quizapp.domain.anatomy import MUSCLES, muscle_of
from quizapp.domain.cards.entry import ENTRY_KINDS, GAP, LEADS, LISTS, NO_ID_PREFIX
from quizapp.domain.cards.entry import kind_of_keys as kind_for
from quizapp.domain.clean_text import clean_line, is_blank
from quizapp.storage.decks.nodes import HINT, BrokenNode, ListNode, MapNode, Node, TextNode
from quizapp.storage.decks.problem import Problem

MAX_CHOICES = 9
"""Each choice has one digit key."""

MAX_GAPS = 99
"""As many as have a number of two digits."""

_ALLOWED = {
    name: frozenset(field.name for field in fields(kind)) for name, kind in ENTRY_KINDS.items()
}
_KNOWN = sorted(frozenset().union(*_ALLOWED.values()))
NEEDED = {
    "basic": ("q", "a"),
    "typed": ("q", "a"),
    "choice": ("q", "a"),
    "choices": ("q", "a"),
    "true-false": ("q",),
    "cloze": (),
    "order": ("q",),
    "figure": ("a", "wrong"),
}
_OF_BASIC = frozenset({"id", "q", "a", "why", "source", "tags"})
SWITCHES = frozenset({"typed", "verdict", "reverse"})
_YES = frozenset({"yes", "true"})
_NO = frozenset({"no", "false"})
_OTHER_WORDS = {
    "question": "q",
    "prompt": "q",
    "answer": "a",
    "explanation": "why",
    "tag": "tags",
    "choices": "wrong",
}
"""Words that people write by mistake, and the keys that they mean."""
_WORDS = {"q": "question", "a": "answer", "cloze": "text", "why": "explanation"}
LONGEST_ID = 80
_ID = re.compile(rf"[a-z0-9-]{{1,{LONGEST_ID}}}")
_BARE_NUMBER = re.compile(r"\s*[0-9]+:\s*")
_ADVICE = {"q": "the question", "a": "the right answer", "wrong": "wrong ones"}


def is_id(text: str) -> bool:
    """Whether a text is a valid id of a deck or a card."""
    return _ID.fullmatch(text) is not None


def is_earlier_id(text: str) -> bool:
    """Whether a text can be the earlier id of a card, with or without its deck."""
    deck, slash, name = text.rpartition("/")
    return is_id(name.removeprefix(NO_ID_PREFIX)) and (not slash or is_id(deck))


def kind_of_keys(card: MapNode) -> str:
    """The card kind that the keys indicate, even if they are wrong."""
    keys = card.values
    if keys.keys() <= _OF_BASIC and "a" in keys and isinstance(keys["a"][1], TextNode):
        return "basic"  # The most common kind first.
    typed = keys.get("typed")
    said = typed[1].value if typed is not None and isinstance(typed[1], TextNode) else "no"
    has_many = "a" in keys and isinstance(keys["a"][1], ListNode)
    return kind_for(keys, has_many=has_many, is_typed=(said or "").lower() not in _NO)


def card_problems(card: MapNode) -> list[Problem]:
    """All problems of one card, in the order of its keys."""
    kind = kind_of_keys(card)
    found: list[Problem] = []
    if not _is_plain(card, kind):
        found = [*_key_problems(card, kind), *_missing(card, kind), *_value_problems(card)]
    if not found:
        found.extend(_sense_problems(card, kind))
    return sorted(found, key=lambda problem: (problem.line, problem.column))


def _is_plain(card: MapNode, kind: str) -> bool:
    """The fast path: whether this is a plain card that needs no further checks."""
    allowed, values = _ALLOWED[kind], card.values
    for key, (_, node) in values.items():
        if key not in allowed or not _is_fine(key, node):
            return False
    return all(key in values for key in NEEDED[kind])


def _is_fine(key: str, node: Node) -> bool:
    """Whether each text in it begins with a letter or a digit, and so is not blank."""
    if isinstance(node, TextNode):
        value = node.value
        if value is None or not value[:1].isalnum() or key in SWITCHES:
            return False
        return key != "id" or is_id(value)
    if isinstance(node, ListNode) and key in LISTS and key != "was":
        texts = [item.value for item in node.values if isinstance(item, TextNode) and item.value]
        return 0 < len(texts) == len(node.values) and all(text[:1].isalnum() for text in texts)
    return False


def switch(value: str) -> bool:
    """The value of a yes or no, as written in a deck."""
    return value.lower() in _YES


def closest(key: str, known: Iterable[str], others: Mapping[str, str]) -> str:
    """The key that was probably meant, or an empty string."""
    close = difflib.get_close_matches(key.lower(), [*known, *others], n=1)
    return others.get(close[0], close[0]) if close else ""


def _guess(key: str) -> str:
    return closest(key, _KNOWN, _OTHER_WORDS)


def _key_problems(card: MapNode, kind: str) -> Iterator[Problem]:
    for key, (at, value) in card.values.items():
        if isinstance(value, BrokenNode):
            continue
        if key not in _KNOWN:
            meant = _guess(key)
            guess = f"; did you mean '{meant}'?" if meant else ""
            yield Problem(at.line, at.column, f"unknown key '{clean_line(key)[:60]}'{guess}")
        elif key not in _ALLOWED[kind] and (key, kind) != ("typed", "basic"):
            said = f"'{key}' does not go with '{LEADS.get(kind, 'a')}'"
            if (key, kind) == ("accept", "basic"):
                said = "'accept' does not go with 'a' alone; add 'typed: yes'"
            yield Problem(at.line, at.column, said)


def _missing(card: MapNode, kind: str) -> Iterator[Problem]:
    """Problems of missing keys; a misspelt key has been reported already."""
    misspelt = {_guess(key) for key in card.values if key not in _KNOWN}
    for key in NEEDED[kind]:
        if key not in card.values and key not in misspelt:
            lead = LEADS.get(kind) or next((k for k in ("a", "q") if k in card.values), None)
            has = f"has '{lead}' but no '{key}'" if lead else f"has no '{key}'"
            said = f"{name_of(card)} {has}; add '{key}:' with {_ADVICE[key]}"
            yield Problem(card.line, card.column, said)


def _value_problems(card: MapNode) -> Iterator[Problem]:
    for key, (_, value) in card.values.items():
        if key in _KNOWN and not isinstance(value, BrokenNode):
            yield from _shape_problems(key, value)


def _shape_problems(key: str, value: Node) -> Iterator[Problem]:
    word = _WORDS.get(key, f"'{key}'")
    if isinstance(value, MapNode):
        said = f"{word} must be text, not keys; {HINT}"
        yield Problem(value.line, value.column, said)
    elif isinstance(value, ListNode):
        if key not in LISTS and key != "a":
            yield Problem(value.line, value.column, f"{word} must be one text, not a list")
            return
        yield from _list_problems(word, value)
    elif isinstance(value, TextNode):
        yield from _text_problems(key, word, value)


def _list_problems(word: str, texts: ListNode) -> Iterator[Problem]:
    if not texts.values:
        yield Problem(texts.line, texts.column, f"{word} is empty")
    for item in texts.values:
        if isinstance(item, ListNode | MapNode):
            said = f"a text was expected in the list of {word}; {HINT}"
            yield Problem(item.line, item.column, said)
        elif isinstance(item, TextNode) and (item.value is None or is_blank(item.value)):
            yield Problem(item.line, item.column, f"{word} has an empty item in its list")
        elif isinstance(item, TextNode) and word == "'was'" and not is_earlier_id(item.value or ""):
            said = "an earlier id is one of this deck, or written as deck/id"
            yield Problem(item.line, item.column, said)


def _text_problems(key: str, word: str, text: TextNode) -> Iterator[Problem]:
    if text.value is None or not text.value.strip():
        yield Problem(text.line, text.column, f"{word} is empty")
    elif is_blank(text.value):
        yield Problem(text.line, text.column, f"blank {word}")
    elif key in SWITCHES and text.value.lower() not in _YES | _NO:
        said = f"{word} is yes or no, not '{clean_line(text.value)[:40]}'"
        yield Problem(text.line, text.column, said)
    elif key == "id" and not is_id(text.value):
        yield Problem(text.line, text.column, "an id is made of a-z, 0-9 and '-'")


def _sense_problems(card: MapNode, kind: str) -> Iterator[Problem]:
    match kind:
        case "cloze":
            yield from _cloze_problems(card)
        case "order":
            yield from _order_problems(card.values["order"][1])
        case "choice" | "choices":
            yield from _choice_problems(card)
        case "figure":
            yield from _choice_problems(card)
            yield from _figure_problems(card)
        case "basic" if isinstance(card.values["a"][1], ListNode):
            answers = card.values["a"][1]
            said = "'a' is a list; add 'wrong:' for a choice, or use 'order:'"
            yield Problem(answers.line, answers.column, said)
        case _:
            answer = card.values.get("a", (None, None))[1]
            if isinstance(answer, ListNode):
                yield Problem(answer.line, answer.column, "answer must be one text, not a list")


def _cloze_problems(card: MapNode) -> Iterator[Problem]:
    at = card.values["cloze"][1]
    text = at.value or "" if isinstance(at, TextNode) else ""
    gaps = list(GAP.finditer(text))
    if gaps and text.count("{{") != len(gaps):
        yield Problem(at.line, at.column, "a gap is not closed, or has an empty hint")
    if not gaps:
        yield Problem(at.line, at.column, "no gap; write one as {{answer}}")
    if len(gaps) > MAX_GAPS:
        yield Problem(at.line, at.column, f"more than {MAX_GAPS} gaps; make several cards of it")
    if any(is_blank(gap["text"]) or _BARE_NUMBER.fullmatch(gap["text"]) for gap in gaps):
        yield Problem(at.line, at.column, "a gap without an answer")
    if "accept" in card.values and len(gaps) > 1:
        key = card.values["accept"][0]
        said = "'accept' can only be used with a single gap"
        yield Problem(key.line, key.column, said)


def _figure_problems(card: MapNode) -> Iterator[Problem]:
    """Problems of a figure: it shows one known muscle group and asks for one answer."""
    at = card.values["figure"][1]
    key = at.value or "" if isinstance(at, TextNode) else ""
    if muscle_of(key) is None:
        known = [muscle.key for muscle in MUSCLES]
        meant = closest(key, known, {})
        guess = f"did you mean '{meant}'?" if meant else f"there are {', '.join(known)}"
        yield Problem(at.line, at.column, f"no muscle '{clean_line(key)[:40]}'; {guess}")
    answer = card.values["a"][1]
    if isinstance(answer, ListNode):
        yield Problem(answer.line, answer.column, "answer must be one text, not a list")


def _order_problems(node: Node) -> Iterator[Problem]:
    texts = [clean_line(text) for text in texts_of(node)]
    if len(texts) < 2:
        yield Problem(node.line, node.column, "'order' needs at least two items")
    if len(texts) > MAX_CHOICES:
        yield Problem(node.line, node.column, f"'order' takes at most {MAX_CHOICES} items")
    if len(set(texts)) != len(texts):
        yield Problem(node.line, node.column, "'order' has a duplicate item")


def _choice_problems(card: MapNode) -> Iterator[Problem]:
    wrong = card.values["wrong"][1]
    right = [clean_line(text).casefold() for text in texts_of(card.values["a"][1])]
    others = [clean_line(text).casefold() for text in texts_of(wrong)]
    if set(right) & set(others):
        yield Problem(wrong.line, wrong.column, "'wrong' contains a right answer")
    if len(set(right)) != len(right) or len(set(others)) != len(others):
        yield Problem(wrong.line, wrong.column, "a duplicate choice")
    if len(right) + len(others) > MAX_CHOICES:
        yield Problem(wrong.line, wrong.column, f"more than {MAX_CHOICES} choices")


def texts_of(node: Node) -> list[str]:
    """The texts of a list; a single text counts as a list of one."""
    if isinstance(node, TextNode):
        return [node.value or ""]
    if isinstance(node, ListNode):
        return [item.value or "" for item in node.values if isinstance(item, TextNode)]
    return []


def name_of(card: MapNode) -> str:
    """The name of a card in a message."""
    at = card.values.get("id")
    if at is not None and isinstance(at[1], TextNode) and at[1].value:
        return f"card '{clean_line(at[1].value)[:60]}'"
    return "this card"
