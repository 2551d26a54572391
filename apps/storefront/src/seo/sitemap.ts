/** One address for search engines, with the moment its page last changed where that is known. */
export interface SitemapEntry {
  readonly path: string;
  readonly lastModified?: Date;
}

/** Addresses in one file; the protocol allows 50,000, smaller files are fetched again more cheaply. */
export const entriesPerFile = 10_000;

/** A file of addresses as sitemaps.org defines it. */
export function sitemapXml(entries: readonly SitemapEntry[], publicUrl: URL): string {
  const urls = entries.map(({ path, lastModified }) => entry('url', path, publicUrl, lastModified));
  return `${declaration}<urlset xmlns="${schema}">\n${urls.join('')}</urlset>\n`;
}

/** The file that names the other files. */
export function sitemapIndexXml(files: readonly SitemapEntry[], publicUrl: URL): string {
  const sitemaps = files.map(({ path, lastModified }) => entry('sitemap', path, publicUrl, lastModified));
  return `${declaration}<sitemapindex xmlns="${schema}">\n${sitemaps.join('')}</sitemapindex>\n`;
}

/** The latest of the moments that are known. */
export function latest(entries: readonly SitemapEntry[]): Date | undefined {
  return entries.reduce<Date | undefined>(
    (last, { lastModified }) => (lastModified && (!last || lastModified > last) ? lastModified : last),
    undefined,
  );
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const schema = 'http://www.sitemaps.org/schemas/sitemap/0.9';

function entry(
  element: 'url' | 'sitemap',
  path: string,
  publicUrl: URL,
  lastModified: Date | undefined,
): string {
  const location = new URL(path, publicUrl).href.replaceAll('&', '&amp;').replaceAll("'", '&apos;');
  const modified = lastModified ? `<lastmod>${lastModified.toISOString()}</lastmod>` : '';
  return `<${element}><loc>${location}</loc>${modified}</${element}>\n`;
}
