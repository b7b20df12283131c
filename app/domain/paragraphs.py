"""The paragraphs of a text: its lines that are not blank. Evidence counts them from 1."""


def spans(content: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph in characters from 0, without the white space around it. Ends are exclusive."""
    paragraphs, position = [], 0
    for line in content.splitlines(keepends=True):
        inner = line.strip()
        if inner:
            start = position + line.index(inner)
            paragraphs.append((start, start + len(inner)))
        position += len(line)
    return paragraphs
