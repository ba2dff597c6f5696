"""3  Reference -> Entry: what a printed reference says."""
