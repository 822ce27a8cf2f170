"""`NAME=VALUE` on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizapp.domain.text import clean_line
from quizapp.errors import UsageError


def pairs(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each name with its value. Raises UsageError for a word without a `=`."""
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not name:
            raise UsageError(f"'{clean_line(word)[:60]}' is no NAME=VALUE")
        if any("\ud800" <= letter <= "\udfff" for letter in word):
            raise UsageError(f"{clean_line(name)[:60]}: not UTF-8 text")
        yield name, value
