/** Elements whose content is not text for people. */
const silent = /^(?:script|style|template|noscript|iframe|object|svg|math|head|title|textarea|select)$/;
/** Elements that begin a new line. */
const blocks =
  /^(?:address|article|aside|blockquote|br|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|tr|ul)$/;
const paragraphs = /^(?:blockquote|div|dl|h[1-6]|ol|p|section|table|ul)$/;

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  bull: '•',
  middot: '·',
  deg: '°',
  trade: '™',
  reg: '®',
  copy: '©',
  euro: '€',
  pound: '£',
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
  euml: 'ë',
  agrave: 'à',
  acirc: 'â',
  auml: 'ä',
  ccedil: 'ç',
  icirc: 'î',
  iuml: 'ï',
  ocirc: 'ô',
  ouml: 'ö',
  ucirc: 'û',
  ugrave: 'ù',
  uuml: 'ü',
  szlig: 'ß',
  ntilde: 'ñ',
  Eacute: 'É',
  Egrave: 'È',
  Agrave: 'À',
  Ccedil: 'Ç',
  Ouml: 'Ö',
  Uuml: 'Ü',
  Auml: 'Ä',
  oelig: 'œ',
  OElig: 'Œ',
};

/**
 * The plain text of an HTML fragment: paragraphs and list items on lines of their own, character references as what they
 * stand for, scripts, styles and comments left out with all that is in them. What it gives is text: whoever shows it
 * escapes it like any other. Time grows with the length only, whatever the markup.
 */
export function htmlToText(html: string): string {
  let text = '';
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) {
      text += html.slice(at);
      break;
    }
    text += html.slice(at, open);
    if (html.startsWith('<!--', open)) {
      const close = html.indexOf('-->', open + 4);
      at = close < 0 ? html.length : close + 3;
      continue;
    }
    const name = /^<\/?([a-z][a-z0-9]*)/i.exec(html.slice(open, open + 20))?.[1]?.toLowerCase();
    if (name === undefined && !/^<[!?/]/.test(html.slice(open, open + 2))) {
      text += '<';
      at = open + 1;
      continue;
    }
    at = endOfTag(html, open);
    if (name === undefined) continue;
    const closing = html[open + 1] === '/';
    if (silent.test(name) && !closing) at = endOfElement(html, at, name);
    else if (name === 'li') text += closing ? '' : '\n• ';
    else if (blocks.test(name)) text += paragraphs.test(name) ? '\n\n' : '\n';
  }
  return tidyLines(decodeReferences(text));
}

/** After the tag's `>`, which does not count inside a quoted attribute value. */
function endOfTag(html: string, open: number): number {
  let quoted = '';
  for (let at = open + 1; at < html.length; at += 1) {
    const character = html[at] ?? '';
    if (quoted !== '') {
      if (character === quoted) quoted = '';
    } else if (character === '"' || character === "'") quoted = character;
    else if (character === '>') return at + 1;
  }
  return html.length;
}

function endOfElement(html: string, from: number, name: string): number {
  const close = new RegExp(`</${name}[\\s/>]`, 'gi');
  close.lastIndex = from;
  const found = close.exec(html);
  return found ? endOfTag(html, found.index) : html.length;
}

function decodeReferences(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}\d?));?/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? whole) : whole;
      const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      const allowed =
        point === 9 ||
        point === 10 ||
        (point >= 32 && point <= 0x10ffff && !(point >= 0x7f && point <= 0x9f));
      return allowed && !(point >= 0xd800 && point <= 0xdfff) ? String.fromCodePoint(point) : ' ';
    },
  );
}

function tidyLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/[\s\u00a0]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/•\s*\n+/g, '• ')
    .trim();
}
