import { describe, expect, it } from 'vitest';
import { deliveryCountries } from '../shipping/index.ts';
import { addressForm } from './address-form.ts';
import { addressLines } from './address.ts';
import { checkContact, draftOf, type ContactDraft } from './contact.ts';
import { postcodeFormats, spellPostcode } from './postcodes.ts';

const ohio: ContactDraft = {
  email: 'ada@example.com',
  country: 'US',
  name: 'Ada Lovelace',
  line1: '12 Main Street',
  city: 'Columbus',
  region: 'OH',
  postcode: '43004',
};

const errorsOf = (draft: ContactDraft) => {
  const checked = checkContact(draft);
  return checked.ok ? {} : checked.errors;
};

describe('checkContact', () => {
  it('takes a whole address and leaves out what was not filled in', () => {
    expect(checkContact(ohio)).toEqual({
      ok: true,
      value: {
        email: 'ada@example.com',
        address: {
          name: 'Ada Lovelace',
          line1: '12 Main Street',
          city: 'Columbus',
          region: 'OH',
          postcode: '43004',
          country: 'US',
        },
      },
    });
  });

  it('says everything that is missing at once, in the words of the country', () => {
    expect(errorsOf({ country: 'US' })).toEqual({
      email: 'Enter your e-mail address. The confirmation goes there.',
      name: expect.any(String) as string,
      line1: expect.any(String) as string,
      city: 'Enter the city.',
      region: 'Choose the state.',
      postcode: 'Enter the ZIP code.',
    });
    expect(errorsOf({ country: 'IE' })).toMatchObject({
      city: 'Enter the town or city.',
      postcode: 'Enter the eircode.',
    });
  });

  it('hands back what was typed', () => {
    const draft = { ...ohio, email: 'ada@', postcode: '4300' };
    expect(checkContact(draft)).toMatchObject({ ok: false, values: draft });
    expect(errorsOf(draft)).toEqual({
      email: 'Check the e-mail address: it should look like name@example.com.',
      postcode: 'Check the ZIP code: it should look like 10001.',
    });
  });

  it('refuses a country that nothing is delivered to', () => {
    expect(errorsOf({ ...ohio, country: 'BR' })).toEqual({
      country: 'We do not deliver there. Choose a country from the list.',
    });
  });

  it('takes a region by its code or its name, and no other', () => {
    expect(checkContact({ ...ohio, region: 'new york' })).toMatchObject({
      value: { address: { region: 'NY' } },
    });
    expect(errorsOf({ ...ohio, region: 'Bavaria' })).toEqual({ region: 'Choose the state from the list.' });
  });

  it('asks for a phone number only where the carrier needs one', () => {
    const berlin = { ...ohio, country: 'DE', region: undefined, city: 'Berlin', postcode: '10115' };
    expect(checkContact({ ...berlin, phone: 'nonsense' })).toMatchObject({ ok: true });
    const zurich = { ...berlin, country: 'CH', city: 'Zurich', postcode: '8001' };
    expect(errorsOf(zurich)).toHaveProperty('phone');
    expect(errorsOf({ ...zurich, phone: '12' })).toHaveProperty('phone');
    expect(checkContact({ ...zurich, phone: '+41 44 668 18 00' })).toMatchObject({ ok: true });
    expect(checkContact({ ...zurich, phone: '＋４１　４４６６８１８００' })).toMatchObject({
      value: { address: { phone: '+41 446681800' } },
    });
  });

  it('does without a city where there is but one, and without a postcode where there are none', () => {
    const bare = { email: 'a@example.com', name: 'A B', line1: '1 Some Road', phone: '+65 6123 4567' };
    expect(checkContact({ ...bare, country: 'SG', postcode: '018956' })).toMatchObject({
      value: { address: { city: 'Singapore', postcode: '018956' } },
    });
    expect(checkContact({ ...bare, country: 'HK', city: 'Central' })).toMatchObject({ ok: true });
  });

  it('refuses what is too long for a label', () => {
    expect(errorsOf({ ...ohio, line2: 'x'.repeat(101) })).toEqual({
      line2: 'Shorten this to 100 characters.',
    });
  });
});

describe('draftOf', () => {
  it('puts each field on one line and drops what is not typed text', () => {
    const draft = draftOf({
      name: '  Ada\r\n\tLovelace\u202e ',
      city: ['first', 'last'],
      line1: { a: 1 },
      other: 'x',
    });
    expect(draft).toEqual({ name: 'Ada Lovelace', city: 'last' });
  });

  it('cuts a long text between characters, so that it can be kept', () => {
    const { name } = draftOf({ name: '😀'.repeat(300) });
    expect(name).toMatch(/^(?:😀)+$/u);
    expect(errorsOf({ ...ohio, name })).toEqual({ name: 'Shorten this to 100 characters.' });
  });

  it.each([undefined, null, 'text', 7, []])('makes an empty draft of %j', (body) => {
    expect(draftOf(body)).toEqual({});
  });
});

describe('postcodes', () => {
  it('has an example for every country that passes its own check', () => {
    for (const { code } of deliveryCountries) {
      const format = addressForm(code)?.postcode;
      if (format) expect(spellPostcode(code, format.example), code).toBe(format.example);
    }
    expect(Object.keys(postcodeFormats).every((code) => addressForm(code) !== null)).toBe(true);
  });

  it.each([
    ['US', '43004-1234', '43004-1234'],
    ['US', '430041234', '43004-1234'],
    ['CA', 'k1a0b1', 'K1A 0B1'],
    ['GB', 'ec1a1bb', 'EC1A 1BB'],
    ['GB', 'm1 1ae', 'M1 1AE'],
    ['NL', '1012js', '1012 JS'],
    ['SE', '11120', '111 20'],
    ['LU', 'l-1009', 'L-1009'],
    ['LV', '1050', 'LV-1050'],
    ['JP', '1000001', '100-0001'],
    ['JP', '１００－０００１', '100-0001'],
    ['US', '43004–1234', '43004-1234'],
    ['IE', 'd6wxy12', 'D6W XY12'],
  ])('spells %s %j as %j', (country, typed, spelt) => expect(spellPostcode(country, typed)).toBe(spelt));

  it.each([
    ['US', '4300'],
    ['US', 'ABCDE'],
    ['CA', 'D1A 0B1'],
    ['GB', '12345'],
    ['DE', '1011'],
    ['NL', '0012 JS'],
    ['DE', ''],
    ['HK', '999077'],
  ])('refuses %s %j', (country, typed) => expect(spellPostcode(country, typed)).toBeNull());
});

describe('addressLines', () => {
  it.each([
    [
      { country: 'US', city: 'Columbus', region: 'OH', postcode: '43004' },
      ['Columbus, OH 43004', 'United States'],
    ],
    [{ country: 'DE', city: 'Berlin', postcode: '10115' }, ['10115 Berlin', 'Germany']],
    [
      { country: 'GB', city: 'London', region: 'Greater London', postcode: 'EC1A 1BB' },
      ['London', 'Greater London', 'EC1A 1BB', 'United Kingdom'],
    ],
    [{ country: 'HK', city: 'Central' }, ['Central', 'Hong Kong']],
  ])('writes %j as it stands on a parcel', (place, lines) => {
    expect(addressLines({ name: 'A B', line1: '1 Road', ...place })).toEqual(['A B', '1 Road', ...lines]);
  });
});
