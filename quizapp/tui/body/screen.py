"""The body map: how well each muscle group is known; review and quiz start from a group."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
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
from quizapp.tui.safe import MUTED, joined
from quizapp.tui.shared.banner import Banner
from quizapp.tui.shared.base_screen import BaseScreen
from quizapp.tui.shared.key_bar import KeyBar
from quizapp.tui.shared.navigator import Navigator
from quizapp.tui.shared.row_list import RowList
from quizapp.tui.shared.top_bar import TopBar

REFRESH = 60.0
"""Seconds."""


class BodyScreen(BaseScreen[None]):
    """Two figures where there is room, else a list; a line below describes the chosen group."""

    NAME = "Body"
    BINDINGS = bindings(BODY_KEYS)
    HELP_KEYS = BODY_KEYS
    DEFAULT_CSS = """
    BodyScreen {
        MuscleList { display: none; }
        #description { height: 1; padding: 0 1; color: $text-muted; }
        &.-large #description { height: 3; padding: 1 1 0 1; }
        Banner { display: none; }
        Banner.-warns { display: block; }
        &.-listed BodyMap { display: none; }
        &.-listed MuscleList { display: block; }
    }
    """

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self._groups: tuple[MuscleGroup, ...] = ()
        self._chosen = ""

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield TopBar()
        yield Banner()
        yield BodyMap()
        yield MuscleList()
        yield Static(id="description", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """The groups as they are now."""
        self.query_one(TopBar).title = "Body"
        self.show_groups()
        self.set_interval(REFRESH, self.show_groups)

    def on_screen_resume(self) -> None:
        """The levels may have changed."""
        if self.is_mounted:
            self.show_groups()

    def on_resize(self) -> None:
        """The figures may fit now, or no longer."""
        keys = tuple(group.muscle.key for group in self._groups)
        self.set_class(self._layout(keys) is None, "-listed")
        self.set_class(self.size.width >= 120 and self.size.height >= 40, "-large")
        row = self.query_one(MuscleList).row
        if self.has_class("-listed") and not self._chosen and row is not None:
            self._chosen = row.muscle.key
        self._show()

    def _layout(self, keys: tuple[str, ...]) -> Layout | None:
        """The layout of the figures; None if they do not fit."""
        others = 4 if self.query_one(Banner).has_class("-warns") else 3
        return layout_for(self.size.width, self.size.height - others, keys)

    def show_groups(self) -> None:
        """Update the groups."""
        desk = self.desk
        desk.store.refresh()
        decks, now = desk.shelf.decks(), desk.clock.now()
        self._groups = tuple(muscle_groups(decks, desk.store.progress, now, desk.zone))
        self.query_one(BodyMap).groups = self._groups
        self.query_one(MuscleList).rows = self._groups
        self.on_resize()

    def action_move(self, step: str) -> None:
        """Choose the next group up or down, or the one across."""
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
            row = self.query_one(MuscleList).at(event.index)
            self._chosen = row.muscle.key if row is not None else ""
            self._show()

    @on(RowList.Chosen)
    def _opened(self) -> None:
        self.app.call_later(self.action_review)

    async def action_review(self) -> None:
        """Review the cards of the chosen group, or of all groups."""
        tags = [
            group.muscle.tag for group in self._groups if self._chosen in {"", group.muscle.key}
        ]
        await self.navigator.open_review((), frozenset(tags))

    async def action_quiz(self) -> None:
        """Quiz the cards of the chosen group; without one, set up a quiz."""
        group = self._group
        if group is None:
            await self.navigator.set_up_quiz(())
            return
        setup = QuizSetup(mode=PRACTICE, tags=(group.muscle.tag,))
        try:
            await self.navigator.open_quiz(new_quiz(self.desk, self.desk.shelf.decks(), setup))
        except RunquizError as error:
            self.warn(str(error))
            self.on_resize()

    def action_overview(self) -> None:
        """Choose no group; in the list there is always one."""
        if not self.has_class("-listed"):
            self._choose("")

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
        text = _description(self._group, self._groups, map_)
        text = text.truncate(max(self.size.width - 2, 0), ellipsis=True)
        self.query_one("#description", Static).update(text)
        rest = (OVERVIEW,) if self._chosen and not self.has_class("-listed") else ()
        self.query_one(KeyBar).keys = (REVIEW_GROUP, QUIZ_GROUP, *rest, HELP, LEAVE_BODY)


def _legend(map_: BodyMap) -> Content:
    parts = []
    for level in Level:
        glyph = "■" if map_.has_colours else GLYPHS[level]
        style = map_.palette.levels[level] if map_.has_colours else ""
        parts.append(joined(Content.styled(glyph, style), Content.styled(f" {level.word}", MUTED)))
    return Content("  ").join(parts)


def _description(
    group: MuscleGroup | None, groups: tuple[MuscleGroup, ...], map_: BodyMap
) -> Content:
    if group is None:
        seen = sum(each.level is not Level.NOT_SEEN for each in groups)
        counted = f"{seen} of {plural(len(groups), 'muscle group')} seen"
        said = f"{counted}; choose one with the arrows or the mouse"
        return Content.styled(said if groups else "No card has a tag such as muscle:calves", MUTED)
    sign = DOT if map_.has_colours else GLYPHS[group.level]
    share = "" if group.level is Level.NOT_SEEN else f" {percent(group)}"
    style = map_.palette.levels[group.level] if map_.has_colours else ""
    level = Content.styled(f" {sign} {group.level.word}{share}", style)
    due = f", {group.due} due" if group.due else ""
    met = f"{group.seen} of {group.cards} seen{due}"
    name = Content.styled(group.muscle.name, "bold $foreground")
    return joined(name, level, Content.styled(f" · {met} · {group.muscle.job}", MUTED))
