import { slugify } from '../keys.ts';
import type { Concentration } from '../model.ts';

export interface SlugWish {
  readonly base: string;
  /** Tried as the first ending when the base is taken. */
  readonly year?: number | null;
  /** The slug that its owner has now. */
  readonly current?: string;
  /** Slugs that count as taken but belong to the owner itself. */
  readonly own?: ReadonlySet<string>;
}

/**
 * Gives each wish a slug that nobody else has: the base, else the base with the year, else with 2, 3, 4 … An owner whose
 * slug already is the base with a number keeps it while somebody else has the base.
 * @param readTaken which of these slugs are taken
 * @returns the slugs in the order of the wishes
 */
export async function allocateSlugs(
  wishes: readonly SlugWish[],
  readTaken: (slugs: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<readonly string[]> {
  const given = new Array<string>(wishes.length);
  const claimed = new Set<string>();
  let open = wishes.map((wish, index) => ({ wish, index, tried: 0 }));
  for (let count = 1; open.length > 0; count *= 2) {
    const candidates = new Map(
      open.map(({ wish, index, tried }) => [
        index,
        Array.from({ length: count }, (_, offset) => candidate(wish, tried + offset)),
      ]),
    );
    const taken = await readTaken([...new Set([...candidates.values()].flat())]);
    open = open.filter(({ wish, index, tried }) => {
      const free = (slug: string) => !claimed.has(slug) && (!taken.has(slug) || wish.own?.has(slug) === true);
      const slug =
        tried === 0 && !free(wish.base) && isNumbered(wish.current, wish.base)
          ? wish.current
          : candidates.get(index)?.find(free);
      if (slug === undefined) return true;
      given[index] = slug;
      claimed.add(slug);
      return false;
    });
    open = open.map((one) => ({ ...one, tried: one.tried + count }));
  }
  return given;
}

function candidate({ base, year }: SlugWish, attempt: number): string {
  if (attempt === 0) return base;
  if (!year) return `${base}-${attempt + 1}`;
  return attempt === 1 ? `${base}-${year}` : `${base}-${attempt}`;
}

function isNumbered(slug: string | undefined, base: string): slug is string {
  return slug !== undefined && slug.startsWith(`${base}-`) && /^\d+$/.test(slug.slice(base.length + 1));
}

/** The address that a product has by its identity: 'dior-sauvage-eau-de-parfum'; words that repeat are said once. */
export function productSlugBase(product: {
  readonly brandSlug: string;
  readonly name: string;
  readonly concentration: Concentration | null;
}): string {
  const { brandSlug, concentration } = product;
  const name = slugify(product.name);
  const words = [
    name === brandSlug || name.startsWith(`${brandSlug}-`) ? null : brandSlug,
    name,
    concentration === null || `-${name}-`.includes(`-${concentration}-`) ? null : concentration,
  ];
  return slugify(words.filter((word) => word !== null).join(' '));
}
