"""When the tool cannot do its job: the exceptions that reach a caller.

LitreviewError
+-- UsageError      the arguments or settings cannot be used        (exit status 2)
|   +-- InputError  a file cannot be read, or holds nothing to read (exit status 2)
+-- OutputError     the results cannot be written                   (exit status 2)

A better bibliography would mend it? Then it is a Finding, not an exception.
"""

from __future__ import annotations

__all__ = ["InputError", "LitreviewError", "OutputError", "UsageError"]


class LitreviewError(Exception):
    """Base of every error that litreview raises on purpose; its text is a message for the user."""


class UsageError(LitreviewError):
    """The arguments or the settings cannot be used as given."""


class InputError(UsageError):
    """A file cannot be read, or holds nothing that could be reviewed."""


class OutputError(LitreviewError):
    """The results cannot be written where they were asked for."""
