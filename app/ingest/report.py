"""Shows findings: as text for people, as JSON for tools, as annotations for GitHub."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from app.ingest.findings import Finding, Level

MAX_SHOWN = 3
"""Findings that are shown of a group of equal ones."""

LEVEL_TITLES = {Level.error: "errors", Level.warning: "warnings", Level.not_checked: "not checked"}


_PARTICULARS = re.compile(r"“[^”]*”|'[^']*'|\"[^\"]*\"|\d[\d.,/-]*")
"""Numbers, names and quotes, which differ between messages of one kind."""

_SUGGESTION = re.compile(r"; (?:the nearest|it may be)\b.*")


def _general(text: str) -> str:
    """A field or a message without what differs between findings of one kind."""
    return _PARTICULARS.sub("N", _SUGGESTION.sub("", text))


def concerns(finding: Finding, name: str) -> bool:
    """Whether a finding is about a record or document of this id."""
    return name in (finding.record, finding.file.rpartition("/")[2].rpartition(".")[0])


def group_findings(findings: Sequence[Finding]) -> list[list[Finding]]:
    """The findings that say the same of the same field, of whichever record; errors first."""
    equal: dict[tuple[Level, str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        equal[finding.level, _general(finding.field), _general(finding.message)].append(finding)
    return sorted(equal.values(), key=lambda group: list(Level).index(group[0].level))


def finding_lines(findings: Sequence[Finding], limit: int = MAX_SHOWN) -> Iterator[str]:
    """Lines for people: one for each finding, or the first ``limit`` of a group with its count."""
    level = None
    for group in group_findings(findings):
        if group[0].level is not level:
            level = group[0].level
            yield f"{LEVEL_TITLES[level]}: {sum(finding.level is level for finding in findings)}"
        for finding in group[:limit]:
            yield f"  {finding}" + (f" ({finding.value})" if finding.value else "")
        if len(group) > limit:
            yield f"  and {len(group) - limit} more findings like this about {group[0].field or 'files'}"


def as_json(findings: Sequence[Finding]) -> Iterator[str]:
    """One JSON document with every finding by group."""
    groups = [
        {
            "level": group[0].level,
            "message": group[0].message,
            "count": len(group),
            "findings": [
                {"file": f.file, "line": f.line or None, "record": f.record or None, "field": f.field or None,
                 "value": f.value or None, "message": f.message}
                for f in group
            ],
        }
        for group in group_findings(findings)
    ]  # fmt: skip
    counts = {level: sum(finding.level is level for finding in findings) for level in Level}
    yield json.dumps({"counts": counts, "groups": groups}, ensure_ascii=False, indent=2)


_COMMANDS = {Level.error: "error", Level.warning: "warning", Level.not_checked: "notice"}


def as_github(findings: Sequence[Finding], folder: str) -> Iterator[str]:
    """Workflow commands, which GitHub shows beside the lines. ``folder`` is that of the seed in the repository."""
    for group in group_findings(findings):
        for finding in group[:MAX_SHOWN]:
            file = f"file={_escape(f'{folder}{finding.file}', properties=True)}"
            line = f",line={finding.line}" if finding.line else ""
            suffix = f" (and {len(group) - MAX_SHOWN} more)" if len(group) > MAX_SHOWN and finding is group[0] else ""
            subject = ": ".join(part for part in (finding.record, finding.field, finding.message) if part)
            value = f" ({finding.value})" if finding.value else ""
            yield f"::{_COMMANDS[finding.level]} {file}{line}::{_escape(subject + value + suffix)}"


def _escape(text: str, *, properties: bool = False) -> str:
    """A text as a workflow command takes it, on one line."""
    replacements = {"%": "%25", "\r": "%0D", "\n": "%0A", **({":": "%3A", ",": "%2C"} if properties else {})}
    return "".join(replacements.get(character, character) for character in text)
