"""Crossref, OpenAlex, DataCite, DOI handles, web archives: what to ask and how to read the answer, never the asking."""
