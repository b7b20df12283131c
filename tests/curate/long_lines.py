"""What tests of long lines share."""

HANG = 60
"""Processor seconds after which a function counts as hung. It takes about one if its time grows with the length of the
line, and hours if it grows with the square."""
