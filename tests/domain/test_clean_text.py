from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.clean_text import clean, clean_line, is_blank

HOSTILE = {
    "colour": ("\x1b[31mred\x1b[0m", "red"),
    "window title": ("\x1b]0;owned\x07text", "text"),
    "link": ("\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\", "click"),
    "clipboard": ("a\x1b]52;c;ZXZpbA==\x07b", "ab"),
    "device control": ("\x1bPq#0\x1b\\x", "x"),
    "application command": ("\x1b_Ga=T\x1b\\x", "x"),
    "C1 control sequence": ("\x9b31mred", "red"),
    "C1 string": ("\x9d0;owned\x9cx", "x"),
    "cursor report": ("where\x1b[6n?", "where?"),
    "reset": ("\x1bcgone", "gone"),
    "unterminated string": ("\x1b]0;kept", "]0;kept"),
    "override": ("abc\u202edef", "abcdef"),
    "isolate": ("a\u2066b\u2069c", "abc"),
    "tag characters": ("a\U000e0041\U000e007fb", "ab"),
    "line separator": ("a\u2028b\u2029c", "abc"),
    "half a surrogate": ("a\ud800b", "a\ufffdb"),
    "bell and delete": ("a\x07\x7fb", "ab"),
}


@pytest.mark.parametrize(("hostile", "visible"), HOSTILE.values(), ids=HOSTILE)
def test_what_a_terminal_would_obey_is_removed_and_visible_text_stays(
    hostile: str, visible: str
) -> None:
    assert clean(hostile) == visible


def test_newlines_and_tabs_stay_and_windows_line_ends_are_mended() -> None:
    assert clean("a\tb\r\nc") == "a\tb\nc"


def test_combining_marks_are_capped() -> None:
    assert len(clean("e" + "\u0301" * 500)) < 10
    assert len(clean("e" + "\u0488" * 500)) < 10
    assert clean("e\u0301") == "e\u0301"


def test_other_scripts_are_left_alone() -> None:
    for text in ("Größe", "世界の首都", "नमस्ते", "שלום", "👟"):
        assert clean(text) == text


def test_a_line_has_no_line_ends() -> None:
    assert clean_line("  a\n\n b\t c ") == "a b c"


def test_blank_is_what_a_reader_sees_as_nothing() -> None:
    assert is_blank(" \u200b\u2060\n")
    assert not is_blank(" x ")


def test_many_strings_that_never_end_take_no_time_worth_counting() -> None:
    assert clean("\x9d" * 200_000) == ""


@given(st.text())
def test_cleaning_twice_is_cleaning_once_and_leaves_no_control_character(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not any(ord(character) < 32 and character not in "\n\t" for character in once)
    assert "\x7f" not in once
