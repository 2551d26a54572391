import { attributeProblems } from './attributes.ts';
import { isGtin } from './gtin.ts';
import { concentrations, genders, itemConditions, productKinds, sizeUnits } from './model.ts';
import type { DraftProblem, ProductDraft, VariantDraft } from './product-draft.ts';
import { variantLabel, variantSlug } from './sizes.ts';
import { tidied } from './spelling.ts';

/** The longest texts that are kept, in characters. */
const longest = {
  sourceKey: 255,
  slug: 120,
  brandName: 120,
  name: 160,
  description: 16_000,
  perfumer: 120,
  note: 120,
  accord: 80,
  sku: 64,
  alt: 255,
  assetKey: 160,
} as const;

const mostNotes = 100;
const mostImages = 100;
const largestSize = 100_000_00;
const firstYear = 1000;
const lastYear = 2100;
const largestVote = 1_000_000_000;

/** Everything that is wrong with a draft in itself, before it is held against what the shop has; empty when nothing is. */
export function draftProblems(draft: ProductDraft): readonly DraftProblem[] {
  const problems: DraftProblem[] = [];
  const say = (field: string, message: string | undefined) => {
    if (message !== undefined) problems.push({ field, message });
  };
  say('sourceKey', exactText(draft.sourceKey, longest.sourceKey));
  say('brandName', nameProblem(draft.brandName, longest.brandName));
  say('name', nameProblem(draft.name, longest.name));
  say('status', wordProblem(draft.status, ['draft', 'active', 'deleted']));
  say('kind', wordProblem(draft.kind, productKinds));
  if (draft.gender !== null) say('gender', wordProblem(draft.gender, genders));
  if (draft.concentration !== null) say('concentration', wordProblem(draft.concentration, concentrations));
  if (draft.description !== null && draft.description.length > longest.description)
    say('description', `is longer than ${longest.description} characters`);
  if (draft.perfumer !== null) say('perfumer', nameProblem(draft.perfumer, longest.perfumer));
  if (draft.launchYear !== null) say('launchYear', numberProblem(draft.launchYear, firstYear, lastYear));
  if (
    draft.slug !== undefined &&
    (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(draft.slug) || draft.slug.length > longest.slug)
  )
    say(
      'slug',
      `"${draft.slug}" is not made of at most ${longest.slug} lower-case letters, digits and single hyphens`,
    );
  if (draft.popularity !== undefined) say('popularity', numberProblem(draft.popularity, 0, 4_294_967_295));
  if (draft.createdAt !== undefined && Number.isNaN(draft.createdAt.getTime()))
    say('createdAt', 'is not a date');
  for (const message of notesProblems(draft.notes)) say('notes', message);
  for (const { name, weight } of draft.accords)
    say('accords', nameProblem(name, longest.accord) ?? numberProblem(weight, 1, 100));
  say('longevityVotes', votesProblem(draft.longevityVotes, 5));
  say('sillageVotes', votesProblem(draft.sillageVotes, 4));
  for (const message of attributeProblems(draft.kind, draft.attributes)) say('attributes', message);
  for (const message of imageProblems(draft.images)) say('images', message);
  for (const message of variantProblems(draft.variants)) say('variants', message);
  return problems;
}

function exactText(text: string, most: number): string | undefined {
  if (text === '') return 'is empty';
  if (text !== text.trim() || /\p{Cc}/u.test(text))
    return `"${text}" has blanks around it or control characters in it`;
  return text.length > most ? `is longer than ${most} characters` : undefined;
}

function nameProblem(text: string, most: number): string | undefined {
  const name = tidied(text);
  if (name === '') return 'is empty';
  return name.length > most ? `is longer than ${most} characters` : undefined;
}

function wordProblem(word: string, known: readonly string[]): string | undefined {
  return known.includes(word) ? undefined : `"${word}" is not one of ${known.join(', ')}`;
}

function numberProblem(value: number, least: number, most: number): string | undefined {
  return Number.isInteger(value) && value >= least && value <= most
    ? undefined
    : `${value} is not a whole number from ${least} to ${most}`;
}

function votesProblem(votes: readonly number[] | null, steps: number): string | undefined {
  if (votes === null) return undefined;
  if (votes.length !== steps) return `has ${votes.length} counts instead of ${steps}`;
  return votes.map((count) => numberProblem(count, 0, largestVote)).find((problem) => problem !== undefined);
}

function notesProblems({ form, top, heart, base, flat }: ProductDraft['notes']): readonly string[] {
  const levelled = [...top, ...heart, ...base];
  const all = [...levelled, ...flat];
  const formProblem =
    (form === 'none' && all.length > 0 && 'are given although their form is none') ||
    (form === 'flat' && levelled.length > 0 && 'have levels although their form is flat') ||
    (form === 'pyramid' && flat.length > 0 && 'have a flat list although their form is a pyramid') ||
    wordProblem(form, ['pyramid', 'flat', 'none']) ||
    (all.length > mostNotes && `are more than ${mostNotes}`);
  const nameProblems = all.map((name) => nameProblem(name, longest.note)).filter((one) => one !== undefined);
  return formProblem ? [formProblem, ...nameProblems] : nameProblems;
}

function imageProblems(images: ProductDraft['images']): readonly string[] {
  const problems = images.flatMap(({ assetKey, alt, width, height }) => [
    assetKey.length > longest.assetKey || !/^[\x21-\x7e]+$/.test(assetKey)
      ? `"${assetKey}" is not the key of an asset`
      : undefined,
    alt.length > longest.alt ? `a text is longer than ${longest.alt} characters` : undefined,
    numberProblem(width, 1, 65_535),
    numberProblem(height, 1, 65_535),
  ]);
  if (images.length > mostImages) problems.push(`are more than ${mostImages}`);
  return problems.filter((problem) => problem !== undefined);
}

function variantProblems(variants: readonly VariantDraft[]): readonly string[] {
  const skus = new Set<string>();
  const slugs = new Set<string>();
  return variants
    .flatMap(({ sku, gtin, size, condition }) => {
      const slug = variantSlug(size, condition);
      const problems = [
        exactText(sku, longest.sku),
        skus.has(sku) ? `the SKU ${sku} stands there twice` : undefined,
        gtin !== null && !isGtin(gtin)
          ? `"${gtin}" is not a GTIN: its last digit does not prove the others`
          : undefined,
        wordProblem(condition, itemConditions),
        size && wordProblem(size.unit, sizeUnits),
        size && numberProblem(size.amount, 1, largestSize),
        slugs.has(slug) ? `"${variantLabel({ size, condition })}" stands there twice` : undefined,
      ];
      skus.add(sku);
      slugs.add(slug);
      return problems;
    })
    .filter((problem) => typeof problem === 'string');
}
