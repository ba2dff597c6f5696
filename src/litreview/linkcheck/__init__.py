"""6  links -> verdicts: what became of the addresses that references print."""
