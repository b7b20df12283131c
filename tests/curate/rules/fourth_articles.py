"""A fourth set of made-up articles."""

# ruff: noqa: E501 (a paragraph of an article is one line)

from tests.curate.rules.articles import Sample

SAMPLES = (
    Sample(
        "agency-tr-kz-council",
        "2026-03-18",
        """ANKARA/ASTANA

Türkiye and Kazakhstan will hold the sixth meeting of their High-Level Strategic Cooperation Council in Turkistan in May, the Turkish trade minister said Wednesday.

Speaking at a business forum, Ömer Kaya recalled that the two countries' trade volume had risen from $5.2 billion in 2021 to $9.1 billion in 2025.

"In the January-February period, our exports to Kazakhstan totaled $410 million, and imports came in at $690 million," he said, adding that the $15 billion target set by the presidents was within reach.

Kaya said Turkish firms had so far invested $5.9 billion in Kazakhstan, while Kazakh investments in Türkiye amounted to $2.4 billion.

Around 3,300 Turkish firms operate in the country, he said, and Turkish contractors have completed 570 projects there.

"We are ready to build a new industrial zone in Aktau," he said.""",
        (
            (5.2e9, "USD", "exact", "trade", "KZ", "TR", "2021", "actual"),
            (9.1e9, "USD", "exact", "trade", "KZ", "TR", "2025", "actual"),
            (410e6, "USD", "exact", "trade", "TR", "KZ", "2026-01/2026-02", "actual"),
            (690e6, "USD", "exact", "trade", "KZ", "TR", "2026-01/2026-02", "actual"),
            (15e9, "USD", "exact", "trade-target", "KZ", "TR", None, "target"),
            (5.9e9, "USD", "exact", "investment-stock", "TR", "KZ", None, "actual"),
            (2.4e9, "USD", "exact", "investment-stock", "KZ", "TR", None, "actual"),
            (3300, "count", "about", "companies", "TR", "KZ", None, "actual"),
        ),
        ((("KZ", "TR"), (), 15e9, None),),
    ),
    Sample(
        "times-kz-uz",
        "2025-11-17",
        """Kazakhstan and Uzbekistan Sign 12 Documents in Tashkent

TASHKENT – President Kassym-Jomart Tokayev and his Uzbek counterpart signed 12 documents during a state visit on Nov. 15.

Tokayev said bilateral trade exceeded $4.3 billion last year and has already grown by 14% since January. He proposed to bring it to $10 billion in the medium term.

“Kazakhstan's investments in Uzbekistan have reached $1.2 billion, and the Uzbek side has invested about $300 million in our country,” he said.

There are over 5,000 joint ventures in the two countries. A portfolio of 66 joint projects worth $3 billion has been formed.

Uzbekistan will allocate land for a Kazakh university branch by September 2026.

Some 4.2 million Uzbek citizens visited Kazakhstan in the first ten months of the year.""",
        (
            (4.3e9, "USD", "over", "trade", "KZ", "UZ", "2024", "actual"),
            (10e9, "USD", "exact", "trade-target", "KZ", "UZ", None, "target"),
            (1.2e9, "USD", "exact", "investment-stock", "KZ", "UZ", None, "actual"),
            (300e6, "USD", "about", "investment-stock", "UZ", "KZ", None, "actual"),
            (66, "count", "exact", "joint-projects", "KZ", "UZ", None, "actual"),
            (3e9, "USD", "exact", "joint-project-value", "KZ", "UZ", None, "actual"),
            (4.2e6, "count", "about", "tourists", "UZ", "KZ", "2025-01/2025-10", "actual"),
        ),
        ((("UZ",), ("KZ",), None, "2026-09"),),
    ),
    Sample(
        "release-kr-uz",
        "2024-06-15",
        """Joint press release: Republic of Korea–Uzbekistan summit

Seoul, June 15, 2024

The two Presidents welcomed that trade between the Republic of Korea and Uzbekistan reached a record high of 2.5 billion US dollars in 2023, up 4% from 2022.

They noted that around 700 Korean companies are doing business in Uzbekistan and that their cumulative investment exceeds 7.5 billion US dollars.

South Korea will provide a concessional loan of 200 million US dollars for high-speed trains by 2027.

The Presidents shared the view that trade could double within five years.

About 12,000 Uzbek students are studying in Korea. Korea is Uzbekistan's fourth-largest trading partner.""",
        (
            (2.5e9, "USD", "exact", "trade", "KR", "UZ", "2023", "actual"),
            (700, "count", "about", "companies", "KR", "UZ", None, "actual"),
            (7.5e9, "USD", "over", "investment-stock", "KR", "UZ", None, "actual"),
            (12000, "count", "about", "students", "UZ", "KR", None, "actual"),
            (4, "rank", "exact", "trade-rank", "KR", "UZ", None, "actual"),
        ),
        ((("KR",), ("UZ",), 200e6, "2027"),),
    ),
    Sample(
        "news-az-tr",
        "2025-06-19",
        """Azerbaijan, Türkiye eye gas and trade

BAKU, Azerbaijan, June 19. Trade turnover between Azerbaijan and Türkiye amounted to $2.42 billion from January through May 2025, which is $61.3 million, or 2.6 percent, more than in the same period of 2024.

According to the State Customs Committee, Azerbaijan exported $1.36 billion worth of goods to Türkiye and imported goods worth $1.06 billion.

Türkiye ranked second among Azerbaijan's trading partners, after Italy.

In May alone, trade made up $480.7 million.

SOCAR has invested more than $18 billion in Türkiye since 2008.""",
        (
            (2.42e9, "USD", "exact", "trade", "AZ", "TR", "2025-01/2025-05", "actual"),
            (1.36e9, "USD", "exact", "trade", "AZ", "TR", "2025-01/2025-05", "actual"),
            (1.06e9, "USD", "exact", "trade", "TR", "AZ", "2025-01/2025-05", "actual"),
            (2, "rank", "exact", "trade-rank", "AZ", "TR", None, "actual"),
            (480.7e6, "USD", "exact", "trade", "AZ", "TR", "2025-05", "actual"),
        ),
    ),
)
