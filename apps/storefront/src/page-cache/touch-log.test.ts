import { describe, expect, it } from 'vitest';
import { TouchLog } from './touch-log.ts';

const loadedAt = new Date('2026-11-24T12:00:00Z');
const start = loadedAt.getTime();
const position = (finalId: number, nextSaleChange: Date | null = null) => ({
  finalId,
  loadedId: 100,
  loadedAt,
  nextSaleChange,
});
const logOf = (loadedId = 100, at = loadedAt) => new TouchLog({ loadedId, loadedAt: at });
const page = ['product:1', 'card:2'];

describe('a page in the making', () => {
  it('is untouched while only other things change', () => {
    const log = logOf();
    const beginning = log.begin(position(100), start);
    log.touch({ tags: ['product:3', 'brand:x'], feedIds: [101] }, start);
    expect(log.isUntouched(page, beginning)).toBe(true);
  });

  it('is touched by a change of anything it is made of, and by what touches every page', () => {
    for (const touch of [
      (log: TouchLog) => log.touch({ tags: ['card:2'], feedIds: [101] }, start),
      (log: TouchLog) => log.touch({ tags: ['product:1'], feedIds: [] }, start),
      (log: TouchLog) => log.touchEveryPage([101], start),
      (log: TouchLog) => log.startAnew({ loadedId: 101, loadedAt }),
    ]) {
      const log = logOf();
      const beginning = log.begin(position(100), start);
      touch(log);
      expect(log.isUntouched(page, beginning)).toBe(false);
      expect(log.isUntouched(page, log.begin(position(100), start))).toBe(true);
    }
  });
});

describe('a page of another server', () => {
  const made = (log: TouchLog, finalId: number, at = start + 1, next: Date | null = null) =>
    log.stamp(page, log.begin(position(finalId, next), at));

  it('holds what both knew before', () => {
    expect(logOf().holds(page, made(logOf(), 100))).toBe(true);
  });

  it('is not trusted when changes from before this server began may be missing in it', () => {
    expect(logOf(100).holds(page, made(logOf(), 99))).toBe(false);
  });

  it('is not trusted when it was made before a change that this server knows of', () => {
    const log = logOf();
    const early = made(logOf(), 100);
    log.touch({ tags: ['product:1'], feedIds: [104] }, start);
    expect(log.holds(page, early)).toBe(false);
    expect(log.holds(['product:7'], early)).toBe(true);
  });

  it('is trusted when its maker knew the same change, as final or by its number', () => {
    const [mine, theirs] = [logOf(), logOf()];
    for (const log of [mine, theirs]) log.touch({ tags: ['product:1'], feedIds: [104] }, start);
    expect(mine.holds(page, made(theirs, 100))).toBe(true);
    expect(mine.holds(page, made(logOf(), 104))).toBe(true);
  });

  it('is not trusted when a lower number was committed later than a higher one that its maker knew', () => {
    const [mine, theirs] = [logOf(), logOf()];
    theirs.touch({ tags: ['product:1'], feedIds: [105] }, start);
    const early = made(theirs, 100);
    mine.touch({ tags: ['product:1'], feedIds: [105] }, start);
    mine.touch({ tags: ['product:1'], feedIds: [103] }, start);
    expect(mine.holds(page, early)).toBe(false);
  });

  it('is not trusted when it was made before a sale began by the clock', () => {
    const log = logOf();
    log.touch({ tags: ['product:1'], feedIds: [] }, start + 5_000);
    expect(log.holds(page, made(logOf(), 100, start + 4_000))).toBe(false);
    expect(log.holds(page, made(logOf(), 100, start + 5_000))).toBe(true);
  });

  it('is not trusted when a sale began between its making and the start of this server', () => {
    const older = start - 60_000;
    expect(logOf().holds(page, made(logOf(), 100, older, new Date(start - 1)))).toBe(false);
    expect(logOf().holds(page, made(logOf(), 100, older, new Date(start + 1)))).toBe(true);
  });

  it('is not trusted when more changes came than are remembered one by one', () => {
    const [mine, theirs] = [logOf(), logOf()];
    const feedIds = Array.from({ length: 200 }, (_, at) => 101 + at);
    for (const log of [mine, theirs]) log.touch({ tags: ['product:1'], feedIds }, start);
    expect(mine.holds(page, made(theirs, 100))).toBe(false);
    expect(mine.holds(page, made(theirs, 300))).toBe(true);
  });

  it('is not trusted after so many touches that this server forgot them', () => {
    const log = logOf();
    const early = made(logOf(), 100);
    const beginning = log.begin(position(100), start);
    const tags = Array.from({ length: 100_001 }, (_, at) => `product:${at + 10}`);
    log.touch({ tags, feedIds: [150] }, start + 2);
    expect(log.holds(page, early)).toBe(false);
    expect(log.isUntouched(page, beginning)).toBe(false);
    expect(log.holds(page, made(logOf(), 150, start + 3))).toBe(true);
  });
});
