"""The muscle groups of a runner: what they are called, and what each does in a stride.

A card is about a group if it has the tag `muscle:` and the group's key.
"""

from __future__ import annotations

from dataclasses import dataclass

PREFIX = "muscle:"


@dataclass(frozen=True, slots=True)
class Muscle:
    """One group."""

    key: str
    name: str
    job: str
    """What it does for a runner, in a few words."""
    is_at_the_back: bool = False
    """On which side of the body it is looked for."""

    @property
    def tag(self) -> str:
        """The tag of the cards about it."""
        return f"{PREFIX}{self.key}"


MUSCLES = (
    Muscle("shoulders", "Shoulders", "swing the arms, which steadies you"),
    Muscle("chest", "Chest", "works along as the arms swing"),
    Muscle("biceps", "Biceps", "hold the arms bent as they swing"),
    Muscle("core", "Core", "keeps you upright and in balance"),
    Muscle("forearms", "Forearms", "come along as the arms swing"),
    Muscle("hip-flexors", "Hip flexors", "lift the thigh to the front"),
    Muscle("it-band", "IT band", "strong muscles spare this outer band"),
    Muscle("quadriceps", "Quadriceps", "extend the knee and lift it"),
    Muscle("knees", "Knees", "a joint; good form keeps it safe"),
    Muscle("shins", "Shins", "strength helps against shin splints"),
    Muscle("back", "Back", "keeps you from leaning", is_at_the_back=True),
    Muscle("triceps", "Triceps", "work along as the arms swing", is_at_the_back=True),
    Muscle("glutes", "Glutes", "give each stride its power", is_at_the_back=True),
    Muscle("hamstrings", "Hamstrings", "extend the hip, control the stride", is_at_the_back=True),
    Muscle("calves", "Calves", "push you off the ground", is_at_the_back=True),
)
"""From the top down, the front first."""
