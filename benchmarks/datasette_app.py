"""Datasette with its fastest settings: an immutable file, no limits, no facets, canned queries. It runs in a virtual
environment of its own."""

import json
import os
from pathlib import Path

from datasette.app import Datasette
from datasette.database import Database

datasette = Datasette(
    settings={
        "num_sql_threads": int(os.environ.get("BENCH_THREADS", "3")),
        "sql_time_limit_ms": 600_000,
        "max_returned_rows": 1_000,
        "max_csv_mb": 0,
        "allow_facet": False,
        "suggest_facets": False,
    },
    metadata={
        "databases": {
            "data": {
                "queries": {
                    name: {"sql": sql}
                    for name, sql in json.loads(Path(os.environ["BENCH_QUERIES"]).read_text("utf-8")).items()
                }
            }
        }
    },
)
datasette.add_database(Database(datasette, path=os.environ["BENCH_DATABASE"], is_mutable=False), name="data")
app = datasette.app()
