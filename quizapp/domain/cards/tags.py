"""What the screens call a tag."""

from __future__ import annotations

from quizapp.domain.anatomy import PREFIX, muscle_of


def tag_title(tag: str) -> str:
    """`Calves` for `muscle:calves`, `faq` for `topic:faq`, `europe` for `europe`."""
    muscle = muscle_of(tag.removeprefix(PREFIX)) if tag.startswith(PREFIX) else None
    return muscle.name if muscle is not None else tag.partition(":")[2] or tag
