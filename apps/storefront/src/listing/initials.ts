import type { CountedName } from './model.ts';

export interface InitialGroup {
  /** 'A' to 'Z', or '0–9' for everything that begins otherwise. */
  readonly initial: string;
  /** The group's anchor on the page: 'a' … 'z', 'other'. */
  readonly anchor: string;
  readonly names: readonly CountedName[];
}

/** Names under their first letters, accents aside ("Élan" stands under E); letters without names are left out. */
export function groupByInitial(names: readonly CountedName[]): readonly InitialGroup[] {
  const groups = new Map<string, CountedName[]>();
  for (const name of names) {
    const initial = initialOf(name.name);
    const group = groups.get(initial);
    if (group) group.push(name);
    else groups.set(initial, [name]);
  }
  return [...groups]
    .sort(
      ([one], [other]) => Number(one === '0–9') - Number(other === '0–9') || one.localeCompare(other, 'en'),
    )
    .map(([initial, group]) => ({
      initial,
      anchor: initial === '0–9' ? 'other' : initial.toLowerCase(),
      names: group.toSorted((one, other) =>
        one.name.localeCompare(other.name, 'en', { sensitivity: 'base' }),
      ),
    }));
}

function initialOf(name: string): string {
  const first = name
    .normalize('NFKD')
    .replace(/[^\p{Letter}\p{Number}]/gu, '')
    .charAt(0)
    .toUpperCase();
  return /^[A-Z]$/.test(first) ? first : '0–9';
}
