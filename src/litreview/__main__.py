"""The command: `python -m litreview`, and the script `litreview`."""

from __future__ import annotations

import contextlib
import os
import sys

# Before numpy is imported, which would start threads that have nothing to do.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from litreview.cli import run


def main() -> None:
    """Run the command line and end the process with its status, at once: the system takes memory back faster than Python does."""
    status = run()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):  # whoever read it went away
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    main()
