import type { Concentration, Gender } from '../../catalogue/index.ts';
import type { Finish } from '../pictures/glass.ts';
import type { Tradition } from '../houses/surnames.ts';
import type { Random } from '../random.ts';

/** A scent that lives off another's name. */
export interface Flanker {
  readonly suffix: string;
  readonly towards: 'lighter' | 'stronger' | 'other';
  readonly concentration: Concentration;
  readonly finish: Finish;
  readonly gender?: Gender;
  /** Of a limited edition that carries its year. */
  readonly dated?: boolean;
}

const flanker = (
  suffix: string,
  towards: Flanker['towards'],
  concentration: Concentration,
  finish: Finish,
  more: Pick<Flanker, 'gender' | 'dated'> = {},
): Flanker => ({ suffix, towards, concentration, finish, ...more });

const common: readonly Flanker[] = [
  flanker('Intense', 'stronger', 'eau-de-parfum', 'faded'),
  flanker('Elixir', 'stronger', 'extrait', 'lacquered'),
  flanker('Noir', 'stronger', 'eau-de-parfum', 'lacquered'),
  flanker('Limited Edition *', 'other', 'eau-de-parfum', 'faded', { dated: true }),
  flanker('Summer *', 'lighter', 'eau-de-toilette', 'frosted', { dated: true }),
  flanker('for Men', 'other', 'eau-de-toilette', 'clear', { gender: 'men' }),
];

const romance: readonly Flanker[] = [
  flanker('L’Eau', 'lighter', 'eau-de-toilette', 'frosted'),
  flanker('Absolu', 'stronger', 'extrait', 'lacquered'),
  flanker('L’Extrait', 'stronger', 'extrait', 'faded'),
  flanker('Légère', 'lighter', 'eau-de-toilette', 'frosted'),
  flanker('Édition d’Or', 'other', 'eau-de-parfum', 'faded'),
  flanker('pour Homme', 'other', 'eau-de-toilette', 'clear', { gender: 'men' }),
  flanker('Nuit', 'stronger', 'eau-de-parfum', 'lacquered'),
];

const own: Readonly<Record<Tradition, readonly Flanker[]>> = {
  french: romance,
  italian: [
    flanker('Notte', 'stronger', 'eau-de-parfum', 'lacquered'),
    flanker('Acqua', 'lighter', 'eau-de-toilette', 'frosted'),
    flanker('Assoluto', 'stronger', 'extrait', 'faded'),
    flanker('Uomo', 'other', 'eau-de-toilette', 'clear', { gender: 'men' }),
    flanker('Riserva', 'stronger', 'eau-de-parfum', 'faded'),
  ],
  english: [
    flanker('Reserve', 'stronger', 'eau-de-parfum', 'faded'),
    flanker('by Night', 'stronger', 'eau-de-parfum', 'lacquered'),
    flanker('Light', 'lighter', 'eau-de-toilette', 'frosted'),
    flanker('Cologne Edition', 'lighter', 'eau-de-toilette', 'frosted'),
  ],
  arabic: [
    flanker('Gold', 'other', 'eau-de-parfum', 'faded'),
    flanker('Royal', 'stronger', 'extrait', 'lacquered'),
    flanker('Special Edition', 'other', 'eau-de-parfum', 'faded'),
    flanker('Black', 'stronger', 'eau-de-parfum', 'lacquered'),
  ],
  modern: [
    flanker('Extrait', 'stronger', 'extrait', 'faded'),
    flanker('Edition II', 'other', 'eau-de-parfum', 'clear'),
    flanker('Dilute', 'lighter', 'eau-de-toilette', 'frosted'),
    flanker('Black', 'stronger', 'eau-de-parfum', 'lacquered'),
  ],
};

/** At most `count` different flankers as a house of this tradition makes them. */
export const drawFlankers = (random: Random, tradition: Tradition, count: number): readonly Flanker[] =>
  random
    .sample([...own[tradition], ...own[tradition], ...common], count * 2)
    .filter((one, at, all) => all.findIndex(({ suffix }) => suffix === one.suffix) === at)
    .slice(0, count);
