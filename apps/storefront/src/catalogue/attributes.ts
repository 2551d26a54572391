import type { AttributeValues, ProductKind } from './model.ts';

/** A typed attribute: the words it may hold, the kinds of product that have it, and whether listings offer it as a filter. */
export interface AttributeDefinition {
  /** Names it in the database and, as a filter, in the URL. */
  readonly code: string;
  readonly label: string;
  readonly kinds: readonly ProductKind[];
  /** In the order in which they are shown. `value` is what is stored. */
  readonly values: readonly { readonly value: string; readonly label: string }[];
  readonly facet: boolean;
}

const worn: readonly ProductKind[] = ['perfume', 'cologne'];

/** Every attribute there is. A new one is a new entry here; the tables stay as they are. */
export const attributeDefinitions: readonly AttributeDefinition[] = [
  define('season', 'Season', worn, {
    spring: 'Spring',
    summer: 'Summer',
    autumn: 'Autumn',
    winter: 'Winter',
  }),
  define('time-of-day', 'Time of day', worn, { day: 'Day', night: 'Night' }),
  define('hair-type', 'Hair type', ['hair-care'], {
    straight: 'Straight',
    wavy: 'Wavy',
    curly: 'Curly',
    coily: 'Coily',
    fine: 'Fine',
    thick: 'Thick',
    coloured: 'Coloured',
  }),
  define('hair-concern', 'Hair concern', ['hair-care'], {
    dryness: 'Dryness',
    damage: 'Damage',
    frizz: 'Frizz',
    volume: 'Lack of volume',
    shine: 'Lack of shine',
    dandruff: 'Dandruff',
    'oily-scalp': 'Oily scalp',
    thinning: 'Thinning hair',
  }),
  define('skin-type', 'Skin type', ['skin-care'], {
    normal: 'Normal',
    dry: 'Dry',
    oily: 'Oily',
    combination: 'Combination',
    sensitive: 'Sensitive',
    mature: 'Mature',
  }),
  define('skin-concern', 'Skin concern', ['skin-care'], {
    dryness: 'Dryness',
    lines: 'Fine lines',
    firmness: 'Loss of firmness',
    dullness: 'Dullness',
    spots: 'Dark spots',
    redness: 'Redness',
    blemishes: 'Blemishes',
    sun: 'Sun',
  }),
  define('set-contents', 'In the set', ['gift-set'], {
    fragrance: 'Fragrance',
    'travel-spray': 'Travel spray',
    miniatures: 'Miniatures',
    'body-lotion': 'Body lotion',
    'shower-gel': 'Shower gel',
    'after-shave': 'After-shave',
    deodorant: 'Deodorant',
    candle: 'Candle',
    pouch: 'Pouch',
  }),
];

function define(
  code: string,
  label: string,
  kinds: readonly ProductKind[],
  labels: Readonly<Record<string, string>>,
): AttributeDefinition {
  const values = Object.entries(labels).map(([value, name]) => ({ value, label: name }));
  return { code, label, kinds, values, facet: true };
}

const byKind = new Map<ProductKind, readonly AttributeDefinition[]>();

/** The attributes that products of this kind have, in the order in which they are shown. */
export function attributesOfKind(kind: ProductKind): readonly AttributeDefinition[] {
  let definitions = byKind.get(kind);
  if (!definitions) {
    definitions = attributeDefinitions.filter(({ kinds }) => kinds.includes(kind));
    byKind.set(kind, definitions);
  }
  return definitions;
}

/** What is wrong with the attributes of a product of this kind, one sentence each; empty when nothing is. */
export function attributeProblems(kind: ProductKind, attributes: AttributeValues): readonly string[] {
  const definitions = attributesOfKind(kind);
  return Object.entries(attributes).flatMap(([code, values]) => {
    const definition = definitions.find((one) => one.code === code);
    if (!definition) return [`a product of kind ${kind} has no attribute "${code}"`];
    return values
      .filter((value) => !definition.values.some((known) => known.value === value))
      .map((value) => `"${value}" is not a value of the attribute "${code}"`);
  });
}

/**
 * Attributes in their one order, each value once, empty ones left out. What the kind's vocabulary does not know is left
 * out too, so that a value which a later release takes away does not break the page of a product that still has it.
 * @param attributes values by attribute code, as a draft or a JSON column has them
 */
export function knownAttributes(kind: ProductKind, attributes: unknown): AttributeValues {
  const known: Record<string, readonly string[]> = {};
  for (const { code, values } of attributesOfKind(kind)) {
    const given = (attributes as Readonly<Record<string, unknown>> | null)?.[code];
    if (!Array.isArray(given)) continue;
    const kept = values.map(({ value }) => value).filter((value) => given.includes(value));
    if (kept.length > 0) known[code] = kept;
  }
  return known;
}
