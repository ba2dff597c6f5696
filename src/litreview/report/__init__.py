"""10  review -> text: one module a format."""
