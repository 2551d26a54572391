export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface EncodingFinding {
  readonly encoding: Encoding;
  /** What whoever runs the import should know about the choice; null when it is plain UTF-8. */
  readonly remark: string | null;
}

/** How much of the file is searched for the zero bytes by which UTF-16 without a mark gives itself away. */
const utf16SampleBytes = 64 * 1024;

/**
 * Finds out how a file's bytes spell letters. A byte order mark decides. Without one, zero bytes at every other place mean
 * UTF-16; otherwise the whole file must be valid UTF-8, or it is read as Windows-1252, of which Latin-1 is a part. A file
 * that is plainly UTF-8 with a few damaged bytes stays UTF-8: one bad copy must not garble every accent in it.
 */
export class EncodingDetector {
  #seen = 0;
  readonly #head: number[] = [];
  readonly #zeros: [number, number] = [0, 0];
  #validSequences = 0;
  #invalidBytes = 0;
  #line = 1;
  #firstInvalidLine = 0;
  #missing = 0;
  #lowest = 0x80;
  #highest = 0xbf;

  /** Takes the next bytes of the file. */
  add(chunk: Uint8Array): void {
    for (const byte of chunk) {
      if (this.#seen < 4) this.#head.push(byte);
      if (byte === 0 && this.#seen < utf16SampleBytes) this.#zeros[this.#seen % 2 === 0 ? 0 : 1] += 1;
      this.#seen += 1;
      this.#follow(byte);
      if (byte === 0x0a) this.#line += 1;
    }
  }

  /** The encoding, once the whole file has been added. */
  finding(): EncodingFinding {
    const [first, second, third] = this.#head;
    if (first === 0xff && second === 0xfe) return found('utf-16le');
    if (first === 0xfe && second === 0xff) return found('utf-16be');
    const marked = first === 0xef && second === 0xbb && third === 0xbf;
    const half = Math.min(this.#seen, utf16SampleBytes) / 2;
    const [even, odd] = this.#zeros;
    if (!marked && odd > half * 0.3 && odd > even * 4) return found('utf-16le');
    if (!marked && even > half * 0.3 && even > odd * 4) return found('utf-16be');
    const invalid = this.#invalidBytes + (this.#missing > 0 ? 1 : 0);
    if (invalid === 0) return { encoding: 'utf-8', remark: null };
    const line = this.#firstInvalidLine === 0 ? this.#line : this.#firstInvalidLine;
    if (marked || this.#validSequences > invalid * 10) {
      return {
        encoding: 'utf-8',
        remark: `Some bytes are damaged (the first on line ${line}); lines with damaged characters are refused.`,
      };
    }
    return {
      encoding: 'windows-1252',
      remark: `The file is not UTF-8 (line ${line} shows it first) and is read as Windows-1252. If accents look wrong, save it as UTF-8.`,
    };
  }

  /** One step of the UTF-8 automaton of the Unicode standard, table 3-7. */
  #follow(byte: number): void {
    if (this.#missing > 0) {
      if (byte >= this.#lowest && byte <= this.#highest) {
        this.#expect(this.#missing - 1);
        if (this.#missing === 0) this.#validSequences += 1;
        return;
      }
      this.#invalid();
      this.#expect(0);
    }
    if (byte < 0x80) return;
    if (byte >= 0xc2 && byte <= 0xdf) this.#expect(1);
    else if (byte >= 0xe0 && byte <= 0xef)
      this.#expect(2, byte === 0xe0 ? 0xa0 : 0x80, byte === 0xed ? 0x9f : 0xbf);
    else if (byte >= 0xf0 && byte <= 0xf4)
      this.#expect(3, byte === 0xf0 ? 0x90 : 0x80, byte === 0xf4 ? 0x8f : 0xbf);
    else this.#invalid();
  }

  #expect(missing: number, lowest = 0x80, highest = 0xbf): void {
    this.#missing = missing;
    this.#lowest = lowest;
    this.#highest = highest;
  }

  #invalid(): void {
    this.#invalidBytes += 1;
    if (this.#firstInvalidLine === 0) this.#firstInvalidLine = this.#line;
  }
}

const found = (encoding: 'utf-16le' | 'utf-16be'): EncodingFinding => ({
  encoding,
  remark: `The file is ${encoding === 'utf-16le' ? 'UTF-16 (little endian)' : 'UTF-16 (big endian)'}.`,
});
