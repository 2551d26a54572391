import type { Gender, ProductKind } from '../../catalogue/index.ts';
import { htmlToText } from '../parsing/html-text.ts';
import type { TitleParts } from '../parsing/title.ts';
import type { GivenProduct, SourceRow } from './shape.ts';

/** The words of type, category and title by which a kind is recognised, the narrower first. */
const kinds: readonly (readonly [RegExp, ProductKind])[] = [
  [/\b(?:gift ?sets?|sets?|coffrets?|collection box)\b/i, 'gift-set'],
  [/\b(?:hair|shampoo|conditioner|scalp)\b/i, 'hair-care'],
  [
    /\b(?:skin|lotions?|creams?|body wash|shower gel|deodorants?|soaps?|balms?|serums?|after ?shave)\b/i,
    'skin-care',
  ],
];

/** Longer descriptions than this are cut off at a word: the column holds 64 kB of UTF-8. */
const longestDescription = 15_000;

/** What the first row of a Handle says of the product; its title has been taken apart before. */
export function readShopifyProduct(row: SourceRow, parts: TitleParts, brandName: string): GivenProduct {
  const gender = parts.gender ?? genderFromTags(row.cell('Tags') ?? '');
  const body = row.cell('Body (HTML)');
  return {
    brandName,
    name: parts.name,
    kind: kindOf(row, parts),
    ...(parts.concentration !== null && { concentration: parts.concentration }),
    ...(gender !== null && { gender }),
    ...(body !== undefined && body !== '' && { description: shortened(htmlToText(body)) || null }),
    ...statusOf(row),
  };
}

function kindOf(row: SourceRow, { concentration, gender }: TitleParts): ProductKind {
  // "Perfume & Cologne" is Shopify's one category for all fragrances and decides nothing.
  const type = row.cell('Type') ?? '';
  const category = row.cell('Product Category')?.split('>').at(-1) ?? '';
  for (const text of [type, category, row.cell('Title') ?? '']) {
    const kind = kinds.find(([words]) => words.test(text))?.[1];
    if (kind !== undefined) return kind;
    if (/^\s*colognes?\s*$/i.test(text)) return 'cologne';
  }
  return concentration === 'eau-de-cologne' && gender !== 'women' ? 'cologne' : 'perfume';
}

function genderFromTags(tags: string): Gender | null {
  const words = new Set(tags.toLowerCase().split(/[^a-z]+/));
  if (words.has('unisex')) return 'unisex';
  const women = words.has('women') || words.has('womens') || words.has('woman') || words.has('ladies');
  const men = words.has('men') || words.has('mens') || words.has('man');
  if (women && men) return 'unisex';
  return women ? 'women' : men ? 'men' : null;
}

/** Active there may be active here; draft, archived and unpublished are drafts. Without a word nothing is said. */
function statusOf(row: SourceRow): Pick<GivenProduct, 'status'> {
  const status = (row.cell('Status') ?? '').toLowerCase();
  const published = (row.cell('Published') ?? '').toLowerCase();
  if (status === 'draft' || status === 'archived' || published === 'false') return { status: 'draft' };
  return status === 'active' || published === 'true' ? { status: 'active' } : {};
}

function shortened(text: string): string {
  if (text.length <= longestDescription) return text;
  return `${text.slice(0, longestDescription).replace(/\s+\S*$/, '')} …`;
}
