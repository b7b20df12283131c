"""Dumps: every list in every tabular format, and all lists as one SQLite file, of one revision, with checksums."""
