from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_input.learner import Learner, learner_at
from tests.storage.progress.keeping import Keeper


@pytest.fixture
def new(tmp_path: Path) -> Learner:
    """Someone who has never answered."""
    return learner_at(tmp_path)


@pytest.fixture
def learner(new: Learner) -> Learner:
    """Someone who has answered three cards in one session and three in another."""
    assert len(new.answer(3).saved) == len(new.answer(3).saved) == 3
    return new


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    """A progress file in a folder of its own."""
    return Keeper(tmp_path / "data")
