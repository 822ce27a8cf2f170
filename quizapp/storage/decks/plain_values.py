"""Plain values that are taken from a cache only if they are what they should be."""

from __future__ import annotations


def text(value: object) -> str:
    """The value, which must be a text. Raises TypeError."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def number(value: object) -> int:
    """The value, which must be a whole number. Raises TypeError."""
    if type(value) is not int:
        raise TypeError(value)
    return value
