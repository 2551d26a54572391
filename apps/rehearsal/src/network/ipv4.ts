/** A block of addresses, as in 10.20.16.0/20. */
export interface Block {
  readonly first: number;
  readonly bits: number;
}

/** @throws RangeError for what is no IPv4 block */
export function parseBlock(text: string): Block {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(text);
  const [a = 256, b = 256, c = 256, d = 256, bits = 33] = match?.slice(1).map(Number) ?? [];
  if (Math.max(a, b, c, d) > 255 || bits > 32) throw new RangeError(`${text} is no block of IPv4 addresses.`);
  return { first: ((a << 24) | (b << 16) | (c << 8) | d) >>> 0, bits };
}

export const sizeOf = ({ bits }: Block): number => 2 ** (32 - bits);

/** The address at a place in a block, counted from 0; from its end where negative. */
export function addressIn(block: Block, at: number): string {
  const address = block.first + (at < 0 ? sizeOf(block) + at : at);
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

/** A smaller block inside of one, counted from its end. */
export function blockFromEnd(block: Block, bits: number, at: number): Block {
  return { first: block.first + sizeOf(block) - (at + 1) * 2 ** (32 - bits), bits };
}

export const formatBlock = (block: Block): string => `${addressIn(block, 0)}/${block.bits}`;

/** The address so many places after another one, or before it. */
export const addressAfter = (address: string, places: number): string =>
  addressIn({ first: parseBlock(`${address}/32`).first + places, bits: 32 }, 0);
