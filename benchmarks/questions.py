"""The questions of the benchmark, in the form of each peer. They ask for the same records, with all nested ones."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import create_engine, text

from benchmarks.made_up_world import CROWD_DAYS, RARE

LIST = "/meetings?mechanism=mechanism-1&date_from=2010-01-01&limit=50"
ITEM = "/meetings/meeting-77"
SEARCH = f"/meetings?q={RARE}&limit=50"
BROAD_SEARCH = "/meetings?q=council&limit=50"
SERIES = "/trade-stats/series?indicator=trade&between=AA,AB"
CROWD = f"/meetings?date={CROWD_DAYS[1]}&limit=200"

# --- plain SQL -----------------------------------------------------------------------------

LIST_SQL = """SELECT * FROM meetings WHERE mechanism_id = 'mechanism-1' AND date_end >= '2010-01-01'
 ORDER BY date_start DESC, id LIMIT 50"""
SEARCH_SQL = f"""SELECT meetings.* FROM meetings WHERE id IN (SELECT record_id FROM search
 WHERE +kind = 'meeting' AND id IN (SELECT rowid FROM search_index WHERE search_index MATCH '{RARE}'))
 ORDER BY date_start DESC, id LIMIT 50"""
ITEM_SQL = "SELECT * FROM meetings WHERE id = 'meeting-77'"
SERIES_SQL = """SELECT * FROM trade_stats WHERE indicator = 'trade' AND reporter_id IN ('AA', 'AB')
 AND partner_id IN ('AA', 'AB') ORDER BY date_start, id"""
ALL_SQL = "SELECT id FROM meetings ORDER BY date_start DESC, id"
CROWD_SQL = f"SELECT id FROM meetings WHERE date = '{CROWD_DAYS[1]}' ORDER BY date_start DESC, id"
TITLE_SQL = f"SELECT * FROM meetings WHERE title LIKE '{RARE.capitalize()}%' ORDER BY date_start DESC, id LIMIT 50"


def ids(url: str, sql: str) -> list[str]:
    """The ids that a plain SQL statement gives, in its order."""
    engine = create_engine(url)
    with engine.connect() as connection:
        record_ids = [row.id for row in connection.execute(text(sql))]
    engine.dispose()
    return record_ids


# --- Datasette, over the peers' tables -----------------------------------------------------

HITS = """SELECT * FROM meetings WHERE rowid IN (SELECT rowid FROM meetings_fts WHERE meetings_fts MATCH '{0}')
 ORDER BY {1} LIMIT 50"""
COUNTRY = "json_object('code', {0}.id, 'name', {0}.name, 'kind', {0}.kind)"
SOURCES = """(SELECT json_group_array(json_object('document', d.id, 'title', d.title, 'publisher', d.publisher,
  'published', d.date, 'paragraphs', json(p.paragraphs))) FROM (SELECT document_id, json_group_array(paragraph)
  AS paragraphs FROM {0}_sources WHERE {0}_id = m.id GROUP BY document_id) p
  JOIN documents d ON d.id = p.document_id) AS sources"""


def with_relations(rows: str) -> str:
    """The SQL for meetings with all nested records. ``rows`` is the SQL that chooses the meetings, which runs first."""
    return f"""SELECT m.id, m.title, m.type, m.status, m.date, m.date_start, m.date_end, m.session, m.updated_at,
 json_object('id', k.id, 'name', k.name) AS mechanism, t.name AS city, {COUNTRY.format("h")} AS country,
 (SELECT json_group_array({COUNTRY.format("c")}) FROM meeting_countries l JOIN countries c ON c.id = l.country_id
  WHERE l.meeting_id = m.id) AS countries,
 (SELECT json_group_array(json_object('official', json_object('id', o.id, 'name', o.name), 'country',
  {COUNTRY.format("c")}, 'role', l.role, 'position', l.post)) FROM participants l
  JOIN officials o ON o.id = l.official_id JOIN countries c ON c.id = l.country_id
  WHERE l.meeting_id = m.id) AS participants,
 (SELECT json_group_array(topic_id) FROM meeting_topics l WHERE l.meeting_id = m.id) AS topics,
 {SOURCES.format("meeting")}
FROM ({rows}) m LEFT JOIN mechanisms k ON k.id = m.mechanism_id LEFT JOIN cities t ON t.id = m.city_id
 LEFT JOIN countries h ON h.id = m.country_id ORDER BY m.date_start DESC, m.id"""


QUERIES = {
    "list": with_relations(LIST_SQL),
    "item": with_relations(ITEM_SQL),
    # Either look up all hits and sort them, or read the list in its order until there are enough: the faster way
    # depends on the number of hits.
    "search": with_relations(HITS.format(RARE, "+date_start DESC, id")),
    "search_in_order": with_relations(HITS.format(RARE, "date_start DESC, id")),
    "series": f"""SELECT m.id, m.indicator, m.flow, m.date, m.date_start, m.date_end, m.value, m.qualifier, m.unit,
 m.kind, m.scope, m.as_written, {COUNTRY.format("r")} AS reporter, {COUNTRY.format("p")} AS partner,
 {SOURCES.format("trade_stat")} FROM ({SERIES_SQL}) m JOIN countries r ON r.id = m.reporter_id
 JOIN countries p ON p.id = m.partner_id ORDER BY m.date_start, m.id""",
}
"""Datasette's canned queries. Nested records are strings of JSON, because Datasette would take longer to parse them."""
DATASETTE = {name: f"/data/{name}.json?_shape=array" for name in QUERIES}
DATASETTE_CSV = "/data/meetings.csv?_stream=on&_sort_desc=date_start&_nocount=1&_nofacet=1&_col=id"

# --- soul-cli and PostGraphile, over the same tables ---------------------------------------

FLAT = "id,title,type,status,date,date_start,date_end,session,updated_at"
SOUL = (
    "/api/tables/meetings/rows?_filters=mechanism_id:mechanism-1,date_end__gte:2010-01-01&_ordering=-date_start"
    f"&_limit=50&_schema={FLAT}"
)
SOUL_SQL = {
    "rows": f"""SELECT {FLAT} FROM meetings WHERE mechanism_id = 'mechanism-1' AND date_end >= '2010-01-01'
 ORDER BY date_start DESC LIMIT 50 OFFSET 0""",
    "total": """SELECT COUNT(*) AS total FROM meetings WHERE mechanism_id = 'mechanism-1'
 AND date_end >= '2010-01-01'""",
}
"""The statements that soul-cli sends for ``SOUL``, to show their plans."""
GRAPHQL = json.dumps({"query": """{ allMeetingsList(first: 50, orderBy: [DATE_START_DESC, ID_ASC],
  filter: {mechanismId: {equalTo: "mechanism-1"}, dateEnd: {greaterThanOrEqualTo: "2010-01-01"}}) {
  id title type status date dateStart dateEnd session updatedAt
  mechanismByMechanismId { id name } cityByCityId { name } countryByCountryId { id name kind }
  meetingCountriesByMeetingIdList { countryByCountryId { id name kind } }
  participantsByMeetingIdList { role post officialByOfficialId { id name } countryByCountryId { id name kind } }
  meetingTopicsByMeetingIdList { topicId }
  meetingSourcesByMeetingIdList { paragraph documentByDocumentId { id title publisher date } }
} }"""})  # fmt: skip


def compare(server: str, ids: Sequence[Any], expected_ids: Sequence[Any]) -> None:
    """Raises SystemExit if the answer of a server differs from that of plain SQL: its speed would mean nothing."""
    if list(ids) != list(expected_ids) or not expected_ids:
        raise SystemExit(f"{server} gives {len(ids)} records, which are not the {len(expected_ids)} of plain SQL")
