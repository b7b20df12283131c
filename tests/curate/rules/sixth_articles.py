"""A sixth set of made-up articles: a digest of statistics, a list of facts, and figures that lean on what stands before."""

# ruff: noqa: E501 (a paragraph of an article is one line)

from tests.curate.rules.articles import Sample

SAMPLES = (
    Sample(
        "digest-vn",
        "2025-11-12",
        """Viet Nam's external trade, January–October 2025

Hanoi, 12 November 2025

Viet Nam's external trade came to $710 billion. Exports grew 14.2 percent to $391 billion; imports stood at $319 billion.

Trade with Thailand totalled $19.1 billion in the ten months, up 8 percent. Imports from Thailand were $11.6 billion.

Exports to Poland reached $2.4 billion, against $2.1 billion in the same period of 2024.

Trade with Kenya fell 3 percent to $210 million.

Direct investment from Denmark amounted to $1.9 billion at the end of 2024. Norwegian investment on the same date was nearly half a billion dollars.""",
        (
            (710e9, "USD", "exact", "trade", "VN", None, "2025-01/2025-10", "actual"),
            (391e9, "USD", "exact", "trade", "VN", None, "2025-01/2025-10", "actual"),
            (319e9, "USD", "exact", "trade", None, "VN", "2025-01/2025-10", "actual"),
            (19.1e9, "USD", "exact", "trade", "TH", "VN", "2025-01/2025-10", "actual"),
            (11.6e9, "USD", "exact", "trade", "TH", "VN", "2025-01/2025-10", "actual"),
            (2.4e9, "USD", "exact", "trade", "VN", "PL", "2025-01/2025-10", "actual"),
            (2.1e9, "USD", "exact", "trade", "VN", "PL", "2024-01/2024-10", "actual"),
            (210e6, "USD", "exact", "trade", "KE", "VN", "2025-01/2025-10", "actual"),
            (1.9e9, "USD", "exact", "investment-stock", "DK", "VN", "2024-12-31", "actual"),
            (500e6, "USD", "nearly", "investment-stock", "NO", "VN", "2024-12-31", "actual"),
        ),
    ),
    Sample(
        "fact-sheet-in-fr",
        "2025-09-03",
        """Fact sheet: India–France Economic Forum

New Delhi, 3 September 2025

- Trade turnover in 2024: 15.2 billion US dollars (plus 4.1 percent).
- Trade in the first half of 2025: 8.1 billion US dollars. Of this, exports of India to France: 4.6 billion US dollars.
- French investments in India as of 1 April 2025: over 11 billion US dollars. Indian investments in France on the same date: 480 million US dollars.
- Companies with French capital in India: 1,080. Companies with Indian capital in France: 210.
- Students from India in France: about 9,400.
- France undertakes to open a visa centre in Pune by 1 June 2026.
- India commits to removing the duty on cheese by the end of the first half of 2026.""",
        (
            (15.2e9, "USD", "exact", "trade", "FR", "IN", "2024", "actual"),
            (8.1e9, "USD", "exact", "trade", "FR", "IN", "2025-01/2025-06", "actual"),
            (4.6e9, "USD", "exact", "trade", "IN", "FR", "2025-01/2025-06", "actual"),
            (11e9, "USD", "over", "investment-stock", "FR", "IN", "2025-04-01", "actual"),
            (480e6, "USD", "exact", "investment-stock", "IN", "FR", "2025-04-01", "actual"),
            (1080, "count", "exact", "companies", "FR", "IN", None, "actual"),
            (210, "count", "exact", "companies", "IN", "FR", None, "actual"),
            (9400, "count", "about", "students", "IN", "FR", None, "actual"),
        ),
        ((("FR",), (), None, "2026-06-01"), (("IN",), (), None, "2026-01/2026-06")),
    ),
    Sample(
        "wire-eu-vn",
        "2025-10-02",
        """European Union and Viet Nam seek faster trade

HANOI, October 2, 2025. Last year was a good one for both, Vietnamese Prime Minister Le Van Duc said. Trade with the Union came to €67 billion.

More than 2,500 European companies operate in Viet Nam. The EU has invested over €28 billion in Viet Nam's economy since 2010.

"Our trade exceeded a quarter of a billion euros in 1996. The goal is one hundred billion," Duc said.

Twelve joint projects worth €900 million are being prepared by the investment fund of the two sides.

The EU committed to opening a trade office in Da Nang by the end of 2026. Viet Nam, for its part, will lift the quota on wine in the second half of 2026.

Prime Minister Duc promised to double the number of scholarships by 2028.""",
        (
            (67e9, "EUR", "exact", "trade", "EU", "VN", "2024", "actual"),
            (2500, "count", "over", "companies", "EU", "VN", None, "actual"),
            (28e9, "EUR", "over", "investment-stock", "EU", "VN", "2010/2025-10-02", "actual"),
            (250e6, "EUR", "over", "trade", "EU", "VN", "1996", "actual"),
            (100e9, "EUR", "exact", "trade-target", "EU", "VN", None, "target"),
            (12, "count", "exact", "joint-projects", "EU", "VN", None, "actual"),
            (900e6, "EUR", "exact", "joint-project-value", "EU", "VN", None, "actual"),
        ),
        (
            (("EU",), (), None, "2026"),
            (("VN",), (), None, "2026-07/2026-12"),
            (("VN",), (), None, "2028"),
            (("EU", "VN"), (), 100e9, None),
        ),
    ),
)
