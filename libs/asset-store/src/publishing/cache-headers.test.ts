import { describe, expect, it } from 'vitest';
import { cacheControlOf, immutable, shortLived } from './cache-headers.ts';

describe('how long a file may be kept', () => {
  it.each([
    'main-BECGk10n.js',
    'main-BECGk10n.js.map',
    'fonts/garamond-500-B5R-mXhO.woff2',
    'x-0_-abcde.css',
  ])('is a year for %s', (name) => expect(cacheControlOf(name)).toBe(immutable));

  it.each(['favicon.svg', 'contact-delivery.css', 'main-BECGk10n', 'BECGk10n.js', 'a-1234567.js'])(
    'is five minutes for %s',
    (name) => expect(cacheControlOf(name)).toBe(shortLived),
  );
});
