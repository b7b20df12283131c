"""What a sentence claims, and whether the recorded facts support it: pure rules, without a database."""
