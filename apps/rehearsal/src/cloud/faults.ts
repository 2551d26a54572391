/** An answer of the API, whole. */
export interface ApiAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** The service named by a request's signature, in its header or, for a presigned address, in its query. */
export function serviceOf(authorization: string | undefined, url: string): string {
  const credential =
    /Credential=([^,\s]+)/.exec(authorization ?? '')?.[1] ??
    new URL(url, 'http://api').searchParams.get('X-Amz-Credential') ??
    '';
  return credential.split('/')[3] ?? '';
}

/** The service that faults are about: the one that moves the address. */
export const troubledService = 'ec2';

/** True for a question that changes nothing, by EC2's names of its actions. */
export function isRead(body: string): boolean {
  return /(?:^|&)Action=(?:Describe|Get|List)/.test(body);
}

const errors = { refuse: 'Unavailable', throttle: 'RequestLimitExceeded' } as const;

const sentences = {
  refuse: 'The server is overloaded and can not handle the request.',
  throttle: 'Request limit exceeded.',
} as const;

/** How EC2 words a refusal. */
export function refusal(kind: 'refuse' | 'throttle'): ApiAnswer {
  return {
    status: 503,
    contentType: 'text/xml;charset=UTF-8',
    body:
      `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>${errors[kind]}</Code>` +
      `<Message>${sentences[kind]}</Message></Error></Errors><RequestID>rehearsal</RequestID></Response>`,
  };
}

/** Answers to one question, oldest first, each with when it was true, in ms. */
interface Remembered {
  readonly at: number;
  readonly answer: ApiAnswer;
}

/** How long an answer is remembered, in ms: longer than any staleness that is worth rehearsing. */
const memoryMs = 120_000;
/** Questions that are remembered at most; of the agents there are a few. */
const questions = 200;

/** What the API answered at earlier times, so that it can be answered again. */
export interface PastAnswers {
  remember(question: string, answer: ApiAnswer): void;
  /** The last answer that is at least so old; the oldest one where none is; undefined where none is remembered. */
  recall(question: string, ageMs: number): ApiAnswer | undefined;
}

/** @param now in ms */
export function createPastAnswers(now: () => number = Date.now): PastAnswers {
  const past = new Map<string, Remembered[]>();
  return {
    remember(question, answer) {
      const remembered = past.get(question) ?? [];
      past.delete(question);
      past.set(question, [...remembered.filter(({ at }) => now() - at < memoryMs), { at: now(), answer }]);
      if (past.size > questions) past.delete(past.keys().next().value!);
    },
    recall(question, ageMs) {
      const remembered = past.get(question) ?? [];
      return (remembered.findLast(({ at }) => now() - at >= ageMs) ?? remembered[0])?.answer;
    },
  };
}
