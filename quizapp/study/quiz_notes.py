"""What has to be said before a quiz: cards that are gone, edited, or hard to judge."""

from __future__ import annotations

from quizapp.scheduling.wording import plural
from quizapp.study.quiz import QuizSitting


def notes(sitting: QuizSitting) -> list[str]:
    """One sentence each; none for a quiz that nothing is odd about."""
    quiz = sitting.quiz
    own = sum(asked.is_self_judged for asked in quiz.asked.values())
    edited = sum(place not in sitting.attempt.answers for place in quiz.edited)
    said = []
    if sitting.attempt.answers or sitting.attempt.left:
        said.append(f"Going on: {plural(sitting.standing.answered, 'question')} answered already.")
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
