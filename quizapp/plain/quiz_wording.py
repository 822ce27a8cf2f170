"""A quiz in plain lines that read well aloud."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizapp.domain.cards.card import answer_text, how_to_answer, prompt_in_words
from quizapp.domain.cards.tags import tag_title
from quizapp.domain.clean_text import clean_line
from quizapp.domain.memory import Seconds
from quizapp.domain.quiz_setup import MODES, QUESTION, TIMEOUT
from quizapp.plain.review_wording import difference_lines, indented, verdict
from quizapp.scheduling.study_day import StudyCalendar, iso_time
from quizapp.scheduling.wording import clock_time, plural
from quizapp.study.log.attempts import PastAttempt
from quizapp.study.quiz.apply import DueChange
from quizapp.study.quiz.feedback import Feedback
from quizapp.study.quiz.outlook import opening_notes, outlook_of
from quizapp.study.quiz.results import ResultRow, Results, rank
from quizapp.study.quiz.session import QuizSession


def opening_lines(session: QuizSession) -> list[str]:
    """The setup of this quiz, and the expected score."""
    quiz, opened = session.quiz, session.attempt.opened
    # Plain mode never goes back, so answers can't be changed.
    what = MODES.get(opened.setup.mode, "").removesuffix(", answers can be changed")
    mode = f"{opened.setup.mode_title.lower()} mode ({what})"
    questions = plural(len(quiz.asked), "question")
    return [f"Quiz of {questions}, {mode}. {outlook_of(session)}.", *opening_notes(session)]


def question_lines(session: QuizSession, title: str) -> list[str]:
    """The question with its numbered options."""
    asked, standing = session.asked, session.standing
    advice = how_to_answer(asked.card, verb="type")
    prompt = prompt_in_words(asked.card) + (f" ({advice})" if advice else "")
    shown = asked.question.shown
    options = [f"  {number}. {indented(option)}" for number, option in enumerate(shown, 1)]
    head = f"{standing.number} of {standing.total} - {title}"
    return ["", f"{head}{_time_left(session)}", f"Question: {indented(prompt)}", *options]


def feedback_lines(feedback: Feedback) -> list[str]:
    """The judgement, the answer and why."""
    answer = answer_text(feedback.asked.card)
    payload = feedback.payload
    seconds = f"{payload.ms / 1000:.1f} s"
    points = f", {feedback.points} points" if feedback.points else ""
    why = feedback.asked.source.about.why
    lines = [
        f"{_verdict(feedback)} {answer} ({seconds}{points})",
        *difference_lines(feedback.asked.card, feedback.judgement),
        *([f"Why: {why}"] if why else []),
    ]
    return [indented(line) for line in lines]


def results_lines(results: Results) -> Iterator[str]:
    """The figures, then every missed question."""
    sums = results.sums
    yield ""
    yield f"Result: {_score(sums)}{_passed(results)}."
    if results.setup.points:
        yield f"Points: {sums.points}."
    yield f"Predicted {results.predicted.in_words()}, actual {sums.credit / 1000:.1f}."
    median = f"{results.median_seconds:.1f} s"
    yield f"Time: {clock_time(sums.used / 1000)} in all; median per question: {median}."
    yield from _best(results)
    for tag in results.tags:
        share = f"{tag.share * 100:.0f} % of {plural(tag.count, 'question')}"
        yield f"Weakest: {clean_line(tag_title(tag.tag))}, {share}."
    for word, lines in (
        ("Slow but correct", results.slow),
        ("Lucky guess", results.lucky),
        ("Sure but wrong", results.mistaken),
    ):
        yield from (indented(f"{word}: {_prompt(line)}") for line in lines)
    for line in results.missed:
        yield from _miss(line)


def applied_lines(planned: Sequence[DueChange], calendar: StudyCalendar) -> list[str]:
    """Each card's due time before and after."""
    return [
        f"applied {move.change.card} due {iso_time(calendar.due_at(move.before))} "
        f"to {iso_time(calendar.due_at(move.after))}"
        for move in planned
    ]


def history_lines(like: Sequence[PastAttempt]) -> Iterator[str]:
    """The attempts with the same setup, the oldest first, and the best of them."""
    for past in like:
        when = iso_time(Seconds(past.at // 1000))
        points = f", {past.points} points" if past.setup.points else ""
        yield f"{when} {_score(past)}{points}, {clock_time(past.used / 1000)}"
    if like:
        yield f"Best: {_score(max(like, key=rank))}"


def _score(past: PastAttempt) -> str:
    return f"{past.accuracy * 100:.0f} %, {past.right} of {past.asked} correct"


def _time_left(session: QuizSession) -> str:
    remaining = session.timer.remaining
    if remaining is None:
        return ""
    left = "" if session.quiz.setup.mode == QUESTION else " left"
    return f" - {remaining:.0f} s{left}"


def _verdict(feedback: Feedback) -> str:
    judgement, result = feedback.judgement, feedback.payload.result
    if result == TIMEOUT:
        return "Time is up. Answer:"
    return "Skipped. Answer:" if judgement is None else verdict(judgement)


def _passed(results: Results) -> str:
    if results.has_passed is None:
        return ""
    mark = f"{results.pass_mark * 100:.0f} %"
    return f"; passed, pass mark {mark}" if results.has_passed else f"; below the {mark} pass mark"


def _best(results: Results) -> Iterator[str]:
    if results.is_best:
        yield "Your best at this quiz so far."
    elif results.best is not None:
        yield f"Your best at this quiz: {_score(results.best)}."


def _prompt(line: ResultRow) -> str:
    return f"{line.number}. {prompt_in_words(line.asked.card)}"


def _miss(line: ResultRow) -> Iterator[str]:
    yield indented(f"Missed: {_prompt(line)}")
    yield indented(f"  You: {line.given or line.result}")
    yield indented(f"  Answer: {line.expected}")
    if line.asked.source.about.why:
        yield indented(f"  Why: {line.asked.source.about.why}")
