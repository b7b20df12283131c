"""The words in titles of posts and in names of their organisations."""

import re

from app.curate.mentions.words import word_set

COUNTERPARTS = ("counterpart", "colleague", "opposite number")
"""What somebody of the same post in another country is called."""

CORES = word_set(
    """
    minister president premier chancellor king queen emir amir sultan ambassador counsellor counselor speaker
    chairman chairwoman chairperson governor mayor director commissioner envoy secretary undersecretary chief head
    expert spokesperson spokesman spokeswoman leader representative prince rector counterpart colleague taoiseach
    consul adviser advisor aide akim senator negotiator rapporteur prosecutor ombudsman presidents ministers
    premiers chancellors ambassadors representatives envoys ruler commander
    emperor empress pope
    """
)
"""Each title of a post has one of these words."""

GIVEN_NAMES = word_set("amir sultan")
"""Titles that are first names as well."""

ABBREVIATIONS = {
    "PM": ("Prime Minister", None), "DPM": ("Deputy Prime Minister", None), "FM": ("Foreign Minister", None),
    "CEO": ("Chief Executive Officer", None),
    "EAM": ("External Affairs Minister", "IN"), "MOS": ("Minister of State", None), "MoS": ("Minister of State", None),
}  # fmt: skip
"""Posts that are written by their initials, with the country if only one has the post."""

ONLY_COUNTRIES = {"High Representative": "EU", "Secretary of State": "US", "External Affairs Minister": "IN"}
"""Parties whose posts are called so without a name."""

POST_PLURALS = ("presidents", "ministers", "premiers", "chancellors", "ambassadors", "representatives", "envoys")
"""Posts of several people: “Presidents A and B”."""

PORTFOLIOS = word_set(
    """
    foreign affairs external trade economy economic finance financial industry industrial energy environment
    environmental agriculture agricultural defence defense interior internal justice health education science
    culture cultural tourism transport transportation infrastructure development investment investments digital
    technology technologies innovation innovative labour labor social security communications information
    integration commerce business sport sports youth water resources mining natural ecology ecological climate
    europe european emergency enlargement neighbourhood competition situations construction housing treasury
    regional cooperation international rural food fisheries forestry family women research higher religious public
    administration planning strategic oil gas petroleum mineral home homeland commonwealth parliamentary roads
    railways ports aviation artificial intelligence sustainable relations protection welfare employment migration
    overseas state national policy reform budget revenue customs green partnerships population production diaspora
    african arab east expatriates heritage handicrafts handcrafts crafts supply supplies reforms antiquities urban
    lands livestock maritime marine fishery islamic religion waqf awqaf endowments guidance hajj creative
    entrepreneurship enterprises enterprise cooperatives civil human manpower immigration citizenship refugees veterans
    works electricity mines geology textiles shipping privatization privatisation monitoring legal constitutional
    decentralization decentralisation local communities community cohesion digitalization digitalisation digitization
    telecommunications telecommunication media broadcasting arts vocational training skills scientific nuclear space
    irrigation forests wildlife nature disaster crisis emergencies relief rehabilitation women gender children families
    solidarity poverty alleviation hydrocarbons renewable museums exhibitions equality modernization strategy lead
    management human minority rights dialogue institutional abroad
    political bilateral multilateral consular
    transformation connectivity islands territories hydraulic hydraulics sanitation assistance logistics demography
    compatriots
    """
)
"""Words in names of ministries."""

MODIFIERS = word_set(
    """
    prime vice deputy first second acting interim federal senior chief special permanent foreign general high crown
    opposite presidential top union lead leading plenipotentiary executive managing under assistant cabinet principal
    caretaker press supreme national
    """
)

SECRETARIES = ("secretary", "undersecretary")

OF_BODIES = word_set("european state national")
"""Portfolios that begin names of organisations more often than names of ministries."""

BODIES = word_set(
    """
    institute university council commission parliament assembly bank ministry department agency senate union committee
    centre center organization organisation fund company academy office duma bundestag institution foundation service
    department directorate division bureau
    association chamber court cabinet board administration federation confederation authority corporation holding
    society staff
    """
)

NAME_OF_SITE = re.compile(
    r"\s(?:[A-Z][\w’'.-]*\s){1,4}?(?:Airport|University|Hospital|Stadium|Street|Avenue|Square|Mosque|Foundation|Prize|Award"
    r"|Institute|Museum|Library|Theat(?:re|er)|Academy|Highway|Mausoleum|Hotel|Palace|Cent(?:re|er)|Bridge|Dam|Port)\b"
)
"""What stands behind a post in the name of a site: “Queen Alia International Airport”."""

OF_SUPERIOR = re.compile(
    r"\b(?:Special\s)?(?:[Aa]dvis[eo]r|[Aa]ide|[Rr]epresentative|[Ee]nvoy|[Ss]pokes\w+|[Pp]ress\s[Ss]ecretary)\s(?:to|of|for)\sthe\s\Z"
)
"""Words before the post of a superior: “Special Envoy of the President X”."""
