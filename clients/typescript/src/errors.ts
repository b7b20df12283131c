/** No answer, or one that refuses the request. The message is a sentence for people. */
export class CommuniqueError extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

/** The service gave no answer, not even after retries. */
export class UnreachableError extends CommuniqueError {}

/** An error of a request: the parameter at fault (`id` is the last part of the path), and the nearest valid values. */
export interface RequestError {
  parameter: string;
  value: string | null;
  message: string;
  suggestions: string[];
}

/** Problem details (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  errors: RequestError[];
}

/** An answer that is not a success. `parameter` and `suggestions` are those of the first of `errors`. */
export class ProblemError extends CommuniqueError {
  readonly errors: RequestError[];

  /** @param retryAfter Seconds after which the service takes the request again, if it says so. */
  constructor(
    readonly status: number,
    readonly body: Partial<Problem>,
    readonly retryAfter: number | null,
  ) {
    super(body.detail ?? body.title ?? `The service answers with status ${status}`);
    this.errors = body.errors ?? [];
  }

  get parameter(): string | null {
    return this.errors[0]?.parameter ?? null;
  }

  get suggestions(): string[] {
    return this.errors[0]?.suggestions ?? [];
  }
}

/** 300: several records have this name. `suggestions` are their ids. */
export class AmbiguousError extends ProblemError {}

/** 404: no record has this id. `suggestions` are the nearest ids. */
export class NotFoundError extends ProblemError {}

/** 410: the record was withdrawn. */
export class WithdrawnError extends ProblemError {}

/** 422: a parameter that the list does not have, or a value that cannot be one. */
export class InvalidParameterError extends ProblemError {}

/** 429, 502, 503 or 504: still so after the retries, or for longer than the client waits. */
export class UnavailableError extends ProblemError {}

const BY_STATUS: Record<number, typeof ProblemError> = {
  300: AmbiguousError,
  404: NotFoundError,
  410: WithdrawnError,
  422: InvalidParameterError,
  429: UnavailableError,
  502: UnavailableError,
  503: UnavailableError,
  504: UnavailableError,
};

/** The error for an answer, also for one that a proxy made and that has no problem details. */
export function problemOf(status: number, text: string, retryAfter: number | null): ProblemError {
  let problem: Partial<Problem> = {};
  try {
    problem = Object(JSON.parse(text));
  } catch {
    // the status says enough
  }
  return new (BY_STATUS[status] ?? ProblemError)(status, problem, retryAfter);
}
