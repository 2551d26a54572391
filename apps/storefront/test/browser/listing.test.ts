import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { phone } from '../support/browser.ts';
import { shoppers } from '../support/shoppers.ts';

const newShopper = shoppers();

/** Marks the page, so that a reload would be noticed. */
const mark = (page: Page) => page.evaluate(() => document.body.setAttribute('data-not-reloaded', ''));
const wasReloaded = async (page: Page) => (await page.locator('body[data-not-reloaded]').count()) === 0;
const countOf = async (page: Page) =>
  Number((await page.locator('#results').textContent())?.match(/[\d,]+/)?.[0].replace(',', ''));

describe('filters with script', () => {
  it('change the list without a reload, keep the focus and tell the new count', async () => {
    const page = await newShopper();
    await page.goto('/search');
    await mark(page);
    const before = await countOf(page);
    const option = page.locator('[data-fold="gender"] .facet__option').first();
    const promised = Number(
      (await option.locator('.facet__count').textContent())?.match(/[\d,]+/)?.[0].replace(',', ''),
    );
    const id = await option.getAttribute('id');
    await option.focus();
    await page.keyboard.press('Enter');
    await page.locator('.chip--chosen').waitFor();

    expect(await wasReloaded(page)).toBe(false);
    expect(await countOf(page)).toBe(promised);
    expect(promised).toBeLessThan(before);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(id);
    expect(await page.locator('[data-listing-status]').textContent()).toContain(
      promised.toLocaleString('en-US'),
    );
    expect(new URL(page.url()).searchParams.has('gender')).toBe(true);
  });

  it('go back with the back button', async () => {
    const page = await newShopper();
    await page.goto('/search');
    const before = await countOf(page);
    await page.locator('[data-fold="gender"] .facet__option').first().click();
    await page.locator('.chip--chosen').waitFor();
    await page.goBack();
    await page.locator('.chip--chosen').waitFor({ state: 'detached' });
    expect(await countOf(page)).toBe(before);
  });

  it('keep the focus in the list of chosen filters after "Clear all"', async () => {
    const page = await newShopper();
    await page.goto('/search?gender=women');
    await page.locator('#clear-filters').focus();
    await page.keyboard.press('Enter');
    await page.locator('.chip--chosen').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('results');
  });

  it('wait until the choice of an order rests, so that arrow keys may pass by', async () => {
    const page = await newShopper();
    await page.goto('/search');
    await mark(page);
    await page.locator('#sort').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.waitForURL('**/search?sort=*');
    expect(await wasReloaded(page)).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('sort');
  });

  it('open on a phone from their button and close with Escape', async () => {
    const page = await newShopper({ viewport: phone });
    await page.goto('/search');
    const button = page.getByRole('button', { name: /^Filters/ });
    expect(await button.getAttribute('aria-expanded')).toBe('false');
    await button.focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('#filters').isVisible()).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('filters-title');

    await page.keyboard.press('Escape');
    expect(await page.locator('#filters').isVisible()).toBe(false);
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

describe('filters without script', () => {
  it('are links that lead to the filtered list', async () => {
    const page = await newShopper({ javaScriptEnabled: false });
    await page.goto('/search');
    const option = page.locator('[data-fold="gender"] .facet__option').first();
    const promised = Number(
      (await option.locator('.facet__count').textContent())?.match(/[\d,]+/)?.[0].replace(',', ''),
    );
    await option.click();
    await page.waitForURL('**/search?gender=*');
    expect(await countOf(page)).toBe(promised);
  });

  it('open on a phone by their address', async () => {
    const page = await newShopper({ javaScriptEnabled: false, viewport: phone });
    await page.goto('/search');
    expect(await page.locator('#filters').isVisible()).toBe(false);
    await page.getByText('Filters', { exact: true }).first().click();
    expect(await page.locator('#filters').isVisible()).toBe(true);
  });

  it('sort by their button', async () => {
    const page = await newShopper({ javaScriptEnabled: false });
    await page.goto('/search');
    await page.locator('#sort').selectOption('price');
    await page.getByRole('button', { name: 'Sort' }).click();
    await page.waitForURL('**/search?sort=price');
  });
});
