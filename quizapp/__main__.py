"""The console script: `runquiz`, or `python -m quizapp`."""

import gc
import signal

SELDOM = 50_000
"""Objects made between two looks for garbage. The default finds next to nothing in a start, and
takes a tenth of its time."""


def main() -> None:
    """Until the program is imported there is nothing to save: Ctrl-C just ends it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.set_threshold(SELDOM)
    from quizapp.cli.main import main as run

    run()


if __name__ == "__main__":
    main()
