"""7  citations against references: which entry each citation means."""
