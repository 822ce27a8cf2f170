"""The body map: what is known, on a body; review and quiz begin at a muscle."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from quizapp.domain.quiz_setup import PRACTICE, QuizSetup
from quizapp.errors import RunquizError
from quizapp.scheduling.wording import plural
from quizapp.study.figures.muscles import Level, MuscleGroup, muscle_groups
from quizapp.study.ports import Desk
from quizapp.study.quiz.start import new_quiz
from quizapp.tui.body.body_map import DOT, BodyMap
from quizapp.tui.body.keys import (
    BODY_KEYS,
    LEAVE_BODY,
    OVERVIEW,
    QUIZ_GROUP,
    REVIEW_GROUP,
)
from quizapp.tui.body.layout import Layout, layout_for
from quizapp.tui.body.muscle_list import MuscleList, percent
from quizapp.tui.figure.body_colours import GLYPHS
from quizapp.tui.keys import HELP, bindings
from quizapp.tui.messages import ShowHelp
from quizapp.tui.navigation import Navigator
from quizapp.tui.safe import MUTED, joined
from quizapp.tui.shared.banner import Banner
from quizapp.tui.shared.key_bar import KeyBar
from quizapp.tui.shared.row_list import RowList
from quizapp.tui.shared.top_bar import TopBar

LOOK_AGAIN = 60.0
"""Seconds."""


class BodyScreen(Screen[None]):
    """A figure where there is room for one, else a list; what is chosen is told below.

    More methods than a class should have: each key is one.
    """

    BINDINGS = bindings(BODY_KEYS)
    HELP_KEYS = BODY_KEYS
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    BodyScreen {
        MuscleList { display: none; }
        #told { height: 1; padding: 0 1; color: $text-muted; }
        &.-large #told { height: 3; padding: 1 1 0 1; }
        Banner { display: none; }
        Banner.-warns { display: block; }
        &.-listed BodyMap { display: none; }
        &.-listed MuscleList { display: block; }
    }
    """

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk = desk
        self._navigator = navigator
        self._groups: tuple[MuscleGroup, ...] = ()
        self._chosen = ""

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield TopBar()
        yield Banner()
        yield BodyMap()
        yield MuscleList()
        yield Static(id="told", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """The first look."""
        self.query_one(TopBar).title = "Body"
        self.look_again()
        self.set_interval(LOOK_AGAIN, self.look_again)

    def on_screen_resume(self) -> None:
        """What is known may have changed."""
        if self.is_mounted:
            self.look_again()

    def on_resize(self) -> None:
        """There may be room for a figure now, or no longer."""
        keys = tuple(group.muscle.key for group in self._groups)
        self.set_class(self._layout(keys) is None, "-listed")
        self.set_class(self.size.width >= 120 and self.size.height >= 40, "-large")
        row = self.query_one(MuscleList).row
        if self.has_class("-listed") and not self._chosen and row is not None:
            self._chosen = row.muscle.key
        self._show()

    def _layout(self, keys: tuple[str, ...]) -> Layout | None:
        """The map in the room that is left for it; None if that is too small."""
        others = 4 if self.query_one(Banner).has_class("-warns") else 3
        return layout_for(self.size.width, self.size.height - others, keys)

    def look_again(self) -> None:
        """Everything as it is now."""
        desk = self._desk
        desk.store.refresh()
        decks, now = desk.shelf.decks(), desk.clock.now()
        self._groups = tuple(muscle_groups(decks, desk.store.progress, now, desk.zone))
        self.query_one(BodyMap).groups = self._groups
        self.query_one(MuscleList).rows = self._groups
        self.on_resize()

    def action_move(self, step: str) -> None:
        """Choose another group: the next one up or down, or the one across."""
        keys = [group.muscle.key for group in self._groups]
        if not keys:
            return
        layout = self._layout(tuple(keys))
        if self._chosen not in keys:
            self._choose(keys[-1] if step in {"up", "end"} else keys[0])
        elif step == "across":
            self._choose(layout.beside(self._chosen) if layout is not None else self._chosen)
        else:
            steps = {"up": keys.index(self._chosen) - 1, "down": keys.index(self._chosen) + 1}
            self._choose(keys[{"home": 0, "end": -1, **steps}[step] % len(keys)])

    @on(BodyMap.Clicked)
    def _clicked(self, event: BodyMap.Clicked) -> None:
        if event.key and event.key == self._chosen:
            self.app.call_later(self.action_review)
        else:
            self._choose(event.key)

    @on(RowList.Highlighted)
    def _highlighted(self, event: RowList.Highlighted) -> None:
        if self.has_class("-listed"):
            row = self.query_one(MuscleList).at(event.place)
            self._chosen = row.muscle.key if row is not None else ""
            self._show()

    @on(RowList.Chosen)
    def _opened(self) -> None:
        self.app.call_later(self.action_review)

    async def action_review(self) -> None:
        """Review the cards of the chosen group, or of all."""
        tags = [
            group.muscle.tag for group in self._groups if self._chosen in {"", group.muscle.key}
        ]
        await self._navigator.open_review((), frozenset(tags))

    async def action_quiz(self) -> None:
        """A quiz of the cards of the chosen group; of all, choose how it is to be."""
        group = self._group
        if group is None:
            await self._navigator.set_up_quiz(())
            return
        setup = QuizSetup(mode=PRACTICE, tags=(group.muscle.tag,))
        try:
            await self._navigator.open_quiz(new_quiz(self._desk, self._desk.shelf.decks(), setup))
        except RunquizError as error:
            self.query_one(Banner).tell(str(error))
            self.on_resize()

    def action_overview(self) -> None:
        """All groups together; in a list one is always chosen."""
        if not self.has_class("-listed"):
            self._choose("")

    async def action_go_home(self) -> None:
        """Back to the decks."""
        await self._navigator.go_home()

    def action_help(self) -> None:
        """All keys."""
        self.post_message(ShowHelp("Body"))

    @property
    def _group(self) -> MuscleGroup | None:
        return next((each for each in self._groups if each.muscle.key == self._chosen), None)

    def _choose(self, key: str) -> None:
        self._chosen = key
        keys = [group.muscle.key for group in self._groups]
        if key in keys:
            self.query_one(MuscleList).cursor = keys.index(key)
        self._show()

    def _show(self) -> None:
        map_ = self.query_one(BodyMap)
        map_.chosen = self._chosen
        top = self.query_one(TopBar)
        top.facts = top.brief = _legend(map_)
        told = _told(self._group, self._groups, map_)
        told = told.truncate(max(self.size.width - 2, 0), ellipsis=True)
        self.query_one("#told", Static).update(told)
        rest = (OVERVIEW,) if self._chosen and not self.has_class("-listed") else ()
        self.query_one(KeyBar).keys = (REVIEW_GROUP, QUIZ_GROUP, *rest, HELP, LEAVE_BODY)


def _legend(map_: BodyMap) -> Content:
    parts = []
    for level in Level:
        glyph = "■" if map_.has_colours else GLYPHS[level]
        style = map_.palette.levels[level] if map_.has_colours else ""
        parts.append(joined(Content.styled(glyph, style), Content.styled(f" {level.word}", MUTED)))
    return Content("  ").join(parts)


def _told(group: MuscleGroup | None, groups: tuple[MuscleGroup, ...], map_: BodyMap) -> Content:
    if group is None:
        seen = sum(each.level is not Level.NOT_SEEN for each in groups)
        said = f"{seen} of {plural(len(groups), 'muscle group')} seen; arrows or a click choose one"
        return Content.styled(said if groups else "No card has a tag such as muscle:calves", MUTED)
    sign = DOT if map_.has_colours else GLYPHS[group.level]
    share = "" if group.level is Level.NOT_SEEN else f" {percent(group)}"
    style = map_.palette.levels[group.level] if map_.has_colours else ""
    level = Content.styled(f" {sign} {group.level.word}{share}", style)
    due = f", {group.due} due" if group.due else ""
    met = f"{group.seen} of {group.cards} seen{due}"
    name = Content.styled(group.muscle.name, "bold $foreground")
    return joined(name, level, Content.styled(f" · {met} · {group.muscle.job}", MUTED))
