"""The keys of the quiz screens, each declared once."""

from __future__ import annotations

from dataclasses import replace

from quizapp.tui.keys import APP_KEYS, BACK, CHOOSE, GRADE, INTERRUPT, LEAVE, SCROLL, VERDICT, Key

PICK = replace(
    GRADE,
    id="quiz.pick",
    label="Choose",
    tooltip="Pick an option; say how sure you are",
    names=(),
)
PICK_MORE = replace(CHOOSE, id="quiz.pick_more")
TRUE_FALSE = replace(VERDICT, id="quiz.verdict", tooltip="True or false; y: I was right")
HAND_IN = Key("quiz.answer", "enter", "answer", "Answer", "Hand in the answer; then go on", "⏎")
NEXT = Key("quiz.next", "space", "next", "Next", "The next question", "space")
RIGHT = Key(
    "quiz.overrule", "o", "overrule", "I was right", "What you typed was right after all", "y"
)
SKIP = Key("quiz.skip", "s", "skip", "Skip", "Leave this question without an answer", "s")
PAUSE = Key("quiz.pause", "p", "pause", "Pause", "Stop the clock and hide the question", "p")
BEFORE = Key(
    "quiz.before", "left", "visit(-1)", "Before", "The question before, with one clock for all", "←"
)
AFTER = Key(
    "quiz.after", "right", "visit(1)", "After", "The question after, with one clock for all", "→"
)
FINISH = Key("quiz.finish", "f", "finish", "Hand in", "End it with what is answered", "f")
RETRY_SAVING = Key("quiz.retry", "r", "retry", "Retry", "Try again to save what is not saved", "r")
GIVE_UP = Key("quiz.home", "q", "go_home", "Stop", "Back to the decks; you can go on later", "q")
QUIZ_KEYS = (
    PICK,
    PICK_MORE,
    TRUE_FALSE,
    HAND_IN,
    NEXT,
    RIGHT,
    SKIP,
    replace(BACK, id="quiz.back"),
    replace(LEAVE, id="quiz.leave"),
    PAUSE,
    BEFORE,
    AFTER,
    FINISH,
    RETRY_SAVING,
    replace(SCROLL, id="quiz.scroll"),
    *APP_KEYS,
    GIVE_UP,
)

MISSES = Key("results.misses", "r", "misses", "Retry misses", "Ask what was missed again", "r")
ALL_AGAIN = Key("results.again", "a", "again", "All again", "Ask all of it again, shuffled", "a")
APPLY = Key(
    "results.apply", "p", "apply", "Apply", "Let the results count for when cards come back", "p"
)
UNDO_APPLY = Key("results.undo", "u", "undo", "Undo", "Take back that the quiz was applied", "u")
HISTORY = Key("results.history", "h", "history", "History", "Attempts like this one", "h")
ALIKE = Key(
    "results.alike", "l", "look_alikes", "Look-alikes", "Ask cards taken for each other", "l"
)
OPEN_CARD = Key("results.card", "o", "open_card", "Card", "Open the card under the cursor", "o")
MISS = Key(
    "results.miss",
    "up,down,k,j,pageup,pagedown,home,end",
    "move",
    "Choose",
    "To another question",
    "↑↓",
    ("up", "down", "up", "down", "pageup", "pagedown", "home", "end"),
)
LEAVE_RESULTS = Key("results.home", "q,escape", "go_home", "Home", "Back to the decks", "q")
RESULTS_KEYS = (
    MISSES,
    ALL_AGAIN,
    APPLY,
    UNDO_APPLY,
    HISTORY,
    ALIKE,
    MISS,
    OPEN_CARD,
    *APP_KEYS,
    LEAVE_RESULTS,
)

ROW = replace(MISS, id="setup.row", tooltip="To another line")
LESS_MORE = Key(
    "setup.change",
    "left,right",
    "change",
    "Change",
    "The value before or after",
    "←→",
    (-1, 1),
)
PICK_LIST = Key("setup.pick", "space", "pick", "Pick", "Change it, or open its list", "space")
START = Key("setup.start", "enter,z", "start", "Start", "Begin the quiz", "⏎")
FORGET = Key("setup.reset", "backspace,0", "reset", "Reset", "Back to the usual quiz", "0")
LEAVE_SETUP = Key("setup.home", "q,escape", "go_home", "Home", "Back to the decks", "q")
SETUP_KEYS = (START, ROW, LESS_MORE, PICK_LIST, FORGET, HISTORY, ALIKE, *APP_KEYS, LEAVE_SETUP)

TOGGLE = Key("pick.toggle", "space", "pick", "Pick", "Pick it, or take the pick back", "space")
DONE = Key("pick.done", "enter,q,escape", "done", "Done", "Back to the setup", "⏎")
PICK_KEYS = (TOGGLE, replace(MISS, id="pick.row", tooltip="To another line"), DONE)

CLOSE = Key("close", "q,escape,enter,space,o", "close", "Close", "Close this", "q")
SCROLL_TEXT = replace(SCROLL, id="text.scroll", tooltip="Scroll the text")
READING_KEYS = (SCROLL_TEXT, INTERRUPT, CLOSE)

CONFIRM = Key("apply.confirm", "enter,y,p", "confirm", "Apply", "Yes, let it count", "⏎")
CANCEL = Key("apply.cancel", "q,escape,n", "close", "Not now", "Change nothing", "q")
APPLY_KEYS = (CONFIRM, SCROLL_TEXT, INTERRUPT, CANCEL)

SET_UP = Key("home.quiz", "z", "set_up_quiz", "Quiz", "Set up a quiz", "z")
SAME_QUIZ = Key(
    "home.same_quiz", "a", "same_quiz", "Again", "Like the last quiz, new questions", "a"
)
CONTINUE = Key("home.continue", "c", "continue_quiz", "Continue", "Go on with a quiz cut off", "c")
RESULTS = Key("home.results", "r", "last_results", "Results", "What the last quiz came to", "r")
HOME_QUIZ_KEYS = (SET_UP, SAME_QUIZ, CONTINUE, RESULTS)
