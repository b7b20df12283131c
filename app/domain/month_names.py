"""The names of the months in English, Turkish, Russian and Kazakh, with short and inflected forms."""

from collections.abc import Sequence

_ENGLISH = (
    "January Jan", "February Feb", "March Mar", "April Apr", "May", "June Jun", "July Jul", "August Aug",
    "September Sept Sep", "October Oct", "November Nov", "December Dec",
)  # fmt: skip

_OTHER_LANGUAGES = (
    "Ocak января январь январе янв қаңтар қаңтарда",
    "Şubat февраля февраль феврале фев февр ақпан ақпанда",
    "Mart марта март марте мар наурыз наурызда",
    "Nisan апреля апрель апреле апр сәуір сәуірде",
    "Mayıs мая май мае мамыр мамырда",
    "Haziran июня июнь июне маусым маусымда",
    "Temmuz июля июль июле шілде шілдеде",
    "Ağustos августа август августе авг тамыз тамызда",
    "Eylül сентября сентябрь сентябре сен сент қыркүйек қыркүйекте",
    "Ekim октября октябрь октябре окт қазан қазанда",
    "Kasım ноября ноябрь ноябре ноя нояб қараша қарашада",
    "Aralık декабря декабрь декабре дек желтоқсан желтоқсанда",
)


def _numbers(names_of_months: Sequence[str]) -> dict[str, int]:
    return {name: number for number, names in enumerate(names_of_months, 1) for name in names.split()}


ENGLISH_MONTHS = _numbers(_ENGLISH)
"""The number of each English name, 1 for ``January`` and ``Jan``."""

MONTHS = ENGLISH_MONTHS | _numbers(_OTHER_LANGUAGES)
"""The number of each name in all languages, in the case in which a sentence has it."""
