"""The command palette: the commands of the open screen, from its table of keys."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from quizapp.tui.keys import Key


class KeyCommands(Provider):
    """One command for each key."""

    async def discover(self) -> Hits:
        """All commands, before anything is typed."""
        for name, action, key in self._commands():
            run = partial(self.app.run_action, action, self.screen)
            yield DiscoveryHit(name, run, help=f"{key.tooltip}  ({key.shown})")

    async def search(self, query: str) -> Hits:
        """The commands that match the typed text."""
        matcher = self.matcher(query)
        for name, action, key in self._commands():
            score = matcher.match(name)
            if score > 0:
                run = partial(self.app.run_action, action, self.screen)
                yield Hit(score, matcher.highlight(name), run, help=key.tooltip)

    def _commands(self) -> Iterator[tuple[str, str, Key]]:
        keys: tuple[Key, ...] = getattr(self.screen, "HELP_KEYS", ())
        return ((name, action, key) for key in keys for name, action in key.commands())
