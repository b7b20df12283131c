"""The names of the months in English, Turkish, Russian and Kazakh, with short and inflected forms."""

from collections.abc import Sequence

_ENGLISH = (
    "January Jan", "February Feb", "March Mar", "April Apr", "May", "June Jun", "July Jul", "August Aug",
    "September Sept Sep", "October Oct", "November Nov", "December Dec",
)  # fmt: skip

_OTHER_LANGUAGES = (
    "Ocak января январь январе янв",
    "Şubat февраля февраль феврале фев февр",
    "Mart марта март марте мар",
    "Nisan апреля апрель апреле апр",
    "Mayıs мая май мае",
    "Haziran июня июнь июне",
    "Temmuz июля июль июле",
    "Ağustos августа август августе авг",
    "Eylül сентября сентябрь сентябре сен сент",
    "Ekim октября октябрь октябре окт",
    "Kasım ноября ноябрь ноябре ноя нояб",
    "Aralık декабря декабрь декабре дек",
)

_KAZAKH = (
    "қаңтар қаңтарда қаңтардағы қаңтардан қаңтарға қаңтары қаңтарында қаңтарынан",
    "ақпан ақпанда ақпандағы ақпаннан ақпанға ақпаны ақпанында ақпанынан",
    "наурыз наурызда наурыздағы наурыздан наурызға наурызы наурызында наурызынан",
    "сәуір сәуірде сәуірдегі сәуірден сәуірге сәуірі сәуірінде сәуірінен",
    "мамыр мамырда мамырдағы мамырдан мамырға мамыры мамырында мамырынан",
    "маусым маусымда маусымдағы маусымнан маусымға маусымы маусымында маусымынан",
    "шілде шілдеде шілдедегі шілдеден шілдеге шілдесі шілдесінде шілдесінен",
    "тамыз тамызда тамыздағы тамыздан тамызға тамызы тамызында тамызынан",
    "қыркүйек қыркүйекте қыркүйектегі қыркүйектен қыркүйекке қыркүйегі қыркүйегінде қыркүйегінен",
    "қазан қазанда қазандағы қазаннан қазанға қазаны қазанында қазанынан",
    "қараша қарашада қарашадағы қарашадан қарашаға қарашасы қарашасында қарашасынан",
    "желтоқсан желтоқсанда желтоқсандағы желтоқсаннан желтоқсанға желтоқсаны желтоқсанында желтоқсанынан",
)
"""The forms of each month: its name, “in”, “what is in”, “from” and “to” it, and as a month of a year."""


def _numbers(names_of_months: Sequence[str]) -> dict[str, int]:
    return {name: number for number, names in enumerate(names_of_months, 1) for name in names.split()}


ENGLISH_MONTHS = _numbers(_ENGLISH)
"""The number of each English name, 1 for ``January`` and ``Jan``."""

MONTHS = ENGLISH_MONTHS | _numbers(_OTHER_LANGUAGES) | _numbers(_KAZAKH)
"""The number of each name in all languages, in the case in which a sentence has it."""
