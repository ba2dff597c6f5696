"""The command: `python -m litreview`, and the script `litreview`."""

from __future__ import annotations

import sys

from litreview.cli import run


def main() -> None:
    """Run the command line and exit with its status."""
    sys.exit(run())


if __name__ == "__main__":
    main()
