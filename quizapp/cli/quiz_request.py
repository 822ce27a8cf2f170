"""A quiz requested on the command line, and its session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizapp.domain.cards.card import KINDS
from quizapp.domain.cards.deck import Deck
from quizapp.domain.clean_text import clean_line
from quizapp.domain.quiz_setup import CLOCK, LOOK_ALIKES, MISSES, QuizSetup, setup_problem
from quizapp.errors import UsageError
from quizapp.study.identity import deck_ids
from quizapp.study.ports import Desk
from quizapp.study.quiz.session import QuizSession
from quizapp.study.quiz.start import begin, look_alikes, misses, new_quiz, resume

RESUME = "resume"
TIMES = {"1": 1000, "1.5": 1500, "2": 2000, "off": 0}
"""The factor for each value of `--time`, in thousandths; 0 switches the clock off."""


@dataclass(frozen=True, slots=True)
class QuizRequest:
    """What `runquiz quiz` was asked for."""

    setup: QuizSetup
    source: str = ""
    """`resume`, `misses` or `look-alikes`; empty for a quiz from the decks."""


def checked(setup: QuizSetup) -> QuizSetup:
    """The setup. Raises UsageError if it is impossible."""
    for kind in setup.kinds:
        if kind not in KINDS:
            raise UsageError(f"no kind '{clean_line(kind)}'; choose from: {', '.join(KINDS)}")
    if setup.confidence and setup.mode == CLOCK:
        raise UsageError("an exam never asks how sure you are; leave out --confidence")
    said = setup_problem(setup)
    if said:
        raise UsageError(said)
    return setup


def session_for(
    desk: Desk, decks: Sequence[Deck], request: QuizRequest, *, free: bool
) -> QuizSession | None:
    """The session; None if there is no attempt to resume. Raises UsageError."""
    if request.source == RESUME:
        attempt = desk.store.progress.attempts.newest_unfinished()
        return None if attempt is None else resume(desk, attempt, decks, free=free)
    if request.source == MISSES:
        attempt = desk.store.progress.attempts.newest_finished()
        if attempt is None:
            raise UsageError("no quiz has been finished yet, so nothing was missed")
        quiz = misses(desk, decks, attempt)
    elif request.source == LOOK_ALIKES:
        quiz = look_alikes(desk, decks)
    else:
        wanted = deck_ids(decks, desk.store.progress, request.setup.decks)
        quiz = new_quiz(desk, decks, replace(request.setup, decks=wanted))
    return begin(desk, quiz, decks, free=free)
