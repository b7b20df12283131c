"""``/dump.zip``: the whole data set in one file, made once for each revision of the data."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from app.api.documentation import LIST_RESPONSES
from app.api.export_response import ExportResponse
from app.api.middleware.conditions import not_modified
from app.api.query_route import QueryRoute
from app.api.snapshots import snapshot_for
from app.api.spool_file import Check, PreparedFile
from app.query.list_parameters import PastQuery
from app.web.dumps.dump import Dump, dump_tag
from app.web.dumps.zip_file import MEDIA_TYPE, zip_pieces

PATH = "/dump.zip"


class DumpQuery(PastQuery):
    """The query of ``/dump.zip``."""


router = APIRouter(tags=["service"], route_class=QueryRoute)

_CONTENT: dict[int | str, Any] = {
    200: {"description": "The files.", "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get(
    PATH,
    response_class=Response,
    responses={**LIST_RESPONSES, **_CONTENT},
    summary="All Data in One File",
    operation_id="exportDump",
)
def get_dump(query: Annotated[DumpQuery, Query()], request: Request) -> Response:  # noqa: ARG001
    """All lists of one revision: each as CSV, NDJSON and Parquet, and all as one SQLite file, with
    `datapackage.json`, which describes them, and `SHA256SUMS`. It is made once for each revision. While that takes
    longer than a minute, the answer is 503 with `Retry-After`."""
    return ExportResponse("zip", lambda check: _prepare(request, check))


def _prepare(request: Request, check: Check) -> PreparedFile:
    """The ZIP of the newest revision. The database is read when its first piece is asked for."""
    state, snapshot = request.app.state, snapshot_for(request)
    try:
        dump = Dump(snapshot, state.resources, state.public_url, state.root, check)
    except BaseException:
        snapshot.close()
        raise
    data_state = dump.data.state
    headers = {
        "ETag": dump_tag(data_state, state.resources, state.public_url),
        "Accept-Ranges": "bytes",
        "Content-Disposition": f'attachment; filename="communique-{data_state.revision}.zip"',
        **data_state.headers,
    }
    pieces = None if not_modified(request.headers, headers) else zip_pieces(dump.files(), data_state.published_at)
    return PreparedFile(headers["ETag"], headers, MEDIA_TYPE, pieces, dump.close, needs_all_records=True, slow=True)
