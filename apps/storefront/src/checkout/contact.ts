import { z } from 'zod';
import type { ParsedForm } from '../web/index.ts';
import { addressForm, onlyCity, type AddressForm } from './address-form.ts';
import type { Address } from './address.ts';
import { spellPostcode } from './postcodes.ts';

/** Who buys and where it goes: the first step of the checkout. */
export interface Contact {
  readonly email: string;
  readonly address: Address;
}

/** The fields of the form, by the names they are posted under. */
export const contactFields = [
  'email',
  'country',
  'name',
  'company',
  'line1',
  'line2',
  'city',
  'region',
  'postcode',
  'phone',
] as const;

export type ContactField = (typeof contactFields)[number];

/** What was typed so far, right or wrong. */
export type ContactDraft = Readonly<Partial<Record<ContactField, string>>>;

/** Longer texts stand on no parcel. */
const longestText = 100;
const longestEmail = 254;

/** Control characters, and those that change the direction of text, have no business on a label. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** What is left where a cut went through a character of two code units; no database takes it. */
const halfCharacter = /\p{Cs}$/u;

/** What was typed, each field on one line without spaces around it and not longer than is kept. */
export function draftOf(body: unknown): ContactDraft {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const draft: Partial<Record<ContactField, string>> = {};
  for (const name of contactFields) {
    const value: unknown = Array.isArray(fields[name]) ? fields[name].at(-1) : fields[name];
    if (typeof value !== 'string') continue;
    const text = value.replace(unprintable, ' ').replace(/\s+/g, ' ').trim();
    if (text !== '') draft[name] = text.slice(0, longestEmail + 1).replace(halfCharacter, '');
  }
  return draft;
}

/** Checks what was typed against what its country asks for; fields that the country does not have are left out. */
export function checkContact(draft: ContactDraft): ParsedForm<Contact> {
  const form = addressForm(draft.country ?? '');
  const errors: Record<string, string> = {};
  const email = z
    .email()
    .max(longestEmail)
    .safeParse(draft.email ?? '');
  if (!email.success)
    errors.email = draft.email
      ? 'Check the e-mail address: it should look like name@example.com.'
      : 'Enter your e-mail address. The confirmation goes there.';
  if (!form) {
    errors.country = draft.country
      ? 'We do not deliver there. Choose a country from the list.'
      : 'Choose the country that we deliver to.';
  }
  const address = form && checkAddress(form, draft, errors);
  if (!email.success || !address || Object.keys(errors).length > 0)
    return { ok: false, values: draft, errors };
  return { ok: true, value: { email: email.data, address } };
}

function checkAddress(
  form: AddressForm,
  draft: ContactDraft,
  errors: Partial<Record<string, string>>,
): Address {
  const text = (name: ContactField, missing: string | null): string => {
    const value = draft[name] ?? '';
    if (value === '' && missing !== null) errors[name] = missing;
    else if (value.length > longestText) errors[name] = `Shorten this to ${longestText} characters.`;
    return value;
  };
  const name = text('name', 'Enter the name that is on the doorbell or letterbox.');
  const company = text('company', null);
  const line1 = text('line1', 'Enter street and number.');
  const line2 = text('line2', null);
  const city = onlyCity[form.country] ?? text('city', `Enter the ${lower(form.city)}.`);
  const region = form.region ? checkRegion(form, draft, errors) : '';
  const postcode = form.postcode ? checkPostcode(form, draft, errors) : '';
  const phone = form.phone ? checkPhone(draft, errors) : '';
  return {
    name,
    ...(company && { company }),
    line1,
    ...(line2 && { line2 }),
    city,
    ...(region && { region }),
    ...(postcode && { postcode }),
    country: form.country,
    ...(phone && { phone }),
  };
}

function checkRegion(
  { region }: AddressForm,
  draft: ContactDraft,
  errors: Partial<Record<string, string>>,
): string {
  const typed = draft.region ?? '';
  if (!region || (typed === '' && !region.required)) return '';
  if (typed === '') {
    errors.region = `${region.regions ? 'Choose' : 'Enter'} the ${lower(region.label)}.`;
  } else if (region.regions) {
    const wanted = typed.toUpperCase();
    const found = Object.entries(region.regions).find(
      ([code, name]) => code === wanted || name.toUpperCase() === wanted,
    );
    if (found) return found[0];
    errors.region = `Choose the ${lower(region.label)} from the list.`;
  } else if (typed.length > longestText) {
    errors.region = `Shorten this to ${longestText} characters.`;
  }
  return typed;
}

function checkPostcode(
  { country, postcode }: AddressForm,
  draft: ContactDraft,
  errors: Partial<Record<string, string>>,
): string {
  if (!postcode) return '';
  const typed = draft.postcode ?? '';
  const spelt = spellPostcode(country, typed);
  if (spelt === null) {
    errors.postcode =
      typed === ''
        ? `Enter the ${lower(postcode.label)}.`
        : `Check the ${lower(postcode.label)}: it should look like ${postcode.example}.`;
  }
  return spelt ?? typed;
}

function checkPhone(draft: ContactDraft, errors: Partial<Record<string, string>>): string {
  // Digits as Japanese and other keyboards write them are digits.
  const typed = (draft.phone ?? '').normalize('NFKC');
  const count = typed.replace(/\D/g, '').length;
  if (typed === '') errors.phone = 'Enter a phone number. The carrier calls if customs has a question.';
  else if (!/^\+?[\d\s()./-]+$/.test(typed) || count < 6 || count > 15)
    errors.phone = 'Check the phone number: digits, with a + and the country code in front if you like.';
  return typed;
}

/** "ZIP code" keeps its capitals inside a sentence, "Postal code" does not. */
function lower(label: string): string {
  return /^[A-Z]{2}/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
}
