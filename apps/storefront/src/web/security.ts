import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Config } from '../config/index.ts';
import type { AssetUrls } from './assets.ts';
import { Forbidden } from './errors.ts';

/** A header's name and value. */
export type Header = readonly [name: string, value: string];

/**
 * Headers that keep a page to itself: no script, style or frame but the shop's own, nothing inline, no sniffing, no
 * referrer to strangers. They are the same on every answer.
 */
export function securityHeaders(config: Config, assets: AssetUrls): readonly Header[] {
  const own = ["'self'", ...assets.origins];
  const setHeaders = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: own,
        styleSrc: own,
        imgSrc: own,
        fontSrc: own,
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        ...(config.secureCookies && { upgradeInsecureRequests: [] }),
      },
    },
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    strictTransportSecurity: config.secureCookies ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    xPoweredBy: false,
  });
  const answer = new ServerResponse(new IncomingMessage(new Socket()));
  setHeaders(answer.req, answer, () => undefined);
  return Object.entries(answer.getHeaders()).map(([name, value]) => [name, String(value)]);
}

/** Puts the security headers on every answer. */
export function setUpSecurityHeaders(config: Config, assets: AssetUrls): RequestHandler {
  const headers = securityHeaders(config, assets);
  return (_req, res, next) => {
    res.removeHeader('X-Powered-By');
    for (const [name, value] of headers) res.setHeader(name, value);
    next();
  };
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a post that another site's page sent. Browsers say where a request comes from in Sec-Fetch-Site, older ones in
 * Origin; a program that is no browser sends neither and carries no shopper's cookies by accident.
 */
export function refuseCrossSitePosts(config: Config): RequestHandler {
  return (req, _res, next) => {
    if (safeMethods.has(req.method)) {
      next();
      return;
    }
    const site = req.headers['sec-fetch-site'];
    const origin = req.headers.origin;
    const foreign =
      site === undefined
        ? origin !== undefined && !isOwnOrigin(origin, req.host, config)
        : site !== 'same-origin' && site !== 'none';
    if (foreign) {
      throw new Forbidden(
        'That request came from another site',
        'For your safety we only take forms that were sent from our own pages. Open the page here and try again.',
      );
    }
    next();
  };
}

function isOwnOrigin(origin: string, host: string | undefined, config: Config): boolean {
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  return from.origin === config.publicUrl.origin || from.host === host;
}
