import type { Response } from 'express';

/** A page behind a secret link: its address is told to nobody, kept by no cache and listed nowhere. */
export function keepAddressSecret(
  res: Response,
  referrer: 'no-referrer' | 'same-origin' = 'no-referrer',
): void {
  res.setHeader('Referrer-Policy', referrer);
  res.setHeader('X-Robots-Tag', 'noindex, nofollow');
  res.setHeader('Cache-Control', 'no-store');
}
