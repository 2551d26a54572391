import { describe, expect, it } from 'vitest';
import type { SimilarProduct } from '../listing/model.ts';
import { likenessReason } from './likeness.ts';

const alike = (sharedNotes: string[], sharedAccords: string[]) =>
  likenessReason({ sharedNotes, sharedAccords } as unknown as SimilarProduct);

describe('likenessReason', () => {
  it('names the shared notes and accords', () => {
    expect(alike(['Vetiver', 'Cedar'], ['Woody', 'Amber'])).toBe(
      '2 shared notes: vetiver, cedar; both woody, amber',
    );
  });

  it('counts what it does not name', () => {
    expect(alike(['A', 'B', 'C', 'D', 'E', 'F'], [])).toBe('6 shared notes: a, b, c, d, …');
  });

  it('speaks of one note in the singular', () => {
    expect(alike(['Oud'], [])).toBe('1 shared note: oud');
  });

  it('makes do with accords alone', () => {
    expect(alike([], ['Citrus'])).toBe('both citrus');
  });
});
