import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';

/**
 * One log line per request, with an id that the answer carries too. The line holds the route's pattern and never the
 * address itself: search words, e-mail addresses and the secret links of orders stand in addresses.
 */
export function setUpRequestLog(logger: Logger): RequestHandler {
  return (req, res, next) => {
    const startedAt = performance.now();
    const requestId = randomUUID();
    res.locals.requestId = requestId;
    res.setHeader('X-Request-Id', requestId);
    res.once('close', () => {
      const line = {
        requestId,
        method: req.method,
        route: routeOf(req),
        status: res.statusCode,
        milliseconds: Math.round(performance.now() - startedAt),
        ...(!res.writableFinished && { aborted: true }),
      };
      if (res.statusCode >= 500) logger.error(line, 'request failed');
      else logger.debug(line, 'request');
    });
    next();
  };
}

/** The id of this request, as its log line and its answer carry it. */
export function requestIdOf(res: Response): string {
  return String(res.locals.requestId ?? '');
}

function routeOf(req: Request): string {
  const route = req.route as { path?: unknown } | undefined;
  return typeof route?.path === 'string' ? `${req.baseUrl}${route.path}` : '(no route)';
}
