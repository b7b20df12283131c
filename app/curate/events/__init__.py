"""Events that an article tells of: cues in its sentences become events, and mentions of the same event become one."""
