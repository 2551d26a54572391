import { describe, expect, it } from 'vitest';
import { draftProblems, foldKey, isGtin, type ProductKind } from '../catalogue/index.ts';
import { demoCatalogue, type DemoProduct } from './index.ts';

const now = new Date('2026-03-02T10:30:00Z');
const products = [...demoCatalogue({ seed: 1, count: 12_000, now })];
const offers = products.flatMap((product) => product.offers);
const share = (of: readonly DemoProduct[], has: (product: DemoProduct) => boolean) =>
  of.filter(has).length / of.length;

describe('the demo catalogue', () => {
  it('is the same for the same seed and moment, another for another seed', () => {
    const make = (seed: number) => JSON.stringify([...demoCatalogue({ seed, count: 400, now })]);
    expect(make(7)).toBe(make(7));
    expect(make(8)).not.toBe(make(7));
  });

  it.each([1, 2, 7, 299])('has as many products as asked for: %i', (count) => {
    expect([...demoCatalogue({ seed: 3, count, now })]).toHaveLength(count);
  });

  it('is made of drafts that the catalogue takes', () => {
    expect(products.flatMap(({ draft }) => draftProblems(draft))).toEqual([]);
  });

  it('names no product, number or picture twice', () => {
    const names = products.map(
      ({ draft }) => `${foldKey(draft.brandName)} ${foldKey(draft.name)} ${draft.concentration ?? ''}`,
    );
    expect(new Set(names).size).toBe(products.length);
    expect(new Set(offers.map(({ variant }) => variant.sku)).size).toBe(offers.length);
    expect(new Set(offers.map(({ variant }) => variant.gtin)).size).toBe(offers.length);
    for (const { draft } of products)
      expect(new Set(draft.images.map(({ assetKey }) => assetKey)).size, draft.name).toBe(
        draft.images.length,
      );
  });

  it('gives every variant a GTIN that no company owns', () => {
    expect(offers.filter(({ variant }) => !isGtin(variant.gtin!) || !variant.gtin!.startsWith('2'))).toEqual(
      [],
    );
  });

  it('keeps prices within what the shop asks, the larger size never cheaper', () => {
    for (const { variant, baseCents, sale } of offers) {
      expect(baseCents, variant.sku).toBeGreaterThanOrEqual(750);
      expect(baseCents, variant.sku).toBeLessThanOrEqual(39_000);
      if (!sale) continue;
      expect(sale.cents, variant.sku).toBeLessThan(baseCents);
      expect(sale.startsAt < now && now < sale.endsAt, variant.sku).toBe(true);
    }
    for (const { offers: own } of products) {
      const sealed = own.filter(({ variant }) => variant.condition === 'sealed').map((one) => one.baseCents);
      expect(sealed).toEqual(sealed.toSorted((one, other) => one - other));
    }
  });

  it('sells testers for 10 to 30 % less than the sealed bottle', () => {
    const savings = products.flatMap(({ offers: own }) => {
      const tester = own.find(({ variant }) => variant.condition === 'tester');
      const sealed = own.find(
        ({ variant }) =>
          variant.condition === 'sealed' && variant.size!.amount === tester?.variant.size!.amount,
      );
      return tester ? [1 - tester.baseCents / sealed!.baseCents] : [];
    });
    expect(savings.length).toBeGreaterThan(800);
    expect(Math.min(...savings)).toBeGreaterThanOrEqual(0.1);
    expect(Math.max(...savings)).toBeLessThan(0.34);
  });

  it('has believable shares of everything', () => {
    const kind = (wanted: ProductKind) => share(products, ({ draft }) => draft.kind === wanted);
    expect(kind('perfume')).toBeCloseTo(0.62, 1);
    expect(kind('cologne')).toBeCloseTo(0.12, 1);
    expect(kind('hair-care')).toBeCloseTo(0.11, 1);
    expect(kind('skin-care')).toBeCloseTo(0.11, 1);
    expect(kind('gift-set')).toBeCloseTo(0.04, 1);
    expect(share(products, (one) => one.offers.some(({ sale }) => sale !== null))).toBeCloseTo(0.15, 1);
    expect(offers.filter(({ onHand }) => onHand === 0).length / offers.length).toBeCloseTo(0.07, 1);
    const month = now.getTime() - 30 * 86_400_000;
    const fresh = products.filter(({ draft }) => draft.createdAt!.getTime() > month);
    expect(fresh.length).toBeGreaterThan(200);
    expect(fresh.every((one) => one.offers.every(({ sale }) => sale === null))).toBe(true);
    expect(new Set(products.map(({ draft }) => draft.brandName)).size).toBe(260);
    const scents = products.filter(({ draft }) => draft.kind === 'perfume' || draft.kind === 'cologne');
    expect(share(scents, ({ draft }) => draft.notes.form === 'flat')).toBeCloseTo(0.2, 1);
    expect(share(scents, ({ draft }) => draft.longevityVotes === null)).toBeGreaterThan(0.15);
    expect(products.some(({ draft }) => /^0\d+$/.test(draft.name))).toBe(true);
  });

  it('puts notes where they belong and says only what is true of them', () => {
    for (const { draft } of products) {
      const { form, top, heart, base, flat } = draft.notes;
      if (form !== 'pyramid') continue;
      expect(Math.min(top.length, heart.length, base.length), draft.name).toBeGreaterThan(0);
      expect(new Set([...top, ...heart, ...base]).size, draft.name).toBe(
        top.length + heart.length + base.length,
      );
      expect(flat).toEqual([]);
      expect(draft.accords[0]?.weight, draft.name).toBe(100);
      if (draft.kind !== 'gift-set') {
        const text = draft.description!.toLowerCase();
        expect(text, draft.name).toContain(base[0]!.toLowerCase());
        expect(text, draft.name).toContain(heart[0]!.toLowerCase());
      }
    }
  });

  it('describes every product in sentences that are whole', () => {
    for (const { draft } of products) {
      const text = draft.description!;
      expect(text, text).not.toMatch(
        /undefined|null|NaN|\[object|\*|\{| {2}| ,| \.|\.\.|,,| and \.|\ba [aeio](?!ne\b|ther)/,
      );
      expect(text, text).toMatch(/^[\p{Lu}\d].*[.]$/su);
      const sentences = text.split(/(?<=[.!?])\s+(?=[\p{Lu}\d])/u);
      expect(sentences.length, text).toBeGreaterThanOrEqual(2);
    }
    const scents = products.filter(({ draft }) => draft.kind === 'perfume');
    expect(new Set(scents.map(({ draft }) => draft.description)).size).toBeGreaterThan(scents.length * 0.97);
  });
});
