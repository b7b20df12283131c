"""the first schema

Revision ID: 0001
Revises:
Create Date: 2026-11-22 10:19:11.116637
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: None = None
depends_on: None = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "countries",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("alpha3", TEXT, nullable=False),
        sa.Column("numeric", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("official_name", TEXT, nullable=True),
        sa.Column("body", TEXT, nullable=True),
        sa.Column("body_digest", TEXT, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("digest", TEXT, nullable=False),
        sa.CheckConstraint("length(alpha3) = 3", name=op.f("ck_countries_alpha3")),
        sa.CheckConstraint("length(id) = 2 AND id = upper(id)", name=op.f("ck_countries_alpha2")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_countries")),
        sa.UniqueConstraint("alpha3", name=op.f("uq_countries_alpha3")),
        sa.UniqueConstraint("numeric", name=op.f("uq_countries_numeric")),
    )
    op.create_table(
        "coverage",
        sa.Column("scope", TEXT, nullable=False),
        sa.Column("scope_id", TEXT, nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "scope_id", name=op.f("pk_coverage")),
    )
    op.create_table(
        "documents",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=True),
        sa.Column("publisher", TEXT, nullable=True),
        sa.Column("author", TEXT, nullable=True),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("paragraphs", sa.Integer(), nullable=False),
        sa.Column("date", TEXT, nullable=True),
        sa.Column("date_start", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("date_precision", TEXT, nullable=True),
        sa.Column("body", TEXT, nullable=True),
        sa.Column("body_digest", TEXT, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("digest", TEXT, nullable=False),
        sa.CheckConstraint(
            "date_precision IN ('day', 'month', 'year', 'range')", name=op.f("ck_documents_date_precision")
        ),
        sa.CheckConstraint(
            "(date IS NULL AND date_start IS NULL AND date_end IS NULL AND date_precision IS NULL) OR (date IS NOT NULL AND date_start IS NOT NULL AND date_end IS NOT NULL AND date_precision IS NOT NULL)",
            name=op.f("ck_documents_date_whole"),
        ),
        sa.CheckConstraint("date_start <= date_end", name=op.f("ck_documents_date_order")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_documents_sha256")),
        sa.CheckConstraint("paragraphs > 0", name=op.f("ck_documents_paragraphs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("sha256", name=op.f("uq_documents_sha256")),
    )
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.create_index("ix_documents_date_start_id", ["date_start", "id"], unique=False)

    op.create_table(
        "mechanisms",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("acronym", TEXT, nullable=True),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("level", TEXT, nullable=True),
        sa.Column("established", TEXT, nullable=True),
        sa.Column("established_start", sa.Date(), nullable=True),
        sa.Column("established_end", sa.Date(), nullable=True),
        sa.Column("established_precision", TEXT, nullable=True),
        sa.Column("body", TEXT, nullable=True),
        sa.Column("body_digest", TEXT, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("digest", TEXT, nullable=False),
        sa.CheckConstraint(
            "established_precision IN ('day', 'month', 'year', 'range')",
            name=op.f("ck_mechanisms_established_precision"),
        ),
        sa.CheckConstraint(
            "kind IN ('council', 'planning-group', 'commission', 'consultations', 'organization', 'assembly')",
            name=op.f("ck_mechanisms_kind"),
        ),
        sa.CheckConstraint(
            "level IN ('heads-of-state', 'foreign-ministers', 'parliaments')", name=op.f("ck_mechanisms_level")
        ),
        sa.CheckConstraint(
            "(established IS NULL AND established_start IS NULL AND established_end IS NULL AND established_precision IS NULL) OR (established IS NOT NULL AND established_start IS NOT NULL AND established_end IS NOT NULL AND established_precision IS NOT NULL)",
            name=op.f("ck_mechanisms_established_whole"),
        ),
        sa.CheckConstraint("established_start <= established_end", name=op.f("ck_mechanisms_established_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mechanisms")),
    )
    op.create_table(
        "names",
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("record_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("folded", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.CheckConstraint(
            "role IN ('id', 'code', 'acronym', 'name', 'alias', 'editorial')", name=op.f("ck_names_role")
        ),
        sa.PrimaryKeyConstraint("kind", "record_id", "position", name=op.f("pk_names")),
    )
    with op.batch_alter_table("names", schema=None) as batch_op:
        batch_op.create_index("ix_names_kind_folded", ["kind", "folded"], unique=False)

    op.create_table(
        "publications",
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fingerprint", TEXT, nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("revision", name=op.f("pk_publications")),
    )
    op.create_table(
        "topics",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
    )
    op.create_table(
        "withdrawals",
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name=op.f("pk_withdrawals")),
    )
    op.create_table(
        "cities",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("country_id", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["country_id"], ["countries.id"], name=op.f("fk_cities_country_id"), initially="IMMEDIATE", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cities")),
    )
    op.create_table(
        "evidence",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("record_kind", TEXT, nullable=False),
        sa.Column("record_id", TEXT, nullable=False),
        sa.Column("field", TEXT, nullable=True),
        sa.Column("document_id", TEXT, nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("as_written", TEXT, nullable=True),
        sa.Column("says", TEXT, nullable=True),
        sa.Column("method", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("reviewed", sa.Boolean(), nullable=False),
        sa.Column("quote", TEXT, nullable=True),
        sa.Column("body", TEXT, nullable=True),
        sa.Column("body_digest", TEXT, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("digest", TEXT, nullable=False),
        sa.CheckConstraint("method <> 'inferred' OR reason IS NOT NULL", name=op.f("ck_evidence_reason")),
        sa.CheckConstraint("method IN ('stated', 'inferred')", name=op.f("ck_evidence_method")),
        sa.CheckConstraint(
            "record_kind IN ('country', 'mission', 'official', 'mechanism', 'meeting', 'agreement', 'trade-stat', 'milestone', 'commitment', 'document')",
            name=op.f("ck_evidence_record_kind"),
        ),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_evidence_sha256")),
        sa.CheckConstraint("paragraph > 0", name=op.f("ck_evidence_paragraph")),
        sa.CheckConstraint('start >= 0 AND start < "end"', name=op.f("ck_evidence_span")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_evidence_document_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_record_id"), ["record_id"], unique=False)
        batch_op.create_index("ix_evidence_record_kind_record_id", ["record_kind", "record_id"], unique=False)

    op.create_table(
        "figure_groups",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("indicator", TEXT, nullable=False),
        sa.Column("reporter_id", TEXT, nullable=False),
        sa.Column("partner_id", TEXT, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("rule", TEXT, nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("body", TEXT, nullable=True),
        sa.Column("body_digest", TEXT, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("digest", TEXT, nullable=False),
        sa.CheckConstraint(
            "indicator IN ('trade', 'trade-target', 'trade-rank', 'investment-stock', 'investment-flow', 'investment-rank', 'companies', 'joint-projects', 'joint-project-value', 'tourists', 'tourist-rank', 'students', 'scholarships', 'presidential-meetings', 'presidential-visits')",
            name=op.f("ck_figure_groups_indicator"),
        ),
        sa.CheckConstraint(
            "verdict IN ('disagree', 'compatible', 'superseded')", name=op.f("ck_figure_groups_verdict")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["countries.id"],
            name=op.f("fk_figure_groups_partner_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["reporter_id"],
            ["countries.id"],
            name=op.f("fk_figure_groups_reporter_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_groups")),
    )
    op.create_table(
        "mechanism_members",
        sa.Column("mechanism_id", TEXT, nullable=False),
        sa.Column("country_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["country_id"],
            ["countries.id"],
            name=op.f("fk_mechanism_members_country_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["mechanism_id"],
            ["mechanisms.id"],
            name=op.f("fk_mechanism_members_mechanism_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("mechanism_id", "country_id", name=op.f("pk_mechanism_members")),
    )
    with op.batch_alter_table("mechanism_members", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mechanism_members_country_id"), ["country_id"], unique=False)

    op.create_table(
        "milestones",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("date", TEXT, nullable=True),
        sa.Column("date_start", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("date_precision", TEXT, nullable=True),
        sa.Column("mechanism_id", TEXT, nullable=True),
        sa.Column("body", TEXT, nullable=True),
        sa.Column("body_digest", TEXT, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("digest", TEXT, nullable=False),
        sa.CheckConstraint(
            "date_precision IN ('day', 'month', 'year', 'range')", name=op.f("ck_milestones_date_precision")
        ),
        sa.CheckConstraint(
            "type IN ('foundation', 'recognition', 'diplomatic-relations', 'embassy', 'mechanism', 'accession')",
            name=op.f("ck_milestones_type"),
        ),
        sa.CheckConstraint(
            "(date IS NULL AND date_start IS NULL AND date_end IS NULL AND date_precision IS NULL) OR (date IS NOT NULL AND date_start IS NOT NULL AND date_end IS NOT NULL AND date_precision IS NOT NULL)",
            name=op.f("ck_milestones_date_whole"),
        ),
        sa.CheckConstraint("date_start <= date_end", name=op.f("ck_milestones_date_order")),
        sa.ForeignKeyConstraint(
            ["mechanism_id"],
            ["mechanisms.id"],
            name=op.f("fk_milestones_mechanism_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestones")),
    )
    with op.batch_alter_table("milestones", schema=None) as batch_op:
        batch_op.create_index("ix_milestones_date_start_id", ["date_start", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_milestones_mechanism_id"), ["mechanism_id"], unique=False)

    op.create_table(
        "officials",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("country_id", TEXT, nullable=False),
        sa.Column("body", TEXT, nullable=True),
        sa.Column("body_digest", TEXT, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("digest", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["country_id"],
            ["countries.id"],
            name=op.f("fk_officials_country_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officials")),
    )
    with op.batch_alter_table("officials", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_officials_country_id"), ["country_id"], unique=False)

    op.create_table(
        "set_aside_paragraphs",
        sa.Column("document_id", TEXT, nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.CheckConstraint(
            "why IN ('furniture', 'opinion', 'repetition', 'background')", name=op.f("ck_set_aside_paragraphs_why")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_set_aside_paragraphs_document_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("document_id", "paragraph", name=op.f("pk_set_aside_paragraphs")),
    )
    op.create_table(
        "timeline",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("record_kind", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("date", TEXT, nullable=True),
        sa.Column("date_start", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("date_precision", TEXT, nullable=True),
        sa.Column("mechanism_id", TEXT, nullable=True),
        sa.Column("body", TEXT, nullable=True),
        sa.Column("body_digest", TEXT, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("digest", TEXT, nullable=False),
        sa.CheckConstraint(
            "date_precision IN ('day', 'month', 'year', 'range')", name=op.f("ck_timeline_date_precision")
        ),
        sa.CheckConstraint(
            "record_kind IN ('meeting', 'agreement', 'milestone')", name=op.f("ck_timeline_record_kind")
        ),
        sa.CheckConstraint(
            "(date IS NULL AND date_start IS NULL AND date_end IS NULL AND date_precision IS NULL) OR (date IS NOT NULL AND date_start IS NOT NULL AND date_end IS NOT NULL AND date_precision IS NOT NULL)",
            name=op.f("ck_timeline_date_whole"),
        ),
        sa.CheckConstraint("date_start <= date_end", name=op.f("ck_timeline_date_order")),
        sa.ForeignKeyConstraint(
            ["mechanism_id"],
            ["mechanisms.id"],
            name=op.f("fk_timeline_mechanism_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timeline")),
    )
    with op.batch_alter_table("timeline", schema=None) as batch_op:
        batch_op.create_index("ix_timeline_date_start_id", ["date_start", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_timeline_mechanism_id"), ["mechanism_id"], unique=False)

    op.create_table(
        "meetings",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("session", sa.Integer(), nullable=True),
        sa.Column("city_id", TEXT, nullable=True),
        sa.Column("venue", TEXT, nullable=True),
        sa.Column("country_id", TEXT, nullable=True),
        sa.Column("occasion", TEXT, nullable=True),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("date", TEXT, nullable=True),
        sa.Column("date_start", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("date_precision", TEXT, nullable=True),
        sa.Column("mechanism_id", TEXT, nullable=True),
        sa.Column("body", TEXT, nullable=True),
        sa.Column("body_digest", TEXT, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("digest", TEXT, nullable=False),
        sa.CheckConstraint(
            "date_precision IN ('day', 'month', 'year', 'range')", name=op.f("ck_meetings_date_precision")
        ),
        sa.CheckConstraint("status IN ('held', 'planned')", name=op.f("ck_meetings_status")),
        sa.CheckConstraint(
            "type IN ('session', 'bilateral', 'summit', 'visit', 'conference')", name=op.f("ck_meetings_type")
        ),
        sa.CheckConstraint(
            "(date IS NULL AND date_start IS NULL AND date_end IS NULL AND date_precision IS NULL) OR (date IS NOT NULL AND date_start IS NOT NULL AND date_end IS NOT NULL AND date_precision IS NOT NULL)",
            name=op.f("ck_meetings_date_whole"),
        ),
        sa.CheckConstraint("date_start <= date_end", name=op.f("ck_meetings_date_order")),
        sa.CheckConstraint("session > 0", name=op.f("ck_meetings_session")),
        sa.ForeignKeyConstraint(
            ["city_id"], ["cities.id"], name=op.f("fk_meetings_city_id"), initially="IMMEDIATE", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["country_id"],
            ["countries.id"],
            name=op.f("fk_meetings_country_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["mechanism_id"],
            ["mechanisms.id"],
            name=op.f("fk_meetings_mechanism_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("mechanism_id", "session", name=op.f("uq_meetings_mechanism_id_session")),
    )
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meetings_city_id"), ["city_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meetings_country_id"), ["country_id"], unique=False)
        batch_op.create_index("ix_meetings_date_start_id", ["date_start", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meetings_mechanism_id"), ["mechanism_id"], unique=False)

    op.create_table(
        "milestone_countries",
        sa.Column("milestone_id", TEXT, nullable=False),
        sa.Column("country_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["country_id"],
            ["countries.id"],
            name=op.f("fk_milestone_countries_country_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["milestone_id"],
            ["milestones.id"],
            name=op.f("fk_milestone_countries_milestone_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("milestone_id", "country_id", name=op.f("pk_milestone_countries")),
    )
    with op.batch_alter_table("milestone_countries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_milestone_countries_country_id"), ["country_id"], unique=False)

    op.create_table(
        "missions",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("sender_id", TEXT, nullable=False),
        sa.Column("host_id", TEXT, nullable=False),
        sa.Column("city_id", TEXT, nullable=True),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.CheckConstraint(
            "type IN ('embassy', 'consulate-general', 'honorary-consulate')", name=op.f("ck_missions_type")
        ),
        sa.CheckConstraint("sender_id <> host_id", name=op.f("ck_missions_abroad")),
        sa.ForeignKeyConstraint(
            ["city_id"], ["cities.id"], name=op.f("fk_missions_city_id"), initially="IMMEDIATE", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["host_id"], ["countries.id"], name=op.f("fk_missions_host_id"), initially="IMMEDIATE", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["sender_id"], ["countries.id"], name=op.f("fk_missions_sender_id"), initially="IMMEDIATE", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_missions")),
    )
    with op.batch_alter_table("missions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_missions_host_id"), ["host_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_missions_sender_id"), ["sender_id"], unique=False)

    op.create_table(
        "positions",
        sa.Column("official_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("body", TEXT, nullable=True),
        sa.Column("start", TEXT, nullable=True),
        sa.Column("end", TEXT, nullable=True),
        sa.Column("as_of", TEXT, nullable=True),
        sa.Column("former", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["official_id"],
            ["officials.id"],
            name=op.f("fk_positions_official_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("official_id", "position", name=op.f("pk_positions")),
    )
    op.create_table(
        "timeline_countries",
        sa.Column("entry_id", TEXT, nullable=False),
        sa.Column("country_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["country_id"],
            ["countries.id"],
            name=op.f("fk_timeline_countries_country_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["timeline.id"],
            name=op.f("fk_timeline_countries_entry_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("entry_id", "country_id", name=op.f("pk_timeline_countries")),
    )
    with op.batch_alter_table("timeline_countries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_timeline_countries_country_id"), ["country_id"], unique=False)

    op.create_table(
        "agreements",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("city_id", TEXT, nullable=True),
        sa.Column("valid", TEXT, nullable=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("date", TEXT, nullable=True),
        sa.Column("date_start", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("date_precision", TEXT, nullable=True),
        sa.Column("mechanism_id", TEXT, nullable=True),
        sa.Column("meeting_id", TEXT, nullable=True),
        sa.Column("body", TEXT, nullable=True),
        sa.Column("body_digest", TEXT, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("digest", TEXT, nullable=False),
        sa.CheckConstraint(
            "date_precision IN ('day', 'month', 'year', 'range')", name=op.f("ck_agreements_date_precision")
        ),
        sa.CheckConstraint("status IN ('signed', 'announced')", name=op.f("ck_agreements_status")),
        sa.CheckConstraint(
            "type IN ('treaty', 'plan', 'declaration', 'joint-statement', 'decision', 'package')",
            name=op.f("ck_agreements_type"),
        ),
        sa.CheckConstraint(
            "(date IS NULL AND date_start IS NULL AND date_end IS NULL AND date_precision IS NULL) OR (date IS NOT NULL AND date_start IS NOT NULL AND date_end IS NOT NULL AND date_precision IS NOT NULL)",
            name=op.f("ck_agreements_date_whole"),
        ),
        sa.CheckConstraint("count > 0", name=op.f("ck_agreements_count")),
        sa.CheckConstraint("date_start <= date_end", name=op.f("ck_agreements_date_order")),
        sa.ForeignKeyConstraint(
            ["city_id"], ["cities.id"], name=op.f("fk_agreements_city_id"), initially="IMMEDIATE", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["mechanism_id"],
            ["mechanisms.id"],
            name=op.f("fk_agreements_mechanism_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings.id"],
            name=op.f("fk_agreements_meeting_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
    )
    with op.batch_alter_table("agreements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreements_city_id"), ["city_id"], unique=False)
        batch_op.create_index("ix_agreements_date_start_id", ["date_start", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agreements_mechanism_id"), ["mechanism_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agreements_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "commitments",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("made", TEXT, nullable=True),
        sa.Column("made_start", sa.Date(), nullable=True),
        sa.Column("made_end", sa.Date(), nullable=True),
        sa.Column("made_precision", TEXT, nullable=True),
        sa.Column("due", TEXT, nullable=True),
        sa.Column("due_start", sa.Date(), nullable=True),
        sa.Column("due_end", sa.Date(), nullable=True),
        sa.Column("due_precision", TEXT, nullable=True),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("unit", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("mechanism_id", TEXT, nullable=True),
        sa.Column("meeting_id", TEXT, nullable=True),
        sa.Column("body", TEXT, nullable=True),
        sa.Column("body_digest", TEXT, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("digest", TEXT, nullable=False),
        sa.CheckConstraint(
            "due_precision IN ('day', 'month', 'year', 'range')", name=op.f("ck_commitments_due_precision")
        ),
        sa.CheckConstraint(
            "made_precision IN ('day', 'month', 'year', 'range')", name=op.f("ck_commitments_made_precision")
        ),
        sa.CheckConstraint("status IN ('open', 'fulfilled')", name=op.f("ck_commitments_status")),
        sa.CheckConstraint(
            "unit IN ('USD', 'EUR', 'KZT', 'TRY', 'count', 'rank', 'days')", name=op.f("ck_commitments_unit")
        ),
        sa.CheckConstraint(
            "(due IS NULL AND due_start IS NULL AND due_end IS NULL AND due_precision IS NULL) OR (due IS NOT NULL AND due_start IS NOT NULL AND due_end IS NOT NULL AND due_precision IS NOT NULL)",
            name=op.f("ck_commitments_due_whole"),
        ),
        sa.CheckConstraint(
            "(made IS NULL AND made_start IS NULL AND made_end IS NULL AND made_precision IS NULL) OR (made IS NOT NULL AND made_start IS NOT NULL AND made_end IS NOT NULL AND made_precision IS NOT NULL)",
            name=op.f("ck_commitments_made_whole"),
        ),
        sa.CheckConstraint("due_start <= due_end", name=op.f("ck_commitments_due_order")),
        sa.CheckConstraint("made_start <= made_end", name=op.f("ck_commitments_made_order")),
        sa.CheckConstraint("value >= 0", name=op.f("ck_commitments_value")),
        sa.ForeignKeyConstraint(
            ["mechanism_id"],
            ["mechanisms.id"],
            name=op.f("fk_commitments_mechanism_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings.id"],
            name=op.f("fk_commitments_meeting_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitments")),
    )
    with op.batch_alter_table("commitments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_commitments_due_start"), ["due_start"], unique=False)
        batch_op.create_index("ix_commitments_made_start_id", ["made_start", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_commitments_mechanism_id"), ["mechanism_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_commitments_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "meeting_countries",
        sa.Column("meeting_id", TEXT, nullable=False),
        sa.Column("country_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["country_id"],
            ["countries.id"],
            name=op.f("fk_meeting_countries_country_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings.id"],
            name=op.f("fk_meeting_countries_meeting_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("meeting_id", "country_id", name=op.f("pk_meeting_countries")),
    )
    with op.batch_alter_table("meeting_countries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_countries_country_id"), ["country_id"], unique=False)

    op.create_table(
        "meeting_topics",
        sa.Column("meeting_id", TEXT, nullable=False),
        sa.Column("topic_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings.id"],
            name=op.f("fk_meeting_topics_meeting_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topics.id"], name=op.f("fk_meeting_topics_topic_id"), initially="IMMEDIATE", deferrable=True
        ),
        sa.PrimaryKeyConstraint("meeting_id", "topic_id", name=op.f("pk_meeting_topics")),
    )
    with op.batch_alter_table("meeting_topics", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_topics_topic_id"), ["topic_id"], unique=False)

    op.create_table(
        "participants",
        sa.Column("meeting_id", TEXT, nullable=False),
        sa.Column("official_id", TEXT, nullable=False),
        sa.Column("country_id", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("post", TEXT, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("role IN ('co-chair', 'host', 'guest', 'participant')", name=op.f("ck_participants_role")),
        sa.ForeignKeyConstraint(
            ["country_id"],
            ["countries.id"],
            name=op.f("fk_participants_country_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings.id"],
            name=op.f("fk_participants_meeting_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["official_id"],
            ["officials.id"],
            name=op.f("fk_participants_official_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("meeting_id", "official_id", name=op.f("pk_participants")),
    )
    with op.batch_alter_table("participants", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_participants_official_id"), ["official_id"], unique=False)

    op.create_table(
        "trade_stats",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("indicator", TEXT, nullable=False),
        sa.Column("flow", TEXT, nullable=True),
        sa.Column("reporter_id", TEXT, nullable=False),
        sa.Column("partner_id", TEXT, nullable=False),
        sa.Column("product_name", TEXT, nullable=True),
        sa.Column("product_hs", TEXT, nullable=True),
        sa.Column("scope", TEXT, nullable=True),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("qualifier", TEXT, nullable=False),
        sa.Column("growth_percent", sa.Double(), nullable=True),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("authority", TEXT, nullable=False),
        sa.Column("as_written", TEXT, nullable=False),
        sa.Column("attributed_to", TEXT, nullable=True),
        sa.Column("group_id", TEXT, nullable=True),
        sa.Column("preferred", sa.Boolean(), nullable=False),
        sa.Column("date", TEXT, nullable=True),
        sa.Column("date_start", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("date_precision", TEXT, nullable=True),
        sa.Column("mechanism_id", TEXT, nullable=True),
        sa.Column("meeting_id", TEXT, nullable=True),
        sa.Column("body", TEXT, nullable=True),
        sa.Column("body_digest", TEXT, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("digest", TEXT, nullable=False),
        sa.CheckConstraint(
            "authority IN ('statistics', 'statement', 'expert', 'press')", name=op.f("ck_trade_stats_authority")
        ),
        sa.CheckConstraint(
            "date_precision IN ('day', 'month', 'year', 'range')", name=op.f("ck_trade_stats_date_precision")
        ),
        sa.CheckConstraint(
            "flow IN ('turnover', 'export', 'import', 'inward', 'outward')", name=op.f("ck_trade_stats_flow")
        ),
        sa.CheckConstraint(
            "indicator IN ('trade', 'trade-target', 'trade-rank', 'investment-stock', 'investment-flow', 'investment-rank', 'companies', 'joint-projects', 'joint-project-value', 'tourists', 'tourist-rank', 'students', 'scholarships', 'presidential-meetings', 'presidential-visits')",
            name=op.f("ck_trade_stats_indicator"),
        ),
        sa.CheckConstraint("kind IN ('actual', 'target')", name=op.f("ck_trade_stats_kind")),
        sa.CheckConstraint("qualifier IN ('exact', 'about', 'over', 'under')", name=op.f("ck_trade_stats_qualifier")),
        sa.CheckConstraint(
            "unit IN ('USD', 'EUR', 'KZT', 'TRY', 'count', 'rank', 'days')", name=op.f("ck_trade_stats_unit")
        ),
        sa.CheckConstraint(
            "(date IS NULL AND date_start IS NULL AND date_end IS NULL AND date_precision IS NULL) OR (date IS NOT NULL AND date_start IS NOT NULL AND date_end IS NOT NULL AND date_precision IS NOT NULL)",
            name=op.f("ck_trade_stats_date_whole"),
        ),
        sa.CheckConstraint("date_start <= date_end", name=op.f("ck_trade_stats_date_order")),
        sa.CheckConstraint("reporter_id <> partner_id", name=op.f("ck_trade_stats_pair")),
        sa.CheckConstraint("value >= 0", name=op.f("ck_trade_stats_value")),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["figure_groups.id"],
            name=op.f("fk_trade_stats_group_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["mechanism_id"],
            ["mechanisms.id"],
            name=op.f("fk_trade_stats_mechanism_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings.id"],
            name=op.f("fk_trade_stats_meeting_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["countries.id"],
            name=op.f("fk_trade_stats_partner_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["reporter_id"],
            ["countries.id"],
            name=op.f("fk_trade_stats_reporter_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trade_stats")),
    )
    with op.batch_alter_table("trade_stats", schema=None) as batch_op:
        batch_op.create_index("ix_trade_stats_date_start_id", ["date_start", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_trade_stats_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_trade_stats_indicator"), ["indicator"], unique=False)
        batch_op.create_index(batch_op.f("ix_trade_stats_mechanism_id"), ["mechanism_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_trade_stats_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_trade_stats_partner_id"), ["partner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_trade_stats_reporter_id"), ["reporter_id"], unique=False)

    op.create_table(
        "agreement_parties",
        sa.Column("agreement_id", TEXT, nullable=False),
        sa.Column("country_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreements.id"],
            name=op.f("fk_agreement_parties_agreement_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["country_id"],
            ["countries.id"],
            name=op.f("fk_agreement_parties_country_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("agreement_id", "country_id", name=op.f("pk_agreement_parties")),
    )
    with op.batch_alter_table("agreement_parties", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_parties_country_id"), ["country_id"], unique=False)

    op.create_table(
        "agreement_topics",
        sa.Column("agreement_id", TEXT, nullable=False),
        sa.Column("topic_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreements.id"],
            name=op.f("fk_agreement_topics_agreement_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"],
            ["topics.id"],
            name=op.f("fk_agreement_topics_topic_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("agreement_id", "topic_id", name=op.f("pk_agreement_topics")),
    )
    with op.batch_alter_table("agreement_topics", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_topics_topic_id"), ["topic_id"], unique=False)

    op.create_table(
        "commitment_countries",
        sa.Column("commitment_id", TEXT, nullable=False),
        sa.Column("country_id", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("role IN ('by', 'to')", name=op.f("ck_commitment_countries_role")),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitments.id"],
            name=op.f("fk_commitment_countries_commitment_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["country_id"],
            ["countries.id"],
            name=op.f("fk_commitment_countries_country_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("commitment_id", "country_id", "role", name=op.f("pk_commitment_countries")),
    )
    with op.batch_alter_table("commitment_countries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_commitment_countries_country_id"), ["country_id"], unique=False)

    op.create_table(
        "signatories",
        sa.Column("agreement_id", TEXT, nullable=False),
        sa.Column("official_id", TEXT, nullable=False),
        sa.Column("country_id", TEXT, nullable=False),
        sa.Column("post", TEXT, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreements.id"],
            name=op.f("fk_signatories_agreement_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["country_id"],
            ["countries.id"],
            name=op.f("fk_signatories_country_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["official_id"],
            ["officials.id"],
            name=op.f("fk_signatories_official_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("agreement_id", "official_id", name=op.f("pk_signatories")),
    )
    with op.batch_alter_table("signatories", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signatories_official_id"), ["official_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("signatories", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signatories_official_id"))

    op.drop_table("signatories")
    with op.batch_alter_table("commitment_countries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commitment_countries_country_id"))

    op.drop_table("commitment_countries")
    with op.batch_alter_table("agreement_topics", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreement_topics_topic_id"))

    op.drop_table("agreement_topics")
    with op.batch_alter_table("agreement_parties", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreement_parties_country_id"))

    op.drop_table("agreement_parties")
    with op.batch_alter_table("trade_stats", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_trade_stats_reporter_id"))
        batch_op.drop_index(batch_op.f("ix_trade_stats_partner_id"))
        batch_op.drop_index(batch_op.f("ix_trade_stats_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_trade_stats_mechanism_id"))
        batch_op.drop_index(batch_op.f("ix_trade_stats_indicator"))
        batch_op.drop_index(batch_op.f("ix_trade_stats_group_id"))
        batch_op.drop_index("ix_trade_stats_date_start_id")

    op.drop_table("trade_stats")
    with op.batch_alter_table("participants", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_participants_official_id"))

    op.drop_table("participants")
    with op.batch_alter_table("meeting_topics", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_topics_topic_id"))

    op.drop_table("meeting_topics")
    with op.batch_alter_table("meeting_countries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_countries_country_id"))

    op.drop_table("meeting_countries")
    with op.batch_alter_table("commitments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commitments_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_commitments_mechanism_id"))
        batch_op.drop_index("ix_commitments_made_start_id")
        batch_op.drop_index(batch_op.f("ix_commitments_due_start"))

    op.drop_table("commitments")
    with op.batch_alter_table("agreements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreements_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_agreements_mechanism_id"))
        batch_op.drop_index("ix_agreements_date_start_id")
        batch_op.drop_index(batch_op.f("ix_agreements_city_id"))

    op.drop_table("agreements")
    with op.batch_alter_table("timeline_countries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_timeline_countries_country_id"))

    op.drop_table("timeline_countries")
    op.drop_table("positions")
    with op.batch_alter_table("missions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_missions_sender_id"))
        batch_op.drop_index(batch_op.f("ix_missions_host_id"))

    op.drop_table("missions")
    with op.batch_alter_table("milestone_countries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_milestone_countries_country_id"))

    op.drop_table("milestone_countries")
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meetings_mechanism_id"))
        batch_op.drop_index("ix_meetings_date_start_id")
        batch_op.drop_index(batch_op.f("ix_meetings_country_id"))
        batch_op.drop_index(batch_op.f("ix_meetings_city_id"))

    op.drop_table("meetings")
    with op.batch_alter_table("timeline", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_timeline_mechanism_id"))
        batch_op.drop_index("ix_timeline_date_start_id")

    op.drop_table("timeline")
    op.drop_table("set_aside_paragraphs")
    with op.batch_alter_table("officials", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_officials_country_id"))

    op.drop_table("officials")
    with op.batch_alter_table("milestones", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_milestones_mechanism_id"))
        batch_op.drop_index("ix_milestones_date_start_id")

    op.drop_table("milestones")
    with op.batch_alter_table("mechanism_members", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mechanism_members_country_id"))

    op.drop_table("mechanism_members")
    op.drop_table("figure_groups")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index("ix_evidence_record_kind_record_id")
        batch_op.drop_index(batch_op.f("ix_evidence_record_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_document_id"))

    op.drop_table("evidence")
    op.drop_table("cities")
    op.drop_table("withdrawals")
    op.drop_table("topics")
    op.drop_table("publications")
    with op.batch_alter_table("names", schema=None) as batch_op:
        batch_op.drop_index("ix_names_kind_folded")

    op.drop_table("names")
    op.drop_table("mechanisms")
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_index("ix_documents_date_start_id")

    op.drop_table("documents")
    op.drop_table("coverage")
    op.drop_table("countries")
