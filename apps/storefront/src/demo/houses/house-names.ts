import { foldKey } from '../../catalogue/index.ts';
import { elided } from '../names/idea.ts';
import type { Random } from '../random.ts';
import { careHouses, firstNames, surnames, type Tradition } from './surnames.ts';

/** Ways to make a house's name of a surname, the plain one first. `*` is the surname, `+` a first name. */
const forms: Readonly<Record<Tradition, readonly string[]>> = {
  french: ['*', 'Maison *', '+ *', 'Parfums *', 'Atelier *', '* & Fils', 'Les Parfums de *'],
  italian: ['*', 'Casa *', '+ *', 'Profumi *', 'Officina *', 'Antica *'],
  english: ['*', '+ *', 'House of *', '* of London', '* Perfumery', 'Messrs *'],
  arabic: ['Dar Al *', '*', 'Al *', '* Perfumes', 'Bayt *', '* Al Khaleej'],
  modern: ['*', '* Parfum', 'Studio *', '* Olfactory'],
};

/** Words after a name when all names are taken: only catalogues far above the usual size get there. */
const quarters = [
  'Rive',
  'Nord',
  'Sud',
  'Ouest',
  'Est',
  'Haute',
  'Belle',
  'Neuve',
  'Vieille',
  'Grande',
  'Petite',
  'Libre',
];

/** Gives out names of houses, each once. */
export class HouseNames {
  readonly #random: Random;
  readonly #taken = new Set<string>();
  readonly #shuffled = new Map<string, readonly string[]>();
  readonly #given = new Map<string, number>();

  constructor(random: Random) {
    this.#random = random;
  }

  fragrance(tradition: Tradition): string {
    const family = this.#shuffledOnce(tradition, surnames[tradition]);
    return this.#next(tradition, (turn) => {
      const surname = family[turn % family.length]!;
      const round = Math.floor(turn / family.length);
      const ways = forms[tradition];
      const way =
        round === 0
          ? this.#random.weighted(ways.map((form, at) => [form, at === 0 ? 4 : 1]))
          : ways[round % ways.length]!;
      return elided(way, surname).replace('+', this.#random.pick(firstNames[tradition]));
    });
  }

  care(trade: 'hair' | 'skin'): string {
    const names = this.#shuffledOnce(trade, careHouses[trade]);
    const ways = ['*', '* Lab', '* Botanics', 'Maison *', '* Pro', '* Studio'];
    return this.#next(trade, (turn) =>
      ways[Math.floor(turn / names.length) % ways.length]!.replace('*', names[turn % names.length]!),
    );
  }

  #next(key: string, name: (turn: number) => string): string {
    for (;;) {
      const turn = this.#given.get(key) ?? 0;
      this.#given.set(key, turn + 1);
      const plain = name(turn);
      // After many turns the forms repeat themselves; a quarter keeps the names apart.
      const quarter =
        turn < 300
          ? ''
          : ` ${quarters[turn % quarters.length]!}${turn < 3_600 ? '' : ` ${Math.floor(turn / 3_600)}`}`;
      const folded = foldKey(plain + quarter);
      if (this.#taken.has(folded)) continue;
      this.#taken.add(folded);
      return plain + quarter;
    }
  }

  #shuffledOnce(key: string, names: readonly string[]): readonly string[] {
    let shuffled = this.#shuffled.get(key);
    if (!shuffled) {
      shuffled = this.#random.sample(names, names.length);
      this.#shuffled.set(key, shuffled);
    }
    return shuffled;
  }
}
