"""Making text from outside safe to show.

A deck, a file name or a typed answer may contain terminal escapes that set the window title, write
the clipboard or send input back. They are removed where text comes in, and again where it goes out.
"""

from __future__ import annotations

import re
import unicodedata

MARKS_IN_A_ROW = 4
"""Combining marks kept per letter; more would cover the lines above."""

_SEQUENCE = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"  # control sequences: colours, cursor, reports
    "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])"  # strings, up to the next introducer
    "[^\x07\x1b\x9c\x9d\x90\x98\x9e\x9f]*(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b[ -/]*[0-Z\\\\^-~]"  # other escapes of two or more characters
)
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and newline, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction marks, overrides, isolates
    "\u2028\u2029\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"  # separators, tag characters
)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """The text without anything a terminal would obey; everything visible stays."""
    if text.isascii() and text.isprintable():
        return text
    text = _SEQUENCE.sub("", text.replace("\r\n", "\n"))
    text = _LONE_SURROGATE.sub("\ufffd", _FORBIDDEN.sub("", text))
    return text if text.isascii() else _cap_marks(text)


def clean_line(text: str) -> str:
    """Safe text on one line, with each run of white space as one space."""
    return " ".join(clean(text).split())


def is_blank(text: str) -> bool:
    """Whether a text has no visible character."""
    return all(
        character.isspace() or unicodedata.category(character) in {"Cf", "Cc", "Mn"}
        for character in text
    )


def _cap_marks(text: str) -> str:
    kept: list[str] = []
    run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character)[0] == "M" else 0
        if run <= MARKS_IN_A_ROW:
            kept.append(character)
    return "".join(kept)
