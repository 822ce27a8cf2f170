from __future__ import annotations

from dataclasses import replace

from quizapp.domain.anatomy import MUSCLES
from quizapp.domain.cards.card import Basic
from quizapp.domain.event import Event, Reviewed
from quizapp.domain.memory import Answered, Day, Grade
from quizapp.scheduling.memory_model import recall
from quizapp.study.figures.muscles import Level, MuscleGroup, muscle_groups
from quizapp.study.log.progress import Progress
from tests.world import MONDAY, basic, deck_of

TODAY = Day(20514)
"""The study day of MONDAY."""
CALVES = [basic(f"c{number}", "deck", "muscle:calves") for number in range(4)]


def known(*cards: Basic, day: int = TODAY - 5, due: int = TODAY) -> Progress:
    """Progress with these cards answered once, Good."""
    progress = Progress()
    for number, card in enumerate(cards):
        payload = Reviewed(card.about.id, Grade.GOOD, 1000, "review", "hash", due_day=Day(due))
        at = day * 86_400_000 + number
        progress.apply(Event(f"{number:032x}", at, Day(day), 0, "dev", payload))
    return progress


def groups(progress: Progress, *cards: Basic) -> list[MuscleGroup]:
    return muscle_groups([deck_of(*cards)], progress, MONDAY, MONDAY.tzinfo)


def test_only_muscles_that_a_card_is_about_are_shown_from_the_top_down() -> None:
    cards = [basic("a", "deck", "muscle:glutes"), basic("b", "deck", "muscle:core", "topic:x")]
    found = groups(Progress(), *cards, basic("c", "deck", "muscle:tail"))
    assert [group.muscle.key for group in found] == ["core", "glutes"]
    assert all(group.level is Level.NOT_SEEN for group in found)


def test_the_strength_is_the_share_of_cards_that_would_be_known_now() -> None:
    progress = known(*CALVES[:2])
    (group,) = groups(progress, *CALVES)
    memory = progress.states["deck/c0"].memory
    assert isinstance(memory, Answered)
    by_hand = 2 * recall(memory.stability, 5) / 4
    assert group == MuscleGroup(group.muscle, 4, 2, 2, by_hand)
    assert group.muscle.name == "Calves"


def test_each_level_begins_at_its_strength() -> None:
    group = MuscleGroup(MUSCLES[0], 10, 5, 0, 0.0)
    levels = [replace(group, strength=share / 100).level for share in (49, 50, 74, 75, 89, 90)]
    names = [level.word for level in levels]
    assert names == ["weak", "shaky", "shaky", "good", "good", "strong"]
    assert replace(group, seen=0).level.word == "not seen"


def test_what_is_due_is_counted() -> None:
    assert groups(known(*CALVES[:3]), *CALVES)[0].due == 3
    assert groups(known(*CALVES[:3], due=TODAY + 1), *CALVES)[0].due == 0
