// The client with all lists. Written by `python -m clients.generate`, from the OpenAPI document.

import { Connection } from "./connection.js";
import { ItemResource, Records, Resource } from "./records.js";
import type * as types from "./types.js";

class AgreementsResource extends ItemResource<types.Agreement, types.AgreementsQuery, types.AgreementsFilters> {
  /**
   * Every version of a record that was published, in pages, the newest first: what changed in words, and as a JSON
   * Patch. A withdrawn record has a history too.
   */
  history(id: string, query?: types.AgreementsHistoryQuery): Records<types.Version> {
    return new Records(this.connection, `/agreements/${encodeURIComponent(id)}/history`, query ?? {}, 1000);
  }
}

class CommitmentsResource extends ItemResource<types.Commitment, types.CommitmentsQuery, types.CommitmentsFilters> {
  /**
   * Every version of a record that was published, in pages, the newest first: what changed in words, and as a JSON
   * Patch. A withdrawn record has a history too.
   */
  history(id: string, query?: types.CommitmentsHistoryQuery): Records<types.Version> {
    return new Records(this.connection, `/commitments/${encodeURIComponent(id)}/history`, query ?? {}, 1000);
  }
}

class ConflictsResource extends ItemResource<types.Conflict, types.ConflictsQuery, types.ConflictsFilters> {
  /**
   * Every version of a record that was published, in pages, the newest first: what changed in words, and as a JSON
   * Patch. A withdrawn record has a history too.
   */
  history(id: string, query?: types.ConflictsHistoryQuery): Records<types.Version> {
    return new Records(this.connection, `/conflicts/${encodeURIComponent(id)}/history`, query ?? {}, 1000);
  }
}

class CountriesResource extends ItemResource<types.Country, types.CountriesQuery, types.CountriesFilters> {
  /**
   * Every version of a record that was published, in pages, the newest first: what changed in words, and as a JSON
   * Patch. A withdrawn record has a history too.
   */
  history(id: string, query?: types.CountriesHistoryQuery): Records<types.Version> {
    return new Records(this.connection, `/countries/${encodeURIComponent(id)}/history`, query ?? {}, 1000);
  }
}

class DocumentsResource extends ItemResource<types.Document, types.DocumentsQuery, types.DocumentsFilters> {
  /**
   * Every version of a record that was published, in pages, the newest first: what changed in words, and as a JSON
   * Patch. A withdrawn record has a history too.
   */
  history(id: string, query?: types.DocumentsHistoryQuery): Records<types.Version> {
    return new Records(this.connection, `/documents/${encodeURIComponent(id)}/history`, query ?? {}, 1000);
  }

  /** List all records that a document supports, with the fields and places, all at once. */
  records(id: string, query?: types.DocumentsRecordsFilters): Records<types.Supported> {
    return new Records(this.connection, `/documents/${encodeURIComponent(id)}/records`, query ?? {});
  }
}

class EvidenceResource extends ItemResource<types.Evidence, types.EvidenceQuery, types.EvidenceFilters> {
  /**
   * Every version of a record that was published, in pages, the newest first: what changed in words, and as a JSON
   * Patch. A withdrawn record has a history too.
   */
  history(id: string, query?: types.EvidenceHistoryQuery): Records<types.Version> {
    return new Records(this.connection, `/evidence/${encodeURIComponent(id)}/history`, query ?? {}, 1000);
  }
}

class MechanismsResource extends ItemResource<types.Mechanism, types.MechanismsQuery, types.MechanismsFilters> {
  /**
   * Every version of a record that was published, in pages, the newest first: what changed in words, and as a JSON
   * Patch. A withdrawn record has a history too.
   */
  history(id: string, query?: types.MechanismsHistoryQuery): Records<types.Version> {
    return new Records(this.connection, `/mechanisms/${encodeURIComponent(id)}/history`, query ?? {}, 1000);
  }

  /**
   * List the meetings of one mechanism or, by a generic name, of its whole family. It takes the parameters of
   * `/meetings`.
   */
  meetings(id: string, query?: types.MechanismsMeetingsQuery): Records<types.Meeting> {
    return new Records(this.connection, `/mechanisms/${encodeURIComponent(id)}/meetings`, query ?? {}, 1000);
  }
}

class MeetingsResource extends ItemResource<types.Meeting, types.MeetingsQuery, types.MeetingsFilters> {
  /** List the fields of meetings on which documents differ, all at once. */
  conflicts(query?: types.MeetingsConflictsFilters): Records<types.FieldConflict> {
    return new Records(this.connection, "/meetings/conflicts", query ?? {});
  }

  /**
   * Every version of a record that was published, in pages, the newest first: what changed in words, and as a JSON
   * Patch. A withdrawn record has a history too.
   */
  history(id: string, query?: types.MeetingsHistoryQuery): Records<types.Version> {
    return new Records(this.connection, `/meetings/${encodeURIComponent(id)}/history`, query ?? {}, 1000);
  }
}

class MilestonesResource extends ItemResource<types.Milestone, types.MilestonesQuery, types.MilestonesFilters> {
  /**
   * Every version of a record that was published, in pages, the newest first: what changed in words, and as a JSON
   * Patch. A withdrawn record has a history too.
   */
  history(id: string, query?: types.MilestonesHistoryQuery): Records<types.Version> {
    return new Records(this.connection, `/milestones/${encodeURIComponent(id)}/history`, query ?? {}, 1000);
  }
}

class MissionsResource extends ItemResource<types.Mission, types.MissionsQuery, types.MissionsFilters> {
  /**
   * Every version of a record that was published, in pages, the newest first: what changed in words, and as a JSON
   * Patch. A withdrawn record has a history too.
   */
  history(id: string, query?: types.MissionsHistoryQuery): Records<types.Version> {
    return new Records(this.connection, `/missions/${encodeURIComponent(id)}/history`, query ?? {}, 1000);
  }
}

class OfficialsResource extends ItemResource<types.Official, types.OfficialsQuery, types.OfficialsFilters> {
  /**
   * Every version of a record that was published, in pages, the newest first: what changed in words, and as a JSON
   * Patch. A withdrawn record has a history too.
   */
  history(id: string, query?: types.OfficialsHistoryQuery): Records<types.Version> {
    return new Records(this.connection, `/officials/${encodeURIComponent(id)}/history`, query ?? {}, 1000);
  }
}

class OrganizationsResource extends ItemResource<types.Organization, types.OrganizationsQuery, types.OrganizationsFilters> {
  /**
   * Every version of a record that was published, in pages, the newest first: what changed in words, and as a JSON
   * Patch. A withdrawn record has a history too.
   */
  history(id: string, query?: types.OrganizationsHistoryQuery): Records<types.Version> {
    return new Records(this.connection, `/organizations/${encodeURIComponent(id)}/history`, query ?? {}, 1000);
  }
}

class StatementsResource extends ItemResource<types.Statement, types.StatementsQuery, types.StatementsFilters> {
  /**
   * Every version of a record that was published, in pages, the newest first: what changed in words, and as a JSON
   * Patch. A withdrawn record has a history too.
   */
  history(id: string, query?: types.StatementsHistoryQuery): Records<types.Version> {
    return new Records(this.connection, `/statements/${encodeURIComponent(id)}/history`, query ?? {}, 1000);
  }
}

class TradeStatsResource extends ItemResource<types.TradeStat, types.TradeStatsQuery, types.TradeStatsFilters> {
  /** List differing figures for the same subject and time, side by side, with a verdict. */
  conflicts(query?: types.TradeStatsConflictsQuery): Records<types.FigureGroup> {
    return new Records(this.connection, "/trade-stats/conflicts", query ?? {}, 1000);
  }

  /** List figures as series, one row for each period, oldest first: try `indicator=trade&between=KZ,TR`. */
  series(query?: types.TradeStatsSeriesQuery): Records<types.SeriesRow> {
    return new Records(this.connection, "/trade-stats/series", query ?? {}, 5000);
  }

  /**
   * Every version of a record that was published, in pages, the newest first: what changed in words, and as a JSON
   * Patch. A withdrawn record has a history too.
   */
  history(id: string, query?: types.TradeStatsHistoryQuery): Records<types.Version> {
    return new Records(this.connection, `/trade-stats/${encodeURIComponent(id)}/history`, query ?? {}, 1000);
  }
}

export class Communique extends Connection {
  /** List agreements, newest first; the date is the day of signing. */
  readonly agreements = new AgreementsResource(this, "/agreements", 1000);

  /** List commitments, newest first. The date filters refer to the day on which they were made. */
  readonly commitments = new CommitmentsResource(this, "/commitments", 1000);

  /**
   * List conflicts of all kinds: figures that differ, documents that differ on a field of a record, trends against
   * figures, and parts of a period that do not fit the whole. Try `kind=implausible`.
   */
  readonly conflicts = new ConflictsResource(this, "/conflicts", 1000);

  /** List all countries of ISO 3166 and Kosovo, by name. `recorded=yes` lists those that documents mention. */
  readonly countries = new CountriesResource(this, "/countries", 1000);

  /** List the documents, newest first. The date is the day of publication. */
  readonly documents = new DocumentsResource(this, "/documents", 1000);

  /** List the places in documents that support records: try `record=jspg-kz-tr-8&field=date`. */
  readonly evidence = new EvidenceResource(this, "/evidence", 1000);

  /** List mechanisms. The date filters refer to the day on which they were established. */
  readonly mechanisms = new MechanismsResource(this, "/mechanisms", 1000);

  /** List meetings, newest first: try `mechanism=JSPG`. */
  readonly meetings = new MeetingsResource(this, "/meetings", 1000);

  /** List milestones, newest first. */
  readonly milestones = new MilestonesResource(this, "/milestones", 1000);

  /** List embassies, consulates and other missions. The date filters refer to when they opened. */
  readonly missions = new MissionsResource(this, "/missions", 1000);

  /** List officials with the posts that documents state. */
  readonly officials = new OfficialsResource(this, "/officials", 1000);

  /** List organisations, by name. `recorded=yes` lists those that documents mention. */
  readonly organizations = new OrganizationsResource(this, "/organizations", 1000);

  /**
   * List statements, newest first: who said, stressed, expects, asked for or promised what, in our words. Try
   * `official=Kosherbayev` or `meeting=jspg-kz-tr-8&kind=expectation`.
   */
  readonly statements = new StatementsResource(this, "/statements", 1000);

  /** List meetings, agreements and milestones together, newest first. */
  readonly timeline = new Resource<types.TimelineEntry, types.TimelineQuery, types.TimelineFilters>(this, "/timeline", 1000);

  /** List reported figures, the newest period first. Figures that disagree are all listed, each with its source. */
  readonly tradeStats = new TradeStatsResource(this, "/trade-stats", 1000);

  /**
   * List what was created, updated, withdrawn and renamed since a revision, day or moment, oldest first. To keep a
   * copy, apply the changes of all pages in order, and ask again with `since` set to the `until` of the last page. A
   * record has one entry for each revision that changed it. `/guide/keep-a-copy` has a script.
   */
  changes(query?: types.ChangesQuery): Records<types.Change> {
    return new Records(this, "/changes", query ?? {}, 1000);
  }

  /** List the numbers of records by mechanism and year. A mechanism without records has no row. */
  coverage(query?: types.CoverageFilters): Records<types.Coverage> {
    return new Records(this, "/coverage", query ?? {});
  }

  /** List the records that a name may mean, best first: countries, organisations, officials, mechanisms, documents. */
  resolve(query: types.ResolveQuery): Records<types.Candidate> {
    return new Records(this, "/resolve", query);
  }

  /** List the revisions of the data, the newest first. Each load that changes something makes one. */
  revisions(query?: types.RevisionsQuery): Records<types.Revision> {
    return new Records(this, "/revisions", query ?? {}, 1000);
  }

  /** Search all records, best match first: the more of its title the words make up, the better a record matches. */
  search(query: types.SearchQuery): Records<types.Hit> {
    return new Records(this, "/search", query, 1000);
  }

  /**
   * Every version of a record that was published, in pages, the newest first: what changed in words, and as a JSON
   * Patch. A withdrawn record has a history too.
   */
  tradeConflictsHistory(id: string, query?: types.TradeConflictsHistoryQuery): Records<types.Version> {
    return new Records(this, `/trade-conflicts/${encodeURIComponent(id)}/history`, query ?? {}, 1000);
  }
}
