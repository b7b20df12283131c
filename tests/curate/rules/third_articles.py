"""A third set of made-up articles, in the styles of news on the Turkic states and the Caucasus."""

# ruff: noqa: E501 (a paragraph of an article is one line)

from tests.curate.rules.articles import Sample

SAMPLES = (
    Sample(
        "digest-tr-kz",
        "2025-09-12",
        """Kazakhstan, Türkiye Set Sights on New Trade Milestone

ASTANA — Kazakhstan and Türkiye reviewed joint projects at the 14th meeting of the intergovernmental economic commission in Astana on Sept. 11.

Kazakh Vice Prime Minister Serik Omarov said trade turnover stood at $5.7 billion last year, while in the first seven months of this year it grew by 7.2% to $3.1 billion.

“Türkiye ranks among our five largest trading partners and is one of the biggest investors in our economy,” Omarov said. He added that gross inflow of direct investment from Türkiye has reached $5.4 billion over the past 20 years, including $1.1 billion in 2024 alone.

Turkish Vice President Kerem Aydın noted that Turkish contractors have carried out 560 projects totaling $31 billion in Kazakhstan.

The commission's agenda also covered the goal set by the two presidents of bringing bilateral trade to $15 billion.

Kazakhstan intends to increase the number of flights. At present, 15 airlines operate 130 flights a week.

As of Sept. 1, 4,012 companies with Turkish participation were registered in Kazakhstan.""",
        (
            (5.7e9, "USD", "exact", "trade", "KZ", "TR", "2024", "actual"),
            (3.1e9, "USD", "exact", "trade", "KZ", "TR", "2025-01/2025-07", "actual"),
            (5, "rank", "under", "trade-rank", "KZ", "TR", None, "actual"),
            (5.4e9, "USD", "exact", "investment-stock", "TR", "KZ", None, "actual"),
            (1.1e9, "USD", "exact", "investment-flow", "TR", "KZ", "2024", "actual"),
            (15e9, "USD", "exact", "trade-target", "KZ", "TR", None, "target"),
            (4012, "count", "exact", "companies", "TR", "KZ", None, "actual"),
        ),
        ((("KZ", "TR"), (), 15e9, None), (("KZ",), (), None, None)),
    ),
    Sample(
        "daily-tr-kg",
        "2024-11-05",
        """Erdoğan pays visit to Bishkek to boost ties

President Recep Tayyip Erdoğan arrived in the Kyrgyz capital Bishkek on Tuesday for an official visit.

The trade volume between the two countries surpassed $1.9 billion in the first nine months of 2024. The figure was $1.7 billion in the whole of 2023. Türkiye and Kyrgyzstan aim to lift that to $5 billion.

Turkish companies have invested over $400 million in Kyrgyzstan, and Turkish contractors have undertaken 80 projects worth nearly $700 million there.

Last year 86,000 Kyrgyz citizens visited Türkiye. Some 1,200 Kyrgyz students receive Türkiye Scholarships.

Kyrgyzstan's president said his country would open a trade house in Istanbul.""",
        (
            (1.9e9, "USD", "over", "trade", "KG", "TR", "2024-01/2024-09", "actual"),
            (1.7e9, "USD", "exact", "trade", "KG", "TR", "2023", "actual"),
            (5e9, "USD", "exact", "trade-target", "KG", "TR", None, "target"),
            (400e6, "USD", "over", "investment-stock", "TR", "KG", None, "actual"),
            (86000, "count", "exact", "tourists", "KG", "TR", "2023", "actual"),
            (1200, "count", "about", "scholarships", "KG", "TR", None, "actual"),
        ),
        ((("KG", "TR"), (), 5e9, None), (("KG",), (), None, None)),
    ),
    Sample(
        "presidency-kz-az",
        "2025-08-22",
        """President Tokayev receives the Prime Minister of Azerbaijan

22 August 2025

The Head of State noted that Azerbaijan is a reliable partner of Kazakhstan. Over the past year, mutual trade has increased by 40 percent and exceeded $650 million. The parties set the task of bringing it to $1 billion.

According to the President, about 1,600 companies with Azerbaijani capital successfully operate in our country.

A package of 12 documents was signed following the talks.

Kazakhstan will build a creative centre in Fuzuli by the end of next year as a gift to the Azerbaijani people.""",
        (
            (650e6, "USD", "over", "trade", "AZ", "KZ", None, "actual"),
            (1e9, "USD", "exact", "trade-target", "AZ", "KZ", None, "target"),
            (1600, "count", "about", "companies", "AZ", "KZ", None, "actual"),
        ),
        ((("AZ", "KZ"), (), 1e9, None), (("KZ",), ("AZ",), None, "2026")),
    ),
    Sample(
        "weekly-cn-uz",
        "2024-01-26",
        """China becomes Uzbekistan's top partner

According to the Statistics Agency under the President of Uzbekistan, Uzbekistan's trade with China totaled $13.7 billion in 2023, an increase of 53.8%. Uzbek exports to China were worth $2.4 billion, while imports of Chinese goods came to $11.3 billion.

China overtook Russia and is now the largest trading partner of Uzbekistan. Russia's share was 15.9%.

More than 2,300 enterprises with Chinese capital are working in Uzbekistan, 500 of them opened last year.

During the visit, the sides signed contracts for $8 billion. Trade is expected to reach $20 billion by 2030, officials said.""",
        (
            (20e9, "USD", "exact", "trade-target", "CN", "UZ", None, "target"),
            (13.7e9, "USD", "exact", "trade", "CN", "UZ", "2023", "actual"),
            (2.4e9, "USD", "exact", "trade", "UZ", "CN", "2023", "actual"),
            (11.3e9, "USD", "exact", "trade", "CN", "UZ", "2023", "actual"),
            (1, "rank", "exact", "trade-rank", "CN", "UZ", None, "actual"),
            (2300, "count", "over", "companies", "CN", "UZ", None, "actual"),
        ),
    ),
    Sample(
        "ministry-tr-kz-mfa",
        None,
        """Relations between Türkiye and Kazakhstan

Kazakhstan is our first strategic partner in Central Asia. The High-Level Strategic Cooperation Council was set up in 2012.

In 2023, our exports to Kazakhstan were 2.2 billion USD and our imports from Kazakhstan were 3.9 billion USD. The total trade volume thus was 6.1 billion USD.

Investments of Turkish companies in Kazakhstan exceed 5 billion USD. The value of projects completed by our contractors in the country is above 28 billion USD.

Currently 10,000 Kazakh students study in Türkiye, and 172 of them hold state scholarships.

Our Minister visited Astana on 8 September 2023 and on 12 May 2024.""",
        (
            (2.2e9, "USD", "exact", "trade", "TR", "KZ", "2023", "actual"),
            (3.9e9, "USD", "exact", "trade", "KZ", "TR", "2023", "actual"),
            (6.1e9, "USD", "exact", "trade", "KZ", "TR", "2023", "actual"),
            (5e9, "USD", "over", "investment-stock", "TR", "KZ", None, "actual"),
            (10000, "count", "exact", "students", "KZ", "TR", None, "actual"),
        ),
    ),
    Sample(
        "wire-ru-kz",
        "2025-11-12",
        """Moscow, 12 November. Russia and Kazakhstan raised mutual trade to almost $28 billion in 2024, a Kremlin aide told reporters.

From January through September 2025, trade came to $19.8 billion, up 1.7% year-on-year.

Russia's direct investments in Kazakhstan have topped $26 billion; Kazakh investments in Russia amount to $9 billion. The aide also said that 177 joint projects worth $52.7 billion were on the list, of which 122 had been completed.

Over 20,000 firms with Russian capital are active in Kazakhstan, a third of all foreign businesses. About 61,000 Kazakh students are studying in Russia.

Oil exports through the CPC were 63 million tonnes.""",
        (
            (28e9, "USD", "nearly", "trade", "KZ", "RU", "2024", "actual"),
            (19.8e9, "USD", "exact", "trade", "KZ", "RU", "2025-01/2025-09", "actual"),
            (26e9, "USD", "over", "investment-stock", "RU", "KZ", None, "actual"),
            (9e9, "USD", "exact", "investment-stock", "KZ", "RU", None, "actual"),
            (177, "count", "exact", "joint-projects", "KZ", "RU", None, "actual"),
            (52.7e9, "USD", "exact", "joint-project-value", "KZ", "RU", None, "actual"),
            (20000, "count", "over", "companies", "RU", "KZ", None, "actual"),
            (61000, "count", "about", "students", "KZ", "RU", None, "actual"),
        ),
    ),
)
