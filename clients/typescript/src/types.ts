// What records have and lists take. Controlled values of records are texts: more may come. Written by `python -m clients.generate`, from the OpenAPI document.

/** A text that parties adopted, or a package of several. */
export interface Agreement {
  /** Id. It is never reused. If the record is renamed, its former id leads to it. */
  id: string;
  /** Path of the record. */
  url: string;
  /** Path of its page, for people. Null if it has none. */
  html_url: string | null;
  /** Title. If the document has none, it is in our words. */
  title: string;
  /** Text to show for it in a list, a chart or a link. */
  label: string;
  /** The documents that support it, newest first. */
  sources: Source[];
  /** When we last changed this record. It is neither the date of the event nor of the report. */
  updated_at: string;
  /**
   * Type of the agreement. Known values: `treaty`, `plan`, `declaration`, `joint-statement`, `decision`, `package`,
   * `protocol`, `memorandum`, `contract`, `exchange-of-letters`; more may come.
   */
  type: string;
  /**
   * `signed` if a document says so. `announced` if it reports the text but no signing. `in-force` and `terminated`
   * if it says so of the agreement as a whole. Known values: `signed`, `announced`, `negotiated`, `in-force`,
   * `terminated`; more may come.
   */
  status: string;
  /** Date (EDTF); null if no document states it. */
  date: string | null;
  /** The earliest day that the date can cover; null if there is none, as for `../1992-10`. */
  date_start: string | null;
  /** The latest day that the date can cover. */
  date_end: string | null;
  /**
   * Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
   * `year`, `range`, `before`; more may come.
   */
  date_precision: string | null;
  /** City of signing. */
  city: string | null;
  /** The coordinates of the city; null if no city is named, or we have no coordinates of it. */
  coordinates: Coordinates | null;
  /** Those that adopted it, if a document names them. */
  parties: AgreementParty[];
  /** Who signed, if a document says so. */
  signatories: Delegate[];
  /** The mechanism in which it was adopted. */
  mechanism: MechanismRef | null;
  /** The meeting at which it was adopted. */
  meeting: TitleRef | null;
  /** The period that it covers (EDTF). */
  valid: string | null;
  /** Number of texts in a package. */
  count: number | null;
  /** Topics of the agreement. */
  topics: string[];
  /** Ids of the agreements that it amends. */
  amends: string[];
  /** Ids of the agreements that it replaces. */
  replaces: string[];
  /** Ids of the agreements under which it was made. */
  under: string[];
  /** Ids of the parts of a package, if they are records themselves. */
  contains: string[];
  /** Address of its text; null if none is known. */
  text_url: string | null;
  /** Only with `include=evidence`. */
  evidence?: Evidence[];
  /** Only with `include=documents`. */
  documents?: Document[];
  /** Only with `include=history`. */
  history?: Version[];
}

/** A party to an agreement, with its own dates. Each is EDTF, and null where no document says. */
export interface AgreementParty {
  /** Code: ISO 3166-1 alpha-2 of a country, ISO 3166-3 of a former one, or an organisation's own. */
  code: string;
  /** Its short name. */
  name: string;
  /**
   * Kind of party. An `organization` is under `/organizations`, all others under `/countries`. Known values:
   * `state`, `former-state`, `territory`, `organization`, `aggregate`; more may come.
   */
  kind: string;
  /** When it signed. */
  signed: string | null;
  /** When it ratified, acceded to or otherwise joined it. */
  ratified: string | null;
  /** Since when it is in force for the party. */
  in_force: string | null;
  /** Since when it is no longer in force for the party: withdrawal, expiry, denunciation. */
  ended: string | null;
  /**
   * How the party bound itself. Known values: `signature`, `ratification`, `acceptance`, `approval`, `accession`,
   * `succession`, `exchange-of-instruments`; more may come.
   */
  how: string | null;
}

/** A record that a name may mean. */
export interface Candidate {
  /** Kind of record. Known values: `country`, `organization`, `official`, `mechanism`, `document`; more may come. */
  kind: string;
  /** Its id, which filters accept. */
  id: string;
  /** Its path. */
  url: string;
  /** Its name. */
  name: string | null;
  /** Its title or name; its id where it has neither. */
  title: string;
  /** Text to show for it in a list, a chart or a link. */
  label: string;
  /** The spelling that matched. */
  matched: string;
  /**
   * What the spelling is: a name, a code and so on. `editorial` ones are ours. Known values: `id`, `code`,
   * `acronym`, `name`, `alias`, `editorial`, `family`; more may come.
   */
  role: string;
  /**
   * True if the spellings differ only in case, diacritics, punctuation or a leading "the", or in the order of the
   * words of a person. Filters accept such a name; of an identifier, `identifier` does.
   */
  exact: boolean;
  /** Similarity of the spellings, from 0 to 100. */
  score: number;
}

/** A change of a record, and on request the record. */
export interface Change {
  /**
   * What happened. A record that was withdrawn and came back is `created` again. Known values: `created`, `updated`,
   * `withdrawn`, `renamed`; more may come.
   */
  change: string;
  /**
   * Kind of record. Known values: `agreement`, `commitment`, `conflict`, `country`, `document`, `evidence`,
   * `figure-group`, `mechanism`, `meeting`, `milestone`, `mission`, `official`, `organization`, `statement`,
   * `timeline`, `trade-stat`; more may come.
   */
  kind: string;
  /** Its id. */
  id: string;
  /** Its path. It answers 410 if the record was withdrawn, and leads on if it was renamed. */
  url: string | null;
  /** The revision that brought the change. */
  revision: number;
  /** When that was published. */
  changed_at: string;
  /** The id under which a renamed record goes on; otherwise null. */
  renamed_to: string | null;
  /** Why it was withdrawn; null if no reason is given. */
  reason: string | null;
  /**
   * With `include=record`: the record as this change left it, which may have changed again since; null if it is no
   * more, and without the parameter.
   */
  record: Record<string, unknown> | null;
}

/** A record's citation in each style. */
export interface Citation {
  /** Id of the record. */
  id: string;
  /** Address of the record's page as of the revision: the citations name it. */
  permalink: string;
  /** Address of the record's JSON as of the revision. */
  api_url: string;
  /** Revision of the cited data. */
  revision: number;
  /** Plain text, with the sources and their paragraphs. */
  text: string;
  /** APA, seventh edition. The sources follow as separate entries. */
  apa: string;
  /** BibTeX entries for the record and its sources. */
  bibtex: string;
  /** RIS entries for the record and its sources. */
  ris: string;
  /** CSL-JSON items for the record and its sources. */
  csl: (Record<string, unknown>)[];
}

/** A promise by one or more countries: a pledge that a document reports, not a forecast. */
export interface Commitment {
  /** Id. It is never reused. If the record is renamed, its former id leads to it. */
  id: string;
  /** Path of the record. */
  url: string;
  /** Path of its page, for people. Null if it has none. */
  html_url: string | null;
  /** What was promised, in our words. */
  title: string;
  /** Text to show for it in a list, a chart or a link. */
  label: string;
  /** The documents that support it, newest first. */
  sources: Source[];
  /** When we last changed this record. It is neither the date of the event nor of the report. */
  updated_at: string;
  /** Who promised. */
  by: PartyRef[];
  /** To whom. Empty if the promise is mutual, or made to no particular country. */
  to: PartyRef[];
  /** Date (EDTF); null if no document states it. */
  made: string | null;
  /** The earliest day that the date can cover; null if there is none, as for `../1992-10`. */
  made_start: string | null;
  /** The latest day that the date can cover. */
  made_end: string | null;
  /**
   * Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
   * `year`, `range`, `before`; more may come.
   */
  made_precision: string | null;
  /** Date (EDTF); null if no document states it. */
  due: string | null;
  /** The earliest day that the date can cover; null if there is none, as for `../1992-10`. */
  due_start: string | null;
  /** The latest day that the date can cover. */
  due_end: string | null;
  /**
   * Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
   * `year`, `range`, `before`; more may come.
   */
  due_precision: string | null;
  /** The promised amount, in ones (not thousands). */
  value: number | null;
  /**
   * Unit of the value. Known values: `AED`, `AFN`, `ALL`, `AMD`, `AOA`, `ARS`, `AUD`, `AWG`, `AZN`, `BAM`, `BBD`,
   * `BDT`, `BHD`, `BIF`, `BMD`, `BND`, `BOB`, `BOV`, `BRL`, `BSD`, `BTN`, `BWP`, `BYN`, `BZD`, `CAD`, `CDF`, `CHE`,
   * `CHF`, `CHW`, `CLF`, `CLP`, `CNY`, `COP`, `COU`, `CRC`, `CUP`, `CVE`, `CZK`, `DJF`, `DKK`, `DOP`, `DZD`, `EGP`,
   * `ERN`, `ETB`, `EUR`, `FJD`, `FKP`, `GBP`, `GEL`, `GHS`, `GIP`, `GMD`, `GNF`, `GTQ`, `GYD`, `HKD`, `HNL`, `HTG`,
   * `HUF`, `IDR`, `ILS`, `INR`, `IQD`, `IRR`, `ISK`, `JMD`, `JOD`, `JPY`, `KES`, `KGS`, `KHR`, `KMF`, `KPW`, `KRW`,
   * `KWD`, `KYD`, `KZT`, `LAK`, `LBP`, `LKR`, `LRD`, `LSL`, `LYD`, `MAD`, `MDL`, `MGA`, `MKD`, `MMK`, `MNT`, `MOP`,
   * `MRU`, `MUR`, `MVR`, `MWK`, `MXN`, `MXV`, `MYR`, `MZN`, `NAD`, `NGN`, `NIO`, `NOK`, `NPR`, `NZD`, `OMR`, `PAB`,
   * `PEN`, `PGK`, `PHP`, `PKR`, `PLN`, `PYG`, `QAR`, `RON`, `RSD`, `RUB`, `RWF`, `SAR`, `SBD`, `SCR`, `SDG`, `SEK`,
   * `SGD`, `SHP`, `SLE`, `SOS`, `SRD`, `SSP`, `STN`, `SVC`, `SYP`, `SZL`, `THB`, `TJS`, `TMT`, `TND`, `TOP`, `TRY`,
   * `TTD`, `TWD`, `TZS`, `UAH`, `UGX`, `USD`, `USN`, `UYI`, `UYU`, `UYW`, `UZS`, `VED`, `VES`, `VND`, `VUV`, `WST`,
   * `XAD`, `XAF`, `XAG`, `XAU`, `XBA`, `XBB`, `XBC`, `XBD`, `XCD`, `XCG`, `XDR`, `XOF`, `XPD`, `XPF`, `XPT`, `XSU`,
   * `XTS`, `XUA`, `XXX`, `YER`, `ZAR`, `ZMW`, `ZWG`, `count`, `rank`, `days`; more may come.
   */
  unit: string | null;
  /**
   * `fulfilled` if a document reports that it was done, else `open`. Known values: `open`, `fulfilled`; more may
   * come.
   */
  status: string;
  /**
   * True for an open commitment if the newest document about its mechanism or countries is later than the last day
   * on which it is due, and no document later than that day mentions it.
   */
  overdue: boolean;
  /** The meeting that the document reports with it. */
  meeting: TitleRef | null;
  /** The mechanism that the document reports with it. */
  mechanism: MechanismRef | null;
  /** The statements that make it, if a document reports any. */
  statements: StatementRef[];
  /** Only with `include=evidence`. */
  evidence?: Evidence[];
  /** Only with `include=documents`. */
  documents?: Document[];
  /** Only with `include=history`. */
  history?: Version[];
}

/** The comparison of a figure with others for the same subject, by the rules of `/methodology`. */
export interface Comparison {
  /** The group of figures, under `/trade-conflicts`. */
  group: string;
  /**
   * Whether the group's figures can all be true. Known values: `disagree`, `compatible`, `same`, `superseded`; more
   * may come.
   */
  verdict: string;
  /** Whether it is the figure that `figures=preferred` leaves. */
  preferred: boolean;
  /**
   * The rule that decided which figure is preferred. Known values: `whole`, `authority`, `later`, `exact`,
   * `narrower`, `published`, `id`; more may come.
   */
  rule: string;
}

/** What documents say that differs, or cannot well be true together. */
export interface Conflict {
  /** Id. It is never reused. If the record is renamed, its former id leads to it. */
  id: string;
  /** Path of the record. */
  url: string;
  /** Path of its page, for people. Null if it has none. */
  html_url: string | null;
  /** What differs. */
  title: string;
  /** Text to show for it in a list, a chart or a link. */
  label: string;
  /** The documents that support it, newest first. */
  sources: Source[];
  /** When we last changed this record. It is neither the date of the event nor of the report. */
  updated_at: string;
  /**
   * `figures`: figures for the same subject and time differ, as in `/trade-stats/conflicts`. `value`: documents
   * differ on a field of a record. `trend`: a trend in words goes another way than the figures. `implausible`: a
   * flow does not fit that of a longer period around its own. Known values: `figures`, `value`, `trend`,
   * `implausible`; more may come.
   */
  kind: string;
  /**
   * Kind of the records. Known values: `agreement`, `commitment`, `country`, `document`, `mechanism`, `meeting`,
   * `milestone`, `mission`, `official`, `organization`, `statement`, `trade-stat`; more may come.
   */
  record_kind: string;
  /** The field on which documents differ (`value`). */
  field: string | null;
  /**
   * Result of comparing (`figures`, `value`): `disagree`, `compatible` if all can be true, `superseded` if a later
   * document or target replaced the earlier. Null for the other kinds. Known values: `disagree`, `compatible`,
   * `same`, `superseded`; more may come.
   */
  verdict: string | null;
  /**
   * The record it is about: the group of `figures`, the record with the field, the trend, or the flow of the longer
   * period.
   */
  subject: ConflictingRecord;
  /** The countries that the record is about. */
  countries: TraderRef[];
  /** The mechanism of the record, or of the first that has one. */
  mechanism: MechanismRef | null;
  /** What differs, in words; of figures the arithmetic. */
  explanation: string;
  /** The values side by side: the preferred figure first, the value of the record, the trend, or the longer period. */
  sides: Side[];
  /** Only with `include=evidence`. */
  evidence?: Evidence[];
  /** Only with `include=documents`. */
  documents?: Document[];
  /** Only with `include=history`. */
  history?: Version[];
}

/** A record in a conflict, or a group of figures. */
export interface ConflictingRecord {
  /** Kind of record; `figure-group` of a group of figures. */
  kind: string;
  /** Its id. */
  id: string;
  /** Its path. */
  url: string;
  /** Its title. */
  title: string;
  /** What to show people for it. */
  label: string;
}

/** The coordinates of a city in degrees (WGS 84), from GeoNames (CC BY 4.0). */
export interface Coordinates {
  /** Degrees north of the equator. */
  latitude: number;
  /** Degrees east of Greenwich. */
  longitude: number;
}

/**
 * A country of ISO 3166-1, a former one of ISO 3166-3, or Kosovo. If no document mentions it, it has no sources,
 * and its names are ours.
 */
export interface Country {
  /** Id. It is never reused. If the record is renamed, its former id leads to it. */
  id: string;
  /** Path of the record. */
  url: string;
  /** Path of its page, for people. Null if it has none. */
  html_url: string | null;
  /** Title or name. Null for a document whose text has no title. */
  title: string | null;
  /** Text to show for it in a list, a chart or a link. */
  label: string;
  /** The documents that support it, newest first. */
  sources: Source[];
  /** When we last changed this record. It is neither the date of the event nor of the report. */
  updated_at: string;
  /** ISO 3166-1 alpha-2 code, or ISO 3166-3 code of a former country. It is also the id. */
  code: string;
  /**
   * `state` is a member or observer of the United Nations, `former-state` a state that ended in `valid_until`,
   * `territory` any other country. Known values: `state`, `former-state`, `territory`; more may come.
   */
  kind: string;
  /** ISO 3166-1 alpha-3 code; null if it has none. */
  alpha3: string | null;
  /** ISO 3166-1 numeric code, three digits; null if it has none. */
  numeric: string | null;
  /** Short name. */
  name: string;
  /** Official name. */
  official_name: string | null;
  /** Other names by which it is found. */
  aliases: string[];
  /** The aliases that we added. They are in no document. */
  editorial_aliases: string[];
  /** Its ids in standards and other data sets; empty if it has none. `identifier` finds it. */
  identifiers: Identifier[];
  /** When a former country began (EDTF); null for others and if unknown. */
  valid_from: string | null;
  /** When a former country ended (EDTF); null for others. */
  valid_until: string | null;
  /** Parties that followed a former country on its territory. */
  successors: PartyRef[];
  /** Mechanisms of which it is a member, according to the documents. */
  mechanisms: MechanismRef[];
  /** Embassies, consulates and other missions that it maintains or hosts. */
  missions: MissionRef[];
  /** Only with `include=evidence`. */
  evidence?: Evidence[];
  /** Only with `include=documents`. */
  documents?: Document[];
  /** Only with `include=history`. */
  history?: Version[];
}

/** The records of a mechanism in a year. */
export interface Coverage {
  /** The mechanism; null for records without one. */
  mechanism: MechanismRef | null;
  /** The year in which the dates begin; null for records without a date. */
  year: number | null;
  /** Numbers of records, by kind. */
  recorded: Recorded;
  /** Ids of the documents that support them. */
  documents: string[];
  /** Numbers of their sentences: cited, set aside and open. Null for data sets. */
  sentences: Sentences | null;
  /** Publication day of the newest document about the mechanism. */
  read_until: string | null;
}

/** An official who acted for a party or for none, with the post at that time. */
export interface Delegate {
  /** The official. */
  official: NameRef;
  /** The country or organisation for which the official acted; null if neither, as for a company. */
  country: PartyRef | null;
  /** The post at that time. */
  position: string | null;
}

/** A document: the source of records. */
export interface Document {
  /** Id. It is never reused. If the record is renamed, its former id leads to it. */
  id: string;
  /** Path of the record. */
  url: string;
  /** Path of its page, for people. Null if it has none. */
  html_url: string | null;
  /** Title; null if the text has none and we gave it none. */
  title: string | null;
  /** Text to show for it in a list, a chart or a link. */
  label: string;
  /** The documents that support it, newest first. */
  sources: Source[];
  /** When we last changed this record. It is neither the date of the event nor of the report. */
  updated_at: string;
  /**
   * Kind of document. We judge it from the text. Known values: `article`, `press-release`, `statement`,
   * `transcript`, `report`, `treaty`, `law`, `data-set`, `other`; more may come.
   */
  kind: string;
  /** Publisher; null if the text names none. */
  publisher: string | null;
  /** Author; null if the text names none. */
  author: string | null;
  /** Date (EDTF); null if no document states it. */
  date: string | null;
  /** The earliest day that the date can cover; null if there is none, as for `../1992-10`. */
  date_start: string | null;
  /** The latest day that the date can cover. */
  date_end: string | null;
  /**
   * Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
   * `year`, `range`, `before`; more may come.
   */
  date_precision: string | null;
  /** ISO 639-1 language of the text. */
  language: string;
  /** Where it was published. */
  source_url: string | null;
  /** A copy in an archive. */
  archived_url: string | null;
  /** Terms under which it may be used. */
  licence: string | null;
  /** Version, as its publisher counts. */
  version: string | null;
  /** When this copy was retrieved (EDTF). */
  retrieved: string | null;
  /** Its older edition. */
  supersedes: DocumentRef | null;
  /** Its newer edition. */
  superseded_by: DocumentRef | null;
  /** The fields whose values are ours: the document does not state them. */
  editorial: string[];
  /** SHA-256 of its bytes, in hexadecimal. */
  sha256: string;
  /** Number of paragraphs; null for a data set. Each line that is not blank is one; evidence counts them from 1. */
  paragraphs: number | null;
  /** Number of rows of a data set; null for a text. */
  rows: number | null;
  /** The columns that identify a row of a data set. The key of a row is their values, joined by hyphens. */
  key: string[];
  /** The meetings it reports. */
  meetings: ReportedMeeting[];
  /** Parts with a date or a status of their own, such as links to related articles. */
  parts: Part[];
  /** The paragraphs and sentences that support no record, and why. */
  set_aside: SetAside[];
  /** Numbers of its sentences: cited, set aside and open. Null for a data set. */
  sentences: Sentences | null;
  /** The same for each paragraph. */
  paragraph_sentences: Paragraph[];
  /** Only with `include=evidence`. */
  evidence?: Evidence[];
  /** Only with `include=history`. */
  history?: Version[];
}

/** Another document, by id and title. */
export interface DocumentRef {
  /** Its id. */
  id: string;
  /** Its title; null if it has none. */
  title: string | null;
}

/** A place in a document that supports a record, or fields of it: a span of a text, or a row of a data set. */
export interface Evidence {
  /** Id. It is never reused. If the record is renamed, its former id leads to it. */
  id: string;
  /** Path of the record. */
  url: string;
  /** Path of its page, for people. Null if it has none. */
  html_url: string | null;
  /** Title or name. Null for a document whose text has no title. */
  title: string | null;
  /** Text to show for it in a list, a chart or a link. */
  label: string;
  /** The documents that support it, newest first. */
  sources: Source[];
  /** When we last changed this record. It is neither the date of the event nor of the report. */
  updated_at: string;
  /** The record. */
  record: SupportedRecord;
  /** The fields that it supports, by name; empty for the whole record. */
  fields: string[];
  /** Id of the document. */
  document: string;
  /** Number of the paragraph; null for a row. Lines that are not blank are counted from 1. */
  paragraph: number | null;
  /** Position of the first character of the span, counted from 0 in the whole text; null for a row. */
  start: number | null;
  /** Position after the last character of the span; null for a row. */
  end: number | null;
  /** Key of the row of a data set; null for a span. It stays when the file is generated again. */
  row: string | null;
  /** The columns of the row that were read. */
  columns: string[];
  /** SHA-256 of the span in UTF-8, or of the row as a JSON object (RFC 8785) of its cells by column. */
  sha256: string;
  /** A few words of the place, as written. */
  as_written: string | null;
  /** The value in the document, if it differs from the record. */
  says: string | null;
  /**
   * `stated` if the place says it, `inferred` if it was worked out from the place. Known values: `stated`,
   * `inferred`; more may come.
   */
  method: string;
  /** How it was inferred, in our words. */
  reason: string | null;
  /** Number of reviewers who checked it: 0 if none did. */
  reviewed: number;
  /** The sentence around the span, or the cells of the row; null if the operator has no text. */
  quote: string | null;
  /** Only with `include=evidence`. */
  evidence?: Evidence[];
  /** Only with `include=documents`. */
  documents?: Document[];
  /** Only with `include=history`. */
  history?: Version[];
}

/** Ids of an official in other data sets. They find the official as a name does. */
export interface ExternalIds {
  /** Item of Wikidata; null if we added none. */
  wikidata: string | null;
}

/** Mechanisms of one design with different members. A generic name finds all of them. */
export interface Family {
  /** Generic acronym. */
  acronym: string | null;
  /** Generic name. */
  name: string;
  /** Other generic names. */
  aliases: string[];
  /** True if the generic name is ours and in no document. */
  editorial: boolean;
}

/** A field of a meeting on which documents differ. */
export interface FieldConflict {
  /** The meeting. */
  meeting: TitleRef;
  /** The field. */
  field: string;
  /** The value in the record. */
  value: unknown;
  /**
   * `superseded` if every document that differs from the record is older than one that supports it; `compatible` if
   * a date is only less exact; else `disagree`. Known values: `disagree`, `compatible`, `same`, `superseded`; more
   * may come.
   */
  verdict: string;
  /** The rule that decided which value the record has. */
  rule: string;
  /** What each document says, newest first. */
  statements: FieldStatement[];
}

/** What a document says about the field. */
export interface FieldStatement {
  /** Id of the document. */
  document: string;
  /** Day of publication (EDTF). */
  published: string | null;
  /** Number of the paragraph; null in a data set. */
  paragraph: number | null;
  /** Key of the row of a data set; null in a text. */
  row: string | null;
  /** The value in the document; null if it is the value in the record. */
  says: string | null;
  /** A few words of the passage. */
  as_written: string | null;
}

/** One of the compared figures. `url` leads to the full record with its sources. */
export interface Figure {
  /** Id of the trade stat. */
  id: string;
  /** Its path. */
  url: string;
  /** The figure. */
  value: number;
  /** How the source qualifies the figure. Known values: `exact`, `about`, `nearly`, `over`, `under`; more may come. */
  qualifier: string;
  /** The figure as the document puts it. */
  as_written: string;
  /**
   * Direction, as the reporter sees it. Known values: `turnover`, `export`, `import`, `inward`, `outward`; more may
   * come.
   */
  flow: string | null;
  /** The reporting country. Flows are seen from its side. */
  reporter: TraderRef;
  /** Date (EDTF); null if no document states it. */
  date: string | null;
  /** The part of the whole that it covers; null if it covers all. */
  scope: string | null;
  /** Who states the figure. Known values: `statistics`, `statement`, `expert`, `press`; more may come. */
  authority: string;
  /** Whom the document names as the source of the figure. */
  attributed_to: string | null;
  /** Whether it is the preferred figure. If some cover a whole and others a part of it, each has one. */
  preferred: boolean;
}

/** Figures for the same subject and time: the same indicator and pair of countries, in either direction. */
export interface FigureGroup {
  /** Id. It is never reused. If the record is renamed, its former id leads to it. */
  id: string;
  /** Path of the record. */
  url: string;
  /** Path of its page, for people. Null if it has none. */
  html_url: string | null;
  /** Title or name. Null for a document whose text has no title. */
  title: string | null;
  /** Text to show for it in a list, a chart or a link. */
  label: string;
  /** The documents that support it, newest first. */
  sources: Source[];
  /** When we last changed this record. It is neither the date of the event nor of the report. */
  updated_at: string;
  /**
   * What is measured. Known values: `trade`, `trade-target`, `trade-rank`, `investment-stock`, `investment-flow`,
   * `investment-rank`, `companies`, `joint-projects`, `joint-project-value`, `tourists`, `tourist-rank`, `students`,
   * `scholarships`, `presidential-meetings`, `presidential-visits`, `production-rank`, `export-rank`; more may come.
   */
  indicator: string;
  /** The two countries. */
  countries: TraderRef[];
  /** The product; null for all goods. */
  product: Product | null;
  /**
   * Unit. Known values: `AED`, `AFN`, `ALL`, `AMD`, `AOA`, `ARS`, `AUD`, `AWG`, `AZN`, `BAM`, `BBD`, `BDT`, `BHD`,
   * `BIF`, `BMD`, `BND`, `BOB`, `BOV`, `BRL`, `BSD`, `BTN`, `BWP`, `BYN`, `BZD`, `CAD`, `CDF`, `CHE`, `CHF`, `CHW`,
   * `CLF`, `CLP`, `CNY`, `COP`, `COU`, `CRC`, `CUP`, `CVE`, `CZK`, `DJF`, `DKK`, `DOP`, `DZD`, `EGP`, `ERN`, `ETB`,
   * `EUR`, `FJD`, `FKP`, `GBP`, `GEL`, `GHS`, `GIP`, `GMD`, `GNF`, `GTQ`, `GYD`, `HKD`, `HNL`, `HTG`, `HUF`, `IDR`,
   * `ILS`, `INR`, `IQD`, `IRR`, `ISK`, `JMD`, `JOD`, `JPY`, `KES`, `KGS`, `KHR`, `KMF`, `KPW`, `KRW`, `KWD`, `KYD`,
   * `KZT`, `LAK`, `LBP`, `LKR`, `LRD`, `LSL`, `LYD`, `MAD`, `MDL`, `MGA`, `MKD`, `MMK`, `MNT`, `MOP`, `MRU`, `MUR`,
   * `MVR`, `MWK`, `MXN`, `MXV`, `MYR`, `MZN`, `NAD`, `NGN`, `NIO`, `NOK`, `NPR`, `NZD`, `OMR`, `PAB`, `PEN`, `PGK`,
   * `PHP`, `PKR`, `PLN`, `PYG`, `QAR`, `RON`, `RSD`, `RUB`, `RWF`, `SAR`, `SBD`, `SCR`, `SDG`, `SEK`, `SGD`, `SHP`,
   * `SLE`, `SOS`, `SRD`, `SSP`, `STN`, `SVC`, `SYP`, `SZL`, `THB`, `TJS`, `TMT`, `TND`, `TOP`, `TRY`, `TTD`, `TWD`,
   * `TZS`, `UAH`, `UGX`, `USD`, `USN`, `UYI`, `UYU`, `UYW`, `UZS`, `VED`, `VES`, `VND`, `VUV`, `WST`, `XAD`, `XAF`,
   * `XAG`, `XAU`, `XBA`, `XBB`, `XBC`, `XBD`, `XCD`, `XCG`, `XDR`, `XOF`, `XPD`, `XPF`, `XPT`, `XSU`, `XTS`, `XUA`,
   * `XXX`, `YER`, `ZAR`, `ZMW`, `ZWG`, `count`, `rank`, `days`; more may come.
   */
  unit: string;
  /** Whether the source gives it as an estimate. */
  estimate: boolean;
  /**
   * How goods are valued: `cif`, with freight and insurance, or `fob`, without; null if the source does not say.
   * Known values: `cif`, `fob`; more may come.
   */
  valuation: string | null;
  /** The form of an investment or a payment, as the source names it. */
  instrument: string | null;
  /** What else distinguishes figures of a data set: its own names and values. */
  dimensions: Record<string, string>;
  /** The earliest day that the date can cover; null if there is none, as for `../1992-10`. */
  date_start: string | null;
  /** The latest day that the date can cover. */
  date_end: string | null;
  /**
   * `disagree`: the figures cannot all be true, even with their qualifiers. `compatible`: they can. `same`: all are
   * equal. `superseded`: a later target replaced an earlier one. Known values: `disagree`, `compatible`, `same`,
   * `superseded`; more may come.
   */
  verdict: string;
  /** How far apart the figures are. */
  spread: Spread;
  /** The aspects besides the value in which they differ. These may explain the difference. */
  reasons: string[];
  /** Id of the figure to prefer. */
  preferred: string;
  /**
   * The rule that preferred it to the next one. Known values: `whole`, `authority`, `later`, `exact`, `narrower`,
   * `published`, `id`; more may come.
   */
  rule: string;
  /** The figures, the preferred one first. */
  figures: Figure[];
  /** Only with `include=evidence`. */
  evidence?: Evidence[];
  /** Only with `include=documents`. */
  documents?: Document[];
  /** Only with `include=history`. */
  history?: Version[];
}

/** A record that contains the words. */
export interface Hit {
  /**
   * Kind of record. Known values: `agreement`, `commitment`, `country`, `document`, `mechanism`, `meeting`,
   * `milestone`, `mission`, `official`, `organization`, `statement`, `trade-stat`; more may come.
   */
  kind: string;
  /** Its id. */
  id: string;
  /** Its path. */
  url: string;
  /** Its title or name; its id where it has neither. */
  title: string;
  /** Text to show for it in a list, a chart or a link. */
  label: string;
  /**
   * A few words of the record around the first match. It is the beginning of the record if only another spelling of
   * a name matched.
   */
  snippet: string;
  /** Percentage of the title that the words make up; 0 if they are only elsewhere in the record. */
  rank: number;
}

/** What a standard or another data set calls a record. */
export interface Identifier {
  /**
   * What it is an id in. Known values: `wikidata`, `opensanctions`, `iso-3166-1-alpha-2`, `iso-3166-1-alpha-3`,
   * `iso-3166-1-numeric`, `iso-3166-3`; more may come.
   */
  scheme: string;
  /** The id. */
  id: string;
  /** Page about it; null for codes of ISO 3166. */
  url: string | null;
  /**
   * Who says that it is that of the record: a `standard`, a `document` (the evidence of the record leads to it), or
   * we (`editorial`). Known values: `standard`, `document`, `editorial`; more may come.
   */
  basis: string;
}

/** A council, group, commission, consultation series or international organisation. */
export interface Mechanism {
  /** Id. It is never reused. If the record is renamed, its former id leads to it. */
  id: string;
  /** Path of the record. */
  url: string;
  /** Path of its page, for people. Null if it has none. */
  html_url: string | null;
  /** Title or name. Null for a document whose text has no title. */
  title: string | null;
  /** Text to show for it in a list, a chart or a link. */
  label: string;
  /** The documents that support it, newest first. */
  sources: Source[];
  /** When we last changed this record. It is neither the date of the event nor of the report. */
  updated_at: string;
  /** Acronym; several mechanisms may share it. */
  acronym: string | null;
  /** Full name. */
  name: string;
  /** Its family: all mechanisms of the same design, which share the generic names. Null if it has none. */
  family: Family | null;
  /** Other names of this mechanism alone. */
  aliases: string[];
  /** The aliases that we added. They are in no document. */
  editorial_aliases: string[];
  /** Its ids in standards and other data sets; empty if it has none. `identifier` finds it. */
  identifiers: Identifier[];
  /**
   * Kind of mechanism. Known values: `council`, `planning-group`, `commission`, `consultations`, `organization`,
   * `assembly`; more may come.
   */
  kind: string;
  /**
   * The level at which it meets; null if no document says so. Known values: `heads-of-state`, `foreign-ministers`,
   * `parliaments`; more may come.
   */
  level: string | null;
  /** Codes of the members that documents name. An organisation may have more. */
  members: string[];
  /** The party that this mechanism is, under `/organizations`; null if it is not a party. */
  organization: PartyRef | null;
  /** The members, with name and kind. */
  member_parties: PartyRef[];
  /** Date (EDTF); null if no document states it. */
  established: string | null;
  /** The earliest day that the date can cover; null if there is none, as for `../1992-10`. */
  established_start: string | null;
  /** The latest day that the date can cover. */
  established_end: string | null;
  /**
   * Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
   * `year`, `range`, `before`; more may come.
   */
  established_precision: string | null;
  /** Number of recorded meetings, held or not: the `total` of `/meetings?mechanism=ID`. */
  meetings_count: number;
  /** The earliest meeting that a document reports as held; null if there is none. */
  first_meeting: MeetingAt | null;
  /** The latest meeting that a document reports as held; null if there is none. */
  last_meeting: MeetingAt | null;
  /** The first planned meeting that is not overdue, and not before the last one held; null if there is none. */
  next_meeting: MeetingAt | null;
  /** The numbers of its sessions: held, planned and missing. */
  sessions: Sessions;
  /** Only with `include=evidence`. */
  evidence?: Evidence[];
  /** Only with `include=documents`. */
  documents?: Document[];
  /** Only with `include=countries`. */
  countries?: (Country | Organization)[];
  /** Only with `include=history`. */
  history?: Version[];
}

/** A mechanism in another record. */
export interface MechanismRef {
  /** Id of the mechanism. */
  id: string;
  /** Acronym. Several mechanisms may share it. */
  acronym: string | null;
  /** Full name. */
  name: string;
}

/** A meeting of officials of one or more countries: a session, a bilateral meeting, a summit, a visit, a call. */
export interface Meeting {
  /** Id. It is never reused. If the record is renamed, its former id leads to it. */
  id: string;
  /** Path of the record. */
  url: string;
  /** Path of its page, for people. Null if it has none. */
  html_url: string | null;
  /** Title, in our words. */
  title: string;
  /** Text to show for it in a list, a chart or a link. */
  label: string;
  /** The documents that support it, newest first. */
  sources: Source[];
  /** When we last changed this record. It is neither the date of the event nor of the report. */
  updated_at: string;
  /**
   * Type of the meeting. Known values: `session`, `bilateral`, `summit`, `visit`, `conference`, `phone-call`,
   * `video-call`; more may come.
   */
  type: string;
  /**
   * According to the sources: `planned` until a document says that it was held. If it is `postponed` or `cancelled`,
   * the date is the one for which it was planned. Known values: `held`, `planned`, `postponed`, `cancelled`; more
   * may come.
   */
  status: string;
  /**
   * True for a planned meeting if the newest document about its mechanism or countries is later than its last day,
   * and no document later than that day mentions it.
   */
  overdue: boolean;
  /** Date (EDTF); null if no document states it. */
  date: string | null;
  /** The earliest day that the date can cover; null if there is none, as for `../1992-10`. */
  date_start: string | null;
  /** The latest day that the date can cover. */
  date_end: string | null;
  /**
   * Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
   * `year`, `range`, `before`; more may come.
   */
  date_precision: string | null;
  /** The mechanism of which it is a meeting. */
  mechanism: MechanismRef | null;
  /** Its number: 8 for an eighth meeting. */
  session: number | null;
  /** City; the first if there are several. */
  city: string | null;
  /** The coordinates of the city; null if no city is named, or we have no coordinates of it. */
  coordinates: Coordinates | null;
  /** Venue in the city. */
  venue: string | null;
  /** The country in which it takes place; the first if there are several. */
  country: PartyRef | null;
  /** The places of the meeting. A visit to several cities has several. */
  places: Stop[];
  /** The countries that take part, if documents name them; else those of the participants. */
  countries: PartyRef[];
  /** The officials that documents name. */
  participants: Participant[];
  /** What a document says was discussed. A planned meeting has none. */
  topics: string[];
  /** What a document expects to be discussed. It does not show what was discussed. */
  agenda: string[];
  /**
   * How it was held, if a document says so: `closed-door`, `extended` (with delegations), `one-on-one` and so on.
   * Known values: `closed-door`, `extended`, `one-on-one`, `informal`, `online`; more may come.
   */
  format: string | null;
  /** The visit, summit or session of which it is a part. Talks, for example, are part of a visit. */
  part_of: TitleRef | null;
  /** The meetings that are a part of it, in order of date. */
  parts: TitleRef[];
  /** The occasion on which it was held. */
  occasion: string | null;
  /** The agreements adopted there. */
  agreements: TitleRef[];
  /** Only with `include=evidence`. */
  evidence?: Evidence[];
  /** Only with `include=documents`. */
  documents?: Document[];
  /** Only with `include=history`. */
  history?: Version[];
}

/** A meeting with its date. */
export interface MeetingAt {
  /** Its id. */
  id: string;
  /** Its title. */
  title: string;
  /** Date (EDTF); null if no document states it. */
  date: string | null;
}

/** A turning point in relations. */
export interface Milestone {
  /** Id. It is never reused. If the record is renamed, its former id leads to it. */
  id: string;
  /** Path of the record. */
  url: string;
  /** Path of its page, for people. Null if it has none. */
  html_url: string | null;
  /** What happened, in our words. */
  title: string;
  /** Text to show for it in a list, a chart or a link. */
  label: string;
  /** The documents that support it, newest first. */
  sources: Source[];
  /** When we last changed this record. It is neither the date of the event nor of the report. */
  updated_at: string;
  /**
   * Type of the turning point. Known values: `foundation`, `recognition`, `diplomatic-relations`, `embassy`,
   * `mechanism`, `accession`; more may come.
   */
  type: string;
  /**
   * How a document describes it, in our words, if documents differ: for example, at whose initiative it happened.
   * Evidence from another document has its version in `says`.
   */
  account: string | null;
  /** Date (EDTF); null if no document states it. */
  date: string | null;
  /** The earliest day that the date can cover; null if there is none, as for `../1992-10`. */
  date_start: string | null;
  /** The latest day that the date can cover. */
  date_end: string | null;
  /**
   * Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
   * `year`, `range`, `before`; more may come.
   */
  date_precision: string | null;
  /** The countries that it concerns. */
  countries: PartyRef[];
  /** The mechanism that it concerns. */
  mechanism: MechanismRef | null;
  /** Only with `include=evidence`. */
  evidence?: Evidence[];
  /** Only with `include=documents`. */
  documents?: Document[];
  /** Only with `include=history`. */
  history?: Version[];
}

/** An embassy, consulate or other mission of one party at another. */
export interface Mission {
  /** Id. It is never reused. If the record is renamed, its former id leads to it. */
  id: string;
  /** Path of the record. */
  url: string;
  /** Path of its page, for people. Null if it has none. */
  html_url: string | null;
  /** What it is, in our words. */
  title: string;
  /** Text to show for it in a list, a chart or a link. */
  label: string;
  /** The documents that support it, newest first. */
  sources: Source[];
  /** When we last changed this record. It is neither the date of the event nor of the report. */
  updated_at: string;
  /**
   * Type of the mission. Known values: `embassy`, `high-commission`, `consulate-general`, `consulate`,
   * `honorary-consulate`, `permanent-mission`, `liaison-office`, `interests-section`, `representation`; more may
   * come.
   */
  type: string;
  /** The party that keeps it. */
  sender: PartyRef;
  /** The party to which it is accredited. */
  host: PartyRef;
  /** Its city; null if no document states it. */
  city: string | null;
  /** The coordinates of the city; null if no city is named, or we have no coordinates of it. */
  coordinates: Coordinates | null;
  /** Date (EDTF); null if no document states it. */
  opened: string | null;
  /** The earliest day that the date can cover; null if there is none, as for `../1992-10`. */
  opened_start: string | null;
  /** The latest day that the date can cover. */
  opened_end: string | null;
  /**
   * Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
   * `year`, `range`, `before`; more may come.
   */
  opened_precision: string | null;
  /** When it closed (EDTF); null if no document says so. */
  closed: string | null;
  /** Only with `include=evidence`. */
  evidence?: Evidence[];
  /** Only with `include=documents`. */
  documents?: Document[];
  /** Only with `include=history`. */
  history?: Version[];
}

/** An embassy, consulate or other mission of one country in another, or at an organisation. */
export interface MissionRef {
  /** The party that maintains it. */
  sender: PartyRef;
  /** The party to which it is accredited. */
  host: PartyRef;
  /** Its city; null if no document states it. */
  city: string | null;
  /**
   * Type of the mission. Known values: `embassy`, `high-commission`, `consulate-general`, `consulate`,
   * `honorary-consulate`, `permanent-mission`, `liaison-office`, `interests-section`, `representation`; more may
   * come.
   */
  type: string;
  /** When it opened (EDTF); null if no document states it. */
  opened: string | null;
  /** When it closed (EDTF); null if no document says so. */
  closed: string | null;
}

/** An official, by id and name. */
export interface NameRef {
  /** Id of the official. */
  id: string;
  /** Name of the official. */
  name: string;
}

/** A person who holds or held a public post. */
export interface Official {
  /** Id. It is never reused. If the record is renamed, its former id leads to it. */
  id: string;
  /** Path of the record. */
  url: string;
  /** Path of its page, for people. Null if it has none. */
  html_url: string | null;
  /** Title or name. Null for a document whose text has no title. */
  title: string | null;
  /** Text to show for it in a list, a chart or a link. */
  label: string;
  /** The documents that support it, newest first. */
  sources: Source[];
  /** When we last changed this record. It is neither the date of the event nor of the report. */
  updated_at: string;
  /** Name in Latin letters. */
  name: string;
  /** Other spellings. */
  aliases: string[];
  /** The aliases that we added. They are in no document. */
  editorial_aliases: string[];
  /** Its ids in standards and other data sets; empty if it has none. `identifier` finds it. */
  identifiers: Identifier[];
  /** The country or organisation that the official serves; null if neither, as for a company. */
  country: PartyRef | null;
  /** Posts, newest first; empty if no document states any. */
  positions: Position[];
  /** Ids in other data sets, which we added. */
  external_ids: ExternalIds;
  /** Only with `include=evidence`. */
  evidence?: Evidence[];
  /** Only with `include=documents`. */
  documents?: Document[];
  /** Only with `include=history`. */
  history?: Version[];
}

/** An organisation that acts as a party. If no document mentions it, it has no sources, and its names are ours. */
export interface Organization {
  /** Id. It is never reused. If the record is renamed, its former id leads to it. */
  id: string;
  /** Path of the record. */
  url: string;
  /** Path of its page, for people. Null if it has none. */
  html_url: string | null;
  /** Title or name. Null for a document whose text has no title. */
  title: string | null;
  /** Text to show for it in a list, a chart or a link. */
  label: string;
  /** The documents that support it, newest first. */
  sources: Source[];
  /** When we last changed this record. It is neither the date of the event nor of the report. */
  updated_at: string;
  /** Its own code, which is also the id. */
  code: string;
  /**
   * Always `organization`, as in references to it. Known values: `state`, `former-state`, `territory`,
   * `organization`, `aggregate`; more may come.
   */
  kind: string;
  /** Acronym; null if it has none. */
  acronym: string | null;
  /** Name. */
  name: string;
  /** Other names by which it is found. */
  aliases: string[];
  /** The aliases that we added. They are in no document. */
  editorial_aliases: string[];
  /** Its ids in standards and other data sets; empty if it has none. `identifier` finds it. */
  identifiers: Identifier[];
  /** Members that documents name. It may have more. */
  members: PartyRef[];
  /** The mechanism that this organisation is, with its meetings; null if it is not a mechanism. */
  mechanism: MechanismRef | null;
  /** Mechanisms of which it is a member, according to the documents. */
  mechanisms: MechanismRef[];
  /** Only with `include=evidence`. */
  evidence?: Evidence[];
  /** Only with `include=documents`. */
  documents?: Document[];
  /** Only with `include=history`. */
  history?: Version[];
}

/** Numbers of the sentences of a paragraph. */
export interface Paragraph {
  /** Sentences. */
  total: number;
  /** Those that support a record. */
  cited: number;
  /** Those set aside as furniture of the page. */
  furniture: number;
  /** Those set aside as opinion. */
  opinion: number;
  /** Those set aside as repetition. */
  repetition: number;
  /** Those set aside as background. */
  background: number;
  /** Those that are neither cited nor set aside. */
  open: number;
  /** Number of the paragraph. */
  paragraph: number;
}

/** Consecutive paragraphs of a document with a date or a status of their own. */
export interface Part {
  /** Its id, unique in the document. */
  id: string;
  /** Its title; null if it has none. */
  title: string | null;
  /** Number of its first paragraph. */
  first_paragraph: number;
  /** Number of its last paragraph. */
  last_paragraph: number;
  /** Date (EDTF); null if no document states it. */
  date: string | null;
  /** The earliest day that the date can cover; null if there is none, as for `../1992-10`. */
  date_start: string | null;
  /** The latest day that the date can cover. */
  date_end: string | null;
  /**
   * Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
   * `year`, `range`, `before`; more may come.
   */
  date_precision: string | null;
  /**
   * `related` (links to other articles), `update` (added later) or `annex`; null if it is none. Known values:
   * `related`, `update`, `annex`; more may come.
   */
  status: string | null;
}

/** An official at the meeting. */
export interface Participant {
  /** The official. */
  official: NameRef;
  /** The country or organisation for which the official acted; null if neither, as for a company. */
  country: PartyRef | null;
  /** The post at that time. */
  position: string | null;
  /** Part taken. Known values: `co-chair`, `host`, `guest`, `participant`; more may come. */
  role: string;
}

/** A country or organisation in another record. */
export interface PartyRef {
  /** Code: ISO 3166-1 alpha-2 of a country, ISO 3166-3 of a former one, or an organisation's own. */
  code: string;
  /** Its short name. */
  name: string;
  /**
   * Kind of party. An `organization` is under `/organizations`, all others under `/countries`. Known values:
   * `state`, `former-state`, `territory`, `organization`, `aggregate`; more may come.
   */
  kind: string;
}

/** An operation of a JSON Patch (RFC 6902). */
export interface PatchOperation {
  /** `add`, `remove` or `replace`. */
  op: string;
  /** JSON Pointer of the value (RFC 6901). */
  path: string;
  /** The new value; not there for `remove`. */
  value?: unknown;
}

/** A public post, as the documents state it. */
export interface Position {
  /** The post. */
  title: string;
  /**
   * Class of the post, read from its title. `other` if the title says none of these. Known values: `head-of-state`,
   * `head-of-government`, `foreign-minister`, `minister`, `deputy-minister`, `ambassador`, `head-of-organization`,
   * `other`; more may come.
   */
  class: string;
  /** Whose post it is; null if no document says. */
  party: PartyRef | null;
  /** The institution. */
  body: string | null;
  /** Start (EDTF); null if no document states it. `../2020` is by 2020. */
  start: string | null;
  /** End (EDTF); null if no document states it. `../2023-09` is by September 2023. */
  end: string | null;
  /** The latest date for which a document reports the official in this post (EDTF). */
  as_of: string | null;
  /** True if a document says that the official no longer holds the post. */
  former: boolean;
}

/** The product that a trade figure covers. */
export interface Product {
  /** Name. */
  name: string;
  /** The classification that the code is of; null where the source has no code. */
  system: string | null;
  /** The edition of the classification. */
  edition: string | null;
  /** The code. */
  code: string | null;
  /** Heading of the Harmonized System; null if it is not certain. */
  hs: string | null;
}

/** Numbers of records. */
export interface Recorded {
  /** Meetings. */
  meetings: number;
  /** Agreements. */
  agreements: number;
  /** Milestones. */
  milestones: number;
  /** Reported figures. */
  trade_stats: number;
  /** Commitments. */
  commitments: number;
  /** Statements. */
  statements: number;
}

/** A meeting that a document reports. */
export interface ReportedMeeting {
  /** Its id. */
  id: string;
  /** Its title. */
  title: string;
  /**
   * The part of the document that alone reports it, such as links to related articles; null if the document itself
   * does.
   */
  part: string | null;
}

/** A revision of the data. */
export interface Revision {
  /** Its number: the moment of publication. Never used twice. */
  revision: number;
  /** Its path. */
  url: string;
  /** When it was published. */
  published_at: string;
  /** What the operator says about it; null without a word. */
  message: string | null;
  /** SHA-256 of the data that were loaded, in canonical form. Null if it was not noted. */
  seed_digest: string | null;
  /** The commit in git of the loaded files; null where there is none. */
  source_commit: string | null;
  /** Records created; null if they were not counted. */
  created: number | null;
  /** Records updated. */
  updated: number | null;
  /** Records withdrawn. */
  withdrawn: number | null;
  /** Records renamed. */
  renamed: number | null;
}

/** Numbers of sentences. All others add up to `total`. */
export interface Sentences {
  /** Sentences. */
  total: number;
  /** Those that support a record. */
  cited: number;
  /** Those set aside as furniture of the page. */
  furniture: number;
  /** Those set aside as opinion. */
  opinion: number;
  /** Those set aside as repetition. */
  repetition: number;
  /** Those set aside as background. */
  background: number;
  /** Those that are neither cited nor set aside. */
  open: number;
}

/** One period of a series. It is a ``gap`` if no document has a figure for it. */
export interface SeriesRow {
  /** Id of the series. All rows of one line in a chart have the same. */
  series: string;
  /** What is measured, for people. */
  label: string;
  /** Date (EDTF); null if no document states it. */
  date: string | null;
  /** The earliest day that the date can cover; null if there is none, as for `../1992-10`. */
  date_start: string | null;
  /** The latest day that the date can cover. */
  date_end: string | null;
  /**
   * Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
   * `year`, `range`, `before`; more may come.
   */
  date_precision: string | null;
  /** The figure; null in a gap. */
  value: number | null;
  /** The lowest value that the figure allows; null if there is no bound. */
  low: number | null;
  /** The highest value that the figure allows; null if there is no bound. */
  high: number | null;
  /** How the source qualifies the figure. Known values: `exact`, `about`, `nearly`, `over`, `under`; more may come. */
  qualifier: string | null;
  /**
   * A currency (ISO 4217), `count`, `rank` or `days`. Known values: `AED`, `AFN`, `ALL`, `AMD`, `AOA`, `ARS`, `AUD`,
   * `AWG`, `AZN`, `BAM`, `BBD`, `BDT`, `BHD`, `BIF`, `BMD`, `BND`, `BOB`, `BOV`, `BRL`, `BSD`, `BTN`, `BWP`, `BYN`,
   * `BZD`, `CAD`, `CDF`, `CHE`, `CHF`, `CHW`, `CLF`, `CLP`, `CNY`, `COP`, `COU`, `CRC`, `CUP`, `CVE`, `CZK`, `DJF`,
   * `DKK`, `DOP`, `DZD`, `EGP`, `ERN`, `ETB`, `EUR`, `FJD`, `FKP`, `GBP`, `GEL`, `GHS`, `GIP`, `GMD`, `GNF`, `GTQ`,
   * `GYD`, `HKD`, `HNL`, `HTG`, `HUF`, `IDR`, `ILS`, `INR`, `IQD`, `IRR`, `ISK`, `JMD`, `JOD`, `JPY`, `KES`, `KGS`,
   * `KHR`, `KMF`, `KPW`, `KRW`, `KWD`, `KYD`, `KZT`, `LAK`, `LBP`, `LKR`, `LRD`, `LSL`, `LYD`, `MAD`, `MDL`, `MGA`,
   * `MKD`, `MMK`, `MNT`, `MOP`, `MRU`, `MUR`, `MVR`, `MWK`, `MXN`, `MXV`, `MYR`, `MZN`, `NAD`, `NGN`, `NIO`, `NOK`,
   * `NPR`, `NZD`, `OMR`, `PAB`, `PEN`, `PGK`, `PHP`, `PKR`, `PLN`, `PYG`, `QAR`, `RON`, `RSD`, `RUB`, `RWF`, `SAR`,
   * `SBD`, `SCR`, `SDG`, `SEK`, `SGD`, `SHP`, `SLE`, `SOS`, `SRD`, `SSP`, `STN`, `SVC`, `SYP`, `SZL`, `THB`, `TJS`,
   * `TMT`, `TND`, `TOP`, `TRY`, `TTD`, `TWD`, `TZS`, `UAH`, `UGX`, `USD`, `USN`, `UYI`, `UYU`, `UYW`, `UZS`, `VED`,
   * `VES`, `VND`, `VUV`, `WST`, `XAD`, `XAF`, `XAG`, `XAU`, `XBA`, `XBB`, `XBC`, `XBD`, `XCD`, `XCG`, `XDR`, `XOF`,
   * `XPD`, `XPF`, `XPT`, `XSU`, `XTS`, `XUA`, `XXX`, `YER`, `ZAR`, `ZMW`, `ZWG`, `count`, `rank`, `days`; more may
   * come.
   */
  unit: string;
  /** `actual`, or `target` for an aim. Known values: `actual`, `target`; more may come. */
  kind: string;
  /** Of a target, the year by which it is to be reached; null if no document states it, and for actual figures. */
  target_year: number | null;
  /**
   * True for a year without a figure, between the first and the last full year of the series. More than ten such
   * years in a row are one row.
   */
  gap: boolean;
  /**
   * What is measured. Known values: `trade`, `trade-target`, `trade-rank`, `investment-stock`, `investment-flow`,
   * `investment-rank`, `companies`, `joint-projects`, `joint-project-value`, `tourists`, `tourist-rank`, `students`,
   * `scholarships`, `presidential-meetings`, `presidential-visits`, `production-rank`, `export-rank`; more may come.
   */
  indicator: string;
  /**
   * Direction, as the reporter sees it. Known values: `turnover`, `export`, `import`, `inward`, `outward`; more may
   * come.
   */
  flow: string | null;
  /** The reporting country. Flows are seen from its side. */
  reporter: TraderRef;
  /** The other country. */
  partner: TraderRef;
  /** The product; null for all goods. */
  product: Product | null;
  /** The part of the whole that the figure covers; null if it covers all. */
  scope: string | null;
  /** Whether the source gives it as an estimate. */
  estimate: boolean;
  /**
   * How goods are valued: `cif`, with freight and insurance, or `fob`, without; null if the source does not say.
   * Known values: `cif`, `fob`; more may come.
   */
  valuation: string | null;
  /** The form of an investment or a payment, as the source names it. */
  instrument: string | null;
  /** What else distinguishes figures of a data set: its own names and values. */
  dimensions: Record<string, string>;
  /** Change since the previous period, as reported. */
  growth_percent: number | null;
  /** The figure as the document puts it. */
  as_written: string | null;
  /** Id of the figure of this row. */
  trade_stat: string | null;
  /** Its path. */
  url: string | null;
  /** Number of figures for the period. The row shows the preferred figure (see `/methodology`). */
  figures: number;
  /**
   * Whether these figures can all be true; null if there is only one. Known values: `disagree`, `compatible`,
   * `same`, `superseded`; more may come.
   */
  verdict: string | null;
  /** The documents that support it, newest first. */
  sources: Source[];
}

/** The numbers of its sessions, according to the documents. */
export interface Sessions {
  /** Numbers of the sessions reported as held. */
  held: number[];
  /** Numbers of the sessions reported as planned or postponed. */
  planned: number[];
  /**
   * Lower numbers that no document mentions. Such a session may have been held or not. If there are more than 1000,
   * the highest 1000.
   */
  missing: number[];
  /** How many numbers are missing. */
  missing_count: number;
}

/** A paragraph that supports no record, or some sentences of one. */
export interface SetAside {
  /** Number of the paragraph. */
  paragraph: number;
  /** Numbers of the sentences of the paragraph, from 1; null if it is the whole paragraph. */
  sentences: number[] | null;
  /**
   * `furniture` of the page (headings, credits, links), `opinion`, `repetition`, or `background` without an event,
   * figure or commitment between countries. Known values: `furniture`, `opinion`, `repetition`, `background`; more
   * may come.
   */
  why: string;
  /** The reason, in our words; may be null for furniture. */
  because: string | null;
}

/** One of the values that contradict each other, with its sources. */
export interface Side {
  /** The record that has the value, or of whose field it is. */
  record: ConflictingRecord;
  /**
   * The figure, the value of the field, or the trend. Of other records a field has the ids; a list is one text,
   * separated by semicolons. Null if the record has no value.
   */
  value: number | string | null;
  /** A few words of the passage. */
  as_written: string | null;
  /** Date (EDTF); null if no document states it. */
  date: string | null;
  /** Id of the newest document that has the value. */
  document: string | null;
  /** The first paragraph of it that does; null in a data set. */
  paragraph: number | null;
  /** The documents that have the value, newest first. */
  sources: Source[];
}

/** A document that supports a record. */
export interface Source {
  /** Its id, under `/documents`. */
  document: string;
  /** Its title; null if the text has none. */
  title: string | null;
  /** Its publisher; null if the text names none. */
  publisher: string | null;
  /** Its author; null if the text names none. */
  author: string | null;
  /** Day of publication (EDTF): of the part, if `part` has a date. */
  published: string | null;
  /**
   * The part of the document that the record is from, such as links to related articles; null if it is not from one
   * part alone.
   */
  part: SourcePart | null;
  /** The paragraphs that support the record. Lines that are not blank are counted from 1. */
  paragraphs: number[];
  /** The keys of the rows that support it, in a data set. */
  rows: string[];
}

/** A part of a document with a date or a status of its own. */
export interface SourcePart {
  /** Its id, among the `parts` of the document. */
  id: string;
  /** Its title; null if it has none. */
  title: string | null;
  /** Its own date (EDTF); null if it has none. */
  date: string | null;
}

/** Who speaks or is spoken to: an official, a party, or a source in the words of the document. */
export interface Speaker {
  /** Text to show: the name of the official, else the source, else the name of the party. */
  name: string;
  /** The official; null for a party or a source. */
  official: NameRef | null;
  /** The party that speaks, or for which the official or source speaks; null if no document says so. */
  party: PartyRef | null;
  /** The speaker in the words of the document; null for an official, or for a party alone. */
  source: string | null;
  /** True if no passage says so: the evidence gives the reason why we take it to be this one. */
  inferred: boolean;
}

/** The range of the compared values. */
export interface Spread {
  /** The lowest value. */
  low: number;
  /** The highest value. */
  high: number;
  /** The difference in percent of the lowest value. Null if only the lowest is 0. */
  percent: number | null;
}

/** What somebody said, stressed, expects, asked for or promised, as a document reports it. */
export interface Statement {
  /** Id. It is never reused. If the record is renamed, its former id leads to it. */
  id: string;
  /** Path of the record. */
  url: string;
  /** Path of its page, for people. Null if it has none. */
  html_url: string | null;
  /** The same as `summary`. */
  title: string;
  /** Text to show for it in a list, a chart or a link. */
  label: string;
  /** The documents that support it, newest first. */
  sources: Source[];
  /** When we last changed this record. It is neither the date of the event nor of the report. */
  updated_at: string;
  /** Who says it. What two people say together is two statements. */
  speaker: Speaker;
  /** The capacity in which the speaker speaks, if the document names it. */
  role: string | null;
  /**
   * What the statement does. `expectation`: it says what will or may happen, without promising it. `pledge`: it
   * promises to do something. `position`: it states a view or a policy. `assessment`: it judges how things are or
   * were. `request`: it asks, advises or instructs somebody. `announcement`: it says as news what was decided or
   * will be done. `courtesy`: greetings, thanks, congratulations. Known values: `expectation`, `pledge`, `position`,
   * `assessment`, `request`, `announcement`, `courtesy`; more may come.
   */
  kind: string;
  /** What the speaker says, in our words, never in a sentence of the document. */
  summary: string;
  /** Topics of the statement. */
  topics: string[];
  /** The records that it speaks of. */
  about: Subject[];
  /** To whom it is said; null if the document names nobody. */
  addressee: Speaker | null;
  /** The meeting at which it was said, or with which it is reported. */
  meeting: TitleRef | null;
  /** The mechanism with which it is reported. */
  mechanism: MechanismRef | null;
  /** Date (EDTF); null if no document states it. */
  date: string | null;
  /** The earliest day that the date can cover; null if there is none, as for `../1992-10`. */
  date_start: string | null;
  /** The latest day that the date can cover. */
  date_end: string | null;
  /**
   * Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
   * `year`, `range`, `before`; more may come.
   */
  date_precision: string | null;
  /** Only with `include=evidence`. */
  evidence?: Evidence[];
  /** Only with `include=documents`. */
  documents?: Document[];
  /** Only with `include=history`. */
  history?: Version[];
}

/** A statement, by id and summary. */
export interface StatementRef {
  /** Its id. */
  id: string;
  /** Its title. */
  title: string;
  /** Its path. */
  url: string;
}

/** Where a meeting takes place. */
export interface Stop {
  /** City. */
  city: string | null;
  /** Country. */
  country: PartyRef | null;
  /** Date (EDTF); null if no document states it. */
  date: string | null;
}

/** A record that a statement speaks of. */
export interface Subject {
  /** Kind of record. */
  kind: string;
  /** Its id. */
  id: string;
  /** Its path. */
  url: string;
}

/** A record that a document supports, with the fields and places. */
export interface Supported {
  /**
   * Kind of record. Known values: `agreement`, `commitment`, `country`, `document`, `mechanism`, `meeting`,
   * `milestone`, `mission`, `official`, `organization`, `statement`, `trade-stat`; more may come.
   */
  kind: string;
  /** Its id. */
  id: string;
  /** Its path. */
  url: string;
  /** The fields that it supports. */
  fields: string[];
  /** The paragraphs that support them. */
  paragraphs: number[];
  /** The keys of the rows that support them, in a data set. */
  rows: string[];
}

/** The record that a place supports. */
export interface SupportedRecord {
  /**
   * Kind of record. Known values: `agreement`, `commitment`, `country`, `document`, `mechanism`, `meeting`,
   * `milestone`, `mission`, `official`, `organization`, `statement`, `trade-stat`; more may come.
   */
  kind: string;
  /** Its id. */
  id: string;
  /** Its path. */
  url: string;
}

/** A meeting, agreement or milestone. `url` leads to the full record. */
export interface TimelineEntry {
  /** Id. It is never reused. If the record is renamed, its former id leads to it. */
  id: string;
  /** Path of the record. */
  url: string;
  /** Path of its page, for people. Null if it has none. */
  html_url: string | null;
  /** Title of the record. */
  title: string;
  /** Text to show for it in a list, a chart or a link. */
  label: string;
  /** The documents that support it, newest first. */
  sources: Source[];
  /** When we last changed this record. It is neither the date of the event nor of the report. */
  updated_at: string;
  /** Kind of record. Known values: `meeting`, `agreement`, `milestone`; more may come. */
  kind: string;
  /**
   * Status of the meeting or agreement, according to the sources. A milestone has none. Known values: `held`,
   * `planned`, `postponed`, `cancelled`, `signed`, `announced`, `negotiated`, `in-force`, `terminated`; more may
   * come.
   */
  status: string | null;
  /** Whether it is an overdue meeting; false for agreements and milestones. */
  overdue: boolean;
  /** Date (EDTF); null if no document states it. */
  date: string | null;
  /** The earliest day that the date can cover; null if there is none, as for `../1992-10`. */
  date_start: string | null;
  /** The latest day that the date can cover. */
  date_end: string | null;
  /**
   * Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
   * `year`, `range`, `before`; more may come.
   */
  date_precision: string | null;
  /** The mechanism to which it belongs. */
  mechanism: MechanismRef | null;
  /** The countries that take part, adopt it, or are concerned. */
  countries: PartyRef[];
  /** Only with `include=evidence`. */
  evidence?: Evidence[];
  /** Only with `include=documents`. */
  documents?: Document[];
  /** Only with `include=history`. */
  history?: Version[];
}

/** Another record, by id and title. */
export interface TitleRef {
  /** Its id. */
  id: string;
  /** Its title. */
  title: string;
}

/** A reported figure: what it measures, for which period, how it is qualified, and who reports it. */
export interface TradeStat {
  /** Id. It is never reused. If the record is renamed, its former id leads to it. */
  id: string;
  /** Path of the record. */
  url: string;
  /** Path of its page, for people. Null if it has none. */
  html_url: string | null;
  /** Title or name. Null for a document whose text has no title. */
  title: string | null;
  /** Text to show for it in a list, a chart or a link. */
  label: string;
  /** The documents that support it, newest first. */
  sources: Source[];
  /** When we last changed this record. It is neither the date of the event nor of the report. */
  updated_at: string;
  /**
   * What is measured. A `…-rank` is the rank of the partner among the partners of the reporter (1 is first).
   * `production-rank` and `export-rank` are ranks of the reporter among all countries, within `scope`.
   * `presidential-meetings` counts meetings of the two presidents, and `presidential-visits` visits of the
   * reporter's presidents to the partner. Known values: `trade`, `trade-target`, `trade-rank`, `investment-stock`,
   * `investment-flow`, `investment-rank`, `companies`, `joint-projects`, `joint-project-value`, `tourists`,
   * `tourist-rank`, `students`, `scholarships`, `presidential-meetings`, `presidential-visits`, `production-rank`,
   * `export-rank`; more may come.
   */
  indicator: string;
  /**
   * Direction, as the reporter sees it. Known values: `turnover`, `export`, `import`, `inward`, `outward`; more may
   * come.
   */
  flow: string | null;
  /** The reporting country. Flows are seen from its side. */
  reporter: TraderRef;
  /** The other country. Only a `production-rank` or `export-rank` may have none. */
  partner: TraderRef | null;
  /** The product; null for all goods. */
  product: Product | null;
  /** The part of the whole that the figure covers; null if it covers all. */
  scope: string | null;
  /** Date (EDTF); null if no document states it. */
  date: string | null;
  /** The earliest day that the date can cover; null if there is none, as for `../1992-10`. */
  date_start: string | null;
  /** The latest day that the date can cover. */
  date_end: string | null;
  /**
   * Precision of the date. `before`: at an unknown time, `date_end` at the latest. Known values: `day`, `month`,
   * `year`, `range`, `before`; more may come.
   */
  date_precision: string | null;
  /** The figure, in ones (not thousands); null if the document names something without a figure. */
  value: number | null;
  /**
   * A currency (ISO 4217), `count`, `rank` or `days`; null without a figure. Known values: `AED`, `AFN`, `ALL`,
   * `AMD`, `AOA`, `ARS`, `AUD`, `AWG`, `AZN`, `BAM`, `BBD`, `BDT`, `BHD`, `BIF`, `BMD`, `BND`, `BOB`, `BOV`, `BRL`,
   * `BSD`, `BTN`, `BWP`, `BYN`, `BZD`, `CAD`, `CDF`, `CHE`, `CHF`, `CHW`, `CLF`, `CLP`, `CNY`, `COP`, `COU`, `CRC`,
   * `CUP`, `CVE`, `CZK`, `DJF`, `DKK`, `DOP`, `DZD`, `EGP`, `ERN`, `ETB`, `EUR`, `FJD`, `FKP`, `GBP`, `GEL`, `GHS`,
   * `GIP`, `GMD`, `GNF`, `GTQ`, `GYD`, `HKD`, `HNL`, `HTG`, `HUF`, `IDR`, `ILS`, `INR`, `IQD`, `IRR`, `ISK`, `JMD`,
   * `JOD`, `JPY`, `KES`, `KGS`, `KHR`, `KMF`, `KPW`, `KRW`, `KWD`, `KYD`, `KZT`, `LAK`, `LBP`, `LKR`, `LRD`, `LSL`,
   * `LYD`, `MAD`, `MDL`, `MGA`, `MKD`, `MMK`, `MNT`, `MOP`, `MRU`, `MUR`, `MVR`, `MWK`, `MXN`, `MXV`, `MYR`, `MZN`,
   * `NAD`, `NGN`, `NIO`, `NOK`, `NPR`, `NZD`, `OMR`, `PAB`, `PEN`, `PGK`, `PHP`, `PKR`, `PLN`, `PYG`, `QAR`, `RON`,
   * `RSD`, `RUB`, `RWF`, `SAR`, `SBD`, `SCR`, `SDG`, `SEK`, `SGD`, `SHP`, `SLE`, `SOS`, `SRD`, `SSP`, `STN`, `SVC`,
   * `SYP`, `SZL`, `THB`, `TJS`, `TMT`, `TND`, `TOP`, `TRY`, `TTD`, `TWD`, `TZS`, `UAH`, `UGX`, `USD`, `USN`, `UYI`,
   * `UYU`, `UYW`, `UZS`, `VED`, `VES`, `VND`, `VUV`, `WST`, `XAD`, `XAF`, `XAG`, `XAU`, `XBA`, `XBB`, `XBC`, `XBD`,
   * `XCD`, `XCG`, `XDR`, `XOF`, `XPD`, `XPF`, `XPT`, `XSU`, `XTS`, `XUA`, `XXX`, `YER`, `ZAR`, `ZMW`, `ZWG`,
   * `count`, `rank`, `days`; more may come.
   */
  unit: string | null;
  /**
   * How the source qualifies the figure. For a rank, `under` N means among the first N. Null without a figure. Known
   * values: `exact`, `about`, `nearly`, `over`, `under`; more may come.
   */
  qualifier: string | null;
  /**
   * Whether it rises, falls or stays steady, if a document says so without a figure. Known values: `rising`,
   * `falling`, `steady`; more may come.
   */
  trend: string | null;
  /** Change since the previous period, as reported. */
  growth_percent: number | null;
  /** `actual`, or `target` for an aim. Known values: `actual`, `target`; more may come. */
  kind: string;
  /**
   * Who states the figure: `statistics` (a ministry or statistical office), `statement` (an official), `expert`, or
   * `press` (the document itself, or another medium). Known values: `statistics`, `statement`, `expert`, `press`;
   * more may come.
   */
  authority: string;
  /** The figure as the document puts it. */
  as_written: string;
  /** Whom the document names as the source of the figure; null if it names nobody. */
  attributed_to: string | null;
  /** Whether the source gives it as an estimate. */
  estimate: boolean;
  /**
   * How goods are valued: `cif`, with freight and insurance, or `fob`, without; null if the source does not say.
   * Known values: `cif`, `fob`; more may come.
   */
  valuation: string | null;
  /** The form of an investment or a payment, as the source names it. */
  instrument: string | null;
  /** What else distinguishes figures of a data set: its own names and values. */
  dimensions: Record<string, string>;
  /** The meeting that the document reports with it. */
  meeting: TitleRef | null;
  /** The mechanism that the document reports with it. */
  mechanism: MechanismRef | null;
  /** Its comparison with other figures for the same subject; null if there are none. */
  comparison: Comparison | null;
  /** Only with `include=evidence`. */
  evidence?: Evidence[];
  /** Only with `include=documents`. */
  documents?: Document[];
  /** Only with `include=history`. */
  history?: Version[];
}

/** A country or organisation in a figure, or an aggregate of a data set, such as the world. */
export interface TraderRef {
  /**
   * Code: ISO 3166-1 alpha-2 of a country, ISO 3166-3 of a former one, or an organisation's own; null for an
   * aggregate.
   */
  code: string | null;
  /** Its short name. */
  name: string;
  /**
   * Kind of party. An `organization` is under `/organizations`, an `aggregate` under no list, all others under
   * `/countries`. Known values: `state`, `former-state`, `territory`, `organization`, `aggregate`; more may come.
   */
  kind: string;
}

/** A version of a record. */
export interface Version {
  /** The revision that brought it. */
  revision: number;
  /** The id of the record then. */
  id: string;
  /** What happened. Known values: `created`, `updated`, `withdrawn`, `renamed`; more may come. */
  change: string;
  /** When that was published. */
  changed_at: string;
  /** The next id, where the record was renamed. */
  renamed_to: string | null;
  /** Why it was withdrawn; null if no reason is given. */
  reason: string | null;
  /** How it differs from the version before, field by field in words; empty for the first one. */
  differences: string[];
  /** The JSON Patch (RFC 6902) that makes this version of the one before. */
  patch: PatchOperation[];
  /** The record as it was published then; null where it was withdrawn or renamed. */
  record: Record<string, unknown> | null;
}

export interface AgreementsFilters {
  /**
   * Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds records
   * without a date, `!none` those with one.
   */
  date?: string | number;
  /** Happened on or after this day, month or year. */
  date_from?: string | number;
  /** Happened on or before this day, month or year. */
  date_to?: string | number;
  /**
   * `possible`: the event may have been within the requested dates. `certain`: all days that it may have been on are
   * within them.
   */
  date_match?: "possible" | "certain" | (string & {});
  /**
   * Precision of that date: `year` finds records of which only the year is stated, or figures of a whole year.
   * Repeat for any of several. `none` finds records without any, `!day` finds all others.
   */
  precision?: "day" | "month" | "year" | "range" | "before" | (string & {}) | ("day" | "month" | "year" | "range" | "before" | (string & {}))[];
  /**
   * Adopted in this mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds records without
   * any, `!HLSCC` finds all others.
   */
  mechanism?: string | (string)[];
  /**
   * Adopted at this meeting, by its id. Repeat for any of several. `none` finds records without any, `!jspg-kz-tr-8`
   * finds all others.
   */
  meeting?: string | (string)[];
  /** This country is a party. Repeat for any of several. `none` finds records without any, `!KZ` finds all others. */
  country?: string | (string)[];
  /** Two or more countries, separated by commas: all of them are parties. */
  between?: string | (string)[];
  /**
   * Signed by this official: id, name or alias. Repeat for any of several. `none` finds records without any,
   * `!Tokayev` finds all others.
   */
  official?: string | (string)[];
  /** About this topic. Repeat for any of several. `none` finds records without any, `!energy` finds all others. */
  topic?: string | (string)[];
  /** Type of the agreement. Repeat for any of several. `!plan` finds all others. */
  type?: "treaty" | "plan" | "declaration" | "joint-statement" | "decision" | "package" | "protocol" | "memorandum" | "contract" | "exchange-of-letters" | (string & {}) | ("treaty" | "plan" | "declaration" | "joint-statement" | "decision" | "package" | "protocol" | "memorandum" | "contract" | "exchange-of-letters" | (string & {}))[];
  /** Status, according to the sources. Repeat for any of several. `!signed` finds all others. */
  status?: "signed" | "announced" | "negotiated" | "in-force" | "terminated" | (string & {}) | ("signed" | "announced" | "negotiated" | "in-force" | "terminated" | (string & {}))[];
  /**
   * In force at some time in this day, month, year or EDTF interval, for any party. With `country` or `between`, for
   * those parties. Without a stated end, an agreement may still be in force; `date_match=certain` finds only those
   * for which stated dates prove it. `none` finds agreements of which no document says when they were in force, for
   * any party, and `!none` those of which one does.
   */
  in_force?: string | number;
  /** Signed in this city. Repeat for any of several. `none` finds records without any, `!Ankara` finds all others. */
  city?: string | (string)[];
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
  /**
   * Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
   * any, `!jspg-8-report` finds all others.
   */
  document?: string | (string)[];
  /**
   * Only records that have a source published on or after this day, month or year. It is the date of the report, not
   * of the event. A part of a document that has a date counts by that date.
   */
  published_from?: string | number;
  /** Only records that have a source published on or before this day, month or year. */
  published_to?: string | number;
  /**
   * Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
   * revision. A moment more than a day ahead is refused.
   */
  updated_since?: string | number;
  /**
   * Only records that contain all these words in their names, titles or topics, or in the names of the records that
   * they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
   * `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is the
   * beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
   * `/guide/filters` explains more.
   */
  q?: string;
  /**
   * `include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
   * `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
   * and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them in
   * pages.
   */
  withdrawn?: "leave-out" | "include" | (string & {});
}

export interface AgreementsQuery extends AgreementsFilters {
  /** Order. A leading minus reverses it. */
  sort?: "date" | "-date" | "title" | "-title" | "id" | "-id" | "relevance" | (string & {});
  /**
   * What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
   * field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
   * calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
   * and its references become whole records.
   */
  include?: "evidence" | "history" | "documents" | "signatories" | "mechanism" | "meeting" | (string & {}) | ("evidence" | "history" | "documents" | "signatories" | "mechanism" | "meeting" | (string & {}))[];
  /** Records on a page. */
  limit?: number;
}

export interface AgreementsHistoryFilters {
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
}

export interface AgreementsHistoryQuery extends AgreementsHistoryFilters {
  /** Items on a page. */
  limit?: number;
}

export interface ChangesFilters {
  /** Only records of this kind. Repeat for any of several; `!evidence` leaves that kind out. */
  kind?: "agreement" | "commitment" | "conflict" | "country" | "document" | "evidence" | "figure-group" | "mechanism" | "meeting" | "milestone" | "mission" | "official" | "organization" | "statement" | "timeline" | "trade-stat" | (string & {}) | ("agreement" | "commitment" | "conflict" | "country" | "document" | "evidence" | "figure-group" | "mechanism" | "meeting" | "milestone" | "mission" | "official" | "organization" | "statement" | "timeline" | "trade-stat" | (string & {}))[];
  /**
   * Only records that name this mechanism, or named it before the change: id, acronym, name or alias. Repeat for any
   * of several.
   */
  mechanism?: string | (string)[];
  /**
   * Only records that name this country or organisation, or named it before the change: code, name or alias. Repeat
   * for any of several.
   */
  country?: string | (string)[];
  /**
   * The revision that you have, as an answer or the last page of changes named it; 0 for all changes. Or a day or
   * moment (ISO 8601; without a time zone, in UTC): changes published at or after it. A day or moment more than a
   * day ahead is refused.
   */
  since?: string | number;
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
}

export interface ChangesQuery extends ChangesFilters {
  /** Items on a page. */
  limit?: number;
  /** `record` adds the record as the change left it. */
  include?: "record" | (string & {}) | ("record" | (string & {}))[];
}

export interface CommitmentsFilters {
  /**
   * Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds records
   * without a date, `!none` those with one.
   */
  date?: string | number;
  /** Happened on or after this day, month or year. */
  date_from?: string | number;
  /** Happened on or before this day, month or year. */
  date_to?: string | number;
  /**
   * `possible`: the event may have been within the requested dates. `certain`: all days that it may have been on are
   * within them.
   */
  date_match?: "possible" | "certain" | (string & {});
  /**
   * Precision of that date: `year` finds records of which only the year is stated, or figures of a whole year.
   * Repeat for any of several. `none` finds records without any, `!day` finds all others.
   */
  precision?: "day" | "month" | "year" | "range" | "before" | (string & {}) | ("day" | "month" | "year" | "range" | "before" | (string & {}))[];
  /**
   * Reported with a meeting of this mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds
   * records without any, `!JSPG` finds all others.
   */
  mechanism?: string | (string)[];
  /**
   * Promised by or to this country. Repeat for any of several. `none` finds records without any, `!KZ` finds all
   * others.
   */
  country?: string | (string)[];
  /**
   * Reported with this meeting, by its id. Repeat for any of several. `none` finds records without any,
   * `!jspg-kz-tr-8` finds all others.
   */
  meeting?: string | (string)[];
  /** Open or fulfilled, according to the documents. Repeat for any of several. `!open` finds all others. */
  status?: "open" | "fulfilled" | (string & {}) | ("open" | "fulfilled" | (string & {}))[];
  /**
   * `true`: open commitments that were due before the newest document about their mechanism or countries, if no
   * document after that day mentions them. `false`: all other commitments.
   */
  overdue?: boolean;
  /**
   * May be due within these dates: a day, month, year or EDTF interval. With `date_match=certain`, is due within
   * them whatever day the stated date means. `none` finds commitments that are due on no stated date, `!none` all
   * others.
   */
  due?: string | number;
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
  /**
   * Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
   * any, `!jspg-8-report` finds all others.
   */
  document?: string | (string)[];
  /**
   * Only records that have a source published on or after this day, month or year. It is the date of the report, not
   * of the event. A part of a document that has a date counts by that date.
   */
  published_from?: string | number;
  /** Only records that have a source published on or before this day, month or year. */
  published_to?: string | number;
  /**
   * Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
   * revision. A moment more than a day ahead is refused.
   */
  updated_since?: string | number;
  /**
   * Only records that contain all these words in their names, titles or topics, or in the names of the records that
   * they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
   * `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is the
   * beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
   * `/guide/filters` explains more.
   */
  q?: string;
  /**
   * `include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
   * `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
   * and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them in
   * pages.
   */
  withdrawn?: "leave-out" | "include" | (string & {});
}

export interface CommitmentsQuery extends CommitmentsFilters {
  /** Order. A leading minus reverses it. `date` is the day on which the commitment was made. */
  sort?: "date" | "-date" | "due" | "-due" | "title" | "-title" | "id" | "-id" | "relevance" | (string & {});
  /**
   * What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
   * field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
   * calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
   * and its references become whole records.
   */
  include?: "evidence" | "history" | "documents" | "mechanism" | "meeting" | (string & {}) | ("evidence" | "history" | "documents" | "mechanism" | "meeting" | (string & {}))[];
  /** Records on a page. */
  limit?: number;
}

export interface CommitmentsHistoryFilters {
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
}

export interface CommitmentsHistoryQuery extends CommitmentsHistoryFilters {
  /** Items on a page. */
  limit?: number;
}

export interface ConflictsFilters {
  /** What contradicts what. Repeat for any of several. `!value` finds all others. */
  kind?: "figures" | "value" | "trend" | "implausible" | (string & {}) | ("figures" | "value" | "trend" | "implausible" | (string & {}))[];
  /** About records of this kind. Repeat for any of several. `!meeting` finds all others. */
  record_kind?: "agreement" | "commitment" | "country" | "document" | "mechanism" | "meeting" | "milestone" | "mission" | "official" | "organization" | "statement" | "trade-stat" | (string & {}) | ("agreement" | "commitment" | "country" | "document" | "mechanism" | "meeting" | "milestone" | "mission" | "official" | "organization" | "statement" | "trade-stat" | (string & {}))[];
  /**
   * Result of the comparison. Repeat for any of several. `none` finds records without any, `!disagree` finds all
   * others.
   */
  verdict?: "disagree" | "compatible" | "same" | "superseded" | (string & {}) | ("disagree" | "compatible" | "same" | "superseded" | (string & {}))[];
  /**
   * About records of this mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds records
   * without any, `!HLSCC` finds all others.
   */
  mechanism?: string | (string)[];
  /**
   * About records of this country. Repeat for any of several. `none` finds records without any, `!KZ` finds all
   * others.
   */
  country?: string | (string)[];
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
  /**
   * Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
   * any, `!jspg-8-report` finds all others.
   */
  document?: string | (string)[];
  /**
   * Only records that have a source published on or after this day, month or year. It is the date of the report, not
   * of the event. A part of a document that has a date counts by that date.
   */
  published_from?: string | number;
  /** Only records that have a source published on or before this day, month or year. */
  published_to?: string | number;
  /**
   * Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
   * revision. A moment more than a day ahead is refused.
   */
  updated_since?: string | number;
  /**
   * Only records that contain all these words in their names, titles or topics, or in the names of the records that
   * they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
   * `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is the
   * beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
   * `/guide/filters` explains more.
   */
  q?: string;
  /**
   * `include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
   * `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
   * and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them in
   * pages.
   */
  withdrawn?: "leave-out" | "include" | (string & {});
}

export interface ConflictsQuery extends ConflictsFilters {
  /** Order. A leading minus reverses it. */
  sort?: "id" | "-id" | "relevance" | (string & {});
  /**
   * What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
   * field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
   * calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
   * and its references become whole records.
   */
  include?: "evidence" | "history" | "documents" | "mechanism" | (string & {}) | ("evidence" | "history" | "documents" | "mechanism" | (string & {}))[];
  /** Records on a page. */
  limit?: number;
}

export interface ConflictsHistoryFilters {
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
}

export interface ConflictsHistoryQuery extends ConflictsHistoryFilters {
  /** Items on a page. */
  limit?: number;
}

export interface CountriesFilters {
  /** `yes`: only those that documents mention. `no`: only the others. */
  recorded?: "yes" | "no" | (string & {});
  /**
   * Members of this mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds records without
   * any, `!JSPG` finds all others.
   */
  mechanism?: string | (string)[];
  /** This country: alpha-2, alpha-3, name or alias. Repeat for any of several. `!Turkey` finds all others. */
  country?: string | (string)[];
  /** Kind of the country. Repeat for any of several. `!former-state` finds all others. */
  kind?: "state" | "former-state" | "territory" | (string & {}) | ("state" | "former-state" | "territory" | (string & {}))[];
  /**
   * Has this identifier, as `scheme:id`. Schemes are `wikidata`, `opensanctions`, `iso-3166-1-alpha-2`,
   * `iso-3166-1-alpha-3`, `iso-3166-1-numeric`, `iso-3166-3`. `none` finds records without any. Repeat for any of
   * several. `!iso-3166-1-alpha-3:KAZ` finds all others.
   */
  identifier?: string | (string)[];
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
  /**
   * Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
   * any, `!jspg-8-report` finds all others.
   */
  document?: string | (string)[];
  /**
   * Only records that have a source published on or after this day, month or year. It is the date of the report, not
   * of the event. A part of a document that has a date counts by that date.
   */
  published_from?: string | number;
  /** Only records that have a source published on or before this day, month or year. */
  published_to?: string | number;
  /**
   * Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
   * revision. A moment more than a day ahead is refused.
   */
  updated_since?: string | number;
  /**
   * Only records that contain all these words in their names, titles or topics, or in the names of the records that
   * they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
   * `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is the
   * beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
   * `/guide/filters` explains more.
   */
  q?: string;
  /**
   * `include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
   * `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
   * and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them in
   * pages.
   */
  withdrawn?: "leave-out" | "include" | (string & {});
}

export interface CountriesQuery extends CountriesFilters {
  /** Order. A leading minus reverses it. */
  sort?: "id" | "-id" | "name" | "-name" | "relevance" | (string & {});
  /**
   * What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
   * field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
   * calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
   * and its references become whole records.
   */
  include?: "evidence" | "history" | "documents" | "mechanisms" | (string & {}) | ("evidence" | "history" | "documents" | "mechanisms" | (string & {}))[];
  /** Records on a page. */
  limit?: number;
}

export interface CountriesHistoryFilters {
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
}

export interface CountriesHistoryQuery extends CountriesHistoryFilters {
  /** Items on a page. */
  limit?: number;
}

export interface CoverageFilters {
  /**
   * This mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds records without any, `!JSPG`
   * finds all others.
   */
  mechanism?: string | (string)[];
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
}

export interface DocumentsFilters {
  /**
   * Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds records
   * without a date, `!none` those with one.
   */
  date?: string | number;
  /** Happened on or after this day, month or year. */
  date_from?: string | number;
  /** Happened on or before this day, month or year. */
  date_to?: string | number;
  /**
   * `possible`: the event may have been within the requested dates. `certain`: all days that it may have been on are
   * within them.
   */
  date_match?: "possible" | "certain" | (string & {});
  /**
   * Precision of that date: `year` finds records of which only the year is stated, or figures of a whole year.
   * Repeat for any of several. `none` finds records without any, `!day` finds all others.
   */
  precision?: "day" | "month" | "year" | "range" | "before" | (string & {}) | ("day" | "month" | "year" | "range" | "before" | (string & {}))[];
  /**
   * Reports a meeting of this mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds records
   * without any, `!JSPG` finds all others.
   */
  mechanism?: string | (string)[];
  /**
   * Supports a meeting, agreement, milestone or figure of this country. Repeat for any of several. `none` finds
   * records without any, `!KZ` finds all others.
   */
  country?: string | (string)[];
  /** Is of this kind. Repeat for any of several. `!article` finds all others. */
  kind?: "article" | "press-release" | "statement" | "transcript" | "report" | "treaty" | "law" | "data-set" | "other" | (string & {}) | ("article" | "press-release" | "statement" | "transcript" | "report" | "treaty" | "law" | "data-set" | "other" | (string & {}))[];
  /**
   * Has this publisher. Repeat for any of several. `none` finds records without any, `!Kazinform News Agency` finds
   * all others.
   */
  publisher?: string | (string)[];
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
  /**
   * Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
   * any, `!jspg-8-report` finds all others.
   */
  document?: string | (string)[];
  /**
   * Only records that have a source published on or after this day, month or year. It is the date of the report, not
   * of the event. A part of a document that has a date counts by that date.
   */
  published_from?: string | number;
  /** Only records that have a source published on or before this day, month or year. */
  published_to?: string | number;
  /**
   * Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
   * revision. A moment more than a day ahead is refused.
   */
  updated_since?: string | number;
  /**
   * Only records that contain all these words in their names, titles or topics, or in the names of the records that
   * they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
   * `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is the
   * beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
   * `/guide/filters` explains more.
   */
  q?: string;
  /**
   * `include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
   * `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
   * and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them in
   * pages.
   */
  withdrawn?: "leave-out" | "include" | (string & {});
}

export interface DocumentsQuery extends DocumentsFilters {
  /** Order. A leading minus reverses it. `date` is the day of publication. */
  sort?: "date" | "-date" | "title" | "-title" | "id" | "-id" | "relevance" | (string & {});
  /**
   * What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
   * field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
   * calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
   * and its references become whole records.
   */
  include?: "evidence" | "history" | "meetings" | (string & {}) | ("evidence" | "history" | "meetings" | (string & {}))[];
  /** Records on a page. */
  limit?: number;
}

export interface DocumentsHistoryFilters {
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
}

export interface DocumentsHistoryQuery extends DocumentsHistoryFilters {
  /** Items on a page. */
  limit?: number;
}

export interface DocumentsRecordsFilters {
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
}

export interface EvidenceFilters {
  /** Supports this record, by its id. Repeat for any of several. `!jspg-kz-tr-8` finds all others. */
  record?: string | (string)[];
  /** Supports a record of this kind. Repeat for any of several. `!meeting` finds all others. */
  kind?: "agreement" | "commitment" | "country" | "document" | "mechanism" | "meeting" | "milestone" | "mission" | "official" | "organization" | "statement" | "trade-stat" | (string & {}) | ("agreement" | "commitment" | "country" | "document" | "mechanism" | "meeting" | "milestone" | "mission" | "official" | "organization" | "statement" | "trade-stat" | (string & {}))[];
  /** Supports this field. Repeat for any of several. `none` finds records without any, `!date` finds all others. */
  field?: string | (string)[];
  /** Whether the value is stated or inferred. Repeat for either. `!inferred` finds all others. */
  method?: "stated" | "inferred" | (string & {}) | ("stated" | "inferred" | (string & {}))[];
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
  /**
   * Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
   * any, `!jspg-8-report` finds all others.
   */
  document?: string | (string)[];
  /**
   * Only records that have a source published on or after this day, month or year. It is the date of the report, not
   * of the event. A part of a document that has a date counts by that date.
   */
  published_from?: string | number;
  /** Only records that have a source published on or before this day, month or year. */
  published_to?: string | number;
  /**
   * Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
   * revision. A moment more than a day ahead is refused.
   */
  updated_since?: string | number;
  /**
   * Only records that contain all these words in their names, titles or topics, or in the names of the records that
   * they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
   * `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is the
   * beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
   * `/guide/filters` explains more.
   */
  q?: string;
  /**
   * `include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
   * `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
   * and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them in
   * pages.
   */
  withdrawn?: "leave-out" | "include" | (string & {});
}

export interface EvidenceQuery extends EvidenceFilters {
  /** Order. A leading minus reverses it. */
  sort?: "id" | "-id" | "record" | "-record" | "document" | "-document" | "start" | "-start" | "relevance" | (string & {});
  /**
   * What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
   * field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
   * calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
   * and its references become whole records.
   */
  include?: "evidence" | "history" | "documents" | (string & {}) | ("evidence" | "history" | "documents" | (string & {}))[];
  /** Records on a page. */
  limit?: number;
}

export interface EvidenceHistoryFilters {
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
}

export interface EvidenceHistoryQuery extends EvidenceHistoryFilters {
  /** Items on a page. */
  limit?: number;
}

export interface MechanismsFilters {
  /**
   * Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds records
   * without a date, `!none` those with one.
   */
  date?: string | number;
  /** Happened on or after this day, month or year. */
  date_from?: string | number;
  /** Happened on or before this day, month or year. */
  date_to?: string | number;
  /**
   * `possible`: the event may have been within the requested dates. `certain`: all days that it may have been on are
   * within them.
   */
  date_match?: "possible" | "certain" | (string & {});
  /**
   * Precision of that date: `year` finds records of which only the year is stated, or figures of a whole year.
   * Repeat for any of several. `none` finds records without any, `!day` finds all others.
   */
  precision?: "day" | "month" | "year" | "range" | "before" | (string & {}) | ("day" | "month" | "year" | "range" | "before" | (string & {}))[];
  /** This mechanism: id, acronym, name or alias. Repeat for any of several. `!JSPG` finds all others. */
  mechanism?: string | (string)[];
  /** This country is a member. Repeat for any of several. `none` finds records without any, `!KZ` finds all others. */
  country?: string | (string)[];
  /** Kind of mechanism. Repeat for any of several. `!council` finds all others. */
  kind?: "council" | "planning-group" | "commission" | "consultations" | "organization" | "assembly" | (string & {}) | ("council" | "planning-group" | "commission" | "consultations" | "organization" | "assembly" | (string & {}))[];
  /**
   * The level at which it meets. Repeat for any of several. `none` finds records without any, `!foreign-ministers`
   * finds all others.
   */
  level?: "heads-of-state" | "foreign-ministers" | "parliaments" | (string & {}) | ("heads-of-state" | "foreign-ministers" | "parliaments" | (string & {}))[];
  /**
   * Has this identifier, as `scheme:id`. Schemes are `wikidata`, `opensanctions`, `iso-3166-1-alpha-2`,
   * `iso-3166-1-alpha-3`, `iso-3166-1-numeric`, `iso-3166-3`. `none` finds records without any. Repeat for any of
   * several. `!none` finds all others.
   */
  identifier?: string | (string)[];
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
  /**
   * Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
   * any, `!jspg-8-report` finds all others.
   */
  document?: string | (string)[];
  /**
   * Only records that have a source published on or after this day, month or year. It is the date of the report, not
   * of the event. A part of a document that has a date counts by that date.
   */
  published_from?: string | number;
  /** Only records that have a source published on or before this day, month or year. */
  published_to?: string | number;
  /**
   * Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
   * revision. A moment more than a day ahead is refused.
   */
  updated_since?: string | number;
  /**
   * Only records that contain all these words in their names, titles or topics, or in the names of the records that
   * they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
   * `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is the
   * beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
   * `/guide/filters` explains more.
   */
  q?: string;
  /**
   * `include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
   * `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
   * and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them in
   * pages.
   */
  withdrawn?: "leave-out" | "include" | (string & {});
}

export interface MechanismsQuery extends MechanismsFilters {
  /** Order. A leading minus reverses it. `date` is the day on which it was established. */
  sort?: "date" | "-date" | "name" | "-name" | "id" | "-id" | "relevance" | (string & {});
  /**
   * What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
   * field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
   * calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
   * and its references become whole records.
   */
  include?: "evidence" | "history" | "documents" | "countries" | "first_meeting" | "last_meeting" | "next_meeting" | (string & {}) | ("evidence" | "history" | "documents" | "countries" | "first_meeting" | "last_meeting" | "next_meeting" | (string & {}))[];
  /** Records on a page. */
  limit?: number;
}

export interface MechanismsHistoryFilters {
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
}

export interface MechanismsHistoryQuery extends MechanismsHistoryFilters {
  /** Items on a page. */
  limit?: number;
}

export interface MechanismsMeetingsFilters {
  /**
   * Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds records
   * without a date, `!none` those with one.
   */
  date?: string | number;
  /** Happened on or after this day, month or year. */
  date_from?: string | number;
  /** Happened on or before this day, month or year. */
  date_to?: string | number;
  /**
   * `possible`: the event may have been within the requested dates. `certain`: all days that it may have been on are
   * within them.
   */
  date_match?: "possible" | "certain" | (string & {});
  /**
   * Precision of that date: `year` finds records of which only the year is stated, or figures of a whole year.
   * Repeat for any of several. `none` finds records without any, `!day` finds all others.
   */
  precision?: "day" | "month" | "year" | "range" | "before" | (string & {}) | ("day" | "month" | "year" | "range" | "before" | (string & {}))[];
  /** Officials, separated by commas: all of them take part. For meetings of any of them, repeat `official`. */
  with?: string | (string)[];
  /**
   * This country takes part or is the host: code, name or alias. Repeat for any of several. With `position`, the
   * country or organisation of that office. `none` finds records without any, `!Türkiye` finds all others.
   */
  country?: string | (string)[];
  /** Two or more countries, separated by commas: all of them take part. */
  between?: string | (string)[];
  /**
   * This official takes part: id, name or alias. Repeat for any of several; for meetings of all of them, use
   * `with=Fidan,Kosherbayev`. `none` finds records without any, `!Erdogan` finds all others.
   */
  official?: string | (string)[];
  /**
   * Somebody takes part who holds an office of this class on the day, whoever that is. With `country`, it is the
   * office of that country. If no document states when somebody began or ceased to hold it, they may have held it on
   * the day, and the meeting is found. Repeat for any of several. `none` finds records without any,
   * `!foreign-minister` finds all others.
   */
  position?: "head-of-state" | "head-of-government" | "foreign-minister" | "minister" | "deputy-minister" | "ambassador" | "head-of-organization" | "other" | (string & {}) | ("head-of-state" | "head-of-government" | "foreign-minister" | "minister" | "deputy-minister" | "ambassador" | "head-of-organization" | "other" | (string & {}))[];
  /**
   * This topic was discussed or expected to be. Repeat for any of several. `none` finds records without any,
   * `!trade` finds all others.
   */
  topic?: string | (string)[];
  /**
   * A document says that this topic was discussed. Repeat for any of several. `none` finds records without any,
   * `!trade` finds all others.
   */
  discussed?: string | (string)[];
  /**
   * A document expects this topic to be discussed. Repeat for any of several. `none` finds records without any,
   * `!regional-affairs` finds all others.
   */
  agenda?: string | (string)[];
  /** How it was held. Repeat for any of several. `none` finds records without any, `!closed-door` finds all others. */
  format?: "closed-door" | "extended" | "one-on-one" | "informal" | "online" | (string & {}) | ("closed-door" | "extended" | "one-on-one" | "informal" | "online" | (string & {}))[];
  /**
   * Is a part of this meeting, by its id. `none` finds meetings that are a part of no other, so each occasion counts
   * once. `!none` finds all others.
   */
  part_of?: string | (string)[];
  /** Type of the meeting. Repeat for any of several. `!session` finds all others. */
  type?: "session" | "bilateral" | "summit" | "visit" | "conference" | "phone-call" | "video-call" | (string & {}) | ("session" | "bilateral" | "summit" | "visit" | "conference" | "phone-call" | "video-call" | (string & {}))[];
  /** Status, according to the sources. Repeat for any of several. `!planned` finds all others. */
  status?: "held" | "planned" | "postponed" | "cancelled" | (string & {}) | ("held" | "planned" | "postponed" | "cancelled" | (string & {}))[];
  /**
   * `true`: planned meetings before the newest document about their mechanism or countries, if no document after the
   * meeting mentions it. `false`: all other meetings.
   */
  overdue?: boolean;
  /**
   * Takes place in this country. Repeat for any of several. `none` finds records without any, `!Azerbaijan` finds
   * all others.
   */
  host?: string | (string)[];
  /**
   * Takes place at this venue. Repeat for any of several. `none` finds records without any, `!Presidential Complex`
   * finds all others.
   */
  venue?: string | (string)[];
  /**
   * Takes place in this city. Repeat for any of several. `none` finds records without any, `!Ankara` finds all
   * others.
   */
  city?: string | (string)[];
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
  /**
   * Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
   * any, `!jspg-8-report` finds all others.
   */
  document?: string | (string)[];
  /**
   * Only records that have a source published on or after this day, month or year. It is the date of the report, not
   * of the event. A part of a document that has a date counts by that date.
   */
  published_from?: string | number;
  /** Only records that have a source published on or before this day, month or year. */
  published_to?: string | number;
  /**
   * Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
   * revision. A moment more than a day ahead is refused.
   */
  updated_since?: string | number;
  /**
   * Only records that contain all these words in their names, titles or topics, or in the names of the records that
   * they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
   * `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is the
   * beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
   * `/guide/filters` explains more.
   */
  q?: string;
  /**
   * `include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
   * `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
   * and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them in
   * pages.
   */
  withdrawn?: "leave-out" | "include" | (string & {});
}

export interface MechanismsMeetingsQuery extends MechanismsMeetingsFilters {
  /** Order. A leading minus reverses it. */
  sort?: "date" | "-date" | "title" | "-title" | "session" | "-session" | "id" | "-id" | "relevance" | (string & {});
  /**
   * What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
   * field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
   * calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
   * and its references become whole records.
   */
  include?: "evidence" | "history" | "documents" | "participants" | "mechanism" | "agreements" | (string & {}) | ("evidence" | "history" | "documents" | "participants" | "mechanism" | "agreements" | (string & {}))[];
  /** Records on a page. */
  limit?: number;
}

export interface MeetingsFilters {
  /**
   * Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds records
   * without a date, `!none` those with one.
   */
  date?: string | number;
  /** Happened on or after this day, month or year. */
  date_from?: string | number;
  /** Happened on or before this day, month or year. */
  date_to?: string | number;
  /**
   * `possible`: the event may have been within the requested dates. `certain`: all days that it may have been on are
   * within them.
   */
  date_match?: "possible" | "certain" | (string & {});
  /**
   * Precision of that date: `year` finds records of which only the year is stated, or figures of a whole year.
   * Repeat for any of several. `none` finds records without any, `!day` finds all others.
   */
  precision?: "day" | "month" | "year" | "range" | "before" | (string & {}) | ("day" | "month" | "year" | "range" | "before" | (string & {}))[];
  /** Officials, separated by commas: all of them take part. For meetings of any of them, repeat `official`. */
  with?: string | (string)[];
  /**
   * This country takes part or is the host: code, name or alias. Repeat for any of several. With `position`, the
   * country or organisation of that office. `none` finds records without any, `!Türkiye` finds all others.
   */
  country?: string | (string)[];
  /** Two or more countries, separated by commas: all of them take part. */
  between?: string | (string)[];
  /**
   * This official takes part: id, name or alias. Repeat for any of several; for meetings of all of them, use
   * `with=Fidan,Kosherbayev`. `none` finds records without any, `!Erdogan` finds all others.
   */
  official?: string | (string)[];
  /**
   * Somebody takes part who holds an office of this class on the day, whoever that is. With `country`, it is the
   * office of that country. If no document states when somebody began or ceased to hold it, they may have held it on
   * the day, and the meeting is found. Repeat for any of several. `none` finds records without any,
   * `!foreign-minister` finds all others.
   */
  position?: "head-of-state" | "head-of-government" | "foreign-minister" | "minister" | "deputy-minister" | "ambassador" | "head-of-organization" | "other" | (string & {}) | ("head-of-state" | "head-of-government" | "foreign-minister" | "minister" | "deputy-minister" | "ambassador" | "head-of-organization" | "other" | (string & {}))[];
  /**
   * This topic was discussed or expected to be. Repeat for any of several. `none` finds records without any,
   * `!trade` finds all others.
   */
  topic?: string | (string)[];
  /**
   * A document says that this topic was discussed. Repeat for any of several. `none` finds records without any,
   * `!trade` finds all others.
   */
  discussed?: string | (string)[];
  /**
   * A document expects this topic to be discussed. Repeat for any of several. `none` finds records without any,
   * `!regional-affairs` finds all others.
   */
  agenda?: string | (string)[];
  /** How it was held. Repeat for any of several. `none` finds records without any, `!closed-door` finds all others. */
  format?: "closed-door" | "extended" | "one-on-one" | "informal" | "online" | (string & {}) | ("closed-door" | "extended" | "one-on-one" | "informal" | "online" | (string & {}))[];
  /**
   * Is a part of this meeting, by its id. `none` finds meetings that are a part of no other, so each occasion counts
   * once. `!none` finds all others.
   */
  part_of?: string | (string)[];
  /** Type of the meeting. Repeat for any of several. `!session` finds all others. */
  type?: "session" | "bilateral" | "summit" | "visit" | "conference" | "phone-call" | "video-call" | (string & {}) | ("session" | "bilateral" | "summit" | "visit" | "conference" | "phone-call" | "video-call" | (string & {}))[];
  /** Status, according to the sources. Repeat for any of several. `!planned` finds all others. */
  status?: "held" | "planned" | "postponed" | "cancelled" | (string & {}) | ("held" | "planned" | "postponed" | "cancelled" | (string & {}))[];
  /**
   * `true`: planned meetings before the newest document about their mechanism or countries, if no document after the
   * meeting mentions it. `false`: all other meetings.
   */
  overdue?: boolean;
  /**
   * Takes place in this country. Repeat for any of several. `none` finds records without any, `!Azerbaijan` finds
   * all others.
   */
  host?: string | (string)[];
  /**
   * Takes place at this venue. Repeat for any of several. `none` finds records without any, `!Presidential Complex`
   * finds all others.
   */
  venue?: string | (string)[];
  /**
   * Takes place in this city. Repeat for any of several. `none` finds records without any, `!Ankara` finds all
   * others.
   */
  city?: string | (string)[];
  /**
   * Meetings of this mechanism: id, acronym, name or alias. Repeat for any of several. A generic name finds the
   * whole family. `none` finds records without any, `!JSPG` finds all others.
   */
  mechanism?: string | (string)[];
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
  /**
   * Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
   * any, `!jspg-8-report` finds all others.
   */
  document?: string | (string)[];
  /**
   * Only records that have a source published on or after this day, month or year. It is the date of the report, not
   * of the event. A part of a document that has a date counts by that date.
   */
  published_from?: string | number;
  /** Only records that have a source published on or before this day, month or year. */
  published_to?: string | number;
  /**
   * Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
   * revision. A moment more than a day ahead is refused.
   */
  updated_since?: string | number;
  /**
   * Only records that contain all these words in their names, titles or topics, or in the names of the records that
   * they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
   * `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is the
   * beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
   * `/guide/filters` explains more.
   */
  q?: string;
  /**
   * `include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
   * `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
   * and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them in
   * pages.
   */
  withdrawn?: "leave-out" | "include" | (string & {});
}

export interface MeetingsQuery extends MeetingsFilters {
  /** Order. A leading minus reverses it. */
  sort?: "date" | "-date" | "title" | "-title" | "session" | "-session" | "id" | "-id" | "relevance" | (string & {});
  /**
   * What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
   * field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
   * calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
   * and its references become whole records.
   */
  include?: "evidence" | "history" | "documents" | "participants" | "mechanism" | "agreements" | (string & {}) | ("evidence" | "history" | "documents" | "participants" | "mechanism" | "agreements" | (string & {}))[];
  /** Records on a page. */
  limit?: number;
}

export interface MeetingsConflictsFilters {
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
}

export interface MeetingsHistoryFilters {
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
}

export interface MeetingsHistoryQuery extends MeetingsHistoryFilters {
  /** Items on a page. */
  limit?: number;
}

export interface MilestonesFilters {
  /**
   * Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds records
   * without a date, `!none` those with one.
   */
  date?: string | number;
  /** Happened on or after this day, month or year. */
  date_from?: string | number;
  /** Happened on or before this day, month or year. */
  date_to?: string | number;
  /**
   * `possible`: the event may have been within the requested dates. `certain`: all days that it may have been on are
   * within them.
   */
  date_match?: "possible" | "certain" | (string & {});
  /**
   * Precision of that date: `year` finds records of which only the year is stated, or figures of a whole year.
   * Repeat for any of several. `none` finds records without any, `!day` finds all others.
   */
  precision?: "day" | "month" | "year" | "range" | "before" | (string & {}) | ("day" | "month" | "year" | "range" | "before" | (string & {}))[];
  /**
   * Concerns this mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds records without
   * any, `!HLSCC` finds all others.
   */
  mechanism?: string | (string)[];
  /** Concerns this country. Repeat for any of several. `none` finds records without any, `!KZ` finds all others. */
  country?: string | (string)[];
  /** Two or more countries, separated by commas: it concerns all of them. */
  between?: string | (string)[];
  /** Type of the turning point. Repeat for any of several. `!recognition` finds all others. */
  type?: "foundation" | "recognition" | "diplomatic-relations" | "embassy" | "mechanism" | "accession" | (string & {}) | ("foundation" | "recognition" | "diplomatic-relations" | "embassy" | "mechanism" | "accession" | (string & {}))[];
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
  /**
   * Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
   * any, `!jspg-8-report` finds all others.
   */
  document?: string | (string)[];
  /**
   * Only records that have a source published on or after this day, month or year. It is the date of the report, not
   * of the event. A part of a document that has a date counts by that date.
   */
  published_from?: string | number;
  /** Only records that have a source published on or before this day, month or year. */
  published_to?: string | number;
  /**
   * Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
   * revision. A moment more than a day ahead is refused.
   */
  updated_since?: string | number;
  /**
   * Only records that contain all these words in their names, titles or topics, or in the names of the records that
   * they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
   * `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is the
   * beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
   * `/guide/filters` explains more.
   */
  q?: string;
  /**
   * `include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
   * `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
   * and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them in
   * pages.
   */
  withdrawn?: "leave-out" | "include" | (string & {});
}

export interface MilestonesQuery extends MilestonesFilters {
  /** Order. A leading minus reverses it. */
  sort?: "date" | "-date" | "title" | "-title" | "id" | "-id" | "relevance" | (string & {});
  /**
   * What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
   * field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
   * calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
   * and its references become whole records.
   */
  include?: "evidence" | "history" | "documents" | "mechanism" | (string & {}) | ("evidence" | "history" | "documents" | "mechanism" | (string & {}))[];
  /** Records on a page. */
  limit?: number;
}

export interface MilestonesHistoryFilters {
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
}

export interface MilestonesHistoryQuery extends MilestonesHistoryFilters {
  /** Items on a page. */
  limit?: number;
}

export interface MissionsFilters {
  /**
   * Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds records
   * without a date, `!none` those with one.
   */
  date?: string | number;
  /** Happened on or after this day, month or year. */
  date_from?: string | number;
  /** Happened on or before this day, month or year. */
  date_to?: string | number;
  /**
   * `possible`: the event may have been within the requested dates. `certain`: all days that it may have been on are
   * within them.
   */
  date_match?: "possible" | "certain" | (string & {});
  /**
   * Precision of that date: `year` finds records of which only the year is stated, or figures of a whole year.
   * Repeat for any of several. `none` finds records without any, `!day` finds all others.
   */
  precision?: "day" | "month" | "year" | "range" | "before" | (string & {}) | ("day" | "month" | "year" | "range" | "before" | (string & {}))[];
  /** Kept by this party. Repeat for any of several. `!KZ` finds all others. */
  sender?: string | (string)[];
  /** Accredited to this party. Repeat for any of several. `!TR` finds all others. */
  host?: string | (string)[];
  /** Kept by this party or accredited to it. Repeat for any of several. `!KZ` finds all others. */
  country?: string | (string)[];
  /** Two parties, separated by a comma: those of either at the other. */
  between?: string | (string)[];
  /** In this city. Repeat for any of several. `none` finds records without any, `!Istanbul` finds all others. */
  city?: string | (string)[];
  /** Type of the mission. Repeat for any of several. `!embassy` finds all others. */
  type?: "embassy" | "high-commission" | "consulate-general" | "consulate" | "honorary-consulate" | "permanent-mission" | "liaison-office" | "interests-section" | "representation" | (string & {}) | ("embassy" | "high-commission" | "consulate-general" | "consulate" | "honorary-consulate" | "permanent-mission" | "liaison-office" | "interests-section" | "representation" | (string & {}))[];
  /**
   * Kept by a member of this mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds records
   * without any, `!OTS` finds all others.
   */
  mechanism?: string | (string)[];
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
  /**
   * Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
   * any, `!jspg-8-report` finds all others.
   */
  document?: string | (string)[];
  /**
   * Only records that have a source published on or after this day, month or year. It is the date of the report, not
   * of the event. A part of a document that has a date counts by that date.
   */
  published_from?: string | number;
  /** Only records that have a source published on or before this day, month or year. */
  published_to?: string | number;
  /**
   * Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
   * revision. A moment more than a day ahead is refused.
   */
  updated_since?: string | number;
  /**
   * Only records that contain all these words in their names, titles or topics, or in the names of the records that
   * they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
   * `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is the
   * beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
   * `/guide/filters` explains more.
   */
  q?: string;
  /**
   * `include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
   * `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
   * and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them in
   * pages.
   */
  withdrawn?: "leave-out" | "include" | (string & {});
}

export interface MissionsQuery extends MissionsFilters {
  /** Order. A leading minus reverses it. `date` is the day on which it opened. */
  sort?: "date" | "-date" | "id" | "-id" | "relevance" | (string & {});
  /**
   * What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
   * field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
   * calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
   * and its references become whole records.
   */
  include?: "evidence" | "history" | "documents" | (string & {}) | ("evidence" | "history" | "documents" | (string & {}))[];
  /** Records on a page. */
  limit?: number;
}

export interface MissionsHistoryFilters {
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
}

export interface MissionsHistoryQuery extends MissionsHistoryFilters {
  /** Items on a page. */
  limit?: number;
}

export interface OfficialsFilters {
  /**
   * Took part in a meeting of this mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds
   * records without any, `!JSPG` finds all others.
   */
  mechanism?: string | (string)[];
  /**
   * Serves this country, or holds or held a post of it: code, name or alias. Repeat for any of several. With
   * `position` or `held_on`, the country of that post. `none` finds records without any, `!KZ` finds all others.
   */
  country?: string | (string)[];
  /**
   * Holds or held a post of this class. Repeat for any of several. `none` finds records without any,
   * `!foreign-minister` finds all others.
   */
  position?: "head-of-state" | "head-of-government" | "foreign-minister" | "minister" | "deputy-minister" | "ambassador" | "head-of-organization" | "other" | (string & {}) | ("head-of-state" | "head-of-government" | "foreign-minister" | "minister" | "deputy-minister" | "ambassador" | "head-of-organization" | "other" | (string & {}))[];
  /**
   * Held a post at some time in this day, month, year or EDTF interval; with `position`, a post of that class.
   * Without a stated end, the post may still be held.
   */
  held_on?: string | number;
  /**
   * How `held_on` matches. `possible`: documents allow that the post was held then. `certain`: it follows from the
   * dates that they state.
   */
  date_match?: "possible" | "certain" | (string & {});
  /**
   * Has this identifier, as `scheme:id`. Schemes are `wikidata`, `opensanctions`, `iso-3166-1-alpha-2`,
   * `iso-3166-1-alpha-3`, `iso-3166-1-numeric`, `iso-3166-3`. `none` finds records without any. Repeat for any of
   * several. `!none` finds all others.
   */
  identifier?: string | (string)[];
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
  /**
   * Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
   * any, `!jspg-8-report` finds all others.
   */
  document?: string | (string)[];
  /**
   * Only records that have a source published on or after this day, month or year. It is the date of the report, not
   * of the event. A part of a document that has a date counts by that date.
   */
  published_from?: string | number;
  /** Only records that have a source published on or before this day, month or year. */
  published_to?: string | number;
  /**
   * Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
   * revision. A moment more than a day ahead is refused.
   */
  updated_since?: string | number;
  /**
   * Only records that contain all these words in their names, titles or topics, or in the names of the records that
   * they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
   * `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is the
   * beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
   * `/guide/filters` explains more.
   */
  q?: string;
  /**
   * `include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
   * `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
   * and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them in
   * pages.
   */
  withdrawn?: "leave-out" | "include" | (string & {});
}

export interface OfficialsQuery extends OfficialsFilters {
  /** Order. A leading minus reverses it. */
  sort?: "id" | "-id" | "name" | "-name" | "relevance" | (string & {});
  /**
   * What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
   * field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
   * calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
   * and its references become whole records.
   */
  include?: "evidence" | "history" | "documents" | (string & {}) | ("evidence" | "history" | "documents" | (string & {}))[];
  /** Records on a page. */
  limit?: number;
}

export interface OfficialsHistoryFilters {
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
}

export interface OfficialsHistoryQuery extends OfficialsHistoryFilters {
  /** Items on a page. */
  limit?: number;
}

export interface OrganizationsFilters {
  /** `yes`: only those that documents mention. `no`: only the others. */
  recorded?: "yes" | "no" | (string & {});
  /**
   * Is this mechanism, or a member of it: id, acronym, name or alias. Repeat for any of several. `none` finds
   * records without any, `!OTS` finds all others.
   */
  mechanism?: string | (string)[];
  /**
   * This organisation itself, or one of which this country or organisation is a member. Repeat for any of several.
   * `!KZ` finds all others.
   */
  country?: string | (string)[];
  /**
   * Has this identifier, as `scheme:id`. Schemes are `wikidata`, `opensanctions`, `iso-3166-1-alpha-2`,
   * `iso-3166-1-alpha-3`, `iso-3166-1-numeric`, `iso-3166-3`. `none` finds records without any. Repeat for any of
   * several. `!none` finds all others.
   */
  identifier?: string | (string)[];
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
  /**
   * Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
   * any, `!jspg-8-report` finds all others.
   */
  document?: string | (string)[];
  /**
   * Only records that have a source published on or after this day, month or year. It is the date of the report, not
   * of the event. A part of a document that has a date counts by that date.
   */
  published_from?: string | number;
  /** Only records that have a source published on or before this day, month or year. */
  published_to?: string | number;
  /**
   * Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
   * revision. A moment more than a day ahead is refused.
   */
  updated_since?: string | number;
  /**
   * Only records that contain all these words in their names, titles or topics, or in the names of the records that
   * they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
   * `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is the
   * beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
   * `/guide/filters` explains more.
   */
  q?: string;
  /**
   * `include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
   * `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
   * and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them in
   * pages.
   */
  withdrawn?: "leave-out" | "include" | (string & {});
}

export interface OrganizationsQuery extends OrganizationsFilters {
  /** Order. A leading minus reverses it. */
  sort?: "id" | "-id" | "name" | "-name" | "relevance" | (string & {});
  /**
   * What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
   * field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
   * calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
   * and its references become whole records.
   */
  include?: "evidence" | "history" | "documents" | "mechanism" | (string & {}) | ("evidence" | "history" | "documents" | "mechanism" | (string & {}))[];
  /** Records on a page. */
  limit?: number;
}

export interface OrganizationsHistoryFilters {
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
}

export interface OrganizationsHistoryQuery extends OrganizationsHistoryFilters {
  /** Items on a page. */
  limit?: number;
}

export interface ResolveFilters {
  /** Only records of this kind. Repeat for any of several. */
  kind?: "country" | "organization" | "official" | "mechanism" | "document" | (string & {}) | ("country" | "organization" | "official" | "mechanism" | "document" | (string & {}))[];
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
  /** A name, code, acronym or id, in any spelling. */
  q: string;
}

export interface ResolveQuery extends ResolveFilters {
  /** Greatest number of candidates. */
  limit?: number;
}

export interface RevisionsFilters {
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
}

export interface RevisionsQuery extends RevisionsFilters {
  /** Items on a page. */
  limit?: number;
}

export interface SearchFilters {
  /** Only records of this kind. Repeat for any of several. */
  kind?: "agreement" | "commitment" | "country" | "document" | "mechanism" | "meeting" | "milestone" | "mission" | "official" | "organization" | "statement" | "trade-stat" | (string & {}) | ("agreement" | "commitment" | "country" | "document" | "mechanism" | "meeting" | "milestone" | "mission" | "official" | "organization" | "statement" | "trade-stat" | (string & {}))[];
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
  /**
   * Words in any spelling. A record must contain all of them: `Erdogan`, `"strategic planning"`, `kosher*`.
   * Operators work as on every list: `Ankara OR Astana`, `trade -oil`.
   */
  q: string;
}

export interface SearchQuery extends SearchFilters {
  /** Records on a page. */
  limit?: number;
}

export interface StatementsFilters {
  /**
   * Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds records
   * without a date, `!none` those with one.
   */
  date?: string | number;
  /** Happened on or after this day, month or year. */
  date_from?: string | number;
  /** Happened on or before this day, month or year. */
  date_to?: string | number;
  /**
   * `possible`: the event may have been within the requested dates. `certain`: all days that it may have been on are
   * within them.
   */
  date_match?: "possible" | "certain" | (string & {});
  /**
   * Precision of that date: `year` finds records of which only the year is stated, or figures of a whole year.
   * Repeat for any of several. `none` finds records without any, `!day` finds all others.
   */
  precision?: "day" | "month" | "year" | "range" | "before" | (string & {}) | ("day" | "month" | "year" | "range" | "before" | (string & {}))[];
  /**
   * Said by this official: id, name or alias. Repeat for any of several. `none` finds records without any,
   * `!Kosherbayev` finds all others.
   */
  official?: string | (string)[];
  /**
   * Said to this official: id, name or alias. Repeat for any of several. `country` finds what was said to a country.
   * `none` finds records without any, `!Fidan` finds all others.
   */
  addressee?: string | (string)[];
  /**
   * Said by this country or organisation, or for it: code, name or alias. Repeat for any of several. `none` finds
   * records without any, `!KZ` finds all others.
   */
  party?: string | (string)[];
  /**
   * Said by or for this country, or to it. Repeat for any of several. `none` finds records without any, `!TR` finds
   * all others.
   */
  country?: string | (string)[];
  /** What the statement does. Repeat for any of several. `!expectation` finds all others. */
  kind?: "expectation" | "pledge" | "position" | "assessment" | "request" | "announcement" | "courtesy" | (string & {}) | ("expectation" | "pledge" | "position" | "assessment" | "request" | "announcement" | "courtesy" | (string & {}))[];
  /** About this topic. Repeat for any of several. `none` finds records without any, `!trade` finds all others. */
  topic?: string | (string)[];
  /**
   * Speaks of this record, by its id. Repeat for any of several. `none` finds records without any, `!jspg-kz-tr-8`
   * finds all others.
   */
  about?: string | (string)[];
  /**
   * Said at this meeting, or reported with it, by its id. Repeat for any of several. `none` finds records without
   * any, `!jspg-kz-tr-8` finds all others.
   */
  meeting?: string | (string)[];
  /**
   * Reported with this mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds records
   * without any, `!JSPG` finds all others.
   */
  mechanism?: string | (string)[];
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
  /**
   * Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
   * any, `!jspg-8-report` finds all others.
   */
  document?: string | (string)[];
  /**
   * Only records that have a source published on or after this day, month or year. It is the date of the report, not
   * of the event. A part of a document that has a date counts by that date.
   */
  published_from?: string | number;
  /** Only records that have a source published on or before this day, month or year. */
  published_to?: string | number;
  /**
   * Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
   * revision. A moment more than a day ahead is refused.
   */
  updated_since?: string | number;
  /**
   * Only records that contain all these words in their names, titles or topics, or in the names of the records that
   * they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
   * `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is the
   * beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
   * `/guide/filters` explains more.
   */
  q?: string;
  /**
   * `include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
   * `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
   * and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them in
   * pages.
   */
  withdrawn?: "leave-out" | "include" | (string & {});
}

export interface StatementsQuery extends StatementsFilters {
  /** Order. A leading minus reverses it. `title` is the summary. */
  sort?: "date" | "-date" | "title" | "-title" | "id" | "-id" | "relevance" | (string & {});
  /**
   * What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
   * field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
   * calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
   * and its references become whole records.
   */
  include?: "evidence" | "history" | "documents" | "speaker" | "meeting" | "mechanism" | (string & {}) | ("evidence" | "history" | "documents" | "speaker" | "meeting" | "mechanism" | (string & {}))[];
  /** Records on a page. */
  limit?: number;
}

export interface StatementsHistoryFilters {
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
}

export interface StatementsHistoryQuery extends StatementsHistoryFilters {
  /** Items on a page. */
  limit?: number;
}

export interface TimelineFilters {
  /**
   * Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds records
   * without a date, `!none` those with one.
   */
  date?: string | number;
  /** Happened on or after this day, month or year. */
  date_from?: string | number;
  /** Happened on or before this day, month or year. */
  date_to?: string | number;
  /**
   * `possible`: the event may have been within the requested dates. `certain`: all days that it may have been on are
   * within them.
   */
  date_match?: "possible" | "certain" | (string & {});
  /**
   * Precision of that date: `year` finds records of which only the year is stated, or figures of a whole year.
   * Repeat for any of several. `none` finds records without any, `!day` finds all others.
   */
  precision?: "day" | "month" | "year" | "range" | "before" | (string & {}) | ("day" | "month" | "year" | "range" | "before" | (string & {}))[];
  /** Officials, separated by commas: all of them take part. For meetings of any of them, repeat `official`. */
  with?: string | (string)[];
  /**
   * Belongs to this mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds records without
   * any, `!JSPG` finds all others.
   */
  mechanism?: string | (string)[];
  /** Involves this country. Repeat for any of several. `none` finds records without any, `!KZ` finds all others. */
  country?: string | (string)[];
  /** Two or more countries, separated by commas: it involves all of them. */
  between?: string | (string)[];
  /** Kind of record. Repeat for any of several. `!agreement` finds all others. */
  kind?: "meeting" | "agreement" | "milestone" | (string & {}) | ("meeting" | "agreement" | "milestone" | (string & {}))[];
  /**
   * Status of the meeting or agreement, according to the sources. Repeat for any of several. `none` finds records
   * without any, `!planned` finds all others.
   */
  status?: "held" | "planned" | "postponed" | "cancelled" | "signed" | "announced" | "negotiated" | "in-force" | "terminated" | (string & {}) | ("held" | "planned" | "postponed" | "cancelled" | "signed" | "announced" | "negotiated" | "in-force" | "terminated" | (string & {}))[];
  /** Type of the meeting, agreement or milestone. Repeat for any of several. `!visit` finds all others. */
  type?: "session" | "bilateral" | "summit" | "visit" | "conference" | "phone-call" | "video-call" | "treaty" | "plan" | "declaration" | "joint-statement" | "decision" | "package" | "protocol" | "memorandum" | "contract" | "exchange-of-letters" | "foundation" | "recognition" | "diplomatic-relations" | "embassy" | "mechanism" | "accession" | (string & {}) | ("session" | "bilateral" | "summit" | "visit" | "conference" | "phone-call" | "video-call" | "treaty" | "plan" | "declaration" | "joint-statement" | "decision" | "package" | "protocol" | "memorandum" | "contract" | "exchange-of-letters" | "foundation" | "recognition" | "diplomatic-relations" | "embassy" | "mechanism" | "accession" | (string & {}))[];
  /** `true`: overdue meetings, as in `/meetings`. `false`: all other records. */
  overdue?: boolean;
  /**
   * Takes part in the meeting or signs the agreement: id, name or alias. Repeat for any of several; for all of them,
   * use `with=Fidan,Kosherbayev`. `none` finds records without any, `!Erdogan` finds all others.
   */
  official?: string | (string)[];
  /**
   * The meeting discussed the topic or was expected to, or the agreement is about it. Repeat for any of several.
   * `none` finds records without any, `!trade` finds all others.
   */
  topic?: string | (string)[];
  /**
   * The meeting takes place in this country. Repeat for any of several. `none` finds records without any,
   * `!Azerbaijan` finds all others.
   */
  host?: string | (string)[];
  /**
   * Is a part of this meeting, by its id. `none` leaves out meetings that are a part of another. `!none` finds all
   * others.
   */
  part_of?: string | (string)[];
  /**
   * The meeting takes place at this venue. Repeat for any of several. `none` finds records without any,
   * `!Presidential Complex` finds all others.
   */
  venue?: string | (string)[];
  /**
   * The meeting takes place, or the agreement is signed, in this city. Repeat for any of several. `none` finds
   * records without any, `!Ankara` finds all others.
   */
  city?: string | (string)[];
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
  /**
   * Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
   * any, `!jspg-8-report` finds all others.
   */
  document?: string | (string)[];
  /**
   * Only records that have a source published on or after this day, month or year. It is the date of the report, not
   * of the event. A part of a document that has a date counts by that date.
   */
  published_from?: string | number;
  /** Only records that have a source published on or before this day, month or year. */
  published_to?: string | number;
  /**
   * Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
   * revision. A moment more than a day ahead is refused.
   */
  updated_since?: string | number;
  /**
   * Only records that contain all these words in their names, titles or topics, or in the names of the records that
   * they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
   * `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is the
   * beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
   * `/guide/filters` explains more.
   */
  q?: string;
  /**
   * `include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
   * `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
   * and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them in
   * pages.
   */
  withdrawn?: "leave-out" | "include" | (string & {});
}

export interface TimelineQuery extends TimelineFilters {
  /** Order. A leading minus reverses it. */
  sort?: "date" | "-date" | "title" | "-title" | "id" | "-id" | "relevance" | (string & {});
  /**
   * What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
   * field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
   * calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
   * and its references become whole records.
   */
  include?: "evidence" | "history" | "documents" | "mechanism" | (string & {}) | ("evidence" | "history" | "documents" | "mechanism" | (string & {}))[];
  /** Records on a page. */
  limit?: number;
}

export interface TradeConflictsHistoryFilters {
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
}

export interface TradeConflictsHistoryQuery extends TradeConflictsHistoryFilters {
  /** Items on a page. */
  limit?: number;
}

export interface TradeStatsFilters {
  /**
   * Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds records
   * without a date, `!none` those with one.
   */
  date?: string | number;
  /** Happened on or after this day, month or year. */
  date_from?: string | number;
  /** Happened on or before this day, month or year. */
  date_to?: string | number;
  /**
   * `possible`: the event may have been within the requested dates. `certain`: all days that it may have been on are
   * within them.
   */
  date_match?: "possible" | "certain" | (string & {});
  /**
   * Precision of that date: `year` finds records of which only the year is stated, or figures of a whole year.
   * Repeat for any of several. `none` finds records without any, `!day` finds all others.
   */
  precision?: "day" | "month" | "year" | "range" | "before" | (string & {}) | ("day" | "month" | "year" | "range" | "before" | (string & {}))[];
  /**
   * Reported with a meeting of this mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds
   * records without any, `!JSPG` finds all others.
   */
  mechanism?: string | (string)[];
  /**
   * Reported with this meeting, by its id. Repeat for any of several. `none` finds records without any,
   * `!jspg-kz-tr-8` finds all others.
   */
  meeting?: string | (string)[];
  /** This country is the reporter or the partner. Repeat for any of several. `!KZ` finds all others. */
  country?: string | (string)[];
  /** Two countries, separated by a comma, as reporter and partner in either order. */
  between?: string | (string)[];
  /** What is measured. Repeat for any of several. `!trade` finds all others. */
  indicator?: "trade" | "trade-target" | "trade-rank" | "investment-stock" | "investment-flow" | "investment-rank" | "companies" | "joint-projects" | "joint-project-value" | "tourists" | "tourist-rank" | "students" | "scholarships" | "presidential-meetings" | "presidential-visits" | "production-rank" | "export-rank" | (string & {}) | ("trade" | "trade-target" | "trade-rank" | "investment-stock" | "investment-flow" | "investment-rank" | "companies" | "joint-projects" | "joint-project-value" | "tourists" | "tourist-rank" | "students" | "scholarships" | "presidential-meetings" | "presidential-visits" | "production-rank" | "export-rank" | (string & {}))[];
  /**
   * Direction, as the reporter sees it. Repeat for any of several. `none` finds records without any, `!export` finds
   * all others.
   */
  flow?: "turnover" | "export" | "import" | "inward" | "outward" | (string & {}) | ("turnover" | "export" | "import" | "inward" | "outward" | (string & {}))[];
  /** The reporting country. Flows are seen from its side. Repeat for any of several. `!KZ` finds all others. */
  reporter?: string | (string)[];
  /** The other country. Repeat for any of several. `none` finds records without any, `!TR` finds all others. */
  partner?: string | (string)[];
  /** The product, by its name; `none` is all goods. Repeat for any of several. `!Copper` finds all others. */
  product?: string | (string)[];
  /** Actual figures or targets. Repeat for any of several. `!target` finds all others. */
  kind?: "actual" | "target" | (string & {}) | ("actual" | "target" | (string & {}))[];
  /** Unit. Repeat for any of several. `none` finds records without any, `!USD` finds all others. */
  unit?: string | (string)[];
  /**
   * `none` finds what a document names without a figure: goods that are traded, sectors, ranks in words, trends.
   * `!none` finds all others.
   */
  value?: "stated" | (string & {}) | ("stated" | (string & {}))[];
  /**
   * Rises, falls or stays steady, as a document says without a figure. Repeat for any of several. `none` finds
   * records without any, `!rising` finds all others.
   */
  trend?: "rising" | "falling" | "steady" | (string & {}) | ("rising" | "falling" | "steady" | (string & {}))[];
  /**
   * How the source qualifies the figure: about, nearly, over and so on. Repeat for any of several. `none` finds
   * records without any, `!exact` finds all others.
   */
  qualifier?: "exact" | "about" | "nearly" | "over" | "under" | (string & {}) | ("exact" | "about" | "nearly" | "over" | "under" | (string & {}))[];
  /** How goods are valued. Repeat for either. `none` finds records without any, `!cif` finds all others. */
  valuation?: "cif" | "fob" | (string & {}) | ("cif" | "fob" | (string & {}))[];
  /** Whether the source gives it as an estimate. */
  estimate?: boolean;
  /** The figure is at least this, in ones (not thousands). */
  value_from?: number;
  /** The figure is at most this, in ones (not thousands). */
  value_to?: number;
  /**
   * `preferred` leaves one figure for each subject and period, by the rules of `/methodology`. Its `comparison`
   * names the rule that decided, and its `sources` are those of all figures of the group that agree with it; the
   * filters `document`, `published_from` and `published_to` find it by any of these. All other filters test the
   * preferred figure itself.
   */
  figures?: "all" | "preferred" | (string & {});
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
  /**
   * Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
   * any, `!jspg-8-report` finds all others.
   */
  document?: string | (string)[];
  /**
   * Only records that have a source published on or after this day, month or year. It is the date of the report, not
   * of the event. A part of a document that has a date counts by that date.
   */
  published_from?: string | number;
  /** Only records that have a source published on or before this day, month or year. */
  published_to?: string | number;
  /**
   * Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
   * revision. A moment more than a day ahead is refused.
   */
  updated_since?: string | number;
  /**
   * Only records that contain all these words in their names, titles or topics, or in the names of the records that
   * they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
   * `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is the
   * beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
   * `/guide/filters` explains more.
   */
  q?: string;
  /**
   * `include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
   * `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
   * and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them in
   * pages.
   */
  withdrawn?: "leave-out" | "include" | (string & {});
  /**
   * With `group_by`, adds up the figures of each group, which must have the same unit. Ranks have no sum. `mixed`
   * names what else differs in a group, such as `flow`: exports and turnover have no common sum. It names `date`
   * where one period is added twice, as a year and its first months are, or the same figure from two documents
   * without `figures=preferred`; and where counts of what there was on several days are added.
   */
  sum?: "value" | (string & {});
}

export interface TradeStatsQuery extends TradeStatsFilters {
  /** Order. A leading minus reverses it. */
  sort?: "date" | "-date" | "value" | "-value" | "indicator" | "-indicator" | "id" | "-id" | "relevance" | (string & {});
  /**
   * What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
   * field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
   * calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
   * and its references become whole records.
   */
  include?: "evidence" | "history" | "documents" | "mechanism" | "meeting" | (string & {}) | ("evidence" | "history" | "documents" | "mechanism" | "meeting" | (string & {}))[];
  /** Records on a page. */
  limit?: number;
}

export interface TradeStatsConflictsFilters {
  /**
   * Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds records
   * without a date, `!none` those with one.
   */
  date?: string | number;
  /** Happened on or after this day, month or year. */
  date_from?: string | number;
  /** Happened on or before this day, month or year. */
  date_to?: string | number;
  /**
   * `possible`: the event may have been within the requested dates. `certain`: all days that it may have been on are
   * within them.
   */
  date_match?: "possible" | "certain" | (string & {});
  /**
   * Some figure of the group has a period of this precision. Repeat for any of several. `none` finds records without
   * any, `!year` finds all others.
   */
  precision?: "day" | "month" | "year" | "range" | "before" | (string & {}) | ("day" | "month" | "year" | "range" | "before" | (string & {}))[];
  /** What is measured. Repeat for any of several. `!investment-stock` finds all others. */
  indicator?: "trade" | "trade-target" | "trade-rank" | "investment-stock" | "investment-flow" | "investment-rank" | "companies" | "joint-projects" | "joint-project-value" | "tourists" | "tourist-rank" | "students" | "scholarships" | "presidential-meetings" | "presidential-visits" | "production-rank" | "export-rank" | (string & {}) | ("trade" | "trade-target" | "trade-rank" | "investment-stock" | "investment-flow" | "investment-rank" | "companies" | "joint-projects" | "joint-project-value" | "tourists" | "tourist-rank" | "students" | "scholarships" | "presidential-meetings" | "presidential-visits" | "production-rank" | "export-rank" | (string & {}))[];
  /** One of the two countries. Repeat for any of several. `!KZ` finds all others. */
  country?: string | (string)[];
  /** The two countries, separated by a comma. */
  between?: string | (string)[];
  /**
   * Result of the comparison. Repeat for any of several. Without this parameter, groups whose figures are all the
   * same are left out. `!disagree` finds all others.
   */
  verdict?: "disagree" | "compatible" | "same" | "superseded" | (string & {}) | ("disagree" | "compatible" | "same" | "superseded" | (string & {}))[];
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
  /**
   * Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
   * any, `!jspg-8-report` finds all others.
   */
  document?: string | (string)[];
  /**
   * Only records that have a source published on or after this day, month or year. It is the date of the report, not
   * of the event. A part of a document that has a date counts by that date.
   */
  published_from?: string | number;
  /** Only records that have a source published on or before this day, month or year. */
  published_to?: string | number;
  /**
   * Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
   * revision. A moment more than a day ahead is refused.
   */
  updated_since?: string | number;
  /**
   * Only records that contain all these words in their names, titles or topics, or in the names of the records that
   * they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
   * `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is the
   * beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
   * `/guide/filters` explains more.
   */
  q?: string;
  /**
   * `include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed since
   * `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, `reason`
   * and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` has them in
   * pages.
   */
  withdrawn?: "leave-out" | "include" | (string & {});
}

export interface TradeStatsConflictsQuery extends TradeStatsConflictsFilters {
  /** Order. A leading minus reverses it. */
  sort?: "id" | "-id" | "date" | "-date" | "indicator" | "-indicator" | "relevance" | (string & {});
  /**
   * What each record has in addition, separated by commas. `evidence`: the passages of documents that support each
   * field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to then. SDMX REST
   * calls this `includeHistory`. `documents`: the documents that `sources` names. Each other value names a field,
   * and its references become whole records.
   */
  include?: "evidence" | "history" | "documents" | (string & {}) | ("evidence" | "history" | "documents" | (string & {}))[];
  /** Records on a page. */
  limit?: number;
}

export interface TradeStatsSeriesFilters {
  /**
   * Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. `none` finds records
   * without a date, `!none` those with one.
   */
  date?: string | number;
  /** Happened on or after this day, month or year. */
  date_from?: string | number;
  /** Happened on or before this day, month or year. */
  date_to?: string | number;
  /**
   * `possible`: the event may have been within the requested dates. `certain`: all days that it may have been on are
   * within them.
   */
  date_match?: "possible" | "certain" | (string & {});
  /**
   * Precision of that date: `year` finds records of which only the year is stated, or figures of a whole year.
   * Repeat for any of several. `none` finds records without any, `!day` finds all others.
   */
  precision?: "day" | "month" | "year" | "range" | "before" | (string & {}) | ("day" | "month" | "year" | "range" | "before" | (string & {}))[];
  /**
   * Reported with a meeting of this mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds
   * records without any, `!JSPG` finds all others.
   */
  mechanism?: string | (string)[];
  /**
   * Reported with this meeting, by its id. Repeat for any of several. `none` finds records without any,
   * `!jspg-kz-tr-8` finds all others.
   */
  meeting?: string | (string)[];
  /** This country is the reporter or the partner. Repeat for any of several. `!KZ` finds all others. */
  country?: string | (string)[];
  /** Two countries, separated by a comma, as reporter and partner in either order. */
  between?: string | (string)[];
  /** What is measured. Repeat for any of several. `!trade` finds all others. */
  indicator?: "trade" | "trade-target" | "trade-rank" | "investment-stock" | "investment-flow" | "investment-rank" | "companies" | "joint-projects" | "joint-project-value" | "tourists" | "tourist-rank" | "students" | "scholarships" | "presidential-meetings" | "presidential-visits" | "production-rank" | "export-rank" | (string & {}) | ("trade" | "trade-target" | "trade-rank" | "investment-stock" | "investment-flow" | "investment-rank" | "companies" | "joint-projects" | "joint-project-value" | "tourists" | "tourist-rank" | "students" | "scholarships" | "presidential-meetings" | "presidential-visits" | "production-rank" | "export-rank" | (string & {}))[];
  /**
   * Direction, as the reporter sees it. Repeat for any of several. `none` finds records without any, `!export` finds
   * all others.
   */
  flow?: "turnover" | "export" | "import" | "inward" | "outward" | (string & {}) | ("turnover" | "export" | "import" | "inward" | "outward" | (string & {}))[];
  /** The reporting country. Flows are seen from its side. Repeat for any of several. `!KZ` finds all others. */
  reporter?: string | (string)[];
  /** The other country. Repeat for any of several. `none` finds records without any, `!TR` finds all others. */
  partner?: string | (string)[];
  /** The product, by its name; `none` is all goods. Repeat for any of several. `!Copper` finds all others. */
  product?: string | (string)[];
  /** Actual figures or targets. Repeat for any of several. `!target` finds all others. */
  kind?: "actual" | "target" | (string & {}) | ("actual" | "target" | (string & {}))[];
  /** Unit. Repeat for any of several. `none` finds records without any, `!USD` finds all others. */
  unit?: string | (string)[];
  /**
   * `none` finds what a document names without a figure: goods that are traded, sectors, ranks in words, trends.
   * `!none` finds all others.
   */
  value?: "stated" | (string & {}) | ("stated" | (string & {}))[];
  /**
   * Rises, falls or stays steady, as a document says without a figure. Repeat for any of several. `none` finds
   * records without any, `!rising` finds all others.
   */
  trend?: "rising" | "falling" | "steady" | (string & {}) | ("rising" | "falling" | "steady" | (string & {}))[];
  /**
   * How the source qualifies the figure: about, nearly, over and so on. Repeat for any of several. `none` finds
   * records without any, `!exact` finds all others.
   */
  qualifier?: "exact" | "about" | "nearly" | "over" | "under" | (string & {}) | ("exact" | "about" | "nearly" | "over" | "under" | (string & {}))[];
  /** How goods are valued. Repeat for either. `none` finds records without any, `!cif` finds all others. */
  valuation?: "cif" | "fob" | (string & {}) | ("cif" | "fob" | (string & {}))[];
  /** Whether the source gives it as an estimate. */
  estimate?: boolean;
  /** The figure is at least this, in ones (not thousands). */
  value_from?: number;
  /** The figure is at most this, in ones (not thousands). */
  value_to?: number;
  /**
   * `preferred` leaves one figure for each subject and period, by the rules of `/methodology`. Its `comparison`
   * names the rule that decided, and its `sources` are those of all figures of the group that agree with it; the
   * filters `document`, `published_from` and `published_to` find it by any of these. All other filters test the
   * preferred figure itself.
   */
  figures?: "all" | "preferred" | (string & {});
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
  /**
   * Only records that this document supports, by its id. Repeat for any of several. `none` finds records without
   * any, `!jspg-8-report` finds all others.
   */
  document?: string | (string)[];
  /**
   * Only records that have a source published on or after this day, month or year. It is the date of the report, not
   * of the event. A part of a document that has a date counts by that date.
   */
  published_from?: string | number;
  /** Only records that have a source published on or before this day, month or year. */
  published_to?: string | number;
  /**
   * Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or after this
   * revision. A moment more than a day ahead is refused.
   */
  updated_since?: string | number;
  /**
   * Only records that contain all these words in their names, titles or topics, or in the names of the records that
   * they refer to. Any spelling matches: `Erdogan` finds Erdoğan. A word also finds its singular or plural:
   * `scholarship` finds scholarships, `"scholarship"` does not. `"strategic planning"` is a phrase, `kosher*` is the
   * beginning of a word, `Ankara OR Astana` finds either word, and `trade -oil` excludes the second.
   * `/guide/filters` explains more.
   */
  q?: string;
}

export interface TradeStatsSeriesQuery extends TradeStatsSeriesFilters {
  /** Rows on a page. Without it, all rows are on one page. */
  limit?: number;
}

export interface TradeStatsHistoryFilters {
  /**
   * The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day (UTC), or at this
   * moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.
   */
  as_of?: string | number;
}

export interface TradeStatsHistoryQuery extends TradeStatsHistoryFilters {
  /** Items on a page. */
  limit?: number;
}
