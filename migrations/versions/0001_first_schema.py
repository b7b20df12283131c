"""The first schema: records, what links them, and what is derived from them.

Revision ID: 0001_first_schema
Revises:
Create Date: 2026-11-28 08:30:00

A migration must read the same when the models have moved on, so it imports nothing of the application: types, names
of constraints and controlled values are spelled out here.
"""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0001_first_schema"
down_revision: str | None = None
branch_labels: None = None
depends_on: None = None

# Byte order on both databases, whatever the locale of the server.
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
# A moment as a number, as 20261128083000. Integers of SQLite are as large as they have to be.
MOMENT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INTEGER, BOOLEAN, DATE = sa.Integer(), sa.Boolean(), sa.Date()
FLOAT: sa.Double[float] = sa.Double()
INSTANT = sa.DateTime(timezone=True)

schema = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


# --- parts of tables ---------------------------------------------------------------------------------


def column(name: str, kind: Any = TEXT, *references: sa.ForeignKey, **options: Any) -> sa.Column[Any]:
    """A column with a value in every row."""
    return sa.Column(name, kind, *references, nullable=False, **options)


def optional(name: str, kind: Any = TEXT, *references: sa.ForeignKey) -> sa.Column[Any]:
    """A column whose value may be unknown."""
    return sa.Column(name, kind, *references, nullable=True)


def key(name: str, kind: Any = TEXT, *references: sa.ForeignKey) -> sa.Column[Any]:
    """A column of the primary key. Its values come with the rows: the database numbers none."""
    return sa.Column(name, kind, *references, primary_key=True, autoincrement=False)


def to(table: str, *, owner: bool = False) -> sa.ForeignKey:
    """A reference to the id of a table, checked at the end of the transaction: until then a row may refer to one that
    is still to be written. A row goes with its ``owner``."""
    return sa.ForeignKey(f"{table}.id", ondelete="CASCADE" if owner else None, deferrable=True, initially="DEFERRED")


def record_columns() -> Iterator[sa.Column[Any]]:
    """What every record has: its id, the digest of its entry in the seed, and its published form."""
    yield key("id")
    yield column("digest")
    yield optional("body")
    yield optional("body_digest")
    yield optional("revision", MOMENT)
    yield optional("updated_at", INSTANT)
    yield column("dirty", BOOLEAN, server_default=sa.true())


def date_columns(name: str = "date") -> Iterator[sa.Column[Any] | sa.CheckConstraint]:
    """A date that may be partial: all four columns or none, and the start not after the end."""
    start, end, precision = f"{name}_start", f"{name}_end", f"{name}_precision"
    yield optional(name)
    yield optional(start, DATE)
    yield optional(end, DATE)
    yield optional(precision)
    yield sa.CheckConstraint(f"{start} <= {end}", name=f"{name}_order")
    yield one_of(precision, "day", "month", "year", "range")
    yield sa.CheckConstraint(
        f"({name} IS NULL AND {start} IS NULL AND {end} IS NULL AND {precision} IS NULL)"
        f" OR ({name} IS NOT NULL AND {start} IS NOT NULL AND {end} IS NOT NULL AND {precision} IS NOT NULL)",
        name=f"{name}_whole",
    )


def name_columns(name: str) -> Iterator[sa.Column[Any]]:
    """A name or title, and the key that lists are sorted by: the same folded to plain letters."""
    yield column(name)
    yield column(f"{name}_key", server_default=sa.text("''"))


def one_of(name: str, *values: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{name} IN ({listed})", name=name)


def index(*columns: str, name: str | None = None) -> sa.Index:
    return sa.Index(name, *columns)


def record(table: str, *items: Any) -> None:
    """The table of a record that the API serves, with the indexes that all of them have."""
    dirty = sa.Index(
        f"ix_{table}_dirty",
        "id",
        sqlite_where=sa.text("dirty = 1"),  # SQLite uses the index only for a condition that is written as this one is
        postgresql_where=sa.text("dirty"),
    )
    sa.Table(table, schema, *record_columns(), *items, dirty, index("updated_at"))


def link(table: str, owner: tuple[str, str], linked: tuple[str, str], *items: Any) -> None:
    """The table of a list in a record: ``position`` is the order there. Each of the two is a column and the table that
    it refers to. From what is linked an index leads to the owners."""
    (own, owners), (other, others) = owner, linked
    sa.Table(
        table,
        schema,
        key(own, TEXT, to(owners, owner=True)),
        key(other, TEXT, to(others)),
        column("position", INTEGER),
        *items,
        index(other, own),
    )


# --- what records refer to -------------------------------------------------------------------------

INDICATORS = (
    "trade", "trade-target", "trade-rank", "investment-stock", "investment-flow", "investment-rank", "companies",
    "joint-projects", "joint-project-value", "tourists", "tourist-rank", "students", "scholarships",
    "presidential-meetings", "presidential-visits",
)  # fmt: skip
UNITS = ("USD", "EUR", "KZT", "TRY", "count", "rank", "days")
COUNTRY = ("country_id", "countries")

record(
    "countries",
    *name_columns("name"),
    optional("official_name"),
    optional("alpha3"),
    optional("numeric"),
    sa.UniqueConstraint("alpha3"),
    sa.UniqueConstraint("numeric"),
    sa.CheckConstraint("length(id) = 2 AND id = upper(id)", name="alpha2"),
    sa.CheckConstraint("length(alpha3) = 3", name="alpha3"),
)

sa.Table(
    "cities",
    schema,
    key("id"),
    column("digest"),
    column("name"),
    column("country_id", TEXT, to("countries")),
    optional("latitude", FLOAT),
    optional("longitude", FLOAT),
    optional("geonames", INTEGER),
)

sa.Table("topics", schema, key("id"), column("digest"), column("name"))

sa.Table(
    "missions",
    schema,
    key("id"),
    column("digest"),
    column("sender_id", TEXT, to("countries")),
    column("host_id", TEXT, to("countries")),
    optional("city_id", TEXT, to("cities")),
    column("type"),
    one_of("type", "embassy", "consulate-general", "honorary-consulate"),
    sa.CheckConstraint("sender_id <> host_id", name="abroad"),
    index("sender_id"),
    index("host_id"),
)

record(
    "officials",
    *name_columns("name"),
    column("country_id", TEXT, to("countries")),
    index("name_key", "id"),
)

sa.Table(
    "positions",
    schema,
    key("official_id", TEXT, to("officials", owner=True)),
    key("position", INTEGER),
    column("title"),
    optional("body"),
    optional("start"),
    optional("end"),
    optional("as_of"),
    column("former", BOOLEAN),
)

record(
    "mechanisms",
    *name_columns("name"),
    optional("acronym"),
    column("kind"),
    optional("level"),
    optional("family_acronym"),
    optional("family_name"),
    optional("family_editorial", BOOLEAN),
    *date_columns("established"),
    one_of("kind", "council", "planning-group", "commission", "consultations", "organization", "assembly"),
    one_of("level", "heads-of-state", "foreign-ministers", "parliaments"),
)

link("mechanism_members", ("mechanism_id", "mechanisms"), COUNTRY)

# --- sources ---------------------------------------------------------------------------------------

record(
    "documents",
    optional("title"),
    optional("title_key"),
    optional("publisher"),
    optional("author"),
    *date_columns(),
    column("language"),
    column("sha256"),
    column("paragraphs", INTEGER),
    sa.UniqueConstraint("sha256"),
    sa.CheckConstraint("length(sha256) = 64", name="sha256"),
    sa.CheckConstraint("paragraphs > 0", name="paragraphs"),
    index("date_start", "id"),
    index("date_end", "date_start"),
    index("title_key", "id"),
)

sa.Table(
    "set_aside_paragraphs",
    schema,
    key("document_id", TEXT, to("documents", owner=True)),
    key("paragraph", INTEGER),
    column("why"),
    one_of("why", "furniture", "opinion", "repetition", "background"),
)

record(
    "evidence",
    column("record_kind"),
    column("record_id"),
    optional("field"),
    column("document_id", TEXT, to("documents")),
    column("paragraph", INTEGER),
    column("start", INTEGER),
    column("end", INTEGER),
    column("sha256"),
    optional("as_written"),
    optional("says"),
    column("method"),
    optional("reason"),
    column("reviewed", BOOLEAN),
    optional("quote"),
    one_of(
        "record_kind", "country", "mission", "official", "mechanism", "meeting", "agreement", "trade-stat", "milestone",
        "commitment", "document",
    ),
    one_of("method", "stated", "inferred"),
    sa.CheckConstraint("paragraph > 0", name="paragraph"),
    sa.CheckConstraint('start >= 0 AND start < "end"', name="span"),
    sa.CheckConstraint("length(sha256) = 64", name="sha256"),
    sa.CheckConstraint("method <> 'inferred' OR reason IS NOT NULL", name="reason"),
    index("record_kind", "record_id", "document_id"),
    index("document_id", "record_kind", "record_id"),
    index("start", "id"),
    index("record_id", "id"),
    index("document_id", "id"),
    index("record_kind", "field", "method", name="ix_evidence_counted"),
)  # fmt: skip

# --- events ----------------------------------------------------------------------------------------

record(
    "meetings",
    *name_columns("title"),
    column("type"),
    column("status"),
    *date_columns(),
    optional("mechanism_id", TEXT, to("mechanisms")),
    optional("session", INTEGER),
    optional("city_id", TEXT, to("cities")),
    optional("venue"),
    optional("country_id", TEXT, to("countries")),
    optional("occasion"),
    one_of("type", "session", "bilateral", "summit", "visit", "conference"),
    one_of("status", "held", "planned"),
    sa.UniqueConstraint("mechanism_id", "session"),
    sa.CheckConstraint("session > 0", name="session"),
    index("date_start", "id"),
    index("date_end", "date_start"),
    index("mechanism_id", "date_end", "date_start"),
    index("title_key", "id"),
    index("session", "id"),
    index("type", "status", name="ix_meetings_counted"),
)

link("meeting_countries", ("meeting_id", "meetings"), COUNTRY)

link(
    "participants",
    ("meeting_id", "meetings"),
    ("official_id", "officials"),
    column("country_id", TEXT, to("countries")),
    column("role"),
    optional("post"),
    one_of("role", "co-chair", "host", "guest", "participant"),
)

link("meeting_topics", ("meeting_id", "meetings"), ("topic_id", "topics"))

record(
    "agreements",
    *name_columns("title"),
    column("type"),
    column("status"),
    *date_columns(),
    optional("mechanism_id", TEXT, to("mechanisms")),
    optional("meeting_id", TEXT, to("meetings")),
    optional("city_id", TEXT, to("cities")),
    optional("valid"),
    optional("count", INTEGER),
    one_of("type", "treaty", "plan", "declaration", "joint-statement", "decision", "package"),
    one_of("status", "signed", "announced"),
    sa.CheckConstraint("count > 0", name="count"),
    index("date_start", "id"),
    index("date_end", "date_start"),
    index("mechanism_id", "date_end", "date_start"),
    index("meeting_id"),
    index("title_key", "id"),
    index("type", "status", name="ix_agreements_counted"),
)

link("agreement_parties", ("agreement_id", "agreements"), COUNTRY)

link(
    "signatories",
    ("agreement_id", "agreements"),
    ("official_id", "officials"),
    column("country_id", TEXT, to("countries")),
    optional("post"),
)

link("agreement_topics", ("agreement_id", "agreements"), ("topic_id", "topics"))

record(
    "milestones",
    *name_columns("title"),
    column("type"),
    *date_columns(),
    optional("mechanism_id", TEXT, to("mechanisms")),
    one_of(
        "type", "foundation", "recognition", "diplomatic-relations", "embassy", "mechanism", "accession",
    ),
    index("date_start", "id"),
    index("date_end", "date_start"),
    index("mechanism_id", "date_end", "date_start"),
    index("title_key", "id"),
    index("type", name="ix_milestones_counted"),
)  # fmt: skip

link("milestone_countries", ("milestone_id", "milestones"), COUNTRY)

record(
    "commitments",
    *name_columns("title"),
    *date_columns("made"),
    *date_columns("due"),
    optional("value", FLOAT),
    optional("unit"),
    column("status"),
    optional("mechanism_id", TEXT, to("mechanisms")),
    optional("meeting_id", TEXT, to("meetings")),
    one_of("unit", *UNITS),
    one_of("status", "open", "fulfilled"),
    sa.CheckConstraint("value >= 0", name="value"),
    index("made_start", "id"),
    index("made_end", "made_start"),
    index("mechanism_id", "made_end", "made_start"),
    index("due_start", "id"),
    index("meeting_id"),
    index("title_key", "id"),
    index("status", name="ix_commitments_counted"),
)

sa.Table(
    "commitment_countries",
    schema,
    key("commitment_id", TEXT, to("commitments", owner=True)),
    key("country_id", TEXT, to("countries")),
    key("role"),
    column("position", INTEGER),
    one_of("role", "by", "to"),
    index("country_id", "commitment_id"),
)

record(
    "timeline",
    column("record_kind"),
    *name_columns("title"),
    optional("status"),
    *date_columns(),
    optional("mechanism_id", TEXT, to("mechanisms")),
    one_of("record_kind", "meeting", "agreement", "milestone"),
    index("date_start", "id"),
    index("date_end", "date_start"),
    index("mechanism_id", "date_end", "date_start"),
    index("title_key", "id"),
    index("record_kind", name="ix_timeline_counted"),
)

link("timeline_countries", ("entry_id", "timeline"), COUNTRY)

# --- figures ---------------------------------------------------------------------------------------

record(
    "figure_groups",
    column("indicator"),
    column("reporter_id", TEXT, to("countries")),
    column("partner_id", TEXT, to("countries")),
    optional("first_day", DATE),
    optional("last_day", DATE),
    column("verdict"),
    optional("rule"),
    column("reasons", sa.JSON()),
    one_of("indicator", *INDICATORS),
    one_of("verdict", "disagree", "compatible", "same", "superseded"),
    index("reporter_id"),
    index("partner_id"),
    index("indicator", "id"),
    index("first_day", "id"),
    index("last_day", "first_day"),
    index("verdict", name="ix_figure_groups_counted"),
)

record(
    "trade_stats",
    column("indicator"),
    optional("flow"),
    column("reporter_id", TEXT, to("countries")),
    column("partner_id", TEXT, to("countries")),
    optional("product_name"),
    optional("product_hs"),
    optional("scope"),
    *date_columns(),
    column("value", FLOAT),
    column("unit"),
    column("qualifier"),
    optional("growth_percent", FLOAT),
    column("kind"),
    column("authority"),
    column("as_written"),
    optional("attributed_to"),
    optional("mechanism_id", TEXT, to("mechanisms")),
    optional("meeting_id", TEXT, to("meetings")),
    optional("group_id", TEXT, to("figure_groups")),
    column("preferred", BOOLEAN),
    one_of("indicator", *INDICATORS),
    one_of("flow", "turnover", "export", "import", "inward", "outward"),
    one_of("unit", *UNITS),
    one_of("qualifier", "exact", "about", "nearly", "over", "under"),
    one_of("kind", "actual", "target"),
    one_of("authority", "statistics", "statement", "expert", "press"),
    sa.CheckConstraint("value >= 0", name="value"),
    sa.CheckConstraint("reporter_id <> partner_id", name="pair"),
    index("date_start", "id"),
    index("date_end", "date_start"),
    index("mechanism_id", "date_end", "date_start"),
    index("meeting_id"),
    index("group_id"),
    index("reporter_id", "partner_id", "indicator"),
    index("indicator", "id"),
    index("value", "id"),
    index("flow", "kind", "unit", name="ix_trade_stats_counted"),
)

# --- what is derived from the records --------------------------------------------------------------

sa.Table(
    "names",
    schema,
    key("kind"),
    key("record_id"),
    key("position", INTEGER),
    column("text"),
    column("folded"),
    column("role"),
    one_of("role", "id", "code", "acronym", "name", "alias", "editorial", "family"),
    index("kind", "folded"),
    index("folded"),
)

sa.Table(
    "search",
    schema,
    sa.Column("id", INTEGER, primary_key=True),
    column("kind"),
    column("record_id"),
    column("url"),
    column("title"),
    column("plain"),
    column("length", INTEGER),
    column("name"),
    column("text"),
    sa.UniqueConstraint("kind", "record_id"),
)

sa.Table("coverage", schema, key("scope"), key("scope_id"), column("until", DATE))

sa.Table(
    "coverage_counts",
    schema,
    key("mechanism_id"),
    key("year", INTEGER),
    key("kind"),
    column("records", INTEGER),
    column("documents"),
)

sa.Table(
    "publications",
    schema,
    key("revision", MOMENT),
    column("published_at", INSTANT),
    column("fingerprint"),
    column("changed", INTEGER),
)

sa.Table("withdrawals", schema, key("kind"), key("id"), column("withdrawn_at", INSTANT))

# --- what each database has in its own way; the models have none of it -----------------------------

# Lists that are newest first: the date of the records, and what else they are read by in that order.
NEWEST_FIRST = {
    "agreements": ("date_start", ("mechanism_id", "city_id")),
    "commitments": ("made_start", ("mechanism_id",)),
    "documents": ("date_start", ()),
    "meetings": ("date_start", ("mechanism_id", "city_id", "country_id")),
    "milestones": ("date_start", ("mechanism_id",)),
    "timeline": ("date_start", ("mechanism_id",)),
    "trade_stats": ("date_start", ("mechanism_id", "indicator", "partner_id", "reporter_id")),
}
# Other columns that a list is sorted by in descending order, with nulls last or few values.
DESCENDING = {
    "commitments": ("due_start",),
    "documents": ("title_key",),
    "figure_groups": ("first_day",),
    "meetings": ("session",),
}
FULLTEXT_SQLITE = (
    "CREATE VIRTUAL TABLE search_index USING fts5(name, text, content='search', content_rowid='id')",
    "CREATE TRIGGER search_added AFTER INSERT ON search BEGIN"
    " INSERT INTO search_index(rowid, name, text) VALUES (new.id, new.name, new.text); END",
    "CREATE TRIGGER search_removed AFTER DELETE ON search BEGIN"
    " INSERT INTO search_index(search_index, rowid, name, text) VALUES ('delete', old.id, old.name, old.text); END",
    "CREATE TRIGGER search_changed AFTER UPDATE OF name, text ON search BEGIN"
    " INSERT INTO search_index(search_index, rowid, name, text) VALUES ('delete', old.id, old.name, old.text);"
    " INSERT INTO search_index(rowid, name, text) VALUES (new.id, new.name, new.text); END",
)
FULLTEXT_POSTGRESQL = (
    "ALTER TABLE search ADD COLUMN vector tsvector GENERATED ALWAYS AS"
    " (setweight(to_tsvector('simple'::regconfig, name), 'A')"
    " || setweight(to_tsvector('simple'::regconfig, text), 'D')) STORED",
    "CREATE INDEX ix_search_vector ON search USING gin (vector)",
)
# For dashboards that read PostgreSQL themselves.
VIEWS = (
    """
CREATE VIEW v_meetings AS
SELECT r.id, r.title, r.type, r.status, r.date, r.date_start, r.date_end, r.date_precision,
    r.mechanism_id AS mechanism, m.acronym AS mechanism_acronym, m.name AS mechanism_name, r.session,
    c.name AS city, c.latitude, c.longitude, r.venue, r.country_id AS country, h.name AS country_name, r.occasion,
    (SELECT string_agg(x.country_id, ';' ORDER BY x.position)
       FROM meeting_countries x WHERE x.meeting_id = r.id) AS countries,
    (SELECT string_agg(o.name, ';' ORDER BY p.position)
       FROM participants p JOIN officials o ON o.id = p.official_id WHERE p.meeting_id = r.id) AS participants,
    (SELECT string_agg(p.official_id, ';' ORDER BY p.position)
       FROM participants p WHERE p.meeting_id = r.id) AS participant_ids,
    (SELECT string_agg(t.topic_id, ';' ORDER BY t.position)
       FROM meeting_topics t WHERE t.meeting_id = r.id) AS topics,
    (SELECT string_agg(a.id, ';' ORDER BY a.id) FROM agreements a WHERE a.meeting_id = r.id) AS agreements,
    (SELECT string_agg(DISTINCT e.document_id, ';' ORDER BY e.document_id)
       FROM evidence e WHERE e.record_kind = 'meeting' AND e.record_id = r.id) AS documents, r.updated_at
FROM meetings r
LEFT JOIN mechanisms m ON m.id = r.mechanism_id
LEFT JOIN cities c ON c.id = r.city_id
LEFT JOIN countries h ON h.id = r.country_id
""",
    """
CREATE VIEW v_trade_stats AS
SELECT r.id, r.indicator, r.flow, r.reporter_id AS reporter, f.name AS reporter_name,
    r.partner_id AS partner, t.name AS partner_name, r.product_name AS product, r.product_hs AS hs, r.scope,
    r.date, r.date_start, r.date_end, r.date_precision, r.value, r.unit, r.qualifier, r.growth_percent, r.kind,
    r.authority, r.as_written, r.attributed_to, r.meeting_id AS meeting, r.mechanism_id AS mechanism,
    g.verdict, r.preferred,
    (SELECT string_agg(DISTINCT e.document_id, ';' ORDER BY e.document_id)
       FROM evidence e WHERE e.record_kind = 'trade-stat' AND e.record_id = r.id) AS documents, r.updated_at
FROM trade_stats r
JOIN countries f ON f.id = r.reporter_id
JOIN countries t ON t.id = r.partner_id
LEFT JOIN figure_groups g ON g.id = r.group_id
""",
)


def descending() -> Iterator[str]:
    """Indexes in the order of lists. Nulls come last in both directions, which PostgreSQL must be told. Of a column
    without nulls it must not be told, or it does not read the index backwards."""
    nulls = " NULLS LAST" if op.get_bind().dialect.name == "postgresql" else ""
    for table, (date, columns) in NEWEST_FIRST.items():
        yield f"CREATE INDEX newest_{table} ON {table} ({date} DESC{nulls}, id)"
        for name in columns:
            short = "mechanism" if name == "mechanism_id" else name
            yield f"CREATE INDEX newest_{table}_{short} ON {table} ({name}, {date} DESC{nulls}, id)"
    for table, columns in DESCENDING.items():
        for name in columns:
            short = name.removesuffix("_key")
            yield f"CREATE INDEX newest_{table}_{short}_first ON {table} ({name} DESC{nulls}, id)"
    for table in ("figure_groups", "trade_stats"):
        yield f"CREATE INDEX newest_{table}_indicator_first ON {table} (indicator DESC, id)"
    yield "CREATE INDEX newest_officials_country ON officials (country_id, name_key, id)"
    yield "CREATE INDEX newest_evidence_record_kind ON evidence (record_kind, id)"


def upgrade() -> None:
    schema.create_all(op.get_bind())
    postgresql = op.get_bind().dialect.name == "postgresql"
    own = (*FULLTEXT_POSTGRESQL, *VIEWS) if postgresql else FULLTEXT_SQLITE
    for statement in (*descending(), *own):
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP VIEW v_meetings, v_trade_stats")
    schema.drop_all(op.get_bind())  # and with each table its indexes, triggers and generated columns
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_index")
