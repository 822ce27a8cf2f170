"""What screens ask of the app."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class StartReview(Message):
    """Review these decks, or all when there are none."""

    decks: tuple[str, ...] = ()


class ShowHome(Message):
    """Go to the home screen."""


@dataclass
class ShowHelp(Message):
    """Show all keys of a screen."""

    title: str
