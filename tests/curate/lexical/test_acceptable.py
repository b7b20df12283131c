"""What the readers by lexicon propose can be accepted as it is: each value has words of the text that state it."""

from pathlib import Path

import pytest

from app.curate.document_fields import Description
from app.curate.intake import add
from app.curate.names import Names
from app.curate.review.desk import Desk
from tests.curate.review_desk import seed

ARTICLES = {
    "ru": """\
Перу и Кения говорят о торговле

5 февраля 2026 года министр торговли Перу Хуан Пример встретился с министром торговли Кении Джоном Образцовым.

Товарооборот Перу и Кении составил в 2025 году 300 млн долларов. Перу и Кения намерены довести товарооборот до \
5 млрд долларов к 2030 году.

5 февраля 2026 года Перу и Кения подписали меморандум о туризме. 4 февраля 2026 года Перу и Кения подписали восемь \
документов. Перу и Кения подписали и соглашения на сумму 2 млрд долларов.

За первые четыре месяца 2025 года товарооборот Перу и Кении достиг 214 млн долларов США. Состоялся телефонный \
разговор чрезвычайного и полномочного посла Перу Хуана Примера с заместителем министра торговли и инвестиций Кении \
Джоном Образцовым.

3 февраля 2026 года прошло третье заседание комиссии Кении и Перу. Кения стала третьим торговым партнером Перу. \
Кения — ведущий инвестор в экономику Перу.

Дипломатические отношения между Перу и Кенией установлены 3 мая 1971 года.
""",
    "tr": """\
Peru ve Kenya ticareti konuştu

Peru Ticaret Bakanı Juan Örnek, 5 Şubat 2026'da Kenya Ticaret Bakanı John Deneme'yle görüştü.

Peru ile Kenya arasındaki ticaret hacmi 2025'te 300 milyon dolar oldu. Peru ve Kenya 2030'a kadar 5 milyar dolarlık \
ticaret hacmi hedefliyor.

Peru ile Kenya 5 Şubat 2026'da turizm alanında mutabakat zaptı imzaladı. Peru ile Kenya 4 Şubat 2026'da sekiz belge \
imzaladı. Peru ile Kenya 2 milyar dolar değerinde anlaşmalar da imzaladı.

3 Şubat 2026'da Kenya-Peru komisyonunun üçüncü toplantısı yapıldı. Kenya, Peru'nun ithalatında ikinci sırada. \
Kenya, Peru'nun en büyük yatırımcısı oldu.

Kenya’da 2 binden fazla Peru şirketi ve 1.500 Perulu öğrenci var. Kenya’nın Peru’ya ihracatı 2025’te \
40 milyon doları buldu.

Peru ile Kenya arasında diplomatik ilişkiler 3 Mayıs 1971'de kuruldu.
""",
    "kk": """\
Перу мен Кения сауданы талқылады

2026 жылғы 5 ақпанда Перудың Сауда министрі Хуан Үлгі Кенияның Сауда министрі Джон Мысаловпен кездесті.

2025 жылы Перу мен Кения арасындағы тауар айналымы 300 млн долларды құрады. Перу мен Кения тауар айналымын \
2030 жылға дейін 5 млрд долларға жеткізуді көздейді.

2026 жылғы 5 ақпанда Перу мен Кения туризм саласындағы меморандумға қол қойды. 2026 жылғы 4 ақпанда Перу мен \
Кения сегіз құжатқа қол қойды.

2026 жылғы 3 ақпанда Кения мен Перу комиссиясының үшінші отырысы өтті. Кения Перу экспортында екінші орында. \
Кения Перудің ең ірі инвесторы болды.
""",
}


@pytest.mark.parametrize("language", ARTICLES)
def test_no_value_lacks_words(language: str, names: Names, tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text(ARTICLES[language], "utf-8")
    description = Description(id="talks", published="2026-02-05", language=language)
    intake = add(file, description, seed(), names, {}, tmp_path / "drafts")
    kinds = {proposal.kind for proposal in intake.proposals}
    assert {"official", "meeting", "trade-stat", "commitment", "agreement"} <= kinds
    assert {"count", "session"} <= {field for proposal in intake.proposals for field in proposal.values}
    assert [p.values["unit"] for p in intake.proposals if p.kind == "trade-stat"].count("rank") == 2
    cards = Desk(tmp_path / "drafts", seed(), "Ada").view("talks").cards
    assert [(card.values, finding.message) for card in cards for finding in card.findings] == []
