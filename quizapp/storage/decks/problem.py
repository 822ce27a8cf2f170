"""Something wrong in a deck file; kept apart from the YAML, which is slow to import."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a place; lines and columns count from 1."""

    line: int
    column: int
    message: str
    severity: str = "error"
