"""The card editor: a field for each key of the file, checked as you type, saved into the file."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from enum import StrEnum

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

from quizapp.domain.cards.deck import deck_titles
from quizapp.errors import RunquizError
from quizapp.study.editing import DraftConflict, Editing, Saved, editable_deck
from quizapp.study.ports import Desk
from quizapp.tui.edit.fields import ChoiceField, FieldLine, TextField
from quizapp.tui.edit.keys import EDIT_KEYS, KEEP_TYPING, LEAVE_EDITOR, SAVE, WHILE_TYPING
from quizapp.tui.edit.words import (
    CHOICES,
    FIELDS,
    asked_content,
    conflict_content,
    conflict_words,
    remarks_content,
)
from quizapp.tui.keys import HELP, bindings
from quizapp.tui.safe import MUTED, safe_line
from quizapp.tui.shared.banner import Banner
from quizapp.tui.shared.base_screen import BaseScreen
from quizapp.tui.shared.key_bar import KeyBar
from quizapp.tui.shared.navigator import Navigator
from quizapp.tui.shared.reading_screen import ReadingScreen
from quizapp.tui.shared.top_bar import TopBar


class FieldKey(StrEnum):
    """The fields that are not keys of a deck file."""

    DECK = "deck"
    KIND = "kind"


class EditScreen(BaseScreen[Saved | None]):
    """Passes each text to the draft, and shows its remarks.

    The result is what was saved, if anything was.
    """

    NAME = "Edit"
    BINDINGS = bindings(EDIT_KEYS)
    HELP_KEYS = EDIT_KEYS
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

    def __init__(self, desk: Desk, editing: Editing, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self._editing = editing
        self._may_leave = False
        self._last: TextField | ChoiceField | None = None

    def compose(self) -> ComposeResult:
        """A field for each key of any kind; those of other kinds are hidden."""
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
                (home.deck, home.title) for home in self.desk.shelf.editor.editable_decks()
            ]
            yield FieldLine("Deck", ChoiceField(FieldKey.DECK, self._go, editable_decks))
        for key, (label, hint) in FIELDS.items():
            values = CHOICES.get(key)
            made = ChoiceField(key, self._go, values) if values else TextField(key, self._go, hint)
            yield FieldLine(label, made)

    def on_mount(self) -> None:
        """The card as it is, with the focus on its first text."""
        self.query_one("#form").border_title = self._title()
        self.query_one("#preview").border_title = "Preview"
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

    @on(ChoiceField.Changed)
    def _value_chosen(self, event: ChoiceField.Changed) -> None:
        match event.key:
            case FieldKey.DECK:
                self._editing.set_deck(event.value)
            case FieldKey.KIND:
                self._editing.set_kind(event.value)
            case _:
                self._editing.write(event.key, event.value)
        self._show()

    def action_field(self, step: int) -> None:
        """The next or previous field, counted from the last one with focus."""
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
        """Use letters as shortcuts."""
        self.set_focus(None)
        self._show_keys()

    def action_keep_typing(self) -> None:
        """Back into the last field."""
        last = self._last
        if self._may_leave:
            self._may_leave = False
            self.say("")
        shown = [line.field for line in self._shown()]
        if shown:
            self._focus_on(last if last in shown and last is not None else shown[0])

    def action_scroll(self, lines: int) -> None:
        """Scroll the form."""
        self.query_one("#form").scroll_relative(y=lines, animate=False)

    def action_save(self) -> None:
        """Write the card into its deck file."""
        self._take_texts()
        try:
            outcome = self._editing.save()
        except RunquizError as error:
            self.warn(str(error))
            return
        if isinstance(outcome, DraftConflict):
            self._fill()
            self._show()
            self.action_leave_field()
            self.warn(conflict_words(outcome, self._file()))
            if outcome.both:
                text = conflict_content(outcome, self._editing.draft)
                self.app.push_screen(ReadingScreen(Content("Changed in the file"), text))
            return
        if self.is_current:
            self.dismiss(outcome if outcome.is_written else None)

    def action_leave(self) -> None:
        """Back; with unsaved changes, only after a second press."""
        if self._may_discard("q") and self.is_current:
            self.dismiss(None)

    def action_interrupt(self) -> None:
        """Quit; with unsaved changes, only after a second press."""
        if self._may_discard("^c"):
            self.app.exit(return_code=128 + signal.SIGINT)

    def _may_discard(self, key: str) -> bool:
        """Whether nothing would be lost, or the learner was warned already."""
        self._take_texts()
        if not self._editing.is_changed or self._may_leave:
            return True
        self._may_leave = True
        self.action_leave_field()
        self.warn(f"Not saved: press s to save, or {key} again to discard")
        return False

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A field was focused by mouse."""
        if isinstance(event.widget, TextField | ChoiceField):
            self._last = event.widget
        self._show_keys()

    def _take_texts(self) -> None:
        """Take the newest letters as well: their message may not have arrived yet."""
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
        """Put the draft into the fields."""
        draft = self._editing.draft
        values: dict[str, str] = {FieldKey.DECK: draft.deck, FieldKey.KIND: draft.kind}
        for line in self.query(FieldLine):
            key = line.field.key
            if isinstance(line.field, ChoiceField):
                line.field.value = values[key] if key in values else draft.choice(key)
            else:
                line.field.fill(draft.text(key))

    def _show(self) -> None:
        """Show the fields of the kind, the remarks and the preview."""
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
        self.say("")

    def _show_keys(self) -> None:
        is_typing = isinstance(self.focused, TextField | ChoiceField)
        keys = WHILE_TYPING if is_typing else (SAVE, KEEP_TYPING, HELP, LEAVE_EDITOR)
        self.query_one(KeyBar).keys = keys
        for line in self.query(FieldLine):
            line.set_class(line.field is self.focused, "-open")

    def _file(self) -> str:
        return editable_deck(self.desk, self._editing.draft.deck).file

    def _title(self) -> Content:
        base = self._editing.base
        titles = deck_titles(self.desk.shelf.decks())
        return safe_line("New card" if base.is_new else titles.get(base.deck, base.deck))
