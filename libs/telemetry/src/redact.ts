import { redactText } from './redact-text.ts';

/** What stands under these keys is about a person; the keys without case, dashes and underscores. */
const personalKeys = new Set(
  [
    'name firstname lastname fullname givenname familyname surname recipient customer shopper username',
    'email emailaddress mail mailto phone phonenumber telephone birthday dateofbirth',
    'street line1 line2 address1 address2 addressline1 addressline2 city town postcode postalcode zip zipcode',
    'deliveryaddress billingaddress shippingaddress postaladdress',
    'remoteaddress clientip xforwardedfor useragent',
    'card cardnumber pan cvc cvv iban accountnumber',
    'headers rawheaders body form query querystring parameters sql sqlmessage',
  ].flatMap((line) => line.split(' ')),
);
/** What stands under a key that ends like this gives access to something. */
const secretKey =
  /(?:password|passwd|passphrase|secret|token|cookies?|authorization|apikey|accesskey|privatekey|credentials?|signature)$/;

/** Deeper or more than this is left out. */
const deepest = 6;
const mostEntries = 50;

/** A value of the log without personal data and secrets, by the keys that it has and by the form of its texts. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return '[deeper]';
  if (Array.isArray(value)) return value.slice(0, mostEntries).map((entry) => redact(entry, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, mostEntries)
      .map(([key, entry]) => [redactText(key), isKept(key, entry) ? redact(entry, depth + 1) : '[removed]']),
  );
}

function isKept(key: string, value: unknown): boolean {
  if (value === null || typeof value === 'boolean') return true;
  const plain = key.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (plain === 'address') return typeof value === 'string' && isNetworkAddress(value);
  return !personalKeys.has(plain) && !secretKey.test(plain);
}

/** Servers have addresses too, and these may be said. */
const isNetworkAddress = (text: string) => /^[\da-f.:]+(?:\/\d+)?$/i.test(text);

/** A line of the log, redacted; one that is no JSON is redacted as text. */
export function redactLine(line: string): string {
  try {
    return `${JSON.stringify(redact(JSON.parse(line)))}\n`;
  } catch {
    return `${redactText(line.trimEnd())}\n`;
  }
}
