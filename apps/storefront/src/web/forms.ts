import type { z } from 'zod';

export type ParsedForm<Value> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false;
      /** What was typed, so that the form comes back filled in. */
      readonly values: Readonly<Record<string, string>>;
      /** The first message of each field, by its name; '' holds a message about the form as a whole. */
      readonly errors: Readonly<Record<string, string>>;
    };

/** The longest text of one field that is handed back to a form; longer input is cut, not refused. */
const longestEcho = 2_000;

/**
 * Checks a posted form. A field sent twice counts with its last value, as a hidden field followed by a checkbox does.
 * @param schema a zod object whose keys are the fields' names
 */
export function parseForm<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
): ParsedForm<z.output<Schema>> {
  const fields = flatten(body);
  const parsed = schema.safeParse(fields);
  if (parsed.success) return { ok: true, value: parsed.data };
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) {
    const field = issue.path.map(String).join('.');
    errors[field] ??= issue.message;
  }
  const values = Object.fromEntries(
    Object.entries(fields).map(([name, text]) => [name, text.slice(0, longestEcho)]),
  );
  return { ok: false, values, errors };
}

function flatten(body: unknown): Record<string, string> {
  const fields: Record<string, string> = {};
  if (typeof body !== 'object' || body === null) return fields;
  for (const [name, value] of Object.entries(body as Record<string, unknown>)) {
    const last: unknown = Array.isArray(value) ? value.at(-1) : value;
    if (typeof last === 'string') fields[name] = last;
    else if (typeof last === 'number' || typeof last === 'boolean') fields[name] = String(last);
  }
  return fields;
}
