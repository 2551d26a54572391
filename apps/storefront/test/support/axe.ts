import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds wrong with the page as it stands: a line for each rule with the elements that break it. The page's
 * window must have been opened with bypassCSP.
 */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join(', ')})`,
  );
}

/**
 * Whether the page must be scrolled sideways once it is laid out: how many CSS pixels it is too wide, with the elements that
 * stick out; empty when it is not.
 */
export function sidewaysOverflow(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const root = document.documentElement;
    const overflow = () => root.scrollWidth - root.clientWidth;
    await document.fonts.ready;
    // A new width, a font that comes: the layout may take some frames, what stays too wide is too wide.
    for (let frame = 0; frame < 2 || (overflow() > 0 && frame < 120); frame += 1)
      await new Promise((resolve) => requestAnimationFrame(resolve));
    if (overflow() <= 0) return [];
    const sticksOut = [...document.querySelectorAll('body *')]
      .map((element) => ({ element, end: element.getBoundingClientRect().right + scrollX }))
      .filter(({ end }) => end > root.clientWidth)
      .map(({ element, end }) => `${element.tagName}.${element.className} ends at ${end} px`);
    return [`${overflow()} px wider than ${root.clientWidth} px`, ...sticksOut];
  });
}
