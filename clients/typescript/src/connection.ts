import { CommuniqueError, problemOf, UnreachableError } from "./errors.js";
import { Records } from "./records.js";

/** Parameters by name: a list is sent as repeated parameters, and `undefined` is left out. */
export type Query = object;

export interface Options {
  /** How often a request is sent again after no answer or 429, 502, 503 or 504: 4. */
  retries?: number;
  /** The longest `Retry-After`, in seconds, that the client waits for: 60. */
  longestWait?: number;
  /** Seconds to wait for an answer: 60. */
  timeout?: number;
  /** Answers to store for validation by ETag, in characters: 16 million; 0 in a browser, which has a cache. */
  cacheSize?: number;
  headers?: Record<string, string>;
  fetch?: typeof globalThis.fetch;
}

/** The body of an answer, and the revision of the data that it is from. */
export interface Answer {
  text: string;
  etag: string | null;
  revision: string | null;
}

const TEMPORARY = new Set([429, 502, 503, 504]);
/** Parameters whose values the API takes in one, separated by commas. It takes others repeated. */
const WITH_COMMAS = new Set(["group_by"]);

export class Connection {
  readonly #base: string;
  readonly #options: Required<Options>;
  readonly #answers = new Map<string, Answer>();
  #size = 0;

  constructor(baseUrl: string, options: Options = {}) {
    this.#base = baseUrl.replace(/\/+$/, "");
    this.#options = {
      retries: 4,
      longestWait: 60,
      timeout: 60,
      cacheSize: "document" in globalThis ? 0 : 16_000_000,
      headers: {},
      fetch: (input, init) => globalThis.fetch(input, init),
      ...options,
    };
  }

  /** The records of any list, also of one that this version of the client does not have. */
  records<R = Record<string, unknown>>(path: string, query: Query = {}): Records<R> {
    return new Records<R>(this, path, query);
  }

  /** A text from `revision` of the data or a later one. Throws `CommuniqueError`. */
  async ask(path: string, query: Query = {}, revision: string | null = null): Promise<Answer> {
    const address = this.#base + path + search(query);
    const entry = this.#answers.get(address);
    const headers: Record<string, string> = { ...this.#options.headers };
    if (entry?.etag) headers["If-None-Match"] = entry.etag;
    if (revision !== null) headers["X-Data-Revision"] = revision;
    const [response, content] = await this.#send(address, headers);
    const from = response.headers.get("X-Data-Revision");
    if (response.status === 304 && entry) return { ...entry, revision: from };
    const answer = { text: new TextDecoder().decode(content), etag: response.headers.get("ETag"), revision: from };
    this.#store(address, answer);
    return answer;
  }

  /** A file; the cache has none. Throws `CommuniqueError`. */
  async file(path: string, query: Query = {}): Promise<ArrayBuffer> {
    return (await this.#send(this.#base + path + search(query), this.#options.headers))[1];
  }

  /** An answer with its whole body. Throws `CommuniqueError` if there is none, or if it is not a success. */
  async #send(address: string, headers: Record<string, string>): Promise<[Response, ArrayBuffer]> {
    for (let attempt = 0; ; attempt++) {
      let problem: CommuniqueError;
      let wait: number | null = null;
      try {
        const signal = AbortSignal.timeout(this.#options.timeout * 1000);
        const response = await this.#options.fetch(address, { headers, signal });
        const content = await response.arrayBuffer();
        if (response.ok || response.status === 304) return [response, content];
        wait = retryAfter(response);
        problem = problemOf(response.status, new TextDecoder().decode(content), wait);
        if (!TEMPORARY.has(response.status)) throw problem;
      } catch (error) {
        if (error instanceof CommuniqueError) throw error;
        problem = new UnreachableError(`${this.#base} does not answer: ${String(error)}`, { cause: error });
      }
      wait ??= Math.min(2 ** attempt / 2, this.#options.longestWait) * (0.5 + Math.random() / 2);
      if (attempt >= this.#options.retries || wait > this.#options.longestWait) throw problem;
      await new Promise((resolve) => setTimeout(resolve, wait * 1000));
    }
  }

  #store(address: string, answer: Answer): void {
    this.#size -= this.#answers.get(address)?.text.length ?? 0;
    this.#answers.delete(address);
    if (answer.etag === null || answer.text.length > this.#options.cacheSize) return;
    this.#answers.set(address, answer);
    this.#size += answer.text.length;
    for (const [oldest, { text }] of this.#answers) {
      if (this.#size <= this.#options.cacheSize) break;
      this.#answers.delete(oldest);
      this.#size -= text.length;
    }
  }
}

function search(query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue;
    const values: string[] = (Array.isArray(value) ? value : [value]).map(String);
    for (const text of WITH_COMMAS.has(name) ? [values.join(",")] : values) parameters.append(name, text);
  }
  const text = parameters.toString();
  return text && `?${text}`;
}

/** The seconds of a `Retry-After`, which is a number or a date. */
function retryAfter(response: Response): number | null {
  const text = response.headers.get("Retry-After")?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text);
  const then = Date.parse(text);
  return Number.isNaN(then) ? null : Math.max(0, (then - Date.now()) / 1000);
}
