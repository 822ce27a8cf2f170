"""The keys of the body map."""

from __future__ import annotations

from quizapp.tui.keys import APP_KEYS, Key

BODY = Key("home.body", "m", "open_body", "Body", "What you know, on a body", "m")
GROUP = Key(
    "body.group",
    "up,down,left,right,k,j,h,l,home,end",
    "move",
    "Choose",
    "To another muscle",
    "↑↓←→",
    ("up", "down", "across", "across", "up", "down", "across", "across", "home", "end"),
)
REVIEW_GROUP = Key("body.review", "enter", "review", "Review", "Review the cards on it", "⏎")
QUIZ_GROUP = Key("body.quiz", "z", "quiz", "Quiz", "A quiz of the cards on it", "z")
OVERVIEW = Key("body.all", "space,backspace", "overview", "All", "All muscles together", "space")
LEAVE_BODY = Key("body.home", "q,escape", "go_home", "Home", "Back to the decks", "q")
BODY_KEYS = (REVIEW_GROUP, QUIZ_GROUP, GROUP, OVERVIEW, *APP_KEYS, LEAVE_BODY)
