"""What the lists take.

Written by ``python -m clients.generate``, from the OpenAPI document.
"""

from collections.abc import Sequence
from typing import Literal, Required, TypeAlias, TypedDict

from ._exchange import Moment

AgreementStatus: TypeAlias = Literal["signed", "announced", "negotiated", "in-force", "terminated"] | str


AgreementType: TypeAlias = (
    Literal[
        "treaty",
        "plan",
        "declaration",
        "joint-statement",
        "decision",
        "package",
        "protocol",
        "memorandum",
        "contract",
        "exchange-of-letters",
    ]
    | str
)


ChangeInclude: TypeAlias = Literal["record"] | str


CommitmentStatus: TypeAlias = Literal["open", "fulfilled"] | str


ConflictKind: TypeAlias = Literal["figures", "value", "trend", "implausible"] | str


CountryKind: TypeAlias = Literal["state", "former-state", "territory"] | str


DateMatch: TypeAlias = Literal["possible", "certain"] | str


DocumentKind: TypeAlias = (
    Literal["article", "press-release", "statement", "transcript", "report", "treaty", "law", "data-set", "other"] | str
)


EvidenceMethod: TypeAlias = Literal["stated", "inferred"] | str


FigurePresence: TypeAlias = Literal["stated"] | str


Figures: TypeAlias = Literal["all", "preferred"] | str


Flow: TypeAlias = Literal["turnover", "export", "import", "inward", "outward"] | str


Indicator: TypeAlias = (
    Literal[
        "trade",
        "trade-target",
        "trade-rank",
        "investment-stock",
        "investment-flow",
        "investment-rank",
        "companies",
        "joint-projects",
        "joint-project-value",
        "tourists",
        "tourist-rank",
        "students",
        "scholarships",
        "presidential-meetings",
        "presidential-visits",
        "production-rank",
        "export-rank",
    ]
    | str
)


ListedKind: TypeAlias = (
    Literal[
        "agreement",
        "commitment",
        "conflict",
        "country",
        "document",
        "evidence",
        "figure-group",
        "mechanism",
        "meeting",
        "milestone",
        "mission",
        "official",
        "organization",
        "statement",
        "timeline",
        "trade-stat",
    ]
    | str
)


MechanismKind: TypeAlias = (
    Literal["council", "planning-group", "commission", "consultations", "organization", "assembly"] | str
)


MechanismLevel: TypeAlias = Literal["heads-of-state", "foreign-ministers", "parliaments"] | str


MeetingFormat: TypeAlias = Literal["closed-door", "extended", "one-on-one", "informal", "online"] | str


MeetingStatus: TypeAlias = Literal["held", "planned", "postponed", "cancelled"] | str


MeetingType: TypeAlias = (
    Literal["session", "bilateral", "summit", "visit", "conference", "phone-call", "video-call"] | str
)


MilestoneType: TypeAlias = (
    Literal["foundation", "recognition", "diplomatic-relations", "embassy", "mechanism", "accession"] | str
)


MissionType: TypeAlias = (
    Literal[
        "embassy",
        "high-commission",
        "consulate-general",
        "consulate",
        "honorary-consulate",
        "permanent-mission",
        "liaison-office",
        "interests-section",
        "representation",
    ]
    | str
)


PositionClass: TypeAlias = (
    Literal[
        "head-of-state",
        "head-of-government",
        "foreign-minister",
        "minister",
        "deputy-minister",
        "ambassador",
        "head-of-organization",
        "other",
    ]
    | str
)


Precision: TypeAlias = Literal["day", "month", "year", "range", "before"] | str


Qualifier: TypeAlias = Literal["exact", "about", "nearly", "over", "under"] | str


RecordKind: TypeAlias = (
    Literal[
        "agreement",
        "commitment",
        "country",
        "document",
        "mechanism",
        "meeting",
        "milestone",
        "mission",
        "official",
        "organization",
        "statement",
        "trade-stat",
    ]
    | str
)


Recorded: TypeAlias = Literal["yes", "no"] | str


Resolved: TypeAlias = Literal["country", "organization", "official", "mechanism", "document"] | str


SearchKind: TypeAlias = (
    Literal[
        "agreement",
        "commitment",
        "country",
        "document",
        "mechanism",
        "meeting",
        "milestone",
        "mission",
        "official",
        "organization",
        "statement",
        "trade-stat",
    ]
    | str
)


StatKind: TypeAlias = Literal["actual", "target"] | str


StatementKind: TypeAlias = (
    Literal["expectation", "pledge", "position", "assessment", "request", "announcement", "courtesy"] | str
)


TimelineKind: TypeAlias = Literal["meeting", "agreement", "milestone"] | str


TimelineStatus: TypeAlias = (
    Literal["held", "planned", "postponed", "cancelled", "signed", "announced", "negotiated", "in-force", "terminated"]
    | str
)


TimelineType: TypeAlias = (
    Literal[
        "session",
        "bilateral",
        "summit",
        "visit",
        "conference",
        "phone-call",
        "video-call",
        "treaty",
        "plan",
        "declaration",
        "joint-statement",
        "decision",
        "package",
        "protocol",
        "memorandum",
        "contract",
        "exchange-of-letters",
        "foundation",
        "recognition",
        "diplomatic-relations",
        "embassy",
        "mechanism",
        "accession",
    ]
    | str
)


Trend: TypeAlias = Literal["rising", "falling", "steady"] | str


Valuation: TypeAlias = Literal["cif", "fob"] | str


Verdict: TypeAlias = Literal["disagree", "compatible", "same", "superseded"] | str


WithdrawnRecords: TypeAlias = Literal["leave-out", "include"] | str


class AgreementsFilters(TypedDict, total=False):
    date: Moment
    """Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds
    records without a date, `!none` those with one.
    """
    date_from: Moment
    """Happened on or after this day, month or year."""
    date_to: Moment
    """Happened on or before this day, month or year."""
    date_match: DateMatch
    """`possible`: the event may have been within the requested dates. `certain`: all days that it may have been on
    are within them.
    """
    precision: Precision | Sequence[Precision]
    """Precision of that date: `year` finds records of which only the year is stated, or figures of a whole year.
    Repeat for any of several. `none` finds records without any, `!day` finds all others.
    """
    mechanism: str | Sequence[str]
    """Adopted in this mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds records without
    any, `!HLSCC` finds all others.
    """
    meeting: str | Sequence[str]
    """Adopted at this meeting, by its id. Repeat for any of several. `none` finds records without any,
    `!jspg-kz-tr-8` finds all others.
    """
    country: str | Sequence[str]
    """This country is a party. Repeat for any of several. `none` finds records without any, `!KZ` finds all others."""
    between: str | Sequence[str]
    """Two or more countries, separated by commas: all of them are parties."""
    official: str | Sequence[str]
    """Signed by this official: id, name or alias. Repeat for any of several. `none` finds records without any,
    `!Tokayev` finds all others.
    """
    topic: str | Sequence[str]
    """About this topic. Repeat for any of several. `none` finds records without any, `!energy` finds all others."""
    type: AgreementType | Sequence[AgreementType]
    """Type of the agreement. Repeat for any of several. `!plan` finds all others."""
    status: AgreementStatus | Sequence[AgreementStatus]
    """Status, according to the sources. Repeat for any of several. `!signed` finds all others."""
    in_force: Moment
    """In force at some time in this day, month, year or EDTF interval, for any party. With `country` or `between`,
    for those parties. Without a stated end, an agreement may still be in force; `date_match=certain` finds only
    those for which stated dates prove it. `none` finds agreements of which no document says when they were in
    force, for any party, and `!none` those of which one does.
    """
    city: str | Sequence[str]
    """Signed in this city. Repeat for any of several. `none` finds records without any, `!Ankara` finds all others."""
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """
    document: str | Sequence[str]
    """Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
    any, `!jspg-8-report` finds all others.
    """
    published_from: Moment
    """Only records that have a source published on or after this day, month or year. It is the date of the report,
    not of the event. A part of a document that has a date counts by that date.
    """
    published_to: Moment
    """Only records that have a source published on or before this day, month or year."""
    updated_since: Moment
    """Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
    revision. A moment more than a day ahead is refused.
    """
    q: str
    """Only records that contain all these words in their names, titles or topics, or in the names of the records
    that they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
    `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is
    the beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
    `/guide/filters` explains more.
    """
    withdrawn: WithdrawnRecords
    """`include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
    `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
    and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them
    in pages.
    """


class AgreementsQuery(AgreementsFilters, total=False):
    sort: str
    """Order. A leading minus reverses it."""
    include: str | Sequence[str]
    """What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
    field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
    calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
    and its references become whole records.
    """
    limit: int
    """Records on a page."""


class AgreementsHistoryFilters(TypedDict, total=False):
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """


class AgreementsHistoryQuery(AgreementsHistoryFilters, total=False):
    limit: int
    """Items on a page."""


class ChangesFilters(TypedDict, total=False):
    kind: ListedKind | Sequence[ListedKind]
    """Only records of this kind. Repeat for any of several; `!evidence` leaves that kind out."""
    mechanism: str | Sequence[str]
    """Only records that name this mechanism, or named it before the change: id, acronym, name or alias. Repeat for
    any of several.
    """
    country: str | Sequence[str]
    """Only records that name this country or organisation, or named it before the change: code, name or alias.
    Repeat for any of several.
    """
    since: Moment
    """The revision that you have, as an answer or the last page of changes named it; 0 for all changes. Or a day or
    moment (ISO 8601; without a time zone, in UTC): changes published at or after it. A day or moment more than a
    day ahead is refused.
    """
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """


class ChangesQuery(ChangesFilters, total=False):
    limit: int
    """Items on a page."""
    include: ChangeInclude | Sequence[ChangeInclude]
    """`record` adds the record as the change left it."""


class CommitmentsFilters(TypedDict, total=False):
    date: Moment
    """Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds
    records without a date, `!none` those with one.
    """
    date_from: Moment
    """Happened on or after this day, month or year."""
    date_to: Moment
    """Happened on or before this day, month or year."""
    date_match: DateMatch
    """`possible`: the event may have been within the requested dates. `certain`: all days that it may have been on
    are within them.
    """
    precision: Precision | Sequence[Precision]
    """Precision of that date: `year` finds records of which only the year is stated, or figures of a whole year.
    Repeat for any of several. `none` finds records without any, `!day` finds all others.
    """
    mechanism: str | Sequence[str]
    """Reported with a meeting of this mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds
    records without any, `!JSPG` finds all others.
    """
    country: str | Sequence[str]
    """Promised by or to this country. Repeat for any of several. `none` finds records without any, `!KZ` finds all
    others.
    """
    meeting: str | Sequence[str]
    """Reported with this meeting, by its id. Repeat for any of several. `none` finds records without any,
    `!jspg-kz-tr-8` finds all others.
    """
    status: CommitmentStatus | Sequence[CommitmentStatus]
    """Open or fulfilled, according to the documents. Repeat for any of several. `!open` finds all others."""
    overdue: bool
    """`true`: open commitments that were due before the newest document about their mechanism or countries, if no
    document after that day mentions them. `false`: all other commitments.
    """
    due: Moment
    """May be due within these dates: a day, month, year or EDTF interval. With `date_match=certain`, is due within
    them whatever day the stated date means. `none` finds commitments that are due on no stated date, `!none` all
    others.
    """
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """
    document: str | Sequence[str]
    """Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
    any, `!jspg-8-report` finds all others.
    """
    published_from: Moment
    """Only records that have a source published on or after this day, month or year. It is the date of the report,
    not of the event. A part of a document that has a date counts by that date.
    """
    published_to: Moment
    """Only records that have a source published on or before this day, month or year."""
    updated_since: Moment
    """Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
    revision. A moment more than a day ahead is refused.
    """
    q: str
    """Only records that contain all these words in their names, titles or topics, or in the names of the records
    that they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
    `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is
    the beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
    `/guide/filters` explains more.
    """
    withdrawn: WithdrawnRecords
    """`include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
    `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
    and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them
    in pages.
    """


class CommitmentsQuery(CommitmentsFilters, total=False):
    sort: str
    """Order. A leading minus reverses it. `date` is the day on which the commitment was made."""
    include: str | Sequence[str]
    """What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
    field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
    calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
    and its references become whole records.
    """
    limit: int
    """Records on a page."""


class CommitmentsHistoryFilters(TypedDict, total=False):
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """


class CommitmentsHistoryQuery(CommitmentsHistoryFilters, total=False):
    limit: int
    """Items on a page."""


class ConflictsFilters(TypedDict, total=False):
    kind: ConflictKind | Sequence[ConflictKind]
    """What contradicts what. Repeat for any of several. `!value` finds all others."""
    record_kind: RecordKind | Sequence[RecordKind]
    """About records of this kind. Repeat for any of several. `!meeting` finds all others."""
    verdict: Verdict | Sequence[Verdict]
    """Result of the comparison. Repeat for any of several. `none` finds records without any, `!disagree` finds all
    others.
    """
    mechanism: str | Sequence[str]
    """About records of this mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds records
    without any, `!HLSCC` finds all others.
    """
    country: str | Sequence[str]
    """About records of this country. Repeat for any of several. `none` finds records without any, `!KZ` finds all
    others.
    """
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """
    document: str | Sequence[str]
    """Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
    any, `!jspg-8-report` finds all others.
    """
    published_from: Moment
    """Only records that have a source published on or after this day, month or year. It is the date of the report,
    not of the event. A part of a document that has a date counts by that date.
    """
    published_to: Moment
    """Only records that have a source published on or before this day, month or year."""
    updated_since: Moment
    """Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
    revision. A moment more than a day ahead is refused.
    """
    q: str
    """Only records that contain all these words in their names, titles or topics, or in the names of the records
    that they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
    `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is
    the beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
    `/guide/filters` explains more.
    """
    withdrawn: WithdrawnRecords
    """`include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
    `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
    and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them
    in pages.
    """


class ConflictsQuery(ConflictsFilters, total=False):
    sort: str
    """Order. A leading minus reverses it."""
    include: str | Sequence[str]
    """What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
    field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
    calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
    and its references become whole records.
    """
    limit: int
    """Records on a page."""


class ConflictsHistoryFilters(TypedDict, total=False):
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """


class ConflictsHistoryQuery(ConflictsHistoryFilters, total=False):
    limit: int
    """Items on a page."""


class CountriesFilters(TypedDict, total=False):
    recorded: Recorded
    """`yes`: only those that documents mention. `no`: only the others."""
    mechanism: str | Sequence[str]
    """Members of this mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds records without
    any, `!JSPG` finds all others.
    """
    country: str | Sequence[str]
    """This country: alpha-2, alpha-3, name or alias. Repeat for any of several. `!Turkey` finds all others."""
    kind: CountryKind | Sequence[CountryKind]
    """Kind of the country. Repeat for any of several. `!former-state` finds all others."""
    identifier: str | Sequence[str]
    """Has this identifier, as `scheme:id`. Schemes are `wikidata`, `opensanctions`, `iso-3166-1-alpha-2`,
    `iso-3166-1-alpha-3`, `iso-3166-1-numeric`, `iso-3166-3`. `none` finds records without any. Repeat for any of
    several. `!iso-3166-1-alpha-3:KAZ` finds all others.
    """
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """
    document: str | Sequence[str]
    """Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
    any, `!jspg-8-report` finds all others.
    """
    published_from: Moment
    """Only records that have a source published on or after this day, month or year. It is the date of the report,
    not of the event. A part of a document that has a date counts by that date.
    """
    published_to: Moment
    """Only records that have a source published on or before this day, month or year."""
    updated_since: Moment
    """Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
    revision. A moment more than a day ahead is refused.
    """
    q: str
    """Only records that contain all these words in their names, titles or topics, or in the names of the records
    that they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
    `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is
    the beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
    `/guide/filters` explains more.
    """
    withdrawn: WithdrawnRecords
    """`include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
    `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
    and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them
    in pages.
    """


class CountriesQuery(CountriesFilters, total=False):
    sort: str
    """Order. A leading minus reverses it."""
    include: str | Sequence[str]
    """What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
    field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
    calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
    and its references become whole records.
    """
    limit: int
    """Records on a page."""


class CountriesHistoryFilters(TypedDict, total=False):
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """


class CountriesHistoryQuery(CountriesHistoryFilters, total=False):
    limit: int
    """Items on a page."""


class CoverageFilters(TypedDict, total=False):
    mechanism: str | Sequence[str]
    """This mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds records without any,
    `!JSPG` finds all others.
    """
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """


class DocumentsFilters(TypedDict, total=False):
    date: Moment
    """Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds
    records without a date, `!none` those with one.
    """
    date_from: Moment
    """Happened on or after this day, month or year."""
    date_to: Moment
    """Happened on or before this day, month or year."""
    date_match: DateMatch
    """`possible`: the event may have been within the requested dates. `certain`: all days that it may have been on
    are within them.
    """
    precision: Precision | Sequence[Precision]
    """Precision of that date: `year` finds records of which only the year is stated, or figures of a whole year.
    Repeat for any of several. `none` finds records without any, `!day` finds all others.
    """
    mechanism: str | Sequence[str]
    """Reports a meeting of this mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds
    records without any, `!JSPG` finds all others.
    """
    country: str | Sequence[str]
    """Supports a meeting, agreement, milestone or figure of this country. Repeat for any of several. `none` finds
    records without any, `!KZ` finds all others.
    """
    kind: DocumentKind | Sequence[DocumentKind]
    """Is of this kind. Repeat for any of several. `!article` finds all others."""
    publisher: str | Sequence[str]
    """Has this publisher. Repeat for any of several. `none` finds records without any, `!Kazinform News Agency`
    finds all others.
    """
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """
    document: str | Sequence[str]
    """Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
    any, `!jspg-8-report` finds all others.
    """
    published_from: Moment
    """Only records that have a source published on or after this day, month or year. It is the date of the report,
    not of the event. A part of a document that has a date counts by that date.
    """
    published_to: Moment
    """Only records that have a source published on or before this day, month or year."""
    updated_since: Moment
    """Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
    revision. A moment more than a day ahead is refused.
    """
    q: str
    """Only records that contain all these words in their names, titles or topics, or in the names of the records
    that they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
    `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is
    the beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
    `/guide/filters` explains more.
    """
    withdrawn: WithdrawnRecords
    """`include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
    `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
    and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them
    in pages.
    """


class DocumentsQuery(DocumentsFilters, total=False):
    sort: str
    """Order. A leading minus reverses it. `date` is the day of publication."""
    include: str | Sequence[str]
    """What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
    field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
    calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
    and its references become whole records.
    """
    limit: int
    """Records on a page."""


class DocumentsHistoryFilters(TypedDict, total=False):
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """


class DocumentsHistoryQuery(DocumentsHistoryFilters, total=False):
    limit: int
    """Items on a page."""


class DocumentsRecordsFilters(TypedDict, total=False):
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """


class EvidenceFilters(TypedDict, total=False):
    record: str | Sequence[str]
    """Supports this record, by its id. Repeat for any of several. `!jspg-kz-tr-8` finds all others."""
    kind: RecordKind | Sequence[RecordKind]
    """Supports a record of this kind. Repeat for any of several. `!meeting` finds all others."""
    field: str | Sequence[str]
    """Supports this field. Repeat for any of several. `none` finds records without any, `!date` finds all others."""
    method: EvidenceMethod | Sequence[EvidenceMethod]
    """Whether the value is stated or inferred. Repeat for either. `!inferred` finds all others."""
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """
    document: str | Sequence[str]
    """Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
    any, `!jspg-8-report` finds all others.
    """
    published_from: Moment
    """Only records that have a source published on or after this day, month or year. It is the date of the report,
    not of the event. A part of a document that has a date counts by that date.
    """
    published_to: Moment
    """Only records that have a source published on or before this day, month or year."""
    updated_since: Moment
    """Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
    revision. A moment more than a day ahead is refused.
    """
    q: str
    """Only records that contain all these words in their names, titles or topics, or in the names of the records
    that they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
    `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is
    the beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
    `/guide/filters` explains more.
    """
    withdrawn: WithdrawnRecords
    """`include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
    `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
    and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them
    in pages.
    """


class EvidenceQuery(EvidenceFilters, total=False):
    sort: str
    """Order. A leading minus reverses it."""
    include: str | Sequence[str]
    """What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
    field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
    calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
    and its references become whole records.
    """
    limit: int
    """Records on a page."""


class EvidenceHistoryFilters(TypedDict, total=False):
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """


class EvidenceHistoryQuery(EvidenceHistoryFilters, total=False):
    limit: int
    """Items on a page."""


class MechanismsFilters(TypedDict, total=False):
    date: Moment
    """Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds
    records without a date, `!none` those with one.
    """
    date_from: Moment
    """Happened on or after this day, month or year."""
    date_to: Moment
    """Happened on or before this day, month or year."""
    date_match: DateMatch
    """`possible`: the event may have been within the requested dates. `certain`: all days that it may have been on
    are within them.
    """
    precision: Precision | Sequence[Precision]
    """Precision of that date: `year` finds records of which only the year is stated, or figures of a whole year.
    Repeat for any of several. `none` finds records without any, `!day` finds all others.
    """
    mechanism: str | Sequence[str]
    """This mechanism: id, acronym, name or alias. Repeat for any of several. `!JSPG` finds all others."""
    country: str | Sequence[str]
    """This country is a member. Repeat for any of several. `none` finds records without any, `!KZ` finds all others."""
    kind: MechanismKind | Sequence[MechanismKind]
    """Kind of mechanism. Repeat for any of several. `!council` finds all others."""
    level: MechanismLevel | Sequence[MechanismLevel]
    """The level at which it meets. Repeat for any of several. `none` finds records without any, `!foreign-ministers`
    finds all others.
    """
    identifier: str | Sequence[str]
    """Has this identifier, as `scheme:id`. Schemes are `wikidata`, `opensanctions`, `iso-3166-1-alpha-2`,
    `iso-3166-1-alpha-3`, `iso-3166-1-numeric`, `iso-3166-3`. `none` finds records without any. Repeat for any of
    several. `!none` finds all others.
    """
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """
    document: str | Sequence[str]
    """Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
    any, `!jspg-8-report` finds all others.
    """
    published_from: Moment
    """Only records that have a source published on or after this day, month or year. It is the date of the report,
    not of the event. A part of a document that has a date counts by that date.
    """
    published_to: Moment
    """Only records that have a source published on or before this day, month or year."""
    updated_since: Moment
    """Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
    revision. A moment more than a day ahead is refused.
    """
    q: str
    """Only records that contain all these words in their names, titles or topics, or in the names of the records
    that they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
    `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is
    the beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
    `/guide/filters` explains more.
    """
    withdrawn: WithdrawnRecords
    """`include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
    `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
    and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them
    in pages.
    """


class MechanismsQuery(MechanismsFilters, total=False):
    sort: str
    """Order. A leading minus reverses it. `date` is the day on which it was established."""
    include: str | Sequence[str]
    """What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
    field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
    calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
    and its references become whole records.
    """
    limit: int
    """Records on a page."""


class MechanismsHistoryFilters(TypedDict, total=False):
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """


class MechanismsHistoryQuery(MechanismsHistoryFilters, total=False):
    limit: int
    """Items on a page."""


class MechanismsMeetingsFilters(TypedDict, total=False):
    date: Moment
    """Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds
    records without a date, `!none` those with one.
    """
    date_from: Moment
    """Happened on or after this day, month or year."""
    date_to: Moment
    """Happened on or before this day, month or year."""
    date_match: DateMatch
    """`possible`: the event may have been within the requested dates. `certain`: all days that it may have been on
    are within them.
    """
    precision: Precision | Sequence[Precision]
    """Precision of that date: `year` finds records of which only the year is stated, or figures of a whole year.
    Repeat for any of several. `none` finds records without any, `!day` finds all others.
    """
    with_: str | Sequence[str]
    """Officials, separated by commas: all of them take part. For meetings of any of them, repeat `official`."""
    country: str | Sequence[str]
    """This country takes part or is the host: code, name or alias. Repeat for any of several. With `position`, the
    country or organisation of that office. `none` finds records without any, `!Türkiye` finds all others.
    """
    between: str | Sequence[str]
    """Two or more countries, separated by commas: all of them take part."""
    official: str | Sequence[str]
    """This official takes part: id, name or alias. Repeat for any of several; for meetings of all of them, use
    `with=Fidan,Kosherbayev`. `none` finds records without any, `!Erdogan` finds all others.
    """
    position: PositionClass | Sequence[PositionClass]
    """Somebody takes part who holds an office of this class on the day, whoever that is. With `country`, it is the
    office of that country. If no document states when somebody began or ceased to hold it, they may have held it
    on the day, and the meeting is found. Repeat for any of several. `none` finds records without any,
    `!foreign-minister` finds all others.
    """
    topic: str | Sequence[str]
    """This topic was discussed or expected to be. Repeat for any of several. `none` finds records without any,
    `!trade` finds all others.
    """
    discussed: str | Sequence[str]
    """A document says that this topic was discussed. Repeat for any of several. `none` finds records without any,
    `!trade` finds all others.
    """
    agenda: str | Sequence[str]
    """A document expects this topic to be discussed. Repeat for any of several. `none` finds records without any,
    `!regional-affairs` finds all others.
    """
    format: MeetingFormat | Sequence[MeetingFormat]
    """How it was held. Repeat for any of several. `none` finds records without any, `!closed-door` finds all others."""
    part_of: str | Sequence[str]
    """Is a part of this meeting, by its id. `none` finds meetings that are a part of no other, so each occasion
    counts once. `!none` finds all others.
    """
    type: MeetingType | Sequence[MeetingType]
    """Type of the meeting. Repeat for any of several. `!session` finds all others."""
    status: MeetingStatus | Sequence[MeetingStatus]
    """Status, according to the sources. Repeat for any of several. `!planned` finds all others."""
    overdue: bool
    """`true`: planned meetings before the newest document about their mechanism or countries, if no document after
    the meeting mentions it. `false`: all other meetings.
    """
    host: str | Sequence[str]
    """Takes place in this country. Repeat for any of several. `none` finds records without any, `!Azerbaijan` finds
    all others.
    """
    venue: str | Sequence[str]
    """Takes place at this venue. Repeat for any of several. `none` finds records without any, `!Presidential
    Complex` finds all others.
    """
    city: str | Sequence[str]
    """Takes place in this city. Repeat for any of several. `none` finds records without any, `!Ankara` finds all
    others.
    """
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """
    document: str | Sequence[str]
    """Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
    any, `!jspg-8-report` finds all others.
    """
    published_from: Moment
    """Only records that have a source published on or after this day, month or year. It is the date of the report,
    not of the event. A part of a document that has a date counts by that date.
    """
    published_to: Moment
    """Only records that have a source published on or before this day, month or year."""
    updated_since: Moment
    """Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
    revision. A moment more than a day ahead is refused.
    """
    q: str
    """Only records that contain all these words in their names, titles or topics, or in the names of the records
    that they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
    `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is
    the beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
    `/guide/filters` explains more.
    """
    withdrawn: WithdrawnRecords
    """`include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
    `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
    and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them
    in pages.
    """


class MechanismsMeetingsQuery(MechanismsMeetingsFilters, total=False):
    sort: str
    """Order. A leading minus reverses it."""
    include: str | Sequence[str]
    """What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
    field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
    calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
    and its references become whole records.
    """
    limit: int
    """Records on a page."""


class MeetingsFilters(TypedDict, total=False):
    date: Moment
    """Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds
    records without a date, `!none` those with one.
    """
    date_from: Moment
    """Happened on or after this day, month or year."""
    date_to: Moment
    """Happened on or before this day, month or year."""
    date_match: DateMatch
    """`possible`: the event may have been within the requested dates. `certain`: all days that it may have been on
    are within them.
    """
    precision: Precision | Sequence[Precision]
    """Precision of that date: `year` finds records of which only the year is stated, or figures of a whole year.
    Repeat for any of several. `none` finds records without any, `!day` finds all others.
    """
    with_: str | Sequence[str]
    """Officials, separated by commas: all of them take part. For meetings of any of them, repeat `official`."""
    country: str | Sequence[str]
    """This country takes part or is the host: code, name or alias. Repeat for any of several. With `position`, the
    country or organisation of that office. `none` finds records without any, `!Türkiye` finds all others.
    """
    between: str | Sequence[str]
    """Two or more countries, separated by commas: all of them take part."""
    official: str | Sequence[str]
    """This official takes part: id, name or alias. Repeat for any of several; for meetings of all of them, use
    `with=Fidan,Kosherbayev`. `none` finds records without any, `!Erdogan` finds all others.
    """
    position: PositionClass | Sequence[PositionClass]
    """Somebody takes part who holds an office of this class on the day, whoever that is. With `country`, it is the
    office of that country. If no document states when somebody began or ceased to hold it, they may have held it
    on the day, and the meeting is found. Repeat for any of several. `none` finds records without any,
    `!foreign-minister` finds all others.
    """
    topic: str | Sequence[str]
    """This topic was discussed or expected to be. Repeat for any of several. `none` finds records without any,
    `!trade` finds all others.
    """
    discussed: str | Sequence[str]
    """A document says that this topic was discussed. Repeat for any of several. `none` finds records without any,
    `!trade` finds all others.
    """
    agenda: str | Sequence[str]
    """A document expects this topic to be discussed. Repeat for any of several. `none` finds records without any,
    `!regional-affairs` finds all others.
    """
    format: MeetingFormat | Sequence[MeetingFormat]
    """How it was held. Repeat for any of several. `none` finds records without any, `!closed-door` finds all others."""
    part_of: str | Sequence[str]
    """Is a part of this meeting, by its id. `none` finds meetings that are a part of no other, so each occasion
    counts once. `!none` finds all others.
    """
    type: MeetingType | Sequence[MeetingType]
    """Type of the meeting. Repeat for any of several. `!session` finds all others."""
    status: MeetingStatus | Sequence[MeetingStatus]
    """Status, according to the sources. Repeat for any of several. `!planned` finds all others."""
    overdue: bool
    """`true`: planned meetings before the newest document about their mechanism or countries, if no document after
    the meeting mentions it. `false`: all other meetings.
    """
    host: str | Sequence[str]
    """Takes place in this country. Repeat for any of several. `none` finds records without any, `!Azerbaijan` finds
    all others.
    """
    venue: str | Sequence[str]
    """Takes place at this venue. Repeat for any of several. `none` finds records without any, `!Presidential
    Complex` finds all others.
    """
    city: str | Sequence[str]
    """Takes place in this city. Repeat for any of several. `none` finds records without any, `!Ankara` finds all
    others.
    """
    mechanism: str | Sequence[str]
    """Meetings of this mechanism: id, acronym, name or alias. Repeat for any of several. A generic name finds the
    whole family. `none` finds records without any, `!JSPG` finds all others.
    """
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """
    document: str | Sequence[str]
    """Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
    any, `!jspg-8-report` finds all others.
    """
    published_from: Moment
    """Only records that have a source published on or after this day, month or year. It is the date of the report,
    not of the event. A part of a document that has a date counts by that date.
    """
    published_to: Moment
    """Only records that have a source published on or before this day, month or year."""
    updated_since: Moment
    """Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
    revision. A moment more than a day ahead is refused.
    """
    q: str
    """Only records that contain all these words in their names, titles or topics, or in the names of the records
    that they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
    `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is
    the beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
    `/guide/filters` explains more.
    """
    withdrawn: WithdrawnRecords
    """`include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
    `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
    and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them
    in pages.
    """


class MeetingsQuery(MeetingsFilters, total=False):
    sort: str
    """Order. A leading minus reverses it."""
    include: str | Sequence[str]
    """What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
    field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
    calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
    and its references become whole records.
    """
    limit: int
    """Records on a page."""


class MeetingsConflictsFilters(TypedDict, total=False):
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """


class MeetingsHistoryFilters(TypedDict, total=False):
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """


class MeetingsHistoryQuery(MeetingsHistoryFilters, total=False):
    limit: int
    """Items on a page."""


class MilestonesFilters(TypedDict, total=False):
    date: Moment
    """Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds
    records without a date, `!none` those with one.
    """
    date_from: Moment
    """Happened on or after this day, month or year."""
    date_to: Moment
    """Happened on or before this day, month or year."""
    date_match: DateMatch
    """`possible`: the event may have been within the requested dates. `certain`: all days that it may have been on
    are within them.
    """
    precision: Precision | Sequence[Precision]
    """Precision of that date: `year` finds records of which only the year is stated, or figures of a whole year.
    Repeat for any of several. `none` finds records without any, `!day` finds all others.
    """
    mechanism: str | Sequence[str]
    """Concerns this mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds records without
    any, `!HLSCC` finds all others.
    """
    country: str | Sequence[str]
    """Concerns this country. Repeat for any of several. `none` finds records without any, `!KZ` finds all others."""
    between: str | Sequence[str]
    """Two or more countries, separated by commas: it concerns all of them."""
    type: MilestoneType | Sequence[MilestoneType]
    """Type of the turning point. Repeat for any of several. `!recognition` finds all others."""
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """
    document: str | Sequence[str]
    """Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
    any, `!jspg-8-report` finds all others.
    """
    published_from: Moment
    """Only records that have a source published on or after this day, month or year. It is the date of the report,
    not of the event. A part of a document that has a date counts by that date.
    """
    published_to: Moment
    """Only records that have a source published on or before this day, month or year."""
    updated_since: Moment
    """Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
    revision. A moment more than a day ahead is refused.
    """
    q: str
    """Only records that contain all these words in their names, titles or topics, or in the names of the records
    that they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
    `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is
    the beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
    `/guide/filters` explains more.
    """
    withdrawn: WithdrawnRecords
    """`include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
    `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
    and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them
    in pages.
    """


class MilestonesQuery(MilestonesFilters, total=False):
    sort: str
    """Order. A leading minus reverses it."""
    include: str | Sequence[str]
    """What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
    field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
    calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
    and its references become whole records.
    """
    limit: int
    """Records on a page."""


class MilestonesHistoryFilters(TypedDict, total=False):
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """


class MilestonesHistoryQuery(MilestonesHistoryFilters, total=False):
    limit: int
    """Items on a page."""


class MissionsFilters(TypedDict, total=False):
    date: Moment
    """Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds
    records without a date, `!none` those with one.
    """
    date_from: Moment
    """Happened on or after this day, month or year."""
    date_to: Moment
    """Happened on or before this day, month or year."""
    date_match: DateMatch
    """`possible`: the event may have been within the requested dates. `certain`: all days that it may have been on
    are within them.
    """
    precision: Precision | Sequence[Precision]
    """Precision of that date: `year` finds records of which only the year is stated, or figures of a whole year.
    Repeat for any of several. `none` finds records without any, `!day` finds all others.
    """
    sender: str | Sequence[str]
    """Kept by this party. Repeat for any of several. `!KZ` finds all others."""
    host: str | Sequence[str]
    """Accredited to this party. Repeat for any of several. `!TR` finds all others."""
    country: str | Sequence[str]
    """Kept by this party or accredited to it. Repeat for any of several. `!KZ` finds all others."""
    between: str | Sequence[str]
    """Two parties, separated by a comma: those of either at the other."""
    city: str | Sequence[str]
    """In this city. Repeat for any of several. `none` finds records without any, `!Istanbul` finds all others."""
    type: MissionType | Sequence[MissionType]
    """Type of the mission. Repeat for any of several. `!embassy` finds all others."""
    mechanism: str | Sequence[str]
    """Kept by a member of this mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds
    records without any, `!OTS` finds all others.
    """
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """
    document: str | Sequence[str]
    """Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
    any, `!jspg-8-report` finds all others.
    """
    published_from: Moment
    """Only records that have a source published on or after this day, month or year. It is the date of the report,
    not of the event. A part of a document that has a date counts by that date.
    """
    published_to: Moment
    """Only records that have a source published on or before this day, month or year."""
    updated_since: Moment
    """Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
    revision. A moment more than a day ahead is refused.
    """
    q: str
    """Only records that contain all these words in their names, titles or topics, or in the names of the records
    that they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
    `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is
    the beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
    `/guide/filters` explains more.
    """
    withdrawn: WithdrawnRecords
    """`include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
    `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
    and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them
    in pages.
    """


class MissionsQuery(MissionsFilters, total=False):
    sort: str
    """Order. A leading minus reverses it. `date` is the day on which it opened."""
    include: str | Sequence[str]
    """What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
    field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
    calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
    and its references become whole records.
    """
    limit: int
    """Records on a page."""


class MissionsHistoryFilters(TypedDict, total=False):
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """


class MissionsHistoryQuery(MissionsHistoryFilters, total=False):
    limit: int
    """Items on a page."""


class OfficialsFilters(TypedDict, total=False):
    mechanism: str | Sequence[str]
    """Took part in a meeting of this mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds
    records without any, `!JSPG` finds all others.
    """
    country: str | Sequence[str]
    """Serves this country, or holds or held a post of it: code, name or alias. Repeat for any of several. With
    `position` or `held_on`, the country of that post. `none` finds records without any, `!KZ` finds all others.
    """
    position: PositionClass | Sequence[PositionClass]
    """Holds or held a post of this class. Repeat for any of several. `none` finds records without any,
    `!foreign-minister` finds all others.
    """
    held_on: Moment
    """Held a post at some time in this day, month, year or EDTF interval; with `position`, a post of that class.
    Without a stated end, the post may still be held.
    """
    date_match: DateMatch
    """How `held_on` matches. `possible`: documents allow that the post was held then. `certain`: it follows from the
    dates that they state.
    """
    identifier: str | Sequence[str]
    """Has this identifier, as `scheme:id`. Schemes are `wikidata`, `opensanctions`, `iso-3166-1-alpha-2`,
    `iso-3166-1-alpha-3`, `iso-3166-1-numeric`, `iso-3166-3`. `none` finds records without any. Repeat for any of
    several. `!none` finds all others.
    """
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """
    document: str | Sequence[str]
    """Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
    any, `!jspg-8-report` finds all others.
    """
    published_from: Moment
    """Only records that have a source published on or after this day, month or year. It is the date of the report,
    not of the event. A part of a document that has a date counts by that date.
    """
    published_to: Moment
    """Only records that have a source published on or before this day, month or year."""
    updated_since: Moment
    """Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
    revision. A moment more than a day ahead is refused.
    """
    q: str
    """Only records that contain all these words in their names, titles or topics, or in the names of the records
    that they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
    `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is
    the beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
    `/guide/filters` explains more.
    """
    withdrawn: WithdrawnRecords
    """`include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
    `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
    and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them
    in pages.
    """


class OfficialsQuery(OfficialsFilters, total=False):
    sort: str
    """Order. A leading minus reverses it."""
    include: str | Sequence[str]
    """What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
    field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
    calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
    and its references become whole records.
    """
    limit: int
    """Records on a page."""


class OfficialsHistoryFilters(TypedDict, total=False):
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """


class OfficialsHistoryQuery(OfficialsHistoryFilters, total=False):
    limit: int
    """Items on a page."""


class OrganizationsFilters(TypedDict, total=False):
    recorded: Recorded
    """`yes`: only those that documents mention. `no`: only the others."""
    mechanism: str | Sequence[str]
    """Is this mechanism, or a member of it: id, acronym, name or alias. Repeat for any of several. `none` finds
    records without any, `!OTS` finds all others.
    """
    country: str | Sequence[str]
    """This organisation itself, or one of which this country or organisation is a member. Repeat for any of several.
    `!KZ` finds all others.
    """
    identifier: str | Sequence[str]
    """Has this identifier, as `scheme:id`. Schemes are `wikidata`, `opensanctions`, `iso-3166-1-alpha-2`,
    `iso-3166-1-alpha-3`, `iso-3166-1-numeric`, `iso-3166-3`. `none` finds records without any. Repeat for any of
    several. `!none` finds all others.
    """
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """
    document: str | Sequence[str]
    """Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
    any, `!jspg-8-report` finds all others.
    """
    published_from: Moment
    """Only records that have a source published on or after this day, month or year. It is the date of the report,
    not of the event. A part of a document that has a date counts by that date.
    """
    published_to: Moment
    """Only records that have a source published on or before this day, month or year."""
    updated_since: Moment
    """Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
    revision. A moment more than a day ahead is refused.
    """
    q: str
    """Only records that contain all these words in their names, titles or topics, or in the names of the records
    that they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
    `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is
    the beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
    `/guide/filters` explains more.
    """
    withdrawn: WithdrawnRecords
    """`include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
    `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
    and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them
    in pages.
    """


class OrganizationsQuery(OrganizationsFilters, total=False):
    sort: str
    """Order. A leading minus reverses it."""
    include: str | Sequence[str]
    """What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
    field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
    calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
    and its references become whole records.
    """
    limit: int
    """Records on a page."""


class OrganizationsHistoryFilters(TypedDict, total=False):
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """


class OrganizationsHistoryQuery(OrganizationsHistoryFilters, total=False):
    limit: int
    """Items on a page."""


class ResolveFilters(TypedDict, total=False):
    kind: Resolved | Sequence[Resolved]
    """Only records of this kind. Repeat for any of several."""
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """
    q: Required[str]
    """A name, code, acronym or id, in any spelling."""


class ResolveQuery(ResolveFilters, total=False):
    limit: int
    """Greatest number of candidates."""


class RevisionsFilters(TypedDict, total=False):
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """


class RevisionsQuery(RevisionsFilters, total=False):
    limit: int
    """Items on a page."""


class SearchFilters(TypedDict, total=False):
    kind: SearchKind | Sequence[SearchKind]
    """Only records of this kind. Repeat for any of several."""
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """
    q: Required[str]
    """Words in any spelling. A record must contain all of them: `Erdogan`, `"strategic planning"`, `kosher*`.
    Operators work as on every list: `Ankara OR Astana`, `trade -oil`.
    """


class SearchQuery(SearchFilters, total=False):
    limit: int
    """Records on a page."""


class StatementsFilters(TypedDict, total=False):
    date: Moment
    """Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds
    records without a date, `!none` those with one.
    """
    date_from: Moment
    """Happened on or after this day, month or year."""
    date_to: Moment
    """Happened on or before this day, month or year."""
    date_match: DateMatch
    """`possible`: the event may have been within the requested dates. `certain`: all days that it may have been on
    are within them.
    """
    precision: Precision | Sequence[Precision]
    """Precision of that date: `year` finds records of which only the year is stated, or figures of a whole year.
    Repeat for any of several. `none` finds records without any, `!day` finds all others.
    """
    official: str | Sequence[str]
    """Said by this official: id, name or alias. Repeat for any of several. `none` finds records without any,
    `!Kosherbayev` finds all others.
    """
    addressee: str | Sequence[str]
    """Said to this official: id, name or alias. Repeat for any of several. `country` finds what was said to a
    country. `none` finds records without any, `!Fidan` finds all others.
    """
    party: str | Sequence[str]
    """Said by this country or organisation, or for it: code, name or alias. Repeat for any of several. `none` finds
    records without any, `!KZ` finds all others.
    """
    country: str | Sequence[str]
    """Said by or for this country, or to it. Repeat for any of several. `none` finds records without any, `!TR`
    finds all others.
    """
    kind: StatementKind | Sequence[StatementKind]
    """What the statement does. Repeat for any of several. `!expectation` finds all others."""
    topic: str | Sequence[str]
    """About this topic. Repeat for any of several. `none` finds records without any, `!trade` finds all others."""
    about: str | Sequence[str]
    """Speaks of this record, by its id. Repeat for any of several. `none` finds records without any, `!jspg-kz-tr-8`
    finds all others.
    """
    meeting: str | Sequence[str]
    """Said at this meeting, or reported with it, by its id. Repeat for any of several. `none` finds records without
    any, `!jspg-kz-tr-8` finds all others.
    """
    mechanism: str | Sequence[str]
    """Reported with this mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds records
    without any, `!JSPG` finds all others.
    """
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """
    document: str | Sequence[str]
    """Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
    any, `!jspg-8-report` finds all others.
    """
    published_from: Moment
    """Only records that have a source published on or after this day, month or year. It is the date of the report,
    not of the event. A part of a document that has a date counts by that date.
    """
    published_to: Moment
    """Only records that have a source published on or before this day, month or year."""
    updated_since: Moment
    """Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
    revision. A moment more than a day ahead is refused.
    """
    q: str
    """Only records that contain all these words in their names, titles or topics, or in the names of the records
    that they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
    `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is
    the beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
    `/guide/filters` explains more.
    """
    withdrawn: WithdrawnRecords
    """`include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
    `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
    and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them
    in pages.
    """


class StatementsQuery(StatementsFilters, total=False):
    sort: str
    """Order. A leading minus reverses it. `title` is the summary."""
    include: str | Sequence[str]
    """What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
    field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
    calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
    and its references become whole records.
    """
    limit: int
    """Records on a page."""


class StatementsHistoryFilters(TypedDict, total=False):
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """


class StatementsHistoryQuery(StatementsHistoryFilters, total=False):
    limit: int
    """Items on a page."""


class TimelineFilters(TypedDict, total=False):
    date: Moment
    """Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds
    records without a date, `!none` those with one.
    """
    date_from: Moment
    """Happened on or after this day, month or year."""
    date_to: Moment
    """Happened on or before this day, month or year."""
    date_match: DateMatch
    """`possible`: the event may have been within the requested dates. `certain`: all days that it may have been on
    are within them.
    """
    precision: Precision | Sequence[Precision]
    """Precision of that date: `year` finds records of which only the year is stated, or figures of a whole year.
    Repeat for any of several. `none` finds records without any, `!day` finds all others.
    """
    with_: str | Sequence[str]
    """Officials, separated by commas: all of them take part. For meetings of any of them, repeat `official`."""
    mechanism: str | Sequence[str]
    """Belongs to this mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds records without
    any, `!JSPG` finds all others.
    """
    country: str | Sequence[str]
    """Involves this country. Repeat for any of several. `none` finds records without any, `!KZ` finds all others."""
    between: str | Sequence[str]
    """Two or more countries, separated by commas: it involves all of them."""
    kind: TimelineKind | Sequence[TimelineKind]
    """Kind of record. Repeat for any of several. `!agreement` finds all others."""
    status: TimelineStatus | Sequence[TimelineStatus]
    """Status of the meeting or agreement, according to the sources. Repeat for any of several. `none` finds records
    without any, `!planned` finds all others.
    """
    type: TimelineType | Sequence[TimelineType]
    """Type of the meeting, agreement or milestone. Repeat for any of several. `!visit` finds all others."""
    overdue: bool
    """`true`: overdue meetings, as in `/meetings`. `false`: all other records."""
    official: str | Sequence[str]
    """Takes part in the meeting or signs the agreement: id, name or alias. Repeat for any of several; for all of
    them, use `with=Fidan,Kosherbayev`. `none` finds records without any, `!Erdogan` finds all others.
    """
    topic: str | Sequence[str]
    """The meeting discussed the topic or was expected to, or the agreement is about it. Repeat for any of several.
    `none` finds records without any, `!trade` finds all others.
    """
    host: str | Sequence[str]
    """The meeting takes place in this country. Repeat for any of several. `none` finds records without any,
    `!Azerbaijan` finds all others.
    """
    part_of: str | Sequence[str]
    """Is a part of this meeting, by its id. `none` leaves out meetings that are a part of another. `!none` finds all
    others.
    """
    venue: str | Sequence[str]
    """The meeting takes place at this venue. Repeat for any of several. `none` finds records without any,
    `!Presidential Complex` finds all others.
    """
    city: str | Sequence[str]
    """The meeting takes place, or the agreement is signed, in this city. Repeat for any of several. `none` finds
    records without any, `!Ankara` finds all others.
    """
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """
    document: str | Sequence[str]
    """Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
    any, `!jspg-8-report` finds all others.
    """
    published_from: Moment
    """Only records that have a source published on or after this day, month or year. It is the date of the report,
    not of the event. A part of a document that has a date counts by that date.
    """
    published_to: Moment
    """Only records that have a source published on or before this day, month or year."""
    updated_since: Moment
    """Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
    revision. A moment more than a day ahead is refused.
    """
    q: str
    """Only records that contain all these words in their names, titles or topics, or in the names of the records
    that they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
    `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is
    the beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
    `/guide/filters` explains more.
    """
    withdrawn: WithdrawnRecords
    """`include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
    `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
    and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them
    in pages.
    """


class TimelineQuery(TimelineFilters, total=False):
    sort: str
    """Order. A leading minus reverses it."""
    include: str | Sequence[str]
    """What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
    field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
    calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
    and its references become whole records.
    """
    limit: int
    """Records on a page."""


class TradeConflictsHistoryFilters(TypedDict, total=False):
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """


class TradeConflictsHistoryQuery(TradeConflictsHistoryFilters, total=False):
    limit: int
    """Items on a page."""


class TradeStatsFilters(TypedDict, total=False):
    date: Moment
    """Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds
    records without a date, `!none` those with one.
    """
    date_from: Moment
    """Happened on or after this day, month or year."""
    date_to: Moment
    """Happened on or before this day, month or year."""
    date_match: DateMatch
    """`possible`: the event may have been within the requested dates. `certain`: all days that it may have been on
    are within them.
    """
    precision: Precision | Sequence[Precision]
    """Precision of that date: `year` finds records of which only the year is stated, or figures of a whole year.
    Repeat for any of several. `none` finds records without any, `!day` finds all others.
    """
    mechanism: str | Sequence[str]
    """Reported with a meeting of this mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds
    records without any, `!JSPG` finds all others.
    """
    meeting: str | Sequence[str]
    """Reported with this meeting, by its id. Repeat for any of several. `none` finds records without any,
    `!jspg-kz-tr-8` finds all others.
    """
    country: str | Sequence[str]
    """This country is the reporter or the partner. Repeat for any of several. `!KZ` finds all others."""
    between: str | Sequence[str]
    """Two countries, separated by a comma, as reporter and partner in either order."""
    indicator: Indicator | Sequence[Indicator]
    """What is measured. Repeat for any of several. `!trade` finds all others."""
    flow: Flow | Sequence[Flow]
    """Direction, as the reporter sees it. Repeat for any of several. `none` finds records without any, `!export`
    finds all others.
    """
    reporter: str | Sequence[str]
    """The reporting country. Flows are seen from its side. Repeat for any of several. `!KZ` finds all others."""
    partner: str | Sequence[str]
    """The other country. Repeat for any of several. `none` finds records without any, `!TR` finds all others."""
    product: str | Sequence[str]
    """The product, by its name; `none` is all goods. Repeat for any of several. `!Copper` finds all others."""
    kind: StatKind | Sequence[StatKind]
    """Actual figures or targets. Repeat for any of several. `!target` finds all others."""
    unit: str | Sequence[str]
    """Unit. Repeat for any of several. `none` finds records without any, `!USD` finds all others."""
    value: FigurePresence | Sequence[FigurePresence]
    """`none` finds what a document names without a figure: goods that are traded, sectors, ranks in words, trends.
    `!none` finds all others.
    """
    trend: Trend | Sequence[Trend]
    """Rises, falls or stays steady, as a document says without a figure. Repeat for any of several. `none` finds
    records without any, `!rising` finds all others.
    """
    qualifier: Qualifier | Sequence[Qualifier]
    """How the source qualifies the figure: about, nearly, over and so on. Repeat for any of several. `none` finds
    records without any, `!exact` finds all others.
    """
    valuation: Valuation | Sequence[Valuation]
    """How goods are valued. Repeat for either. `none` finds records without any, `!cif` finds all others."""
    estimate: bool
    """Whether the source gives it as an estimate."""
    value_from: float
    """The figure is at least this, in ones (not thousands)."""
    value_to: float
    """The figure is at most this, in ones (not thousands)."""
    figures: Figures
    """`preferred` leaves one figure for each subject and period, by the rules of `/methodology`. Its `comparison`
    names the rule that decided, and its `sources` are those of all figures of the group that agree with it; the
    filters `document`, `published_from` and `published_to` find it by any of these. All other filters test the
    preferred figure itself.
    """
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """
    document: str | Sequence[str]
    """Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
    any, `!jspg-8-report` finds all others.
    """
    published_from: Moment
    """Only records that have a source published on or after this day, month or year. It is the date of the report,
    not of the event. A part of a document that has a date counts by that date.
    """
    published_to: Moment
    """Only records that have a source published on or before this day, month or year."""
    updated_since: Moment
    """Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
    revision. A moment more than a day ahead is refused.
    """
    q: str
    """Only records that contain all these words in their names, titles or topics, or in the names of the records
    that they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
    `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is
    the beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
    `/guide/filters` explains more.
    """
    withdrawn: WithdrawnRecords
    """`include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
    `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
    and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them
    in pages.
    """
    sum: str
    """With `group_by`, adds up the figures of each group, which must have the same unit. Ranks have no sum. `mixed`
    names what else differs in a group, such as `flow`: exports and turnover have no common sum. It names `date`
    where one period is added twice, as a year and its first months are, or the same figure from two documents
    without `figures=preferred`; and where counts of what there was on several days are added.
    """


class TradeStatsQuery(TradeStatsFilters, total=False):
    sort: str
    """Order. A leading minus reverses it."""
    include: str | Sequence[str]
    """What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
    field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
    calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
    and its references become whole records.
    """
    limit: int
    """Records on a page."""


class TradeStatsConflictsFilters(TypedDict, total=False):
    date: Moment
    """Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds
    records without a date, `!none` those with one.
    """
    date_from: Moment
    """Happened on or after this day, month or year."""
    date_to: Moment
    """Happened on or before this day, month or year."""
    date_match: DateMatch
    """`possible`: the event may have been within the requested dates. `certain`: all days that it may have been on
    are within them.
    """
    precision: Precision | Sequence[Precision]
    """Some figure of the group has a period of this precision. Repeat for any of several. `none` finds records
    without any, `!year` finds all others.
    """
    indicator: Indicator | Sequence[Indicator]
    """What is measured. Repeat for any of several. `!investment-stock` finds all others."""
    country: str | Sequence[str]
    """One of the two countries. Repeat for any of several. `!KZ` finds all others."""
    between: str | Sequence[str]
    """The two countries, separated by a comma."""
    verdict: Verdict | Sequence[Verdict]
    """Result of the comparison. Repeat for any of several. Without this parameter, groups whose figures are all the
    same are left out. `!disagree` finds all others.
    """
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """
    document: str | Sequence[str]
    """Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
    any, `!jspg-8-report` finds all others.
    """
    published_from: Moment
    """Only records that have a source published on or after this day, month or year. It is the date of the report,
    not of the event. A part of a document that has a date counts by that date.
    """
    published_to: Moment
    """Only records that have a source published on or before this day, month or year."""
    updated_since: Moment
    """Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
    revision. A moment more than a day ahead is refused.
    """
    q: str
    """Only records that contain all these words in their names, titles or topics, or in the names of the records
    that they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
    `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is
    the beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
    `/guide/filters` explains more.
    """
    withdrawn: WithdrawnRecords
    """`include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
    `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
    and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them
    in pages.
    """


class TradeStatsConflictsQuery(TradeStatsConflictsFilters, total=False):
    sort: str
    """Order. A leading minus reverses it."""
    include: str | Sequence[str]
    """What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
    field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
    calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
    and its references become whole records.
    """
    limit: int
    """Records on a page."""


class TradeStatsSeriesFilters(TypedDict, total=False):
    date: Moment
    """Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds
    records without a date, `!none` those with one.
    """
    date_from: Moment
    """Happened on or after this day, month or year."""
    date_to: Moment
    """Happened on or before this day, month or year."""
    date_match: DateMatch
    """`possible`: the event may have been within the requested dates. `certain`: all days that it may have been on
    are within them.
    """
    precision: Precision | Sequence[Precision]
    """Precision of that date: `year` finds records of which only the year is stated, or figures of a whole year.
    Repeat for any of several. `none` finds records without any, `!day` finds all others.
    """
    mechanism: str | Sequence[str]
    """Reported with a meeting of this mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds
    records without any, `!JSPG` finds all others.
    """
    meeting: str | Sequence[str]
    """Reported with this meeting, by its id. Repeat for any of several. `none` finds records without any,
    `!jspg-kz-tr-8` finds all others.
    """
    country: str | Sequence[str]
    """This country is the reporter or the partner. Repeat for any of several. `!KZ` finds all others."""
    between: str | Sequence[str]
    """Two countries, separated by a comma, as reporter and partner in either order."""
    indicator: Indicator | Sequence[Indicator]
    """What is measured. Repeat for any of several. `!trade` finds all others."""
    flow: Flow | Sequence[Flow]
    """Direction, as the reporter sees it. Repeat for any of several. `none` finds records without any, `!export`
    finds all others.
    """
    reporter: str | Sequence[str]
    """The reporting country. Flows are seen from its side. Repeat for any of several. `!KZ` finds all others."""
    partner: str | Sequence[str]
    """The other country. Repeat for any of several. `none` finds records without any, `!TR` finds all others."""
    product: str | Sequence[str]
    """The product, by its name; `none` is all goods. Repeat for any of several. `!Copper` finds all others."""
    kind: StatKind | Sequence[StatKind]
    """Actual figures or targets. Repeat for any of several. `!target` finds all others."""
    unit: str | Sequence[str]
    """Unit. Repeat for any of several. `none` finds records without any, `!USD` finds all others."""
    value: FigurePresence | Sequence[FigurePresence]
    """`none` finds what a document names without a figure: goods that are traded, sectors, ranks in words, trends.
    `!none` finds all others.
    """
    trend: Trend | Sequence[Trend]
    """Rises, falls or stays steady, as a document says without a figure. Repeat for any of several. `none` finds
    records without any, `!rising` finds all others.
    """
    qualifier: Qualifier | Sequence[Qualifier]
    """How the source qualifies the figure: about, nearly, over and so on. Repeat for any of several. `none` finds
    records without any, `!exact` finds all others.
    """
    valuation: Valuation | Sequence[Valuation]
    """How goods are valued. Repeat for either. `none` finds records without any, `!cif` finds all others."""
    estimate: bool
    """Whether the source gives it as an estimate."""
    value_from: float
    """The figure is at least this, in ones (not thousands)."""
    value_to: float
    """The figure is at most this, in ones (not thousands)."""
    figures: Figures
    """`preferred` leaves one figure for each subject and period, by the rules of `/methodology`. Its `comparison`
    names the rule that decided, and its `sources` are those of all figures of the group that agree with it; the
    filters `document`, `published_from` and `published_to` find it by any of these. All other filters test the
    preferred figure itself.
    """
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """
    document: str | Sequence[str]
    """Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
    any, `!jspg-8-report` finds all others.
    """
    published_from: Moment
    """Only records that have a source published on or after this day, month or year. It is the date of the report,
    not of the event. A part of a document that has a date counts by that date.
    """
    published_to: Moment
    """Only records that have a source published on or before this day, month or year."""
    updated_since: Moment
    """Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
    revision. A moment more than a day ahead is refused.
    """
    q: str
    """Only records that contain all these words in their names, titles or topics, or in the names of the records
    that they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
    `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is
    the beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
    `/guide/filters` explains more.
    """


class TradeStatsSeriesQuery(TradeStatsSeriesFilters, total=False):
    limit: int
    """Rows on a page. Without it, all rows are on one page."""


class TradeStatsHistoryFilters(TypedDict, total=False):
    as_of: Moment
    """The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
    moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
    """


class TradeStatsHistoryQuery(TradeStatsHistoryFilters, total=False):
    limit: int
    """Items on a page."""
