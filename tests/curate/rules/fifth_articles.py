"""A fifth set of made-up articles."""

# ruff: noqa: E501 (a paragraph of an article is one line)

from tests.curate.rules.articles import Sample

SAMPLES = (
    Sample(
        "analysis-tr-kz",
        "2025-12-03",
        """Ankara's Central Asia policy: Kazakhstan at the heart

In the three decades since independence, Türkiye and Kazakhstan have turned a sentimental bond into business. Trade, a mere $30 million in 1992, was worth $6.4 billion by 2023, and $5.6 billion in 2024, when oil prices dropped.

According to Turkish Statistical Institute data, Türkiye's exports to Kazakhstan in the first ten months of 2025 rose 9 percent to $2.1 billion; imports from the country, mostly crude oil and copper, stood at $3.7 billion.

The target of $10 billion, set years ago, has been revised upwards to $15 billion.

Kazakhstan is the fourth-biggest supplier of copper to Türkiye. Roughly one in ten foreign companies in Kazakhstan – some 4,000 – is Turkish.

Critics note that Chinese investment, at $27 billion, dwarfs Turkish investment of $5.5 billion.

Nearly 15,000 Kazakh students are enrolled at Turkish universities.""",
        (
            (30e6, "USD", "exact", "trade", "KZ", "TR", "1992", "actual"),
            (6.4e9, "USD", "exact", "trade", "KZ", "TR", "2023", "actual"),
            (5.6e9, "USD", "exact", "trade", "KZ", "TR", "2024", "actual"),
            (2.1e9, "USD", "exact", "trade", "TR", "KZ", "2025-01/2025-10", "actual"),
            (3.7e9, "USD", "exact", "trade", "KZ", "TR", "2025-01/2025-10", "actual"),
            (10e9, "USD", "exact", "trade-target", "KZ", "TR", None, "target"),
            (15e9, "USD", "exact", "trade-target", "KZ", "TR", None, "target"),
            (4, "rank", "exact", "trade-rank", "KZ", "TR", None, "actual"),
            (5.5e9, "USD", "exact", "investment-stock", "TR", "KZ", None, "actual"),
            (15000, "count", "nearly", "students", "KZ", "TR", None, "actual"),
        ),
        ((("KZ", "TR"), (), 10e9, None), (("KZ", "TR"), (), 15e9, None)),
    ),
    Sample(
        "embassy-kz-hu",
        "2026-02-20",
        """On 19 February 2026, the Minister of Foreign Affairs of Kazakhstan, Yermek Kosherbayev, met in Budapest with his Hungarian counterpart.

The sides expressed satisfaction with the growth of trade, which reached $214.6 million at the end of 2025 (exports – $97.2 million, imports – $117.4 million).

Since 2005, the volume of Hungarian investment in Kazakhstan's economy has amounted to $380 million. Currently, 60 enterprises with Hungarian participation are registered in Kazakhstan.

Hungary annually provides 250 scholarships to Kazakh students under the Stipendium Hungaricum programme.

The Hungarian side confirmed its readiness to open a trade representation in Almaty.

The interlocutors agreed to hold the next session of the Strategic Council in Astana in autumn.""",
        (
            (214.6e6, "USD", "exact", "trade", "HU", "KZ", "2025", "actual"),
            (97.2e6, "USD", "exact", "trade", "KZ", "HU", "2025", "actual"),
            (117.4e6, "USD", "exact", "trade", "HU", "KZ", "2025", "actual"),
            (380e6, "USD", "exact", "investment-stock", "HU", "KZ", "2005/2026-02-20", "actual"),
            (60, "count", "exact", "companies", "HU", "KZ", None, "actual"),
            (250, "count", "exact", "scholarships", "KZ", "HU", None, "actual"),
        ),
    ),
    Sample(
        "wire-jp-in",
        "2025-08-29",
        """TOKYO (NWS) - Japan pledged on Friday to invest 10 trillion yen in India over the next decade, doubling an earlier target, as the two prime ministers met.

Two-way trade totalled $25.2 billion in the fiscal year to March, with India running a deficit of $12.6 billion.

More than 1,400 Japanese companies operate in India. Japan is India's fifth-biggest source of foreign direct investment, with cumulative flows of $43.2 billion through December 2024.

Suzuki said it would spend $8 billion in India.

The two sides want 50,000 Indian workers to come to Japan in five years.""",
        (
            (25.2e9, "USD", "exact", "trade", "IN", "JP", None, "actual"),
            (1400, "count", "over", "companies", "JP", "IN", None, "actual"),
            (5, "rank", "exact", "investment-rank", "JP", "IN", None, "actual"),
            (43.2e9, "USD", "exact", "investment-stock", "JP", "IN", "2024-12", "actual"),
        ),
        ((("JP",), ("IN",), 10e12, None),),
    ),
    Sample(
        "portal-az-kz",
        "2025-10-21",
        """Kazakhstan, Azerbaijan boost Middle Corridor cargo

In January-August 2025, trade turnover between Kazakhstan and Azerbaijan totaled $398 million, 12.5% less than a year earlier, of which exports to Azerbaijan accounted for $352 million and imports from Azerbaijan for $46 million.

Cargo along the Middle Corridor grew by 62% to 4.5 million tons in 2024.

Azerbaijani investors have put $225 million into Kazakhstan's economy over the past two decades; in the opposite direction, Kazakh businesses invested $190 million in Azerbaijan.

The countries plan to increase mutual trade to $1 billion.

Kazakhstan has agreed to supply 1.5 million tons of oil a year to Azerbaijan.""",
        (
            (398e6, "USD", "exact", "trade", "AZ", "KZ", "2025-01/2025-08", "actual"),
            (352e6, "USD", "exact", "trade", "KZ", "AZ", "2025-01/2025-08", "actual"),
            (46e6, "USD", "exact", "trade", "AZ", "KZ", "2025-01/2025-08", "actual"),
            (225e6, "USD", "exact", "investment-stock", "AZ", "KZ", None, "actual"),
            (190e6, "USD", "exact", "investment-stock", "KZ", "AZ", None, "actual"),
            (1e9, "USD", "exact", "trade-target", "AZ", "KZ", None, "target"),
        ),
        ((("AZ", "KZ"), (), 1e9, None), (("KZ",), ("AZ",), None, None)),
    ),
)
