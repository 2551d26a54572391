import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseForm } from './forms.ts';

const schema = z.object({
  email: z.email('Enter an e-mail address.'),
  quantity: z.coerce.number('Enter a number.').int('Enter a whole number.').max(10, 'At most 10.'),
});

describe('parseForm', () => {
  it('gives the values of a form that is right', () => {
    expect(parseForm(schema, { email: 'a@b.example', quantity: '3' })).toEqual({
      ok: true,
      value: { email: 'a@b.example', quantity: 3 },
    });
  });

  it('hands back what was typed with the first message of each wrong field', () => {
    expect(parseForm(schema, { email: 'nobody', quantity: '99.5', extra: 'x' })).toEqual({
      ok: false,
      values: { email: 'nobody', quantity: '99.5', extra: 'x' },
      errors: { email: 'Enter an e-mail address.', quantity: 'Enter a whole number.' },
    });
  });

  it('counts a field that was sent twice with its last value', () => {
    expect(parseForm(schema, { email: ['x', 'a@b.example'], quantity: '1' })).toMatchObject({ ok: true });
  });

  it.each([undefined, null, 'text', 7, [], { email: { nested: 'x' } }])('survives %j as a body', (body) => {
    expect(parseForm(schema, body)).toMatchObject({ ok: false });
  });

  it('cuts what it hands back, however long it was', () => {
    const parsed = parseForm(schema, { email: 'x'.repeat(5_000) });
    expect(parsed.ok || parsed.values.email?.length).toBe(2_000);
  });
});
