"""The search language, term by term."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.cards.card import About, Card, Choice
from quizapp.domain.event import Buried, Event, Marked, Suspended
from quizapp.domain.memory import Day, Grade
from quizapp.errors import SearchError
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.study.agenda import due_today
from quizapp.study.browse.search import SearchContext, entries_of, parse, search
from quizapp.study.log.progress import folded
from tests.study.events import event, reviewed
from tests.world import MONDAY, basic, deck_of

TODAY = Day(20514)
"""The study day of MONDAY."""
CALENDAR = StudyCalendar(4, UTC)
NOW = int(MONDAY.timestamp())
CARDS: list[Card] = [
    basic("new", "legs", "muscle:calves"),
    basic("young", "legs", "muscle:calves", "topic:Stride"),
    basic("old", "legs"),
    basic("hip", "core", "topic:hip extension"),
    Choice(About("core/pick", "Which one?"), "This", ("That",)),
]


def log() -> list[Event]:
    return [
        event(1, reviewed("legs/young", due=NOW + 86400 * 3), TODAY - 9),
        event(2, reviewed("legs/old", Grade.AGAIN, "relearning", due=NOW - 5), TODAY),
        event(3, Suspended("core/hip"), TODAY),
        event(4, Marked("legs/new"), TODAY),
        event(5, Buried("core/pick"), TODAY),
    ]


def found(text: str, now: datetime = MONDAY) -> list[str]:
    decks = [deck_of(*CARDS[:3], name="legs"), deck_of(*CARDS[3:], name="core")]
    progress = folded(log())
    context = SearchContext(
        progress.states, now, CALENDAR, lambda: due_today(decks, progress, CALENDAR, now)
    )
    entries = search(entries_of(decks), parse(text), context)
    return [entry.card.about.id.partition("/")[2] for entry in entries]


ALL = ["new", "young", "old", "hip", "pick"]
SEARCHES = {
    "": ALL,
    "   ": ALL,
    "-": ALL,
    '""': ALL,
    "what is": ["new", "young", "old", "hip"],
    "WHICH": ["pick"],
    '"hip extension"': ["hip"],
    "this": ["pick"],
    "deck:core": ["hip", "pick"],
    "tag:calves": ["new", "young"],
    "tag:muscle:calves": ["new", "young"],
    "tag:stride": ["young"],
    'tag:"hip extension"': ["hip"],
    "tag:cal": [],
    "kind:choice": ["pick"],
    "is:new": ["new", "hip", "pick"],
    "is:review": ["young"],
    "is:relearning": ["old"],
    "is:due": [],
    "is:suspended": ["hip"],
    "is:marked": ["new"],
    "is:buried": ["pick"],
    "is:leech": [],
    "-is:new": ["young", "old"],
    "-tag:calves deck:legs": ["old"],
    "reps=1": ["young", "old"],
    "reps<1": ["new", "hip", "pick"],
    "recall<1": ["young"],
    "recall>=99%": ["old"],
    "recall<0.95 recall>0.5": ["young"],
    "recall=78%": ["young"],
    "recall=78.5%": ["young"],
    "recall=78.0%": [],
    "recall=0.78": ["young"],
    "recall=79%": [],
    "due>2": ["young"],
    "due=3": ["young"],
    "due=3.0": ["young"],
    "due=2.9": [],
    "due<=0": ["old"],
    "stability>0": ["young", "old"],
    "difficulty>5": ["old"],
    "lapses>0": [],
    "tag:calves is:new reps=0": ["new"],
}


@pytest.mark.parametrize(("text", "cards"), SEARCHES.items(), ids=SEARCHES)
def test_what_is_found(text: str, cards: list[str]) -> None:
    assert found(text) == cards


def test_due_is_what_the_day_still_asks_of_the_cards_in_review() -> None:
    assert found("is:due", MONDAY + timedelta(days=3)) == ["young"]
    assert found("-is:due is:review", MONDAY + timedelta(days=2)) == ["young"]


REFUSED = {
    "foo:bar": "no field 'foo'; choose from: deck, tag, kind, is, recall",
    "is:hungry": "no 'is:hungry'; choose from: new, learning, review",
    "kind:poem": "no kind 'poem'; choose from: basic, typed",
    "recall<much": "'recall<' needs a number, not 'much'",
    "recall:0.9": "'recall' is compared with a number: recall<0.9",
    "deck=core": "'deck' takes a word: deck:",
    "deck:": "'deck:' needs a word",
    'tag:"hip': "a quote is not closed",
}


@pytest.mark.parametrize(("text", "said"), REFUSED.items(), ids=REFUSED)
def test_what_is_not_understood_is_said(text: str, said: str) -> None:
    with pytest.raises(SearchError) as error:
        parse(text)
    assert str(error.value).startswith(said)


@given(st.text(st.sampled_from(list('ab:<>=-"%. 01isdeckrecall')), max_size=30))
def test_whatever_is_typed_is_a_search_or_is_told_apart(text: str) -> None:
    try:
        query = parse(text)
    except SearchError:
        return
    assert set(found(text)) <= set(ALL)
    assert query.tests or set(text) <= set(' -"')
