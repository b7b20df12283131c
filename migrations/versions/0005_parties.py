"""Parties: the countries get a kind, and organisations and what ISO 3166-3 lists stand beside them.

Revision ID: 0005_parties
Revises: 0004_evidence_by_place
Create Date: 2026-11-28 10:40:00

An official may serve no party, and take part or sign for none.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0005_parties"
down_revision: str | None = "0004_evidence_by_place"
branch_labels: None = None
depends_on: None = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

SERVED = ("officials", "participants", "signatories")
"""Tables of people, who may be of no party."""

KINDS = "kind IN ('state', 'former-state', 'territory', 'organization')"
MECHANISM = "FOREIGN KEY(mechanism_id) REFERENCES mechanisms (id) DEFERRABLE INITIALLY DEFERRED"
ADDED = ("official_name TEXT", "valid_from TEXT", "valid_until TEXT", "acronym TEXT", "mechanism_id TEXT")
ONLY_CODE = "ck_parties_alpha2 CHECK (length(id) = 2 AND id = upper(id))"
CHECKS = (
    "ck_parties_code CHECK (length(id) > 1 AND id = upper(id))",
    f"CONSTRAINT ck_parties_kind CHECK ({KINDS})",
    f"CONSTRAINT fk_parties_mechanism_id {MECHANISM}",
)
OPTIONAL = "country_id TEXT, "
REQUIRED = "country_id TEXT NOT NULL, "


def rebuild(table: str, changes: Mapping[str, str], values: Mapping[str, str] | None = None) -> None:
    """Copy a table of SQLite into one whose definition is changed as a text, with its indexes. ``values`` are those of
    new columns that must have one."""
    connection = op.get_bind()
    definitions = "SELECT type, sql FROM sqlite_master WHERE tbl_name = :name AND sql IS NOT NULL ORDER BY type DESC"
    own, *further = connection.execute(sa.text(definitions), {"name": table}).all()
    body = " ".join(own.sql.partition("(")[2].split())
    for old, new in changes.items():
        if old not in body:
            raise ValueError(f"{table} has no {old!r}: {body}")
        body = body.replace(old, new)
    before = {column["name"] for column in sa.inspect(connection).get_columns(table)}
    op.execute(f"CREATE TABLE copy_of_{table} ({body}")
    after = {column["name"] for column in sa.inspect(connection).get_columns(f"copy_of_{table}")}
    columns = {f'"{name}"': f'"{name}"' for name in before & after} | dict(values or {})
    op.execute(f"INSERT INTO copy_of_{table} ({', '.join(columns)}) SELECT {', '.join(columns.values())} FROM {table}")  # noqa: S608
    op.execute(f"DROP TABLE {table}")
    op.execute(f"ALTER TABLE copy_of_{table} RENAME TO {table}")
    for one in further:
        op.execute(one.sql)


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    rename("countries", "parties")
    if sqlite:
        rebuild(
            "parties",
            {
                "_countries": "_parties",
                "official_name TEXT": ", ".join(("kind TEXT NOT NULL", *ADDED)),
                ONLY_CODE: ", ".join(CHECKS),
            },
            {"kind": "'state'"},
        )
        for table in SERVED:
            rebuild(table, {REQUIRED: OPTIONAL})
    else:
        op.execute("ALTER TABLE parties DROP CONSTRAINT ck_countries_alpha2")
        op.add_column("parties", sa.Column("kind", TEXT, nullable=False, server_default="state"))
        op.alter_column("parties", "kind", server_default=None)
        for column in ("valid_from", "valid_until", "acronym", "mechanism_id"):
            op.add_column("parties", sa.Column(column, TEXT))
        for constraint in CHECKS:
            op.execute(f"ALTER TABLE parties ADD CONSTRAINT {constraint.removeprefix('CONSTRAINT ')}")
        for table in SERVED:
            op.alter_column(table, "country_id", nullable=True)
    op.create_index("ix_parties_mechanism_id", "parties", ["mechanism_id"])
    link("organization_members", "organization_id", "party_id")
    link("party_successors", "party_id", "successor_id")
    op.execute("UPDATE coverage SET scope = 'party' WHERE scope = 'country'")


def link(table: str, owner: str, linked: str) -> None:
    """A table of a list of parties in a party."""

    def to_party(column: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
        name = f"fk_{table}_{column}"
        return sa.ForeignKeyConstraint(
            [column], ["parties.id"], name, ondelete=ondelete, deferrable=True, initially="DEFERRED"
        )

    op.create_table(
        table,
        sa.Column(owner, TEXT, nullable=False),
        sa.Column(linked, TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(owner, linked, name=f"pk_{table}"),
        to_party(owner, "CASCADE"),
        to_party(linked),
    )
    op.create_index(f"ix_{table}_{linked}_{owner}", table, [linked, owner])


def rename(old: str, new: str) -> None:
    """Give the table of parties, its constraints and its indexes another name. What refers to it follows."""
    op.rename_table(old, new)
    postgresql = op.get_bind().dialect.name == "postgresql"
    indexes = {"dirty": ("id", "dirty" if postgresql else "dirty = 1"), "updated_at": ("updated_at", None)}
    for name, (column, condition) in indexes.items():
        op.drop_index(f"ix_{old}_{name}", new)
        options: dict[str, Any] = {f"{op.get_bind().dialect.name}_where": sa.text(condition)} if condition else {}
        op.create_index(f"ix_{new}_{name}", new, [column], **options)
    if postgresql:
        for name in ("pk_{}", "uq_{}_alpha3", "uq_{}_numeric", "ck_{}_alpha3"):
            op.execute(f"ALTER TABLE {new} RENAME CONSTRAINT {name.format(old)} TO {name.format(new)}")


BEYOND = "SELECT id FROM parties WHERE length(id) <> 2 OR kind = 'organization'"
"""The parties that the schema before had no place for."""

OPTIONAL_PARTIES = (("meetings", "country_id"), ("meeting_stops", "country_id"), ("positions", "party_id"))

LISTS = (
    "agreement_parties", "commitment_countries", "mechanism_members", "meeting_countries", "milestone_countries",
    "timeline_countries",
)  # fmt: skip


def leave_out_new_parties() -> None:
    """Delete what the schema before cannot hold. The next load of that version brings back what it can."""
    no_official = "official_id NOT IN (SELECT id FROM officials)"
    cities = f"SELECT id FROM cities WHERE country_id IN ({BEYOND})"  # noqa: S608
    statements = [
        *(
            f"UPDATE {table} SET city_id = NULL WHERE city_id IN ({cities})"  # noqa: S608
            for table in ("meetings", "agreements", "meeting_stops")
        ),
        f"DELETE FROM missions WHERE sender_id IN ({BEYOND}) OR host_id IN ({BEYOND})",  # noqa: S608
        f"UPDATE missions SET city_id = NULL WHERE city_id IN ({cities})",  # noqa: S608
        f"DELETE FROM cities WHERE country_id IN ({BEYOND})",  # noqa: S608
        *(f"UPDATE {table} SET {column} = NULL WHERE {column} IN ({BEYOND})" for table, column in OPTIONAL_PARTIES),  # noqa: S608
        *(f"DELETE FROM {table} WHERE country_id IS NULL OR country_id IN ({BEYOND})" for table in SERVED),  # noqa: S608
        *(f"DELETE FROM {table} WHERE {no_official}" for table in ("positions", "participants", "signatories")),  # noqa: S608
        *(f"DELETE FROM {table} WHERE country_id IN ({BEYOND})" for table in LISTS),  # noqa: S608
        *(
            f"DELETE FROM {table} WHERE reporter_id IN ({BEYOND}) OR partner_id IN ({BEYOND})"  # noqa: S608
            for table in ("trade_stats", "figure_groups")
        ),
        "DELETE FROM evidence WHERE record_kind = 'organization'",
        f"DELETE FROM names WHERE kind IN ('country', 'organization') AND record_id IN ({BEYOND})",  # noqa: S608
        f"DELETE FROM search WHERE kind IN ('country', 'organization') AND record_id IN ({BEYOND})",  # noqa: S608
        "DELETE FROM withdrawals WHERE kind = 'organization'",
        "DROP TABLE party_successors",
        "DROP TABLE organization_members",
        f"DELETE FROM parties WHERE id IN ({BEYOND})",  # noqa: S608
        "UPDATE coverage SET scope = 'country' WHERE scope = 'party'",
    ]
    for statement in statements:
        op.execute(statement)


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    leave_out_new_parties()
    if not sqlite:
        op.execute("SET CONSTRAINTS ALL IMMEDIATE")  # PostgreSQL alters no table that still has rows to check
    op.drop_index("ix_parties_mechanism_id", "parties")
    if sqlite:
        for table in SERVED:
            rebuild(table, {OPTIONAL: REQUIRED})
        rebuild(
            "parties",
            {
                ", ".join(CHECKS): ONLY_CODE,
                ", ".join(("kind TEXT NOT NULL", *ADDED)): "official_name TEXT",
                "_parties": "_countries",
            },
        )
    else:
        for table in SERVED:
            op.alter_column(table, "country_id", nullable=False)
        for column in ("kind", "valid_from", "valid_until", "acronym", "mechanism_id"):
            op.drop_column("parties", column)
        op.execute("ALTER TABLE parties DROP CONSTRAINT ck_parties_code")
        op.execute(f"ALTER TABLE parties ADD CONSTRAINT {ONLY_CODE.replace('_parties', '_countries')}")
    rename("parties", "countries")
