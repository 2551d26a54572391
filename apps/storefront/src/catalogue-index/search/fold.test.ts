import { describe, expect, it } from 'vitest';
import { isGlue, wordsOf } from './fold.ts';

describe('wordsOf', () => {
  it.each([
    ['La Nuit Trésor À la Folie', ['la', 'nuit', 'tresor', 'a', 'la', 'folie']],
    ["L'Eau d’Issey", ['l', 'eau', 'd', 'issey']],
    ["Victoria's Secret", ['victoria', 'secret']],
    ['D&G', ['dg']],
    ['Dolce & Gabbana', ['dolce', 'gabbana']],
    ['N°5', ['n', '5']],
    ['No5', ['no', '5']],
    ['№ 5', ['no', '5']],
    ['212 VIP', ['212', 'vip']],
    ['Œillet Straße Ørn', ['oeillet', 'strasse', 'orn']],
    ['7.5', ['7', '5']],
    ['Красная Москва', ['красная', 'москва']],
    ['?!', []],
    ['', []],
  ])('takes "%s" apart', (text, words) => expect(wordsOf(text)).toEqual(words));
});

describe('isGlue', () => {
  it('is what no one searches by, never a number', () => {
    expect(['de', 'la', 'for', 's'].map(isGlue)).toEqual([true, true, true, true]);
    expect(['5', '41', 'oud', 'one'].map(isGlue)).toEqual([false, false, false, false]);
  });
});
