"""The pages of records: each fact with the passages that state it, and documents by their paragraphs."""
