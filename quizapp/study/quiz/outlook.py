"""What has to be said before a quiz: what to expect, and cards gone, edited or hard to judge."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.domain.cards.deck import Deck
from quizapp.domain.quiz_setup import OPEN_ENDED, QuizSetup
from quizapp.scheduling.wording import plural
from quizapp.study.log.attempts import expected_share
from quizapp.study.log.states import States
from quizapp.study.ports import Desk
from quizapp.study.quiz.plan import Quiz, expected_credit, plan_quiz, predict
from quizapp.study.quiz.session import QuizSession
from quizapp.study.recording import today_of


def opening_notes(session: QuizSession) -> list[str]:
    """One sentence each; none for a quiz that nothing is odd about."""
    quiz = session.quiz
    own = sum(asked.is_self_judged for asked in quiz.asked.values())
    edited = sum(place not in session.attempt.answers for place in quiz.edited)
    said = []
    if session.attempt.answers or session.attempt.left:
        said.append(
            f"Going on: {plural(len(session.attempt.answers), 'question')} answered already."
        )
    if quiz.gone:
        said.append(f"{plural(quiz.gone, 'card')} no longer in the decks: left out.")
    if edited:
        said.append(f"{plural(edited, 'card')} edited since: asked as they read now.")
    if own:
        said.append(
            f"{plural(own, 'long answer')} and too few others to choose from: type what you "
            "recall, and y says that you were right."
        )
    return said


def outlook_of(session: QuizSession) -> str:
    """How this attempt is expected to go, as it was when it began."""
    opened, quiz = session.attempt.opened, session.quiz
    shares = [expected_share(opened, place) / 1000 for place in quiz.asked]
    return outlook_words(quiz, shares, session.desk.store.progress.states)


def outlook(desk: Desk, decks: Sequence[Deck], setup: QuizSetup, seed: int) -> str:
    """How a quiz of this setup and seed is expected to go. Raises UsageError."""
    states, today = desk.store.progress.states, today_of(desk)
    quiz = plan_quiz(decks, setup.in_order(), states, today, seed)
    shares = [expected_credit(asked, states, today) for asked in quiz.asked.values()]
    return outlook_words(quiz, shares, states)


def outlook_words(quiz: Quiz, shares: Sequence[float], states: States) -> str:
    """`14.2 ± 1.6 of 20`; a share where nobody knows how many will be asked."""
    expected = predict(shares)
    if quiz.setup.mode in OPEN_ENDED:
        return f"about {expected.share * 100:.0f} % right"
    if not any(asked.id in states for asked in quiz.asked.values()):
        return f"{expected.mean:.1f} of {expected.of} by guessing, for all of it is new"
    return expected.in_words()
