import { describe, expect, it } from 'vitest';
import { shoppers } from '../support/shoppers.ts';

const newShopper = shoppers();

describe('suggestions while typing', () => {
  it('are chosen with the arrow keys and opened with Enter', async () => {
    const page = await newShopper();
    await page.goto('/brands');
    const brand =
      (await page.locator('.name-index__names a').first().textContent())?.replace(/\s+[\d,]+$/, '') ?? '';
    const field = page.getByRole('combobox');
    await field.pressSequentially(brand.slice(0, 5));
    await page.getByRole('option').first().waitFor();
    expect(await field.getAttribute('aria-expanded')).toBe('true');

    await field.press('ArrowDown');
    const chosen = page.getByRole('option', { selected: true });
    expect(await chosen.count()).toBe(1);
    expect(await field.getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'));
    const target = await chosen.getAttribute('href');

    await field.press('Enter');
    await page.waitForURL(new RegExp(`${escape(target ?? '')}$`));
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  it('close with Escape and leave the typed text to be searched', async () => {
    const page = await newShopper();
    await page.goto('/');
    const field = page.getByRole('combobox');
    await field.pressSequentially('rose');
    await page.getByRole('option').first().waitFor();
    await field.press('Escape');
    expect(await page.getByRole('listbox').isVisible()).toBe(false);
    expect(await field.inputValue()).toBe('rose');

    await field.press('Enter');
    await page.waitForURL('**/search?q=rose');
  });

  it('are told to screen readers by their number', async () => {
    const page = await newShopper();
    await page.goto('/');
    await page.getByRole('combobox').pressSequentially('rose');
    const options = page.getByRole('option');
    await options.first().waitFor();
    expect(await page.locator('.search-form [role="status"]').textContent()).toContain(
      String(await options.count()),
    );
  });
});

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
