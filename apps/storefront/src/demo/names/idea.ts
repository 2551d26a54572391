import type { GenreName } from '../scents/genres.ts';

/** A name for a scent and what it promises. */
export interface NameIdea {
  readonly name: string;
  /** Notes that must be in it, as in the palette. */
  readonly notes: readonly string[];
  /** The genre it speaks of; absent: any of the house's. */
  readonly genre?: GenreName;
}

/** A material that names are made of, in one language. */
export interface Material {
  readonly word: string;
  /** For the adjectives of French and Italian. */
  readonly gender: 'm' | 'f';
  readonly note: string;
  readonly genre: GenreName;
  /** What it looks like to the namer: petals and fruit take other words than woods and smoke. */
  readonly soft: boolean;
}

/** Reads `Rose f rose rose soft`, notes with `_` for blanks; the words of a name may have them too. */
export const materialList = (text: string): readonly Material[] =>
  text
    .trim()
    .split(/\s*\n\s*/)
    .map((line) => {
      const [word, gender, note, genre, touch] = line.split(/\s+/).map((part) => part.replaceAll('_', ' '));
      return {
        word: word!,
        gender: gender as 'm' | 'f',
        note: note!,
        genre: genre as GenreName,
        soft: touch === 'soft',
      };
    });

export const list = (text: string): readonly string[] => text.trim().split(/\s*,\s*/);

/** An idea that speaks of a material. */
export const about = (name: string, ...materials: readonly Material[]): NameIdea => ({
  name,
  notes: [...new Set(materials.map(({ note }) => note))],
  genre: materials[0]!.genre,
});

/** An idea that leaves the scent open. */
export const open = (name: string): NameIdea => ({ name, notes: [] });

/** Puts a name where `*` stands; "de Octave" becomes "d’Octave" and "a Asolo" becomes "ad Asolo". */
export function elided(pattern: string, name: string): string {
  let text = pattern;
  if (/^(?:[aeiouéèêîâôû]|hy|hé)/i.test(name)) text = text.replace('de *', 'd’*');
  if (name.startsWith('A')) text = text.replace(/(?<= )a \*/, 'ad *');
  return text.replace('*', name);
}
