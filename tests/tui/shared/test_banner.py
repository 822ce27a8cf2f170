from __future__ import annotations

import pytest

from quizapp.tui.shared.banner import Banner


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("/home/me/data/progress.json was damaged", "progress.json was damaged"),
        ("/Users/me/Application Support/x/progress.json: a", "progress.json: a"),
        ("Permission denied: /srv/progress.json", "Permission denied: progress.json"),
        ("/d/a.yaml:3:5: no/yes; /d/b.yaml", "a.yaml:3:5: no/yes; b.yaml"),
        ("3 answers not saved", "3 answers not saved"),
    ],
)
def test_the_name_of_a_file_is_in_sight_and_not_its_folders(said: str, shown: str) -> None:
    banner = Banner()
    banner.show_message(said)
    assert banner.text == shown
