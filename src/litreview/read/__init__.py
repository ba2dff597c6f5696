"""1  bytes -> Document: one module a format, chosen by content first and name second."""
