"""The pages of lists: cards, facets, and filters that can be removed."""
