"""The shipped decks: the whole article, asked well."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from quizapp.domain.cards.card import (
    KINDS,
    Card,
    Choice,
    Choices,
    Gap,
    Typed,
    answer_text,
    kind_of,
)
from quizapp.domain.judging.typed_text import check_text, normal
from quizapp.domain.lint import lint
from quizapp.storage.decks.reader import read_deck
from tests.decks.facts import FACTS, Fact

DECKS = {
    path.stem: read_deck(path, path.read_bytes())
    for path in sorted((Path(__file__).parents[2] / "decks").glob("*.yaml"))
}
CARDS: list[Card] = [card for file in DECKS.values() if file.deck for card in file.deck.cards]
ENTRIES = {card.about.entry for card in CARDS}
RUN = 9
"""Words: no run of so many is the article's."""


@pytest.mark.parametrize("name", DECKS)
def test_a_deck_has_no_mistake_and_nothing_to_advise(name: str) -> None:
    file = DECKS[name]
    assert file.problems == ()
    assert file.deck is not None
    assert lint(file.deck) == []
    assert 50 <= len({card.about.entry for card in file.deck.cards}) <= 70


def test_there_are_enough_cards_of_every_kind() -> None:
    assert len(CARDS) >= 150
    assert {kind_of(card) for card in CARDS} == set(KINDS)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.says)
def test_every_fact_of_the_article_is_asked_and_those_that_matter_from_two_sides(
    fact: Fact,
) -> None:
    missing = set(fact.cards) - ENTRIES
    assert missing == set()
    assert len(set(fact.cards)) >= (2 if fact.matters else 1)


def test_every_card_asks_a_fact() -> None:
    assert ENTRIES - {card for fact in FACTS for card in fact.cards} == set()


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.about.id)
def test_every_card_teaches_names_its_section_and_its_subject(card: Card) -> None:
    assert card.about.why.endswith(".")
    assert card.about.source
    assert card.about.tags
    assert all(re.fullmatch(r"(muscle|action|topic):[a-z-]+", tag) for tag in card.about.tags)


NUMBERS = {
    "exercises/hill-repeats:2": ("4 to 6", "four to six", "4-6"),
    "exercises/tempo-minutes": ("20-30", "20 to 30 minutes", "twenty to thirty"),
    "exercises/plyometric-often": ("once or twice", "1-2", "1 to 2"),
    "exercises/strength-often": ("two to three", "2-3", "2 to 3 times"),
    "faq/minutes-week": ("150", "150 minutes", "150 min"),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_each_number_is_asked_and_right_however_it_is_written(name: str) -> None:
    card = next(card for card in CARDS if card.about.id == name)
    assert isinstance(card, Typed | Gap)
    for text in NUMBERS[name]:
        assert check_text(card, text).right, text
    assert not check_text(card, "7 to 9").right
    assert not check_text(card, "").right


@pytest.mark.parametrize(
    "card", [c for c in CARDS if not isinstance(c, Choice | Choices)], ids=lambda c: c.about.id
)
def test_no_answer_can_be_read_off_its_question(card: Card) -> None:
    if isinstance(card, Typed | Gap):
        asked = f" {normal(card.about.prompt)} "
        assert f" {normal(answer_text(card))} " not in asked


@pytest.mark.parametrize(
    "card", [c for c in CARDS if isinstance(c, Typed)], ids=lambda c: c.about.id
)
def test_no_typed_card_takes_another_cards_answer(card: Typed) -> None:
    others = {c.answer for c in CARDS if isinstance(c, Typed)} - {card.answer, *card.accept}
    own = [normal(text) for text in (card.answer, *card.accept)]
    taken = [text for text in others if normal(text) not in own and check_text(card, text).right]
    assert taken == []


def test_true_and_false_are_in_balance() -> None:
    verdicts = [card.verdict for card in CARDS if hasattr(card, "verdict")]
    assert 0.3 <= sum(verdicts) / len(verdicts) <= 0.7


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))


def runs(text: str) -> set[str]:
    found = words(text)
    return {
        hashlib.sha256(" ".join(found[at : at + RUN]).encode()).hexdigest()[:12]
        for at in range(len(found) - RUN + 1)
    }


def test_no_run_of_nine_words_is_the_articles() -> None:
    hashes = (Path(__file__).parent / "article_runs.txt").read_text().split()
    assert len(hashes) > 1500
    known = set(hashes)
    texts = [
        text
        for card in CARDS
        for text in (card.about.prompt, card.about.why, card.about.source, answer_text(card))
    ]
    assert [text for text in texts if runs(text) & known] == []
