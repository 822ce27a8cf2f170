"""The words of the quiz screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from textual.content import Content

from quizapp.domain.cards.card import Choice, Choices, Gap, Order, TrueFalse, Typed
from quizapp.domain.quiz_setup import CONFIDENCES, LIVES, OPEN_ENDED, SKIPPED, SURVIVAL, TIMEOUT
from quizapp.scheduling.wording import plural
from quizapp.study.quiz.feedback import Feedback
from quizapp.study.quiz.outlook import opening_notes, outlook_of
from quizapp.study.quiz.session import QuizSession
from quizapp.tui.card.keys import KEEP_TYPING, SHORTCUTS
from quizapp.tui.keys import HELP, Key
from quizapp.tui.quiz.keys import (
    ANSWER,
    FINISH,
    NEXT,
    NEXT_QUESTION,
    OVERRULE,
    PAUSE,
    PICK,
    PREVIOUS_QUESTION,
    RETRY_SAVE,
    SKIP,
    STOP,
    TRUE_FALSE,
)
from quizapp.tui.safe import MUTED, joined, safe_line

CONFIDENCE_BY_DIGIT = dict(enumerate(CONFIDENCES, 1))


def title_of(session: QuizSession, titles: Mapping[str, str]) -> str:
    """`Quiz · Running muscles`."""
    deck = session.asked.source.about.deck if session.index >= 0 else ""
    return f"Quiz · {titles.get(deck, deck)}"


def facts_line(session: QuizSession, *, hides_last: bool) -> Content:
    """`3 / 10   ✓ 2  ✗ 1`, or the lives left in a survival.

    While the learner is asked how sure the last answer was, the line does not give it away.
    """
    standing = session.standing
    is_open_ended = session.quiz.setup.mode in OPEN_ENDED
    said = (
        f"question {standing.number}" if is_open_ended else f"{standing.number} / {standing.total}"
    )
    count = Content.styled(said, MUTED)
    if hides_last:
        return count
    if session.is_free:
        return joined(count, Content.styled(f"   {standing.answered} answered", MUTED))
    right = Content.styled(f"   ✓ {standing.right}", "$success")
    misses = Content.styled(f"  ✗ {standing.misses}", "$error" if standing.misses else MUTED)
    if session.quiz.setup.mode == SURVIVAL:
        left = max(LIVES - standing.misses, 0)
        lives = f"   {'●' * left}{'○' * (LIVES - left)} {plural(left, 'life', 'lives')}"
        return joined(count, right, Content.styled(lives, "$warning"))
    return joined(count, right, misses)


def brief(session: QuizSession) -> Content:
    """The same for a narrow screen."""
    standing = session.standing
    is_open_ended = session.quiz.setup.mode in OPEN_ENDED
    total = "" if is_open_ended else f"/{standing.total}"
    return Content.styled(f"{standing.number}{total}", MUTED)


def verdict_line(feedback: Feedback) -> Content:
    """`✓ Correct · 3.2 s · space next · 840 points`."""
    payload = feedback.payload
    parts = [_verdict(feedback), Content.styled(f"{payload.ms / 1000:.1f} s", MUTED)]
    if payload.sure:
        parts.append(Content.styled(payload.sure, MUTED))
    if feedback.may_be_overruled and not payload.overruled:
        parts.append(_key("y", "I was right"))
    parts.append(_key("space", "next"))
    if feedback.points:
        parts.append(Content.styled(f"{feedback.points} points", MUTED))
    return Content(" · ").join(parts)


def confidence_line() -> Content:
    """The question how sure an answer was, asked before its feedback."""
    keys = (
        _key("1", "sure"),
        _key("2", "unsure"),
        _key("3", "a guess"),
        _key("space", "skip"),
    )
    return joined(
        Content.styled("How sure were you?  ", "bold $warning"), Content(" · ").join(keys)
    )


def keys_for(
    session: QuizSession, *, is_typing: bool, is_asking: bool, unsaved: int
) -> tuple[Key, ...]:
    """The keys that do something now; the last one leaves."""
    retry = (RETRY_SAVE,) if unsaved else ()
    rest = (PAUSE, FINISH, HELP, STOP)
    if is_typing:
        return (ANSWER, SHORTCUTS)
    if session.is_paused:
        return (replace(PAUSE, label="Continue"), HELP, STOP)
    if is_asking:
        return (replace(PICK, shown="1-3", label="How sure"), *rest)
    if session.feedback is not None:
        right = (OVERRULE,) if session.feedback.may_be_overruled else ()
        return (*retry, NEXT, *right, *rest)
    free = (PREVIOUS_QUESTION, NEXT_QUESTION, FINISH) if session.is_free else ()
    last = (PAUSE, HELP, STOP) if session.is_free else rest
    return (*retry, *_answer_keys(session), *free, SKIP, *last)


def _answer_keys(session: QuizSession) -> tuple[Key, ...]:
    shown = session.asked.question.shown
    pick = replace(PICK, shown=f"1-{len(shown)}")
    match session.asked.card:
        case TrueFalse():
            return (TRUE_FALSE,)
        case Choice():
            return (pick,)
        case Choices() | Order():
            return (pick, ANSWER)
        case Typed() | Gap():
            return (KEEP_TYPING, ANSWER)
        case _:
            return ()


def _verdict(feedback: Feedback) -> Content:
    payload, judgement = feedback.payload, feedback.judgement
    if feedback.is_right:
        spelling = ", mind the spelling" if judgement is not None and judgement.typo else ""
        said = "✓ Counted as correct" if payload.overruled else f"✓ Correct{spelling}"
        return Content.styled(said, "bold $success")
    if payload.result == TIMEOUT:
        return Content.styled("◔ Time is up", "bold $warning")
    if payload.result == SKIPPED:
        return Content.styled("– Skipped", "bold $warning")
    partly = f", {payload.credit // 10} % correct" if payload.credit else ""
    return Content.styled(f"✗ Wrong{partly}", "bold $error")


def _key(key: str, label: str) -> Content:
    return joined(Content.styled(key, "bold $primary"), Content.styled(f" {label}", MUTED))


def clock_words(session: QuizSession) -> str:
    """The words on the clock line; empty when it shows the seconds left."""
    if session.is_paused:
        return "paused"
    return "no clock" if session.timer.limit is None else ""


def earlier_line(session: QuizSession) -> Content:
    """The answer given earlier, which an exam lets the learner change."""
    answer = session.attempt.answers.get(session.index)
    if answer is None:
        return Content("")
    text = safe_line(answer.answer or answer.result, "bold $foreground")
    how = "type to change" if session.asked.is_typed else "choose again to change"
    return joined(Content.styled("your answer: ", MUTED), text, Content.styled(f" · {how}", MUTED))


def submit_hint(session: QuizSession) -> str:
    """How to submit, once every question of an exam has an answer."""
    is_done = session.is_free and not session.standing.left
    return f"All answered; press {FINISH.shown} to submit" if is_done else ""


def opening_words(session: QuizSession) -> str:
    """What to expect, and anything unusual about this quiz."""
    return " ".join((f"{outlook_of(session)}.", *opening_notes(session)))
