"""A problem in a deck file; a module of its own, because the YAML library is slow to import."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem at a position; lines and columns count from 1."""

    line: int
    column: int
    message: str
    severity: str = "error"
