import { describe, expect, it } from 'vitest';
import { findForm, linksTo, postForms } from './html.ts';

describe('a form of a page', () => {
  it('holds what a browser would send: hidden fields, typed values, the chosen card, the chosen or first option', () => {
    const html = `
      <form class="search" action="/search" method="get"><input name="q" value="rose"/></form>
      <form action="/checkout" method="post" novalidate>
        <button class="visually-hidden" type="submit">Continue</button>
        <input type="hidden" name="shown" value="a&amp;b &quot;c&quot;"/>
        <input type="text" id="field-name" name="name" required/>
        <input type="radio" name="method" value="standard" required/>
        <input type="radio" name="method" value="express" checked required/>
        <select name="country" required><option value="AT">Austria</option><option value="US" selected>United States</option></select>
        <select name="quantity"><option value="1">1</option><option value="2">2</option></select>
      </form>`;
    expect(postForms(html)).toEqual([
      {
        action: '/checkout',
        fields: { shown: 'a&b "c"', name: '', method: 'express', country: 'US', quantity: '1' },
      },
    ]);
  });

  it('is found by its address and by nothing like it', () => {
    const html =
      '<form action="/cart/lines/7" method="post"></form><form action="/cart/lines" method="post"></form>';
    expect(findForm(html, '/cart/lines')?.action).toBe('/cart/lines');
    expect(findForm(html, '/cart/line')).toBeUndefined();
  });
});

it('links are named once, whatever else a page links to', () => {
  const html = '<a class="x" href="/products/a">A</a><a href="/products/a"></a><a href="/brands">B</a>';
  expect(linksTo(html, '/products/')).toEqual(['/products/a']);
});
