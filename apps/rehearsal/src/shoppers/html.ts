/** A form as a browser would send it if nothing were typed or chosen. */
export interface Form {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** Text of a page as one reads it: character references resolved. */
export function unescapeHtml(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (decimal) return String.fromCodePoint(Number(decimal));
    if (hex) return String.fromCodePoint(Number.parseInt(hex as string, 16));
    return entities[name as string] ?? whole;
  });
}

/** The forms of a page that are sent by POST, in their order. */
export function postForms(html: string): readonly Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([^]*?)<\/form>/g)]
    .filter(([, attributes = '']) => attributeOf(attributes, 'method') === 'post')
    .map(([, attributes = '', inside = '']) => ({
      action: attributeOf(attributes, 'action') ?? '',
      fields: fieldsOf(inside),
    }));
}

/** The page's form with this address, or one whose address begins so where the text ends with a slash. */
export function findForm(html: string, action: string): Form | undefined {
  return postForms(html).find((form) =>
    action.endsWith('/') ? form.action.startsWith(action) : form.action === action,
  );
}

function fieldsOf(inside: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [, tag, attributes = ''] of inside.matchAll(/<(input|select)\b([^>]*)>/g)) {
    const name = attributeOf(attributes, 'name');
    if (name === undefined || tag === 'select') continue;
    const chosen = attributeOf(attributes, 'type') !== 'radio' || hasAttribute(attributes, 'checked');
    if (chosen) fields[name] = attributeOf(attributes, 'value') ?? '';
  }
  for (const [, attributes = '', options = ''] of inside.matchAll(/<select\b([^>]*)>([^]*?)<\/select>/g)) {
    const name = attributeOf(attributes, 'name');
    if (name !== undefined) fields[name] = chosenOption(options);
  }
  return fields;
}

/** The option that is marked, else the first, as browsers do. */
function chosenOption(options: string): string {
  const all = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, attributes = '']) => attributes);
  const chosen = all.find((attributes) => hasAttribute(attributes, 'selected')) ?? all[0] ?? '';
  return attributeOf(chosen, 'value') ?? '';
}

function attributeOf(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
  return found === undefined ? undefined : unescapeHtml(found);
}

function hasAttribute(attributes: string, name: string): boolean {
  return new RegExp(`(?:^|\\s)${name}(?=[\\s=/]|$)`).test(attributes);
}

/** Addresses that a page links to and that begin so, each once. */
export function linksTo(html: string, prefix: string): readonly string[] {
  const found = [...html.matchAll(/\shref="([^"]*)"/g)].map(([, href = '']) => unescapeHtml(href));
  return [...new Set(found.filter((href) => href.startsWith(prefix)))];
}
