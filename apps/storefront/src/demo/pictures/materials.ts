import { darken, lighten, type Colour } from './colour.ts';
import { linear, type Stop } from './svg.ts';

/** What caps, collars, pumps and lids are made of. */
export const materials = [
  'gold',
  'silver',
  'rose-gold',
  'gunmetal',
  'black',
  'white',
  'ivory',
  'walnut',
  'oak',
  'lacquer',
] as const;
export type Material = (typeof materials)[number];

const colours: Readonly<Record<Exclude<Material, 'lacquer'>, Colour>> = {
  gold: '#c9a25a',
  silver: '#b9bcc0',
  'rose-gold': '#cf9c86',
  gunmetal: '#5b5d63',
  black: '#2a2725',
  white: '#f2efea',
  ivory: '#e6dcc8',
  walnut: '#6b4630',
  oak: '#b98d5e',
};

const shiny: ReadonlySet<Material> = new Set(['gold', 'silver', 'rose-gold', 'gunmetal']);

export const materialColour = (material: Material, lacquer: Colour): Colour =>
  material === 'lacquer' ? lacquer : colours[material];

/** A round thing of this material, lit from the left: metal mirrors the room, wood and lacquer only shine. */
export function materialGradient(id: string, material: Material, lacquer: Colour): string {
  const colour = materialColour(material, lacquer);
  const stops: readonly Stop[] = shiny.has(material)
    ? [
        [0, darken(colour, 0.35)],
        [0.14, lighten(colour, 0.25)],
        [0.28, lighten(colour, 0.75)],
        [0.42, colour],
        [0.78, darken(colour, 0.25)],
        [0.9, lighten(colour, 0.3)],
        [1, darken(colour, 0.4)],
      ]
    : [
        [0, darken(colour, 0.22)],
        [0.25, lighten(colour, 0.22)],
        [0.55, colour],
        [1, darken(colour, 0.38)],
      ];
  return linear(id, stops);
}
