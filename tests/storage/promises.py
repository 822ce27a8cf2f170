"""`python -m tests.storage.promises`: see `tests/storage/progress/promises.py`."""

from __future__ import annotations

import sys

from tests.storage.progress.promises import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
