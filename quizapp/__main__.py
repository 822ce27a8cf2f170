"""The console script: `runquiz`, or `python -m quizapp`."""

import signal


def main() -> None:
    """Until the program is imported there is nothing to save: Ctrl-C just ends it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from quizapp.cli.main import main as run

    run()


if __name__ == "__main__":
    main()
