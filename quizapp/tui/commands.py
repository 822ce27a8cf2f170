"""The command palette: what the open screen can do, from the table of its keys."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from quizapp.tui.keys import Key


class KeyCommands(Provider):
    """One command a key."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for key in self._keys():
            run = partial(self.app.run_action, key.action, self.screen)
            yield DiscoveryHit(key.label, run, help=f"{key.tooltip}  ({key.shown})")

    async def search(self, query: str) -> Hits:
        """Those that fit what is typed."""
        matcher = self.matcher(query)
        for key in self._keys():
            score = matcher.match(key.label)
            if score > 0:
                run = partial(self.app.run_action, key.action, self.screen)
                yield Hit(score, matcher.highlight(key.label), run, help=key.tooltip)

    def _keys(self) -> Iterator[Key]:
        keys: tuple[Key, ...] = getattr(self.screen, "HELP_KEYS", ())
        return (key for key in keys if key.in_palette and not key.values)
