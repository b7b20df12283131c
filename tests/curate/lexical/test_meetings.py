"""Meetings in articles by lexicon."""

import pytest

from app.curate.names import Names
from app.curate.proposals import Confidence
from tests.curate.lexical.made_articles import proposals, values


@pytest.mark.parametrize(
    ("language", "sentence", "type_", "date", "status"),
    [
        ("ru", "Президент Кении прилетел в Перу 12 января.", "visit", "2026-01-12", "held"),
        ("ru", "Вчера министры Кении и Перу провели переговоры.", "bilateral", "2026-02-04", "held"),
        ("ru", "В понедельник министры Кении и Перу обсудили рыбную ловлю.", "bilateral", "2026-02-02", "held"),
        ("ru", "Министр Кении посетит Перу 20 февраля.", "visit", "2026-02-20", "planned"),
        ("ru", "Завтра главы Кении и Перу встретятся.", "bilateral", "2026-02-06", "planned"),
        ("ru", "7-е заседание комиссии Кении и Перу прошло 3 февраля 2026 года.", "session", "2026-02-03", "held"),
        ("tr", "Kenya Cumhurbaşkanı 12 Ocak’ta Peru’yu ziyaret etti.", "visit", "2026-01-12", "held"),
        ("tr", "Kenya ve Peru bakanları dün bir araya geldi.", "bilateral", "2026-02-04", "held"),
        ("tr", "Kenya Bakanı 20 Şubat’ta Peru’ya gidecek.", "visit", "2026-02-20", "planned"),
        ("tr", "Kenya-Peru Karma Komisyonu’nun 7. toplantısı 3 Şubat 2026’da yapıldı.",
         "session", "2026-02-03", "held"),
        ("tr", "Eylülde Kenya ile Peru arasında müzakereler yapıldı.", "bilateral", "2025-09", "held"),
        ("kk", "12 қаңтарда Кения президенті Перуге ұшып келді.", "visit", "2026-01-12", "held"),
        ("kk", "2025 жылғы 27-28 қарашада Кения президенті Перуге ресми сапармен келді.",
         "visit", "2025-11-27/2025-11-28", "held"),
        ("kk", "12-қаңтар күні Перу президенті Кения елшісін қабылдады.", "bilateral", "2026-01-12", "held"),
        ("kk", "Кеше Кения мен Перу министрлері келіссөз жүргізді.", "bilateral", "2026-02-04", "held"),
        ("kk", "Дүйсенбіде Кения мен Перу министрлері кездесті.", "bilateral", "2026-02-02", "held"),
        ("kk", "Кения министрі 20 ақпанда Перуге барады.", "visit", "2026-02-20", "planned"),
        ("kk", "Ертең Кения мен Перу басшылары кездеседі.", "bilateral", "2026-02-06", "planned"),
        ("kk", "Кения-Перу комиссиясының отырысы 2026 жылғы 3 ақпанда өтті.", "session", "2026-02-03", "held"),
        ("kk", "Қыркүйекте Кения мен Перу арасында келіссөздер болды.", "bilateral", "2025-09", "held"),
    ],
)  # fmt: skip
def test_who_met_when(names: Names, language: str, sentence: str, type_: str, date: str, status: str) -> None:
    [meeting] = proposals(names, "meeting", language, sentence)
    assert values(meeting, "type", "date", "status") == (type_, date, status)
    assert {*meeting.values["countries"]} == {"KE", "PE"}


@pytest.mark.parametrize(
    ("language", "sentence", "session"),
    [
        ("ru", "Седьмое заседание комиссии Кении и Перу состоится 3 марта.", 7),
        ("ru", "VII заседание совета Кении и Перу состоится 3 марта.", 7),
        ("tr", "Kenya-Peru Komisyonu’nun yedinci toplantısı 3 Mart’ta yapılacak.", 7),
        ("tr", "Kenya-Peru Konseyi’nin VII. Toplantısı 3 Mart’ta yapılacak.", 7),
        ("kk", "Кения-Перу комиссиясының 7-отырысы 3 наурызда өтеді.", 7),
        ("kk", "Кения-Перу комиссиясының 7-ші отырысы 3 наурызда өтеді.", 7),
        ("kk", "Кения мен Перу кеңесінің VII отырысы 3 наурызда өтеді.", 7),
    ],
)
def test_the_number_of_a_session(names: Names, language: str, sentence: str, session: int) -> None:
    [meeting] = proposals(names, "meeting", language, sentence)
    assert values(meeting, "session", "date", "status") == (session, "2026-03-03", "planned")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Прошло 9-е заседание комиссии Кении и Перу. Следующее, 10-е заседание пройдет в Лиме в 2027 году."),
        ("tr", "Kenya-Peru Komisyonu’nun 9. toplantısı yapıldı. Sonraki 10. toplantı 2027’de Lima’da yapılacak."),
        ("kk", "Кения мен Перу комиссиясының 9-отырысы өтті. Келесі 10-отырыс 2027 жылы Лимада өтеді."),
    ],
)
def test_the_next_session_of_a_body(names: Names, language: str, text: str) -> None:
    meetings = proposals(names, "meeting", language, text)
    assert [values(m, "session", "status", "date", "city") for m in meetings] == [
        (9, "held", None, None),
        (10, "planned", "2027", "lima"),
    ]
    assert {m.confidence for m in meetings} == {Confidence.suggest}


def test_the_next_session_in_a_line_before_the_text(names: Names) -> None:
    lines = ("10-е заседание пройдет в 2027 году в Перу", "Прошло 9-е заседание комиссии Кении и Перу.")
    sessions = [values(m, "session", "status", "date") for m in proposals(names, "meeting", "ru", *lines)]
    assert sorted(sessions) == [(9, "held", None), (10, "planned", "2027")]


def test_each_date_of_a_list_is_a_visit(names: Names) -> None:
    sentence = "Глава Кении посетил Перу 3 мая 2019 года, а глава Перу приехал в Кению 4 июня 2021 года."
    assert [m.values["date"] for m in proposals(names, "meeting", "ru", sentence)] == ["2019-05-03", "2021-06-04"]


def test_a_meeting_that_is_told_again_is_one(names: Names) -> None:
    paragraphs = "12 Ocak’ta Kenya ve Peru liderleri görüştü.", "Kenya ile Peru görüşmesi iki saat sürdü."
    assert len(proposals(names, "meeting", "tr", *paragraphs)) == 1


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "Визит президента Кении в Перу 12 января не состоялся."),
        ("ru", "После переговоров 12 января Кения купила у Перу рыбу."),
        ("tr", "Kenya Cumhurbaşkanı’nın 12 Ocak’taki Peru ziyareti iptal edildi."),
        ("tr", "Kenya ile Peru, 12 Ocak’ta balık sattı."),
        ("kk", "12 қаңтарда жоспарланған Кения президентінің Перуге сапары болмады."),
        ("kk", "Келіссөздерден кейін 12 қаңтарда Кения Перуден балық сатып алды."),
        ("kk", "Кения мен Перу 12 қаңтарда ортақ шешімге келді."),
    ],
)
def test_no_meeting(names: Names, language: str, sentence: str) -> None:
    assert proposals(names, "meeting", language, sentence) == []


def test_officials_who_met_on_no_stated_day(names: Names) -> None:
    sentence = "Kenya Ticaret Bakanı Omar Deneme, Peru Tarım Bakanı Ana Örnek ile görüştü."
    [meeting] = proposals(names, "meeting", "tr", sentence)
    assert values(meeting, "status", "date") == ("held", None)
    assert [guest["official"] for guest in meeting.values["participants"]] == ["omar-deneme", "ana-ornek"]


def test_tourists_do_not_meet(names: Names) -> None:
    assert proposals(names, "meeting", "tr", "Geçen yıl Kenya’yı 840 bin Perulu turist ziyaret etti.") == []


@pytest.mark.parametrize(
    ("language", "sentence", "meetings"),
    [
        ("ru", "Кения и Перу обсудили 4 февраля подписание соглашения о рыбе.", [("2026-02-04", "held")]),
        ("ru", "Кения и Перу провели 4 февраля ряд встреч.", []),
        ("ru", "Во время визита президента Кении в Перу в мае 2019 года купили рыбу.", [("2019-05", "held")]),
        ("ru", "Президент Перу пригласил президента Кении посетить Лиму с визитом.", [(None, "planned")]),
        ("ru", "Готовятся консультации Кении и Перу, которые пройдут в мае.", [("2026-05", "planned")]),
        ("ru", "Министры Кении и Перу встретились в ноябре прошлого года.", [("2025-11", "held")]),
        ("ru", "3 февраля прошел саммит ООН, где говорили о рыбе.", [("2026-02-03", "held")]),
        ("tr", "Peru Cumhurbaşkanı, Kenya Cumhurbaşkanı’nı resmi ziyarete davet etti.", [(None, "planned")]),
        ("tr", "Kenya Cumhurbaşkanı geçen yılın kasım ayında Peru’yu ziyaret etti.", [("2025-11", "held")]),
        ("kk", "Перу президенті Кения президентін ресми сапармен келуге шақырды.", [(None, "planned")]),
        ("kk", "Былтыр қарашада Кения президенті Перуге ұшып келді.", [("2025-11", "held")]),
        ("ru", "Это сказали на переговорах министра Кении Омара Тестова с министром Перу Иваном Пробиным.",
         [(None, "held")]),
        ("ru", "Это сказали на заседании межправкомиссии Кении и Перу.", [(None, "held")]),
        ("ru", "Это сказали на заседании межправкомиссии.", []),
        ("ru", "Важны регулярные заседания межправкомиссии Кении и Перу.", []),
        ("ru", "Прошло 12-е заседание министров торговли Организации тюркских государств.", [(None, "held")]),
        ("tr", "Lima, TDT Ticaret Bakanları 12. Toplantısı’na ev sahipliği yaptı.", [(None, "held")]),
        ("kk", "Кения мен Перу Жоғары Кеңесінің отырысы туралы айтылды.", [(None, "held")]),
        ("kk", "Кения президенті Омар Тестов Перуге сапармен барды.", [(None, "held")]),
        ("kk", "Омар Тестов Перу президенті Ана Пробинаға Кенияға сапармен келуге шақырғаны үшін алғыс айтты.",
         [(None, "held")]),
    ],
)  # fmt: skip
def test_which_meetings(names: Names, language: str, sentence: str, meetings: list[tuple[str, str]]) -> None:
    meeting_proposals = proposals(names, "meeting", language, sentence)
    assert [values(meeting, "date", "status") for meeting in meeting_proposals] == meetings
    assert {meeting.confidence for meeting in meeting_proposals} <= {Confidence.suggest}


@pytest.mark.parametrize(
    ("language", "sentence", "name"),
    [
        ("ru", "Министр сообщил об этом комиссии Кении и Перу.", "Kenya–Peru Commission"),
        ("ru", "Подписан протокол Кенийско-перуанской экономической комиссии.", "Kenya–Peru Commission"),
        ("tr", "Kenya-Peru Yüksek Düzeyli Konseyi kuruldu.", "Kenya–Peru Council"),
        ("kk", "Кения мен Перудың Жоғары Кеңесі туралы айтылды.", "Kenya–Peru Council"),
        ("ru", "Кения дала Перу дельный совет.", None),
        ("ru", "Комиссия парламента Кении говорила о рыбе.", None),
    ],
)
def test_a_body_of_two_countries_is_a_mechanism(names: Names, language: str, sentence: str, name: str | None) -> None:
    mechanisms = proposals(names, "mechanism", language, sentence)
    assert [values(m, "name", "members") for m in mechanisms] == ([(name, ["KE", "PE"])] if name else [])
    assert {m.confidence for m in mechanisms} <= {Confidence.suggest}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "Состоялся телефонный разговор министра торговли Кении Омара Тестова с министром Перу Иваном Пробиным."),
        ("tr", "Kenya Ticaret Bakanı Omar Deneme, Peru Ticaret Bakanı Ana Örnek ile telefonda görüştü."),
        ("kk", "Кения министрі Омар Тестов Перу министрі Иван Пробинмен телефон арқылы сөйлесті."),
    ],
)
def test_a_call_of_two_officials_needs_no_day(names: Names, language: str, sentence: str) -> None:
    [call] = proposals(names, "meeting", language, sentence)
    assert values(call, "type", "status", "date") == ("phone-call", "held", None)
    assert call.confidence is Confidence.suggest
    assert call.values["id"].endswith("2026-02-05")  # so that the next call has another id
    assert len(call.values["participants"]) == 2


def test_an_official_of_the_seed_has_a_country(names: Names) -> None:
    sentence = "Dışişleri Bakanı Hakan Fidan, Peru Dışişleri Bakanı Ana Örnek ile telefonda görüştü."
    [call] = proposals(names, "meeting", "tr", sentence)
    assert values(call, "countries") == (["TR", "PE"],)


def test_a_visit_to_come_is_not_the_call_in_which_it_was_agreed(names: Names) -> None:
    call = "Состоялся телефонный разговор министра торговли Кении Омара Тестова с министром Перу Иваном Пробиным."
    visit = "Омар Тестов посетит Перу 20 февраля 2026 года."
    meetings = proposals(names, "meeting", "ru", call, visit)
    assert [values(m, "type", "status", "date") for m in meetings] == [
        ("phone-call", "held", None), ("visit", "planned", "2026-02-20"),
    ]  # fmt: skip


def test_talks_and_a_visit_to_come_are_two_meetings(names: Names) -> None:
    talks = (
        "В Лиме состоялись переговоры министра торговли Кении Омара Тестова с министром торговли Перу Иваном Пробиным."
    )
    visit = "Иван Пробин посетит Кению 20 февраля 2026 года."
    assert [values(m, "status") for m in proposals(names, "meeting", "ru", talks, visit)] == [("held",), ("planned",)]


@pytest.mark.parametrize(
    ("language", "sentence", "city"),
    [
        ("ru", "Вчера министр Кении провел переговоры в Лиме с министром Перу.", "lima"),
        ("ru", "Вчера министры Кении и Перу провели переговоры в Анкаре.", "ankara"),
        ("ru", "Вчера в Найроби министры Кении и Перу обсудили встречу в Лиме.", None),
        ("ru", "Вчера Лима и Найроби провели переговоры.", None),
        ("tr", "Kenya ve Peru bakanları dün Lima’da bir araya geldi.", "lima"),
        ("tr", "Kenya ve Peru bakanları dün İstanbul’da bir araya geldi.", "istanbul"),
        ("tr", "Kenya ve Peru bakanları dün Lima’yı konuşmak için bir araya geldi.", None),
        ("kk", "Кеше Кения мен Перу министрлері Лимада келіссөз жүргізді.", "lima"),
        ("kk", "Кеше Кения мен Перу министрлері Лима туралы келіссөз жүргізді.", None),
    ],
)
def test_the_city_of_a_meeting(names: Names, language: str, sentence: str, city: str | None) -> None:
    [meeting] = proposals(names, "meeting", language, sentence)
    assert meeting.values.get("city") == city
    new_cities = [p.values["id"] for p in proposals(names, "city", language, sentence)]
    assert new_cities == (["lima"] if city == "lima" else [])


def test_a_meeting_on_the_day_before_another_day_is_not_certain(names: Names) -> None:
    sentence = "3 февраля министр Кении провел переговоры с министром Перу, прибывшим накануне с официальным визитом."
    confidences = [p.confidence for p in proposals(names, "meeting", "ru", sentence)]
    assert confidences == [Confidence.high, Confidence.suggest]


def test_a_visit_to_come_on_a_day_that_was_a_month_ago_is_not_sure(names: Names) -> None:
    sentences = ("Президент Кении посетит Перу 5 января.", "Президент Кении посетит Перу 5 марта.")
    meetings = [meeting for sentence in sentences for meeting in proposals(names, "meeting", "ru", sentence)]
    assert [(meeting.values["date"], meeting.confidence.value) for meeting in meetings] == [
        ("2027-01-05", "suggest"),
        ("2026-03-05", "high"),
    ]
