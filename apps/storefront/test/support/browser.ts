import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

/** A Chromium without a window, as every browser test and measurement uses it. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    args: chromiumArguments,
  });
}

/** Quiet: nothing is fetched that the page did not ask for. The sandbox is off because tests may run as root. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export const phone = { width: 390, height: 844 } as const;
export const desktop = { width: 1440, height: 900 } as const;

export interface Visit {
  readonly page: Page;
  /** What the browser complained of so far: errors of scripts, refused by the security policy, missing files. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** A fresh shopper: a browser window without cookies that writes down what goes wrong in it. */
export async function visit(
  browser: Browser,
  baseURL: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({
    baseURL,
    viewport: desktop,
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  page.on('console', (message) => {
    // Answers that refuse something are part of the shop; a file of a page that is not there is a complaint.
    const answer = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && (!answer || /\/(assets|images)\//.test(message.location().url)))
      complaints.push(`console: ${message.text()}`);
  });
  return { page, complaints, close: () => context.close() };
}
