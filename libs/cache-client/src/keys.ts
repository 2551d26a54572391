import { createHash, randomBytes } from 'node:crypto';

/** Keys longer than this, or with characters that memcached or its package take amiss, are hashed. */
const longestKey = 200;
/** memcached reads larger numbers as a date. */
const longestTtl = 30 * 24 * 3_600;

/** Everything that memcached allows but the dollar sign, which the package takes for a pattern. */
const plain = /^[\x21-\x23\x25-\x7e]+$/;

/** The key as memcached can have it. */
export function safeKey(key: string): string {
  return key.length <= longestKey && plain.test(key)
    ? key
    : createHash('sha256').update(key).digest('base64url');
}

export function wholeTtl(seconds: number): number {
  return Math.min(longestTtl, Math.max(1, Math.ceil(seconds)));
}

/** A version that no other is equal to. */
export const newVersion = () => `v${randomBytes(9).toString('base64url')}`;

/** Where the version of a tag is kept. */
export const tagKey = (tag: string) => safeKey(`tag:${tag}`);
/** The version that all entries depend on. */
export const everythingKey = 'cache:everything';
/** Counts invalidations, whatever their tags. */
export const counterKey = 'cache:invalidations';
/** Tells one memcached, and one life of it, from another. */
export const instanceKey = 'cache:instance';
