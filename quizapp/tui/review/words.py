"""The words of the review screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual.content import Content

from quizapp.domain.cards.card import Card
from quizapp.domain.cards.deck import deck_titles
from quizapp.domain.memory import Grade, New
from quizapp.scheduling.queue import Finished, Later
from quizapp.scheduling.wording import comes_back_in, minutes_in_words, plural
from quizapp.study.figures.deck_detail import detail_of
from quizapp.study.ports import Desk
from quizapp.study.question import Question, Revealed
from quizapp.study.review.session import ReviewSession, nothing_due
from quizapp.study.why import curve, why_now
from quizapp.tui.safe import MUTED, joined

CHANGED = {
    "undone": "Undone",
    "suspended": "Suspended, press u to undo",
    "buried": "Buried until tomorrow, press u to undo",
    "marked": "Marked",
    "unmarked": "Unmarked",
}
CURVE_POINTS = 96


def facts_line(session: ReviewSession) -> Content:
    """`◆ marked  10 answered · 20 left   new 3 · learn 4 · due 13`."""
    tally = session.tally
    cram = Content.styled("cram · changes nothing  ", "$warning") if session.is_cram else ""
    counts = f"{session.done} answered · {tally.left} left"
    sorts = f"   new {tally.new} · learn {tally.learning} · due {tally.due}"
    return joined(cram, _flags(session), Content.styled(counts + sorts, MUTED))


def brief(session: ReviewSession) -> Content:
    """The same for a narrow screen."""
    return joined(_flags(session), Content.styled(f"{session.tally.left} left", MUTED))


def title_of(session: ReviewSession) -> str:
    """The title of the open card's deck, or of the decks under review."""
    titles = deck_titles(session.decks)
    if session.question is not None:
        return titles[session.question.card.about.deck]
    if len(titles) == 1:
        return next(iter(titles.values()))
    return "All decks" if len(titles) == len(session.desk.shelf.decks()) else "Several decks"


def grade_labels(revealed: Revealed, desk: Desk) -> Mapping[Grade, str]:
    """When each grade brings the card back, from the outcomes that will be stored."""
    now = desk.clock.now()
    return {grade: comes_back_in(memory, now) for grade, memory in revealed.outcomes.items()}


def reasons(question: Question, desk: Desk) -> tuple[str, list[float], str]:
    """Why this card is asked now, its forgetting curve, and how many days that covers."""
    today = desk.today()
    sentence = why_now(question.state, today)
    memory = question.state.memory
    if isinstance(memory, New):
        return sentence, [], ""
    days = max(round(memory.stability * 2), today - memory.day, 4)
    return sentence, curve(memory, days, CURVE_POINTS), f"{days} days"


def end_words(step: Later | Finished, session: ReviewSession) -> tuple[Content, Content]:
    """A heading and a few sentences for when no card is left."""
    done = f"{plural(session.cards_done, 'card')} this session." if session.done else ""
    if isinstance(step, Later):
        wait = minutes_in_words(step.due - session.desk.clock.now().timestamp())
        verb = "comes" if step.count == 1 else "come"
        head = Content.styled("◔ Nothing to ask right now", "bold $warning")
        back = f"{plural(step.count, 'card')} {verb} back in {wait}."
        return head, Content(f"{back}\n{done}".rstrip())
    head = Content.styled("✓ Done for now", "bold $success")
    if not session.done:
        head = Content.styled(f"✓ {nothing_due(session)}", "bold $success")
    lines = (done, *_day(session.desk), "u undoes the last answer, q goes home.")
    return head, Content("\n".join(filter(None, lines)))


def _day(desk: Desk) -> Iterator[str]:
    """Today in numbers, and what is due tomorrow."""
    progress, now = desk.store.progress, desk.clock.now()
    sums = progress.sums(desk.calendar().day(now))
    if sums.answers:
        met = plural(sums.new, "new card")
        forgotten = f", {sums.tested - sums.recalled} forgotten" if sums.tested else ""
        yield f"Today: {plural(sums.answers, 'answer')}, {met}{forgotten}."
    _, tomorrow, *_ = detail_of(desk.shelf.decks(), progress, now, desk.zone).ahead
    if tomorrow:
        verb = "comes" if tomorrow == 1 else "come"
        yield f"Tomorrow {plural(tomorrow, 'card')} {verb} back."


def _flags(session: ReviewSession) -> Content:
    card: Card | None = session.question.card if session.question else None
    if card is None:
        return Content("")
    state = session.desk.store.progress.states[card.about.id]
    said = [
        word for word, is_on in (("◆ marked", state.marked), ("✚ leech", state.is_leech)) if is_on
    ]
    return Content.styled("  ".join([*said, ""]) if said else "", "$warning")
