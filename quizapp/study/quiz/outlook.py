"""What is said before a quiz: the expected score, and cards gone, edited or hard to judge."""

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


def opening_notes(session: QuizSession) -> list[str]:
    """One sentence each; empty when there is nothing to report."""
    quiz = session.quiz
    own = sum(asked.is_self_judged for asked in quiz.asked.values())
    edited = sum(index not in session.attempt.answers for index in quiz.edited)
    notes = []
    if session.attempt.answers or session.attempt.left:
        notes.append(
            f"Resumed: {plural(len(session.attempt.answers), 'question')} answered so far."
        )
    if quiz.gone:
        notes.append(f"{plural(quiz.gone, 'card')} no longer in the decks: left out.")
    if edited:
        notes.append(f"{plural(edited, 'card')} edited since: asked with the new text.")
    if own:
        notes.append(
            f"{plural(own, 'long answer')} without enough wrong options: type what you recall, "
            "and answer y if you were right."
        )
    return notes


def outlook_of(session: QuizSession) -> str:
    """The expected score of this attempt, as computed when it began."""
    opened, quiz = session.attempt.opened, session.quiz
    shares = [expected_share(opened, index) / 1000 for index in quiz.asked]
    return outlook_words(quiz, shares, session.desk.store.progress.states)


def outlook(desk: Desk, decks: Sequence[Deck], setup: QuizSetup, seed: int) -> str:
    """The expected score of a quiz with this setup and seed. Raises UsageError."""
    states, today = desk.store.progress.states, desk.today()
    quiz = plan_quiz(decks, setup.in_order(), states, today, seed)
    shares = [expected_credit(asked, states, today) for asked in quiz.asked.values()]
    return outlook_words(quiz, shares, states)


def outlook_words(quiz: Quiz, shares: Sequence[float], states: States) -> str:
    """`Expect 14.2 ± 1.6 of 20`; a share where the number of questions is open."""
    expected = predict(shares)
    if quiz.setup.mode in OPEN_ENDED:
        return f"Expect about {expected.share * 100:.0f} % right"
    if not any(asked.id in states for asked in quiz.asked.values()):
        return f"All new: guessing gets about {expected.mean:.1f} of {expected.of}"
    return f"Expect {expected.in_words()}"
