"""What keeps the event loop: `python -m tests.tui.probe [MILLISECONDS]`.

Goes through the app as a learner does, and names every work that let no key through for longer than
a frame takes: the screen it was on, and the innermost line of ours that ran. Each screen is opened
twice, since the first time imports it. It is a report and no test: its numbers are the machine's.
"""

from __future__ import annotations

import asyncio
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from textual.pilot import Pilot

from quizapp.tui.home.screen import HomeScreen
from tests.tui.stage import app_with, shipped
from tests.world import FakeClock

FRAME = 0.016
"""Seconds."""
_BEAT = 0.002
_OURS = "/quizapp/"
WALK = (
    *("enter", "space", "3", "space", "w", "w", "3", "u", "q"),
    *("b", "a", "n", "k", "down", "down", "enter", "escape", "q"),
    *("s", "2", "3", "q", "m", "down", "down", "q", "comma", "down", "q", "question_mark", "q"),
    *("z", "enter", "1", "enter", "tab", "space", "2", "enter", "tab", "space", "tab", "q"),
)
"""From home, and back there."""


@dataclass(slots=True)
class Probe:
    """Looks at the loop's thread from another one, whenever the loop's own beat is late."""

    longest: dict[str, float] = field(default_factory=dict)
    """By what ran: seconds for which nothing else could."""
    _beat: float = field(default_factory=time.perf_counter)
    _is_over: bool = False

    @contextmanager
    def watching(self) -> Iterator[None]:
        """While this holds, the running loop is watched."""
        loop, thread = asyncio.get_running_loop(), threading.get_ident()
        watcher = threading.Thread(target=self._watch, args=(thread,), daemon=True)

        def beat() -> None:
            self._beat = time.perf_counter()
            if not self._is_over:
                loop.call_later(_BEAT, beat)

        beat()
        watcher.start()
        try:
            yield
        finally:
            self._is_over = True
            watcher.join()

    def _watch(self, thread: int) -> None:
        while not self._is_over:
            time.sleep(_BEAT)
            late = time.perf_counter() - self._beat - _BEAT
            frame = sys._current_frames().get(thread)
            if late > FRAME / 2 and frame is not None:
                what = _innermost(frame)
                self.longest[what] = max(self.longest.get(what, 0.0), late)


def _innermost(frame: FrameType) -> str:
    """The running line of our own that is innermost; else Textual's."""
    stack = traceback.extract_stack(frame)
    ours = [entry for entry in stack if _OURS in entry.filename] or stack
    entry = ours[-1]
    return f"{entry.filename.rpartition(_OURS)[2]}:{entry.lineno} {entry.name}"


async def _walk(pilot: Pilot[None], clock: FakeClock) -> None:
    for key in WALK:
        clock.pass_by(seconds=2)
        await pilot.press(key)
        await pilot.pause()
    if not isinstance(pilot.app.screen, HomeScreen):
        raise AssertionError("the walk does not end where it began")


async def probe() -> Probe:
    """The walk, twice, of which the second is watched."""
    app, desk, _ = app_with(*shipped(), days=40)
    clock, watch = desk.clock, Probe()
    if not isinstance(clock, FakeClock):
        raise AssertionError("the stage has a clock of its own")
    async with app.run_test(size=(80, 24)) as pilot:
        await _walk(pilot, clock)
        with watch.watching():
            await _walk(pilot, clock)
    return watch


def main() -> None:
    """Print what was found, the longest first."""
    limit = float(sys.argv[1]) / 1000 if len(sys.argv) > 1 else FRAME
    found = asyncio.run(probe()).longest
    late = {what: seconds for what, seconds in found.items() if seconds > limit}
    for what, seconds in sorted(late.items(), key=lambda item: -item[1]):
        sys.stdout.write(f"{seconds * 1000:5.0f} ms  {what}\n")
    sys.stdout.write(f"{len(late)} of more than {limit * 1000:.0f} ms in {len(WALK)} keys\n")


if __name__ == "__main__":
    main()
