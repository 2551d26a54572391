import { expect, it } from 'vitest';
import { capitalised, listed, possessive, verb, withArticle } from './sentences.ts';

it('lists words as a sentence does', () => {
  expect(listed(['rose'])).toBe('rose');
  expect(listed(['rose', 'oud'])).toBe('rose and oud');
  expect(listed(['rose', 'oud', 'musk'])).toBe('rose, oud and musk');
});

it('lets the verb follow its subject', () => {
  expect(`${capitalised('rose')} ${verb(['rose'], 'follows', 'follow')}`).toBe('Rose follows');
  expect(verb(['rose', 'oud'], 'follows', 'follow')).toBe('follow');
});

it('chooses the article by sound', () => {
  expect(['airy', 'clean', 'earthy', 'unisex', 'opulent'].map(withArticle)).toEqual([
    'an airy',
    'a clean',
    'an earthy',
    'a unisex',
    'an opulent',
  ]);
});

it('makes the owner of a name', () => {
  expect([possessive('Valmorne'), possessive('Foxglove & Ferns')]).toEqual([
    'Valmorne’s',
    'Foxglove & Ferns’',
  ]);
});
