"""Anki's side, run in the environment of the references: builds a collection, or uses it."""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ANSWERS = 150


def build(rows: Path, target: Path) -> None:
    """Build a collection from a file of rows."""
    from anki.collection import Collection

    cards = [json.loads(line) for line in rows.read_text("utf-8").splitlines()]
    collection = Collection(str(target))
    _add_notes(collection, cards)
    collection.set_config("fsrs", True)
    today = collection.sched.today
    collection.close()
    with sqlite3.connect(target) as database:
        _schedule(database, cards, today)
        _add_reviews(database, cards)


def _add_notes(collection: Any, cards: list[dict[str, Any]]) -> None:
    from anki.collection import AddNoteRequest

    kind = collection.models.by_name("Basic")
    decks = {name: collection.decks.id(name) for name in {c["name"].split("/")[0] for c in cards}}
    for start in range(0, len(cards), 5000):
        requests = []
        for card in cards[start : start + 5000]:
            note = collection.new_note(kind)
            note["Front"], note["Back"] = f"What is {card['name']}?", f"It is {card['name']}"
            requests.append(AddNoteRequest(note=note, deck_id=decks[card["name"].split("/")[0]]))
        collection.add_notes(requests)


def _schedule(database: sqlite3.Connection, cards: list[dict[str, Any]], today: int) -> None:
    day = max(card["day"] for card in cards) + 1
    ids = [number for (number,) in database.execute("select id from cards order by id")]
    database.executemany(
        "update cards set type=2, queue=2, due=?, ivl=?, factor=2500, reps=8, data=? where id=?",
        [
            (
                today + round(card["due"] / 86400) - day,
                max(round(card["stability"]), 1),
                json.dumps({"s": card["stability"], "d": card["difficulty"]}),
                number,
            )
            for card, number in zip(cards, ids, strict=True)
        ],
    )


def _add_reviews(database: sqlite3.Connection, cards: list[dict[str, Any]]) -> None:
    ids = [number for (number,) in database.execute("select id from cards order by id")]
    reviews = [
        (at, number, -1, grade, 10, 5, 0, 5000, 1)
        for card, number in zip(cards, ids, strict=True)
        for at, grade in card["reviews"]
    ]
    database.executemany("insert into revlog values (?,?,?,?,?,?,?,?,?)", reviews)


def due(target: Path) -> None:
    """Import, open, and count the due cards of each deck."""
    from anki.collection import Collection

    collection = Collection(str(target))
    tree = collection.sched.deck_due_tree()
    print(sum(deck.review_count for deck in tree.children))
    collection.close()


def graphs(target: Path) -> None:
    """All graphs of the statistics, over all time."""
    from anki.collection import Collection

    collection = Collection(str(target))
    found = collection._backend.graphs(search="", days=0)
    print(len(found.SerializeToString()))
    collection.close()


def answers(target: Path) -> None:
    """Answers in one deck, each with the next card, timed one by one."""
    from anki.collection import Collection
    from anki.scheduler_pb2 import CardAnswer

    with TemporaryDirectory(dir=target.parent) as folder:
        collection = Collection(str(shutil.copy(target, folder)))
        collection.decks.select(collection.decks.id("deck0"))
        scheduler = collection.sched
        seconds = []
        queued = scheduler.get_queued_cards().cards[0]
        for _ in range(ANSWERS):
            card = collection.get_card(queued.card.id)
            card.start_timer()
            begun = time.perf_counter()
            answer = scheduler.build_answer(card=card, states=queued.states, rating=CardAnswer.GOOD)
            scheduler.answer_card(answer)
            queued = scheduler.get_queued_cards().cards[0]
            seconds.append(time.perf_counter() - begun)
        collection.close()
    print(json.dumps(seconds))


def plain(decks: Path) -> None:
    """`yaml.load` of every deck, with the C loader and Python's defaults."""
    import yaml

    texts = [deck.read_bytes() for deck in sorted(decks.glob("*.yaml"))]
    begun = time.perf_counter()
    loaded = [yaml.load(text, yaml.CSafeLoader) for text in texts]
    print(json.dumps([time.perf_counter() - begun]))
    del loaded


COMMANDS: dict[str, Callable[..., None]] = {
    "build": build,
    "due": due,
    "graphs": graphs,
    "answers": answers,
    "plain": plain,
}

if __name__ == "__main__":
    COMMANDS[sys.argv[1]](*map(Path, sys.argv[2:]))
