"""Visible times: from a key to the resulting frame, on a recording terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.material import Collection
from benchmarks.rows import Row
from benchmarks.terminal import Terminal
from benchmarks.timing import Run, Values, alone, in_turn

HERE = Path(__file__).parent
KEYS = 30
"""How many cards, or lines of a list, a run goes through."""
SIZE = (80, 24)
GUARD = 0.25
"""Seconds after a new question during which a quiz ignores keys."""
CHOICE = """\
  - id: card{0}
    q: What is the fact number {0}?
    a: It is answer {0}
    wrong: [It is answer {0}1, It is answer {0}2, It is answer {0}3]
    why: A sentence that says a little more about it.
"""
SCREENS = {
    "browser": ("b", "cards · by deck"),
    "statistics": ("s", "Due in the next 30 days"),
    "body": ("m", "front"),
    "quiz setup": ("z", "a countdown for each question"),
    "settings": (",", "Target recall"),
    "help": ("?", "Keys · Home"),
}
"""From home: the key, and words on the screen that it opens."""


class Screens:
    """Times on the screen, beside those of a minimal Textual app."""

    def __init__(self, environment: dict[str, str], reference: str, runs: int) -> None:
        self._environment = environment
        self._minimal_command = [reference, str(HERE / "minimal_app.py")]
        self._runs = runs

    def start(self) -> Row:
        """The first frame, with the shipped decks."""

        def ours() -> list[float]:
            with TemporaryDirectory() as folder, self._app(f"--progress={folder}/p.json") as shown:
                return [shown.until("Running muscles")]

        def theirs() -> list[float]:
            with self._minimal_app() as shown:
                return [shown.until("painted")]

        values = in_turn(ours, theirs, self._runs)
        return Row("start to home painted, 80x24", "minimal app's first frame", 1.8, *values)

    def start_of(self, made: Collection) -> Run:
        """The first frame with a collection."""

        def run() -> list[float]:
            with self._app(*made.options) as shown:
                return [shown.until("deck0")]

        return run

    def keys(self, made: Collection) -> Iterator[Row]:
        """From a key to the frame, in review and in a quiz."""
        repaint = alone(self._repaint, self._runs)
        steps = {
            "review: space to the answer": (self._review, 0),
            "review: grade, saved, to the next card": (self._review, 1),
            "quiz: a choice to its feedback": (self._quiz, 0),
            "quiz: space to the next question": (self._quiz, 1),
        }
        seen = {
            measure: [measure(made) for _ in range(self._runs)]
            for measure in (self._review, self._quiz)
        }
        for what, (measure, part) in steps.items():
            values = Values(tuple(value for run in seen[measure] for value in run[part]))
            yield Row(what, "minimal app repaints a panel", 2.0, values, repaint)

    def opened(self, made: Collection) -> Iterator[Row]:
        """From a key to another screen, for the first time in a process."""
        for what, (key, words) in SCREENS.items():
            values = in_turn(self.browser_opens(made, key, words), self._second, self._runs)
            yield Row(f"{what} opens", "minimal second screen", 6.0, *values)

    def browser_opens(self, made: Collection, key: str, words: str) -> Run:
        """From a key on home to a screen with these words."""

        def run() -> list[float]:
            with self._app(*made.options) as shown:
                shown.until("deck0")
                shown.press(key)
                return [shown.until(words)]

        return run

    def browser(self, large: Collection, small: Collection) -> Iterator[Row]:
        """The browser with many cards, compared with few."""
        sides = [[self._browse(each) for _ in range(self._runs)] for each in (large, small)]
        for part, what in enumerate(("opens", "filters, a letter", "scrolls, a line")):
            ours, theirs = (
                Values(tuple(value for run in side for value in run[part])) for side in sides
            )
            if part < 2:
                name = f"browser of {large.cards:,} cards {what}"
                yield Row(name, f"with {small.cards} cards", 1.0, ours, theirs, more=0.1)
            else:
                repaint = alone(self._repaint, 3)
                name = f"browser of {large.cards:,} cards {what}"
                yield Row(name, "minimal app repaints a panel", 2.0, ours, repaint)

    def memory_of(self, made: Collection) -> Run:
        """Bytes at the peak of a short session: home, a card, home again."""

        def run() -> list[float]:
            shown = self._app(*made.options)
            shown.until("deck0")
            shown.press("\r")
            shown.until("What is the fact")
            shown.press(" ")
            shown.until("It is answer")
            shown.press("q")
            shown.until("deck0")
            shown.rest()
            return [shown.end().memory]

        return run

    def countdown(self, made: Collection) -> tuple[float, float]:
        """The share of a core, and bytes per second, while a question's clock runs."""
        used = []
        for seconds in (2.0, 12.0):
            with self._quiz_app(made) as shown:
                shown.until("What is the fact")
                shown.rest()
                shown.painted = 0
                shown.watch(seconds)
                painted = shown.painted
                used.append((shown.end().cpu, painted))
        return (used[1][0] - used[0][0]) / 10, (used[1][1] - used[0][1]) / 10

    def bytes_a_frame(self, made: Collection) -> dict[str, int]:
        """What each change sends to the terminal."""
        found = {}
        with self._app(*made.options) as shown:
            shown.until("deck0")
            for what, key in {"answer revealed": " ", "graded, next card": "3"}.items():
                if what == "answer revealed":
                    shown.press("\r")
                    shown.until("What is the fact")
                shown.press(key)
                shown.until("It is answer" if key == " " else "What is the fact")
                shown.rest()
                found[what] = shown.painted
            shown.press("q")
            shown.press("b")
            shown.press("\x1b[B")
            shown.press("\x1b[B")
            shown.rest()
            found["a line down in the browser"] = shown.painted
        return found

    def _repaint(self) -> list[float]:
        with self._minimal_app() as shown:
            shown.until("painted")
            times = []
            for number in range(1, KEYS + 1):
                shown.press(" ")
                times.append(shown.until(f"panel {number} is"))
            return times

    def _second(self) -> list[float]:
        with self._minimal_app() as shown:
            shown.until("painted")
            shown.press("b")
            return [shown.until("second")]

    def _review(self, made: Collection) -> tuple[list[float], list[float]]:
        with TemporaryDirectory() as folder:
            return self._reviewed(made, f"{folder}/progress.json")

    def _reviewed(self, made: Collection, progress: str) -> tuple[list[float], list[float]]:
        revealed, graded = [], []
        options = ["--decks", str(made.decks), "--progress", progress]
        with self._app("review", "--cram", *options) as shown:
            shown.until("What is the fact")
            for _ in range(KEYS):
                shown.press(" ")
                revealed.append(shown.until("It is answer"))
                shown.press("3")
                graded.append(shown.until("What is the fact"))
        return revealed, graded

    def _quiz(self, made: Collection) -> tuple[list[float], list[float]]:
        judged, moved = [], []
        with self._quiz_app(made) as shown:
            shown.until("What is the fact")
            for _ in range(KEYS):
                shown.watch(GUARD)
                shown.press("1")
                judged.append(shown.until("A sentence that says"))
                shown.watch(GUARD)
                shown.press(" ")
                moved.append(shown.until("What is the fact"))
        return judged, moved

    def _browse(self, made: Collection) -> tuple[list[float], list[float], list[float]]:
        filtered, scrolled = [], []
        with self._app(*made.options) as shown:
            shown.until("deck0")
            shown.press("b")
            opened = [shown.until("cards · by deck")]
            shown.press("\t")
            for _ in range(KEYS):
                shown.press("\x1b[B")
                scrolled.append(shown.until("What is the fact"))
            shown.press("/")
            for letter in "777":
                shown.press(letter)
                filtered.append(shown.until("cards · by deck"))
        return opened, filtered, scrolled

    def _quiz_app(self, made: Collection) -> Terminal:
        folder = made.folder / "quiz"
        (folder / "decks").mkdir(parents=True, exist_ok=True)
        cards = "".join(CHOICE.format(number) for number in range(KEYS + 2))
        (folder / "decks" / "quiz.yaml").write_text(f"deck: quiz\ncards:\n{cards}", "utf-8")
        quiz = ["quiz", "--questions", str(KEYS + 2), "--seconds", "600"]
        options = ["--decks", str(folder / "decks"), "--progress", str(folder / "progress.json")]
        return self._app(*quiz, *options)

    def _app(self, *arguments: str) -> Terminal:
        return Terminal([sys.executable, "-m", "quizapp", *arguments], self._environment, SIZE)

    def _minimal_app(self) -> Terminal:
        return Terminal(self._minimal_command, self._environment, SIZE)
