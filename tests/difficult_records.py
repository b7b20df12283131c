"""Valid records that are difficult for some output format.

They have dates at both ends of the calendar, codes that look like numbers or missing values, and texts with the syntax
of each format.
"""

from pathlib import Path
from typing import Any

import yaml

from app.ingest.locks import Lock, LockedQuote, lock_path

LINK = "[x](javascript:alert(1)) ![y](http://evil.example/y)"
HTML = "<script>alert(1)</script><img src=x onerror=alert(1)>"
FORMULA = '=HYPERLINK("http://evil.example";"a")'
SPECIAL = '"One"; two, three'
MARKUP = "\\textbf{x} %$#_^~ & `code` | cell, @user a_b_c *d* www.evil.example ]]> \\n \\,"
TEXT_URL = "https://texts.example/?a=1&b=%22;'(x)*_,[y]#z"
SCRIPTS = "Ömer Ğ Қазақ نص عربي 北京 \U0001f91d"
LONG_TEXT = "Ğ" * 300
TEXTS = [LINK, HTML, FORMULA, SPECIAL, MARKUP, SCRIPTS, LONG_TEXT, "NA", "0901", "1. x", "* x", "# x", "null", "1e5"]
DATES = [
    "0001-01-01", "0001", "0988-12-31", "0988-12", "0988", "0001-01-01/0988-12-31", "1899-12-31", "1900-03-01",
    "1992-10",
    "2025-12-30/2026-01-02", "2025-12/2026-01", "9999-12-31", "9999-12-30/9999-12-31", "9999", "0001/9999", None,
]  # fmt: skip
VALUES = [0, 0.0001, 0.5, 1, 2.5, 999999.5, 1234567, 123456789012345, 10**15, 10**18, 12.3456789012345]
GROWTH = [-99.9999, -0.0001, 0, 10**18, -(10**18)]


def _cite(*fields: str, document: str = "hard-0") -> list[dict[str, Any]]:
    return [{"document": document, "paragraph": 1, "quote": "x", "fields": list(fields)}]


def _entries() -> dict[str, list[dict[str, Any]]]:
    dates = [{"date": date} if date else {} for date in DATES]
    pair = ["NA", "AL"]
    documents = [
        {"id": f"hard-{n}", "title": text, "publisher": text, "author": text, **dates[n], "language": "en",
         "sha256": f"{n:064x}", "paragraphs": 2, "kind": "article",
         "evidence": _cite("title", "publisher", "author", "date")}
        for n, text in enumerate(TEXTS)
    ]  # fmt: skip
    officials = [
        {"id": f"hard-{n}", "name": f"{n} {text}"[:300], "country": "NA",
         "positions": [{"title": text, "body": text, "start": "../0001", "end": "9999/..", "as_of": "0988-12"}],
         "evidence": _cite("name", "positions")}
        for n, text in enumerate(TEXTS)
    ]  # fmt: skip
    meetings = [
        {"id": f"hard-meeting-{n}", "title": TEXTS[n % len(TEXTS)], "type": "visit", "status": "held", **date,
         "mechanism": "hard", "session": 99_999 - n, "venue": TEXTS[n % len(TEXTS)],
         "places": [{"city": "hard", "country": "NA", "date": "9999"}, {"country": "NA", "date": "0001-01-01"}],
         "countries": pair, "occasion": TEXTS[-1 - n % len(TEXTS)], "topics": ["hard"], "agenda": ["hard"],
         "format": "closed-door", **({"part_of": "hard-meeting-0"} if n == 1 else {}),
         "participants": [{"official": f"hard-{at}", "country": "NA", "position": TEXTS[at], "role": "guest"}
                          for at in range(len(TEXTS))],
         "evidence": [*_cite("status", "date", "mechanism", "session", "venue", "places", "countries",
                              "participants", "topics", "agenda", "format", "occasion",
                              document=f"hard-{n % len(TEXTS)}")]}
        for n, date in enumerate(dates)
    ]  # fmt: skip
    agreements = [
        {"id": f"hard-agreement-{n}", "title": TEXTS[n % len(TEXTS)], "type": "treaty", "status": "signed", **date,
         "parties": [{"party": code, "in_force": "0001", "ended": "9999-12-31", "how": "signature"} for code in pair],
         "text_url": TEXT_URL, "amends": [f"hard-agreement-{n - 1}"] if n else [],
         "mechanism": "hard", "meeting": "hard-meeting-0",
         "valid": ["../0988", "9999/..", "0001/9999"][n % 3],
         "signatories": [{"official": "hard-3", "country": "NA", "position": SPECIAL}],
         "evidence": _cite("title", "status", "date", "parties", "meeting", "valid", "signatories", "amends")}
        for n, date in enumerate(dates)
    ]  # fmt: skip
    milestones = [
        {"id": f"hard-milestone-{n}", "title": TEXTS[n % len(TEXTS)], "type": "recognition", **date, "countries": pair,
         "account": TEXTS[-1 - n % len(TEXTS)],
         "mechanism": "hard", "evidence": _cite("title", "account", "date", "countries")}
        for n, date in enumerate(dates)
    ]  # fmt: skip
    commitments = [
        {"id": f"hard-commitment-{n}", "title": TEXTS[n % len(TEXTS)], "by": ["NA"], "to": ["AL"],
         "value": VALUES[n % len(VALUES)], "unit": "USD", "status": "open", "statements": [f"hard-statement-{n}"],
         **({"made": date["date"], "due": date["date"]} if date else {}),
         "evidence": _cite("title", "by", "to", "made", "due", "value", "status")}
        for n, date in enumerate(dates)
    ]  # fmt: skip
    speakers = [
        {"official": f"hard-{at}", "party": "NA"} if at % 3 == 0 else {"source": text[:60].strip(), "party": "NA"}
        if at % 3 == 1 else {"party": "AL"} for at, text in enumerate(TEXTS)
    ]  # fmt: skip
    statements = [
        {"id": f"hard-statement-{n}", "speaker": speakers[n % len(TEXTS)], "role": TEXTS[n % len(TEXTS)],
         "kind": "position", "summary": TEXTS[n % len(TEXTS)], "topics": ["hard"], **date,
         "about": [{"kind": "party", "id": "NA"}, {"kind": "meeting", "id": "hard-meeting-0"}],
         "addressee": speakers[-1 - n % len(TEXTS)], "meeting": "hard-meeting-0", "mechanism": "hard",
         "evidence": _cite("speaker", "role", "summary", "addressee", "date")}
        for n, date in enumerate(dates)
    ]  # fmt: skip
    figures = [
        {"id": f"hard-figure-{n}-{at}", "indicator": "trade", "flow": ["turnover", "export"][at % 2], "reporter": "NA",
         "partner": "AL", "product": {"name": ["Coffee", SPECIAL][at % 2], "hs": "0901"}, "scope": TEXTS[at], **date,
         "value": VALUES[(n + at) % len(VALUES)], "unit": ["USD", "count"][at % 2],
         "qualifier": ["exact", "about", "over", "under"][at % 4], "growth_percent": GROWTH[n % len(GROWTH)],
         "authority": "press", "as_written": TEXTS[at][:60].strip(), "attributed_to": TEXTS[at],
         "evidence": _cite("date", "value", "qualifier", "reporter", "partner", "product", "scope", "growth_percent",
                            "attributed_to", document=f"hard-{at}")}
        for n, date in enumerate(dates) for at in range(4)
    ] + [
        {"id": f"hard-state-{n}", "indicator": "companies", "flow": "inward", "reporter": "NA", "partner": "AL", **date,
         "value": n, "unit": "count", "qualifier": "exact", "authority": "press", "as_written": str(n),
         "evidence": _cite("date", "value", "qualifier", "reporter", "partner", "flow")}
        for n, date in enumerate(dates)
    ]  # fmt: skip
    return {
        "countries.yaml": [
            {"id": "NA", "alpha3": "NAM", "numeric": "516", "name": "Namibia", "evidence": _cite("name")},
            {"id": "AL", "alpha3": "ALB", "numeric": "008", "name": "Albania", "aliases": [SPECIAL, MARKUP],
             "evidence": _cite("name")},
        ],
        "cities.yaml": [{"id": "hard", "name": MARKUP, "country": "NA", "latitude": -22.55941, "longitude": 17.08323,
                         "geonames": 3352136}],
        "topics.yaml": [{"id": "hard", "name": HTML}],
        "mechanisms.yaml": [{"id": "hard", "acronym": LINK, "name": HTML, "aliases": TEXTS[2:6], "kind": "council",
                             "members": pair, "established": "0001/0988",
                             "evidence": _cite("acronym", "name", "members", "established")}],
        "missions.yaml": [{"id": "hard", "sender": "NA", "host": "AL", "city": "hard", "type": "embassy",
                           "evidence": _cite("city", "type")}],
        "documents.yaml": documents, "officials.yaml": officials, "meetings.yaml": meetings,
        "agreements.yaml": agreements, "milestones.yaml": milestones, "commitments.yaml": commitments,
        "statements.yaml": statements,
        "trade_stats.yaml": figures,
    }  # fmt: skip


def write_seed(folder: Path) -> Path:
    """Write the records as seed files. Returns the folder."""
    folder.mkdir(exist_ok=True)
    for name, entries in _entries().items():
        (folder / name).write_text(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), "utf-8")
    (folder / "documents").mkdir(exist_ok=True)
    quote = LockedQuote(paragraph=1, quote="x", start=0, end=1, sha256="0" * 64)
    for number in range(len(TEXTS)):
        lock_path(folder, f"hard-{number}").write_text(Lock(f"{number:064x}", [quote]).render(), "utf-8")
    return folder
