"""Settings: a row each; a change is saved when the row or the screen is left."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from quizapp.domain.event import SettingChanged
from quizapp.domain.settings import Settings
from quizapp.errors import RunquizError
from quizapp.scheduling.wording import plural
from quizapp.study.due_dates import apply_reschedule, reschedule
from quizapp.study.ports import Desk
from quizapp.study.recording import record
from quizapp.tui.keys import HELP, bindings
from quizapp.tui.settings.keys import (
    CHANGE,
    DEFAULT,
    LEAVE_SETTINGS,
    NEXT_VALUE,
    RESCHEDULE,
    SETTINGS_KEYS,
)
from quizapp.tui.settings.rows import THEME, next_theme, next_value, rows_of
from quizapp.tui.shared.banner import Banner
from quizapp.tui.shared.base_screen import BaseScreen
from quizapp.tui.shared.key_bar import KeyBar
from quizapp.tui.shared.navigator import Navigator
from quizapp.tui.shared.reading_screen import ConfirmScreen
from quizapp.tui.shared.row_list import RowList
from quizapp.tui.shared.saving import unsaved_words
from quizapp.tui.shared.top_bar import TopBar
from quizapp.tui.shared.value_list import ValueList
from quizapp.tui.themes import DARK

PREVIEW = (
    "A new target recall or longest interval counts from the next answer of each card. "
    "This computes the due dates of all cards in review again."
)


class SettingsScreen(BaseScreen[None]):
    """Holds the settings as changed; each changed setting is recorded as one event."""

    NAME = "Settings"
    BINDINGS = bindings(SETTINGS_KEYS)
    HELP_KEYS = SETTINGS_KEYS
    DEFAULT_CSS = """
    SettingsScreen #settings { padding: 0 1; }
    """

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self._settings = self._saved = desk.store.progress.settings
        """As changed here, and as last saved."""
        self._index = 0

    def compose(self) -> ComposeResult:
        """The rows in a box."""
        yield TopBar()
        yield Banner()
        with Vertical(id="settings", classes="box -main"):
            yield ValueList(label_width=18)
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the settings."""
        self.query_one("#settings").border_title = "Settings"
        self.query_one(TopBar).title = "Settings"
        self.query_one(KeyBar).keys = (
            NEXT_VALUE,
            CHANGE,
            DEFAULT,
            RESCHEDULE,
            HELP,
            LEAVE_SETTINGS,
        )
        self._show()

    def action_move(self, step: str) -> None:
        """Move to another row, and save the changes on this one."""
        self._save()
        self.query_one(ValueList).move(step)

    def action_change(self, step: int) -> None:
        """The previous or next value."""
        row = self.query_one(ValueList).row
        if row is None:
            return
        if row.name == THEME:
            self.app.theme = next_theme(self.app.theme, step)
        else:
            value = next_value(row.name, self._settings.as_dict()[row.name], step)
            self._settings = self._settings.with_value(row.name, value)
        self._show()

    def action_default(self) -> None:
        """The default value."""
        row = self.query_one(ValueList).row
        if row is None:
            return
        if row.name == THEME:
            self.app.theme = DARK.name
        else:
            self._settings = self._settings.with_value(row.name, Settings().as_dict()[row.name])
        self._show()

    def action_reschedule(self) -> None:
        """Show what computing the due dates again would change, and do it once confirmed."""
        self._save()
        planned = reschedule(self.desk)
        if not planned.moves:
            self.say("No due date would change")
            return

        def confirmed(is_confirmed: bool | None) -> None:  # noqa: FBT001 (Textual calls it)
            if is_confirmed:
                self._reschedule()

        text = Content(f"{PREVIEW}\n\n{planned.in_words}")
        self.app.push_screen(ConfirmScreen(Content("Reschedule"), text), confirmed)

    def _reschedule(self) -> None:
        """Compute the due dates once more: another window may have changed some meanwhile."""
        self.desk.store.refresh()
        planned = reschedule(self.desk)
        if not planned.moves:
            self.say("No due date would change")
            return
        try:
            apply_reschedule(self.desk, planned)
        except RunquizError as error:
            self.warn(f"Not saved: {error}")
            return
        if self.desk.store.unsaved:
            self.warn(unsaved_words(self.desk.store.unsaved))
        else:
            moved = plural(len(planned.moves), "card")
            self.say(f"Rescheduled {moved}; u in a review or in the browser undoes it")

    async def action_go_home(self) -> None:
        """Save the changes, and back to the decks."""
        self._save()
        await self.navigator.go_home()

    def on_unmount(self) -> None:
        """The program may quit from here: save the changes."""
        self._record_changes()

    @on(RowList.Chosen)
    def _change_by_mouse(self) -> None:
        self.action_change(1)

    @on(RowList.Highlighted)
    def _save_by_mouse(self, event: RowList.Highlighted) -> None:
        if event.index != self._index:
            self._index = event.index
            self._save()

    def _save(self) -> None:
        """Save the changes, or warn that they can't be saved."""
        if self._settings == self._saved:
            return
        problem = self._record_changes()
        self._show()
        self.warn(problem or unsaved_words(self.desk.store.unsaved))

    def _record_changes(self) -> str:
        """Record every changed setting; the reason if that fails, else nothing."""
        before = self._saved.as_dict()
        try:
            for name, value in self._settings.as_dict().items():
                if value != before[name]:
                    record(self.desk, SettingChanged(name, value))
        except RunquizError as error:
            return f"Not saved: {error}"
        self._settings = self._saved = self.desk.store.progress.settings
        return ""

    def _show(self) -> None:
        self.say("")  # A message was about the values before.
        self.query_one(ValueList).rows = rows_of(self._settings, self.app.theme)
