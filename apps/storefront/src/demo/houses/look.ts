import { stages, wallNames, type Stage, type Wall } from '../pictures/backdrops.ts';
import type { BottleStyle } from '../pictures/bottle.ts';
import { capStyles, type CapStyle } from '../pictures/caps.ts';
import type { CareStyle } from '../pictures/care-packs.ts';
import { brightness, type Colour } from '../pictures/colour.ts';
import { labelStyles, type LabelStyle } from '../pictures/labels.ts';
import { materials, type Material } from '../pictures/materials.ts';
import { outlineNames, type OutlineName } from '../pictures/outlines.ts';
import type { Random } from '../random.ts';
import type { Tradition } from './surnames.ts';

/** What all pictures of a house have in common. */
export interface HouseLook {
  readonly wall: Wall;
  readonly stage: Stage;
  readonly monogram: string;
  readonly bottle: BottleStyle;
  readonly care: CareStyle;
  /** Of packs of hair and skin care, and of gift boxes. */
  readonly packColours: readonly Colour[];
  readonly ribbon: Colour;
}

const papers: readonly Colour[] = ['#f6f1e7', '#fffdf8', '#efe3cf', '#e9d9d2', '#e3e0d6', '#f3ead8'];
const inks: readonly Colour[] = ['#2b2420', '#5c4020', '#27313d', '#3b2a2f', '#24362f'];
const lacquers: readonly Colour[] = [
  '#2b2527',
  '#1f2b3a',
  '#5b2330',
  '#23382f',
  '#6b2a26',
  '#3c2c4e',
  '#33271f',
  '#2f3f46',
];
const packColours: readonly (readonly Colour[])[] = [
  ['#f7f3ec', '#efe7d9', '#e9dcc9'],
  ['#e9ede4', '#cfd8c6', '#f4f3ea'],
  ['#f5e4dd', '#efd3ca', '#faf1ec'],
  ['#e3eaed', '#cfdde3', '#f3f6f6'],
  ['#6b4a2f', '#7a5637', '#f3ead8'],
  ['#2f3a36', '#3c4a44', '#e9ede4'],
  ['#e8e0ee', '#d8cce2', '#f6f2f8'],
  ['#ffffff', '#f4f2ee', '#e8e5df'],
  ['#e6c7a2', '#f2e2c9', '#dbb48a'],
  ['#2c2b2d', '#3a393b', '#f1efeb'],
];

/** Draws the look of a house once and for all of its products. */
export function drawLook(random: Random, name: string, tradition: Tradition): HouseLook {
  const lacquer = random.pick(lacquers);
  const dark = random.chance(0.14);
  const paper = dark ? lacquer : random.pick(papers);
  const outline = random.pick(
    outlineNames.filter((one) => (tradition === 'modern' ? one !== 'waist' && one !== 'drop' : true)),
  );
  const cap = drawCap(random, tradition);
  const material = drawMaterial(random, cap);
  const colours = random.pick(packColours);
  return {
    wall: random.pick(wallNames),
    stage: random.pick(stages),
    monogram: monogramOf(name),
    bottle: {
      outline,
      stretch: [random.between(0.94, 1.07), random.between(0.93, 1.06)],
      fluted: random.chance(0.13),
      cap,
      material,
      collar: random.pick(['gold', 'silver', 'silver', 'rose-gold'] as const),
      lacquer,
      label: drawLabel(random, outline),
      paper,
      ink: brightness(paper) < 0.4 ? '#e8d3a8' : random.pick(inks),
    },
    care: {
      material: random.pick([
        'white',
        'black',
        'gold',
        'silver',
        'rose-gold',
        'oak',
        'walnut',
        'ivory',
        'gunmetal',
      ] as const),
      lacquer,
      ink: random.pick(inks),
      striped: random.chance(0.35),
    },
    packColours: colours,
    ribbon: random.pick(['#a3423f', '#b8934f', '#2f4a3d', '#efe5d5', '#31405a', '#d3a3a0'] as const),
  };
}

function drawCap(random: Random, tradition: Tradition): CapStyle {
  if (tradition === 'arabic' && random.chance(0.55)) return random.pick(['onion', 'crown', 'sphere']);
  if (tradition === 'modern') return random.pick(['drum', 'block', 'tower', 'stone', 'sphere']);
  return random.pick(capStyles.filter((style) => style !== 'onion'));
}

function drawMaterial(random: Random, cap: CapStyle): Material {
  if (cap === 'stone') return random.pick(['white', 'black', 'ivory', 'oak', 'walnut', 'gunmetal']);
  if (cap === 'onion' || cap === 'crown') return random.pick(['gold', 'rose-gold', 'silver', 'lacquer']);
  return random.pick(materials);
}

function drawLabel(random: Random, outline: OutlineName): LabelStyle {
  const narrow = outline === 'waist' || outline === 'column';
  const curved = outline === 'disc' || outline === 'drop' || outline === 'pebble' || outline === 'waist';
  return random.pick(
    labelStyles.filter((style) => {
      if (style === 'band') return !curved && outline !== 'taper' && outline !== 'flare';
      if (style === 'strip')
        return (
          outline !== 'disc' && outline !== 'slab' && outline !== 'pebble' && outline !== 'cube' && !narrow
        );
      return true;
    }),
  );
}

/** One or two capitals: the first letters of the words that make the name. */
export function monogramOf(name: string): string {
  const left = name
    .split(/[ -]/)
    .filter(
      (word) =>
        !/^(maison|parfums?|profumi|atelier|casa|dar|al|les|de|of|house|studio|the|&|\+)$/i.test(word),
    );
  const letters = left
    .map((word) => word.replace(/^d['’]/i, '')[0] ?? '')
    .filter((letter) => /\p{L}/u.test(letter));
  return letters.slice(0, 2).join('').toUpperCase() || name.slice(0, 1).toUpperCase();
}
