import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { webContext } from './context.ts';

/**
 * The value of a cookie that this shop signed, or undefined when it is absent, changed or signed with another secret.
 */
export function readSigned(req: Request, name: string): string | undefined {
  const { config } = webContext(req);
  const raw = parseCookie(req.headers.cookie ?? '')[fullName(name, config.secureCookies)];
  if (raw === undefined) return undefined;
  const dot = raw.lastIndexOf('.');
  if (dot < 0) return undefined;
  const value = raw.slice(0, dot);
  const given = Buffer.from(raw.slice(dot + 1));
  const expected = Buffer.from(signature(name, value, config.cookieSecret));
  return given.length === expected.length && timingSafeEqual(given, expected) ? value : undefined;
}

/** Sets a signed cookie: HttpOnly, SameSite=Lax, Secure wherever the shop is reached over https. */
export function writeSigned(
  res: Response,
  name: string,
  value: string,
  { maxAgeSeconds }: { maxAgeSeconds: number },
): void {
  const { config } = webContext(res);
  res.append(
    'Set-Cookie',
    stringifySetCookie({
      name: fullName(name, config.secureCookies),
      value: `${value}.${signature(name, value, config.cookieSecret)}`,
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: config.secureCookies,
      maxAge: maxAgeSeconds,
    }),
  );
}

/** The __Host- prefix makes browsers refuse the cookie from any other host or from plain http. */
function fullName(name: string, secure: boolean): string {
  return secure ? `__Host-${name}` : name;
}

/** The name is part of what is signed, so that one cookie's value cannot stand in for another's. */
function signature(name: string, value: string, secret: string): string {
  return createHmac('sha256', secret).update(`${name}=${value}`).digest('base64url');
}
