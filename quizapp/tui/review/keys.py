"""The keys of a review, and those that the footer shows for the card's state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from quizapp.domain.cards.card import Choice, Choices, Gap, Order, TrueFalse, Typed
from quizapp.study.question import Change, Question, Revealed
from quizapp.study.review.session import ReviewSession
from quizapp.tui.card.keys import (
    CHOOSE,
    EDIT,
    KEEP_TYPING,
    SCROLL_CARD,
    SHORTCUTS,
    UNPICK,
    VERDICT,
)
from quizapp.tui.keys import APP_KEYS, GO_HOME, HELP, RETRY, Key

REVEAL = Key("review.reveal", "space", "reveal", "Show answer", "Show the answer", "space")
GRADE = Key(
    "review.grade",
    "1,2,3,4",
    "digit",
    "Grade",
    "1 Again, 2 Hard, 3 Good, 4 Easy",
    "1-4",
    (1, 2, 3, 4),
    ("Grade Again", "Grade Hard", "Grade Good", "Grade Easy"),
)
ANSWER = Key(
    "review.answer", "enter", "answer", "Answer", "Submit; then accept the grade marked ▸", "⏎"
)
UNDO = Key("review.undo", "u", "change('undo')", "Undo", "Undo the last answer or change", "u")
SUSPEND = Key(
    "review.suspend",
    "s",
    "change('suspend')",
    "Suspend",
    "Do not ask this card until you unsuspend it",
    "s",
)
BURY = Key("review.bury", "b", "change('bury')", "Bury", "Do not ask it again today", "b")
MARK = Key("review.mark", "m", "change('mark')", "Mark", "Mark or unmark this card", "m")
WHY = Key("review.why", "w", "why", "Why now", "Why this card is asked now", "w")
RETRY_SAVE = replace(RETRY, id="review.retry")
LEAVE_REVIEW = replace(GO_HOME, id="review.home", keys="q")
REVIEW_KEYS = (
    REVEAL,
    GRADE,
    CHOOSE,
    VERDICT,
    ANSWER,
    UNPICK,
    SHORTCUTS,
    UNDO,
    SUSPEND,
    BURY,
    MARK,
    EDIT,
    WHY,
    RETRY_SAVE,
    SCROLL_CARD,
    *APP_KEYS,
    LEAVE_REVIEW,
)
CHANGES: dict[str, Callable[[ReviewSession], Change | None]] = {
    "undo": ReviewSession.undo,
    "suspend": ReviewSession.suspend,
    "bury": ReviewSession.bury,
    "mark": ReviewSession.mark,
}
"""What the keys that change a card do."""
ACCEPT = replace(ANSWER, label="Accept")
PICK = replace(GRADE, label="Choose", shown="1-9")


def keys_for(
    question: Question | None,
    revealed: Revealed | None,
    *,
    is_typing: bool,
    has_unsaved: bool,
    can_scroll: bool,
) -> tuple[Key, ...]:
    """The keys that do something now; the last one leaves."""
    retry = (*((RETRY_SAVE,) if has_unsaved else ()), *((SCROLL_CARD,) if can_scroll else ()))
    if question is None:
        return (*retry, UNDO, HELP, LEAVE_REVIEW)
    if is_typing:
        return (ANSWER, SHORTCUTS)
    rest = (UNDO, MARK, WHY, EDIT, BURY, SUSPEND, HELP, LEAVE_REVIEW)
    if revealed is not None:
        accept = (ACCEPT,) if revealed.proposed is not None else ()
        return (*retry, GRADE, *accept, *rest)
    match question.card:
        case TrueFalse():
            return (*retry, VERDICT, REVEAL, *rest)
        case Choice():
            return (*retry, replace(PICK, shown=f"1-{len(question.shown)}"), REVEAL, *rest)
        case Choices() | Order():
            pick = replace(PICK, shown=f"1-{len(question.shown)}")
            unpick = (UNPICK,) if isinstance(question.card, Order) else ()
            return (*retry, pick, ANSWER, *unpick, REVEAL, *rest)
        case _:
            typed = (KEEP_TYPING,) if not question.shown and _is_typed(question) else ()
            return (*retry, REVEAL, *typed, *rest)


def _is_typed(question: Question) -> bool:
    return isinstance(question.card, Typed | Gap)
