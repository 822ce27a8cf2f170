"""A card in full: question, answer, memory state, history, and the forgetting curve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from quizapp.domain.cards.card import Card, answer_text, options_of, prompt_in_words
from quizapp.domain.cards.deck import deck_titles
from quizapp.domain.cards.tags import tag_title
from quizapp.domain.memory import CardState, Day, New
from quizapp.scheduling.wording import plural
from quizapp.study.browse.card_history import HistoryEntry, history, history_words
from quizapp.study.browse.card_rows import flag_words
from quizapp.study.ports import Desk
from quizapp.study.why import curve, why_now
from quizapp.tui.safe import MUTED, joined, safe, safe_line
from quizapp.tui.shared.charts import area_chart
from quizapp.tui.shared.reading_screen import ReadingScreen

CURVE_POINTS = 40
CURVE_HEIGHT = 6
MAX_HISTORY = 200
LOWEST_RECALL = 0.5
"""The bottom of the curve."""


def details_screen(desk: Desk, card: Card) -> ReadingScreen:
    """A card in full over the open screen, under the title of its deck."""
    title = deck_titles(desk.shelf.decks()).get(card.about.deck, card.about.deck)
    return ReadingScreen(safe_line(title), card_details(desk, card))


def card_details(desk: Desk, card: Card) -> Content:
    """Everything about a card, from top to bottom."""
    about = card.about
    state = desk.store.progress.states[about.id]
    options = [text for text in options_of(card) if text != answer_text(card)]
    parts = [
        safe(prompt_in_words(card), "bold"),
        safe(f"✓ {answer_text(card)}", "$success"),
        *([safe(f"Options: {', '.join(options)}", MUTED)] if options else []),
        *([safe(about.why)] if about.why else []),
        safe_line(" · ".join(filter(None, (about.source, *map(tag_title, about.tags)))), MUTED),
        Content(""),
        Content(why_now(state, desk.today())),
        *_memory(state, desk.today()),
        *_history(history(about.id, desk.store.events_about(about.id))),
    ]
    return Content("\n").join(parts)


def _memory(state: CardState, today: Day) -> Iterator[Content]:
    memory = state.memory
    facts = [
        plural(state.reps, "answer"),
        f"forgotten {plural(state.lapses, 'time')}",
        *flag_words(state, today),
    ]
    if isinstance(memory, New):
        if len(facts) > 2 or state.reps:
            yield Content.styled(", ".join(facts), MUTED)
        return
    facts += [f"stability {memory.stability:.1f} days", f"difficulty {memory.difficulty:.1f}"]
    days = max(round(memory.stability * 2), 7)
    yield Content.styled(", ".join(facts), MUTED)
    yield Content("")
    yield Content.styled(f"Forecast recall, {plural(days, 'day')} from the last answer", MUTED)
    yield from _curve(curve(memory, days, CURVE_POINTS))


def _history(entries: Sequence[HistoryEntry]) -> list[Content]:
    """Everything that happened to the card, the newest first."""
    if not entries:
        return []
    newest = reversed(entries[-MAX_HISTORY:])
    rows = [Content.styled(history_words(entry), MUTED) for entry in newest]
    return [Content(""), Content.styled("History", "bold"), *rows]


def _curve(shares: Sequence[float]) -> Iterator[Content]:
    labels = ["100%", *([""] * (CURVE_HEIGHT - 2)), f"{LOWEST_RECALL:.0%}"]
    for label, cells in zip(labels, area_chart(shares, CURVE_HEIGHT, LOWEST_RECALL), strict=True):
        yield joined(Content.styled(f"{label:>4}│", MUTED), Content.styled(cells, "$primary"))
