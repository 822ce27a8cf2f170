"""An entry of a deck as it is written, and the cards it makes.

The fields are named like the keys of the file, so that what is wrong can be said in its words.
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
    """What every entry may say."""

    id: str = ""
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
    """A muscle group lit on a figure: which is it?"""

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
class VerdictEntry(EntryBase):
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
    """Things in their right order."""

    q: str
    order: tuple[str, ...]


Entry: TypeAlias = (
    BasicEntry
    | TypedEntry
    | ChoiceEntry
    | FigureEntry
    | ChoicesEntry
    | VerdictEntry
    | ClozeEntry
    | OrderEntry
)

ENTRY_KINDS: dict[str, type[Entry]] = {
    "basic": BasicEntry,
    "typed": TypedEntry,
    "choice": ChoiceEntry,
    "choices": ChoicesEntry,
    "true-false": VerdictEntry,
    "cloze": ClozeEntry,
    "order": OrderEntry,
    "figure": FigureEntry,
}
"""The kinds by the names that they have in JSON and on the command line."""
LEADS = {
    "typed": "typed",
    "choice": "wrong",
    "choices": "wrong",
    "true-false": "verdict",
    "cloze": "cloze",
    "order": "order",
    "figure": "figure",
}
"""The key by which each kind is known; a basic card has none."""
LISTS = frozenset({"wrong", "accept", "order", "tags"})
"""The keys that hold a list."""


def kind_of_keys(keys: Collection[str], *, has_many: bool, is_typed: bool) -> str:
    """The kind that the keys of an entry ask for, right or wrong.

    `has_many` is whether its answer is a list, `is_typed` whether it is to be typed.
    """
    for kind in ("figure", "cloze", "true-false", "order"):
        if LEADS[kind] in keys:
            return kind
    if "wrong" in keys:
        return "choices" if has_many else "choice"
    return "typed" if is_typed else "basic"


def entry_id(entry: Entry) -> str:
    """Its own id, or `~` and ten hex digits of the hash of its normalised question."""
    if entry.id:
        return entry.id
    question = entry.cloze if isinstance(entry, ClozeEntry) else entry.q
    question = f"{question} {entry.figure}" if isinstance(entry, FigureEntry) else question
    normal = " ".join(unicodedata.normalize("NFKC", question).casefold().split())
    return "~" + hashlib.sha256(normal.encode()).hexdigest()[:10]


def cards_of(deck: str, entry: Entry, source: str) -> tuple[Card, ...]:
    """The cards that an entry makes; `source` is the deck's, for an entry without its own."""
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
        case VerdictEntry():
            return (TrueFalse(about(entry.q), entry.verdict),)
        case OrderEntry():
            return (Order(about(entry.q), entry.order),)
        case ClozeEntry():
            return tuple(
                Gap(about(prompt, f":{number}"), answers, hinted, entry.accept)
                for number, prompt, answers, hinted in gaps_of(entry.cloze)
            )


def _with_tag(about: About, tag: str) -> About:
    """A card about a muscle counts for it, whether or not its tags say so."""
    return about if tag in about.tags else replace(about, tags=(*about.tags, tag))


def gaps_of(cloze: str) -> list[tuple[int, str, tuple[str, ...], bool]]:
    """Number, prompt, answers and whether a hint is given, for each gap's card."""
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
    """Pinned gaps keep their number; the others take the lowest free ones, left to right."""
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
