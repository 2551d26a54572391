import { describe, expect, it } from 'vitest';
import { genderOf, readTitle, splitConcentration } from './title.ts';

describe('readTitle', () => {
  it.each([
    [
      'Maison Vire Nuit Ambre Eau de Parfum Spray 3.4 oz for Women (Tester)',
      'Nuit Ambre',
      'eau-de-parfum',
      'women',
      'tester',
    ],
    ['Nuit Ambre by Maison Vire EDT 100ml', 'Nuit Ambre', 'eau-de-toilette', null, null],
    ['Maison Vire - Nuit Ambre E.D.P. 50 ml', 'Nuit Ambre', 'eau-de-parfum', null, null],
    ['Nuit Ambre Parfum 50 ml Unboxed', 'Nuit Ambre', 'extrait', null, 'unboxed'],
    ['Nuit Ambre Tester (no cap) EDP 100 ml', 'Nuit Ambre', 'eau-de-parfum', null, 'tester'],
    ['Nuit Ambre EDP 100 ml, no box', 'Nuit Ambre', 'eau-de-parfum', null, 'unboxed'],
    ['Ambre pour Homme EDT 1.7oz', 'Ambre pour Homme', 'eau-de-toilette', 'men', null],
    ['Ambre for Her EDP 1.7oz', 'Ambre for Her', 'eau-de-parfum', 'women', null],
    ['Ambre for Men & Women EDP', 'Ambre', 'eau-de-parfum', 'unisex', null],
    ['015 EDP 100 ml', '015', 'eau-de-parfum', null, null],
    ['41', '41', null, null, null],
    ['Eau de Parfum 100 ml', 'Eau de Parfum', 'eau-de-parfum', null, null],
    ['Maison Vire for Men EDT 3.4 oz', 'for Men', 'eau-de-toilette', 'men', null],
    ['Maison Vire', 'Maison Vire', null, null, null],
    ['Contester', 'Contester', null, null, null],
  ])('takes "%s" apart', (title, name, concentration, gender, condition) => {
    expect(readTitle(title, 'Maison Vire')).toMatchObject({ name, concentration, gender, condition });
  });

  it('never loses the whole name, whatever brand and title are', () => {
    for (const title of ['(Tester)', '100 ml', 'EDP', 'for Women', '*', '[', 'Spray'])
      expect(readTitle(title, '.*(').name).not.toBe('');
  });
});

describe('genderOf', () => {
  it.each([
    ['L Homme', 'men'],
    ['Pour Femme', 'women'],
    ['Homme et Femme', 'unisex'],
    ['Romance', null],
    ['Mango', null],
  ])('of "%s" is %s', (name, gender) => {
    expect(genderOf(name)).toBe(gender);
  });
});

describe('splitConcentration', () => {
  it('takes a full concentration off the end of a name and nothing else', () => {
    expect(splitConcentration('Nuit Eau de Parfum')).toEqual({
      name: 'Nuit',
      concentration: 'eau-de-parfum',
    });
    expect(splitConcentration('Nuit Eau de Parfum Intense').name).toBe('Nuit Eau de Parfum Intense');
    expect(splitConcentration('Eau de Parfum')).toEqual({ name: 'Eau de Parfum', concentration: null });
    expect(splitConcentration('Nuit Parfum').concentration).toBeNull();
  });
});
