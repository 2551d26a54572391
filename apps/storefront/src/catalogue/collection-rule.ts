import { z } from 'zod';
import { listingSorts, type ListingQuery } from '../listing/model.ts';
import { attributeDefinitions } from './attributes.ts';
import { concentrations, genders, itemConditions, productKinds } from './model.ts';

const slugs = z.array(z.string().regex(/^[a-z0-9][a-z0-9-]*$/));
const cents = z.int().nonnegative().nullable();

const attributes = z.record(z.string(), z.array(z.string())).refine(
  (chosen) =>
    Object.entries(chosen).every(([code, values]) => {
      const known = attributeDefinitions.find((definition) => definition.code === code)?.values;
      return known && values.every((value) => known.some((one) => one.value === value));
    }),
  'names an attribute or a value that does not exist',
);

/**
 * A rule is a listing query without its page. A field that is not known makes it invalid rather than wider: during a deploy
 * an older release then leaves the collection out instead of filling it with everything.
 */
const ruleSchema = z.strictObject({
  text: z.string().optional(),
  category: z.string().optional(),
  kinds: z.array(z.enum(productKinds)).optional(),
  brands: slugs.optional(),
  genders: z.array(z.enum(genders)).optional(),
  concentrations: z.array(z.enum(concentrations)).optional(),
  sizes: slugs.optional(),
  conditions: z.array(z.enum(itemConditions)).optional(),
  minCents: cents.optional(),
  maxCents: cents.optional(),
  notes: slugs.optional(),
  withoutNotes: slugs.optional(),
  accords: slugs.optional(),
  attributes: attributes.optional(),
  inStock: z.boolean().optional(),
  newWithinDays: z.int().positive().nullable().optional(),
  onSale: z.boolean().optional(),
  sort: z.enum(listingSorts).optional(),
});

/** The rule, or the reason why it is none. */
export function parseCollectionRule(
  value: unknown,
): { readonly rule: Partial<ListingQuery> } | { readonly problem: string } {
  const parsed = ruleSchema.safeParse(value);
  return parsed.success ? { rule: parsed.data } : { problem: z.prettifyError(parsed.error) };
}
