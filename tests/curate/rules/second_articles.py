"""A second set of made-up articles, in other styles than the first."""

# ruff: noqa: E501 (a paragraph of an article is one line)

from tests.curate.rules.articles import Sample

SAMPLES = (
    Sample(
        "agency-it-kz",
        "2025-05-30",
        """Italy and Kazakhstan deepen energy ties

ASTANA, 30 May 2025 – Italian Prime Minister Giulia Conti arrived in Kazakhstan on Friday for a two-day visit.

Italy is Kazakhstan's leading trading partner in the European Union and its third largest globally. Mutual trade climbed to nearly $20 billion at the end of last year, with Kazakh exports making up $18.7 billion of the total.

Over the past 20 years, Italian businesses have poured some $7.7 billion into the Kazakh economy. More than 270 companies with Italian capital are registered in the country.

"We signed agreements worth over 4 billion euros today," Conti told journalists.

Kazakhstan will open a consulate in Milan next year.""",
        (
            (1, "rank", "exact", "trade-rank", "IT", "KZ", None, "actual"),
            (20e9, "USD", "nearly", "trade", "IT", "KZ", "2024", "actual"),
            (18.7e9, "USD", "exact", "trade", "KZ", "IT", "2024", "actual"),
            (7.7e9, "USD", "about", "investment-stock", "IT", "KZ", None, "actual"),
            (270, "count", "over", "companies", "IT", "KZ", None, "actual"),
        ),
        ((("KZ",), (), None, "2026"),),
    ),
    Sample(
        "press-ae-uz",
        "2025-02-11",
        """The Ministry of Investment, Industry and Trade of Uzbekistan reports:

As of 1 January 2025, 388 enterprises with UAE capital operate in Uzbekistan. The volume of foreign trade between Uzbekistan and the UAE in 2024 amounted to $1.05 billion, which is 1.6 times more than in 2023. Exports amounted to $420.3 million, imports – $629.7 million.

The portfolio of joint projects exceeds $20 billion. Within its framework, the United Arab Emirates invested $2.1 billion in Uzbekistan in 2024.

An agreement was reached to increase the trade turnover to $3 billion in the coming years.""",
        (
            (388, "count", "exact", "companies", "AE", "UZ", None, "actual"),
            (1.05e9, "USD", "exact", "trade", "AE", "UZ", "2024", "actual"),
            (420.3e6, "USD", "exact", "trade", "UZ", "AE", "2024", "actual"),
            (629.7e6, "USD", "exact", "trade", "AE", "UZ", "2024", "actual"),
            (20e9, "USD", "over", "joint-project-value", "AE", "UZ", None, "actual"),
            (2.1e9, "USD", "exact", "investment-flow", "AE", "UZ", "2024", "actual"),
            (3e9, "USD", "exact", "trade-target", "AE", "UZ", None, "target"),
        ),
        ((("AE", "UZ"), (), 3e9, None),),
    ),
    Sample(
        "newspaper-fr-vn",
        "2024-10-07",
        """Paris and Hanoi raise their sights

Two-way trade between France and Vietnam hit €4.8 billion in 2023, down 10.2% year on year, according to French customs. Vietnam sold France €3.6 billion worth of goods, three times what it bought.

With 680 projects and a total registered capital of $3.9 billion, France ranks third among European investors in Vietnam, after the Netherlands and the UK.

About 10,000 Vietnamese students attend French universities, and around 300,000 French tourists visited Vietnam in 2019, before the pandemic.

France has committed to provide 500 million euros for Vietnam's energy transition by 2027.""",
        (
            (4.8e9, "EUR", "exact", "trade", "FR", "VN", "2023", "actual"),
            (3.6e9, "EUR", "exact", "trade", "VN", "FR", "2023", "actual"),
            (3, "rank", "exact", "investment-rank", "FR", "VN", None, "actual"),
            (10000, "count", "about", "students", "VN", "FR", None, "actual"),
            (300000, "count", "about", "tourists", "FR", "VN", "2019", "actual"),
        ),
        ((("FR",), ("VN",), 500e6, "2027"),),
    ),
    Sample(
        "interview-tm-tr",
        "2025-11-19",
        """Q: How do you see economic relations with Türkiye?

A: Our trade reached 2.2 billion dollars in 2024 and we see growth again this year. In ten months of 2025 it was up by a fifth, to 1.9 billion dollars. Turkish contractors have completed more than 1,000 projects in Turkmenistan, with a total value of 53 billion dollars.

Türkiye remains the biggest investor in Turkmenistan's textile sector. There are 600 Turkish firms here.

Q: And the target?

A: The presidents set a goal of 5 billion dollars in trade. We will get there by 2028, I believe.

Turkmenistan sent 11,000 students to Turkish universities this year.""",
        (
            (2.2e9, "USD", "exact", "trade", "TM", "TR", "2024", "actual"),
            (1.9e9, "USD", "exact", "trade", "TM", "TR", "2025-01/2025-10", "actual"),
            (1, "rank", "exact", "investment-rank", "TR", "TM", None, "actual"),
            (600, "count", "exact", "companies", "TR", "TM", None, "actual"),
            (5e9, "USD", "exact", "trade-target", "TM", "TR", None, "target"),
            (11000, "count", "exact", "students", "TM", "TR", "2025", "actual"),
        ),
        ((("TM", "TR"), (), 5e9, None),),
    ),
    Sample(
        "agency-tr-kz-own-style",
        "2026-01-12",
        """Turkish and Kazakh ministers take stock in Istanbul

Türkiye's Deputy Minister of Trade met a delegation from Kazakhstan in Istanbul on Monday to review the economic agenda.

The volume of trade between Türkiye and Kazakhstan came to 9.4 billion dollars in 2025, compared with 8.1 billion dollars a year earlier. Türkiye exported goods worth 4.1 billion dollars and imported goods worth 5.3 billion dollars.

Turkish direct investment in Kazakhstan has topped $5.9 billion, and Kazakh capital in Türkiye stands at $2.3 billion, the minister noted. Some 3,200 Turkish enterprises are registered in Kazakhstan.

Kazakhstan received 145,000 visitors from Türkiye in 2025, while 905,000 Kazakh tourists went to Türkiye.

"Our presidents have instructed us to bring trade to 15 billion dollars, and we are determined to do so by 2028," he said.

Kazakhstan has promised to lift transit limits for Turkish lorries from July.""",
        (
            (9.4e9, "USD", "exact", "trade", "KZ", "TR", "2025", "actual"),
            (8.1e9, "USD", "exact", "trade", "KZ", "TR", "2024", "actual"),
            (4.1e9, "USD", "exact", "trade", "TR", "KZ", "2025", "actual"),
            (5.3e9, "USD", "exact", "trade", "KZ", "TR", "2025", "actual"),
            (5.9e9, "USD", "over", "investment-stock", "TR", "KZ", None, "actual"),
            (2.3e9, "USD", "exact", "investment-stock", "KZ", "TR", None, "actual"),
            (3200, "count", "about", "companies", "TR", "KZ", None, "actual"),
            (145000, "count", "exact", "tourists", "TR", "KZ", "2025", "actual"),
            (905000, "count", "exact", "tourists", "KZ", "TR", "2025", "actual"),
            (15e9, "USD", "exact", "trade-target", "KZ", "TR", None, "target"),
        ),
        ((("KZ", "TR"), (), 15e9, "2028"), (("KZ",), ("TR",), None, "2026-07")),
    ),
    Sample(
        "opinion-ca-ua",
        "2024-08-24",
        """Ottawa's quiet bet on Kyiv

By some estimates, Canada has spent C$19.5 billion on Ukraine since the invasion. Of this, C$4.5 billion was military aid.

Merchandise trade is small by comparison: bilateral trade came to 447 million Canadian dollars in 2022.

Canadian exports to Ukraine – C$177 million last year – have not recovered. Ukraine's imports may rise to C$300 million if the ports open, but that is a guess.

Canada will train 600 Ukrainian engineers over the next two years, the defence minister promised.""",
        (
            (447e6, "CAD", "exact", "trade", "CA", "UA", "2022", "actual"),
            (177e6, "CAD", "exact", "trade", "CA", "UA", "2023", "actual"),
        ),
        ((("CA",), (), 600, "2024/2026"),),
    ),
)
