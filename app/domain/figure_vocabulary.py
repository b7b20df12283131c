"""The controlled values of figures: what is measured, in which unit, and how a source qualifies it."""

from enum import StrEnum

from app.domain.currencies import CURRENCIES


class Indicator(StrEnum):
    trade = "trade"
    trade_target = "trade-target"
    trade_rank = "trade-rank"
    investment_stock = "investment-stock"
    investment_flow = "investment-flow"
    investment_rank = "investment-rank"
    companies = "companies"
    joint_projects = "joint-projects"
    joint_project_value = "joint-project-value"
    tourists = "tourists"
    tourist_rank = "tourist-rank"
    students = "students"
    scholarships = "scholarships"
    presidential_meetings = "presidential-meetings"
    presidential_visits = "presidential-visits"
    production_rank = "production-rank"
    export_rank = "export-rank"

    @classmethod
    def hint_for(cls, word: str) -> tuple[str, list[str]] | None:
        """The hint for a word that is a flow of trade and no indicator."""
        is_flow = word.removesuffix("s") in ("export", "import", "turnover")
        return ("it is a flow of trade", [cls.trade]) if is_flow else None


class Flow(StrEnum):
    turnover = "turnover"
    export = "export"
    import_ = "import"
    inward = "inward"
    outward = "outward"


class Measure(StrEnum):
    """Units that are no currencies: ``count`` (of things), ``rank`` (1 is first) and ``days``."""

    count_ = "count"
    rank = "rank"
    days = "days"


Unit = StrEnum("Unit", {code: code for code in CURRENCIES} | {measure.name: measure.value for measure in Measure})  # type: ignore[misc]
Unit.__doc__ = "The currencies of ISO 4217, and the units of ``Measure``."


def _unit_hint(word: str) -> tuple[str, list[str]] | None:
    """The hint for a sign or name of a currency."""
    from app.domain.money import unit_hint  # here, as its patterns are slow to build and few commands need them

    return unit_hint(word)


Unit.hint_for = _unit_hint  # type: ignore[attr-defined]


class Valuation(StrEnum):
    """How goods are valued: with the costs of freight and insurance (``cif``), or free on board (``fob``)."""

    cif = "cif"
    fob = "fob"


class Qualifier(StrEnum):
    """How the source qualifies a figure. For a rank, ``under`` means "among the first N"."""

    exact = "exact"
    about = "about"
    nearly = "nearly"
    over = "over"
    under = "under"


class Trend(StrEnum):
    """Whether something rises, falls or stays steady, as a text says without a figure."""

    rising = "rising"
    falling = "falling"
    steady = "steady"


class Authority(StrEnum):
    """Who speaks for a figure: a statistical office or ministry, an official, an expert, or the document itself."""

    statistics = "statistics"
    statement = "statement"
    expert = "expert"
    press = "press"


class StatKind(StrEnum):
    actual = "actual"
    target = "target"
