"""Made-up articles in several styles, with the events that a careful reader takes from each."""

import re
from dataclasses import dataclass, field
from typing import Any

from app.curate.articles import Article
from app.domain.edtf import parse


@dataclass(frozen=True)
class Case:
    """An article with what is expected: some values of each proposal, and no other proposal of the kind."""

    name: str
    published: str
    text: str
    meeting: list[dict[str, Any]] = field(default_factory=list)
    agreement: list[dict[str, Any]] = field(default_factory=list)
    milestone: list[dict[str, Any]] = field(default_factory=list)
    official: list[str] = field(default_factory=list)
    mechanism: list[str] = field(default_factory=list)

    @property
    def article(self) -> Article:
        """The article. A line of the text above is no paragraph; a blank line ends one."""
        return Article(re.sub(r"(?<!\n)\n(?!\n)", " ", self.text), "en", parse(self.published))


CASES = [
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
        mechanism=["eu"],
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
                "date": "2024-09-15",
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
    Case(
        "ministry, on the sidelines",
        "2024-09-26",
        """On the sidelines of the 79th session of the UN General Assembly in New York, Foreign Minister of Kazakhstan
Murat Nurlanov met with Foreign Minister of Italy Antonio Rossi on September 24, 2024. They discussed energy
and transport.

The same day, Nurlanov held talks with his Mongolian counterpart Bat-Erdene Gankhuyag.""",
        meeting=[
            {
                "type": "bilateral",
                "date": "2024-09-24",
                "status": "held",
                "participants": {"murat-nurlanov", "antonio-rossi"},
            },
            {"type": "bilateral", "status": "held", "participants": {"murat-nurlanov", "bat-erdene-gankhuyag"}},
        ],
        official=["Murat Nurlanov", "Antonio Rossi", "Bat-Erdene Gankhuyag"],
        mechanism=["un"],
    ),
    Case(
        "agency, call between presidents",
        "2025-07-10",
        """A telephone conversation took place between President of Uzbekistan Alisher Rahimov and President of
Azerbaijan Rashad Karimov on 9 July.

The leaders congratulated each other on the growth of trade. They exchanged views on transport and energy.""",
        meeting=[
            {
                "type": "phone-call",
                "status": "held",
                "date": "2025-07-09",
                "countries": {"UZ", "AZ"},
                "participants": {"alisher-rahimov", "rashad-karimov"},
            }
        ],
        official=["Alisher Rahimov", "Rashad Karimov"],
    ),
    Case(
        "palace, reception",
        "2025-03-19",
        """President Kassym-Jomart Tokayev received Chairman of the Board of the Asian Bank Jin Park on Tuesday at the
Akorda residence.

Earlier, Prime Minister Olzhas Serikov and Georgian Economy Minister Mariam Kobalia discussed tourism.""",
        meeting=[
            {
                "type": "bilateral",
                "status": "held",
                "date": "2025-03-18",
                "participants": {"kassym-jomart-tokayev", "jin-park"},
            }
        ],
        official=["kassym-jomart-tokayev", "Jin Park", "Olzhas Serikov", "Mariam Kobalia"],
    ),
    Case(
        "agency, visit for a session",
        "2024-12-02",
        """Uzbek foreign minister to visit Türkiye

Foreign Minister Botir Saidov of Uzbekistan will visit Ankara on 3-4 December 2024 to attend the Fourth
Meeting of the Türkiye-Uzbekistan Joint Strategic Planning Group, the Turkish Foreign Ministry announced on
Monday.

Foreign Minister Hakan Fidan will host his counterpart. Trade volume between the two countries reached $3.1
billion in 2023.""",
        meeting=[
            {
                "type": "visit",
                "status": "planned",
                "date": "2024-12-03/2024-12-04",
                "city": "ankara",
                "participants": {"botir-saidov"},
            },
            {
                "type": "session",
                "status": "planned",
                "session": 4,
                "mechanism": "jspg-tr-uz",
                "date": "2024-12-03/2024-12-04",
            },
        ],
        official=["Botir Saidov", "hakan-fidan"],
        mechanism=["jspg-tr-uz"],
    ),
    Case(
        "agency, council without a day",
        "2023-03-15",
        """ASTANA. The fourth meeting of the Supreme Interstate Council of Kazakhstan and Uzbekistan took place in
Astana. The meeting was chaired by Presidents Kassym-Jomart Tokayev and Alisher Rahimov.

The heads of state signed a Treaty on Allied Relations. In total, 12 documents were signed, including
memorandums on water and energy.

"We have opened a new page," Tokayev said.""",
        meeting=[
            {
                "type": "session",
                "status": "held",
                "session": 4,
                "city": "astana",
                "mechanism": "supreme-interstate-council-kz-uz",
                "participants": {"kassym-jomart-tokayev", "alisher-rahimov"},
            }
        ],
        agreement=[{"type": "treaty", "status": "signed", "parties": {"KZ", "UZ"}}, {"type": "package", "count": 12}],
        official=["kassym-jomart-tokayev", "Alisher Rahimov"],
        mechanism=["supreme-interstate-council-kz-uz"],
    ),
    Case(
        "newspaper, summit with a union",
        "2025-05-20",
        """The second UK-EU summit took place in London on 19 May 2025. British Prime Minister Helen Ward
hosted European
Council President Joao Silva and European Commission President Ursula von der Berg.

The sides adopted a joint statement and a Security and Defence Partnership.""",
        meeting=[
            {"type": "summit", "session": 2, "date": "2025-05-19", "city": "london", "country": "GB"},
            {"type": "bilateral", "participants": {"helen-ward", "joao-silva"}},
        ],
        agreement=[{"type": "joint-statement"}],
        official=["Helen Ward", "Joao Silva", "Ursula von der Berg"],
        mechanism=["eu"],
    ),
    Case(
        "another language",
        "2024-10-19",
        """Bundeskanzler Karl Brandt traf am Samstag in Istanbul den türkischen Präsidenten Recep Tayyip Erdogan.""",
        official=["recep-tayyip-erdogan"],
    ),
    Case(
        "agency, talks to come",
        "2025-02-14",
        """MOSCOW, February 14. Russian Foreign Minister Igor Petrov and Turkish Foreign Minister Hakan Fidan will hold
talks in Moscow on February 17, the ministry's spokeswoman Anna Ivanova told reporters.

The ministers last met in Doha, Qatar, in December 2024.""",
        meeting=[
            {
                "type": "bilateral",
                "status": "planned",
                "date": "2025-02-17",
                "city": "moscow",
                "participants": {"igor-petrov", "hakan-fidan"},
            },
            {"type": "bilateral", "status": "held", "city": "doha"},
        ],
        official=["Igor Petrov", "hakan-fidan", "Anna Ivanova"],
    ),
    Case(
        "ministry, consultations",
        "2024-06-12",
        """The seventh round of political consultations between the foreign ministries of Kazakhstan and Japan was held
in Tokyo on 11 June 2024.

The Kazakh delegation was led by Deputy Foreign Minister Alibek Sadykov and the Japanese side by Deputy
Minister for Foreign Affairs Kenji Mori.""",
        meeting=[
            {
                "type": "session",
                "status": "held",
                "session": 7,
                "date": "2024-06-11",
                "city": "tokyo",
                "mechanism": "political-consultations-jp-kz",
            }
        ],
        official=["Alibek Sadykov", "Kenji Mori"],
        mechanism=["political-consultations-jp-kz"],
    ),
    Case(
        "embassy page, three milestones",
        "2022-03-01",
        """Germany and Kazakhstan established diplomatic ties on 11 February 1992. Kazakhstan joined the
Organization for
Security and Co-operation in Europe in January 1992. Germany opened its embassy in Almaty in October 1992. The
two countries will mark 30 years of diplomatic relations this year.""",
        milestone=[
            {"type": "diplomatic-relations", "date": "1992-02-11"},
            {"type": "accession", "date": "1992-01"},
            {"type": "embassy", "date": "1992-10", "countries": {"DE", "KZ"}},
        ],
        mechanism=["osce"],
    ),
    Case(
        "agency, package and memorandum",
        "2025-11-07",
        """During the visit of President Tokayev to Washington on November 6, Kazakhstan and the United States signed 29
agreements worth $17 billion. A memorandum of understanding on critical minerals was signed by Minister of
Industry Yersayin Nagaspayev and U.S. Commerce Secretary Howard Miller. The parties plan to sign a trade
agreement next year.""",
        meeting=[
            {
                "type": "visit",
                "status": "held",
                "date": "2025-11-06",
                "country": "US",
                "participants": {"kassym-jomart-tokayev"},
            }
        ],
        agreement=[
            {"type": "package", "count": 29, "date": "2025-11-06", "parties": {"KZ", "US"}},
            {"type": "memorandum", "status": "signed"},
        ],
        official=["kassym-jomart-tokayev", "Yersayin Nagaspayev", "Howard Miller"],
    ),
]
