import type { Connection, Query } from "./connection.js";
import type { Citation } from "./types.js";

/** A page: `total` counts the whole result, `next_cursor` is null on the last page. */
export interface Page<R> {
  items: R[];
  total: number;
  next_cursor: string | null;
  /** Day of publication of the newest document read. */
  coverage_until: string | null;
  /** State of the data. */
  revision: string | null;
  /** On the last page of changes: the revision to ask `since` the next time. */
  until?: number | null;
}

/** How many records have a value in common; `url` is the list of these. */
export interface Group {
  value: string | null;
  label: string | null;
  count: number;
  url: string | null;
  /** If `group_by` has two fields. */
  second?: { value: string | null; label: string | null };
  /** If the query has `sum`. */
  sum?: number | null;
  unit?: string | null;
}

/** All records of a list: use `for await`, or read the first page with `page()`. Nothing is sent before. */
export class Records<R> implements AsyncIterable<R> {
  /** @param limit The size of the pages in which all records are read, unless the query has one. */
  constructor(
    private readonly connection: Connection,
    readonly path: string,
    readonly query: Query,
    private readonly limit?: number,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<R> {
    for await (const page of this.pages()) yield* page.items;
  }

  /** Each page. A later page is never from an older state of the data than the one before. */
  async *pages(): AsyncGenerator<Page<R>> {
    let page: Page<R> | null = null;
    do {
      const more: Query = page ? { cursor: page.next_cursor } : {};
      page = await this.#read({ limit: this.limit, ...this.query, ...more }, page?.revision);
      yield page;
    } while (page.next_cursor !== null);
  }

  /** The first page, with `total`. */
  page(): Promise<Page<R>> {
    return this.#read(this.query);
  }

  /** The first record; null if there is none. */
  async first(): Promise<R | null> {
    const page = await this.#read(this.limit === undefined ? this.query : { ...this.query, limit: 1 });
    return page.items[0] ?? null;
  }

  async all(): Promise<R[]> {
    const records: R[] = [];
    for await (const record of this) records.push(record);
    return records;
  }

  /** The whole result in another format: `csv`, `ics`, `xlsx`, `parquet`, `geojson`, … */
  file(suffix: string): Promise<ArrayBuffer> {
    return this.connection.file(`${this.path}.${suffix}`, this.query);
  }

  async #read(query: Query, revision: string | null = null): Promise<Page<R>> {
    const answer = await this.connection.ask(this.path, query, revision);
    return { ...JSON.parse(answer.text), revision: answer.revision };
  }
}

/** The records of a kind, without items: `Q` is what its list takes, `F` what its counts take. */
export class Resource<R, Q extends Query, F extends Query> {
  constructor(
    protected readonly connection: Connection,
    readonly path: string,
    private readonly limit?: number,
  ) {}

  list(query?: Q): Records<R> {
    return new Records<R>(this.connection, this.path, query ?? {}, this.limit);
  }

  /** How many records have each value of a field, or of two. */
  async count(groupBy: string | string[], filters?: F): Promise<Group[]> {
    const answer = await this.connection.ask(this.path, { ...filters, group_by: groupBy });
    return JSON.parse(answer.text).items;
  }
}

/** The records of a kind, with items. */
export class ItemResource<R, Q extends Query, F extends Query> extends Resource<R, Q, F> {
  /** The record with this id; with `fields`, only these. Throws `NotFoundError` or `WithdrawnError`. */
  async get(id: string, query: { fields?: string[]; include?: string[]; as_of?: string | number } = {}): Promise<R> {
    return JSON.parse((await this.connection.ask(`${this.path}/${encodeURIComponent(id)}`, query)).text);
  }

  /** How to cite the record: as a text, in APA, BibTeX and CSL. */
  async citation(id: string, query: { as_of?: string | number } = {}): Promise<Citation> {
    return JSON.parse((await this.connection.ask(`${this.path}/${encodeURIComponent(id)}/citation`, query)).text);
  }
}
