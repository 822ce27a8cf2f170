"""`runquiz settings`: lists the settings, and changes some."""

from __future__ import annotations

import json

import click

from quizapp.cli.context import Context, context_of
from quizapp.cli.options import common_options, name_value_pairs
from quizapp.domain.clean_text import clean_line
from quizapp.domain.event import SettingChanged
from quizapp.domain.settings import Settings, Value
from quizapp.errors import UsageError
from quizapp.storage.preferences import read_preferences
from quizapp.study.due_dates import apply_reschedule, reschedule
from quizapp.study.recording import record

THEME = "theme"
NOTES = {
    "desired_recall": "thousandths, 700 to 990 (900 is 90 %)",
    "learning_steps": "seconds, never shorter than the step before, 1 to 43200",
    "relearning_steps": "seconds, never shorter than the step before, 1 to 43200",
    "new_limit": "new cards a day, 0 to 9999",
    "review_limit": "reviews a day, 0 to 9999",
    "rollover": "the hour at which a day begins, 0 to 23",
    "longest_interval": "days, 1 to 36500",
    "leech_suspends": "yes or no: whether a card that is forgotten often is suspended",
    "keep_typed": "yes or no: whether typed answers are kept in the progress file",
    "pass_mark": "thousandths, 0 to 1000 (600 is 60 %)",
}
"""The values of each setting, in words."""
_SWITCHES = {"yes": True, "true": True, "no": False, "false": False}


@click.command(epilog="Example: runquiz settings new_limit=10 learning_steps=60,600")
@click.argument("change", nargs=-1, metavar="[NAME=VALUE]...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option(
    "--reschedule",
    "is_preview",
    is_flag=True,
    help="Show which due dates would change if the settings counted for all cards from now on.",
)
@click.option("--apply", "is_applied", is_flag=True, help="With --reschedule: change them.")
@common_options
@click.pass_context
def command(
    ctx: click.Context,
    change: tuple[str, ...],
    as_json: bool,  # noqa: FBT001 (click passes it by name)
    is_preview: bool,  # noqa: FBT001
    is_applied: bool,  # noqa: FBT001
) -> None:
    """List the settings with their possible values, or change some.

    A new target recall or longest interval counts from the next answer of each card.
    """
    context = context_of(ctx)
    if is_applied and not is_preview:
        raise UsageError("--apply needs --reschedule")
    if is_preview and (change or as_json):
        raise UsageError("--reschedule stands alone; change the settings first")
    if is_preview:
        click.echo(_rescheduled(context, is_applied=is_applied))
        return
    changes = dict(name_value_pairs(change))
    theme = changes.pop(THEME, None)
    values = {name: _value(name, text) for name, text in changes.items()}
    if theme is not None:
        _save_theme(context, theme)
    if values:
        with context.desk() as desk:
            for name, value in values.items():
                record(desk, SettingChanged(name, value))
            settings = desk.store.progress.settings
    else:
        settings = context.load().progress.settings
    _print(context, settings, as_json=as_json)


def _rescheduled(context: Context, *, is_applied: bool) -> str:
    context.decks()
    with context.desk() as desk:
        planned = reschedule(desk)
        if not planned.moves:
            return "no due date would change"
        if not is_applied:
            return f"would move {planned.in_words}; --apply does it"
        apply_reschedule(desk, planned)
        return f"moved {planned.in_words}; {planned.how_to_undo}"


def _value(name: str, text: str) -> Value:
    """The value of a setting from a text. Raises UsageError if it is invalid."""
    defaults = Settings().as_dict()
    if name not in defaults:
        there = ", ".join([*defaults, THEME])
        raise UsageError(f"no setting '{clean_line(name)}'; choose from: {there}")
    value = _parsed(text, defaults[name])
    if value is None or Settings().with_value(name, value).as_dict()[name] != value:
        raise UsageError(f"{name} can't be '{clean_line(text)[:40]}'; it takes {NOTES[name]}")
    return value


def _parsed(text: str, default: Value) -> Value | None:
    try:
        if isinstance(default, bool):
            return _SWITCHES.get(text.lower())
        if isinstance(default, tuple):
            return tuple(int(part) for part in text.split(",") if part.strip())
        return int(text)
    except ValueError:
        return None


def _save_theme(context: Context, name: str) -> None:
    from quizapp.tui.themes import NAMES  # loads Textual, only for a theme

    full_name = f"runquiz-{name}"
    if name and name not in NAMES and full_name not in NAMES:
        raise UsageError(f"no theme '{clean_line(name)}'; choose from: {', '.join(NAMES)}")
    chosen = full_name if full_name in NAMES else name
    read_preferences(context.disk, context.locations.preferences).save_theme(chosen)


def _print(context: Context, settings: Settings, *, as_json: bool) -> None:
    theme = read_preferences(context.disk, context.locations.preferences).theme
    values: dict[str, object] = {**settings.as_dict(), THEME: theme or None}
    if as_json:
        click.echo(json.dumps(values))
        return
    for name, value in settings.as_dict().items():
        click.echo(f"{name + '=' + _text(value):<25}  # {NOTES[name]}")
    click.echo(
        f"{THEME + '=' + clean_line(theme):<25}  # on this machine only; empty for the default"
    )


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
