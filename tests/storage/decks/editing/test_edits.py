"""An edited card is the edited lines of its file, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from difflib import unified_diff
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizapp.domain.cards.card_draft import CardDraft
from quizapp.domain.clean_text import clean
from quizapp.errors import NotEdited
from quizapp.storage.decks.editing.edits import entry_of_draft, opened, with_draft

PATH = Path("deck.yaml")
BY_HAND = """\
# as a person writes
deck: t
cards:
- id: a
  q:   What is it?      # spaced
  a: "x"
  wrong: [ b,  c ]   # two
  why: A long text that goes over
    several lines, as people write
    it by hand.
  tags:
      - one   # first
      - two

# about b
- id: b
  q: "quoted over
    two lines"
  a: 'single'
- {id: c, q: flow, a: [1, 2], wrong: [3]}
- id: d
  q: block?
  a: |
    line 1
      line 2
  why: >-
    folded text
    goes here
- q: no id here
  a: none
- id: e
  a: That
  q: Upside down?
"""


def changed(whole: str, /, name: str, kind: str = "", new_name: str = "", **texts: str) -> str:
    """The file after an edit of one card."""
    file = opened(PATH, whole.encode())
    base = file.draft("t", name)
    draft = replace(base.of_kind(kind or base.kind), name=new_name or name)
    for key, text in texts.items():
        draft = draft.with_text(key, text)
    return with_draft(file, base, draft).decode()


def diff(before: str, after: str) -> str:
    lines = unified_diff(before.split("\n"), after.split("\n"), n=0, lineterm="")
    return "\n".join(line for line in lines if line[:3] not in {"---", "+++"} and line[:2] != "@@")


ANONYMOUS = next(
    key.partition("/")[2] for key in opened(PATH, BY_HAND.encode()).file.entries if "~" in key
)
EDITS: list[tuple[dict[str, str], str]] = [
    (
        {"name": "a", "q": "What was it?"},
        "-  q:   What is it?      # spaced\n+  q:   What was it?      # spaced",
    ),
    ({"name": "a", "a": "y"}, '-  a: "x"\n+  a: "y"'),
    (
        {"name": "a", "q": "it: {{this}}"},
        '-  q:   What is it?      # spaced\n+  q:   "it: {{this}}"      # spaced',
    ),
    (
        {"name": "a", "wrong": "b\nd, e\nc"},
        '-  wrong: [ b,  c ]   # two\n+  wrong: [ b, "d, e",  c ]   # two',
    ),
    ({"name": "a", "wrong": "c"}, "-  wrong: [ b,  c ]   # two\n+  wrong: [ c ]   # two"),
    ({"name": "a", "tags": "zero\none\nthree"}, "+      - zero\n-      - two\n+      - three"),
    ({"name": "a", "tags": "two"}, "-      - one   # first"),
    ({"name": "a", "tags": ""}, "-  tags:\n-      - one   # first\n-      - two"),
    (
        {"name": "a", "why": "A long text that goes over many lines, as people write it by hand."},
        "-    several lines, as people write\n+    many lines, as people write",
    ),
    (
        {"name": "a", "kind": "typed", "accept": "z"},
        "-  wrong: [ b,  c ]   # two\n+  typed: yes\n+  accept: [z]",
    ),
    ({"name": "b", "q": "quoted over two words"}, '-    two lines"\n+    two words"'),
    ({"name": "b", "a": "it's"}, "-  a: 'single'\n+  a: 'it''s'"),
    ({"name": "b", "a": "two\nlines"}, "-  a: 'single'\n+  a: |-\n+    two\n+    lines"),
    ({"name": "b", "why": "So.", "source": "S"}, "+  why: So.\n+  source: S"),
    (
        {"name": "b", "kind": "cloze", "cloze": "A {{gap}}"},
        '-  q: "quoted over\n-    two lines"\n-  a: \'single\'\n+  cloze: "A {{gap}}"',
    ),
    (
        {"name": "c", "q": "flow, on", "wrong": "3\n4"},
        "-- {id: c, q: flow, a: [1, 2], wrong: [3]}\n"
        '+- {id: c, q: "flow, on", a: [1, 2], wrong: [3, 4]}',
    ),
    (
        {"name": "c", "kind": "order", "order": "2\n1"},
        "-- {id: c, q: flow, a: [1, 2], wrong: [3]}\n+- {id: c, q: flow, order: [2, 1]}",
    ),
    ({"name": "d", "a": "line 1\n  line 2\n\nline 3"}, "+\n+    line 3"),
    ({"name": "d", "why": "folded text goes there"}, "-    goes here\n+    goes there"),
    ({"name": ANONYMOUS, "new_name": "new"}, "-- q: no id here\n+- id: new\n+  q: no id here"),
    ({"name": "e", "kind": "true-false", "verdict": "no"}, "-  a: That\n+  verdict: no"),
]


@pytest.mark.parametrize(("edit", "lines"), EDITS)
def test_the_edited_lines_change_and_no_other(edit: dict[str, str], lines: str) -> None:
    assert diff(BY_HAND, changed(BY_HAND, **edit)) == lines


COMMENTED = """\
deck: t
cards:
- why: w
  # important
  id: a
  q: A?
  a: b   # a note
  tags:
    - c
    # about d
    - d
    - e
- id: b
  q: B?
  a: | # see page 42
    two
    lines
"""
COMMENTED_EDITS: list[tuple[dict[str, str], str]] = [
    ({"name": "a", "why": ""}, "-- why: w\n-  # important\n+- # important"),
    ({"name": "a", "tags": "c"}, "-    - d\n-    - e"),
    ({"name": "a", "a": "b\nc"}, '-  a: b   # a note\n+  a: "b\\nc"   # a note'),
    ({"name": "b", "a": "two"}, "-    lines"),
    ({"name": "b", "a": "one\n  \nlines"}, "-    two\n+    one\n+      "),
]


@pytest.mark.parametrize(("edit", "lines"), COMMENTED_EDITS)
def test_no_comment_is_lost(edit: dict[str, str], lines: str) -> None:
    assert diff(COMMENTED, changed(COMMENTED, **edit)) == lines


def test_a_text_that_no_deck_takes_is_refused_in_words() -> None:
    with pytest.raises(NotEdited, match="a: longer than 64 KiB"):
        changed(COMMENTED, "a", a="x" * 70_000)


@pytest.mark.parametrize(("edit", "lines"), EDITS[:6])
def test_line_ends_of_windows_and_a_byte_order_mark_stay(edit: dict[str, str], lines: str) -> None:
    source = "\ufeff" + BY_HAND.replace("\n", "\r\n")
    after = changed(source, **edit)
    assert after.count("\r\n") == after.count("\n")
    assert diff(source, after).replace("\r", "") == lines


def added(source: str, **texts: str) -> str:
    file = opened(PATH, source.encode())
    draft = CardDraft("t", "new", texts=texts)
    return with_draft(file, CardDraft("t", ""), draft).decode()


def test_a_new_card_stands_at_the_end_as_the_others_stand() -> None:
    card = "- id: new\n  q: One?\n  a: Two\n"
    assert added(BY_HAND, q="One?", a="Two") == BY_HAND + card
    spaced = "deck: t\ncards:\n  - id: a\n    q: A?\n    a: a\n    # the end\n# really\n"
    in_place = "    a: a\n\n  - id: new\n    q: One?\n    a: Two\n    # the end\n"
    assert added(spaced, q="One?", a="Two") == spaced.replace("    a: a\n    # the end\n", in_place)


@pytest.mark.parametrize(
    "source",
    [
        "deck: t\ncards:\n",
        "deck: t\ncards: []\n",
        "deck: t\n",
        "deck: t",
        "deck: t\ncards: # none\n",
        "deck: t\ncards: # none\n  # - q: foo\n",
        "deck: t\ncards: # none\n  # a list\n  []\n",
        "deck: t\ncards: [{q: A?, a: a}]\n",
        "deck: t\ncards:\n- q: A?\n  a: |\n    x",
        "{deck: t, cards: [{q: A?, a: a}]}",
    ],
)
def test_the_first_card_or_one_more_goes_into_any_deck(source: str) -> None:
    after = opened(PATH, added(source, q="One?", a="[Two]").encode())
    assert "t/new" in after.file.entries
    assert after.data.count(b"#") == source.count("#")


def test_what_can_not_be_changed_here_is_refused_and_named() -> None:
    with pytest.raises(NotEdited, match=r"deck\.yaml:4: a control character; remove it"):
        changed("deck: t\ncards:\n- id: a\n  q: a\x07b\n  a: b\n", "a", q="c")
    with pytest.raises(NotEdited, match="the card has a mistake: a: still empty"):
        changed(BY_HAND, "a", a="")
    with pytest.raises(NotEdited, match=r"card 't/gone' is no longer in deck\.yaml"):
        changed(BY_HAND, "gone")


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"])
    | st.sampled_from(list(" :#'\"[]{},-&*!|>%@`\\\n?~")),
    min_size=1,
    max_size=40,
)


@given(data=st.data())
def test_any_text_goes_in_the_place_of_any_other(data: st.DataObject) -> None:
    """And every other line stays, twice in a row; what is no card is refused in its words."""
    name = data.draw(st.sampled_from(["b", "d", "e"]))
    source = BY_HAND
    for _ in range(2):
        file = opened(PATH, source.encode())
        base = draft = file.draft("t", name)
        for key in ("q", "a", "why"):
            draft = draft.with_text(key, clean(data.draw(TEXTS, key)))
        entry, remarks = entry_of_draft(draft)
        assume(entry is not None or not remarks)
        source = with_draft(file, base, draft).decode()
    start = BY_HAND.index(f"- id: {name}")
    end = BY_HAND.find("\n- ", start + 1)
    assert source[:start] == BY_HAND[:start]
    assert end < 0 or source.endswith(BY_HAND[end:])
