"""The console script: `runquiz`, or `python -m quizapp`."""

import gc
import signal

SELDOM = 50_000
"""Objects made between two garbage collections while the program starts: Python's default takes a
tenth of that time and frees almost nothing."""


def main() -> None:
    """Run the command line; while it is imported, Ctrl-C ends the program at once."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.set_threshold(SELDOM)
    from quizapp.cli.main import main as run  # only after the collector is set

    run()


if __name__ == "__main__":
    main()
