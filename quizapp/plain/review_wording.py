"""A review in plain lines that read well aloud."""

from __future__ import annotations

from datetime import datetime

from quizapp.domain.cards.card import Card, Gap, Typed, answer_text, how_to_answer, prompt_in_words
from quizapp.domain.judging.answer import Judgement
from quizapp.domain.memory import Grade
from quizapp.scheduling.wording import comes_back_in
from quizapp.study.question import Question, Revealed


def question_lines(question: Question, title: str, left: int) -> list[str]:
    """The question with its numbered options."""
    options = [f"  {number}. {indented(option)}" for number, option in enumerate(question.shown, 1)]
    advice = how_to_answer(question.card, verb="type")
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
    judgement = revealed.judgement
    lines = [f"{verdict(judgement) if judgement else 'Answer:'} {answer}"]
    lines.extend(difference_lines(card, judgement))
    lines.extend(
        f"{word}: {text}" for word, text in (("Why", about.why), ("Source", about.source)) if text
    )
    return [indented(line) for line in lines]


def grade_line(revealed: Revealed, now: datetime) -> str:
    """`1 Again 1 min · 2 Hard 6 min · 3 Good 10 min · 4 Easy 8 days`."""
    parts = []
    for grade in Grade:
        memory = revealed.outcomes.get(grade)
        back = f" {comes_back_in(memory, now)}" if memory else ""
        parts.append(f"{grade.value} {grade.label}{back}")
    return " · ".join(parts)


def verdict(judgement: Judgement) -> str:
    """`Correct:`, `Correct, mind the spelling:` or `Wrong, 50 % correct. Answer:`."""
    if judgement.right:
        return "Correct, mind the spelling:" if judgement.typo else "Correct:"
    partly = f", {judgement.credit // 10} % correct" if judgement.credit else ""
    return f"Wrong{partly}. Answer:"


def difference_lines(card: Card, judgement: Judgement | None) -> list[str]:
    """What a wrong typed answer was, and how it differs from the right one."""
    if judgement is None or judgement.right or not isinstance(card, Typed | Gap):
        return []
    from quizapp.domain.judging.typed_text import differences  # loads rapidfuzz, only for texts

    return [f"You wrote: {judgement.given}", *differences(judgement.given, answer_text(card))]
