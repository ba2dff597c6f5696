"""4  Entry -> Entry: ordered STEPS that bring every field into one form."""
