"""Judging typed text as a lenient teacher would.

Case, accents, articles, punctuation and plurals are ignored. A small typo counts as right and is
shown. Numbers must match exactly, in digits or in words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from rapidfuzz.distance import OSA, Levenshtein

from quizapp.domain.cards.card import Gap, Typed
from quizapp.domain.judging.answer import Judgement

_ARTICLES = frozenset({"a", "an", "the"})
_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen", "twenty"),
)
_NUMBERS = {word: str(value) for value, word in enumerate(_SMALL)} | {
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "hundred": "100",
}
_WORD = re.compile(r"(?:(?<![\w)])[-−])?\d+(?:[.,]\d+)*%?|[^\W\d_]+[+#]*")
"""Numbers with their sign, and words with the signs that some names end with (`C++`)."""
_RANGE = re.compile(r"(?<=\d)\s*(?:[-‐-―]|\bto\b)\s*(?=\d)")
_OPPOSITES = (
    *(("ab", "ad"), ("hyper", "hypo"), ("inter", "intra"), ("in", "ex"), ("pre", "post")),
    *(("ante", "anti"), ("supra", "infra"), ("endo", "exo"), ("de", "re"), ("pro", "re")),
    *(("con", "dis"), ("e", "in"), ("over", "under"), ("peri", "para"), ("un", "")),
)
"""Pairs of prefixes that turn a word into its opposite, so mixing them up is no typo."""
_LOOK_ALIKES = ({"ilium", "ileum"}, {"peroneal", "perineal"}, {"palmar", "plantar"})
_MANY_GAPS = 4
"""A card with more gaps than this needs its answers in order."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the right answer, and the same piece of the typed one."""

    kind: str
    """`same`, `other`, `missing` (only in the right answer) or `extra` (only in the typed one)."""
    expected: str
    given: str


_KINDS = {"equal": "same", "replace": "other", "insert": "missing", "delete": "extra"}


def check_text(card: Typed | Gap, text: str) -> Judgement:
    """Right if it is the answer or an accepted one, apart from a small typo."""
    accepted = _accepted(card)
    given = normal(text)
    if any(is_same(given, normal(candidate)) for candidate in accepted):
        return Judgement(True, text, 1000)
    if any(is_typo(given, normal(candidate)) for candidate in accepted):
        return Judgement(True, text, 1000, typo=True)
    return Judgement(False, text, 0)


def _accepted(card: Typed | Gap) -> Sequence[str]:
    if isinstance(card, Typed) or len(card.answers) == 1:
        return (card.answer, *card.accept)
    if len(card.answers) > _MANY_GAPS:
        return (card.answer, *card.accept)
    return (*(", ".join(order) for order in permutations(card.answers)), *card.accept)


def normal(text: str) -> str:
    """The text without the differences that do not matter."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("'", "").replace("’", "")
    folded = unicodedata.normalize("NFKD", plain)
    bare = "".join(character for character in folded if not unicodedata.combining(character))
    words = [_NUMBERS.get(word, word) for word in _WORD.findall(_RANGE.sub(" - ", bare))]
    words = [word for word in words if word != "to" or not _between_numbers(words)]
    kept = [singular(word) for word in words if word not in _ARTICLES]
    return " ".join(kept or words or text.split())


def is_same(given: str, expected: str) -> bool:
    """Whether two normalised texts are the same, apart from spaces within words."""
    if _digits(given) != _digits(expected):
        return False
    return given.replace(" ", "") == expected.replace(" ", "")


def _between_numbers(words: list[str]) -> bool:
    """Whether these words contain a range, such as `2 to 3`."""
    return sum(word.isdigit() for word in words) >= 2


def singular(word: str) -> str:
    """A word without its plural ending. Both sides are treated alike, so a rough rule is enough."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def is_typo(given: str, expected: str) -> bool:
    """Whether two normalised texts differ only by typos: 1 from 5 letters on, 2 from 10, 3 from 18.

    Two swapped neighbours are one typo. Numbers must be the same on both sides.
    """
    if _digits(given) != _digits(expected) or _are_opposites(given, expected):
        return False
    letters = len(expected.replace(" ", ""))
    allowed = 0 if letters < 5 else 1 if letters < 10 else 2 if letters < 18 else 3
    return OSA.distance(given, expected, score_cutoff=allowed) <= allowed


def _are_opposites(given: str, expected: str) -> bool:
    """Whether two texts differ by a prefix that means the opposite."""
    words, others = given.split(), expected.split()
    if len(words) != len(others):
        return False
    return any(_is_opposite(word, other) for word, other in zip(words, others, strict=True))


def _is_opposite(word: str, other: str) -> bool:
    if {word, other} in _LOOK_ALIKES:
        return True
    return any(
        word.startswith(one) and other.startswith(two) and word[len(one) :] == other[len(two) :]
        for pair in _OPPOSITES
        for one, two in (pair, pair[::-1])
    )


def _digits(text: str) -> list[str]:
    return [word for word in text.split() if any(sign.isdigit() for sign in word)]


def compare(given: str, expected: str) -> tuple[Piece, ...]:
    """Both texts cut into pieces that agree or differ."""
    return tuple(
        Piece(
            _KINDS[code.tag],
            expected[code.dest_start : code.dest_end],
            given[code.src_start : code.src_end],
        )
        for code in Levenshtein.opcodes(given, expected, processor=_same_length_fold)
    )


def differences(given: str, expected: str) -> list[str]:
    """The differences in words: at most three, and none if the texts have little in common."""
    pieces = [piece for piece in compare(given, expected) if piece.kind != "same"]
    alike = sum(len(piece.expected) for piece in compare(given, expected) if piece.kind == "same")
    if len(pieces) > 3 or alike * 2 < len(expected):
        return []
    return [_in_words(piece) for piece in pieces]


def _in_words(piece: Piece) -> str:
    match piece.kind:
        case "missing":
            return f"missing: {piece.expected.strip() or 'a space'}"
        case "extra":
            return f"extra: {piece.given.strip() or 'a space'}"
        case _:
            return f"{piece.given} should be {piece.expected}"


def _same_length_fold(text: str) -> str:
    """The text in lower case if that keeps its length, so that positions stay the same."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text
