"""The other side, run in the references' environment: builds a collection, or says what is due."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def build(rows: Path, target: Path) -> None:
    """The collection of a file of rows."""
    from anki.collection import AddNoteRequest, Collection

    cards = [json.loads(line) for line in rows.read_text("utf-8").splitlines()]
    collection = Collection(str(target))
    kind = collection.models.by_name("Basic")
    decks = {name: collection.decks.id(name) for name in {c["name"].split("/")[0] for c in cards}}
    for start in range(0, len(cards), 5000):
        requests = []
        for card in cards[start : start + 5000]:
            note = collection.new_note(kind)
            note["Front"], note["Back"] = f"What is {card['name']}?", f"It is {card['name']}"
            requests.append(AddNoteRequest(note=note, deck_id=decks[card["name"].split("/")[0]]))
        collection.add_notes(requests)
    collection.set_config("fsrs", True)
    today, day = collection.sched.today, max(card["day"] for card in cards) + 1
    ids = collection.db.list("select id from cards order by id")
    collection.db.executemany(
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
    seen: set[int] = set()
    reviews = []
    for card, number in zip(cards, ids, strict=True):
        for reviewed, grade in card["reviews"]:
            at = next(free for free in range(reviewed, reviewed + 10**6) if free not in seen)
            seen.add(at)
            reviews.append((at, number, -1, grade, 10, 5, 0, 5000, 1))
    collection.db.executemany("insert into revlog values (?,?,?,?,?,?,?,?,?)", reviews)
    collection.close()


def due(target: Path) -> None:
    """Import, open, and count what is due in each deck."""
    from anki.collection import Collection

    collection = Collection(str(target))
    tree = collection.sched.deck_due_tree()
    print(sum(deck.review_count for deck in tree.children))
    collection.close()


if __name__ == "__main__":
    {"build": build, "due": due}[sys.argv[1]](*map(Path, sys.argv[2:]))
