"""What the screens call a tag."""

from __future__ import annotations

from quizapp.domain.anatomy import PREFIX, muscle_of


def tag_title(tag: str) -> str:
    """`Calves` for `muscle:calves`, `hill repeats` for `topic:hill-repeats`, `europe` as it is."""
    muscle = muscle_of(tag.removeprefix(PREFIX)) if tag.startswith(PREFIX) else None
    if muscle is not None:
        return muscle.name
    return (tag.partition(":")[2] or tag).replace("-", " ")
