"""One file per official document: its blanks as a frozen dataclass and one `story()` from top to bottom."""
