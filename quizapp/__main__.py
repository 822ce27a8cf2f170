"""`python -m quizapp` is `runquiz`."""

from quizapp.cli.main import main

if __name__ == "__main__":
    main()
