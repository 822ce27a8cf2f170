"""The editor: a card as lines to write, checked at every key, and saved into its file."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from enum import StrEnum

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static, TextArea

from quizapp.errors import RunquizError
from quizapp.study.editing import DraftConflict, Editing, Saved, editable_deck
from quizapp.study.ports import Desk
from quizapp.tui.edit.fields import ChoiceField, FieldLine, TextField
from quizapp.tui.edit.keys import EDIT_KEYS, LEAVE, SAVE, TYPE_ON, WHILE_TYPING
from quizapp.tui.edit.words import (
    CHOICES,
    FIELDS,
    asked_content,
    conflict_content,
    conflict_words,
    remarks_content,
)
from quizapp.tui.keys import HELP, bindings
from quizapp.tui.messages import ShowHelp
from quizapp.tui.safe import MUTED, safe_line
from quizapp.tui.shared.banner import Banner
from quizapp.tui.shared.key_bar import KeyBar
from quizapp.tui.shared.reading_screen import ReadingScreen
from quizapp.tui.shared.top_bar import TopBar


class FieldKey(StrEnum):
    """The lines that are no keys of a file."""

    DECK = "deck"
    KIND = "kind"


class EditScreen(Screen[Saved | None]):
    """Hands each text to the editing, and shows what is said of it.

    The answer is what was saved, if anything was. More methods than a class should have: each key
    is one.
    """

    BINDINGS = bindings(EDIT_KEYS)
    HELP_KEYS = EDIT_KEYS
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    EditScreen {
        #form { scrollbar-size-vertical: 1; }
        #preview { display: none; width: 44; margin-left: 1; scrollbar-size-vertical: 1; }
        #asked { height: auto; padding: 0 1; }
        &.-wide #preview { display: block; }
        #remarks { height: auto; max-height: 40%; padding: 0 2; }
        &.-wide.-high FieldLine { margin-bottom: 1; }
        &.-low #remarks { max-height: 2; }
        &.-tiny FieldLine Static { width: 9; }
    }
    """

    def __init__(self, desk: Desk, editing: Editing) -> None:
        super().__init__()
        self._desk = desk
        self._editing = editing
        self._may_leave = False
        self._last: TextField | ChoiceField | None = None

    def compose(self) -> ComposeResult:
        """A line for each key that any kind has; those of other kinds are not shown."""
        yield TopBar()
        yield Banner()
        with Horizontal():
            with VerticalScroll(id="form", classes="box -main", can_focus=False):
                yield from self._lines()
            with VerticalScroll(id="preview", classes="box", can_focus=False):
                yield Static(id="asked", markup=False)
        yield Static(id="remarks", markup=False)
        yield KeyBar()

    def _lines(self) -> Iterator[FieldLine]:
        if self._editing.base.is_new:
            editable_decks = [
                (home.deck, home.title) for home in self._desk.shelf.editor.editable_decks()
            ]
            yield FieldLine("Deck", ChoiceField(FieldKey.DECK, self._go, editable_decks))
        for key, (label, hint) in FIELDS.items():
            values = CHOICES.get(key)
            made = ChoiceField(key, self._go, values) if values else TextField(key, self._go, hint)
            yield FieldLine(label, made)

    def on_mount(self) -> None:
        """The card as it is, and into its first text."""
        self.query_one("#form").border_title = self._title()
        self.query_one("#preview").border_title = "As it is asked"
        self.query_one(TopBar).title = "New card" if self._editing.base.is_new else "Edit"
        self._fill()
        self._show()
        first = next((line for line in self._shown() if isinstance(line.field, TextField)), None)
        if first is not None:
            self._focus_on(first.field)

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        before = self._editing.draft
        if isinstance(event.text_area, TextField):
            self._editing.write(event.text_area.key, event.text_area.text)
        if self._editing.draft != before:
            self._show()

    @on(ChoiceField.Turned)
    def _turned(self, event: ChoiceField.Turned) -> None:
        match event.key:
            case FieldKey.DECK:
                self._editing.move(event.value)
            case FieldKey.KIND:
                self._editing.turn(event.value)
            case _:
                self._editing.write(event.key, event.value)
        self._show()

    def action_field(self, step: int) -> None:
        """To another line, from the last one that was open."""
        fields = [line.field for line in self._shown()]
        if self.focused is None or self._last not in fields:
            self._focus_on(fields[0 if step > 0 else -1])
            return
        at = fields.index(self._last) + step
        if 0 <= at < len(fields):
            self._focus_on(fields[at])
        else:
            self.action_leave_field()

    def action_leave_field(self) -> None:
        """Letters are keys again."""
        self.set_focus(None)
        self._show_keys()

    def action_type_on(self) -> None:
        """Back into the line that was open."""
        last = self._last
        if self._may_leave:
            self._may_leave = False
            self.query_one(Banner).tell("")
        shown = [line.field for line in self._shown()]
        if shown:
            self._focus_on(last if last in shown and last is not None else shown[0])

    def action_scroll(self, lines: int) -> None:
        """Scroll the form."""
        self.query_one("#form").scroll_relative(y=lines, animate=False)

    def action_save(self) -> None:
        """Write the card into its file; or say why not."""
        banner = self.query_one(Banner)
        self._take_texts()
        try:
            outcome = self._editing.save()
        except RunquizError as error:
            banner.tell(str(error))
            return
        if isinstance(outcome, DraftConflict):
            self._fill()
            self._show()
            self.action_leave_field()
            banner.tell(conflict_words(outcome, self._file()))
            if outcome.both:
                text = conflict_content(outcome, self._editing.draft)
                self.app.push_screen(ReadingScreen(Content("Changed meanwhile"), text))
            return
        if self.is_current:
            self.dismiss(outcome if outcome.is_written else None)

    def action_leave(self) -> None:
        """Back; what is not saved is said once."""
        if self._is_told("q") and self.is_current:
            self.dismiss(None)

    def action_interrupt(self) -> None:
        """Out of the program, after the same word."""
        if self._is_told("^c"):
            self.app.exit(return_code=128 + signal.SIGINT)

    def _is_told(self, key: str) -> bool:
        """Whether nothing is lost by leaving, or it was said already that something is."""
        self._take_texts()
        if not self._editing.is_changed or self._may_leave:
            return True
        self._may_leave = True
        self.action_leave_field()
        self.query_one(Banner).tell(f"Not saved: s saves, {key} again leaves it as it was")
        return False

    def action_help(self) -> None:
        """All keys."""
        self.post_message(ShowHelp("Edit"))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click into a line is a way there, too."""
        if isinstance(event.widget, TextField | ChoiceField):
            self._last = event.widget
        self._show_keys()

    def _take_texts(self) -> None:
        """The last letters as well: what says that they were typed may still be on its way."""
        for field in self.query(TextField):
            self._editing.write(field.key, field.text)

    def _go(self, step: int) -> None:
        if step:
            self.action_field(step)
        else:
            self.action_leave_field()

    def _focus_on(self, field: TextField | ChoiceField) -> None:
        self._last = field
        self.set_focus(field)
        self._show_keys()

    def _shown(self) -> list[FieldLine]:
        return [line for line in self.query(FieldLine) if line.display]

    def _fill(self) -> None:
        """What the draft says into every line that says something else."""
        draft = self._editing.draft
        values: dict[str, str] = {FieldKey.DECK: draft.deck, FieldKey.KIND: draft.kind}
        for line in self.query(FieldLine):
            key = line.field.key
            if isinstance(line.field, ChoiceField):
                line.field.value = values[key] if key in values else draft.choice(key)
            else:
                line.field.fill(draft.text(key))

    def _show(self) -> None:
        """The lines of the kind, and what is said of them."""
        self._may_leave = False
        draft, checked = self._editing.draft, self._editing.checked
        wrong = {remark.key for remark in checked.errors}
        for line in self.query(FieldLine):
            line.display = line.field.key in {*FieldKey, *draft.keys}
            line.mark(is_wrong=line.field.key in wrong)
        self.query_one("#remarks", Static).update(remarks_content(checked))
        self.query_one("#asked", Static).update(asked_content(checked))
        changed = " · changed" if self._editing.is_changed else ""
        self.query_one(TopBar).facts = safe_line(f"{self._file()}{changed}", MUTED)
        self.query_one(TopBar).brief = Content.styled("changed" if changed else "", MUTED)
        self.query_one(Banner).tell("")

    def _show_keys(self) -> None:
        is_typing = isinstance(self.focused, TextField | ChoiceField)
        keys = WHILE_TYPING if is_typing else (SAVE, TYPE_ON, HELP, LEAVE)
        self.query_one(KeyBar).keys = keys
        for line in self.query(FieldLine):
            line.set_class(line.field is self.focused, "-open")

    def _file(self) -> str:
        return editable_deck(self._desk, self._editing.draft.deck).file

    def _title(self) -> Content:
        base = self._editing.base
        named = "A new card" if base.is_new else f"{base.deck}/{base.name}"
        return safe_line(named)
