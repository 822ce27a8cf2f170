"""A review in plain lines that read well aloud."""

from __future__ import annotations

from datetime import datetime

from quizapp.domain.cards.card import Gap, Typed, answer_text, how_to_answer, prompt_in_words
from quizapp.domain.judging.answer import Judgement
from quizapp.domain.memory import Grade
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.scheduling.wording import comes_back_in
from quizapp.study.question import Question, Revealed


def question_lines(question: Question, title: str, left: int) -> list[str]:
    """The question with its numbered options."""
    options = [f"  {number}. {indented(option)}" for number, option in enumerate(question.shown, 1)]
    advice = how_to_answer(question.card)
    prompt = prompt_in_words(question.card) + (f" ({advice})" if advice else "")
    return ["", f"{left} left - {title}", f"Question: {indented(prompt)}", *options]


def indented(text: str) -> str:
    """A deck's text with its further lines indented: only the program's own words start a line."""
    return text.replace("\n", "\n  ")


def answer_lines(revealed: Revealed) -> list[str]:
    """The judgement, the answer and why."""
    card = revealed.question.card
    answer = answer_text(card)
    about = card.about
    said = [_verdict(revealed.judgement, answer)]
    if revealed.judgement is not None and not revealed.judgement.right:
        said.extend(_difference(revealed, answer))
    said.extend(
        f"{word}: {text}" for word, text in (("Why", about.why), ("Source", about.source)) if text
    )
    return [indented(line) for line in said]


def grade_line(revealed: Revealed, now: datetime, calendar: StudyCalendar) -> str:
    """`1 Again 1 min · 2 Hard 6 min · 3 Good 10 min · 4 Easy 8 days`."""
    parts = []
    for grade in Grade:
        memory = revealed.outcomes.get(grade)
        back = f" {comes_back_in(memory, now, calendar)}" if memory else ""
        parts.append(f"{grade.value} {grade.label}{back}")
    return " · ".join(parts)


def _verdict(judgement: Judgement | None, answer: str) -> str:
    if judgement is None:
        return f"Answer: {answer}"
    if not judgement.right:
        partly = f", {judgement.credit // 10} % correct" if judgement.credit else ""
        return f"Wrong{partly}. Answer: {answer}"
    return f"Correct, mind the spelling: {answer}" if judgement.typo else f"Correct: {answer}"


def _difference(revealed: Revealed, answer: str) -> list[str]:
    judgement = revealed.judgement
    if judgement is None or not isinstance(revealed.question.card, Typed | Gap):
        return []
    from quizapp.domain.judging.typed_text import differences  # loads rapidfuzz, only for texts

    return [f"You wrote: {judgement.given}", *differences(judgement.given, answer)]
