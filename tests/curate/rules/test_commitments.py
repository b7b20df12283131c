"""Commitments: what counts as a promise of a country, and what does not."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.proposals import Confidence, Proposal
from app.curate.rules.commitments import propose
from app.domain.edtf import parse
from tests.curate.rules.articles import SAMPLES as FIRST
from tests.curate.rules.articles import Commitment, Sample
from tests.curate.rules.fifth_articles import SAMPLES as FIFTH
from tests.curate.rules.fourth_articles import SAMPLES as FOURTH
from tests.curate.rules.second_articles import SAMPLES as SECOND
from tests.curate.rules.sixth_articles import SAMPLES as SIXTH
from tests.curate.rules.third_articles import SAMPLES as THIRD

SAMPLES = (*FIRST, *SECOND, *THIRD, *FOURTH, *FIFTH, *SIXTH)


def commitment(proposal: Proposal) -> Commitment:
    values = proposal.values
    return tuple(values["by"]), tuple(values.get("to", ())), values.get("value"), values.get("due")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_the_commitments_of_an_article(names: Names, sample: Sample) -> None:
    article = Article(sample.text, publication=parse(sample.publication) if sample.publication else None)
    proposals = [*propose(article, names)]
    assert sorted(map(commitment, proposals), key=str) == sorted(sample.commitments, key=str)
    for proposal in proposals:
        cited_fields = {field for quote in proposal.quotes for field in quote.fields}
        assert {*proposal.values} - {"id", "unit"} <= cited_fields


@pytest.mark.parametrize(
    ("sentence", "by", "to", "due"),
    [
        ("Japan will build a bridge in Kenya by 2028.", ["JP"], ["KE"], "2028"),
        ("Japan plans to complete a school in Kenya’s north later this year.", ["JP"], ["KE"], "2026"),
        ("Minister Sato explained that Japan would provide 3 million yen by March 2028.", ["JP"], [], "2028-03"),
        ("Minister Sato pointed out that Japan would train Kenyan doctors by 2028.", ["JP"], ["KE"], "2028"),
        ("The ministry stressed that Japan would lend Kenya $5 million by 2028.", ["JP"], ["KE"], "2028"),
        ("The Japanese government has pledged to train 40 doctors from Kenya.", ["JP"], [], None),
        ("Japan, for its part, will open a lab in Nairobi in the first half of 2027.", ["JP"], [], "2027-01/2027-06"),
        ("Japan is to restore the pier in Kenya no later than 1 May 2027.", ["JP"], ["KE"], "2027-05-01"),
        ("Kenya has undertaken to lift the duty on tea by the end of 2026.", ["KE"], [], "2026"),
        ("Japan committed to opening a school in Kenya by May 2027.", ["JP"], ["KE"], "2027-05"),
        ("Kenya committed itself to cutting the fee for visas by 2027.", ["KE"], [], "2027"),
        ("Japanese Foreign Minister Aya Mori pledged to send 40 doctors by 2027.", ["JP"], [], "2027"),
        ("Kenyan President John Oduya promised to hand over the site in 2027.", ["KE"], [], "2027"),
        ("Japanese Prime Minister Ken Abo came. The Prime Minister vowed to double aid.", ["JP"], [], None),
        ("Japan would send 40 doctors to Kenya by 2027, Foreign Minister Aya Mori said.", ["JP"], ["KE"], "2027"),
        ("Japan announced a package of €12 million for schools.", ["JP"], [], None),
        ("Kenya promised that it will open a lab before the end of the year.", ["KE"], [], "2026"),
        ("Kenya is due to open a lab by May 2027.", ["KE"], [], "2027-05"),
        ("Kenya, Omondi confirmed, will open a lab by May 2027.", ["KE"], [], "2027-05"),
        ("Kenya and Japan will each open a lab in 2027.", ["JP", "KE"], [], "2027"),
        ("Kenya will have its lab up and running by May 2027.", ["KE"], [], "2027-05"),
        ("Minister Omondi pledged that Kenya would open a lab by May 2027.", ["KE"], [], "2027-05"),
        ("Japan assured Kenya that it would lift the ban by 1 July 2026.", ["JP"], [], "2026-07-01"),
        ("A school in Nairobi will be built by Japan in 2027.", ["JP"], [], "2027"),
        ("Japan will begin supplying trams in 2027.", ["JP"], [], "2027"),
        ("Japan’s Ministry of Health will deliver 40,000 doses by May 2026.", ["JP"], [], "2026-05"),
        ("Japan offered to train 50 firefighters from Kenya in 2027.", ["JP"], [], "2027"),
        ("President Oduya told his guest that Kenya would drop its ban by May 2026.", ["KE"], [], "2026-05"),
        ("Under the programme Japan gives grants of $8 million to Kenya.", ["JP"], ["KE"], None),
        ("Japan declared itself ready, for instance, to lend $4 million.", ["JP"], [], None),
        ("In March Japan set up a fund of $9 million for Kenya.", ["JP"], ["KE"], None),
        ("Japan and Kenya agreed to lift trade to $9 bn in the next five years.", ["JP", "KE"], [], "2031"),
        ("Trade of Japan and Kenya was $2 bn in 2025-26; the target is $5 bn by 2030.", ["JP", "KE"], [], "2030"),
        ("Kenya pledged $5 million for the fund in 2027.", ["KE"], [], "2027"),
        (
            "Japan and Kenya trade. The two countries agreed to open a bank by the end of 2027.",
            ["JP", "KE"],
            [],
            "2027",
        ),
        ("Japan’s transport ministry has undertaken to dredge the port by 31 May 2027.", ["JP"], [], "2027-05-31"),
        ("The Kenyan side pledged to move the archive before the end of 2027.", ["KE"], [], "2027"),
        ("Kenya gave its word that the line would be running by 30 June 2027.", ["KE"], [], "2027-06-30"),
        ("• Kenya to name an envoy in Q3 2026.", ["KE"], [], "2026-07/2026-09"),
        ("Kenya will submit the list within three months of the date of this Statement.", ["KE"], [], "2026-06-04"),
        ("A talk with Japan’s ambassador in Kenya\n\nA: We will open a lab by May 2027.", ["JP"], [], "2027-05"),
        ("Kenya reaffirmed its commitment to refurbish the clinic by 2027.", ["KE"], [], "2027"),
        ("The Kenyan government has given an undertaking to settle the debt by 31 May 2026.", ["KE"], [], "2026-05-31"),
        ("Kenya promised 30 scholarships from 2027.", ["KE"], [], "2027"),
        ("Japan, for its part, undertook to drop the fee from 1 July 2026.", ["JP"], [], "2026-07-01"),
        ("The Kenyan Side undertook to supply 20 buses before the year is out.", ["KE"], [], "2026"),
        ("In 2027, Kenya plans to open an embassy in Tokyo, Deputy Minister Ann Kamau said.", ["KE"], [], "2027"),
        (
            "Talk with the Ambassador of Japan to Kenya Taro Sato\n\nA: We will open a lab by May 2027.",
            ["JP"],
            [],
            "2027-05",
        ),
        ("Kenya and Japan trade. The sides agreed that the road be completed in 2027.", ["JP", "KE"], [], "2027"),
        ("Kenya Airways will open a line in June 2026.", ["KE"], [], "2026-06"),
        ("Japan’s Minister of Transport Taro Sato said the cable would be laid by May 2027.", ["JP"], [], "2027-05"),
        (
            "Japan’s Minister Taro Sato announced that his government would waive fees by May 2027.",
            ["JP"],
            [],
            "2027-05",
        ),
        (
            "Kenyan President Otieno Mwangi said that the road would be built by the end of the decade.",
            ["KE"],
            [],
            "2030",
        ),
        ("Kenya and Japan met.\n\nA clinic in Mombasa will be completed by end-2027.", ["JP", "KE"], [], "2027"),
        ("The Kenya–Japan cable, begun in 2024, is to be finished by 2027.", ["JP", "KE"], [], "2027"),
        ("Kenya and Japan met.\n\nThe line is to be put into operation in 2027.", ["JP", "KE"], [], "2027"),
        (
            "Kenya and Japan met.\n\nThe quay will be handed over in 2027, Japan’s Minister of Trade Taro Sato said.",
            ["JP"],
            [],
            "2027",
        ),
        ("Japan funds clinics in Kenya\n\nSome $12 million will be channelled for a clinic.", ["JP"], [], None),
        ("Kenya agreed to finish the line, which has grown twofold in the last 20 years.", ["KE"], [], None),
        ("Kenya intends to bring output to 3 million tonnes by 2028.", ["KE"], [], "2028"),
        ("Kenya and Japan have agreed to conclude the talks by May 2026.", ["JP", "KE"], [], "2026-05"),
        ("Japan is ready to invest up to $30 million in the port.", ["JP"], [], None),
        ("Kenya was prepared to build a quay by 2028.", ["KE"], [], "2028"),
        (
            "The Ministry of Health of Kenya met Japan.\n\nThe Ministry will repair the clinic before 1 May 2026.",
            ["KE"],
            [],
            "2026-05-01",
        ),
        ("Kenya intends to accredit its envoy in Oslo to Japan.", ["KE"], ["JP"], None),
        ("Kenya is ready to provide 50 grants to students from Japan.", ["KE"], [], None),
        ("Nairobi is to second eight more experts to Peru from October.", ["KE"], ["PE"], "2026-10"),
        ("The Kenyan carriers’ agency is to submit a plan before June.", ["KE"], [], "2026-06"),
        ("Tokyo said it would put $5 million into a lab within two months.", ["JP"], [], "2026-05"),
        ("The Japan Bank for Ports, Mr Sato announced, will lend $6 million.", ["JP"], [], None),
        (
            "The Japanese Agency for Roads would set up an office by autumn, Mr Sato said.",
            ["JP"],
            [],
            "2026-09/2026-11",
        ),
        ("The ministers noted the decision of the Kenyan Side to open a consulate by 2027.", ["KE"], [], "2027"),
        (
            "Kenya and Japan trade. Both governments pledged to hand over the plans before July.",
            ["JP", "KE"],
            [],
            "2026-07",
        ),
        ("Kenya and Japan trade. The two will each pay $6 million.", ["JP", "KE"], [], None),
        ("Kenya has promised, besides the tents, to rebuild a school by 1 September.", ["KE"], [], "2026-09-01"),
        ("The diplomat confirmed that the embassy of Kenya would begin work in 2027.", ["KE"], [], "2027"),
        ("Kenya is opening a credit line of 17 million euros.", ["KE"], [], None),
        ("Tokyo also promised Kenya ¥12 billion.", ["JP"], [], None),
        ("The fees will be fast-tracked by Japan.", ["JP"], [], None),
        ("The Kenyan ambassador said that his country will abolish visas from 1 July 2026.", ["KE"], [], "2026-07-01"),
        ("Kenya’s minister, Otieno Mwangi, said his government would open an embassy by 2027.", ["KE"], [], "2027"),
        ("Kenya confirmed its intention to buy 50 trains.", ["KE"], [], None),
        ("“We will build three schools,” Japanese President Taro Sato said.", ["JP"], [], None),
        ("Japan will start direct flights over the coming six months.", ["JP"], [], "2026-09"),
        ("Japan, which will give $5 million, praised the plan.", ["JP"], [], None),
        ("Commitments\n\n- Kenya: the pier repaired by the end of June 2026", ["KE"], [], "2026-06"),
    ],
)
def test_a_promise_of_a_country(names: Names, sentence: str, by: list[str], to: list[str], due: str | None) -> None:
    [proposal] = propose(Article(sentence, publication=parse("2026-03-04")), names)
    values = proposal.values
    assert (values["by"], values.get("to", []), values.get("due"), values["made"]) == (by, to, due, "2026-03-04")


@pytest.mark.parametrize(
    ("words", "to"),
    [
        ("a line of credit of $40 million for a canal in Mombasa", ["KE"]),
        ("a grant of $40 million for a canal in Mombasa", []),
        ("a loan of $40 million to the European Union", ["EU"]),
    ],
)
def test_a_loan_goes_to_the_other_of_two(names: Names, words: str, to: list[str]) -> None:
    article = Article(f"Japan and Kenya meet\n\nJapan announced {words}.", publication=parse("2026-03-04"))
    [proposal] = propose(article, names)
    assert (proposal.values["by"], proposal.values.get("to", [])) == (["JP"], to)


def test_two_promises_of_two_speakers(names: Names) -> None:
    text = "Sato said Japan would lend $3 million, and Otieno said that Kenya would abolish visas by 1 May 2027."
    values = [p.values for p in propose(Article(text, publication=parse("2026-03-04")), names)]
    assert [(v["by"], v.get("due")) for v in values] == [(["JP"], None), (["KE"], "2027-05-01")]


def test_a_promise_goes_on_with_and_to(names: Names) -> None:
    text = "Kenya undertook to lift the ban by May 2026 and to submit the list by the end of June."
    values = [p.values for p in propose(Article(text, publication=parse("2026-03-04")), names)]
    assert [(v["by"], v["due"]) for v in values] == [(["KE"], "2026-05"), (["KE"], "2026-06")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Japan will host the summit in 2027.",
        "Japan will remain a partner of Kenya.",
        "Japan built a bridge in Kenya.",
        "Japan should build a bridge in Kenya.",
        "Experts hope that Japan will build a bridge in Kenya.",
        "If it pays, Japan will build a bridge in Kenya.",
        "Japan would build a bridge if it paid, the minister said.",
        "Japan would open a bank in Kenya.",
        "The forum will be attended by Japan in 2027.",
        "A school will be built by a Japanese company in 2027.",
        "Japanese analyst Aya Mori promised to send the report.",
        "Japan is evaluating whether to open a bank in Kenya.",
        "The fund announced a loan of $5 million.",
        "The company plans to invest $5 million in Kenya.",
        "Analysts expect trade to grow to $5 billion.",
        "The bank in Japan will build a bridge in Kenya.",
        "Trade between Japan and Kenya grew to $5 billion.",
        "Kenya’s president will pay a visit to Japan on 5 May 2026.",
        "Kenya will export 3 million tonnes by 2030, analysts say.",
        "Kenya will overtake Japan by 2030.",
        "Kenya to host the games in June 2026.",
        "Kenya will become the largest buyer by 2027.",
        "Kenya will have to wait until 2027.",
        "Kenya will notify Japan of its decision.",
        "Kenya plans to thoroughly discuss the port by May 2026.",
        "Japan is ready to build a bridge in Kenya.",
        "Kenya agreed to more than double exports by 2030.",
        "Kenya and Japan met. The gate will be opened by the Emperor in May 2026.",
        "Kenya and Japan met. The exhibition will be opened in May 2026.",
        "Kenya and Japan met. If it pays, the cable will be completed by 2027.",
        "Kenya and Japan met. A clinic will be opened.",
        "Kenya and Japan met. The Ministry will repair the clinic before 1 May 2026.",
        "Kenyan farmers will sell more maize by 2027.",
        "Kenya is opening a school.",
        "Kenya has offered to bring the sides closer.",
        "Kenya will join the others at the summit in May 2026.",
        "Kenya and Japan met. It was agreed that the third session will be held in 2027.",
        "Kenya expressed its readiness to open a lab.",
        "Kenyan President Otieno Mwangi said experts would meet in May 2026.",
        "Kenyan President Otieno Mwangi said prices would be lower by 2027.",
        "Kenyan President Otieno Mwangi said exports would reach $3 billion by 2030.",
        "Japan funds clinics in Kenya\n\nMore care will be spent on a clinic.",
    ],
)
def test_a_forecast_a_wish_a_host_and_a_company_promise_nothing(names: Names, sentence: str) -> None:
    assert [*propose(Article(sentence, publication=parse("2026-03-04")), names)] == []


@pytest.mark.parametrize(
    ("deed", "count"),
    [
        ("offer 25 scholarships to Japanese students", 25), ("grant thirty scholarships to Japanese students", 30),
        ("train 60 Japanese hotel instructors", 60), ("deliver up to 1,200 buses to Japan", 1200),
        ("raise the number of places from 20 to 35", 35), ("receive up to 50 doctoral students", 50),
        ("build 500 kilometres of road in Japan", None), ("send 20,000 tonnes of wheat to Japan", None),
        ("build roads in Japan", None), ("complete the work in 30 days", None),
    ],
)  # fmt: skip
def test_a_number_of_things_is_the_value_of_a_promise(names: Names, deed: str, count: int | None) -> None:
    (promise,) = propose(Article(f"Kenya will {deed} by May 2027.", publication=parse("2026-03-04")), names)
    assert (promise.values.get("value"), promise.values.get("unit")) == (count, "count" if count else None)


@pytest.mark.parametrize(
    ("sentence", "made_on", "value"),
    [
        ("In 2023 Kenya pledged $5 million for the fund.", "2023", 5e6),
        ("In May 2025 Kenya promised $5 million for the fund.", "2025-05", 5e6),
        ("Under its programme for 2023-2026, Kenya pledged $5 million for water in Japan.", None, 5e6),
        ("Kenya has pledged $5 million for water in Japan.", "2026-03-04", 5e6),
        ("Kenya committed a total of EUR 86.5 million for water in Japan.", "2026-03-04", 86.5e6),
        ("Kenya commits up to $5 million to new projects in Japan.", "2026-03-04", 5e6),
    ],
)
def test_a_promise_of_the_past_has_its_own_time(names: Names, sentence: str, made_on: str | None, value: float) -> None:
    (promise,) = propose(Article(sentence, publication=parse("2026-03-04")), names)
    assert (promise.values.get("made"), promise.values["value"]) == (made_on, value)
    assert (promise.confidence is Confidence.high) == (made_on is not None)


@pytest.mark.parametrize(("deed", "is_sure"), [("open a lab in 2027", True), ("open a lab", False)])
def test_a_promise_without_amount_and_day_is_only_suggested(names: Names, deed: str, is_sure: bool) -> None:
    (promise,) = propose(Article(f"Kenya promised to {deed}.", publication=parse("2026-03-04")), names)
    assert (promise.confidence is Confidence.high) == is_sure


def test_a_sum_that_the_headline_has_too_is_promised_once(names: Names) -> None:
    text = "Kenya commits EUR 86.5 million to water\n\nKenya committed a total of EUR 86.5 million for water in Japan."
    (promise,) = propose(Article(text, publication=parse("2026-03-04")), names)
    assert promise.values["to"] == ["JP"]


@pytest.mark.parametrize(
    ("sentence", "titles"),
    [
        ("Kenya agreed to enforce the decree, start work on a zone in Oslo and form a committee with Japan.",
         ["Enforce the decree", "Start work on a zone in Oslo", "Form a committee with Japan"]),
        ("Kenya will open a lab, cut fees, and train 40 doctors by 2027.",
         ["Open a lab", "Cut fees", "Train 40 doctors by 2027"]),
        ("Kenya will build a road and open a lab.", ["Build a road and open a lab"]),
        ("Kenya agreed to build a dam, while Japan ships tea, and buy tea.", ["Build a dam"]),
        ("Kenyan President Otieno Mwangi will undertake a two-day working visit to Japan on 9 May 2026.", []),
        ("Kenya and Japan agreed to give new impetus to trade.", []),
        ("Kenya is committed to serious talks with Japan.", []),
        ("Kenya has no plans to build 3 hospitals in Japan by 2027.", []),
        ("Kenya has shelved plans to invest $2 billion in Japan.", []),
        ("The port will be destroyed by Japan by 2026.", []),
        ("The vote in Kenya will be watched by Japan in July 2026.", []),
        ("Kenya made $3 billion from exports to Japan.", []),
        ("Kenya offered 12 million dollars for a painting of Japan.", []),
        ("Kenya and Japan reaffirmed their commitment to their friendship.", []),
        ("Kenya will establish cooperation with Japan in several fields.", []),
        ("Kenya and Japan agreed to formulate a strategy for transit.", ["Formulate a strategy for transit"]),
        ("Kenya and Japan agreed to leverage the potential of trade.", []),
    ],
)  # fmt: skip
def test_each_deed_of_a_list_is_a_promise(names: Names, sentence: str, titles: list[str]) -> None:
    proposals = propose(Article(sentence, publication=parse("2026-03-05")), names)
    assert [proposal.values["title"] for proposal in proposals] == titles
