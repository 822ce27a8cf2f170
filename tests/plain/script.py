"""Someone who types lines and reads what comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.world import FakeClock


@dataclass(slots=True)
class Script:
    """Each line may be preceded by seconds that pass, in ticks of a tenth."""

    lines: list[str]
    said: list[str] = field(default_factory=list)
    clock: FakeClock | None = None
    waits: list[float] = field(default_factory=list)
    """Seconds before each line, in ticks of a tenth; none once they are used up."""

    def say(self, text: str = "") -> None:
        self.said.append(text)

    def ask(self, prompt: str, tick: Callable[[], None] | None = None) -> str | None:
        self.said.append(prompt)
        wait = self.waits.pop(0) if self.waits else 0.0
        for _ in range(round(wait * 10)):
            if self.clock is not None and tick is not None:
                self.clock.pass_by(seconds=0.1)
                tick()
        return self.lines.pop(0) if self.lines else None

    def starting(self, *words: str) -> list[str]:
        return [line for line in self.said if line.startswith(words)]

    @property
    def text(self) -> str:
        return "\n".join(self.said)
