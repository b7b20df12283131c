"""More made-up articles, in other styles and on other countries."""

from tests.curate.event_articles import Case

MORE_CASES = [
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
        agreement=[
            {"type": "treaty", "status": "signed", "parties": {"KZ", "UZ"}},
            {"type": "package", "count": 12},
            {"id": "memorandum-on-water-kz-uz", "type": "memorandum", "parties": {"KZ", "UZ"}},
            {"id": "memorandum-on-energy-kz-uz", "type": "memorandum", "parties": {"KZ", "UZ"}},
        ],
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
    Case(
        "agency, visit with a session",
        "2024-11-10",
        """Turkish foreign minister visits Uzbekistan

Foreign Minister Hakan Fidan, who is paying an official visit to Uzbekistan, was received by Uzbek
President Alisher Rahimov in Tashkent on Friday.

The third Türkiye-Uzbekistan Joint Strategic Planning Group meeting, co-chaired by Fidan and his Uzbek
counterpart Botir Saidov, was held the same day. The ministers signed the meeting's joint statement and a
cooperation program for 2025-2026.""",
        meeting=[
            {"type": "visit", "status": "held", "country": "UZ", "participants": {"hakan-fidan"}},
            {
                "type": "bilateral",
                "status": "held",
                "date": "2024-11-08",
                "city": "tashkent",
                "participants": {"hakan-fidan", "alisher-rahimov"},
            },
            {
                "type": "session",
                "session": 3,
                "status": "held",
                "mechanism": "jspg-tr-uz",
                "participants": {"hakan-fidan", "botir-saidov"},
            },
        ],
        agreement=[{"type": "joint-statement"}, {"type": "plan", "valid": "2025/2026"}],
        official=["hakan-fidan", "Alisher Rahimov", "Botir Saidov"],
        mechanism=["jspg-tr-uz"],
    ),
    Case(
        "agency, ministers of three countries",
        "2024-07-04",
        """Azerbaijani, Georgian and Turkish defense ministers met in Batumi on Wednesday for the 12th trilateral
meeting.""",
        meeting=[{"date": "2024-07-03", "city": "batumi", "countries": {"AZ", "GE", "TR"}}],
    ),
    Case(
        "agency, summit to come",
        "2024-11-01",
        """President Recep Tayyip Erdoğan will travel to Bishkek next week to attend the 11th summit of the
Organization of Turkic States, which will be held in Kyrgyzstan on November 6.""",
        meeting=[{"type": "summit", "session": 11, "status": "planned", "date": "2024-11-06", "country": "KG"}],
        official=["recep-tayyip-erdogan"],
        mechanism=["ots"],
    ),
    Case(
        "ministry, call in another order",
        "2026-01-13",
        """Kazakhstan’s Foreign Minister Yermek Kosherbayev spoke with U.S. Secretary of State John Reed by phone on
Jan. 12, according to the ministry’s press service.""",
        meeting=[
            {
                "type": "phone-call",
                "date": "2026-01-12",
                "status": "held",
                "participants": {"yermek-kosherbayev", "john-reed"},
            }
        ],
        official=["yermek-kosherbayev", "John Reed"],
    ),
    Case(
        "ministry, visit that goes on",
        "2025-03-04",
        """Minister of Foreign Affairs of Uzbekistan Botir Saidov is on a working visit to Berlin, Germany, where he
will meet Federal Foreign Minister Eva Lindner on Thursday.""",
        meeting=[
            {"type": "visit", "status": "held", "city": "berlin", "participants": {"botir-saidov"}},
            {
                "type": "bilateral",
                "status": "planned",
                "date": "2025-03-06",
                "participants": {"botir-saidov", "eva-lindner"},
            },
        ],
        official=["Botir Saidov", "Eva Lindner"],
    ),
    Case(
        "newspaper, talks and an older agreement",
        "2024-08-10",
        """ASTANA – Japanese Foreign Minister Taro Yamada met with Kazakh President Kassym-Jomart Tokayev in Astana
on Aug. 9, reported the Akorda press service.

Tokayev said Japan is a reliable partner. Kazakhstan and Japan signed an agreement on the transfer of
sentenced persons in 2022. In 2023, trade reached $2 billion.

The sides plan to hold the Central Asia + Japan summit in Astana.""",
        meeting=[
            {
                "type": "bilateral",
                "date": "2024-08-09",
                "city": "astana",
                "participants": {"taro-yamada", "kassym-jomart-tokayev"},
                "status": "held",
            }
        ],
        agreement=[{"type": "treaty", "date": "2022", "parties": {"KZ", "JP"}}],
        official=["Taro Yamada", "kassym-jomart-tokayev"],
        mechanism=["central-asia-jp"],
    ),
    Case(
        "palace, summit and state visit",
        "2025-06-18",
        """The second Central Asia–China Summit was held in Astana on June 17. President Tokayev said 24 documents
had been signed.

On the eve, Chinese leader Li Wei arrived in Kazakhstan on a state visit at the invitation of Tokayev.
The two held talks in narrow and extended formats, after which they signed a joint statement. The heads
of state also attended the launch of three cultural centres.""",
        meeting=[
            {"type": "summit", "session": 2, "date": "2025-06-17", "city": "astana"},
            {"type": "visit", "country": "KZ", "participants": {"li-wei"}},
            {"type": "bilateral", "participants": {"li-wei", "kassym-jomart-tokayev"}},
        ],
        agreement=[{"type": "package", "count": 24}, {"type": "joint-statement"}],
        official=["kassym-jomart-tokayev", "Li Wei"],
        mechanism=["central-asia-cn"],
    ),
    Case(
        "ministry, next session",
        "2025-10-03",
        """Foreign Minister Elman Guliyev chaired the Azerbaijani delegation at the fifth session of the
Azerbaijan-Georgia Joint Intergovernmental Commission on Economic Cooperation in Baku on 2 October 2025.
The Georgian delegation was headed by Economy Minister Mariam Kobalia.

At the end of the session, the co-chairs signed the protocol of the fifth session. The sixth session will
be held in Tbilisi in 2026.""",
        meeting=[
            {
                "type": "session",
                "session": 5,
                "status": "held",
                "date": "2025-10-02",
                "city": "baku",
                "countries": {"AZ", "GE"},
            },
            {"type": "session", "session": 6, "status": "planned", "date": "2026", "city": "tbilisi"},
        ],
        agreement=[{"type": "protocol", "date": "2025-10-02", "parties": {"AZ", "GE"}}],
        official=["Elman Guliyev", "Mariam Kobalia"],
        mechanism=["joint-intergovernmental-commission-on-economic-cooperation-az-ge"],
    ),
    Case(
        "encyclopedia, foundation",
        "2024-05-01",
        "The Organization of Turkic States was founded in 2009. This year marks its 15th anniversary.",
        milestone=[{"type": "foundation", "date": "2009", "mechanism": "ots"}],
        mechanism=["ots"],
    ),
    Case(
        "agency, talks among many names",
        "2025-09-12",
        """Prime Minister of Armenia Armen Sargsyan and President of Azerbaijan Rashad Karimov met on September 10,
three months after talks in Washington.

U.S. President Daniel Reed called the progress historic. French President Paul Martin and German Chancellor Karl Brandt
welcomed the step. The envoys held their sixth meeting in Yerevan on Friday, said analyst Tom Parker of London.
""",
        meeting=[
            {
                "type": "bilateral",
                "status": "held",
                "date": "2025-09-10",
                "countries": {"AM", "AZ"},
                "participants": {"armen-sargsyan", "rashad-karimov"},
            },
            {"type": "bilateral", "status": "held", "date": "2025-09-12", "countries": {"AM", "AZ"}},
        ],
        official=["Armen Sargsyan", "Rashad Karimov", "Daniel Reed", "Paul Martin", "Karl Brandt"],
    ),
]
