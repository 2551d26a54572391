import { noMetrics, requestIdFrom, runInRequest, type Metrics } from '@perfume/telemetry';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';

/**
 * One log line per request, with an id that the answer and every line of the request carry: the load balancer's where it
 * gave one. The line holds the route's pattern and never the address itself: search words, e-mail addresses and the secret
 * links of orders stand in addresses.
 */
export function setUpRequestLog(
  logger: Logger,
  metrics: Pick<Metrics, 'count' | 'record'> = noMetrics,
): RequestHandler {
  return (req, res, next) => {
    const startedAt = performance.now();
    const requestId = requestIdFrom(req.headers);
    res.locals.requestId = requestId;
    res.setHeader('X-Request-Id', requestId);
    res.once('close', () => {
      const milliseconds = performance.now() - startedAt;
      if (res.writableFinished) {
        metrics.count('Requests');
        metrics.record('RequestLatency', milliseconds);
      } else {
        metrics.count('AbortedRequests');
      }
      if (res.statusCode >= 500) metrics.count('Errors5xx');
      else if (res.statusCode >= 400) metrics.count('Errors4xx');
      // Told here: a connection's end belongs to no request.
      const line = {
        requestId,
        method: req.method,
        route: routeOf(req),
        status: res.statusCode,
        milliseconds: Math.round(milliseconds),
        ...(!res.writableFinished && { aborted: true }),
      };
      if (res.statusCode >= 500) logger.error(line, 'request failed');
      else logger.debug(line, 'request');
    });
    runInRequest(requestId, next);
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
