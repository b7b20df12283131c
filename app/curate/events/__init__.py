"""Finds the events in an article. Cues in its sentences give events, and mentions of the same event are merged."""
