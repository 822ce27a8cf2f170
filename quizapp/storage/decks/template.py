"""The commented deck that `runquiz new` writes."""

from __future__ import annotations

TEMPLATE = """\
deck: {id}
title: '{title}'
about: One sentence on what this deck is about.
source: What it is derived from
cards:
  # A question and its answer. An id lets you edit the text and keep the progress.
  - id: first
    q: What is the capital of Norway?
    a: Oslo
    why: It was called Kristiania until 1925.   # shown after the answer
    tags: [europe]

  # The answer is typed; 'accept' lists other answers that count.
  - id: typed
    q: Which river flows through Paris?
    a: Seine
    typed: yes
    accept: [The Seine, La Seine]

  # One right answer among wrong ones; with a list of answers, several are right.
  - id: choice
    q: Which of these is the largest by area?
    a: Sweden
    wrong: [Norway, Finland]

  # True or false.
  - id: verdict
    q: Norway is a member of the EU.
    verdict: no

  # A text with gaps, one card for each gap; '::' gives a hint. Keep the double quotes.
  - id: gaps
    cloze: "The {{{{Danube::river}}}} flows through {{{{Vienna}}}}."

  # Items to put in order, listed in the right order.
  - id: order
    q: Put in order, north to south.
    order: [Oslo, Berlin, Rome]
"""


def template(deck_id: str, title: str) -> str:
    """A deck with a card of most kinds, explained in comments."""
    return TEMPLATE.format(id=deck_id, title=title.replace("'", "''"))
