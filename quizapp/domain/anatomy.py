"""The muscle groups of a runner: their names, where they are, and what they do in a stride.

A card is about a group if it has the group's tag, such as `muscle:calves`.
"""

from __future__ import annotations

from dataclasses import dataclass

PREFIX = "muscle:"


@dataclass(frozen=True, slots=True)
class Muscle:
    """One muscle group."""

    key: str
    name: str
    job: str
    """What it does for a runner, in a few words."""
    place: str
    """Where it is, for learners who can't see the figure."""
    is_at_the_back: bool = False
    """Whether the figure shows it on the back."""

    @property
    def tag(self) -> str:
        """The tag of the cards about it."""
        return f"{PREFIX}{self.key}"


MUSCLES = (
    Muscle("shoulders", "Shoulders", "swing the arms, which steadies you", "on top of the arms"),
    Muscle("chest", "Chest", "helps to swing the arms", "at the front, above the belly"),
    Muscle(
        "biceps",
        "Biceps",
        "keep the arms bent as they swing",
        "at the front of the upper arms",
    ),
    Muscle("core", "Core", "keeps you upright and in balance", "the belly and its sides"),
    Muscle("forearms", "Forearms", "move with the swinging arms", "the lower arms"),
    Muscle("hip-flexors", "Hip flexors", "lift the thigh forward", "at the front of the hips"),
    Muscle(
        "it-band",
        "IT band",
        "strong muscles take strain off this outer band",
        "down the outside of the thighs",
    ),
    Muscle(
        "quadriceps",
        "Quadriceps",
        "extend the knee and help to lift it",
        "at the front of the thighs",
    ),
    Muscle("knees", "Knees", "a joint; good form keeps it safe", "between thighs and shins"),
    Muscle(
        "shins",
        "Shins",
        "strength helps to prevent shin splints",
        "at the front of the lower legs",
    ),
    Muscle(
        "back",
        "Back",
        "keeps you from leaning",
        "from the neck to the hips, at the back",
        is_at_the_back=True,
    ),
    Muscle(
        "triceps",
        "Triceps",
        "help to swing the arms",
        "at the back of the upper arms",
        is_at_the_back=True,
    ),
    Muscle(
        "glutes",
        "Glutes",
        "give each stride its power",
        "at the back of the hips",
        is_at_the_back=True,
    ),
    Muscle(
        "hamstrings",
        "Hamstrings",
        "extend the hip, control the stride",
        "at the back of the thighs",
        is_at_the_back=True,
    ),
    Muscle(
        "calves",
        "Calves",
        "push you off the ground",
        "at the back of the lower legs",
        is_at_the_back=True,
    ),
)
"""From top to bottom, the front first."""


def muscle_of(key: str) -> Muscle | None:
    """The muscle group with this key; None if there is none."""
    return next((muscle for muscle in MUSCLES if muscle.key == key), None)
