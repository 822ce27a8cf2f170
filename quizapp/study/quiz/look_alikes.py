"""Cards that the learner mixes up, and drills that ask both of a pair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from random import Random

from quizapp.domain.cards.card import Basic, Card, Choice, Gap, Typed
from quizapp.domain.cards.card_id import entry_of
from quizapp.domain.cards.deck import Deck
from quizapp.domain.judging.answer import Answer, Picked, TypedAnswer
from quizapp.domain.memory import NEW_STATE
from quizapp.study.question import Question, shuffled_options
from quizapp.study.quiz.asking import Asked, reading_seconds
from quizapp.study.quiz.distractors import answers_of


class AnswerOwners:
    """Finds the card that an answer belongs to."""

    def __init__(self, decks: Iterable[Deck]) -> None:
        self._cards = {deck.id: deck.cards for deck in decks}

    def of(self, asked: Asked, answer: Answer | None) -> str | None:
        """The other card of the deck that has this answer, if any."""
        for text in _texts(asked, answer):
            owner = asked.owners.get(text) or self._find(asked.source, text)
            if owner is not None:
                return owner
        return None

    def _find(self, card: Card, text: str) -> str | None:
        from quizapp.domain.judging.typed_text import normal  # loads rapidfuzz, only for texts

        said = normal(text)
        others = (other for other in self._cards.get(card.about.deck, ()) if _near(card, other))
        return next(
            (
                other.about.id
                for other in others
                if any(normal(right) == said for right in answers_of(other))
            ),
            None,
        )


def _near(card: Card, other: Card) -> bool:
    """Whether two cards are about the same thing, and could be mixed up."""
    if entry_of(other.about.id) == entry_of(card.about.id) or not answers_of(other):
        return False
    return not set(card.about.tags).isdisjoint(other.about.tags) or not card.about.tags


def _texts(asked: Asked, answer: Answer | None) -> Sequence[str]:
    """The answer, if it is a single text that could belong to another card."""
    match answer:
        case TypedAnswer():
            return (answer.text,)
        case Picked() if isinstance(asked.card, Choice):
            shown = asked.question.shown
            return [shown[index] for index in answer.indexes if index < len(shown)]
        case _:
            return ()


def can_be_paired(card: Card) -> bool:
    """Whether it has a single answer that can be an option beside another card's."""
    return isinstance(card, Basic | Typed | Gap | Choice)


def existing_pairs(
    by_id: Mapping[str, Card], pairs: Iterable[tuple[str, str]]
) -> list[tuple[Card, Card]]:
    """The pairs of existing cards whose answers differ and are not named in the questions."""
    found = []
    for one, other in pairs:
        first, second = by_id.get(one), by_id.get(other)
        if first is None or second is None or not _differ(first, second):
            continue
        found.append((first, second))
    return found


def _differ(first: Card, second: Card) -> bool:
    if not (can_be_paired(first) and can_be_paired(second)):
        return False
    from quizapp.domain.judging.typed_text import normal  # loads rapidfuzz, only for texts

    one, other = ({normal(text) for text in answers_of(card)} for card in (first, second))
    asked = [f" {normal(card.about.prompt)} " for card in (first, second)]
    names_one = any(f" {text} " in prompt for text in one | other for prompt in asked)
    return one.isdisjoint(other) and not names_one


def pair_questions(by_id: Mapping[str, Card], cards: Sequence[str], seed: int) -> dict[int, Asked]:
    """Both cards of each pair in turn, each with only the two answers as options."""
    rng = Random(seed)  # noqa: S311
    found: dict[int, Asked] = {}
    for index in range(0, len(cards) - 1, 2):
        first, second = by_id.get(cards[index]), by_id.get(cards[index + 1])
        if first is None or second is None or not _differ(first, second):
            continue
        for step, (card, other) in enumerate(((first, second), (second, first))):
            found[index + step] = _one_of_two(card, other, rng)
    return found


def _one_of_two(card: Card, other: Card, rng: Random) -> Asked:
    right, wrong = answers_of(card)[0], answers_of(other)[0]
    as_asked = Choice(card.about, right, (wrong,))
    question = Question(as_asked, NEW_STATE, shuffled_options(as_asked, rng))
    return Asked(card, question, reading_seconds(question), {wrong: other.about.id})
