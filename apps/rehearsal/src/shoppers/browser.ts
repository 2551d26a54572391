import { CookieJar } from './cookies.ts';
import { exchange, NoAnswer, type Answer, type Connections } from './exchange.ts';
import type { Form } from './html.ts';
import { saysNothingOfStock } from './pages.ts';
import type { Outcome, RequestRecord, Step } from './records.ts';

export interface BrowserOptions {
  readonly connections: Connections;
  readonly who: RequestRecord['who'];
  /** For one whole answer, in ms. */
  readonly deadlineMs: number;
  readonly record: (request: RequestRecord) => void;
}

/** One answer, and the address it came from. */
export interface Page extends Answer {
  readonly path: string;
  readonly outcome: Outcome;
  /** When it was asked for. */
  readonly sentAt: number;
  /** Where it sends the browser on to; undefined for a page to look at. */
  readonly location: string | undefined;
}

const mostRedirects = 6;

/**
 * A browser with cookies of its own. It says where its posts come from as browsers do (the shop refuses those of other
 * sites), and records every request.
 */
export class Browser {
  readonly #options: BrowserOptions;
  readonly #cookies = new CookieJar();

  constructor(options: BrowserOptions) {
    this.#options = options;
  }

  /**
   * Opens an address and goes wherever it leads.
   * @throws NoAnswer
   */
  async open(step: Step, path: string): Promise<Page> {
    let page = await this.#ask(step, 'GET', path);
    for (let redirects = 0; page.location !== undefined; redirects += 1) {
      if (redirects === mostRedirects) throw new NoAnswer('error', 'REDIRECTS_IN_A_CIRCLE');
      page = await this.#ask(stepOfPath(page.location) ?? step, 'GET', page.location);
    }
    return page;
  }

  /**
   * Sends a form. Where the answer leads is for the caller to open: a page that does not come is loaded again, the form is
   * not sent again for it.
   * @throws NoAnswer
   */
  send(step: Step, { action, fields }: Form): Promise<Page> {
    return this.#ask(step, 'POST', action, new URLSearchParams(fields).toString());
  }

  async #ask(step: Step, method: 'GET' | 'POST', path: string, body?: string): Promise<Page> {
    const { connections, who, deadlineMs, record } = this.#options;
    const at = Date.now();
    const startedAt = performance.now();
    const taken = () => Math.round(10 * (performance.now() - startedAt)) / 10;
    try {
      const answer = await exchange(connections, {
        method,
        path,
        headers: this.#headers(method),
        deadlineMs,
        ...(body !== undefined && { body }),
      });
      this.#cookies.store(answer.headers['set-cookie'] ?? []);
      const outcome = outcomeOf(answer);
      record({ who, step, method, at, ms: taken(), outcome, status: answer.status });
      return { ...answer, path, outcome, sentAt: at, location: this.#locationOf(answer, path) };
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      record({ who, step, method, at, ms: taken(), outcome: error.outcome, code: error.code });
      throw error;
    }
  }

  #locationOf({ status, headers }: Answer, path: string): string | undefined {
    if (headers.location === undefined || ![301, 302, 303].includes(status)) return undefined;
    const { pathname, search } = new URL(headers.location, new URL(path, this.#options.connections.origin));
    return pathname + search;
  }

  #headers(method: 'GET' | 'POST'): Record<string, string> {
    const cookie = this.#cookies.header();
    return {
      Accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8',
      'Accept-Encoding': 'gzip, br',
      'Accept-Language': 'en-US,en;q=0.9',
      'User-Agent': 'Perfume rehearsal',
      'Sec-Fetch-Site': 'same-origin',
      ...(cookie && { Cookie: cookie }),
      ...(method === 'POST' && {
        'Content-Type': 'application/x-www-form-urlencoded',
        Origin: this.#options.connections.origin.origin,
      }),
    };
  }
}

/** What an answer is worth to a shopper; the shop's own 503 says when to come back, a load balancer's does not. */
function outcomeOf({ status, headers, html }: Answer): Outcome {
  if (status === 503 && headers['retry-after'] !== undefined) return 'one-moment';
  // 409 and 422 are answers in good order: something changed, or something typed does not fit.
  if (status >= 400 && status !== 409 && status !== 422) return 'error';
  return saysNothingOfStock(html) ? 'kept-page' : 'ok';
}

/** The step whose page has this address; undefined for addresses of no step beyond looking around. */
export function stepOfPath(path: string): Step | undefined {
  if (path === '/cart') return 'cart';
  if (path === '/checkout') return 'contact';
  if (path === '/checkout/delivery') return 'delivery';
  if (path === '/checkout/payment') return 'payment';
  if (/^\/orders\/[^/]+\/payment$/.test(path)) return 'pay-again';
  if (path.startsWith('/orders/')) return 'order';
  return path.startsWith('/test-provider/') ? 'bank' : undefined;
}
