"""The keys of a quiz, its setup and its results."""

from __future__ import annotations

from dataclasses import replace

from quizapp.tui.card.keys import CHOOSE, SCROLL_CARD, SHORTCUTS, UNPICK, VERDICT
from quizapp.tui.keys import APP_KEYS, GO_HOME, RETRY, ROW, Key
from quizapp.tui.shared.value_list import CHANGE_VALUE

PICK = Key(
    "quiz.pick",
    "1,2,3,4",
    "digit",
    "Choose",
    "Choose an option, or say how sure you are",
    "1-4",
    (1, 2, 3, 4),
)
PICK_MORE = replace(CHOOSE, id="quiz.pick_more")
TRUE_FALSE = replace(VERDICT, id="quiz.verdict", tooltip="Answer true or false; y: I was right")
ANSWER = Key("quiz.answer", "enter", "answer", "Answer", "Submit the answer; then continue", "⏎")
NEXT = Key("quiz.next", "space", "next", "Next", "The next question", "space")
OVERRULE = Key(
    "quiz.overrule", "o", "overrule", "I was right", "Count a typed answer as correct", "y"
)
SKIP = Key("quiz.skip", "s", "skip", "Skip", "Leave this question unanswered", "s")
PAUSE = Key("quiz.pause", "p", "pause", "Pause", "Stop the clock and hide the question", "p")
PREVIOUS_QUESTION = Key(
    "quiz.before", "left", "visit(-1)", "Previous", "The previous question, in an exam", "←"
)
NEXT_QUESTION = Key("quiz.after", "right", "visit(1)", "Next", "The next question, in an exam", "→")
FINISH = Key("quiz.finish", "f", "finish", "Submit", "End the quiz with the answers so far", "f")
RETRY_SAVE = replace(RETRY, id="quiz.retry")
STOP = Key("quiz.home", "q", "go_home", "Stop", "Back to the decks; you can resume later", "q")
QUIZ_KEYS = (
    PICK,
    PICK_MORE,
    TRUE_FALSE,
    ANSWER,
    NEXT,
    OVERRULE,
    SKIP,
    replace(UNPICK, id="quiz.back"),
    replace(SHORTCUTS, id="quiz.leave"),
    PAUSE,
    PREVIOUS_QUESTION,
    NEXT_QUESTION,
    FINISH,
    RETRY_SAVE,
    replace(SCROLL_CARD, id="quiz.scroll"),
    *APP_KEYS,
    STOP,
)

MISSES = Key("results.misses", "r", "misses", "Retry misses", "Ask the missed questions again", "r")
ALL_AGAIN = Key(
    "results.again", "a", "again", "All again", "Ask every question again, shuffled", "a"
)
APPLY = Key("results.apply", "p", "apply", "Apply", "Let the results change due dates", "p")
UNDO_APPLY = Key("results.undo", "u", "undo", "Undo", "Undo applying the quiz", "u")
HISTORY = Key("results.history", "h", "history", "History", "Earlier quizzes like this one", "h")
LOOK_ALIKES = Key(
    "results.alike", "l", "look_alikes", "Look-alikes", "Ask cards you mixed up, in pairs", "l"
)
OPEN_CARD = Key("results.card", "o", "open_card", "Card", "Open the card under the cursor", "o")
MISS = replace(ROW, id="results.miss", tooltip="Move to another question")
LEAVE_RESULTS = replace(GO_HOME, id="results.home")
RESULTS_KEYS = (
    MISSES,
    ALL_AGAIN,
    APPLY,
    UNDO_APPLY,
    HISTORY,
    LOOK_ALIKES,
    MISS,
    OPEN_CARD,
    *APP_KEYS,
    LEAVE_RESULTS,
)

SETUP_ROW = replace(ROW, id="setup.row")
PICK_FROM_LIST = Key(
    "setup.pick", "space", "pick", "Pick", "Change the value, or open its list", "space"
)
START = Key("setup.start", "enter,z", "start", "Start", "Start the quiz", "⏎")
RESET = Key("setup.reset", "backspace,0", "reset", "Reset", "Back to the default quiz", "0")
LEAVE_SETUP = replace(GO_HOME, id="setup.home")
SETUP_KEYS = (
    START,
    SETUP_ROW,
    CHANGE_VALUE,
    PICK_FROM_LIST,
    RESET,
    HISTORY,
    LOOK_ALIKES,
    *APP_KEYS,
    LEAVE_SETUP,
)

TOGGLE = Key("pick.toggle", "space", "pick", "Select", "Select or deselect it", "space")
DONE = Key("pick.done", "enter,q,escape", "done", "Done", "Back to the setup", "⏎")
PICK_KEYS = (TOGGLE, replace(ROW, id="pick.row"), DONE)
