import { describe, expect, it } from 'vitest';
import { demoCatalogue } from '../index.ts';
import { glyphs } from './glyphs.ts';
import { letters } from './lettering.ts';

const now = new Date('2026-03-02T10:30:00Z');
const pictures = [...demoCatalogue({ seed: 5, count: 1_500, now })].flatMap((product) => product.pictures);

/** Whether every tag that is opened is closed in its turn. */
function wellFormed(xml: string): boolean {
  const open: string[] = [];
  const rest = xml.replace(
    /<(\/?)([a-zA-Z]+)((?: [a-zA-Z0-9-]+="[^"<&]*")*)(\/?)>/g,
    (_, end: string, name: string, __, empty: string) => {
      if (end) {
        if (open.pop() !== name) open.push('wrong');
      } else if (!empty) open.push(name);
      return '';
    },
  );
  return open.length === 0 && rest.trim() === '';
}

describe('drawn pictures', () => {
  it('are well-formed', () => {
    expect(pictures.filter(({ svg }) => !wellFormed(svg)).map(({ svg }) => svg)).toEqual([]);
    expect(wellFormed('<svg><g></svg></g>')).toBe(false);
  });

  it('load nothing, run nothing and need no font', () => {
    const allowed = /^(?:svg|defs|linearGradient|radialGradient|stop|path|rect|circle|ellipse|g|use)$/;
    for (const { svg } of pictures) {
      const names = [...svg.matchAll(/<([a-zA-Z]+)/g)].map(([, name]) => name!);
      expect(names.filter((name) => !allowed.test(name))).toEqual([]);
      expect(svg).not.toMatch(/\son[a-z]+=|javascript:|style=|data:/i);
      expect(
        [...svg.matchAll(/(?:href="|url\()([^")]+)/g)].every(([, target]) => target!.startsWith('#')),
      ).toBe(true);
    }
  });

  it('name every gradient and shape that they use', () => {
    for (const { svg } of pictures) {
      const defined = new Set([...svg.matchAll(/ id="(\w+)"/g)].map(([, id]) => id));
      const used = [...svg.matchAll(/(?:url\(|href=")#(\w+)/g)].map(([, id]) => id);
      expect(used.filter((id) => !defined.has(id))).toEqual([]);
    }
  });

  it('have only numbers where numbers belong, and stay small', () => {
    for (const { svg } of pictures) expect(svg).not.toMatch(/NaN|undefined|Infinity|null/);
    expect(Math.max(...pictures.map(({ svg }) => svg.length))).toBeLessThan(12_000);
  });

  it('differ between products and are named by what they show', () => {
    const keys = new Map(pictures.map(({ assetKey, svg }) => [assetKey, svg]));
    expect(new Set(keys.values()).size).toBe(keys.size);
    expect(keys.size).toBeGreaterThan(pictures.length * 0.95);
    for (const key of keys.keys()) expect(key).toMatch(/^images\/[a-z0-9-]+-[0-9a-f]{16}\.svg$/);
  });
});

describe('lettering', () => {
  const style = { x: 0, y: 0, height: 10, maxWidth: 1_000, colour: '#000000' } as const;

  it('draws every letter, accents included', () => {
    for (const name of ['Étretat', 'N° 17', 'Çà & là', 'Ñandú', 'D’Or'])
      expect(letters(name, style), name).toMatch(/^<path d="M/);
    expect(letters('É', style).length).toBeGreaterThan(letters('E', style).length);
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789') expect(glyphs[letter], letter).toBeDefined();
  });

  it('leaves out what it cannot draw', () => {
    expect(letters('水', style)).toBe('');
    expect(letters('', style)).toBe('');
  });

  it('shrinks until it fits', () => {
    const scale = (maxWidth: number) =>
      Number(/scale\(([\d.]+)\)/.exec(letters('Winterbourne', { ...style, maxWidth }))![1]);
    expect(scale(1_000)).toBe(1);
    expect(scale(40)).toBeLessThan(0.5);
  });
});
