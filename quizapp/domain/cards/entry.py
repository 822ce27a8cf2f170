"""An entry of a deck file, and the cards it makes.

The fields have the names of the keys in the file, so that errors can name them.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TypeAlias

from quizapp.domain.anatomy import PREFIX
from quizapp.domain.cards.card import (
    BACK,
    About,
    Basic,
    Card,
    Choice,
    Choices,
    Figure,
    Gap,
    Order,
    TrueFalse,
    Typed,
)

GAP = re.compile(
    r"\{\{(?:(?P<number>[1-9][0-9]?):(?!:))?(?P<text>(?:(?!\{\{|\}\}|::).)+)"
    r"(?:::(?P<hint>(?:(?!\{\{|\}\}).)+))?\}\}",
    re.DOTALL,
)
"""A gap of a cloze: `{{answer}}`, `{{answer::hint}}`, `{{2:answer}}`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryBase:
    """What entries of every kind may have."""

    id: str = ""
    was: tuple[str, ...] = ()
    """Its earlier ids: progress under one of them is its own."""
    why: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BasicEntry(EntryBase):
    """A question and its answer."""

    q: str
    a: str
    reverse: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedEntry(EntryBase):
    """A question whose answer is typed."""

    q: str
    a: str
    typed: bool = True
    accept: tuple[str, ...] = ()
    reverse: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceEntry(EntryBase):
    """A question with one right answer and wrong ones."""

    q: str
    a: str
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureEntry(EntryBase):
    """A muscle group highlighted on a figure: which one is it?"""

    figure: str
    a: str
    wrong: tuple[str, ...]
    q: str = "Which muscle group is lit?"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicesEntry(EntryBase):
    """A question with several right answers and wrong ones."""

    q: str
    a: tuple[str, ...]
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalseEntry(EntryBase):
    """A statement that is true or false."""

    q: str
    verdict: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClozeEntry(EntryBase):
    """A text with gaps."""

    cloze: str
    accept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderEntry(EntryBase):
    """Items in their right order."""

    q: str
    order: tuple[str, ...]


Entry: TypeAlias = (
    BasicEntry
    | TypedEntry
    | ChoiceEntry
    | FigureEntry
    | ChoicesEntry
    | TrueFalseEntry
    | ClozeEntry
    | OrderEntry
)

ENTRY_KINDS: dict[str, type[Entry]] = {
    "basic": BasicEntry,
    "typed": TypedEntry,
    "choice": ChoiceEntry,
    "choices": ChoicesEntry,
    "true-false": TrueFalseEntry,
    "cloze": ClozeEntry,
    "order": OrderEntry,
    "figure": FigureEntry,
}
"""The kinds by the names that JSON and the command line use."""
LEADS = {
    "typed": "typed",
    "choice": "wrong",
    "choices": "wrong",
    "true-false": "verdict",
    "cloze": "cloze",
    "order": "order",
    "figure": "figure",
}
"""The key that tells each kind from the others; a basic card has none."""
LISTS = frozenset({"wrong", "accept", "order", "tags", "was"})
"""The keys whose values are lists."""


def kind_of_keys(keys: Collection[str], *, has_many: bool, is_typed: bool) -> str:
    """The kind of an entry with these keys, whether or not they are valid together.

    `has_many`: its answer is a list. `is_typed`: its answer is typed.
    """
    for kind in ("figure", "cloze", "true-false", "order"):
        if LEADS[kind] in keys:
            return kind
    if "wrong" in keys:
        return "choices" if has_many else "choice"
    return "typed" if is_typed else "basic"


NO_ID_PREFIX = "~"
"""The prefix of the id of an entry that states none."""


def entry_id(entry: Entry) -> str:
    """The entry's own id, or `~` and ten hex digits of a hash of its normalised question."""
    if entry.id:
        return entry.id
    question = entry.cloze if isinstance(entry, ClozeEntry) else entry.q
    question = f"{question} {entry.figure}" if isinstance(entry, FigureEntry) else question
    normal = " ".join(unicodedata.normalize("NFKC", question).casefold().split())
    return NO_ID_PREFIX + hashlib.sha256(normal.encode()).hexdigest()[:10]


def cards_of(deck: str, entry: Entry, source: str) -> tuple[Card, ...]:
    """The cards that an entry makes; `source` is used if the entry has none."""
    key = f"{deck}/{entry_id(entry)}"

    def about(prompt: str, suffix: str = "") -> About:
        return About(key + suffix, prompt, entry.why, entry.source or source, entry.tags)

    match entry:
        case BasicEntry():
            front = Basic(about(entry.q), entry.a)
            return (front, Basic(about(entry.a, BACK), entry.q)) if entry.reverse else (front,)
        case TypedEntry():
            asked = Typed(about(entry.q), entry.a, entry.accept)
            return (asked, Typed(about(entry.a, BACK), entry.q)) if entry.reverse else (asked,)
        case ChoiceEntry():
            return (Choice(about(entry.q), entry.a, entry.wrong),)
        case FigureEntry():
            asked_about = _with_tag(about(entry.q), f"{PREFIX}{entry.figure}")
            return (Figure(asked_about, entry.a, entry.wrong, entry.figure),)
        case ChoicesEntry():
            return (Choices(about(entry.q), entry.a, entry.wrong),)
        case TrueFalseEntry():
            return (TrueFalse(about(entry.q), entry.verdict),)
        case OrderEntry():
            return (Order(about(entry.q), entry.order),)
        case ClozeEntry():
            gaps = gaps_of(entry.cloze)
            pinned = {int(gap["number"]) for gap in GAP.finditer(entry.cloze) if gap["number"]}
            return tuple(
                Gap(
                    about(prompt, f":{number}"),
                    answers,
                    len(gaps),
                    hinted,
                    number in pinned,
                    entry.accept,
                )
                for number, prompt, answers, hinted in gaps
            )


def _with_tag(about: About, tag: str) -> About:
    """A card about a muscle has its tag, even if the file does not list it."""
    return about if tag in about.tags else replace(about, tags=(*about.tags, tag))


def gaps_of(cloze: str) -> list[tuple[int, str, tuple[str, ...], bool]]:
    """Number, prompt, answers and whether there is a hint, for the card of each gap."""
    found = list(GAP.finditer(cloze))
    numbers = _numbers(found)
    cards = []
    for number in sorted(set(numbers)):
        mine = [gap for gap, its in zip(found, numbers, strict=True) if its == number]
        answers = tuple(gap["text"].strip() for gap in mine)
        prompt = _with_gaps(cloze, found, numbers, number)
        cards.append((number, prompt, answers, any(gap["hint"] for gap in mine)))
    return cards


def _numbers(found: list[re.Match[str]]) -> list[int]:
    """Gaps with a number keep it; the others take the lowest free ones, from left to right."""
    pinned = {int(gap["number"]) for gap in found if gap["number"]}
    free = (number for number in range(1, len(found) + len(pinned) + 1) if number not in pinned)
    return [int(gap["number"]) if gap["number"] else next(free) for gap in found]


def _with_gaps(cloze: str, found: list[re.Match[str]], numbers: list[int], number: int) -> str:
    parts: list[str] = []
    end = 0
    for gap, its in zip(found, numbers, strict=True):
        parts.append(cloze[end : gap.start()])
        parts.append(f"[{gap['hint'] or '…'}]" if its == number else gap["text"].strip())
        end = gap.end()
    return "".join([*parts, cloze[end:]])
