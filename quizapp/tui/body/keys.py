"""The keys of the body map."""

from __future__ import annotations

from dataclasses import replace

from quizapp.tui.keys import APP_KEYS, GO_HOME, Key

GROUP = Key(
    "body.group",
    "up,down,left,right,k,j,h,l,home,end",
    "move",
    "Choose",
    "Move to another muscle group",
    "↑↓←→",
    ("up", "down", "across", "across", "up", "down", "across", "across", "home", "end"),
)
REVIEW_GROUP = Key("body.review", "enter", "review", "Review", "Review its cards", "⏎")
QUIZ_GROUP = Key("body.quiz", "z", "quiz", "Quiz", "Take a quiz on its cards", "z")
OVERVIEW = Key("body.all", "space,backspace", "overview", "All", "All muscle groups", "space")
LEAVE_BODY = replace(GO_HOME, id="body.home")
BODY_KEYS = (REVIEW_GROUP, QUIZ_GROUP, GROUP, OVERVIEW, *APP_KEYS, LEAVE_BODY)
