import { describe, expect, it } from 'vitest';
import { finishPage, keepInProcess, textWithoutStock, type KeptPage } from './kept-page.ts';
import { KeptPages } from './kept-pages.ts';
import { decodePage, encodePage } from './wire-format.ts';

const stamp = { finalId: 5, at: 1_000, nextSaleChange: null, known: [7] };

async function made(key: string, madeOf: readonly string[] = [], html = `<p>${key}</p>`): Promise<KeptPage> {
  const forms = await finishPage(key, { html: Buffer.from(html), withoutStock: undefined, madeOf });
  return keepInProcess({ ...forms, stamp }, { madeAt: 0, freshUntil: 1 }, []);
}

describe('the pages of a process', () => {
  it('go when something that they are made of changes, and no others', async () => {
    const pages = new KeptPages(1e6);
    pages.put(await made('/a', ['product:1', 'card:2']));
    pages.put(await made('/b', ['product:2']));
    expect(pages.dropMadeOf(['card:2', 'product:9'])).toBe(1);
    expect([pages.get('/a'), pages.get('/b')?.key, pages.count]).toEqual([undefined, '/b', 1]);
  });

  it('never take more bytes than they may: those that nobody asks for go first', async () => {
    const one = await made('/0');
    const pages = new KeptPages(10.5 * one.bytes);
    for (let at = 0; at < 10; at += 1) pages.put(await made(`/${at}`));
    pages.get('/0')!.used = true;
    pages.get('/3')!.used = true;
    for (let at = 10; at < 18; at += 1) pages.put(await made(`/${at}`));
    expect(pages.bytes).toBeLessThanOrEqual(10.5 * one.bytes);
    expect(pages.count).toBe(10);
    expect(['/0', '/1', '/3', '/17'].map((key) => pages.get(key) !== undefined)).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });

  it('count the bytes of what is there, however often it is put and dropped', async () => {
    const pages = new KeptPages(1e6);
    for (let time = 0; time < 3; time += 1) pages.put(await made('/a', ['x']));
    expect([pages.count, pages.bytes]).toEqual([1, pages.get('/a')!.bytes]);
    pages.drop('/a');
    expect([pages.count, pages.bytes, pages.dropMadeOf(['x'])]).toEqual([0, 0, 0]);
  });

  it('does not keep what is larger than all its room', async () => {
    const pages = new KeptPages(100);
    pages.put(await made('/a'));
    expect([pages.count, pages.bytes]).toEqual([0, 0]);
  });
});

describe('a page for when nobody knows the stock', () => {
  it.each([
    ['<p>Only 3 left</p><p>Rose</p>', '<p>Stock is checked</p><p>Rose</p>'],
    ['same', 'same'],
    ['aaaa', 'aa'],
    ['', 'x'],
    ['Crème brûlée: 3', 'Crème brûlée'],
  ])('is %j as %j', async (html, other) => {
    const drawn = { html: Buffer.from(html), withoutStock: Buffer.from(other), madeOf: [] };
    const page = { ...(await finishPage('/a', drawn)), stamp };
    expect((await textWithoutStock(page)).toString()).toBe(other);
    const sent = decodePage(encodePage(page));
    expect(sent).toEqual(page);
  });
});

describe('a page on its way to other servers', () => {
  it('is read as it was written', async () => {
    const page = {
      ...(await finishPage('/a', { html: Buffer.from('x'), withoutStock: undefined, madeOf: ['b'] })),
      stamp,
    };
    expect(decodePage(encodePage(page))).toEqual(page);
  });

  it('is nothing when it is cut off or something else', async () => {
    const bytes = encodePage({
      ...(await finishPage('/a', { html: Buffer.from('x'), withoutStock: undefined, madeOf: [] })),
      stamp,
    });
    for (const end of [0, 3, 4, 20, bytes.byteLength - 1])
      expect(decodePage(bytes.subarray(0, end))).toBeUndefined();
    expect(decodePage(Buffer.from('\0\0\0\u0002{}'))).toBeUndefined();
    expect(decodePage(Buffer.from('not a page at all'))).toBeUndefined();
  });
});
