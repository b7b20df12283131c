"""The review of a draft: a page on this machine, its JSON API, and the same in the terminal.

``passages`` find words in the text, ``known_records`` say what is recorded already. ``sheet`` brings them together:
what a reviewer sees of a draft. ``api`` serves it, ``server`` guards it, and ``terminal`` asks about one proposal after
the other.
"""
