/** How a country writes its postcodes. */
export interface PostcodeFormat {
  /** What it is called there. */
  readonly label: string;
  readonly example: string;
  /** Of the postcode in capitals without spaces and hyphens. */
  readonly compact: RegExp;
  /** From that to the country's own spelling. */
  readonly spell: (compact: string) => string;
}

const asIs = (compact: string) => compact;

/** Puts a separator after that many characters; counted from the end when negative. */
const split = (at: number, separator: string) => (compact: string) =>
  `${compact.slice(0, at)}${separator}${compact.slice(at)}`;

const digits = (count: number, example: string, spell = asIs): PostcodeFormat => ({
  label: 'Postal code',
  example,
  compact: new RegExp(`^\\d{${count}}$`),
  spell,
});

/** By country; one that is missing has no postcodes. */
export const postcodeFormats: Readonly<Record<string, PostcodeFormat>> = {
  AT: digits(4, '1010'),
  AU: { ...digits(4, '2000'), label: 'Postcode' },
  BE: digits(4, '1000'),
  BG: digits(4, '1000'),
  CA: {
    label: 'Postal code',
    example: 'K1A 0B1',
    compact: /^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]\d[ABCEGHJ-NPRSTV-Z]\d$/,
    spell: split(3, ' '),
  },
  CH: digits(4, '8001'),
  CY: digits(4, '1010'),
  CZ: digits(5, '110 00', split(3, ' ')),
  DE: digits(5, '10115'),
  DK: digits(4, '1050'),
  EE: digits(5, '10111'),
  ES: digits(5, '28001'),
  FI: digits(5, '00100'),
  FR: digits(5, '75001'),
  GB: {
    label: 'Postcode',
    example: 'SW1A 1AA',
    compact: /^(GIR0AA|[A-Z]{1,2}\d[A-Z\d]?\d[ABD-HJLNP-UW-Z]{2})$/,
    spell: split(-3, ' '),
  },
  GR: digits(5, '105 57', split(3, ' ')),
  HR: digits(5, '10000'),
  HU: digits(4, '1051'),
  IE: {
    label: 'Eircode',
    example: 'D02 X285',
    compact: /^([A-Z]\d{2}|D6W)[A-Z\d]{4}$/,
    spell: split(3, ' '),
  },
  IT: digits(5, '00184'),
  JP: digits(7, '100-0001', split(3, '-')),
  LT: prefixed('LT', 5, '01100'),
  LU: prefixed('L', 4, '1009'),
  LV: prefixed('LV', 4, '1050'),
  MT: {
    label: 'Postcode',
    example: 'VLT 1117',
    compact: /^[A-Z]{3}\d{4}$/,
    spell: split(3, ' '),
  },
  NL: { label: 'Postal code', example: '1012 JS', compact: /^[1-9]\d{3}[A-Z]{2}$/, spell: split(4, ' ') },
  NO: digits(4, '0150'),
  NZ: { ...digits(4, '6011'), label: 'Postcode' },
  PL: digits(5, '00-950', split(2, '-')),
  PT: digits(7, '1100-148', split(4, '-')),
  RO: digits(6, '010011'),
  SE: digits(5, '111 20', split(3, ' ')),
  SG: digits(6, '018956'),
  SI: digits(4, '1000'),
  SK: digits(5, '811 01', split(3, ' ')),
  US: {
    label: 'ZIP code',
    example: '10001',
    compact: /^\d{5}(\d{4})?$/,
    spell: (compact) => (compact.length === 9 ? split(5, '-')(compact) : compact),
  },
};

/** Countries whose letters in front may be left out when typing. */
function prefixed(letters: string, count: number, number: string): PostcodeFormat {
  const kept = `${letters}-`;
  return {
    label: 'Postal code',
    example: `${kept}${number}`,
    compact: new RegExp(`^(${letters})?\\d{${count}}$`),
    spell: (compact) => `${kept}${compact.slice(-count)}`,
  };
}

/** A postcode as its country writes it, also from full-width letters and digits; null when it cannot be one of that country. */
export function spellPostcode(country: string, typed: string): string | null {
  const format = postcodeFormats[country];
  const compact = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}−ー.·]/gu, '');
  return format?.compact.test(compact) ? format.spell(compact) : null;
}
