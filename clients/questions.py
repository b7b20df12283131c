"""The main questions, asked with the client that openapi-python-client makes.

It fails where an answer is not as it should be.
"""

import sys

from generated_client import Client
from generated_client.api.meetings import count_meetings, get_meeting, list_meetings
from generated_client.api.timeline import list_timeline
from generated_client.api.trade_stats import list_trade_stat_series
from generated_client.models import (
    Flow,
    Groups,
    Indicator,
    MeetingOut,
    PageMeetingOut,
    PageSeriesRow,
    PageTimelineOut,
    ProblemBody,
)
from generated_client.types import UNSET, Unset

client = Client(base_url=sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")

meetings = list_meetings.sync(client=client, mechanism=["JSPG"])
assert isinstance(meetings, PageMeetingOut)
last = meetings.items[0]
assert last.session == 8
assert [participant.official.name for participant in last.participants] == ["Hakan Fidan", "Yermek Kosherbayev"]
assert last.agreements[0].id == "mfa-cooperation-plan-kz-tr-2026"
assert last.sources[0].document == "jspg-8-report"

meeting = get_meeting.sync(last.id, client=client)
assert isinstance(meeting, MeetingOut)
assert meeting.title == last.title

# Values are added: one that this client does not know is read like the others.
later = MeetingOut.from_dict({**last.to_dict(), "status": "a-value-of-tomorrow", "type": "a-value-of-tomorrow"})
assert later.status == "a-value-of-tomorrow"
assert later.id == last.id

entry_ids: list[str] = []
cursor: str | Unset = UNSET
while True:
    page = list_timeline.sync(client=client, between=["KZ,TR"], limit=5, cursor=cursor)
    assert isinstance(page, PageTimelineOut)
    entry_ids += [entry.id for entry in page.items]
    if page.next_cursor is None:
        break
    cursor = page.next_cursor
assert len(entry_ids) == page.total

series = list_trade_stat_series.sync(
    client=client, indicator=[Indicator.TRADE], flow=[Flow.TURNOVER], between=["KZ,TR"]
)
assert isinstance(series, PageSeriesRow)
assert any(row.date == "2022" and row.value == 6_300_000_000 and not row.gap for row in series.items)

years = count_meetings.sync(client=client, group_by="year", mechanism=["JSPG"])
assert isinstance(years, Groups)
assert [(group.value, group.count) for group in years.items] == [("2026", 1)]

problem = list_meetings.sync(client=client, mechanism=["JSPQ"])
assert isinstance(problem, ProblemBody)
assert problem.errors[0].suggestions == ["JSPG"]

print(f"Python: {len(entry_ids)} entries of the timeline, last session {last.session} on {last.date}")
