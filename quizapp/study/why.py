"""Why a card is asked now: a sentence, and the forgetting curve behind it."""

from __future__ import annotations

from quizapp.domain.memory import Answered, CardState, Day, Learning, New, Relearning, Reviewing
from quizapp.scheduling.memory_model import recall, recall_on
from quizapp.scheduling.wording import ago, plural


def why_now(state: CardState, today: Day) -> str:
    """The sentence for a card that is asked today."""
    memory = state.memory
    match memory:
        case New():
            return "New: you have not reviewed it yet."
        case Learning():
            last = ago(memory.day, today)
            return f"You are learning it: last answered {last}, still on its learning steps."
        case Relearning():
            forgotten = plural(state.lapses, "time")
            last = ago(memory.day, today)
            return f"You are relearning it: forgotten {forgotten}, last answered {last}."
        case Reviewing():
            known = round(recall_on(memory, today) * 100)
            return (
                f"Last answered {ago(memory.day, today)}; about a {known} % chance you recall it; "
                f"{_due(memory, today)}."
            )


def curve(memory: Answered, days: int, points: int) -> list[float]:
    """Recall at evenly spaced points over a number of days, from the last answer on."""
    step = days / max(points - 1, 1)
    return [recall(memory.stability, step * point) for point in range(points)]


def _due(memory: Reviewing, today: Day) -> str:
    days = memory.due_day - today
    if days < 0:
        return f"due {ago(memory.due_day, today)}"
    return "due today" if days == 0 else f"due in {plural(days, 'day')}"
