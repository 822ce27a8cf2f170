"""A card laid open: question, answer, what is remembered of it, and the curve of forgetting."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from quizapp.domain.cards.card import Card, answer_text, options_of, prompt_in_words
from quizapp.domain.memory import CardState, Day, New
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.scheduling.wording import plural
from quizapp.study.browse.card_history import HistoryEntry, history_words
from quizapp.study.why import curve, why_now
from quizapp.tui.safe import MUTED, joined, safe, safe_line
from quizapp.tui.shared.charts import EIGHTHS

CURVE_POINTS = 40
CURVE_HIGH = 6
MOST_PAST = 200
LOWEST = 0.5
"""The foot of the curve."""


def card_content(
    card: Card,
    state: CardState,
    today: Day,
    calendar: StudyCalendar,
    past: Sequence[HistoryEntry] = (),
) -> Content:
    """All of it, one thing below the other."""
    about = card.about
    options = [text for text in options_of(card) if text != answer_text(card)]
    parts = [
        safe(prompt_in_words(card), "bold"),
        safe(f"✓ {answer_text(card)}", "$success"),
        *([safe(f"of: {', '.join(options)}", MUTED)] if options else []),
        *([safe(about.why)] if about.why else []),
        safe_line(" · ".join(filter(None, (about.source, *about.tags))), MUTED),
        Content(""),
        Content(why_now(state, today, calendar)),
        *_memory(state),
        *_history(past),
    ]
    return Content("\n").join(parts)


def _memory(state: CardState) -> list[Content]:
    memory = state.memory
    flags = [
        name
        for name, is_on in (
            ("suspended", state.suspended),
            ("marked", state.marked),
            ("leech", state.is_leech),
        )
        if is_on
    ]
    said = [plural(state.reps, "answer"), f"forgotten {plural(state.lapses, 'time')}", *flags]
    if isinstance(memory, New):
        return [Content.styled(", ".join(said), MUTED)] if state.reps or flags else []
    said += [f"stability {memory.stability:.1f} days", f"difficulty {memory.difficulty:.1f}"]
    days = max(round(memory.stability * 2), 7)
    return [
        Content.styled(", ".join(said), MUTED),
        Content(""),
        Content.styled(f"Recall, from the last answer on over {plural(days, 'day')}", MUTED),
        *_curve(curve(memory, days, CURVE_POINTS)),
    ]


def _history(past: Sequence[HistoryEntry]) -> list[Content]:
    """What was done with it, the newest first."""
    if not past:
        return []
    rows = [Content.styled(history_words(each), MUTED) for each in reversed(past[-MOST_PAST:])]
    return [Content(""), Content.styled("What was done with it", "bold"), *rows]


def _curve(shares: list[float]) -> list[Content]:
    rows = []
    for row in range(CURVE_HIGH - 1, -1, -1):
        name = {CURVE_HIGH - 1: "100%", 0: f"{LOWEST:.0%}"}.get(row, "")
        cells = "".join(_cell(share, row) for share in shares)
        rows.append(joined(Content.styled(f"{name:>4}│", MUTED), Content.styled(cells, "$primary")))
    return rows


def _cell(share: float, row: int) -> str:
    height = (share - LOWEST) / (1 - LOWEST) * CURVE_HIGH * 8
    return EIGHTHS[min(max(round(height) - row * 8, 0), 8)]
