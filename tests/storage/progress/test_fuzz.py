"""Whatever lies there, the loaders end in a value or in an error of ours, and nothing is lost.

Bounded by the number of examples; more of them: `pytest tests/storage/progress/test_fuzz.py` with
`--hypothesis-profile=long`.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.lint import lint
from quizapp.domain.memory import Day
from quizapp.errors import ProgressError
from quizapp.storage.decks.reader import ParsedDeck, read_deck
from quizapp.storage.locations import shipped_decks
from quizapp.storage.progress.doctor.examination import examine
from quizapp.storage.progress.doctor.repair import repair
from quizapp.storage.progress.sync.conflict_copies import MERGED
from tests.storage.progress.keeping import Keeper
from tests.storage.progress.mutations import JSON_BITS, YAML_BITS, spoilt
from tests.study.events import reviewed

DATA = Path(__file__).parents[2] / "data" / "progress"
OLDER = (DATA / "version-1-rules-2.json").read_bytes()
JOURNAL = (
    b"\n".join(line.strip(b",") for line in OLDER.splitlines() if line.startswith(b'{"id"')) + b"\n"
)
DECK = (shipped_decks() / "muscles.yaml").read_bytes()
KINDS = b"""\
deck: kinds
cards:
  - {id: a, q: One?, a: Two, typed: yes, accept: [Three]}
  - {id: b, q: One?, a: [Two, Three], wrong: [Four]}
  - {id: c, q: It is., verdict: no, why: Because}
  - id: d
    cloze: "The {{one::hint}} and the {{two}}"
  - {id: e, q: In order, order: [One, Two, Three], reverse: no}
"""


def ids(keeper: Keeper) -> set[str]:
    return keeper.load().ids()


@given(spoilt(OLDER, JSON_BITS), spoilt(JOURNAL, JSON_BITS), st.booleans())
def test_no_progress_file_raises_what_is_not_ours_and_a_start_takes_nothing_away(
    file: bytes, journal: bytes, has_copy: bool
) -> None:
    with tempfile.TemporaryDirectory() as name:
        keeper = Keeper(Path(name))
        keeper.file.write_bytes(file)
        keeper.files.journal.write_bytes(journal)
        copy = keeper.folder / "progress.sync-conflict-7.json"
        if has_copy:
            copy.write_bytes(file[::-1] if len(file) % 2 else file)
        try:
            before = ids(keeper)
            examine(keeper.files)
            keeper.record(reviewed("d/c5"))
        except ProgressError:
            assert keeper.file.read_bytes() == file
            assert keeper.files.journal.read_bytes() == journal
            return
        assert ids(keeper) > before
        assert keeper.load().notices == ()
        repair(keeper.files, keeper.clock.now())
        assert ids(keeper) > before
        assert not has_copy or copy.exists() or copy.with_name(f"{copy.name}{MERGED}").exists()


@given(spoilt(JOURNAL, JSON_BITS))
def test_no_journal_that_changes_in_mid_session_raises(journal: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        keeper = Keeper(Path(name))
        store = keeper.open()
        mine = {store.record(Day(20514), reviewed("a/1")).event.id}
        keeper.files.journal.write_bytes(journal)
        mine.add(store.record(Day(20514), reviewed("a/2")).event.id)
        store.close()
        assert mine <= ids(keeper)


@settings(max_examples=4 * settings.get_profile("steady").max_examples)
@given(spoilt(DECK[:6000], YAML_BITS) | spoilt(KINDS, YAML_BITS, most=1))
def test_no_deck_raises(data: bytes) -> None:
    file = read_deck(Path("fuzz.yaml"), data)
    assert isinstance(file, ParsedDeck)
    assert all(problem.line > 0 and problem.column > 0 for problem in file.problems)
    if file.deck is not None:
        assert all(entry in file.positions for entry in (each.entry for each in lint(file.deck)))
