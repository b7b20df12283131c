"""Made-up articles in several styles, with the events that a careful reader takes from each."""

import re
from dataclasses import dataclass, field
from typing import Any

from app.curate.articles import Article
from app.domain.edtf import parse


@dataclass(frozen=True)
class Case:
    """An article and the proposals that a reader expects: some values of each, and no further proposal of that kind."""

    name: str
    publication: str
    text: str
    meeting: list[dict[str, Any]] = field(default_factory=list)
    agreement: list[dict[str, Any]] = field(default_factory=list)
    milestone: list[dict[str, Any]] = field(default_factory=list)
    official: list[str] = field(default_factory=list)
    mechanism: list[str] = field(default_factory=list)

    @property
    def article(self) -> Article:
        """The article. In its text, a blank line ends a paragraph, and a line break alone does not."""
        return Article(re.sub(r"(?<!\n)\n(?!\n)", " ", self.text), "en", parse(self.publication))


FIRST_CASES = [
    Case(
        "agency, session with a plan",
        "2024-05-15",
        """Uzbekistan, Kazakhstan hold talks in Tashkent

TASHKENT – Uzbek Foreign Minister Botir Saidov and Kazakh Foreign Minister Murat Nurlanov co-chaired the third
meeting of the Joint Strategic Planning Group in Tashkent on May 14.

The sides discussed trade, energy and transport. Saidov praised the results.

Following the meeting, the ministers signed a Program of Cooperation between the two foreign ministries for
2024-2025.

The next meeting of the group will take place in Astana in 2025.""",
        meeting=[
            {
                "type": "session",
                "status": "held",
                "date": "2024-05-14",
                "session": 3,
                "city": "tashkent",
                "country": "UZ",
                "mechanism": "jspg-kz-uz",
                "countries": {"UZ", "KZ"},
                "participants": {"botir-saidov", "murat-nurlanov"},
            },
            {"type": "session", "status": "planned", "date": "2025", "city": "astana", "mechanism": "jspg-kz-uz"},
        ],
        agreement=[
            {"type": "plan", "status": "signed", "date": "2024-05-14", "valid": "2024/2025", "parties": {"UZ", "KZ"}}
        ],
        official=["Botir Saidov", "Murat Nurlanov"],
        mechanism=["jspg-kz-uz"],
    ),
    Case(
        "ministry, press release",
        "2025-03-10",
        """Federal Foreign Minister Eva Lindner received her Japanese counterpart Taro Yamada in Berlin on 7 March 2025.

The two ministers exchanged views on the situation in the Indo-Pacific and signed a memorandum of
understanding on hydrogen.

Later that day Foreign Minister Yamada met with Federal Chancellor Karl Brandt of Germany at the Chancellery.""",
        meeting=[
            {
                "type": "bilateral",
                "status": "held",
                "date": "2025-03-07",
                "city": "berlin",
                "country": "DE",
                "countries": {"DE", "JP"},
                "participants": {"eva-lindner", "taro-yamada"},
            },
            {
                "type": "bilateral",
                "status": "held",
                "countries": {"DE", "JP"},
                "participants": {"karl-brandt", "taro-yamada"},
            },
        ],
        agreement=[{"type": "memorandum", "status": "signed", "date": "2025-03-07", "parties": {"DE", "JP"}}],
        official=["Eva Lindner", "Taro Yamada", "Karl Brandt"],
    ),
    Case(
        "agency, planned visit",
        "2025-06-02",
        """President of Azerbaijan Rashad Karimov will pay an official visit to Georgia on June 12, his press service
said on Monday.

In Tbilisi, Karimov is expected to meet with Georgian Prime Minister Nika Lomidze. The leaders are expected to
discuss energy and transport and to sign a joint declaration on strategic partnership.""",
        meeting=[
            {
                "type": "visit",
                "status": "planned",
                "date": "2025-06-12",
                "country": "GE",
                "countries": {"AZ", "GE"},
                "participants": {"rashad-karimov"},
            },
            {
                "type": "bilateral",
                "status": "planned",
                "city": "tbilisi",
                "countries": {"AZ", "GE"},
                "participants": {"rashad-karimov", "nika-lomidze"},
            },
        ],
        agreement=[{"type": "declaration", "status": "announced", "date": "2025-06-12"}],
        official=["Rashad Karimov", "Nika Lomidze"],
    ),
    Case(
        "newspaper, phone call",
        "2025-04-04",
        """Ward and Reed discuss tariffs

UK Prime Minister Helen Ward spoke by phone with US President Daniel Reed on Thursday, her office said.

They discussed trade and security. Ward told the president that a trade war helps nobody.""",
        meeting=[
            {
                "type": "phone-call",
                "status": "held",
                "date": "2025-04-03",
                "countries": {"GB", "US"},
                "participants": {"helen-ward", "daniel-reed"},
            }
        ],
        official=["Helen Ward", "Daniel Reed"],
    ),
    Case(
        "press release, summit of an organisation",
        "2025-04-07",
        """The first European Union–Central Asia summit was held in Samarkand, Uzbekistan, on April 3–4, 2025.

The summit was chaired by President of Uzbekistan Alisher Rahimov. It ended with the adoption of the Samarkand
Declaration.""",
        meeting=[
            {"type": "summit", "status": "held", "date": "2025-04-03/2025-04-04", "city": "samarkand", "country": "UZ"}
        ],
        agreement=[
            {
                "type": "declaration",
                "status": "announced",
                "title": "Samarkand Declaration",
                "date": "2025-04-03/2025-04-04",
            }
        ],
        official=["Alisher Rahimov"],
        mechanism=["central-asia-eu"],
    ),
    Case(
        "embassy page, history",
        "2023-05-04",
        """Kazakhstan and Japan established diplomatic relations on January 26, 1992. Japan recognized the independence
of Kazakhstan on December 28, 1991.

Japan opened its embassy in Kazakhstan in January 1993. Last year the two countries celebrated the 30th
anniversary of the establishment of diplomatic relations.""",
        milestone=[
            {"type": "diplomatic-relations", "date": "1992-01-26", "countries": {"KZ", "JP"}},
            {"type": "recognition", "date": "1991-12-28", "countries": {"KZ", "JP"}},
            {"type": "embassy", "date": "1993-01", "countries": {"KZ", "JP"}},
        ],
    ),
    Case(
        "agency, state visit with a package",
        "2024-09-17",
        """Uzbek President Alisher Rahimov arrived in Berlin on Sunday on a state visit to Germany.

On Monday, Rahimov held talks with German Chancellor Karl Brandt in Berlin. Following the talks, 16 agreements
were signed in education, energy and transport.""",
        meeting=[
            {
                "type": "visit",
                "status": "held",
                "date": "2024-09-15/2024-09-16",
                "city": "berlin",
                "country": "DE",
                "countries": {"UZ", "DE"},
                "participants": {"alisher-rahimov"},
            },
            {
                "type": "bilateral",
                "status": "held",
                "date": "2024-09-16",
                "city": "berlin",
                "countries": {"UZ", "DE"},
                "participants": {"alisher-rahimov", "karl-brandt"},
            },
        ],
        agreement=[{"type": "package", "status": "signed", "count": 16, "date": "2024-09-16", "parties": {"UZ", "DE"}}],
        official=["Alisher Rahimov", "Karl Brandt"],
    ),
    Case(
        "government site, commission",
        "2023-06-21",
        """The 12th meeting of the Kazakhstan-Uzbekistan Intergovernmental Commission on Trade and Economic Cooperation
was held in Shymkent on 20 June 2023 under the co-chairmanship of Deputy Prime Minister of Kazakhstan Serik
Zhanov and Deputy Prime Minister of Uzbekistan Jamshid Alimov.

The parties discussed agriculture, tourism and transport. A protocol was signed after the meeting.""",
        meeting=[
            {
                "type": "session",
                "status": "held",
                "date": "2023-06-20",
                "session": 12,
                "city": "shymkent",
                "country": "KZ",
                "countries": {"KZ", "UZ"},
                "participants": {"serik-zhanov", "jamshid-alimov"},
                "mechanism": "intergovernmental-commission-on-trade-and-economic-cooperation-kz-uz",
            }
        ],
        agreement=[{"type": "protocol", "status": "signed", "date": "2023-06-20", "parties": {"KZ", "UZ"}}],
        official=["Serik Zhanov", "Jamshid Alimov"],
        mechanism=["intergovernmental-commission-on-trade-and-economic-cooperation-kz-uz"],
    ),
    Case(
        "ministry, video call of a known official",
        "2026-01-06",
        """Turkish Foreign Minister Hakan Fidan held a video conference with Azerbaijani Foreign Minister Elman Guliyev
on 5 January 2026. The ministers discussed energy.""",
        meeting=[
            {
                "type": "video-call",
                "status": "held",
                "date": "2026-01-05",
                "countries": {"TR", "AZ"},
                "participants": {"hakan-fidan", "elman-guliyev"},
            }
        ],
        official=["Elman Guliyev", "hakan-fidan"],
    ),
    Case(
        "opinion, no event",
        "2025-02-01",
        """Why neighbours matter

Relations between France and Italy have never been simple, yet trade keeps growing. Paris and Rome should meet
halfway. If leaders signed more agreements, firms would gain. The last decade was no golden age, and no summit
can change that.

The author teaches history.""",
    ),
    Case(
        "agency, three ministers",
        "2024-07-04",
        """The foreign ministers of Azerbaijan, Georgia and Türkiye met in Batumi on 3 July 2024, the Georgian ministry
said.

They agreed to hold the next trilateral meeting in Azerbaijan.""",
        meeting=[
            {"status": "held", "date": "2024-07-03", "city": "batumi", "country": "GE", "countries": {"AZ", "GE", "TR"}}
        ],
    ),
    Case(
        "newspaper, postponed",
        "2025-04-30",
        """The visit of German Foreign Minister Eva Lindner to Japan, planned for 4 May 2025, has been postponed, a
spokesman said.""",
        meeting=[
            {
                "type": "visit",
                "status": "postponed",
                "date": "2025-05-04",
                "country": "JP",
                "countries": {"DE", "JP"},
                "participants": {"eva-lindner"},
            }
        ],
        official=["Eva Lindner"],
    ),
    Case(
        "ministry, announcement of a known session",
        "2026-01-30",
        """H.E. Mr. Yermek Kosherbayev, Minister of Foreign Affairs of the Republic of Kazakhstan, will pay an official
visit to Türkiye on 2 February 2026 to co-chair the Eighth Meeting of the Türkiye-Kazakhstan Joint Strategic
Planning Group.

At the meeting, bilateral relations as well as regional and international issues will be discussed.""",
        meeting=[
            {
                "type": "visit",
                "status": "planned",
                "date": "2026-02-02",
                "country": "TR",
                "countries": {"KZ", "TR"},
                "participants": {"yermek-kosherbayev"},
            },
            {
                "type": "session",
                "status": "planned",
                "date": "2026-02-02",
                "session": 8,
                "mechanism": "jspg-kz-tr",
                "countries": {"KZ", "TR"},
            },
        ],
        official=["yermek-kosherbayev"],
        mechanism=["jspg-kz-tr"],
    ),
    Case(
        "chronicle, recognition and treaty",
        "2020-10-10",
        """Türkiye recognised the independence of Uzbekistan on 16 December 1991. On 8 May 1996 the two countries signed
a Treaty of Eternal Friendship and Cooperation in Tashkent.

In 2017 Türkiye and Uzbekistan signed an agreement on visa-free travel.""",
        agreement=[
            {"type": "treaty", "status": "signed", "date": "1996-05-08", "city": "tashkent", "parties": {"TR", "UZ"}},
            {"type": "treaty", "status": "signed", "date": "2017", "parties": {"TR", "UZ"}},
        ],
        milestone=[{"type": "recognition", "date": "1991-12-16", "countries": {"TR", "UZ"}}],
    ),
]
