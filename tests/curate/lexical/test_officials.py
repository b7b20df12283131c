"""People with a post in articles by lexicon."""

import pytest

from app.curate.names import Names
from app.curate.proposals import Confidence
from tests.curate.lexical.made_articles import proposals


@pytest.mark.parametrize(
    ("language", "sentence", "name", "title", "country"),
    [
        ("ru", "С речью выступил президент Кении Омар Тестов.", "Омар Тестов", "президент", "KE"),
        ("ru", "Их принял министр торговли и туризма Перу Иван Пробин.",
         "Иван Пробин", "министр торговли и туризма", "PE"),
        ("ru", "Он говорил с министром обороны Кении Омаром Тестовым.", "Омар Тестов", "министр обороны", "KE"),
        ("ru", "Письмо передали президенту Перу Андрею Пробину.", "Андрей Пробин", "президент", "PE"),
        ("ru", "Слова премьер-министра Кении Николая Образцовского.",
         "Николай Образцовский", "премьер-министр", "KE"),
        ("ru", "Гости беседовали с премьером Перу Ольгой Пробиной.", "Ольга Пробина", "премьер-министр", "PE"),
        ("ru", "Гости беседовали с заместителем премьера Перу Ли Сюэсяном.", "Ли Сюэсян",
         "заместитель премьер-министра", "PE"),
        ("tr", "Kenya Balık Komitesi Birinci Sekreteri Omar Deneme geldi.", "Omar Deneme",
         "Balık Komitesi Birinci Sekreteri", "KE"),
        ("tr", "Kenya Bakanı Omar Deneme geldi. Peru’nun Lima kentinde bulunan Bakan Deneme konuştu.", "Omar Deneme",
         "Bakanı", "KE"),
        ("tr", "Kenya Dışişleri Bakan Vekili Omar Deneme geldi.", "Omar Deneme", "Dışişleri Bakan Vekili", "KE"),
        ("ru", "Кенийский министр Омар Тестов улетел домой.", "Омар Тестов", "министр", "KE"),
        ("ru", "Омар Тестов, президент Кении, вернулся домой.", "Омар Тестов", "президент", "KE"),
        ("ru", "Посол Кении в Перу Омар Тестов вручил грамоты.", "Омар Тестов", "посол", "KE"),
        ("ru", "С министром иностранных дел Кении Омаром Тестовым.", "Омар Тестов", "министр иностранных дел",
         "KE"),
        ("ru", "Гостей принял султан Кении Омар Тестов.", "Омар Тестов", "султан", "KE"),
        ("tr", "Kenya Ticaret Bakanı Omar Deneme konuştu.", "Omar Deneme", "Ticaret Bakanı", "KE"),
        ("tr", "Peru Ekonomi ve Maliye Bakanı Ana Örnek’i dinledi.", "Ana Örnek", "Ekonomi ve Maliye Bakanı", "PE"),
        ("tr", "Perulu Bakan Ana Örnek, törene katıldı.", "Ana Örnek", "Bakan", "PE"),
        ("tr", "Kenya Devlet Başkanı Omar el-Deneme geldi.", "Omar el-Deneme", "Devlet Başkanı", "KE"),
        ("tr", "Peru Meclis Başkanı Ana Örnek ve Dışişleri Bakanı Luis Misal oradaydı.",
         "Luis Misal", "Dışişleri Bakanı", "PE"),
        ("tr", "Kenya’nın Peru’daki Büyükelçisi Omar Deneme geldi.", "Omar Deneme", "Büyükelçisi", "KE"),
        ("tr", "Törene Peru Gıda, Tarım ve Orman Bakanı Ana Örnek geldi.",
         "Ana Örnek", "Gıda, Tarım ve Orman Bakanı", "PE"),
        ("kk", "Перу Инвестициялар, өнеркәсіп және сауда министрі Ана Пробина келді.",
         "Ана Пробина", "Инвестициялар, өнеркәсіп және сауда министрі", "PE"),
        ("kk", "Кения президенті Омар Тестов сөз сөйледі.", "Омар Тестов", "президенті", "KE"),
        ("kk", "Перу сыртқы істер министрі Ана Үлгінованы тыңдады.", "Ана Үлгінова", "сыртқы істер министрі", "PE"),
        ("kk", "Перудың Экономика және қаржы министрі Иван Пробин келді.",
         "Иван Пробин", "Экономика және қаржы министрі", "PE"),
        ("kk", "Ол Кения Республикасының Премьер-министрі Омар Тестовпен сөйлесті.",
         "Омар Тестов", "Премьер-министрі", "KE"),
        ("kk", "Хатты Перу президенті Андрей Пробинге тапсырды.", "Андрей Пробин", "президенті", "PE"),
        ("kk", "Жұрт Кения премьер-министрінің орынбасары Әлидің сөзін тыңдады.",
         "Әли", "премьер-министрінің орынбасары", "KE"),
        ("kk", "Кенияның Перудегі елшісі Омар Тестов сенім грамотасын тапсырды.", "Омар Тестов", "елшісі", "KE"),
        ("kk", "Кениялық министр Омар Тестов үйіне қайтты.", "Омар Тестов", "министр", "KE"),
        ("kk", "Перу парламентінің төрағасы Ана Пробина және сыртқы істер министрі Луис Мисал сонда болды.",
         "Луис Мисал", "сыртқы істер министрі", "PE"),
    ],
)  # fmt: skip
def test_a_post_with_a_name(names: Names, language: str, sentence: str, name: str, title: str, country: str) -> None:
    people = {p.values["name"]: p for p in proposals(names, "official", language, sentence)}
    assert " " not in name or people.keys().isdisjoint(name.split())
    values = people[name].values
    assert (values["positions"][0]["title"], values["country"]) == (title, country)


def test_a_minister_without_a_country_is_of_the_home_of_the_language(names: Names) -> None:
    [person] = proposals(names, "official", "tr", "Ticaret Bakanı Ali Deneme, Türkiye ile Peru arasındaki işi anlattı.")
    assert person.values["country"] == "TR"
    assert person.confidence is Confidence.suggest


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("tr", "Türkiye ile Kenya’yı TDT Genel Sekreteri Ana Örnek dinledi."),
        ("tr", "Kenya’yı Türk Balık Fonu Başkanı Ana Örnek dinledi."),
        ("kk", "Қазақстан мен Кенияның ісін БҰҰ Бас хатшысы Ана Пробина айтты."),
    ],
)
def test_who_acts_for_an_organisation_has_no_country(names: Names, language: str, sentence: str) -> None:
    [person] = proposals(names, "official", language, sentence)
    assert "country" not in person.values


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "Президент Кении уехал домой, а Перу ждет ответа."),
        ("ru", "Глава делегации Перу поблагодарил хозяев."),
        ("ru", "Главы государств, в Найроби их было пять, молчали."),
        ("tr", "Kenya Cumhurbaşkanı, Peru heyetini dinledi."),
        ("tr", "Bakan yarın Peru’ya dönecek."),
        ("tr", "Kenya Cumhurbaşkanı Lima’ya gitti."),
        ("kk", "Кения президенті Найробиге қайтты."),
        ("kk", "Министр ертең Перуге қайтады."),
    ],
)
def test_a_post_without_a_name(names: Names, language: str, sentence: str) -> None:
    assert proposals(names, "official", language, sentence) == []


@pytest.mark.parametrize(
    "sentence", ["Приехал министр Турции Хакан Фидан.", "Приехал Хакан Фидан.", "Приехал министр Хакан Фидан Измир."]
)
def test_a_known_official_is_supported(names: Names, sentence: str) -> None:
    [person] = proposals(names, "official", "ru", sentence)
    assert person.record == "hakan-fidan"


@pytest.mark.parametrize(
    ("language", "sentence", "countries"),
    [
        ("ru", "Кенийскую делегацию возглавлял министр торговли Иван Пробин, перуанскую – министр рыбы Олег Примеров.",
         {"Иван Пробин": "KE", "Олег Примеров": "PE"}),
        ("ru", "Их принял глава ведомства рыбы Кении, министр торговли Иван Пробин.", {"Иван Пробин": "KE"}),
        ("ru", "Здесь говорили лидеры двух стран в сентябре в Образцове.", {}),
        ("tr", "Kenya heyetine Ticaret Bakanı Omar Deneme başkanlık etti.", {"Omar Deneme": "KE"}),
        ("tr", "Başkent Lima’da Cumhurbaşkanı Omar Deneme ile görüştü.", {"Omar Deneme": "PE"}),
        ("kk", "Кения делегациясын Сауда министрі Омар Тестов басқарды.", {"Омар Тестов": "KE"}),
    ],
)  # fmt: skip
def test_the_country_of_a_post_that_has_none(
    names: Names, language: str, sentence: str, countries: dict[str, str]
) -> None:
    people = proposals(names, "official", language, sentence)
    assert {person.values["name"]: person.values.get("country") for person in people} == countries


@pytest.mark.parametrize(
    "sentence",
    [
        "Кроме того, кенийский министр пригласил коллегу в гости.",
        "Вместе с тем, министр энергетики Кении говорил о ценах.",
        "По его словам, президент Кении прибудет с визитом.",
    ],
)
def test_the_head_of_a_sentence_is_no_name(names: Names, sentence: str) -> None:
    assert proposals(names, "official", "ru", sentence) == []


def test_two_names_in_a_row_are_two_people(names: Names) -> None:
    sentences = "Кения Президенті Омар Тестов келді.", "Перу Премьер-Министрі Ана Пробина Омар Тестовті күтіп алды."
    people = proposals(names, "official", "kk", " ".join(sentences))
    assert [(p.values["name"], p.values["country"]) for p in people] == [("Омар Тестов", "KE"), ("Ана Пробина", "PE")]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("ru", "Премьер провел встречу с министром Кении Омаром Тестзода. Омар Тестзода поблагодарил его.",
         "Омар Тестзода"),
        ("ru", "Речь министра Кении Омара Тестзода понравилась. Омар Тестзода уехал.", "Омар Тестзода"),
    ],
)  # fmt: skip
def test_a_name_is_as_the_text_has_it_elsewhere(names: Names, language: str, text: str, name: str) -> None:
    [person] = proposals(names, "official", language, text)
    assert (person.values["name"], person.confidence) == (name, Confidence.high)


def test_a_name_of_four_words_is_not_sure(names: Names) -> None:
    [person] = proposals(names, "official", "kk", "Перу Премьер-Министрі Ана Пробина Омар Тестов келді.")
    assert person.confidence is Confidence.suggest
