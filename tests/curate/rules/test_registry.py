"""The registry of rules: a proposal names the rule that made it, in the version that the registry has."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.rules import Rule, all_rules
from app.domain.edtf import parse
from tests.curate.lexical.made_articles import HEADLINES

ARTICLES = {
    "en": """
        President Daniel Otieno of Kenya visited Peru on 3 February 2026. In Lima he met Foreign Minister Rosa Quispe.

        The seventh meeting of the Kenya-Peru Joint Trade Commission was held in Lima on 2 February 2026.

        Kenya supplies tea, cut flowers and coffee to Peru.

        The ministers signed a memorandum of understanding on fish on 3 February 2026.

        Kenya and Peru established diplomatic relations on 4 May 1975.

        Trade between Kenya and Peru was $310 million in 2025. The two countries agreed to raise trade to
        $900 million by 2030.

        Kenya is Peru’s third largest trading partner. Kenya pledged $20 million for a school in Peru by 2028.
    """,
    "ru": """
        Министр торговли Кении Даниэль Отиено посетил Перу 3 февраля 2026 года, и говорил в Лиме.

        Министры Кении и Перу подписали меморандум 3 февраля 2026 года. Они говорили о комиссии Кении и Перу.

        Кения и Перу установили дипломатические отношения 4 мая 1975 года.

        Товарооборот Кении и Перу в 2025 году составил 310 млн долларов.

        Кения занимает третье место по товарообороту с Перу. Кения построит в Перу школу до 2028 года.
    """,
}
"""Made-up articles of which each rule proposes something, by language."""


def article(language: str) -> Article:
    paragraphs = [" ".join(text.split()) for text in ARTICLES[language].split("\n\n")]
    headline = HEADLINES.get(language, "Kenya and Peru draw closer")
    return Article("\n\n".join([headline, *paragraphs]), language, parse("2026-02-05"))


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_proposals_name_their_rule(names: Names, rule: Rule) -> None:
    language = "ru" if rule.by_lexicon else "en"
    assert {proposal.by for proposal in rule.propose(article(language), names)} == {rule.by}
