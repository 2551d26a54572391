import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { launchChromium, visit, type Visit } from './browser.ts';

/**
 * Shoppers for the tests of one file: each call opens a fresh window on the shop. After each test every window is closed,
 * and the test fails when a browser complained of anything: a script error, a breach of the security policy, a missing file.
 */
export function shoppers(): (options?: BrowserContextOptions) => Promise<Page> {
  let browser: Browser;
  let visits: Visit[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterEach(async () => {
    const complaints = visits.flatMap((each) => each.complaints);
    await Promise.all(visits.map((each) => each.close()));
    visits = [];
    expect(complaints).toEqual([]);
  });
  afterAll(() => browser.close());

  return async (options) => {
    const opened = await visit(browser, inject('shopUrl'), options);
    visits.push(opened);
    return opened.page;
  };
}
