"""Full text: what of a record is searched, and the one way in which both databases find it.

A record's entry holds folded words only (``a`` to ``z``, ``0`` to ``9``, spaces), so SQLite's FTS5 and
PostgreSQL's ``tsvector`` see the same words and find the same records. A record is found by the other names of
what it shows too: a meeting in Ankara with Türkiye by ``Turkey``.
"""

from collections.abc import Mapping
from typing import Any


def title_of(record: Mapping[str, Any]) -> str:
    """What to call a record, whatever it is."""
    if "as_written" in record and "indicator" in record:
        pair = f"{record['reporter']['name']}–{record['partner']['name']}"
        aimed = "target" if record["kind"] == "target" and "target" not in record["indicator"] else None
        flow = record["flow"] if record["flow"] != "turnover" else None  # which is the whole of it
        parts = (aimed, flow, (record["product"] or {}).get("name"), record["scope"])
        of = ", ".join(filter(None, parts))
        what = f"{record['indicator']} ({of})" if of else record["indicator"]
        return f"{what}, {pair}, {record['date'] or 'undated'}: {record['as_written']}"
    return str(record.get("title") or record.get("name") or record["id"])
