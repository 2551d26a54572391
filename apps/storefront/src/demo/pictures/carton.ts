import { darken, lighten, type Colour } from './colour.ts';
import { groundShadow } from './backdrops.ts';
import { label, type LabelColours, type LabelStyle, type LabelText } from './labels.ts';
import { centre, ground, linear, round } from './svg.ts';

export interface Carton {
  readonly width: number;
  readonly height: number;
  readonly paper: Colour;
  readonly ink: Colour;
  readonly label: LabelStyle;
  readonly text: LabelText;
}

/** The folding box a bottle comes in, seen a little from the right. Uses the gradient `#c`. */
export function carton({ width, height, paper, ink, label: style, text }: Carton): {
  definitions: string;
  drawing: string;
} {
  const side = Math.round(width * 0.2);
  const left = centre - (width + side) / 2;
  const top = ground - height;
  const right = left + width;
  const colours: LabelColours = { paper: lighten(paper, 0.14), ink, ground: paper };
  return {
    definitions: linear('c', [
      [0, lighten(paper, 0.16)],
      [1, darken(paper, 0.06)],
    ]),
    drawing:
      groundShadow(centre, width + side) +
      `<path d="M${round(left)} ${top}h${width}v${height}h${-width}z" fill="url(#c)"/>` +
      `<path d="M${round(right)} ${top}l${side}-14v${height}l${-side} 14z" fill="${darken(paper, 0.24)}"/>` +
      `<path d="M${round(left)} ${top}l${side}-14h${width}l${-side} 14z" fill="${lighten(paper, 0.34)}"/>` +
      `<path d="M${round(left + 9)} ${top + 9}h${width - 18}v${height - 18}h${18 - width}z" fill="none" stroke="${ink}" opacity=".3"/>` +
      label(
        style,
        text,
        { x: round(left + width / 2), y: top + height * 0.47, width: width - 18, height: height * 0.72 },
        colours,
      ),
  };
}
