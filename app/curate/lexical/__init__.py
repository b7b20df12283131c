"""Reads articles in the languages of :mod:`app.curate.lexicons`: the same code for each of them."""
