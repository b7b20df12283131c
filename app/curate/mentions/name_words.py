"""The words of names of people, of what stands before them, and those that are in no name."""

import re

from app.curate.mentions.months import CALENDAR_WORDS
from app.curate.mentions.post_words import CORES
from app.curate.mentions.words import word_set

HOLDS = re.compile(r"\s(?:is|has\sbeen)\s(?:the\s)?(?:(?:current|new)\s)?")
"""What stands between somebody and the post of today: “X has been Ambassador of Peru since May”."""

PARTICLES = word_set("von der van den de del della da di dos du la le el al bin ibn ben ter zu af oglu uulu kyzy")

NO_NAMES = (
    CORES
    | (CALENDAR_WORDS - {"may"})
    | word_set("""
    the a an and of in on at for with to by from as his her their its this that is was will has had met republic kingdom
    meet visit host hold sign receive welcome discuss approve agree
    meets met visits visited hosts hosted holds held says said receives received arrives arrived signs signed welcomes
    welcomed discusses discussed calls called urges urged thanks thanked congratulates praises vows warns pays paid
    talks meeting session summit visit council commission committee group forum ministry department institute
    university union organization organisation agreement treaty memorandum declaration statement government parliament
    assembly senate congress bank company press service agency news center centre conference consultations dialogue
    photo source credit north south east west central strategic joint economic high
    foreign prime deputy vice first minister affairs trade energy state states united european international national
    excellency honorable honourable mr mrs ms dr prof sir lady lord between after before during following while when
    ahead also both two earlier later meanwhile however yesterday today tomorrow since although then now according
    moreover if he she they it we you i our last next this these those there here but because speaking asked office
    headquarters highness majesty eminence armed forces army navy street avenue road square
    boulevard airport bridge stadium hotel palace tower assistant virtual
    """)
)
"""Words that are in no name of a person, or end it, as the verbs of headlines do."""

HONORIFICS = word_set("""
    h e he excellency professor doctor reverend rev imam mullah ayatollah hojjatoleslam maulana samdech tengku tunku
    excellencies highness majesty eminence mr mrs ms dr mme mlle madame monsieur shri smt
    prof sr sra herr frau eng ing amb hon rt gen maj col lt brig cmdr adm capt sheikh shaikh sayyid
    sayyida prince princess honourable honorable pehin datuk dato seri sri tan tun haji hajji hajja engr arch barrister
    advocate comrade madam hh hm hrh
    """)

HONORIFIC = r"(?:H\.\s?E|HE|Mr|Mrs|Ms|Dr|Shri|Smt|Prof|Hon|Sheikh|(?:His|Her)\s(?:Excellency|Highness|Majesty))\.?"
"""A pattern for what often stands before a name."""

EXCELLENCIES = ("Excellency", "Excellencies", "Highness", "Majesty", "Royal", "Eminence", "Honour", "Worship")
"""What stands behind “His” in an honorific."""

RANKS = word_set("general lieutenant major colonel brigadier captain commander admiral marshal rear vice")
"""Military ranks, which stand before a name and are no part of it."""

APPOSITIONS = (", ", ", the ", ", a ", ", an ", " (", ", who is the ", " as ")
"""What stands between a name and the post after it."""

ACRONYM = re.compile(r"\s\([A-Z]{2,8}\),?\s")
"""What may stand between a post and a name: “Foreign Minister of the United Arab Emirates (UAE), X”."""

INITIALS = ("Ts", "Sh", "Kh", "Ch", "Zh", "Yu", "Ya", "Ye", "Md", "Mohd")
"""First names that are cut to two or more letters, as “Ts. Batbold”."""

ROMAN = re.compile(r"[IVX]{1,5}")

AFTER_INITIAL = re.compile(r"\.|\s[A-Z]")

BEFORE_NAME = (" ", ", ", ": ", " - ", " – ", ") ", "), ")
"""What stands between a post and the name behind it."""

LONGEST_HONORIFICS = 6
"""Words between a post and a name: “H.E. Dr. Lt. Gen.”."""

BEFORE_POST = re.compile(
    r"the|an?|his|her|their|retd?|honou?rable|hon|mp|current|new|is|has|been|then|former|\d{1,3}(?:st|nd|rd|th)"
)
"""Words between a name and the post behind it: “X, the minister”, “Gen. X (Retd.), Ambassador of Peru”."""

OF_COUNTRY = "leader"
"""The post of somebody of whom the text says only the country."""

CLOSE = re.compile(
    r"$|[,.;):—–]|\s\(|\s(?:of|for|at|in)\s(?:the\s)?[A-Z]{2,8}(?=[,.;)]|$|\sand\s|\s\()|\s(?:Armed\sForces|Army|Navy),|\sand\s(?:the\s)?(?:First\sLady|his|her|Mrs|Mr|H\.E\.|His\sExc|Her\sExc)\b"
    r"|\s(?:said|says|told|stated|noted|added|announced|met|held|visited|arrived|received|pointed|emphasi[sz]ed|stressed)\b"
    r"|(?:\s(?:and|&)\s(?:[A-Z][\w-]*\s|of\s|the\s|for\s|to\s){0,8}[A-Z][\w-]*)(?=[,.;)]|$)"
)
"""What may stand behind the post of an apposition: “A, President of Kenya and the First Lady”."""

AT_BODY = re.compile(r"\s(?:in|at|of|for)\s(?:the\s)?[A-Z]")
"""What stands behind the post of one of many: “A, a deputy minister in the Treasury”."""

FIRM = re.compile(
    r"(?:Holding|Group|Initiative|Strategy|Programme|Program|Plan|Project|Fund|Agency|Authority|Vision|Party|Airlines|Airways|Invest|Bank|Energy|Oil|Gas|Railways|University|Air|Port)$"
)

SECOND_POST = re.compile(
    r",\s(?:the\s)?(?:[Cc]o-?)?[Cc]hair(?:man|woman|person)?\sof\sthe\s(?:[\w-]+\s){0,6}?"
    r"(?P<body>[Cc]ommission|[Cc]ommittee|[Cc]ouncil|[Gg]roup)(?=\s[A-Z])"
)
"""A second post between the first and the name: “Minister of Trade, co-chair of the commission X Y”."""

NICKNAME = re.compile(r"\s[“\"][\w-]+[”\"]\s(?=[A-Z])")
"""What stands within a name: “Kari “Kaja” Dahl”."""

LONGEST_ACRONYM = 4
"""Letters of a word in capitals that may be an acronym. A longer one may be a surname."""

LONGEST_NAME = 5

LONGEST_TAIL = 12
"""Words between a post in the plural and the names of its holders."""

LONGEST_HALF = 7

NO_HALVES = word_set("led based born backed elect chaired to and the at era style")
"""Words after a hyphen that are no half of a name: “Park-led”."""
