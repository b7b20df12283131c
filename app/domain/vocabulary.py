"""The controlled values of types, statuses, roles and other fields; those of figures are in ``figure_vocabulary``."""

from enum import StrEnum


class PartyKind(StrEnum):
    """What can meet, sign or trade. A ``state`` is a member or observer of the United Nations; a ``territory`` is any
    other entry of ISO 3166-1, and Kosovo; a ``former-state`` has ended, and its territory passed to successors. An
    ``aggregate`` is a sum over many in a data set, such as the world: it only trades."""

    state = "state"
    former_state = "former-state"
    territory = "territory"
    organization = "organization"
    aggregate = "aggregate"

    @property
    def path(self) -> str | None:
        """The list that has the parties of this kind; aggregates are in none."""
        return {PartyKind.organization: "/organizations", PartyKind.aggregate: None}.get(self, "/countries")


class CountryRole(StrEnum):
    by = "by"
    to = "to"


class MissionType(StrEnum):
    embassy = "embassy"
    high_commission = "high-commission"
    consulate_general = "consulate-general"
    consulate = "consulate"
    honorary_consulate = "honorary-consulate"
    permanent_mission = "permanent-mission"
    liaison_office = "liaison-office"
    interests_section = "interests-section"
    representation = "representation"


class MechanismKind(StrEnum):
    council = "council"
    planning_group = "planning-group"
    commission = "commission"
    consultations = "consultations"
    organization = "organization"
    assembly = "assembly"


class MechanismLevel(StrEnum):
    heads_of_state = "heads-of-state"
    foreign_ministers = "foreign-ministers"
    parliaments = "parliaments"


class MeetingType(StrEnum):
    session = "session"
    bilateral = "bilateral"
    summit = "summit"
    visit = "visit"
    conference = "conference"
    phone_call = "phone-call"
    video_call = "video-call"


CALLS = (MeetingType.phone_call, MeetingType.video_call)
"""Types of meetings that take place nowhere."""


class MeetingStatus(StrEnum):
    held = "held"
    planned = "planned"
    postponed = "postponed"
    cancelled = "cancelled"


class MeetingFormat(StrEnum):
    """How a meeting was held, if a document says so. ``extended`` is with delegations, ``one-on-one`` without."""

    closed_door = "closed-door"
    extended = "extended"
    one_on_one = "one-on-one"
    informal = "informal"
    online = "online"


class ParticipantRole(StrEnum):
    co_chair = "co-chair"
    host = "host"
    guest = "guest"
    participant = "participant"


class AgreementType(StrEnum):
    treaty = "treaty"
    plan = "plan"
    declaration = "declaration"
    joint_statement = "joint-statement"
    decision = "decision"
    package = "package"
    protocol = "protocol"
    memorandum = "memorandum"
    contract = "contract"
    exchange_of_letters = "exchange-of-letters"


class AgreementStatus(StrEnum):
    signed = "signed"
    announced = "announced"
    negotiated = "negotiated"
    in_force = "in-force"
    terminated = "terminated"


class Consent(StrEnum):
    """How a party bound itself to an agreement (Vienna Conventions of 1969, article 11, and of 1978)."""

    signature = "signature"
    ratification = "ratification"
    acceptance = "acceptance"
    approval = "approval"
    accession = "accession"
    succession = "succession"
    exchange_of_instruments = "exchange-of-instruments"


class AgreementRelation(StrEnum):
    """What one agreement is to another."""

    amends = "amends"
    replaces = "replaces"
    under = "under"
    contains = "contains"


class PositionClass(StrEnum):
    """What a public post is, read from its title. ``other`` is a post of which the title says none of these."""

    head_of_state = "head-of-state"
    head_of_government = "head-of-government"
    foreign_minister = "foreign-minister"
    minister = "minister"
    deputy_minister = "deputy-minister"
    ambassador = "ambassador"
    head_of_organization = "head-of-organization"
    other = "other"

    @classmethod
    def hint_for(cls, word: str) -> tuple[str, list[str]] | None:
        """For the title of a post, the class that it is of."""
        from app.domain.position_classes import class_of_misspelt  # which reads titles with these values

        near = class_of_misspelt(word)
        return (f"the class of this post is {near}", [near]) if near else None


class MilestoneType(StrEnum):
    foundation = "foundation"
    recognition = "recognition"
    diplomatic_relations = "diplomatic-relations"
    embassy = "embassy"
    mechanism = "mechanism"
    accession = "accession"


class CommitmentStatus(StrEnum):
    open = "open"
    fulfilled = "fulfilled"


class StatementKind(StrEnum):
    """What a statement does.

    An ``expectation`` says what will or may happen, without promising it. A ``pledge`` promises to do something. A
    ``position`` states a view or a policy. An ``assessment`` judges how things are or were. A ``request`` asks, advises
    or instructs somebody. An ``announcement`` says as news what was decided or will be done. A ``courtesy`` is a
    greeting, thanks or congratulations.
    """

    expectation = "expectation"
    pledge = "pledge"
    position = "position"
    assessment = "assessment"
    request = "request"
    announcement = "announcement"
    courtesy = "courtesy"


class SubjectKind(StrEnum):
    """The kinds of records that a statement can be about. A ``party`` is a country or an organisation."""

    meeting = "meeting"
    agreement = "agreement"
    trade_stat = "trade-stat"
    milestone = "milestone"
    commitment = "commitment"
    statement = "statement"
    mechanism = "mechanism"
    official = "official"
    party = "party"


class TimelineKind(StrEnum):
    meeting = "meeting"
    agreement = "agreement"
    milestone = "milestone"


TimelineStatus = StrEnum(  # type: ignore[misc]
    "TimelineStatus", {status.name: status.value for status in (*MeetingStatus, *AgreementStatus)}
)
"""The statuses of meetings and of agreements."""

TimelineType = StrEnum(  # type: ignore[misc]
    "TimelineType", {value.name: value.value for value in (*MeetingType, *AgreementType, *MilestoneType)}
)
"""The types of meetings, of agreements and of milestones."""


class DocumentKind(StrEnum):
    article = "article"
    press_release = "press-release"
    statement = "statement"
    transcript = "transcript"
    report = "report"
    treaty = "treaty"
    law = "law"
    data_set = "data-set"
    other = "other"


class PartStatus(StrEnum):
    """What a part of a page is: links to ``related`` articles, a later ``update``, or an ``annex``."""

    related = "related"
    update = "update"
    annex = "annex"


class SetAside(StrEnum):
    """Why a paragraph supports no record."""

    furniture = "furniture"
    opinion = "opinion"
    repetition = "repetition"
    background = "background"


class Verdict(StrEnum):
    """How figures compare, or the statements of documents about a field."""

    disagree = "disagree"
    compatible = "compatible"
    same = "same"
    superseded = "superseded"


class EvidenceMethod(StrEnum):
    stated = "stated"
    inferred = "inferred"


class IdentifierScheme(StrEnum):
    """What an identifier is an id in."""

    wikidata = "wikidata"
    opensanctions = "opensanctions"
    alpha2 = "iso-3166-1-alpha-2"
    alpha3 = "iso-3166-1-alpha-3"
    numeric = "iso-3166-1-numeric"
    former = "iso-3166-3"


class IdentifierBasis(StrEnum):
    """Who says that an identifier is that of the record: a standard, a document, or we."""

    standard = "standard"
    document = "document"
    editorial = "editorial"


class NameRole(StrEnum):
    """The role of a spelling. ``editorial`` ones are ours; ``family`` ones are shared by mechanisms of one design."""

    id = "id"
    code = "code"
    acronym = "acronym"
    name = "name"
    alias = "alias"
    editorial = "editorial"
    family = "family"


class ConflictKind(StrEnum):
    """What contradicts what."""

    figures = "figures"
    value = "value"
    trend = "trend"
    implausible = "implausible"


class Outcome(StrEnum):
    """What came of a reader's report that a value is wrong. ``unchanged``: the documents say what is recorded."""

    corrected = "corrected"
    unchanged = "unchanged"
    duplicate = "duplicate"


class Change(StrEnum):
    """What a publication did to a record. One that was withdrawn and came back is ``created`` again."""

    created = "created"
    updated = "updated"
    withdrawn = "withdrawn"
    renamed = "renamed"
