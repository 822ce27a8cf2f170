"""The console script: `runquiz`, or `python -m quizapp`."""

import gc
import signal

GC_THRESHOLD = 50_000
"""New objects between two garbage collections. With Python's default, collecting takes a tenth of
the start and frees almost nothing."""


def main() -> None:
    """Run the command line; while it is imported, Ctrl-C ends the program at once."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.set_threshold(GC_THRESHOLD)
    from quizapp.cli.main import main as run  # only after the threshold is set

    run()


if __name__ == "__main__":
    main()
