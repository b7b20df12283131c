"""Topics in a sentence: the topics of the seed, by their names and by other words for them."""

from collections.abc import Iterator

from app.curate.mentions.words import PhraseMatch, Phrases
from app.curate.names import Names
from app.domain.word_forms import other_forms

_WORDS = {
    "agriculture": "agriculture, agricultural, agro-industrial, food",
    "artificial-intelligence": "artificial intelligence",
    "banking": "banking, banks",
    "communications": "communications, telecommunications",
    "culture": "culture, cultural",
    "defence": "defence, defense, military, defence industry, defense industry",
    "economy": "economic relations, economic cooperation, economic ties, economy",
    "education": "education, educational, higher education",
    "energy": "energy, oil, gas, hydropower",
    "free-economic-zones": "free economic zones",
    "health": "health, healthcare, medicine",
    "humanitarian": "humanitarian",
    "industry": "industry, industrial cooperation",
    "information-technology": "information technology, IT, digitalization, digitalisation",
    "investment": "investment, investments",
    "justice": "justice",
    "media": "media",
    "mining": "mining, critical minerals, critical raw materials",
    "middle-corridor": "Middle Corridor, Trans-Caspian",
    "palestine": "Palestinian issue, Gaza, Palestine",
    "afghanistan": "Afghanistan",
    "iran": "Iran",
    "pharmaceuticals": "pharmaceuticals, pharmaceutical",
    "medical-devices": "medical devices",
    "political-dialogue": "political dialogue, political cooperation, political relations",
    "regional-affairs": "regional and international, international and regional, regional and global, "
    "global and regional, regional issues, regional security, regional topics",
    "science-and-technology": "science and technology, scientific",
    "security": "security, counterterrorism",
    "space": "space technologies, space",
    "strategic-partnership": "strategic partnership",
    "tourism": "tourism",
    "trade": "trade",
    "transit": "transit",
    "transport": "transport, transportation, logistics",
    "turkic-cooperation": "Organization of Turkic States, Turkic integration, Turkic world",
    "urban-planning": "urban planning",
}
"""Words for the topics of the seed. A topic that is not here is found by its name."""


def topics(text: str, names: Names) -> Iterator[PhraseMatch[str]]:
    """The topics in a text, with their ids. Social security is not taken for the topic of security."""
    matches = names.derive(_phrases).find(text)
    return (match for match in matches if not text[: match.start].lower().endswith("social "))


def _phrases(names: Names) -> Phrases[str]:
    return Phrases(_spellings(names))


def _spellings(names: Names) -> Iterator[tuple[str, str]]:
    for topic in names.topics:
        for word in _WORDS.get(topic.id, topic.name).split(", "):
            yield word if word[:1].isupper() and topic.id in _WORDS else word.lower(), topic.id
            yield from ((form, topic.id) for form in other_forms(word) if topic.id not in _WORDS)
