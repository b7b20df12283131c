"""Curating: an article comes in, rules propose its facts, a person reviews them, and accepted ones enter the seed.

``rules`` read an article and propose; ``drafts`` hold what is proposed and what a reviewer decided; ``review`` serves
the page on which they decide; ``accept`` writes what was accepted to the seed. Nothing that a person did not accept
reaches the seed.
"""
