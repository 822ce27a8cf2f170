"""Settings: a line each, changed in place and kept when the line or the screen is left."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen

from quizapp.domain.event import SettingChanged
from quizapp.domain.settings import Settings
from quizapp.errors import RunquizError
from quizapp.study.ports import Desk
from quizapp.study.recording import record
from quizapp.tui.keys import HELP, bindings
from quizapp.tui.messages import ShowHelp
from quizapp.tui.navigation import Navigator
from quizapp.tui.review.words import unsaved_words
from quizapp.tui.settings.keys import CHANGE, LEAVE, NEXT_VALUE, SETTINGS_KEYS, USUAL
from quizapp.tui.settings.rows import THEME, next_theme, next_value, rows_of
from quizapp.tui.shared.banner import Banner
from quizapp.tui.shared.key_bar import KeyBar
from quizapp.tui.shared.row_list import RowList
from quizapp.tui.shared.top_bar import TopBar
from quizapp.tui.shared.value_list import SetupList
from quizapp.tui.themes import DARK


class SettingsScreen(Screen[None]):
    """Holds the settings as they are to be; a change becomes an event once."""

    BINDINGS = bindings(SETTINGS_KEYS)
    HELP_KEYS = SETTINGS_KEYS
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    SettingsScreen #settings { padding: 0 1; }
    """

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk = desk
        self._navigator = navigator
        self._settings = self._seen = desk.store.progress.settings
        """As they are to be, and as they were when they were last kept."""
        self._place = 0

    def compose(self) -> ComposeResult:
        """The lines in their box."""
        yield TopBar()
        yield Banner()
        with Vertical(id="settings", classes="box -main"):
            yield SetupList(label_width=18)
        yield KeyBar()

    def on_mount(self) -> None:
        """The settings as they are."""
        self.query_one("#settings").border_title = "Settings"
        self.query_one(TopBar).title = "Settings"
        self.query_one(KeyBar).keys = (NEXT_VALUE, CHANGE, USUAL, HELP, LEAVE)
        self._show()

    def action_move(self, step: str) -> None:
        """To another line; what was changed on this one is kept."""
        self._keep()
        self.query_one(SetupList).move(step)

    def action_change(self, step: int) -> None:
        """The value before or after."""
        row = self.query_one(SetupList).row
        if row is None:
            return
        if row.name == THEME:
            self.app.theme = next_theme(self.app.theme, step)
        else:
            value = next_value(row.name, self._settings.as_dict()[row.name], step)
            self._settings = self._settings.with_value(row.name, value)
        self._show()

    def action_usual(self) -> None:
        """The value that it has at first."""
        row = self.query_one(SetupList).row
        if row is None:
            return
        if row.name == THEME:
            self.app.theme = DARK.name
        else:
            self._settings = self._settings.with_value(row.name, Settings().as_dict()[row.name])
        self._show()

    async def action_go_home(self) -> None:
        """Keep what was changed, and back to the decks."""
        self._keep()
        await self._navigator.go_home()

    def on_unmount(self) -> None:
        """The program is left from here: what was changed is kept."""
        self._hand_over()

    def action_help(self) -> None:
        """All keys."""
        self.post_message(ShowHelp("Settings"))

    @on(RowList.Chosen)
    def _change_by_mouse(self) -> None:
        self.action_change(1)

    @on(RowList.Highlighted)
    def _keep_by_mouse(self, event: RowList.Highlighted) -> None:
        if event.place != self._place:
            self._place = event.place
            self._keep()

    def _keep(self) -> None:
        """Keep what was changed, or say why it can't be kept."""
        if self._settings == self._seen:
            return
        problem = self._hand_over()
        self._show()
        self.query_one(Banner).tell(problem or unsaved_words(self._desk.store.unsaved))

    def _hand_over(self) -> str:
        """Every changed setting to the store; why not, if it does not take them."""
        before = self._seen.as_dict()
        try:
            for name, value in self._settings.as_dict().items():
                if value != before[name]:
                    record(self._desk, SettingChanged(name, value))
        except RunquizError as error:
            return f"Not kept: {error}"
        self._settings = self._seen = self._desk.store.progress.settings
        return ""

    def _show(self) -> None:
        self.query_one(SetupList).rows = rows_of(self._settings, self.app.theme)
