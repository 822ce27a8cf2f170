"""The keys that answer a card, in a review or a quiz."""

from __future__ import annotations

from dataclasses import replace

from quizapp.tui.keys import SCROLL, Key

CHOOSE = Key(
    "review.choose",
    "5,6,7,8,9",
    "digit",
    "Choose",
    "Choose an option, or the next item in order",
    "1-9",
    (5, 6, 7, 8, 9),
)
VERDICT = Key(
    "review.verdict",
    "y,n",
    "verdict",
    "True, false",
    "Answer true or false",
    "y n",
    (0, 1),
    ("Answer true", "Answer false"),
)
UNPICK = Key("review.back", "backspace", "unpick", "Unpick", "Remove the last item picked", "⌫")
SHORTCUTS = Key(
    "review.leave",
    "tab,escape",
    "keep_typing",
    "Shortcuts",
    "Use letters as shortcuts; press again to keep typing",
    "tab",
)
KEEP_TYPING = replace(SHORTCUTS, label="Keep typing")
LEAVE_INPUT = Key(
    "input.leave", "tab,escape", "leave", "Shortcuts", "Use letters as shortcuts", "tab"
)
SUBMIT = Key("input.hand_in", "enter", "submit", "Answer", "Submit what you typed", "⏎")
SCROLL_CARD = replace(SCROLL, id="review.scroll", tooltip="Scroll a long card")
EDIT = Key("card.edit", "e", "edit", "Edit", "Edit this card in its deck file", "e")
