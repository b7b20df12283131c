"""Briefings of two countries: what they say, and how they say it in HTML, Markdown and Word."""
