"""5  entries -> works: which entries mean one thing, and the best record of each."""
