import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig, type Flags } from 'lighthouse';
import { chromiumArguments } from './support/browser.ts';

/**
 * Measures the shop at the given origin with Lighthouse, as phone and as desktop, and prints a table of scores:
 *
 *     node test/lighthouse.ts http://127.0.0.1:4000
 *
 * Ends with 1 when a score is below the shop's own bar.
 */
const lowest = 95;
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

const shownTimes = {
  LCP: 'largest-contentful-paint',
  CLS: 'cumulative-layout-shift',
  TBT: 'total-blocking-time',
} as const;

const say = (line: string) => process.stdout.write(`${line.trimEnd()}\n`);
const origin = process.argv[2] ?? 'http://127.0.0.1:4000';

interface Measured {
  readonly page: string;
  readonly device: string;
  readonly scores: Readonly<Record<string, number>>;
  readonly times: Readonly<Record<string, string>>;
  readonly findings: readonly string[];
}

/** Found as a shopper would: the first category of the menu, its first product that is in stock, its variant. */
async function findPages(): Promise<{ listing: string; product: string; variant: string }> {
  const listing = firstOf(/href="(\/categories\/[^"]+)"/, await read('/'), 'category');
  const product = firstOf(/class="card__link" href="([^"]+)"/, await read(`${listing}?stock=in`), 'product');
  const variant = firstOf(/name="variant" value="([^"]+)"/, await read(product), 'variant');
  return { listing, product, variant };
}

const read = async (path: string) => (await fetch(origin + path)).text();

function firstOf(pattern: RegExp, html: string, what: string): string {
  const found = pattern.exec(html)?.[1];
  if (!found) throw new Error(`${origin} shows no ${what}: is the catalogue seeded?`);
  return found;
}

/** The cookie of a cart with one bottle in it. */
async function filledCart(variant: string): Promise<string> {
  const response = await fetch(`${origin}/cart/lines`, {
    method: 'POST',
    body: new URLSearchParams({ variant, quantity: '1' }),
    redirect: 'manual',
  });
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function measure(
  page: string,
  path: string,
  device: 'phone' | 'desktop',
  cookie: string | undefined,
  port: number,
): Promise<Measured> {
  const flags: Flags = {
    port,
    onlyCategories: [...categories],
    output: 'json',
    logLevel: 'error',
    ...(cookie !== undefined && { extraHeaders: { Cookie: cookie } }),
  };
  const result = await lighthouse(origin + path, flags, device === 'desktop' ? desktopConfig : undefined);
  if (!result) throw new Error(`Lighthouse said nothing of ${path}.`);
  const { lhr } = result;
  const scores = Object.fromEntries(
    categories.map((name) => [name, Math.round((lhr.categories[name]?.score ?? 0) * 100)]),
  );
  const times = Object.fromEntries(
    Object.entries(shownTimes).map(([name, audit]) => [name, lhr.audits[audit]?.displayValue ?? '']),
  );
  const findings = categories.flatMap((name) =>
    (lhr.categories[name]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (lhr.audits[id]?.score ?? 1) < 0.9)
      .map(({ id }) => `${name}: ${lhr.audits[id]?.title ?? id}`),
  );
  return { page, device, scores, times, findings };
}

const { listing, product, variant } = await findPages();
const cookie = await filledCart(variant);
const pages: readonly [name: string, path: string, cookie?: string][] = [
  ['home', '/'],
  ['listing', listing],
  ['product', product],
  ['cart', '/cart', cookie],
];

const chrome = await launch({ chromeFlags: ['--headless=new', ...chromiumArguments] });
const measured: Measured[] = [];
try {
  for (const [name, address, cookieOfCart] of pages) {
    for (const device of ['phone', 'desktop'] as const)
      measured.push(await measure(name, address, device, cookieOfCart, chrome.port));
  }
} finally {
  chrome.kill();
}

const columns = ['page', 'device', ...categories, ...Object.keys(shownTimes)];
const rows = measured.map(({ page, device, scores, times }) => [
  page,
  device,
  ...categories.map((name) => String(scores[name])),
  ...Object.keys(shownTimes).map((name) => times[name] ?? ''),
]);
for (const row of [columns, ...rows]) say(row.map((cell) => cell.padEnd(15)).join(' '));
for (const { page, device, findings } of measured)
  for (const finding of findings) say(`${page} (${device}): ${finding}`);
if (measured.some(({ scores }) => Object.values(scores).some((score) => score < lowest)))
  process.exitCode = 1;
