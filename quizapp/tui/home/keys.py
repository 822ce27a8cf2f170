"""The keys of the home screen."""

from __future__ import annotations

from dataclasses import replace

from quizapp.tui.keys import APP_KEYS, RETRY, ROW, Key

REVIEW = Key("home.review", "enter", "review", "Review", "Review the chosen deck", "⏎")
CHOOSE_DECK = replace(ROW, id="home.move", tooltip="Choose a deck")
SET_UP = Key("home.quiz", "z", "set_up_quiz", "Quiz", "Set up a quiz", "z")
SAME_QUIZ = Key(
    "home.same_quiz",
    "a",
    "same_quiz",
    "Same quiz",
    "Same setup as the last quiz, new questions",
    "a",
)
RESUME = Key("home.continue", "c", "resume_quiz", "Resume", "Resume an unfinished quiz", "c")
RESULTS = Key("home.results", "r", "last_results", "Results", "The results of the last quiz", "r")
RETRY_SAVE = replace(RETRY, id="quiz.retry")
BODY = Key("home.body", "m", "open_body", "Body", "The body map of what you know", "m")
BROWSE = Key("home.browse", "b", "open_browser", "Browse", "All cards, searched as you type", "b")
STATISTICS = Key(
    "home.statistics", "s", "open_statistics", "Stats", "Statistics of your learning", "s"
)
SETTINGS = Key(
    "home.settings", "comma", "open_settings", "Settings", "Limits, learning steps, theme", ","
)
QUIT = Key("home.quit", "q", "leave", "Quit", "Quit; everything is already saved", "q")
HOME_KEYS = (
    SET_UP,
    SAME_QUIZ,
    RESUME,
    RESULTS,
    BODY,
    BROWSE,
    STATISTICS,
    SETTINGS,
    REVIEW,
    CHOOSE_DECK,
    *APP_KEYS,
    QUIT,
)
