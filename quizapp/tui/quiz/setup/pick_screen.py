"""Picking from a list: any number of rows; none means all."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from quizapp.scheduling.wording import plural
from quizapp.tui.keys import bindings
from quizapp.tui.quiz.keys import PICK_KEYS
from quizapp.tui.quiz.setup.rows import Pickable
from quizapp.tui.safe import MUTED, joined, safe_line
from quizapp.tui.shared.key_bar import KeyBar
from quizapp.tui.shared.row_list import RowList, edge


class PickList(RowList[Pickable]):
    """Rows that can be picked, each with its number of cards."""

    CHOOSES_AT_ONCE = True

    def __init__(self, picked: Collection[str]) -> None:
        super().__init__()
        self.picked = set(picked)

    def draw(self, row: Pickable, width: int, *, is_current: bool) -> Content:
        """`● calves   12 cards`."""
        is_on = row.id in self.picked
        count = Content.styled(plural(row.count, "card"), MUTED)
        room = max(width - count.cell_length - 7, 4)
        label = safe_line(row.label, "bold" if is_on else "$foreground")
        mark = Content.styled("● " if is_on else "○ ", "$success" if is_on else MUTED)
        shown = label.truncate(room, ellipsis=True, pad=True)
        return joined(edge(is_current=is_current), " ", mark, shown, " ", count)

    def toggle(self, index: int) -> None:
        """Pick or unpick a row."""
        if 0 <= index < len(self.rows):
            self.picked ^= {self.rows[index].id}
            self.refresh()


class PickScreen(ModalScreen[tuple[str, ...]]):
    """The list over the setup. The result is the ids that were picked."""

    BINDINGS = bindings(PICK_KEYS)
    HELP_KEYS = PICK_KEYS
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    PickScreen {
        align: center middle;
        #pick {
            width: 60;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            border: round $primary;
            border-title-color: $primary;
            border-title-style: bold;
            border-subtitle-color: $text-muted;
            background: $surface;
        }
        KeyBar { background: $surface; }
        PickList { height: auto; max-height: 18; }
    }
    """

    def __init__(self, title: str, rows: Sequence[Pickable], picked: Collection[str]) -> None:
        super().__init__()
        self._heading = title
        self._rows = rows
        self._list = PickList(picked)

    def compose(self) -> ComposeResult:
        """The list in a frame."""
        with Vertical(id="pick"):
            yield self._list
        yield KeyBar()

    def on_mount(self) -> None:
        """The rows."""
        box = self.query_one("#pick")
        box.border_title, box.border_subtitle = self._heading, "none selected = all"
        self._list.rows = tuple(self._rows)
        self._list.styles.height = max(len(self._rows), 1)
        self.query_one(KeyBar).keys = PICK_KEYS

    def action_move(self, step: str) -> None:
        """Move the cursor."""
        self._list.move(step)

    def action_pick(self) -> None:
        """Pick or unpick the row."""
        self._list.toggle(self._list.cursor)

    def action_done(self) -> None:
        """Back with what was picked."""
        if not self.is_current:
            return
        self.dismiss(tuple(row.id for row in self._rows if row.id in self._list.picked))

    @on(RowList.Chosen)
    def _toggle_by_mouse(self, event: RowList.Chosen) -> None:
        self._list.toggle(event.index)
