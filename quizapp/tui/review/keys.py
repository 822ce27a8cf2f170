"""Which keys the footer of the review screen shows, as the state of the card has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from quizapp.domain.cards.card import Choice, Choices, Gap, Order, TrueFalse, Typed
from quizapp.study.question import Change, Question, Revealed
from quizapp.study.review.session import ReviewSession
from quizapp.tui.keys import (
    ANSWER,
    BACK,
    BURY,
    EDIT,
    GO_HOME,
    GRADE,
    HELP,
    LEAVE,
    MARK,
    RETRY,
    REVEAL,
    SCROLL,
    SUSPEND,
    UNDO,
    VERDICT,
    WHY,
    Key,
)

CHANGES: dict[str, Callable[[ReviewSession], Change | None]] = {
    "undo": ReviewSession.undo,
    "suspend": ReviewSession.suspend,
    "bury": ReviewSession.bury,
    "mark": ReviewSession.mark,
}
"""What the keys of a change do."""
ACCEPT = replace(ANSWER, label="Take ▸")
PICK = replace(GRADE, label="Choose", shown="1-9")
TYPE = replace(LEAVE, label="Type on")


def keys_for(
    question: Question | None,
    revealed: Revealed | None,
    *,
    is_typing: bool,
    has_unsaved: bool,
    can_scroll: bool,
) -> tuple[Key, ...]:
    """The keys that do something now; the last one is how to leave."""
    retry = (*((RETRY,) if has_unsaved else ()), *((SCROLL,) if can_scroll else ()))
    if question is None:
        return (*retry, UNDO, HELP, GO_HOME)
    if is_typing:
        return (ANSWER, LEAVE)
    rest = (UNDO, MARK, WHY, EDIT, BURY, SUSPEND, HELP, GO_HOME)
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
            back = (BACK,) if isinstance(question.card, Order) else ()
            return (*retry, pick, ANSWER, *back, REVEAL, *rest)
        case _:
            typed = (TYPE,) if not question.shown and _is_typed(question) else ()
            return (*retry, REVEAL, *typed, *rest)


def _is_typed(question: Question) -> bool:
    return isinstance(question.card, Typed | Gap)
