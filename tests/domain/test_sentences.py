"""Where sentences end in English, Turkish and Russian text, and which full stops end no sentence."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.sentences import starts

ENGLISH = [
    "The meeting was held on Feb. 2 in Ankara. | It lasted two hours.",
    "Trade reached $5.8 billion in 2024. | 3,538 companies work there. | More will come.",
    "The U.S. Senate agreed. | Mr. J. R. Smith of the U.S. left.",
    "He came from the U.S. | The others did not.",
    "He met Dr. Aliyev, Gen. Brown and St. Petersburg’s mayor. | No one else came.",
    "“We agreed. | Both sides gain,” said the expert. | “It is good.” | They left.",
    "“Is it so?” he asked. | “Yes!” | She agreed (with some doubt). | All was said.",
    "H.E. Smt. Rao, Eng. Said, Amb. Lee and Gen. Ali (Retd.), left. | No one else did.",
    "They signed art. 5, fig. 3 and No. 17. | Nobody read p. 12.",
    "Copper, coal, etc. are sold. | Copper, coal, etc. | Nothing else is.",
    "· Copper and cathodes – $622.5 million dollars",
    "1. Trade and investment",
    "The talks began at 9 a.m. | They ended at noon… | Or so it seems... and no later.",
    "It grew by 4.5 percent, i.e. Turkish tourists came. | “Good.” | (He smiled.) | Then nothing.",
    "Example Co. Ltd. of Ankara sold it to Sample Inc. | The price is not known.",
    "It was World War I. | After it, all changed.",
    "The goal is 10. | Nobody knows when. | On Sept. 11 they met.",
    "What will be discussed? | Trade! | And defence?!",
    "The visit ended on Sun. | In Astana it rained.",
    "No full stop at all",
    "He said yes. | ‘So be it.’ | [They left.] | — Good.",
]

TURKISH = [
    "İkili ticaret 5,8 milyar dolara ulaştı. | Hedef 10 milyar dolardır.",
    "Sn. Hakan Fidan Ankara’da konuştu. | Prof. Dr. Ayşe Yılmaz da geldi.",
    "8. Ortak Stratejik Planlama Grubu toplandı. | Bu, 5. Konsey toplantısından sonraydı. | Şimdi sıra Astana’da.",
    "T.C. Dışişleri Bakanlığı, enerji, ulaştırma vb. konuları ele aldı. | Iğdır da anıldı.",
    "Görüşmeler 2026’da bitti. | “Memnunuz.” | Çok iyi geçti!",
]

RUSSIAN = [
    "Товарооборот вырос на 4,5% до 5,2 млрд долл. | Это рекорд.",
    "Встреча прошла 2 февраля 2026 г. | Стороны подписали план в г. Анкара.",
    "Министр М. Нуртлеу и А.С. Иванов обсудили торговлю, энергетику и т.д. | Затем они уехали.",
    "«Мы согласны. | Это важно», — сказал он. | «Хорошо!» | Встреча окончена.",
    "По данным акад. Сериков, экспорт составил 3 млн. | Импорт — 2 млн.",
    "В ст. 5 и п. 3 сказано иное. | В 2025 году… | Но не в 2026.",
]


@pytest.mark.parametrize(
    ("marked_text", "language"),
    [(text, code) for code, texts in (("en", ENGLISH), ("tr", TURKISH), ("ru", RUSSIAN)) for text in texts],
)
def test_sentences(marked_text: str, language: str) -> None:
    sentences = marked_text.split(" | ")
    text = " ".join(sentences)
    bounds = [*starts(text, language=language), len(text)]
    assert [text[a:b].strip() for a, b in pairwise(bounds)] == sentences


def test_sentences_without_spaces() -> None:
    text = "会议在安卡拉举行。双方签署了计划。"
    assert starts(text, language="zh") == [0, 9]


def test_only_the_paragraph_is_split() -> None:
    text = "One. Two.\nThree. Four.\nFive."
    assert starts(text, 10, 22) == [10, 17]


@given(st.text(alphabet="aB1.!? ”“(·\n", min_size=1, max_size=60))
def test_starts_ascend_from_the_first_character(text: str) -> None:
    start_positions = starts(text)
    assert start_positions[0] == 0
    assert start_positions == sorted(set(start_positions))
    assert start_positions[-1] < len(text)
