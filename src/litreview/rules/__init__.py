"""9  evidence -> findings."""
