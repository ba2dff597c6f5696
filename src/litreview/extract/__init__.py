"""2  Document -> references and citations, as printed."""
