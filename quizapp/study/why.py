"""Why this card, why now: one sentence, and the curve of forgetting it rests on."""

from __future__ import annotations

from quizapp.domain.memory import Answered, CardState, Day, Learning, New, Relearning, Reviewing
from quizapp.scheduling.memory_model import recall, recall_on
from quizapp.scheduling.study_day import DAY_SECONDS, StudyCalendar
from quizapp.scheduling.wording import ago, plural


def why_now(state: CardState, today: Day, calendar: StudyCalendar) -> str:
    """The sentence for a card that is asked today."""
    memory = state.memory
    match memory:
        case New():
            return "New: you have not answered it yet."
        case Learning():
            last = ago(memory.day, today)
            return f"You are learning it: last answered {last}, and not yet over its first steps."
        case Relearning():
            forgotten = plural(state.lapses, "time")
            last = ago(memory.day, today)
            return f"You are relearning it: forgotten {forgotten}, last seen {last}."
        case Reviewing():
            known = round(recall_on(memory, today) * 100)
            return (
                f"Last seen {ago(memory.day, today)}; you now recall it with about {known} %; "
                f"{_due(memory, today, calendar)}."
            )


def curve(memory: Answered, days: int, points: int) -> list[float]:
    """Recall from the day of the last answer on, over so many days, at so many points."""
    step = days / max(points - 1, 1)
    return [recall(memory.stability, step * point) for point in range(points)]


def _due(memory: Reviewing, today: Day, calendar: StudyCalendar) -> str:
    begins = calendar.begins(today)
    days = round((memory.due - begins) / DAY_SECONDS)
    if days < 0:
        return f"due {ago(Day(today + days), today)}"
    return "due today" if days == 0 else f"due in {plural(days, 'day')}"
