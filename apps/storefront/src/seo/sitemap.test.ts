import { describe, expect, it } from 'vitest';
import { latest, sitemapIndexXml, sitemapXml } from './sitemap.ts';

const shop = new URL('https://shop.example');

describe('sitemapXml', () => {
  it('lists absolute addresses with the moment of their last change where it is known', () => {
    const changed = new Date('2026-03-04T05:06:07.000Z');
    expect(sitemapXml([{ path: '/products/a', lastModified: changed }, { path: '/brands' }], shop)).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://shop.example/products/a</loc><lastmod>2026-03-04T05:06:07.000Z</lastmod></url>
<url><loc>https://shop.example/brands</loc></url>
</urlset>
`,
    );
  });

  it('escapes what XML reserves', () => {
    expect(sitemapXml([{ path: "/a?b=1&c='2'" }], shop)).toContain(
      '<loc>https://shop.example/a?b=1&amp;c=%272%27</loc>',
    );
  });
});

describe('sitemapIndexXml', () => {
  it('names the files', () => {
    expect(sitemapIndexXml([{ path: '/sitemap-pages.xml' }], shop)).toContain(
      '<sitemap><loc>https://shop.example/sitemap-pages.xml</loc></sitemap>',
    );
  });
});

describe('latest', () => {
  it('is the latest known moment, and nothing when none is known', () => {
    const early = new Date(1);
    const late = new Date(2);
    expect(
      latest([{ path: '/a', lastModified: late }, { path: '/b', lastModified: early }, { path: '/c' }]),
    ).toBe(late);
    expect(latest([{ path: '/c' }])).toBeUndefined();
  });
});
