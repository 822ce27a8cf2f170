from __future__ import annotations

import gc
import os
from pathlib import Path

os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"  # read when Textual is imported

import pytest
from hypothesis import HealthCheck, settings

from tests.cli.command import Home

# How long an example takes says nothing here: a busy machine must fail no test. Sixty of them each
# time; `--hypothesis-profile=long` looks harder.
settings.register_profile(
    "steady", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", settings.get_profile("steady"), max_examples=5000)
settings.load_profile("steady")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A user who has never run the program."""
    folder = tmp_path / "home"
    folder.mkdir()
    return Home(folder)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Two a core: the tests of the screens wait for the screen most of the time."""
    return 2 * (os.cpu_count() or 1)


def pytest_collection_finish() -> None:
    """Collect garbage less often: that took a sixth of the suite's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
