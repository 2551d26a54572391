import { brightness, darken, lighten, type Colour } from './colour.ts';
import { letters } from './lettering.ts';
import { centre, round } from './svg.ts';

export const labelStyles = [
  'paper',
  'print',
  'arched',
  'medallion',
  'band',
  'strip',
  'plate',
  'tag',
  'monogram',
] as const;
export type LabelStyle = (typeof labelStyles)[number];

/** What stands on a label. `detail` is the smallest line: a concentration, a size. */
export interface LabelText {
  readonly house: string;
  readonly name: string;
  readonly detail: string;
  readonly monogram: string;
}

export interface LabelPlace {
  /** The middle of the label. */
  readonly y: number;
  /** Of the space there is; a label leaves a margin. */
  readonly width: number;
  readonly height: number;
  readonly x?: number;
}

export interface LabelColours {
  readonly paper: Colour;
  readonly ink: Colour;
  /** What the label lies on: print without paper is dark on light and light on dark. */
  readonly ground: Colour;
}

const inkOn = (ground: Colour, ink: Colour): Colour =>
  brightness(ground) > 0.55
    ? brightness(ink) > 0.5
      ? darken(ink, 0.7)
      : ink
    : brightness(ink) < 0.6
      ? lighten(ink, 0.82)
      : ink;

/** A label as the house makes them. */
export function label(style: LabelStyle, text: LabelText, place: LabelPlace, colours: LabelColours): string {
  const { paper } = colours;
  const x = place.x ?? centre;
  const { y } = place;
  const onPaper = inkOn(paper, colours.ink);
  const onGlass = inkOn(colours.ground, colours.ink);
  const say = (line: string, dy: number, height: number, width: number, colour: Colour, extra = {}) =>
    letters(line, { x, y: round(y + dy), height, maxWidth: width, colour, ...extra });
  const sheet = (width: number, height: number, radius: number) =>
    `<rect x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${round(height)}" rx="${radius}" fill="${paper}"/>` +
    `<rect x="${round(x - width / 2 + 6)}" y="${round(y - height / 2 + 6)}" width="${round(width - 12)}" height="${round(height - 12)}" rx="${Math.max(0, radius - 5)}" fill="none" stroke="${onPaper}" stroke-width="1" opacity=".55"/>`;
  const rule = (dy: number, width: number, colour: Colour) =>
    `<path d="M${round(x - width / 2)} ${round(y + dy)}h${round(width)}" stroke="${colour}" opacity=".6"/>`;
  switch (style) {
    case 'paper': {
      const [w, h] = [place.width * 0.74, Math.min(132, place.height * 0.62)];
      return (
        sheet(w, h, 2) +
        say(text.house, -h / 2 + 22, 13, w - 34, onPaper) +
        rule(-h / 2 + 48, w * 0.24, onPaper) +
        say(text.name, -h / 2 + 62, 17, w - 30, onPaper, { weight: 0.8 }) +
        say(text.detail, h / 2 - 26, 6, w - 40, onPaper, { opacity: 0.8 })
      );
    }
    case 'print':
      return (
        say(text.house, -44, 19, place.width * 0.78, onGlass, { tracking: 3.4 }) +
        rule(-10, 34, onGlass) +
        say(text.name, 8, 12, place.width * 0.74, onGlass, { tracking: 3.2 }) +
        say(text.detail, 38, 6, place.width * 0.6, onGlass, { opacity: 0.85 })
      );
    case 'arched': {
      const [w, h] = [place.width * 0.66, Math.min(150, place.height * 0.66)];
      const half = round(w / 2);
      return (
        `<path d="M${round(x - w / 2)} ${round(y + h / 2)}V${round(y - h / 2 + w / 2)}a${half} ${half} 0 0 1 ${round(w)} 0V${round(y + h / 2)}z" fill="${paper}"/>` +
        say(text.monogram, -h / 2 + 28, 22, w * 0.4, onPaper, { weight: 0.7 }) +
        say(text.house, 2, 10, w - 24, onPaper) +
        rule(22, w * 0.3, onPaper) +
        say(text.name, 32, 12, w - 22, onPaper)
      );
    }
    case 'medallion': {
      const r = round(Math.min(place.width * 0.31, place.height * 0.36, 70));
      return (
        `<circle cx="${x}" cy="${round(y)}" r="${r}" fill="${paper}"/><circle cx="${x}" cy="${round(y)}" r="${round(r - 6)}" fill="none" stroke="${onPaper}" opacity=".6"/>` +
        say(text.monogram, -r * 0.52, r * 0.42, r, onPaper, { weight: 0.7 }) +
        say(text.house, 3, 9, r * 1.5, onPaper) +
        say(text.name, 22, 8, r * 1.3, onPaper)
      );
    }
    case 'band': {
      const h = 76;
      return (
        `<path d="M${round(x - place.width / 2)} ${round(y - h / 2)}h${round(place.width)}v${h}h${round(-place.width)}z" fill="${paper}"/>` +
        `<path d="M${round(x - place.width / 2)} ${round(y - h / 2 + 5)}h${round(place.width)}m0 ${h - 10}h${round(-place.width)}" stroke="${onPaper}" opacity=".4"/>` +
        say(text.house, -22, 15, place.width * 0.72, onPaper, { tracking: 3.4 }) +
        say(text.name, 8, 11, place.width * 0.7, onPaper)
      );
    }
    case 'strip': {
      const [w, h] = [Math.min(84, place.width * 0.42), place.height * 0.8];
      return (
        sheet(w, h, 1) +
        say(text.monogram, -h / 2 + 22, 24, w - 28, onPaper, { weight: 0.7 }) +
        `<g transform="rotate(-90 ${x} ${round(y + 18)})">${letters(text.name, { x, y: round(y + 10), height: 15, maxWidth: h - 96, colour: onPaper })}</g>` +
        say(text.house, h / 2 - 24, 7, w - 20, onPaper)
      );
    }
    case 'plate': {
      const [w, h] = [place.width * 0.58, 60];
      const rect = (inset: number, more: string) =>
        `<rect x="${round(x - w / 2 + inset)}" y="${round(y - h / 2 + inset)}" width="${round(w - 2 * inset)}" height="${h - 2 * inset}" rx="2" ${more}/>`;
      return (
        rect(0, 'fill="url(#k)"') +
        rect(0, 'fill="#fff" opacity=".38"') +
        rect(4, 'fill="none" stroke="#2b2420" opacity=".35"') +
        say(text.house, -17, 12, w - 22, '#2b2420') +
        say(text.name, 7, 9, w - 22, '#2b2420')
      );
    }
    case 'tag': {
      const [w, h] = [place.width * 0.56, 66];
      const low = place.height * 0.18;
      return (
        `<path d="M${round(x - w / 2)} ${round(y + low - h / 2)}h${round(w)}v${h}h${round(-w)}z" fill="${paper}"/>` +
        say(text.name, low - 18, 13, w - 20, onPaper) +
        rule(low + 6, w - 20, onPaper) +
        say(text.house, low + 15, 7, w - 20, onPaper)
      );
    }
    case 'monogram':
      return (
        say(text.monogram, -74, 62, place.width * 0.5, onGlass, { weight: 0.42 }) +
        say(text.house, 10, 12, place.width * 0.72, onGlass, { tracking: 4 }) +
        say(text.name, 36, 9, place.width * 0.66, onGlass, { tracking: 3 })
      );
  }
}
