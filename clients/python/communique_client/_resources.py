"""The clients with all lists.

Written by ``python -m clients.generate``, from the OpenAPI document.
"""

from collections.abc import Sequence
from typing import Unpack

from . import queries
from . import records as answers
from ._connections import AsyncConnection, Connection
from ._exchange import segment
from ._records import AsyncRecords, Records
from ._resource import AsyncCountable, AsyncItems, Countable, Groups, Items


class AgreementsResource(Countable, Items[answers.Agreement]):
    path = "/agreements"

    def list(self, **query: Unpack[queries.AgreementsQuery]) -> Records[answers.Agreement]:
        """List agreements, newest first; the date is the day of signing."""
        return Records(self._connection, "/agreements", query, 1000)

    def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.AgreementsFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return self._groups(group_by, filters)

    def history(self, id: str, **query: Unpack[queries.AgreementsHistoryQuery]) -> Records[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return Records(self._connection, f"/agreements/{segment(id)}/history", query, 1000)


class CommitmentsResource(Countable, Items[answers.Commitment]):
    path = "/commitments"

    def list(self, **query: Unpack[queries.CommitmentsQuery]) -> Records[answers.Commitment]:
        """List commitments, newest first. The date filters refer to the day on which they were made."""
        return Records(self._connection, "/commitments", query, 1000)

    def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.CommitmentsFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return self._groups(group_by, filters)

    def history(self, id: str, **query: Unpack[queries.CommitmentsHistoryQuery]) -> Records[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return Records(self._connection, f"/commitments/{segment(id)}/history", query, 1000)


class ConflictsResource(Countable, Items[answers.Conflict]):
    path = "/conflicts"

    def list(self, **query: Unpack[queries.ConflictsQuery]) -> Records[answers.Conflict]:
        """List conflicts of all kinds: figures that differ, documents that differ on a field of a record, trends
        against figures, and parts of a period that do not fit the whole. Try `kind=implausible`.
        """
        return Records(self._connection, "/conflicts", query, 1000)

    def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.ConflictsFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return self._groups(group_by, filters)

    def history(self, id: str, **query: Unpack[queries.ConflictsHistoryQuery]) -> Records[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return Records(self._connection, f"/conflicts/{segment(id)}/history", query, 1000)


class CountriesResource(Countable, Items[answers.Country]):
    path = "/countries"

    def list(self, **query: Unpack[queries.CountriesQuery]) -> Records[answers.Country]:
        """List all countries of ISO 3166 and Kosovo, by name. `recorded=yes` lists those that documents mention."""
        return Records(self._connection, "/countries", query, 1000)

    def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.CountriesFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return self._groups(group_by, filters)

    def history(self, id: str, **query: Unpack[queries.CountriesHistoryQuery]) -> Records[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return Records(self._connection, f"/countries/{segment(id)}/history", query, 1000)


class DocumentsResource(Countable, Items[answers.Document]):
    path = "/documents"

    def list(self, **query: Unpack[queries.DocumentsQuery]) -> Records[answers.Document]:
        """List the documents, newest first. The date is the day of publication."""
        return Records(self._connection, "/documents", query, 1000)

    def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.DocumentsFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return self._groups(group_by, filters)

    def history(self, id: str, **query: Unpack[queries.DocumentsHistoryQuery]) -> Records[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return Records(self._connection, f"/documents/{segment(id)}/history", query, 1000)

    def records(self, id: str, **query: Unpack[queries.DocumentsRecordsFilters]) -> Records[answers.Supported]:
        """List all records that a document supports, with the fields and places, all at once."""
        return Records(self._connection, f"/documents/{segment(id)}/records", query)


class EvidenceResource(Countable, Items[answers.Evidence]):
    path = "/evidence"

    def list(self, **query: Unpack[queries.EvidenceQuery]) -> Records[answers.Evidence]:
        """List the places in documents that support records: try `record=jspg-kz-tr-8&field=date`."""
        return Records(self._connection, "/evidence", query, 1000)

    def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.EvidenceFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return self._groups(group_by, filters)

    def history(self, id: str, **query: Unpack[queries.EvidenceHistoryQuery]) -> Records[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return Records(self._connection, f"/evidence/{segment(id)}/history", query, 1000)


class MechanismsResource(Countable, Items[answers.Mechanism]):
    path = "/mechanisms"

    def list(self, **query: Unpack[queries.MechanismsQuery]) -> Records[answers.Mechanism]:
        """List mechanisms. The date filters refer to the day on which they were established."""
        return Records(self._connection, "/mechanisms", query, 1000)

    def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.MechanismsFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return self._groups(group_by, filters)

    def history(self, id: str, **query: Unpack[queries.MechanismsHistoryQuery]) -> Records[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return Records(self._connection, f"/mechanisms/{segment(id)}/history", query, 1000)

    def meetings(self, id: str, **query: Unpack[queries.MechanismsMeetingsQuery]) -> Records[answers.Meeting]:
        """List the meetings of one mechanism or, by a generic name, of its whole family. It takes the parameters of
        `/meetings`.
        """
        return Records(self._connection, f"/mechanisms/{segment(id)}/meetings", query, 1000)


class MeetingsResource(Countable, Items[answers.Meeting]):
    path = "/meetings"

    def list(self, **query: Unpack[queries.MeetingsQuery]) -> Records[answers.Meeting]:
        """List meetings, newest first: try `mechanism=JSPG`."""
        return Records(self._connection, "/meetings", query, 1000)

    def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.MeetingsFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return self._groups(group_by, filters)

    def conflicts(self, **query: Unpack[queries.MeetingsConflictsFilters]) -> Records[answers.FieldConflict]:
        """List the fields of meetings on which documents differ, all at once."""
        return Records(self._connection, "/meetings/conflicts", query)

    def history(self, id: str, **query: Unpack[queries.MeetingsHistoryQuery]) -> Records[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return Records(self._connection, f"/meetings/{segment(id)}/history", query, 1000)


class MilestonesResource(Countable, Items[answers.Milestone]):
    path = "/milestones"

    def list(self, **query: Unpack[queries.MilestonesQuery]) -> Records[answers.Milestone]:
        """List milestones, newest first."""
        return Records(self._connection, "/milestones", query, 1000)

    def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.MilestonesFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return self._groups(group_by, filters)

    def history(self, id: str, **query: Unpack[queries.MilestonesHistoryQuery]) -> Records[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return Records(self._connection, f"/milestones/{segment(id)}/history", query, 1000)


class MissionsResource(Countable, Items[answers.Mission]):
    path = "/missions"

    def list(self, **query: Unpack[queries.MissionsQuery]) -> Records[answers.Mission]:
        """List embassies, consulates and other missions. The date filters refer to when they opened."""
        return Records(self._connection, "/missions", query, 1000)

    def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.MissionsFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return self._groups(group_by, filters)

    def history(self, id: str, **query: Unpack[queries.MissionsHistoryQuery]) -> Records[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return Records(self._connection, f"/missions/{segment(id)}/history", query, 1000)


class OfficialsResource(Countable, Items[answers.Official]):
    path = "/officials"

    def list(self, **query: Unpack[queries.OfficialsQuery]) -> Records[answers.Official]:
        """List officials with the posts that documents state."""
        return Records(self._connection, "/officials", query, 1000)

    def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.OfficialsFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return self._groups(group_by, filters)

    def history(self, id: str, **query: Unpack[queries.OfficialsHistoryQuery]) -> Records[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return Records(self._connection, f"/officials/{segment(id)}/history", query, 1000)


class OrganizationsResource(Countable, Items[answers.Organization]):
    path = "/organizations"

    def list(self, **query: Unpack[queries.OrganizationsQuery]) -> Records[answers.Organization]:
        """List organisations, by name. `recorded=yes` lists those that documents mention."""
        return Records(self._connection, "/organizations", query, 1000)

    def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.OrganizationsFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return self._groups(group_by, filters)

    def history(self, id: str, **query: Unpack[queries.OrganizationsHistoryQuery]) -> Records[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return Records(self._connection, f"/organizations/{segment(id)}/history", query, 1000)


class StatementsResource(Countable, Items[answers.Statement]):
    path = "/statements"

    def list(self, **query: Unpack[queries.StatementsQuery]) -> Records[answers.Statement]:
        """List statements, newest first: who said, stressed, expects, asked for or promised what, in our words. Try
        `official=Kosherbayev` or `meeting=jspg-kz-tr-8&kind=expectation`.
        """
        return Records(self._connection, "/statements", query, 1000)

    def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.StatementsFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return self._groups(group_by, filters)

    def history(self, id: str, **query: Unpack[queries.StatementsHistoryQuery]) -> Records[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return Records(self._connection, f"/statements/{segment(id)}/history", query, 1000)


class TimelineResource(Countable):
    path = "/timeline"

    def list(self, **query: Unpack[queries.TimelineQuery]) -> Records[answers.TimelineEntry]:
        """List meetings, agreements and milestones together, newest first."""
        return Records(self._connection, "/timeline", query, 1000)

    def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.TimelineFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return self._groups(group_by, filters)


class TradeStatsResource(Countable, Items[answers.TradeStat]):
    path = "/trade-stats"

    def list(self, **query: Unpack[queries.TradeStatsQuery]) -> Records[answers.TradeStat]:
        """List reported figures, the newest period first. Figures that disagree are all listed, each with its
        source.
        """
        return Records(self._connection, "/trade-stats", query, 1000)

    def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.TradeStatsFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return self._groups(group_by, filters)

    def conflicts(self, **query: Unpack[queries.TradeStatsConflictsQuery]) -> Records[answers.FigureGroup]:
        """List differing figures for the same subject and time, side by side, with a verdict."""
        return Records(self._connection, "/trade-stats/conflicts", query, 1000)

    def series(self, **query: Unpack[queries.TradeStatsSeriesQuery]) -> Records[answers.SeriesRow]:
        """List figures as series, one row for each period, oldest first: try `indicator=trade&between=KZ,TR`."""
        return Records(self._connection, "/trade-stats/series", query, 5000)

    def history(self, id: str, **query: Unpack[queries.TradeStatsHistoryQuery]) -> Records[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return Records(self._connection, f"/trade-stats/{segment(id)}/history", query, 1000)


class Communique(Connection):
    __doc__ = Connection.__doc__

    @property
    def agreements(self) -> AgreementsResource:
        """List agreements, newest first; the date is the day of signing."""
        return AgreementsResource(self)

    @property
    def commitments(self) -> CommitmentsResource:
        """List commitments, newest first. The date filters refer to the day on which they were made."""
        return CommitmentsResource(self)

    @property
    def conflicts(self) -> ConflictsResource:
        """List conflicts of all kinds: figures that differ, documents that differ on a field of a record, trends
        against figures, and parts of a period that do not fit the whole. Try `kind=implausible`.
        """
        return ConflictsResource(self)

    @property
    def countries(self) -> CountriesResource:
        """List all countries of ISO 3166 and Kosovo, by name. `recorded=yes` lists those that documents mention."""
        return CountriesResource(self)

    @property
    def documents(self) -> DocumentsResource:
        """List the documents, newest first. The date is the day of publication."""
        return DocumentsResource(self)

    @property
    def evidence(self) -> EvidenceResource:
        """List the places in documents that support records: try `record=jspg-kz-tr-8&field=date`."""
        return EvidenceResource(self)

    @property
    def mechanisms(self) -> MechanismsResource:
        """List mechanisms. The date filters refer to the day on which they were established."""
        return MechanismsResource(self)

    @property
    def meetings(self) -> MeetingsResource:
        """List meetings, newest first: try `mechanism=JSPG`."""
        return MeetingsResource(self)

    @property
    def milestones(self) -> MilestonesResource:
        """List milestones, newest first."""
        return MilestonesResource(self)

    @property
    def missions(self) -> MissionsResource:
        """List embassies, consulates and other missions. The date filters refer to when they opened."""
        return MissionsResource(self)

    @property
    def officials(self) -> OfficialsResource:
        """List officials with the posts that documents state."""
        return OfficialsResource(self)

    @property
    def organizations(self) -> OrganizationsResource:
        """List organisations, by name. `recorded=yes` lists those that documents mention."""
        return OrganizationsResource(self)

    @property
    def statements(self) -> StatementsResource:
        """List statements, newest first: who said, stressed, expects, asked for or promised what, in our words. Try
        `official=Kosherbayev` or `meeting=jspg-kz-tr-8&kind=expectation`.
        """
        return StatementsResource(self)

    @property
    def timeline(self) -> TimelineResource:
        """List meetings, agreements and milestones together, newest first."""
        return TimelineResource(self)

    @property
    def trade_stats(self) -> TradeStatsResource:
        """List reported figures, the newest period first. Figures that disagree are all listed, each with its
        source.
        """
        return TradeStatsResource(self)

    def changes(self, **query: Unpack[queries.ChangesQuery]) -> Records[answers.Change]:
        """List what was created, updated, withdrawn and renamed since a revision, day or moment, oldest first. To
        keep a copy, apply the changes of all pages in order, and ask again with `since` set to the `until` of the
        last page. A record has one entry for each revision that changed it. `/guide/keep-a-copy` has a script.
        """
        return Records(self, "/changes", query, 1000)

    def coverage(self, **query: Unpack[queries.CoverageFilters]) -> Records[answers.Coverage]:
        """List the numbers of records by mechanism and year. A mechanism without records has no row."""
        return Records(self, "/coverage", query)

    def resolve(self, **query: Unpack[queries.ResolveQuery]) -> Records[answers.Candidate]:
        """List the records that a name may mean, best first: countries, organisations, officials, mechanisms,
        documents.
        """
        return Records(self, "/resolve", query)

    def revisions(self, **query: Unpack[queries.RevisionsQuery]) -> Records[answers.Revision]:
        """List the revisions of the data, the newest first. Each load that changes something makes one."""
        return Records(self, "/revisions", query, 1000)

    def search(self, **query: Unpack[queries.SearchQuery]) -> Records[answers.Hit]:
        """Search all records, best match first: the more of its title the words make up, the better a record
        matches.
        """
        return Records(self, "/search", query, 1000)

    def trade_conflicts_history(
        self, id: str, **query: Unpack[queries.TradeConflictsHistoryQuery]
    ) -> Records[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return Records(self, f"/trade-conflicts/{segment(id)}/history", query, 1000)


class AsyncAgreementsResource(AsyncCountable, AsyncItems[answers.Agreement]):
    path = "/agreements"

    def list(self, **query: Unpack[queries.AgreementsQuery]) -> AsyncRecords[answers.Agreement]:
        """List agreements, newest first; the date is the day of signing."""
        return AsyncRecords(self._connection, "/agreements", query, 1000)

    async def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.AgreementsFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return await self._groups(group_by, filters)

    def history(self, id: str, **query: Unpack[queries.AgreementsHistoryQuery]) -> AsyncRecords[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return AsyncRecords(self._connection, f"/agreements/{segment(id)}/history", query, 1000)


class AsyncCommitmentsResource(AsyncCountable, AsyncItems[answers.Commitment]):
    path = "/commitments"

    def list(self, **query: Unpack[queries.CommitmentsQuery]) -> AsyncRecords[answers.Commitment]:
        """List commitments, newest first. The date filters refer to the day on which they were made."""
        return AsyncRecords(self._connection, "/commitments", query, 1000)

    async def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.CommitmentsFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return await self._groups(group_by, filters)

    def history(self, id: str, **query: Unpack[queries.CommitmentsHistoryQuery]) -> AsyncRecords[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return AsyncRecords(self._connection, f"/commitments/{segment(id)}/history", query, 1000)


class AsyncConflictsResource(AsyncCountable, AsyncItems[answers.Conflict]):
    path = "/conflicts"

    def list(self, **query: Unpack[queries.ConflictsQuery]) -> AsyncRecords[answers.Conflict]:
        """List conflicts of all kinds: figures that differ, documents that differ on a field of a record, trends
        against figures, and parts of a period that do not fit the whole. Try `kind=implausible`.
        """
        return AsyncRecords(self._connection, "/conflicts", query, 1000)

    async def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.ConflictsFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return await self._groups(group_by, filters)

    def history(self, id: str, **query: Unpack[queries.ConflictsHistoryQuery]) -> AsyncRecords[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return AsyncRecords(self._connection, f"/conflicts/{segment(id)}/history", query, 1000)


class AsyncCountriesResource(AsyncCountable, AsyncItems[answers.Country]):
    path = "/countries"

    def list(self, **query: Unpack[queries.CountriesQuery]) -> AsyncRecords[answers.Country]:
        """List all countries of ISO 3166 and Kosovo, by name. `recorded=yes` lists those that documents mention."""
        return AsyncRecords(self._connection, "/countries", query, 1000)

    async def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.CountriesFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return await self._groups(group_by, filters)

    def history(self, id: str, **query: Unpack[queries.CountriesHistoryQuery]) -> AsyncRecords[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return AsyncRecords(self._connection, f"/countries/{segment(id)}/history", query, 1000)


class AsyncDocumentsResource(AsyncCountable, AsyncItems[answers.Document]):
    path = "/documents"

    def list(self, **query: Unpack[queries.DocumentsQuery]) -> AsyncRecords[answers.Document]:
        """List the documents, newest first. The date is the day of publication."""
        return AsyncRecords(self._connection, "/documents", query, 1000)

    async def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.DocumentsFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return await self._groups(group_by, filters)

    def history(self, id: str, **query: Unpack[queries.DocumentsHistoryQuery]) -> AsyncRecords[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return AsyncRecords(self._connection, f"/documents/{segment(id)}/history", query, 1000)

    def records(self, id: str, **query: Unpack[queries.DocumentsRecordsFilters]) -> AsyncRecords[answers.Supported]:
        """List all records that a document supports, with the fields and places, all at once."""
        return AsyncRecords(self._connection, f"/documents/{segment(id)}/records", query)


class AsyncEvidenceResource(AsyncCountable, AsyncItems[answers.Evidence]):
    path = "/evidence"

    def list(self, **query: Unpack[queries.EvidenceQuery]) -> AsyncRecords[answers.Evidence]:
        """List the places in documents that support records: try `record=jspg-kz-tr-8&field=date`."""
        return AsyncRecords(self._connection, "/evidence", query, 1000)

    async def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.EvidenceFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return await self._groups(group_by, filters)

    def history(self, id: str, **query: Unpack[queries.EvidenceHistoryQuery]) -> AsyncRecords[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return AsyncRecords(self._connection, f"/evidence/{segment(id)}/history", query, 1000)


class AsyncMechanismsResource(AsyncCountable, AsyncItems[answers.Mechanism]):
    path = "/mechanisms"

    def list(self, **query: Unpack[queries.MechanismsQuery]) -> AsyncRecords[answers.Mechanism]:
        """List mechanisms. The date filters refer to the day on which they were established."""
        return AsyncRecords(self._connection, "/mechanisms", query, 1000)

    async def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.MechanismsFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return await self._groups(group_by, filters)

    def history(self, id: str, **query: Unpack[queries.MechanismsHistoryQuery]) -> AsyncRecords[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return AsyncRecords(self._connection, f"/mechanisms/{segment(id)}/history", query, 1000)

    def meetings(self, id: str, **query: Unpack[queries.MechanismsMeetingsQuery]) -> AsyncRecords[answers.Meeting]:
        """List the meetings of one mechanism or, by a generic name, of its whole family. It takes the parameters of
        `/meetings`.
        """
        return AsyncRecords(self._connection, f"/mechanisms/{segment(id)}/meetings", query, 1000)


class AsyncMeetingsResource(AsyncCountable, AsyncItems[answers.Meeting]):
    path = "/meetings"

    def list(self, **query: Unpack[queries.MeetingsQuery]) -> AsyncRecords[answers.Meeting]:
        """List meetings, newest first: try `mechanism=JSPG`."""
        return AsyncRecords(self._connection, "/meetings", query, 1000)

    async def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.MeetingsFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return await self._groups(group_by, filters)

    def conflicts(self, **query: Unpack[queries.MeetingsConflictsFilters]) -> AsyncRecords[answers.FieldConflict]:
        """List the fields of meetings on which documents differ, all at once."""
        return AsyncRecords(self._connection, "/meetings/conflicts", query)

    def history(self, id: str, **query: Unpack[queries.MeetingsHistoryQuery]) -> AsyncRecords[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return AsyncRecords(self._connection, f"/meetings/{segment(id)}/history", query, 1000)


class AsyncMilestonesResource(AsyncCountable, AsyncItems[answers.Milestone]):
    path = "/milestones"

    def list(self, **query: Unpack[queries.MilestonesQuery]) -> AsyncRecords[answers.Milestone]:
        """List milestones, newest first."""
        return AsyncRecords(self._connection, "/milestones", query, 1000)

    async def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.MilestonesFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return await self._groups(group_by, filters)

    def history(self, id: str, **query: Unpack[queries.MilestonesHistoryQuery]) -> AsyncRecords[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return AsyncRecords(self._connection, f"/milestones/{segment(id)}/history", query, 1000)


class AsyncMissionsResource(AsyncCountable, AsyncItems[answers.Mission]):
    path = "/missions"

    def list(self, **query: Unpack[queries.MissionsQuery]) -> AsyncRecords[answers.Mission]:
        """List embassies, consulates and other missions. The date filters refer to when they opened."""
        return AsyncRecords(self._connection, "/missions", query, 1000)

    async def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.MissionsFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return await self._groups(group_by, filters)

    def history(self, id: str, **query: Unpack[queries.MissionsHistoryQuery]) -> AsyncRecords[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return AsyncRecords(self._connection, f"/missions/{segment(id)}/history", query, 1000)


class AsyncOfficialsResource(AsyncCountable, AsyncItems[answers.Official]):
    path = "/officials"

    def list(self, **query: Unpack[queries.OfficialsQuery]) -> AsyncRecords[answers.Official]:
        """List officials with the posts that documents state."""
        return AsyncRecords(self._connection, "/officials", query, 1000)

    async def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.OfficialsFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return await self._groups(group_by, filters)

    def history(self, id: str, **query: Unpack[queries.OfficialsHistoryQuery]) -> AsyncRecords[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return AsyncRecords(self._connection, f"/officials/{segment(id)}/history", query, 1000)


class AsyncOrganizationsResource(AsyncCountable, AsyncItems[answers.Organization]):
    path = "/organizations"

    def list(self, **query: Unpack[queries.OrganizationsQuery]) -> AsyncRecords[answers.Organization]:
        """List organisations, by name. `recorded=yes` lists those that documents mention."""
        return AsyncRecords(self._connection, "/organizations", query, 1000)

    async def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.OrganizationsFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return await self._groups(group_by, filters)

    def history(self, id: str, **query: Unpack[queries.OrganizationsHistoryQuery]) -> AsyncRecords[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return AsyncRecords(self._connection, f"/organizations/{segment(id)}/history", query, 1000)


class AsyncStatementsResource(AsyncCountable, AsyncItems[answers.Statement]):
    path = "/statements"

    def list(self, **query: Unpack[queries.StatementsQuery]) -> AsyncRecords[answers.Statement]:
        """List statements, newest first: who said, stressed, expects, asked for or promised what, in our words. Try
        `official=Kosherbayev` or `meeting=jspg-kz-tr-8&kind=expectation`.
        """
        return AsyncRecords(self._connection, "/statements", query, 1000)

    async def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.StatementsFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return await self._groups(group_by, filters)

    def history(self, id: str, **query: Unpack[queries.StatementsHistoryQuery]) -> AsyncRecords[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return AsyncRecords(self._connection, f"/statements/{segment(id)}/history", query, 1000)


class AsyncTimelineResource(AsyncCountable):
    path = "/timeline"

    def list(self, **query: Unpack[queries.TimelineQuery]) -> AsyncRecords[answers.TimelineEntry]:
        """List meetings, agreements and milestones together, newest first."""
        return AsyncRecords(self._connection, "/timeline", query, 1000)

    async def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.TimelineFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return await self._groups(group_by, filters)


class AsyncTradeStatsResource(AsyncCountable, AsyncItems[answers.TradeStat]):
    path = "/trade-stats"

    def list(self, **query: Unpack[queries.TradeStatsQuery]) -> AsyncRecords[answers.TradeStat]:
        """List reported figures, the newest period first. Figures that disagree are all listed, each with its
        source.
        """
        return AsyncRecords(self._connection, "/trade-stats", query, 1000)

    async def count(self, group_by: str | Sequence[str], **filters: Unpack[queries.TradeStatsFilters]) -> Groups:
        """How many records have each value of a field, or of two."""
        return await self._groups(group_by, filters)

    def conflicts(self, **query: Unpack[queries.TradeStatsConflictsQuery]) -> AsyncRecords[answers.FigureGroup]:
        """List differing figures for the same subject and time, side by side, with a verdict."""
        return AsyncRecords(self._connection, "/trade-stats/conflicts", query, 1000)

    def series(self, **query: Unpack[queries.TradeStatsSeriesQuery]) -> AsyncRecords[answers.SeriesRow]:
        """List figures as series, one row for each period, oldest first: try `indicator=trade&between=KZ,TR`."""
        return AsyncRecords(self._connection, "/trade-stats/series", query, 5000)

    def history(self, id: str, **query: Unpack[queries.TradeStatsHistoryQuery]) -> AsyncRecords[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return AsyncRecords(self._connection, f"/trade-stats/{segment(id)}/history", query, 1000)


class AsyncCommunique(AsyncConnection):
    __doc__ = AsyncConnection.__doc__

    @property
    def agreements(self) -> AsyncAgreementsResource:
        """List agreements, newest first; the date is the day of signing."""
        return AsyncAgreementsResource(self)

    @property
    def commitments(self) -> AsyncCommitmentsResource:
        """List commitments, newest first. The date filters refer to the day on which they were made."""
        return AsyncCommitmentsResource(self)

    @property
    def conflicts(self) -> AsyncConflictsResource:
        """List conflicts of all kinds: figures that differ, documents that differ on a field of a record, trends
        against figures, and parts of a period that do not fit the whole. Try `kind=implausible`.
        """
        return AsyncConflictsResource(self)

    @property
    def countries(self) -> AsyncCountriesResource:
        """List all countries of ISO 3166 and Kosovo, by name. `recorded=yes` lists those that documents mention."""
        return AsyncCountriesResource(self)

    @property
    def documents(self) -> AsyncDocumentsResource:
        """List the documents, newest first. The date is the day of publication."""
        return AsyncDocumentsResource(self)

    @property
    def evidence(self) -> AsyncEvidenceResource:
        """List the places in documents that support records: try `record=jspg-kz-tr-8&field=date`."""
        return AsyncEvidenceResource(self)

    @property
    def mechanisms(self) -> AsyncMechanismsResource:
        """List mechanisms. The date filters refer to the day on which they were established."""
        return AsyncMechanismsResource(self)

    @property
    def meetings(self) -> AsyncMeetingsResource:
        """List meetings, newest first: try `mechanism=JSPG`."""
        return AsyncMeetingsResource(self)

    @property
    def milestones(self) -> AsyncMilestonesResource:
        """List milestones, newest first."""
        return AsyncMilestonesResource(self)

    @property
    def missions(self) -> AsyncMissionsResource:
        """List embassies, consulates and other missions. The date filters refer to when they opened."""
        return AsyncMissionsResource(self)

    @property
    def officials(self) -> AsyncOfficialsResource:
        """List officials with the posts that documents state."""
        return AsyncOfficialsResource(self)

    @property
    def organizations(self) -> AsyncOrganizationsResource:
        """List organisations, by name. `recorded=yes` lists those that documents mention."""
        return AsyncOrganizationsResource(self)

    @property
    def statements(self) -> AsyncStatementsResource:
        """List statements, newest first: who said, stressed, expects, asked for or promised what, in our words. Try
        `official=Kosherbayev` or `meeting=jspg-kz-tr-8&kind=expectation`.
        """
        return AsyncStatementsResource(self)

    @property
    def timeline(self) -> AsyncTimelineResource:
        """List meetings, agreements and milestones together, newest first."""
        return AsyncTimelineResource(self)

    @property
    def trade_stats(self) -> AsyncTradeStatsResource:
        """List reported figures, the newest period first. Figures that disagree are all listed, each with its
        source.
        """
        return AsyncTradeStatsResource(self)

    def changes(self, **query: Unpack[queries.ChangesQuery]) -> AsyncRecords[answers.Change]:
        """List what was created, updated, withdrawn and renamed since a revision, day or moment, oldest first. To
        keep a copy, apply the changes of all pages in order, and ask again with `since` set to the `until` of the
        last page. A record has one entry for each revision that changed it. `/guide/keep-a-copy` has a script.
        """
        return AsyncRecords(self, "/changes", query, 1000)

    def coverage(self, **query: Unpack[queries.CoverageFilters]) -> AsyncRecords[answers.Coverage]:
        """List the numbers of records by mechanism and year. A mechanism without records has no row."""
        return AsyncRecords(self, "/coverage", query)

    def resolve(self, **query: Unpack[queries.ResolveQuery]) -> AsyncRecords[answers.Candidate]:
        """List the records that a name may mean, best first: countries, organisations, officials, mechanisms,
        documents.
        """
        return AsyncRecords(self, "/resolve", query)

    def revisions(self, **query: Unpack[queries.RevisionsQuery]) -> AsyncRecords[answers.Revision]:
        """List the revisions of the data, the newest first. Each load that changes something makes one."""
        return AsyncRecords(self, "/revisions", query, 1000)

    def search(self, **query: Unpack[queries.SearchQuery]) -> AsyncRecords[answers.Hit]:
        """Search all records, best match first: the more of its title the words make up, the better a record
        matches.
        """
        return AsyncRecords(self, "/search", query, 1000)

    def trade_conflicts_history(
        self, id: str, **query: Unpack[queries.TradeConflictsHistoryQuery]
    ) -> AsyncRecords[answers.Version]:
        """Every version of a record that was published, in pages, the newest first: what changed in words, and as a
        JSON Patch. A withdrawn record has a history too.
        """
        return AsyncRecords(self, f"/trade-conflicts/{segment(id)}/history", query, 1000)
