/** What went wrong, as data: a stable code, the status, a title for the shopper and what to do next. */
export class HttpError extends Error {
  override readonly name: string = 'HttpError';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly advice: string;
  /** Seconds after which a repeat makes sense; sent as Retry-After. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    status: number,
    code: string,
    title: string,
    advice: string,
    options: { cause?: unknown; retryAfterSeconds?: number } = {},
  ) {
    super(`${code}: ${title}`, { cause: options.cause });
    this.status = status;
    this.code = code;
    this.title = title;
    this.advice = advice;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** 404: there is nothing at this address. */
export class NotFound extends HttpError {
  constructor(
    title = 'We could not find that page',
    advice = 'It may have moved, or the address has a slip in it. Search for what you wanted, or start from the categories below.',
  ) {
    super(404, 'not-found', title, advice);
  }
}

/** 410: it was here and is gone for good. */
export class Gone extends HttpError {
  constructor(
    title = 'This product is no longer sold',
    advice = 'It will not come back, but something close to it may be here: search by its name, its brand or its notes.',
  ) {
    super(410, 'gone', title, advice);
  }
}

/** 400: the request cannot be understood as it stands. */
export class BadRequest extends HttpError {
  constructor(title: string, advice: string) {
    super(400, 'bad-request', title, advice);
  }
}

/** 403: the request came from somewhere it may not come from. */
export class Forbidden extends HttpError {
  constructor(title: string, advice: string) {
    super(403, 'forbidden', title, advice);
  }
}

/** 429: too many of these in too short a time. */
export class TooManyRequests extends HttpError {
  constructor(retryAfterSeconds: number) {
    super(
      429,
      'too-many-requests',
      'That was a little fast',
      `Please wait ${waitInWords(retryAfterSeconds)} and try again. Nothing was lost.`,
      { retryAfterSeconds },
    );
  }
}

function waitInWords(seconds: number): string {
  if (seconds === 1) return 'a second';
  return seconds <= 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}

/** 503: something behind the shop is away for a moment. */
export class Unavailable extends HttpError {
  constructor(
    advice = 'Part of the shop is catching its breath. Try again in a few seconds; nothing that you did is lost.',
    options: { cause?: unknown; retryAfterSeconds?: number } = {},
  ) {
    super(503, 'unavailable', 'One moment, please', advice, { retryAfterSeconds: 5, ...options });
  }
}
