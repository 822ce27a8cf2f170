from __future__ import annotations

import pytest

from quizapp.domain.settings import Settings, settings_from


def test_settings_survive_as_plain_values() -> None:
    settings = Settings(new_limit=5, learning_steps=(30, 900), leech_suspends=True)
    assert settings_from(dict(settings.as_dict())) == settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("new_limit", -1),
        ("new_limit", True),
        ("new_limit", "9"),
        ("rollover", 24),
        ("desired_recall", 1000),
        ("learning_steps", [600, 60]),
        ("learning_steps", [0]),
        ("leech_suspends", 1),
        ("no-such-setting", 1),
        ("__class__", 1),
    ],
)
def test_a_value_that_makes_no_sense_changes_nothing(name: str, value: object) -> None:
    assert Settings().with_value(name, value) == Settings()
