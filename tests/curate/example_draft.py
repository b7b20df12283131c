"""A draft of a made-up article, with proposals as rules make them: some right, some that a reviewer must mend.

The people are made up, and so is what they do.
"""

from hashlib import sha256
from pathlib import Path
from typing import Any

from app.curate.drafts import Draft
from app.curate.proposals import Confidence, Proposal, Quote

ARTICLE = """\
Hungary and Kyrgyzstan agree on a plan for trade
12 May 2026

Hungarian Foreign Minister Anna Példa met her Kyrgyz counterpart Azamat Misalov in Bishkek on Monday. The talks were \
the third session of the Hungarian–Kyrgyz Trade Commission. A delegation of 40 companies came with her.

Trade between the two countries reached $245 million in 2025, Példa said. The ministers want it to pass $500 million \
by 2030.

Példa and Misalov signed a plan of cooperation for 2026–2028.

Both ministers will attend the 13th summit of the Organization of Turkic States in Türkiye this year.

Observers call the partnership a model for the region. It began with the first embassy in 1992.

Read more about this topic in our archive
"""


def _proposal(kind: str, values: dict[str, Any], *quotes: Quote, reason: str, **options: Any) -> Proposal:
    settings = {"confidence": Confidence.high, "by": f"rule:{kind}s/1", **options}
    return Proposal(kind=kind, values=values, quotes=list(quotes), why=reason, **settings)


def _quote(paragraph: int, words: str, *fields: str, **options: Any) -> Quote:
    return Quote(paragraph=paragraph, quote=words, fields=list(fields), **options)


PROPOSALS = [
    _proposal(
        "official",
        {
            "id": "anna-pelda",
            "name": "Anna Példa",
            "country": "HU",
            "positions": [
                {"title": "Foreign Minister", "class": "foreign-minister", "party": "HU", "as_of": "2026-05-12"}
            ],
        },
        _quote(3, "Anna Példa", "name"),
        _quote(3, "Hungarian Foreign Minister Anna Példa", "positions"),
        reason="A post stands before a name that no record has.",
    ),
    _proposal(
        "official",
        {
            "id": "azamat-misalov",
            "name": "Azamat Misalov",
            "country": "KG",
            "positions": [
                {"title": "Foreign Minister", "class": "foreign-minister", "party": "KG", "as_of": "2026-05-12"}
            ],
        },
        _quote(3, "Azamat Misalov", "name"),
        _quote(3, "Kyrgyz counterpart", "positions", reason="The counterpart of a Foreign Minister."),
        reason="“Counterpart” gives a name that no record has the post of another.",
    ),
    _proposal(
        "meeting",
        {
            "id": "hu-kg-commission-3",
            "title": "Third session of the Hungarian–Kyrgyz Trade Commission",
            "type": "session",
            "status": "held",
            "date": "2026-05-11",
            "session": 3,
            "country": "KG",
            "countries": ["HU", "KG"],
            "participants": [
                {"official": "anna-pelda", "country": "HU", "role": "co-chair"},
                {"official": "azamat-misalov", "country": "KG", "role": "co-chair"},
            ],
        },
        _quote(3, "on Monday", "date", reason="The Monday before the day of publication."),
        _quote(3, "in Bishkek", "country", reason="The text names the city; it is in Kyrgyzstan."),
        _quote(3, "the third session", "session"),
        _quote(3, "met her Kyrgyz counterpart", "status", "countries"),
        _quote(3, "Anna Példa met her Kyrgyz counterpart Azamat Misalov", "participants"),
        reason="A sentence says who met, where and when.",
    ),
    _proposal(
        "trade-stat",
        {
            "id": "trade-hu-kg-2025",
            "indicator": "trade",
            "flow": "turnover",
            "reporter": "HU",
            "partner": "KG",
            "date": "2025",
            "value": 245_000_000,
            "unit": "USD",
            "qualifier": "exact",
            "authority": "statement",
            "as_written": "$245 million",
            "attributed_to": "Anna Példa",
        },
        _quote(4, "$245 million", "value", "qualifier"),
        _quote(4, "in 2025", "date"),
        _quote(4, "Trade between the two countries", "reporter", "partner"),
        _quote(4, "Példa said", "attributed_to"),
        reason="An amount of money stands with “trade between”.",
    ),
    _proposal(
        "trade-stat",
        {
            "id": "trade-target-hu-kg",
            "indicator": "trade-target",
            "kind": "target",
            "reporter": "HU",
            "partner": "KG",
            "date": "2030",
            "value": 50_000_000,
            "unit": "USD",
            "qualifier": "over",
            "authority": "statement",
            "as_written": "$500 million",
        },
        _quote(4, "pass $500 million", "value", "qualifier"),
        _quote(4, "by 2030", "date"),
        _quote(4, "The ministers", "reporter", "partner"),
        reason="An amount of money stands with “want”.",
        confidence=Confidence.suggest,
    ),
    _proposal(
        "agreement",
        {
            "id": "hu-kg-plan-2026",
            "title": "Plan of cooperation for 2026–2028",
            "type": "plan",
            "status": "signed",
            "parties": ["HU", "KG"],
            "signatories": [{"official": "anna-pelda"}, {"official": "azamat-misalov"}],
            "valid": "2026/2028",
        },
        _quote(5, "signed", "status"),
        _quote(5, "a plan of cooperation", "title"),
        _quote(5, "Példa and Misalov", "signatories", "parties", reason="The text names them in full before."),
        _quote(5, "2026–2028", "valid"),
        reason="“Signed” stands with “plan”.",
    ),
    _proposal(
        "meeting",
        {
            "id": "ots-summit-2026",
            "title": "Thirteenth summit of the Organization of Turkic States",
            "type": "summit",
            "status": "planned",
            "date": "2026",
            "mechanism": "ots",
            "session": 13,
            "country": "TR",
        },
        _quote(6, "13th summit", "session"),
        _quote(6, "Organization of Turkic States", "mechanism"),
        _quote(6, "will attend", "status"),
        _quote(6, "in Türkiye", "country"),
        _quote(6, "this year", "date", reason="The year of publication."),
        reason="An ordinal stands with the name of a mechanism.",
        candidates=["ots-summit-13"],
    ),
    _proposal(
        "milestone",
        {
            "id": "hu-kg-embassy-1992",
            "title": "First embassy between Hungary and Kyrgyzstan",
            "type": "embassy",
            "date": "1992",
            "countries": ["HU", "KG"],
        },
        _quote(7, "first embassy in 1992", "title", "date"),
        reason="“First embassy” stands with a year.",
        confidence=Confidence.suggest,
    ),
]
"""The target has a wrong value, the milestone no evidence for its countries, and the summit is recorded already."""


def make_draft(folder: Path, name: str = "hungary-kyrgyzstan-plan") -> Draft:
    """Write the draft to a folder."""
    document = {
        "kind": "article",
        "title": "Hungary and Kyrgyzstan agree on a plan for trade",
        "date": "2026-05-12",
        "language": "en",
        "sha256": sha256(ARTICLE.encode()).hexdigest(),
        "paragraphs": 8,
        "evidence": [
            {"paragraph": 1, "quote": "Hungary and Kyrgyzstan agree on a plan for trade", "fields": ["title"]},
            {"paragraph": 2, "quote": "12 May 2026", "fields": ["date"]},
        ],
    }
    return Draft.create(folder, name, document, PROPOSALS, ARTICLE.encode())
