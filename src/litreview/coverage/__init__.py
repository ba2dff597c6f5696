"""8  how well text, list and papers cover each other."""
