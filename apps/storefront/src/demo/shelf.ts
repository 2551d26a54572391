import type { CategoryDraft, CollectionDraft } from '../catalogue/index.ts';

const leaf = (slug: string, name: string, description: string): CategoryDraft => ({
  slug,
  name,
  description,
  children: [],
});

/** The category tree of the demo: five roots, one for each kind of product. */
export const categoryTree: readonly CategoryDraft[] = [
  {
    slug: 'perfume',
    name: 'Perfume',
    description:
      'Eau de parfum, eau de toilette, extraits and oils from houses large and small, with their notes and their price per 100 ml.',
    children: [
      leaf(
        'womens-perfume',
        'Women’s perfume',
        'Florals, chypres, gourmands and everything else that houses make for women.',
      ),
      leaf(
        'mens-perfume',
        'Men’s perfume',
        'Aromatics, woods, spices and leathers that houses make for men.',
      ),
      leaf('unisex-perfume', 'Unisex perfume', 'Scents without an address: wear what you like.'),
      leaf(
        'extraits-and-oils',
        'Extraits and oils',
        'The most concentrated forms. A drop is enough, and the small bottle lasts.',
      ),
      leaf(
        'body-and-hair-mists',
        'Body and hair mists',
        'Light sprays for skin and hair, to be used freely.',
      ),
    ],
  },
  {
    slug: 'cologne',
    name: 'Cologne',
    description:
      'Light, bright and made to be splashed on: colognes, eaux fraîches and light eaux de toilette.',
    children: [
      leaf(
        'classic-cologne',
        'Classic cologne',
        'Citrus, herbs and blossom in the old proportion, often in large bottles.',
      ),
      leaf(
        'mens-cologne',
        'Men’s cologne',
        'Eaux de toilette with the ease of a cologne and a little more staying power.',
      ),
      leaf('eau-fraiche', 'Eau fraîche', 'The lightest of all: refreshing, gone in an hour, never too much.'),
    ],
  },
  {
    slug: 'hair-care',
    name: 'Hair care',
    description: 'Shampoo, conditioner, masks, oils and styling, to be filtered by hair type and concern.',
    children: [
      leaf('shampoo', 'Shampoo', 'From gentle daily washing to a thorough clean.'),
      leaf('conditioner', 'Conditioner', 'To rinse out or to leave in: smooth lengths that comb easily.'),
      leaf('hair-masks', 'Hair masks', 'Ten minutes of care for lengths that need more than a conditioner.'),
      leaf('hair-oils-and-serums', 'Hair oils and serums', 'A few drops for shine, ends and frizz.'),
      leaf(
        'scalp-care',
        'Scalp care',
        'Tonics and scrubs for a scalp that is dry, oily or in need of density.',
      ),
      leaf('styling', 'Styling', 'Hold, texture, curl and protection from heat.'),
    ],
  },
  {
    slug: 'skin-care',
    name: 'Skin care',
    description:
      'Cleansers, serums, creams and sun care for face and body, to be filtered by skin type and concern.',
    children: [
      leaf('cleansers', 'Cleansers', 'Gels, balms and waters that take the day off without taking more.'),
      leaf('toners-and-masks', 'Toners and masks', 'Between cleansing and care: essences, peels and masks.'),
      leaf('serums-and-oils', 'Serums and oils', 'The concentrated step, with what the skin needs most.'),
      leaf('moisturisers', 'Moisturisers', 'Day and night creams from a light fluid to a rich balm.'),
      leaf('eye-and-lip-care', 'Eye and lip care', 'Small tubes for the thinnest skin.'),
      leaf(
        'body-and-hand-care',
        'Body and hand care',
        'Lotions, oils, scrubs and creams from the neck down.',
      ),
      leaf('sun-care', 'Sun care', 'Broad protection, light textures.'),
    ],
  },
  {
    slug: 'gift-set',
    name: 'Gift sets',
    description: 'Boxed together and usually cheaper than the parts.',
    children: [
      leaf('gift-sets-for-women', 'Gift sets for women', 'A favourite scent with what goes with it.'),
      leaf('gift-sets-for-men', 'Gift sets for men', 'Scent, shower and shave in one box.'),
      leaf('gift-sets-to-share', 'Gift sets to share', 'Discovery sets, minis and scents for everyone.'),
      leaf('care-gift-sets', 'Hair and skin sets', 'A whole routine in one box.'),
    ],
  },
];

/** Collections fill themselves; their order is that of the rows on the home page. */
export const collections: readonly CollectionDraft[] = [
  {
    slug: 'best-sellers',
    name: 'Best sellers',
    description: 'What most people buy, across all houses.',
    rule: { sort: 'popular' },
    position: 0,
  },
  {
    slug: 'on-sale',
    name: 'On sale',
    description: 'Every price here is lower than the lowest of the 30 days before its sale began.',
    rule: { onSale: true, sort: 'popular' },
    position: 1,
  },
  {
    slug: 'new-this-month',
    name: 'New this month',
    description: 'What came in during the last 30 days.',
    rule: { newWithinDays: 30, sort: 'newest' },
    position: 2,
  },
  {
    slug: 'testers',
    name: 'Testers',
    description: 'The same scent in a plain box, often without a cap, for 10 to 30% less.',
    rule: { conditions: ['tester'], sort: 'popular' },
    position: 3,
  },
  {
    slug: 'under-30',
    name: 'Fragrances under $30',
    description: 'A full bottle need not cost much.',
    rule: { kinds: ['perfume', 'cologne'], maxCents: 3_000, sort: 'popular' },
    position: 4,
  },
  {
    slug: 'gifts',
    name: 'Gift sets',
    description: 'Boxed, ribboned, ready to hand over.',
    rule: { kinds: ['gift-set'], sort: 'popular' },
    position: 5,
  },
];
