"""What screens ask of the app."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class ShowHelp(Message):
    """Show all keys of a screen."""

    title: str
