"""What the records have. Controlled values are texts: more may come.

Written by ``python -m clients.generate``, from the OpenAPI document.
"""

from typing import Any, NotRequired, TypedDict


class Agreement(TypedDict):
    """A text that parties adopted, or a package of several."""

    id: str
    """Id. It is never reused. If the record is renamed, its former id leads to it."""
    url: str
    """Path of the record."""
    html_url: str | None
    """Path of its page, for people. Null if it has none."""
    title: str
    """Title. If the document has none, it is in our words."""
    label: str
    """Text to show for it in a list, a chart or a link."""
    sources: "list[Source]"
    """The documents that support it, newest first."""
    updated_at: str
    """When we last changed this record. It is neither the date of the event nor of the report."""
    type: str
    """Type of the agreement. Known values: `treaty`, `plan`, `declaration`, `joint-statement`, `decision`,
    `package`, `protocol`, `memorandum`, `contract`, `exchange-of-letters`; more may come.
    """
    status: str
    """`signed` if a document says so. `announced` if it reports the text but no signing. `in-force` and `terminated`
    if it says so of the agreement as a whole. Known values: `signed`, `announced`, `negotiated`, `in-force`,
    `terminated`; more may come.
    """
    date: str | None
    """Date (EDTF); null if no document states it."""
    date_start: str | None
    """The earliest day that the date can cover; null if there is none, as for `../1992-10`."""
    date_end: str | None
    """The latest day that the date can cover."""
    date_precision: str | None
    """Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
    `year`, `range`, `before`; more may come.
    """
    city: str | None
    """City of signing."""
    coordinates: "Coordinates | None"
    """The coordinates of the city; null if no city is named, or we have no coordinates of it."""
    parties: "list[AgreementParty]"
    """Those that adopted it, if a document names them."""
    signatories: "list[Delegate]"
    """Who signed, if a document says so."""
    mechanism: "MechanismRef | None"
    """The mechanism in which it was adopted."""
    meeting: "TitleRef | None"
    """The meeting at which it was adopted."""
    valid: str | None
    """The period that it covers (EDTF)."""
    count: int | None
    """Number of texts in a package."""
    topics: list[str]
    """Topics of the agreement."""
    amends: list[str]
    """Ids of the agreements that it amends."""
    replaces: list[str]
    """Ids of the agreements that it replaces."""
    under: list[str]
    """Ids of the agreements under which it was made."""
    contains: list[str]
    """Ids of the parts of a package, if they are records themselves."""
    text_url: str | None
    """Address of its text; null if none is known."""
    evidence: NotRequired["list[Evidence]"]
    """Only with `include=evidence`."""
    documents: NotRequired["list[Document]"]
    """Only with `include=documents`."""
    history: NotRequired["list[Version]"]
    """Only with `include=history`."""


class AgreementParty(TypedDict):
    """A party to an agreement, with its own dates. Each is EDTF, and null where no document says."""

    code: str
    """Code: ISO 3166-1 alpha-2 of a country, ISO 3166-3 of a former one, or an organisation's own."""
    name: str
    """Its short name."""
    kind: str
    """Kind of party. An `organization` is under `/organizations`, all others under `/countries`. Known values:
    `state`, `former-state`, `territory`, `organization`, `aggregate`; more may come.
    """
    signed: str | None
    """When it signed."""
    ratified: str | None
    """When it ratified, acceded to or otherwise joined it."""
    in_force: str | None
    """Since when it is in force for the party."""
    ended: str | None
    """Since when it is no longer in force for the party: withdrawal, expiry, denunciation."""
    how: str | None
    """How the party bound itself. Known values: `signature`, `ratification`, `acceptance`, `approval`, `accession`,
    `succession`, `exchange-of-instruments`; more may come.
    """


class Candidate(TypedDict):
    """A record that a name may mean."""

    kind: str
    """Kind of record. Known values: `country`, `organization`, `official`, `mechanism`, `document`; more may come."""
    id: str
    """Its id, which filters accept."""
    url: str
    """Its path."""
    name: str | None
    """Its name."""
    title: str
    """Its title or name; its id where it has neither."""
    label: str
    """Text to show for it in a list, a chart or a link."""
    matched: str
    """The spelling that matched."""
    role: str
    """What the spelling is: a name, a code and so on. `editorial` ones are ours. Known values: `id`, `code`,
    `acronym`, `name`, `alias`, `editorial`, `family`; more may come.
    """
    exact: bool
    """True if the spellings differ only in case, diacritics, punctuation or a leading "the", or in the order of the
    words of a person. Filters accept such a name; of an identifier, `identifier` does.
    """
    score: float
    """Similarity of the spellings, from 0 to 100."""


class Change(TypedDict):
    """A change of a record, and on request the record."""

    change: str
    """What happened. A record that was withdrawn and came back is `created` again. Known values: `created`,
    `updated`, `withdrawn`, `renamed`; more may come.
    """
    kind: str
    """Kind of record. Known values: `agreement`, `commitment`, `conflict`, `country`, `document`, `evidence`,
    `figure-group`, `mechanism`, `meeting`, `milestone`, `mission`, `official`, `organization`, `statement`,
    `timeline`, `trade-stat`; more may come.
    """
    id: str
    """Its id."""
    url: str | None
    """Its path. It answers 410 if the record was withdrawn, and leads on if it was renamed."""
    revision: int
    """The revision that brought the change."""
    changed_at: str
    """When that was published."""
    renamed_to: str | None
    """The id under which a renamed record goes on; otherwise null."""
    reason: str | None
    """Why it was withdrawn; null if no reason is given."""
    record: dict[str, Any] | None
    """With `include=record`: the record as this change left it, which may have changed again since; null if it is no
    more, and without the parameter.
    """


class Citation(TypedDict):
    """A record's citation in each style."""

    id: str
    """Id of the record."""
    permalink: str
    """Address of the record's page as of the revision: the citations name it."""
    api_url: str
    """Address of the record's JSON as of the revision."""
    revision: int
    """Revision of the cited data."""
    text: str
    """Plain text, with the sources and their paragraphs."""
    apa: str
    """APA, seventh edition. The sources follow as separate entries."""
    bibtex: str
    """BibTeX entries for the record and its sources."""
    ris: str
    """RIS entries for the record and its sources."""
    csl: list[dict[str, Any]]
    """CSL-JSON items for the record and its sources."""


class Commitment(TypedDict):
    """A promise by one or more countries: a pledge that a document reports, not a forecast."""

    id: str
    """Id. It is never reused. If the record is renamed, its former id leads to it."""
    url: str
    """Path of the record."""
    html_url: str | None
    """Path of its page, for people. Null if it has none."""
    title: str
    """What was promised, in our words."""
    label: str
    """Text to show for it in a list, a chart or a link."""
    sources: "list[Source]"
    """The documents that support it, newest first."""
    updated_at: str
    """When we last changed this record. It is neither the date of the event nor of the report."""
    by: "list[PartyRef]"
    """Who promised."""
    to: "list[PartyRef]"
    """To whom. Empty if the promise is mutual, or made to no particular country."""
    made: str | None
    """Date (EDTF); null if no document states it."""
    made_start: str | None
    """The earliest day that the date can cover; null if there is none, as for `../1992-10`."""
    made_end: str | None
    """The latest day that the date can cover."""
    made_precision: str | None
    """Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
    `year`, `range`, `before`; more may come.
    """
    due: str | None
    """Date (EDTF); null if no document states it."""
    due_start: str | None
    """The earliest day that the date can cover; null if there is none, as for `../1992-10`."""
    due_end: str | None
    """The latest day that the date can cover."""
    due_precision: str | None
    """Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
    `year`, `range`, `before`; more may come.
    """
    value: float | None
    """The promised amount, in ones (not thousands)."""
    unit: str | None
    """Unit of the value. Known values: `AED`, `AFN`, `ALL`, `AMD`, `AOA`, `ARS`, `AUD`, `AWG`, `AZN`, `BAM`, `BBD`,
    `BDT`, `BHD`, `BIF`, `BMD`, `BND`, `BOB`, `BOV`, `BRL`, `BSD`, `BTN`, `BWP`, `BYN`, `BZD`, `CAD`, `CDF`,
    `CHE`, `CHF`, `CHW`, `CLF`, `CLP`, `CNY`, `COP`, `COU`, `CRC`, `CUP`, `CVE`, `CZK`, `DJF`, `DKK`, `DOP`,
    `DZD`, `EGP`, `ERN`, `ETB`, `EUR`, `FJD`, `FKP`, `GBP`, `GEL`, `GHS`, `GIP`, `GMD`, `GNF`, `GTQ`, `GYD`,
    `HKD`, `HNL`, `HTG`, `HUF`, `IDR`, `ILS`, `INR`, `IQD`, `IRR`, `ISK`, `JMD`, `JOD`, `JPY`, `KES`, `KGS`,
    `KHR`, `KMF`, `KPW`, `KRW`, `KWD`, `KYD`, `KZT`, `LAK`, `LBP`, `LKR`, `LRD`, `LSL`, `LYD`, `MAD`, `MDL`,
    `MGA`, `MKD`, `MMK`, `MNT`, `MOP`, `MRU`, `MUR`, `MVR`, `MWK`, `MXN`, `MXV`, `MYR`, `MZN`, `NAD`, `NGN`,
    `NIO`, `NOK`, `NPR`, `NZD`, `OMR`, `PAB`, `PEN`, `PGK`, `PHP`, `PKR`, `PLN`, `PYG`, `QAR`, `RON`, `RSD`,
    `RUB`, `RWF`, `SAR`, `SBD`, `SCR`, `SDG`, `SEK`, `SGD`, `SHP`, `SLE`, `SOS`, `SRD`, `SSP`, `STN`, `SVC`,
    `SYP`, `SZL`, `THB`, `TJS`, `TMT`, `TND`, `TOP`, `TRY`, `TTD`, `TWD`, `TZS`, `UAH`, `UGX`, `USD`, `USN`,
    `UYI`, `UYU`, `UYW`, `UZS`, `VED`, `VES`, `VND`, `VUV`, `WST`, `XAD`, `XAF`, `XAG`, `XAU`, `XBA`, `XBB`,
    `XBC`, `XBD`, `XCD`, `XCG`, `XDR`, `XOF`, `XPD`, `XPF`, `XPT`, `XSU`, `XTS`, `XUA`, `XXX`, `YER`, `ZAR`,
    `ZMW`, `ZWG`, `count`, `rank`, `days`; more may come.
    """
    status: str
    """`fulfilled` if a document reports that it was done, else `open`. Known values: `open`, `fulfilled`; more may
    come.
    """
    overdue: bool
    """True for an open commitment if the newest document about its mechanism or countries is later than the last day
    on which it is due, and no document later than that day mentions it.
    """
    meeting: "TitleRef | None"
    """The meeting that the document reports with it."""
    mechanism: "MechanismRef | None"
    """The mechanism that the document reports with it."""
    statements: "list[StatementRef]"
    """The statements that make it, if a document reports any."""
    evidence: NotRequired["list[Evidence]"]
    """Only with `include=evidence`."""
    documents: NotRequired["list[Document]"]
    """Only with `include=documents`."""
    history: NotRequired["list[Version]"]
    """Only with `include=history`."""


class Comparison(TypedDict):
    """The comparison of a figure with others for the same subject, by the rules of `/methodology`."""

    group: str
    """The group of figures, under `/trade-conflicts`."""
    verdict: str
    """Whether the group's figures can all be true. Known values: `disagree`, `compatible`, `same`, `superseded`;
    more may come.
    """
    preferred: bool
    """Whether it is the figure that `figures=preferred` leaves."""
    rule: str
    """The rule that decided which figure is preferred. Known values: `whole`, `authority`, `later`, `exact`,
    `narrower`, `published`, `id`; more may come.
    """


class Conflict(TypedDict):
    """What documents say that differs, or cannot well be true together."""

    id: str
    """Id. It is never reused. If the record is renamed, its former id leads to it."""
    url: str
    """Path of the record."""
    html_url: str | None
    """Path of its page, for people. Null if it has none."""
    title: str
    """What differs."""
    label: str
    """Text to show for it in a list, a chart or a link."""
    sources: "list[Source]"
    """The documents that support it, newest first."""
    updated_at: str
    """When we last changed this record. It is neither the date of the event nor of the report."""
    kind: str
    """`figures`: figures for the same subject and time differ, as in `/trade-stats/conflicts`. `value`: documents
    differ on a field of a record. `trend`: a trend in words goes another way than the figures. `implausible`: a
    flow does not fit that of a longer period around its own. Known values: `figures`, `value`, `trend`,
    `implausible`; more may come.
    """
    record_kind: str
    """Kind of the records. Known values: `agreement`, `commitment`, `country`, `document`, `mechanism`, `meeting`,
    `milestone`, `mission`, `official`, `organization`, `statement`, `trade-stat`; more may come.
    """
    field: str | None
    """The field on which documents differ (`value`)."""
    verdict: str | None
    """Result of comparing (`figures`, `value`): `disagree`, `compatible` if all can be true, `superseded` if a later
    document or target replaced the earlier. Null for the other kinds. Known values: `disagree`, `compatible`,
    `same`, `superseded`; more may come.
    """
    subject: "ConflictingRecord"
    """The record it is about: the group of `figures`, the record with the field, the trend, or the flow of the
    longer period.
    """
    countries: "list[TraderRef]"
    """The countries that the record is about."""
    mechanism: "MechanismRef | None"
    """The mechanism of the record, or of the first that has one."""
    explanation: str
    """What differs, in words; of figures the arithmetic."""
    sides: "list[Side]"
    """The values side by side: the preferred figure first, the value of the record, the trend, or the longer period."""
    evidence: NotRequired["list[Evidence]"]
    """Only with `include=evidence`."""
    documents: NotRequired["list[Document]"]
    """Only with `include=documents`."""
    history: NotRequired["list[Version]"]
    """Only with `include=history`."""


class ConflictingRecord(TypedDict):
    """A record in a conflict, or a group of figures."""

    kind: str
    """Kind of record; `figure-group` of a group of figures."""
    id: str
    """Its id."""
    url: str
    """Its path."""
    title: str
    """Its title."""
    label: str
    """What to show people for it."""


class Coordinates(TypedDict):
    """The coordinates of a city in degrees (WGS 84), from GeoNames (CC BY 4.0)."""

    latitude: float
    """Degrees north of the equator."""
    longitude: float
    """Degrees east of Greenwich."""


class Country(TypedDict):
    """A country of ISO 3166-1, a former one of ISO 3166-3, or Kosovo. If no document mentions it, it has no sources,
    and its names are ours.
    """

    id: str
    """Id. It is never reused. If the record is renamed, its former id leads to it."""
    url: str
    """Path of the record."""
    html_url: str | None
    """Path of its page, for people. Null if it has none."""
    title: str | None
    """Title or name. Null for a document whose text has no title."""
    label: str
    """Text to show for it in a list, a chart or a link."""
    sources: "list[Source]"
    """The documents that support it, newest first."""
    updated_at: str
    """When we last changed this record. It is neither the date of the event nor of the report."""
    code: str
    """ISO 3166-1 alpha-2 code, or ISO 3166-3 code of a former country. It is also the id."""
    kind: str
    """`state` is a member or observer of the United Nations, `former-state` a state that ended in `valid_until`,
    `territory` any other country. Known values: `state`, `former-state`, `territory`; more may come.
    """
    alpha3: str | None
    """ISO 3166-1 alpha-3 code; null if it has none."""
    numeric: str | None
    """ISO 3166-1 numeric code, three digits; null if it has none."""
    name: str
    """Short name."""
    official_name: str | None
    """Official name."""
    aliases: list[str]
    """Other names by which it is found."""
    editorial_aliases: list[str]
    """The aliases that we added. They are in no document."""
    identifiers: "list[Identifier]"
    """Its ids in standards and other data sets; empty if it has none. `identifier` finds it."""
    valid_from: str | None
    """When a former country began (EDTF); null for others and if unknown."""
    valid_until: str | None
    """When a former country ended (EDTF); null for others."""
    successors: "list[PartyRef]"
    """Parties that followed a former country on its territory."""
    mechanisms: "list[MechanismRef]"
    """Mechanisms of which it is a member, according to the documents."""
    missions: "list[MissionRef]"
    """Embassies, consulates and other missions that it maintains or hosts."""
    evidence: NotRequired["list[Evidence]"]
    """Only with `include=evidence`."""
    documents: NotRequired["list[Document]"]
    """Only with `include=documents`."""
    history: NotRequired["list[Version]"]
    """Only with `include=history`."""


class Coverage(TypedDict):
    """The records of a mechanism in a year."""

    mechanism: "MechanismRef | None"
    """The mechanism; null for records without one."""
    year: int | None
    """The year in which the dates begin; null for records without a date."""
    recorded: "Recorded"
    """Numbers of records, by kind."""
    documents: list[str]
    """Ids of the documents that support them."""
    sentences: "Sentences | None"
    """Numbers of their sentences: cited, set aside and open. Null for data sets."""
    read_until: str | None
    """Publication day of the newest document about the mechanism."""


class Delegate(TypedDict):
    """An official who acted for a party or for none, with the post at that time."""

    official: "NameRef"
    """The official."""
    country: "PartyRef | None"
    """The country or organisation for which the official acted; null if neither, as for a company."""
    position: str | None
    """The post at that time."""


class Document(TypedDict):
    """A document: the source of records."""

    id: str
    """Id. It is never reused. If the record is renamed, its former id leads to it."""
    url: str
    """Path of the record."""
    html_url: str | None
    """Path of its page, for people. Null if it has none."""
    title: str | None
    """Title; null if the text has none and we gave it none."""
    label: str
    """Text to show for it in a list, a chart or a link."""
    sources: "list[Source]"
    """The documents that support it, newest first."""
    updated_at: str
    """When we last changed this record. It is neither the date of the event nor of the report."""
    kind: str
    """Kind of document. We judge it from the text. Known values: `article`, `press-release`, `statement`,
    `transcript`, `report`, `treaty`, `law`, `data-set`, `other`; more may come.
    """
    publisher: str | None
    """Publisher; null if the text names none."""
    author: str | None
    """Author; null if the text names none."""
    date: str | None
    """Date (EDTF); null if no document states it."""
    date_start: str | None
    """The earliest day that the date can cover; null if there is none, as for `../1992-10`."""
    date_end: str | None
    """The latest day that the date can cover."""
    date_precision: str | None
    """Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
    `year`, `range`, `before`; more may come.
    """
    language: str
    """ISO 639-1 language of the text."""
    source_url: str | None
    """Where it was published."""
    archived_url: str | None
    """A copy in an archive."""
    licence: str | None
    """Terms under which it may be used."""
    version: str | None
    """Version, as its publisher counts."""
    retrieved: str | None
    """When this copy was retrieved (EDTF)."""
    supersedes: "DocumentRef | None"
    """Its older edition."""
    superseded_by: "DocumentRef | None"
    """Its newer edition."""
    editorial: list[str]
    """The fields whose values are ours: the document does not state them."""
    sha256: str
    """SHA-256 of its bytes, in hexadecimal."""
    paragraphs: int | None
    """Number of paragraphs; null for a data set. Each line that is not blank is one; evidence counts them from 1."""
    rows: int | None
    """Number of rows of a data set; null for a text."""
    key: list[str]
    """The columns that identify a row of a data set. The key of a row is their values, joined by hyphens."""
    meetings: "list[ReportedMeeting]"
    """The meetings it reports."""
    parts: "list[Part]"
    """Parts with a date or a status of their own, such as links to related articles."""
    set_aside: "list[SetAside]"
    """The paragraphs and sentences that support no record, and why."""
    sentences: "Sentences | None"
    """Numbers of its sentences: cited, set aside and open. Null for a data set."""
    paragraph_sentences: "list[Paragraph]"
    """The same for each paragraph."""
    evidence: NotRequired["list[Evidence]"]
    """Only with `include=evidence`."""
    history: NotRequired["list[Version]"]
    """Only with `include=history`."""


class DocumentRef(TypedDict):
    """Another document, by id and title."""

    id: str
    """Its id."""
    title: str | None
    """Its title; null if it has none."""


class Evidence(TypedDict):
    """A place in a document that supports a record, or fields of it: a span of a text, or a row of a data set."""

    id: str
    """Id. It is never reused. If the record is renamed, its former id leads to it."""
    url: str
    """Path of the record."""
    html_url: str | None
    """Path of its page, for people. Null if it has none."""
    title: str | None
    """Title or name. Null for a document whose text has no title."""
    label: str
    """Text to show for it in a list, a chart or a link."""
    sources: "list[Source]"
    """The documents that support it, newest first."""
    updated_at: str
    """When we last changed this record. It is neither the date of the event nor of the report."""
    record: "SupportedRecord"
    """The record."""
    fields: list[str]
    """The fields that it supports, by name; empty for the whole record."""
    document: str
    """Id of the document."""
    paragraph: int | None
    """Number of the paragraph; null for a row. Lines that are not blank are counted from 1."""
    start: int | None
    """Position of the first character of the span, counted from 0 in the whole text; null for a row."""
    end: int | None
    """Position after the last character of the span; null for a row."""
    row: str | None
    """Key of the row of a data set; null for a span. It stays when the file is generated again."""
    columns: list[str]
    """The columns of the row that were read."""
    sha256: str
    """SHA-256 of the span in UTF-8, or of the row as a JSON object (RFC 8785) of its cells by column."""
    as_written: str | None
    """A few words of the place, as written."""
    says: str | None
    """The value in the document, if it differs from the record."""
    method: str
    """`stated` if the place says it, `inferred` if it was worked out from the place. Known values: `stated`,
    `inferred`; more may come.
    """
    reason: str | None
    """How it was inferred, in our words."""
    reviewed: int
    """Number of reviewers who checked it: 0 if none did."""
    quote: str | None
    """The sentence around the span, or the cells of the row; null if the operator has no text."""
    evidence: NotRequired["list[Evidence]"]
    """Only with `include=evidence`."""
    documents: NotRequired["list[Document]"]
    """Only with `include=documents`."""
    history: NotRequired["list[Version]"]
    """Only with `include=history`."""


class ExternalIds(TypedDict):
    """Ids of an official in other data sets. They find the official as a name does."""

    wikidata: str | None
    """Item of Wikidata; null if we added none."""


class Family(TypedDict):
    """Mechanisms of one design with different members. A generic name finds all of them."""

    acronym: str | None
    """Generic acronym."""
    name: str
    """Generic name."""
    aliases: list[str]
    """Other generic names."""
    editorial: bool
    """True if the generic name is ours and in no document."""


class FieldConflict(TypedDict):
    """A field of a meeting on which documents differ."""

    meeting: "TitleRef"
    """The meeting."""
    field: str
    """The field."""
    value: Any
    """The value in the record."""
    verdict: str
    """`superseded` if every document that differs from the record is older than one that supports it; `compatible`
    if a date is only less exact; else `disagree`. Known values: `disagree`, `compatible`, `same`, `superseded`;
    more may come.
    """
    rule: str
    """The rule that decided which value the record has."""
    statements: "list[FieldStatement]"
    """What each document says, newest first."""


class FieldStatement(TypedDict):
    """What a document says about the field."""

    document: str
    """Id of the document."""
    published: str | None
    """Day of publication (EDTF)."""
    paragraph: int | None
    """Number of the paragraph; null in a data set."""
    row: str | None
    """Key of the row of a data set; null in a text."""
    says: str | None
    """The value in the document; null if it is the value in the record."""
    as_written: str | None
    """A few words of the passage."""


class Figure(TypedDict):
    """One of the compared figures. `url` leads to the full record with its sources."""

    id: str
    """Id of the trade stat."""
    url: str
    """Its path."""
    value: float
    """The figure."""
    qualifier: str
    """How the source qualifies the figure. Known values: `exact`, `about`, `nearly`, `over`, `under`; more may come."""
    as_written: str
    """The figure as the document puts it."""
    flow: str | None
    """Direction, as the reporter sees it. Known values: `turnover`, `export`, `import`, `inward`, `outward`; more
    may come.
    """
    reporter: "TraderRef"
    """The reporting country. Flows are seen from its side."""
    date: str | None
    """Date (EDTF); null if no document states it."""
    scope: str | None
    """The part of the whole that it covers; null if it covers all."""
    authority: str
    """Who states the figure. Known values: `statistics`, `statement`, `expert`, `press`; more may come."""
    attributed_to: str | None
    """Whom the document names as the source of the figure."""
    preferred: bool
    """Whether it is the preferred figure. If some cover a whole and others a part of it, each has one."""


class FigureGroup(TypedDict):
    """Figures for the same subject and time: the same indicator and pair of countries, in either direction."""

    id: str
    """Id. It is never reused. If the record is renamed, its former id leads to it."""
    url: str
    """Path of the record."""
    html_url: str | None
    """Path of its page, for people. Null if it has none."""
    title: str | None
    """Title or name. Null for a document whose text has no title."""
    label: str
    """Text to show for it in a list, a chart or a link."""
    sources: "list[Source]"
    """The documents that support it, newest first."""
    updated_at: str
    """When we last changed this record. It is neither the date of the event nor of the report."""
    indicator: str
    """What is measured. Known values: `trade`, `trade-target`, `trade-rank`, `investment-stock`, `investment-flow`,
    `investment-rank`, `companies`, `joint-projects`, `joint-project-value`, `tourists`, `tourist-rank`,
    `students`, `scholarships`, `presidential-meetings`, `presidential-visits`, `production-rank`, `export-rank`;
    more may come.
    """
    countries: "list[TraderRef]"
    """The two countries."""
    product: "Product | None"
    """The product; null for all goods."""
    unit: str
    """Unit. Known values: `AED`, `AFN`, `ALL`, `AMD`, `AOA`, `ARS`, `AUD`, `AWG`, `AZN`, `BAM`, `BBD`, `BDT`, `BHD`,
    `BIF`, `BMD`, `BND`, `BOB`, `BOV`, `BRL`, `BSD`, `BTN`, `BWP`, `BYN`, `BZD`, `CAD`, `CDF`, `CHE`, `CHF`,
    `CHW`, `CLF`, `CLP`, `CNY`, `COP`, `COU`, `CRC`, `CUP`, `CVE`, `CZK`, `DJF`, `DKK`, `DOP`, `DZD`, `EGP`,
    `ERN`, `ETB`, `EUR`, `FJD`, `FKP`, `GBP`, `GEL`, `GHS`, `GIP`, `GMD`, `GNF`, `GTQ`, `GYD`, `HKD`, `HNL`,
    `HTG`, `HUF`, `IDR`, `ILS`, `INR`, `IQD`, `IRR`, `ISK`, `JMD`, `JOD`, `JPY`, `KES`, `KGS`, `KHR`, `KMF`,
    `KPW`, `KRW`, `KWD`, `KYD`, `KZT`, `LAK`, `LBP`, `LKR`, `LRD`, `LSL`, `LYD`, `MAD`, `MDL`, `MGA`, `MKD`,
    `MMK`, `MNT`, `MOP`, `MRU`, `MUR`, `MVR`, `MWK`, `MXN`, `MXV`, `MYR`, `MZN`, `NAD`, `NGN`, `NIO`, `NOK`,
    `NPR`, `NZD`, `OMR`, `PAB`, `PEN`, `PGK`, `PHP`, `PKR`, `PLN`, `PYG`, `QAR`, `RON`, `RSD`, `RUB`, `RWF`,
    `SAR`, `SBD`, `SCR`, `SDG`, `SEK`, `SGD`, `SHP`, `SLE`, `SOS`, `SRD`, `SSP`, `STN`, `SVC`, `SYP`, `SZL`,
    `THB`, `TJS`, `TMT`, `TND`, `TOP`, `TRY`, `TTD`, `TWD`, `TZS`, `UAH`, `UGX`, `USD`, `USN`, `UYI`, `UYU`,
    `UYW`, `UZS`, `VED`, `VES`, `VND`, `VUV`, `WST`, `XAD`, `XAF`, `XAG`, `XAU`, `XBA`, `XBB`, `XBC`, `XBD`,
    `XCD`, `XCG`, `XDR`, `XOF`, `XPD`, `XPF`, `XPT`, `XSU`, `XTS`, `XUA`, `XXX`, `YER`, `ZAR`, `ZMW`, `ZWG`,
    `count`, `rank`, `days`; more may come.
    """
    estimate: bool
    """Whether the source gives it as an estimate."""
    valuation: str | None
    """How goods are valued: `cif`, with freight and insurance, or `fob`, without; null if the source does not say.
    Known values: `cif`, `fob`; more may come.
    """
    instrument: str | None
    """The form of an investment or a payment, as the source names it."""
    dimensions: dict[str, str]
    """What else distinguishes figures of a data set: its own names and values."""
    date_start: str | None
    """The earliest day that the date can cover; null if there is none, as for `../1992-10`."""
    date_end: str | None
    """The latest day that the date can cover."""
    verdict: str
    """`disagree`: the figures cannot all be true, even with their qualifiers. `compatible`: they can. `same`: all
    are equal. `superseded`: a later target replaced an earlier one. Known values: `disagree`, `compatible`,
    `same`, `superseded`; more may come.
    """
    spread: "Spread"
    """How far apart the figures are."""
    reasons: list[str]
    """The aspects besides the value in which they differ. These may explain the difference."""
    preferred: str
    """Id of the figure to prefer."""
    rule: str
    """The rule that preferred it to the next one. Known values: `whole`, `authority`, `later`, `exact`, `narrower`,
    `published`, `id`; more may come.
    """
    figures: "list[Figure]"
    """The figures, the preferred one first."""
    evidence: NotRequired["list[Evidence]"]
    """Only with `include=evidence`."""
    documents: NotRequired["list[Document]"]
    """Only with `include=documents`."""
    history: NotRequired["list[Version]"]
    """Only with `include=history`."""


class Hit(TypedDict):
    """A record that contains the words."""

    kind: str
    """Kind of record. Known values: `agreement`, `commitment`, `country`, `document`, `mechanism`, `meeting`,
    `milestone`, `mission`, `official`, `organization`, `statement`, `trade-stat`; more may come.
    """
    id: str
    """Its id."""
    url: str
    """Its path."""
    title: str
    """Its title or name; its id where it has neither."""
    label: str
    """Text to show for it in a list, a chart or a link."""
    snippet: str
    """A few words of the record around the first match. It is the beginning of the record if only another spelling
    of a name matched.
    """
    rank: int
    """Percentage of the title that the words make up; 0 if they are only elsewhere in the record."""


class Identifier(TypedDict):
    """What a standard or another data set calls a record."""

    scheme: str
    """What it is an id in. Known values: `wikidata`, `opensanctions`, `iso-3166-1-alpha-2`, `iso-3166-1-alpha-3`,
    `iso-3166-1-numeric`, `iso-3166-3`; more may come.
    """
    id: str
    """The id."""
    url: str | None
    """Page about it; null for codes of ISO 3166."""
    basis: str
    """Who says that it is that of the record: a `standard`, a `document` (the evidence of the record leads to it),
    or we (`editorial`). Known values: `standard`, `document`, `editorial`; more may come.
    """


class Mechanism(TypedDict):
    """A council, group, commission, consultation series or international organisation."""

    id: str
    """Id. It is never reused. If the record is renamed, its former id leads to it."""
    url: str
    """Path of the record."""
    html_url: str | None
    """Path of its page, for people. Null if it has none."""
    title: str | None
    """Title or name. Null for a document whose text has no title."""
    label: str
    """Text to show for it in a list, a chart or a link."""
    sources: "list[Source]"
    """The documents that support it, newest first."""
    updated_at: str
    """When we last changed this record. It is neither the date of the event nor of the report."""
    acronym: str | None
    """Acronym; several mechanisms may share it."""
    name: str
    """Full name."""
    family: "Family | None"
    """Its family: all mechanisms of the same design, which share the generic names. Null if it has none."""
    aliases: list[str]
    """Other names of this mechanism alone."""
    editorial_aliases: list[str]
    """The aliases that we added. They are in no document."""
    identifiers: "list[Identifier]"
    """Its ids in standards and other data sets; empty if it has none. `identifier` finds it."""
    kind: str
    """Kind of mechanism. Known values: `council`, `planning-group`, `commission`, `consultations`, `organization`,
    `assembly`; more may come.
    """
    level: str | None
    """The level at which it meets; null if no document says so. Known values: `heads-of-state`, `foreign-ministers`,
    `parliaments`; more may come.
    """
    members: list[str]
    """Codes of the members that documents name. An organisation may have more."""
    organization: "PartyRef | None"
    """The party that this mechanism is, under `/organizations`; null if it is not a party."""
    member_parties: "list[PartyRef]"
    """The members, with name and kind."""
    established: str | None
    """Date (EDTF); null if no document states it."""
    established_start: str | None
    """The earliest day that the date can cover; null if there is none, as for `../1992-10`."""
    established_end: str | None
    """The latest day that the date can cover."""
    established_precision: str | None
    """Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
    `year`, `range`, `before`; more may come.
    """
    meetings_count: int
    """Number of recorded meetings, held or not: the `total` of `/meetings?mechanism=ID`."""
    first_meeting: "MeetingAt | None"
    """The earliest meeting that a document reports as held; null if there is none."""
    last_meeting: "MeetingAt | None"
    """The latest meeting that a document reports as held; null if there is none."""
    next_meeting: "MeetingAt | None"
    """The first planned meeting that is not overdue, and not before the last one held; null if there is none."""
    sessions: "Sessions"
    """The numbers of its sessions: held, planned and missing."""
    evidence: NotRequired["list[Evidence]"]
    """Only with `include=evidence`."""
    documents: NotRequired["list[Document]"]
    """Only with `include=documents`."""
    countries: NotRequired["list[Country | Organization]"]
    """Only with `include=countries`."""
    history: NotRequired["list[Version]"]
    """Only with `include=history`."""


class MechanismRef(TypedDict):
    """A mechanism in another record."""

    id: str
    """Id of the mechanism."""
    acronym: str | None
    """Acronym. Several mechanisms may share it."""
    name: str
    """Full name."""


class Meeting(TypedDict):
    """A meeting of officials of one or more countries: a session, a bilateral meeting, a summit, a visit, a call."""

    id: str
    """Id. It is never reused. If the record is renamed, its former id leads to it."""
    url: str
    """Path of the record."""
    html_url: str | None
    """Path of its page, for people. Null if it has none."""
    title: str
    """Title, in our words."""
    label: str
    """Text to show for it in a list, a chart or a link."""
    sources: "list[Source]"
    """The documents that support it, newest first."""
    updated_at: str
    """When we last changed this record. It is neither the date of the event nor of the report."""
    type: str
    """Type of the meeting. Known values: `session`, `bilateral`, `summit`, `visit`, `conference`, `phone-call`,
    `video-call`; more may come.
    """
    status: str
    """According to the sources: `planned` until a document says that it was held. If it is `postponed` or
    `cancelled`, the date is the one for which it was planned. Known values: `held`, `planned`, `postponed`,
    `cancelled`; more may come.
    """
    overdue: bool
    """True for a planned meeting if the newest document about its mechanism or countries is later than its last day,
    and no document later than that day mentions it.
    """
    date: str | None
    """Date (EDTF); null if no document states it."""
    date_start: str | None
    """The earliest day that the date can cover; null if there is none, as for `../1992-10`."""
    date_end: str | None
    """The latest day that the date can cover."""
    date_precision: str | None
    """Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
    `year`, `range`, `before`; more may come.
    """
    mechanism: "MechanismRef | None"
    """The mechanism of which it is a meeting."""
    session: int | None
    """Its number: 8 for an eighth meeting."""
    city: str | None
    """City; the first if there are several."""
    coordinates: "Coordinates | None"
    """The coordinates of the city; null if no city is named, or we have no coordinates of it."""
    venue: str | None
    """Venue in the city."""
    country: "PartyRef | None"
    """The country in which it takes place; the first if there are several."""
    places: "list[Stop]"
    """The places of the meeting. A visit to several cities has several."""
    countries: "list[PartyRef]"
    """The countries that take part, if documents name them; else those of the participants."""
    participants: "list[Participant]"
    """The officials that documents name."""
    topics: list[str]
    """What a document says was discussed. A planned meeting has none."""
    agenda: list[str]
    """What a document expects to be discussed. It does not show what was discussed."""
    format: str | None
    """How it was held, if a document says so: `closed-door`, `extended` (with delegations), `one-on-one` and so on.
    Known values: `closed-door`, `extended`, `one-on-one`, `informal`, `online`; more may come.
    """
    part_of: "TitleRef | None"
    """The visit, summit or session of which it is a part. Talks, for example, are part of a visit."""
    parts: "list[TitleRef]"
    """The meetings that are a part of it, in order of date."""
    occasion: str | None
    """The occasion on which it was held."""
    agreements: "list[TitleRef]"
    """The agreements adopted there."""
    evidence: NotRequired["list[Evidence]"]
    """Only with `include=evidence`."""
    documents: NotRequired["list[Document]"]
    """Only with `include=documents`."""
    history: NotRequired["list[Version]"]
    """Only with `include=history`."""


class MeetingAt(TypedDict):
    """A meeting with its date."""

    id: str
    """Its id."""
    title: str
    """Its title."""
    date: str | None
    """Date (EDTF); null if no document states it."""


class Milestone(TypedDict):
    """A turning point in relations."""

    id: str
    """Id. It is never reused. If the record is renamed, its former id leads to it."""
    url: str
    """Path of the record."""
    html_url: str | None
    """Path of its page, for people. Null if it has none."""
    title: str
    """What happened, in our words."""
    label: str
    """Text to show for it in a list, a chart or a link."""
    sources: "list[Source]"
    """The documents that support it, newest first."""
    updated_at: str
    """When we last changed this record. It is neither the date of the event nor of the report."""
    type: str
    """Type of the turning point. Known values: `foundation`, `recognition`, `diplomatic-relations`, `embassy`,
    `mechanism`, `accession`; more may come.
    """
    account: str | None
    """How a document describes it, in our words, if documents differ: for example, at whose initiative it happened.
    Evidence from another document has its version in `says`.
    """
    date: str | None
    """Date (EDTF); null if no document states it."""
    date_start: str | None
    """The earliest day that the date can cover; null if there is none, as for `../1992-10`."""
    date_end: str | None
    """The latest day that the date can cover."""
    date_precision: str | None
    """Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
    `year`, `range`, `before`; more may come.
    """
    countries: "list[PartyRef]"
    """The countries that it concerns."""
    mechanism: "MechanismRef | None"
    """The mechanism that it concerns."""
    evidence: NotRequired["list[Evidence]"]
    """Only with `include=evidence`."""
    documents: NotRequired["list[Document]"]
    """Only with `include=documents`."""
    history: NotRequired["list[Version]"]
    """Only with `include=history`."""


class Mission(TypedDict):
    """An embassy, consulate or other mission of one party at another."""

    id: str
    """Id. It is never reused. If the record is renamed, its former id leads to it."""
    url: str
    """Path of the record."""
    html_url: str | None
    """Path of its page, for people. Null if it has none."""
    title: str
    """What it is, in our words."""
    label: str
    """Text to show for it in a list, a chart or a link."""
    sources: "list[Source]"
    """The documents that support it, newest first."""
    updated_at: str
    """When we last changed this record. It is neither the date of the event nor of the report."""
    type: str
    """Type of the mission. Known values: `embassy`, `high-commission`, `consulate-general`, `consulate`,
    `honorary-consulate`, `permanent-mission`, `liaison-office`, `interests-section`, `representation`; more may
    come.
    """
    sender: "PartyRef"
    """The party that keeps it."""
    host: "PartyRef"
    """The party to which it is accredited."""
    city: str | None
    """Its city; null if no document states it."""
    coordinates: "Coordinates | None"
    """The coordinates of the city; null if no city is named, or we have no coordinates of it."""
    opened: str | None
    """Date (EDTF); null if no document states it."""
    opened_start: str | None
    """The earliest day that the date can cover; null if there is none, as for `../1992-10`."""
    opened_end: str | None
    """The latest day that the date can cover."""
    opened_precision: str | None
    """Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
    `year`, `range`, `before`; more may come.
    """
    closed: str | None
    """When it closed (EDTF); null if no document says so."""
    evidence: NotRequired["list[Evidence]"]
    """Only with `include=evidence`."""
    documents: NotRequired["list[Document]"]
    """Only with `include=documents`."""
    history: NotRequired["list[Version]"]
    """Only with `include=history`."""


class MissionRef(TypedDict):
    """An embassy, consulate or other mission of one country in another, or at an organisation."""

    sender: "PartyRef"
    """The party that maintains it."""
    host: "PartyRef"
    """The party to which it is accredited."""
    city: str | None
    """Its city; null if no document states it."""
    type: str
    """Type of the mission. Known values: `embassy`, `high-commission`, `consulate-general`, `consulate`,
    `honorary-consulate`, `permanent-mission`, `liaison-office`, `interests-section`, `representation`; more may
    come.
    """
    opened: str | None
    """When it opened (EDTF); null if no document states it."""
    closed: str | None
    """When it closed (EDTF); null if no document says so."""


class NameRef(TypedDict):
    """An official, by id and name."""

    id: str
    """Id of the official."""
    name: str
    """Name of the official."""


class Official(TypedDict):
    """A person who holds or held a public post."""

    id: str
    """Id. It is never reused. If the record is renamed, its former id leads to it."""
    url: str
    """Path of the record."""
    html_url: str | None
    """Path of its page, for people. Null if it has none."""
    title: str | None
    """Title or name. Null for a document whose text has no title."""
    label: str
    """Text to show for it in a list, a chart or a link."""
    sources: "list[Source]"
    """The documents that support it, newest first."""
    updated_at: str
    """When we last changed this record. It is neither the date of the event nor of the report."""
    name: str
    """Name in Latin letters."""
    aliases: list[str]
    """Other spellings."""
    editorial_aliases: list[str]
    """The aliases that we added. They are in no document."""
    identifiers: "list[Identifier]"
    """Its ids in standards and other data sets; empty if it has none. `identifier` finds it."""
    country: "PartyRef | None"
    """The country or organisation that the official serves; null if neither, as for a company."""
    positions: "list[Position]"
    """Posts, newest first; empty if no document states any."""
    external_ids: "ExternalIds"
    """Ids in other data sets, which we added."""
    evidence: NotRequired["list[Evidence]"]
    """Only with `include=evidence`."""
    documents: NotRequired["list[Document]"]
    """Only with `include=documents`."""
    history: NotRequired["list[Version]"]
    """Only with `include=history`."""


class Organization(TypedDict):
    """An organisation that acts as a party. If no document mentions it, it has no sources, and its names are ours."""

    id: str
    """Id. It is never reused. If the record is renamed, its former id leads to it."""
    url: str
    """Path of the record."""
    html_url: str | None
    """Path of its page, for people. Null if it has none."""
    title: str | None
    """Title or name. Null for a document whose text has no title."""
    label: str
    """Text to show for it in a list, a chart or a link."""
    sources: "list[Source]"
    """The documents that support it, newest first."""
    updated_at: str
    """When we last changed this record. It is neither the date of the event nor of the report."""
    code: str
    """Its own code, which is also the id."""
    kind: str
    """Always `organization`, as in references to it. Known values: `state`, `former-state`, `territory`,
    `organization`, `aggregate`; more may come.
    """
    acronym: str | None
    """Acronym; null if it has none."""
    name: str
    """Name."""
    aliases: list[str]
    """Other names by which it is found."""
    editorial_aliases: list[str]
    """The aliases that we added. They are in no document."""
    identifiers: "list[Identifier]"
    """Its ids in standards and other data sets; empty if it has none. `identifier` finds it."""
    members: "list[PartyRef]"
    """Members that documents name. It may have more."""
    mechanism: "MechanismRef | None"
    """The mechanism that this organisation is, with its meetings; null if it is not a mechanism."""
    mechanisms: "list[MechanismRef]"
    """Mechanisms of which it is a member, according to the documents."""
    evidence: NotRequired["list[Evidence]"]
    """Only with `include=evidence`."""
    documents: NotRequired["list[Document]"]
    """Only with `include=documents`."""
    history: NotRequired["list[Version]"]
    """Only with `include=history`."""


class Paragraph(TypedDict):
    """Numbers of the sentences of a paragraph."""

    total: int
    """Sentences."""
    cited: int
    """Those that support a record."""
    furniture: int
    """Those set aside as furniture of the page."""
    opinion: int
    """Those set aside as opinion."""
    repetition: int
    """Those set aside as repetition."""
    background: int
    """Those set aside as background."""
    open: int
    """Those that are neither cited nor set aside."""
    paragraph: int
    """Number of the paragraph."""


class Part(TypedDict):
    """Consecutive paragraphs of a document with a date or a status of their own."""

    id: str
    """Its id, unique in the document."""
    title: str | None
    """Its title; null if it has none."""
    first_paragraph: int
    """Number of its first paragraph."""
    last_paragraph: int
    """Number of its last paragraph."""
    date: str | None
    """Date (EDTF); null if no document states it."""
    date_start: str | None
    """The earliest day that the date can cover; null if there is none, as for `../1992-10`."""
    date_end: str | None
    """The latest day that the date can cover."""
    date_precision: str | None
    """Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
    `year`, `range`, `before`; more may come.
    """
    status: str | None
    """`related` (links to other articles), `update` (added later) or `annex`; null if it is none. Known values:
    `related`, `update`, `annex`; more may come.
    """


class Participant(TypedDict):
    """An official at the meeting."""

    official: "NameRef"
    """The official."""
    country: "PartyRef | None"
    """The country or organisation for which the official acted; null if neither, as for a company."""
    position: str | None
    """The post at that time."""
    role: str
    """Part taken. Known values: `co-chair`, `host`, `guest`, `participant`; more may come."""


class PartyRef(TypedDict):
    """A country or organisation in another record."""

    code: str
    """Code: ISO 3166-1 alpha-2 of a country, ISO 3166-3 of a former one, or an organisation's own."""
    name: str
    """Its short name."""
    kind: str
    """Kind of party. An `organization` is under `/organizations`, all others under `/countries`. Known values:
    `state`, `former-state`, `territory`, `organization`, `aggregate`; more may come.
    """


class PatchOperation(TypedDict):
    """An operation of a JSON Patch (RFC 6902)."""

    op: str
    """`add`, `remove` or `replace`."""
    path: str
    """JSON Pointer of the value (RFC 6901)."""
    value: NotRequired[Any]
    """The new value; not there for `remove`."""


_Position = TypedDict("_Position", {"class": str})


class Position(_Position):
    """A public post, as the documents state it."""

    title: str
    """The post."""
    party: "PartyRef | None"
    """Whose post it is; null if no document says."""
    body: str | None
    """The institution."""
    start: str | None
    """Start (EDTF); null if no document states it. `../2020` is by 2020."""
    end: str | None
    """End (EDTF); null if no document states it. `../2023-09` is by September 2023."""
    as_of: str | None
    """The latest date for which a document reports the official in this post (EDTF)."""
    former: bool
    """True if a document says that the official no longer holds the post."""


class Product(TypedDict):
    """The product that a trade figure covers."""

    name: str
    """Name."""
    system: str | None
    """The classification that the code is of; null where the source has no code."""
    edition: str | None
    """The edition of the classification."""
    code: str | None
    """The code."""
    hs: str | None
    """Heading of the Harmonized System; null if it is not certain."""


class Recorded(TypedDict):
    """Numbers of records."""

    meetings: int
    """Meetings."""
    agreements: int
    """Agreements."""
    milestones: int
    """Milestones."""
    trade_stats: int
    """Reported figures."""
    commitments: int
    """Commitments."""
    statements: int
    """Statements."""


class ReportedMeeting(TypedDict):
    """A meeting that a document reports."""

    id: str
    """Its id."""
    title: str
    """Its title."""
    part: str | None
    """The part of the document that alone reports it, such as links to related articles; null if the document itself
    does.
    """


class Revision(TypedDict):
    """A revision of the data."""

    revision: int
    """Its number: the moment of publication. Never used twice."""
    url: str
    """Its path."""
    published_at: str
    """When it was published."""
    message: str | None
    """What the operator says about it; null without a word."""
    seed_digest: str | None
    """SHA-256 of the data that were loaded, in canonical form. Null if it was not noted."""
    source_commit: str | None
    """The commit in git of the loaded files; null where there is none."""
    created: int | None
    """Records created; null if they were not counted."""
    updated: int | None
    """Records updated."""
    withdrawn: int | None
    """Records withdrawn."""
    renamed: int | None
    """Records renamed."""


class Sentences(TypedDict):
    """Numbers of sentences. All others add up to `total`."""

    total: int
    """Sentences."""
    cited: int
    """Those that support a record."""
    furniture: int
    """Those set aside as furniture of the page."""
    opinion: int
    """Those set aside as opinion."""
    repetition: int
    """Those set aside as repetition."""
    background: int
    """Those set aside as background."""
    open: int
    """Those that are neither cited nor set aside."""


class SeriesRow(TypedDict):
    """One period of a series. It is a ``gap`` if no document has a figure for it."""

    series: str
    """Id of the series. All rows of one line in a chart have the same."""
    label: str
    """What is measured, for people."""
    date: str | None
    """Date (EDTF); null if no document states it."""
    date_start: str | None
    """The earliest day that the date can cover; null if there is none, as for `../1992-10`."""
    date_end: str | None
    """The latest day that the date can cover."""
    date_precision: str | None
    """Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
    `year`, `range`, `before`; more may come.
    """
    value: float | None
    """The figure; null in a gap."""
    low: float | None
    """The lowest value that the figure allows; null if there is no bound."""
    high: float | None
    """The highest value that the figure allows; null if there is no bound."""
    qualifier: str | None
    """How the source qualifies the figure. Known values: `exact`, `about`, `nearly`, `over`, `under`; more may come."""
    unit: str
    """A currency (ISO 4217), `count`, `rank` or `days`. Known values: `AED`, `AFN`, `ALL`, `AMD`, `AOA`, `ARS`,
    `AUD`, `AWG`, `AZN`, `BAM`, `BBD`, `BDT`, `BHD`, `BIF`, `BMD`, `BND`, `BOB`, `BOV`, `BRL`, `BSD`, `BTN`,
    `BWP`, `BYN`, `BZD`, `CAD`, `CDF`, `CHE`, `CHF`, `CHW`, `CLF`, `CLP`, `CNY`, `COP`, `COU`, `CRC`, `CUP`,
    `CVE`, `CZK`, `DJF`, `DKK`, `DOP`, `DZD`, `EGP`, `ERN`, `ETB`, `EUR`, `FJD`, `FKP`, `GBP`, `GEL`, `GHS`,
    `GIP`, `GMD`, `GNF`, `GTQ`, `GYD`, `HKD`, `HNL`, `HTG`, `HUF`, `IDR`, `ILS`, `INR`, `IQD`, `IRR`, `ISK`,
    `JMD`, `JOD`, `JPY`, `KES`, `KGS`, `KHR`, `KMF`, `KPW`, `KRW`, `KWD`, `KYD`, `KZT`, `LAK`, `LBP`, `LKR`,
    `LRD`, `LSL`, `LYD`, `MAD`, `MDL`, `MGA`, `MKD`, `MMK`, `MNT`, `MOP`, `MRU`, `MUR`, `MVR`, `MWK`, `MXN`,
    `MXV`, `MYR`, `MZN`, `NAD`, `NGN`, `NIO`, `NOK`, `NPR`, `NZD`, `OMR`, `PAB`, `PEN`, `PGK`, `PHP`, `PKR`,
    `PLN`, `PYG`, `QAR`, `RON`, `RSD`, `RUB`, `RWF`, `SAR`, `SBD`, `SCR`, `SDG`, `SEK`, `SGD`, `SHP`, `SLE`,
    `SOS`, `SRD`, `SSP`, `STN`, `SVC`, `SYP`, `SZL`, `THB`, `TJS`, `TMT`, `TND`, `TOP`, `TRY`, `TTD`, `TWD`,
    `TZS`, `UAH`, `UGX`, `USD`, `USN`, `UYI`, `UYU`, `UYW`, `UZS`, `VED`, `VES`, `VND`, `VUV`, `WST`, `XAD`,
    `XAF`, `XAG`, `XAU`, `XBA`, `XBB`, `XBC`, `XBD`, `XCD`, `XCG`, `XDR`, `XOF`, `XPD`, `XPF`, `XPT`, `XSU`,
    `XTS`, `XUA`, `XXX`, `YER`, `ZAR`, `ZMW`, `ZWG`, `count`, `rank`, `days`; more may come.
    """
    kind: str
    """`actual`, or `target` for an aim. Known values: `actual`, `target`; more may come."""
    target_year: int | None
    """Of a target, the year by which it is to be reached; null if no document states it, and for actual figures."""
    gap: bool
    """True for a year without a figure, between the first and the last full year of the series. More than ten such
    years in a row are one row.
    """
    indicator: str
    """What is measured. Known values: `trade`, `trade-target`, `trade-rank`, `investment-stock`, `investment-flow`,
    `investment-rank`, `companies`, `joint-projects`, `joint-project-value`, `tourists`, `tourist-rank`,
    `students`, `scholarships`, `presidential-meetings`, `presidential-visits`, `production-rank`, `export-rank`;
    more may come.
    """
    flow: str | None
    """Direction, as the reporter sees it. Known values: `turnover`, `export`, `import`, `inward`, `outward`; more
    may come.
    """
    reporter: "TraderRef"
    """The reporting country. Flows are seen from its side."""
    partner: "TraderRef"
    """The other country."""
    product: "Product | None"
    """The product; null for all goods."""
    scope: str | None
    """The part of the whole that the figure covers; null if it covers all."""
    estimate: bool
    """Whether the source gives it as an estimate."""
    valuation: str | None
    """How goods are valued: `cif`, with freight and insurance, or `fob`, without; null if the source does not say.
    Known values: `cif`, `fob`; more may come.
    """
    instrument: str | None
    """The form of an investment or a payment, as the source names it."""
    dimensions: dict[str, str]
    """What else distinguishes figures of a data set: its own names and values."""
    growth_percent: float | None
    """Change since the previous period, as reported."""
    as_written: str | None
    """The figure as the document puts it."""
    trade_stat: str | None
    """Id of the figure of this row."""
    url: str | None
    """Its path."""
    figures: int
    """Number of figures for the period. The row shows the preferred figure (see `/methodology`)."""
    verdict: str | None
    """Whether these figures can all be true; null if there is only one. Known values: `disagree`, `compatible`,
    `same`, `superseded`; more may come.
    """
    sources: "list[Source]"
    """The documents that support it, newest first."""


class Sessions(TypedDict):
    """The numbers of its sessions, according to the documents."""

    held: list[int]
    """Numbers of the sessions reported as held."""
    planned: list[int]
    """Numbers of the sessions reported as planned or postponed."""
    missing: list[int]
    """Lower numbers that no document mentions. Such a session may have been held or not. If there are more than
    1000, the highest 1000.
    """
    missing_count: int
    """How many numbers are missing."""


class SetAside(TypedDict):
    """A paragraph that supports no record, or some sentences of one."""

    paragraph: int
    """Number of the paragraph."""
    sentences: list[int] | None
    """Numbers of the sentences of the paragraph, from 1; null if it is the whole paragraph."""
    why: str
    """`furniture` of the page (headings, credits, links), `opinion`, `repetition`, or `background` without an event,
    figure or commitment between countries. Known values: `furniture`, `opinion`, `repetition`, `background`; more
    may come.
    """
    because: str | None
    """The reason, in our words; may be null for furniture."""


class Side(TypedDict):
    """One of the values that contradict each other, with its sources."""

    record: "ConflictingRecord"
    """The record that has the value, or of whose field it is."""
    value: float | str | None
    """The figure, the value of the field, or the trend. Of other records a field has the ids; a list is one text,
    separated by semicolons. Null if the record has no value.
    """
    as_written: str | None
    """A few words of the passage."""
    date: str | None
    """Date (EDTF); null if no document states it."""
    document: str | None
    """Id of the newest document that has the value."""
    paragraph: int | None
    """The first paragraph of it that does; null in a data set."""
    sources: "list[Source]"
    """The documents that have the value, newest first."""


class Source(TypedDict):
    """A document that supports a record."""

    document: str
    """Its id, under `/documents`."""
    title: str | None
    """Its title; null if the text has none."""
    publisher: str | None
    """Its publisher; null if the text names none."""
    author: str | None
    """Its author; null if the text names none."""
    published: str | None
    """Day of publication (EDTF): of the part, if `part` has a date."""
    part: "SourcePart | None"
    """The part of the document that the record is from, such as links to related articles; null if it is not from
    one part alone.
    """
    paragraphs: list[int]
    """The paragraphs that support the record. Lines that are not blank are counted from 1."""
    rows: list[str]
    """The keys of the rows that support it, in a data set."""


class SourcePart(TypedDict):
    """A part of a document with a date or a status of its own."""

    id: str
    """Its id, among the `parts` of the document."""
    title: str | None
    """Its title; null if it has none."""
    date: str | None
    """Its own date (EDTF); null if it has none."""


class Speaker(TypedDict):
    """Who speaks or is spoken to: an official, a party, or a source in the words of the document."""

    name: str
    """Text to show: the name of the official, else the source, else the name of the party."""
    official: "NameRef | None"
    """The official; null for a party or a source."""
    party: "PartyRef | None"
    """The party that speaks, or for which the official or source speaks; null if no document says so."""
    source: str | None
    """The speaker in the words of the document; null for an official, or for a party alone."""
    inferred: bool
    """True if no passage says so: the evidence gives the reason why we take it to be this one."""


class Spread(TypedDict):
    """The range of the compared values."""

    low: float
    """The lowest value."""
    high: float
    """The highest value."""
    percent: float | None
    """The difference in percent of the lowest value. Null if only the lowest is 0."""


class Statement(TypedDict):
    """What somebody said, stressed, expects, asked for or promised, as a document reports it."""

    id: str
    """Id. It is never reused. If the record is renamed, its former id leads to it."""
    url: str
    """Path of the record."""
    html_url: str | None
    """Path of its page, for people. Null if it has none."""
    title: str
    """The same as `summary`."""
    label: str
    """Text to show for it in a list, a chart or a link."""
    sources: "list[Source]"
    """The documents that support it, newest first."""
    updated_at: str
    """When we last changed this record. It is neither the date of the event nor of the report."""
    speaker: "Speaker"
    """Who says it. What two people say together is two statements."""
    role: str | None
    """The capacity in which the speaker speaks, if the document names it."""
    kind: str
    """What the statement does. `expectation`: it says what will or may happen, without promising it. `pledge`: it
    promises to do something. `position`: it states a view or a policy. `assessment`: it judges how things are or
    were. `request`: it asks, advises or instructs somebody. `announcement`: it says as news what was decided or
    will be done. `courtesy`: greetings, thanks, congratulations. Known values: `expectation`, `pledge`,
    `position`, `assessment`, `request`, `announcement`, `courtesy`; more may come.
    """
    summary: str
    """What the speaker says, in our words, never in a sentence of the document."""
    topics: list[str]
    """Topics of the statement."""
    about: "list[Subject]"
    """The records that it speaks of."""
    addressee: "Speaker | None"
    """To whom it is said; null if the document names nobody."""
    meeting: "TitleRef | None"
    """The meeting at which it was said, or with which it is reported."""
    mechanism: "MechanismRef | None"
    """The mechanism with which it is reported."""
    date: str | None
    """Date (EDTF); null if no document states it."""
    date_start: str | None
    """The earliest day that the date can cover; null if there is none, as for `../1992-10`."""
    date_end: str | None
    """The latest day that the date can cover."""
    date_precision: str | None
    """Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
    `year`, `range`, `before`; more may come.
    """
    evidence: NotRequired["list[Evidence]"]
    """Only with `include=evidence`."""
    documents: NotRequired["list[Document]"]
    """Only with `include=documents`."""
    history: NotRequired["list[Version]"]
    """Only with `include=history`."""


class StatementRef(TypedDict):
    """A statement, by id and summary."""

    id: str
    """Its id."""
    title: str
    """Its title."""
    url: str
    """Its path."""


class Stop(TypedDict):
    """Where a meeting takes place."""

    city: str | None
    """City."""
    country: "PartyRef | None"
    """Country."""
    date: str | None
    """Date (EDTF); null if no document states it."""


class Subject(TypedDict):
    """A record that a statement speaks of."""

    kind: str
    """Kind of record."""
    id: str
    """Its id."""
    url: str
    """Its path."""


class Supported(TypedDict):
    """A record that a document supports, with the fields and places."""

    kind: str
    """Kind of record. Known values: `agreement`, `commitment`, `country`, `document`, `mechanism`, `meeting`,
    `milestone`, `mission`, `official`, `organization`, `statement`, `trade-stat`; more may come.
    """
    id: str
    """Its id."""
    url: str
    """Its path."""
    fields: list[str]
    """The fields that it supports."""
    paragraphs: list[int]
    """The paragraphs that support them."""
    rows: list[str]
    """The keys of the rows that support them, in a data set."""


class SupportedRecord(TypedDict):
    """The record that a place supports."""

    kind: str
    """Kind of record. Known values: `agreement`, `commitment`, `country`, `document`, `mechanism`, `meeting`,
    `milestone`, `mission`, `official`, `organization`, `statement`, `trade-stat`; more may come.
    """
    id: str
    """Its id."""
    url: str
    """Its path."""


class TimelineEntry(TypedDict):
    """A meeting, agreement or milestone. `url` leads to the full record."""

    id: str
    """Id. It is never reused. If the record is renamed, its former id leads to it."""
    url: str
    """Path of the record."""
    html_url: str | None
    """Path of its page, for people. Null if it has none."""
    title: str
    """Title of the record."""
    label: str
    """Text to show for it in a list, a chart or a link."""
    sources: "list[Source]"
    """The documents that support it, newest first."""
    updated_at: str
    """When we last changed this record. It is neither the date of the event nor of the report."""
    kind: str
    """Kind of record. Known values: `meeting`, `agreement`, `milestone`; more may come."""
    status: str | None
    """Status of the meeting or agreement, according to the sources. A milestone has none. Known values: `held`,
    `planned`, `postponed`, `cancelled`, `signed`, `announced`, `negotiated`, `in-force`, `terminated`; more may
    come.
    """
    overdue: bool
    """Whether it is an overdue meeting; false for agreements and milestones."""
    date: str | None
    """Date (EDTF); null if no document states it."""
    date_start: str | None
    """The earliest day that the date can cover; null if there is none, as for `../1992-10`."""
    date_end: str | None
    """The latest day that the date can cover."""
    date_precision: str | None
    """Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
    `year`, `range`, `before`; more may come.
    """
    mechanism: "MechanismRef | None"
    """The mechanism to which it belongs."""
    countries: "list[PartyRef]"
    """The countries that take part, adopt it, or are concerned."""
    evidence: NotRequired["list[Evidence]"]
    """Only with `include=evidence`."""
    documents: NotRequired["list[Document]"]
    """Only with `include=documents`."""
    history: NotRequired["list[Version]"]
    """Only with `include=history`."""


class TitleRef(TypedDict):
    """Another record, by id and title."""

    id: str
    """Its id."""
    title: str
    """Its title."""


class TradeStat(TypedDict):
    """A reported figure: what it measures, for which period, how it is qualified, and who reports it."""

    id: str
    """Id. It is never reused. If the record is renamed, its former id leads to it."""
    url: str
    """Path of the record."""
    html_url: str | None
    """Path of its page, for people. Null if it has none."""
    title: str | None
    """Title or name. Null for a document whose text has no title."""
    label: str
    """Text to show for it in a list, a chart or a link."""
    sources: "list[Source]"
    """The documents that support it, newest first."""
    updated_at: str
    """When we last changed this record. It is neither the date of the event nor of the report."""
    indicator: str
    """What is measured. A `…-rank` is the rank of the partner among the partners of the reporter (1 is first).
    `production-rank` and `export-rank` are ranks of the reporter among all countries, within `scope`.
    `presidential-meetings` counts meetings of the two presidents, and `presidential-visits` visits of the
    reporter's presidents to the partner. Known values: `trade`, `trade-target`, `trade-rank`, `investment-stock`,
    `investment-flow`, `investment-rank`, `companies`, `joint-projects`, `joint-project-value`, `tourists`,
    `tourist-rank`, `students`, `scholarships`, `presidential-meetings`, `presidential-visits`, `production-rank`,
    `export-rank`; more may come.
    """
    flow: str | None
    """Direction, as the reporter sees it. Known values: `turnover`, `export`, `import`, `inward`, `outward`; more
    may come.
    """
    reporter: "TraderRef"
    """The reporting country. Flows are seen from its side."""
    partner: "TraderRef | None"
    """The other country. Only a `production-rank` or `export-rank` may have none."""
    product: "Product | None"
    """The product; null for all goods."""
    scope: str | None
    """The part of the whole that the figure covers; null if it covers all."""
    date: str | None
    """Date (EDTF); null if no document states it."""
    date_start: str | None
    """The earliest day that the date can cover; null if there is none, as for `../1992-10`."""
    date_end: str | None
    """The latest day that the date can cover."""
    date_precision: str | None
    """Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
    `year`, `range`, `before`; more may come.
    """
    value: float | None
    """The figure, in ones (not thousands); null if the document names something without a figure."""
    unit: str | None
    """A currency (ISO 4217), `count`, `rank` or `days`; null without a figure. Known values: `AED`, `AFN`, `ALL`,
    `AMD`, `AOA`, `ARS`, `AUD`, `AWG`, `AZN`, `BAM`, `BBD`, `BDT`, `BHD`, `BIF`, `BMD`, `BND`, `BOB`, `BOV`,
    `BRL`, `BSD`, `BTN`, `BWP`, `BYN`, `BZD`, `CAD`, `CDF`, `CHE`, `CHF`, `CHW`, `CLF`, `CLP`, `CNY`, `COP`,
    `COU`, `CRC`, `CUP`, `CVE`, `CZK`, `DJF`, `DKK`, `DOP`, `DZD`, `EGP`, `ERN`, `ETB`, `EUR`, `FJD`, `FKP`,
    `GBP`, `GEL`, `GHS`, `GIP`, `GMD`, `GNF`, `GTQ`, `GYD`, `HKD`, `HNL`, `HTG`, `HUF`, `IDR`, `ILS`, `INR`,
    `IQD`, `IRR`, `ISK`, `JMD`, `JOD`, `JPY`, `KES`, `KGS`, `KHR`, `KMF`, `KPW`, `KRW`, `KWD`, `KYD`, `KZT`,
    `LAK`, `LBP`, `LKR`, `LRD`, `LSL`, `LYD`, `MAD`, `MDL`, `MGA`, `MKD`, `MMK`, `MNT`, `MOP`, `MRU`, `MUR`,
    `MVR`, `MWK`, `MXN`, `MXV`, `MYR`, `MZN`, `NAD`, `NGN`, `NIO`, `NOK`, `NPR`, `NZD`, `OMR`, `PAB`, `PEN`,
    `PGK`, `PHP`, `PKR`, `PLN`, `PYG`, `QAR`, `RON`, `RSD`, `RUB`, `RWF`, `SAR`, `SBD`, `SCR`, `SDG`, `SEK`,
    `SGD`, `SHP`, `SLE`, `SOS`, `SRD`, `SSP`, `STN`, `SVC`, `SYP`, `SZL`, `THB`, `TJS`, `TMT`, `TND`, `TOP`,
    `TRY`, `TTD`, `TWD`, `TZS`, `UAH`, `UGX`, `USD`, `USN`, `UYI`, `UYU`, `UYW`, `UZS`, `VED`, `VES`, `VND`,
    `VUV`, `WST`, `XAD`, `XAF`, `XAG`, `XAU`, `XBA`, `XBB`, `XBC`, `XBD`, `XCD`, `XCG`, `XDR`, `XOF`, `XPD`,
    `XPF`, `XPT`, `XSU`, `XTS`, `XUA`, `XXX`, `YER`, `ZAR`, `ZMW`, `ZWG`, `count`, `rank`, `days`; more may come.
    """
    qualifier: str | None
    """How the source qualifies the figure. For a rank, `under` N means among the first N. Null without a figure.
    Known values: `exact`, `about`, `nearly`, `over`, `under`; more may come.
    """
    trend: str | None
    """Whether it rises, falls or stays steady, if a document says so without a figure. Known values: `rising`,
    `falling`, `steady`; more may come.
    """
    growth_percent: float | None
    """Change since the previous period, as reported."""
    kind: str
    """`actual`, or `target` for an aim. Known values: `actual`, `target`; more may come."""
    authority: str
    """Who states the figure: `statistics` (a ministry or statistical office), `statement` (an official), `expert`,
    or `press` (the document itself, or another medium). Known values: `statistics`, `statement`, `expert`,
    `press`; more may come.
    """
    as_written: str
    """The figure as the document puts it."""
    attributed_to: str | None
    """Whom the document names as the source of the figure; null if it names nobody."""
    estimate: bool
    """Whether the source gives it as an estimate."""
    valuation: str | None
    """How goods are valued: `cif`, with freight and insurance, or `fob`, without; null if the source does not say.
    Known values: `cif`, `fob`; more may come.
    """
    instrument: str | None
    """The form of an investment or a payment, as the source names it."""
    dimensions: dict[str, str]
    """What else distinguishes figures of a data set: its own names and values."""
    meeting: "TitleRef | None"
    """The meeting that the document reports with it."""
    mechanism: "MechanismRef | None"
    """The mechanism that the document reports with it."""
    comparison: "Comparison | None"
    """Its comparison with other figures for the same subject; null if there are none."""
    evidence: NotRequired["list[Evidence]"]
    """Only with `include=evidence`."""
    documents: NotRequired["list[Document]"]
    """Only with `include=documents`."""
    history: NotRequired["list[Version]"]
    """Only with `include=history`."""


class TraderRef(TypedDict):
    """A country or organisation in a figure, or an aggregate of a data set, such as the world."""

    code: str | None
    """Code: ISO 3166-1 alpha-2 of a country, ISO 3166-3 of a former one, or an organisation's own; null for an
    aggregate.
    """
    name: str
    """Its short name."""
    kind: str
    """Kind of party. An `organization` is under `/organizations`, an `aggregate` under no list, all others under
    `/countries`. Known values: `state`, `former-state`, `territory`, `organization`, `aggregate`; more may come.
    """


class Version(TypedDict):
    """A version of a record."""

    revision: int
    """The revision that brought it."""
    id: str
    """The id of the record then."""
    change: str
    """What happened. Known values: `created`, `updated`, `withdrawn`, `renamed`; more may come."""
    changed_at: str
    """When that was published."""
    renamed_to: str | None
    """The next id, where the record was renamed."""
    reason: str | None
    """Why it was withdrawn; null if no reason is given."""
    differences: list[str]
    """How it differs from the version before, field by field in words; empty for the first one."""
    patch: "list[PatchOperation]"
    """The JSON Patch (RFC 6902) that makes this version of the one before."""
    record: dict[str, Any] | None
    """The record as it was published then; null where it was withdrawn or renamed."""
