"""What the review screen says, made from the session's values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.domain.cards.card import Card
from quizapp.domain.memory import Grade, New
from quizapp.scheduling.queue import Finished, Later
from quizapp.scheduling.wording import comes_back_in, minutes_in_words, plural
from quizapp.study.agenda import calendar_of
from quizapp.study.figures.deck_detail import detail_of
from quizapp.study.ports import Desk, ProgressStore
from quizapp.study.question import Question, Revealed
from quizapp.study.why import curve, why_now
from quizapp.tui.safe import MUTED, joined

if TYPE_CHECKING:
    from quizapp.study.review.session import ReviewSession

CHANGED = {
    "undone": "Undone",
    "suspended": "Suspended for good, u takes it back",
    "buried": "Buried until tomorrow, u takes it back",
    "marked": "Marked",
    "unmarked": "Mark taken off",
}
CURVE_POINTS = 96


def facts_line(session: ReviewSession) -> Content:
    """`10 answered · 20 left   new 3 · learn 4 · due 13`, after the marks of the open card."""
    tally = session.tally
    cram = Content.styled("cram · nothing changes  ", "$warning") if session.is_cram else ""
    counts = f"{session.done} answered · {tally.left} left"
    sorts = f"   new {tally.new} · learn {tally.learning} · due {tally.due}"
    return joined(cram, _flags(session), Content.styled(counts + sorts, MUTED))


def brief(session: ReviewSession) -> Content:
    """The same where there is little room."""
    return joined(_flags(session), Content.styled(f"{session.tally.left} left", MUTED))


def title_of(session: ReviewSession) -> str:
    """The title of the open card's deck, or of what is reviewed."""
    titles = {deck.id: deck.title for deck in session.decks}
    if session.question is not None:
        return titles[session.question.card.about.deck]
    return next(iter(titles.values())) if len(titles) == 1 else "All decks"


def grade_labels(revealed: Revealed, desk: Desk) -> Mapping[Grade, str]:
    """When each grade brings the card back, from the very outcomes that will be stored."""
    now, calendar = desk.clock.now(), calendar_of(desk.store.progress, desk.zone)
    return {
        grade: comes_back_in(memory, now, calendar) for grade, memory in revealed.outcomes.items()
    }


def reasons(question: Question, desk: Desk) -> tuple[str, list[float], str]:
    """Why this card is asked now, its curve of forgetting well past the due day, and its end."""
    calendar = calendar_of(desk.store.progress, desk.zone)
    today = calendar.day(desk.clock.now())
    sentence = why_now(question.state, today, calendar)
    memory = question.state.memory
    if isinstance(memory, New):
        return sentence, [], ""
    days = max(round(memory.stability * 2), today - memory.day, 4)
    return sentence, curve(memory, days, CURVE_POINTS), f"{days} days"


def end_words(step: Later | Finished, session: ReviewSession) -> tuple[Content, Content]:
    """A heading and what comes next, when no card is left."""
    done = f"{plural(session.done, 'answer')} in this session." if session.done else ""
    if isinstance(step, Later):
        wait = minutes_in_words(step.due - session.desk.clock.now().timestamp())
        verb = "comes" if step.count == 1 else "come"
        head = Content.styled("◔ A pause", "bold $warning")
        back = f"{plural(step.count, 'card')} {verb} back in {wait}."
        return head, Content(f"{back}\n{done}".rstrip())
    head = Content.styled("✓ Done for now", "bold $success")
    if not session.done:
        head = Content.styled("✓ Nothing is due", "bold $success")
    lines = (done, *_day(session.desk), "u takes the last answer back, q goes home.")
    return head, Content("\n".join(filter(None, lines)))


def _day(desk: Desk) -> Iterator[str]:
    """What the day added up to, and what the next one brings."""
    progress, now = desk.store.progress, desk.clock.now()
    sums = progress.sums(calendar_of(progress, desk.zone).day(now))
    if sums.answers:
        met = plural(sums.new, "new card")
        forgotten = f", {sums.tested - sums.recalled} forgotten" if sums.tested else ""
        yield f"Today: {plural(sums.answers, 'answer')}, {met}{forgotten}."
    _, tomorrow, *_ = detail_of(desk.shelf.decks(), progress, now, desk.zone).ahead
    if tomorrow:
        verb = "comes" if tomorrow == 1 else "come"
        yield f"Tomorrow {plural(tomorrow, 'card')} {verb} back."


def unsaved_words(count: int, problem: str = "") -> str:
    """The warning while something is not on the disk; empty when everything is."""
    if not count:
        return ""
    reason = f": {problem}" if problem else ""
    advice = "free space and press r" if "space" in problem.lower() else "press r to try again"
    return f"{plural(count, 'answer')} not saved{reason}; {advice}"


def _flags(session: ReviewSession) -> Content:
    card: Card | None = session.question.card if session.question else None
    if card is None:
        return Content("")
    state = session.desk.store.progress.states[card.about.id]
    said = [
        word for word, is_on in (("◆ marked", state.marked), ("✚ leech", state.is_leech)) if is_on
    ]
    return Content.styled("  ".join([*said, ""]) if said else "", "$warning")


def refusal(store: ProgressStore) -> str:
    """Why nothing can be kept; empty when it can."""
    return f"Read-only, answers can't be kept: {store.read_only}" if store.read_only else ""
