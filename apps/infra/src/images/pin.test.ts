import { describe, expect, it, vi } from 'vitest';
import type { PinnedImages } from '../config/pinned-images.ts';
import { pinImages } from './pin.ts';

const [first, second] = ['ami-0aaaaaaaaaaaaaaaa', 'ami-0bbbbbbbbbbbbbbbb'];
const pinned = (id: string, day = '2026-11-24') => ({ id, pinned: day });
const allFirst: PinnedImages = {
  'eu-central-1': { app: pinned(first), a: pinned(first), b: pinned(first), c: pinned(first) },
};
const later = { region: 'eu-central-1', today: '2027-02-01' };

describe('pinning images', () => {
  it('writes down the newest one for every server that has none, and asks for it once', async () => {
    const newest = vi.fn(() => Promise.resolve(first));
    const { images, changed } = await pinImages({}, { region: 'eu-central-1', today: '2026-11-24' }, newest);
    expect([images, changed, newest.mock.calls.length]).toEqual([allFirst, ['app', 'a', 'b', 'c'], 1]);
  });

  it('leaves what is pinned as it is, and does not even ask', async () => {
    const newest = vi.fn(() => Promise.resolve(second));
    const { images, changed } = await pinImages(allFirst, later, newest);
    expect([images, changed, newest.mock.calls.length]).toEqual([allFirst, [], 0]);
  });

  it('renews the one that is named and no other', async () => {
    const { images, changed } = await pinImages(allFirst, { ...later, renew: ['b'] }, () =>
      Promise.resolve(second),
    );
    expect(changed).toEqual(['b']);
    expect(images['eu-central-1']).toEqual({
      ...allFirst['eu-central-1'],
      b: pinned(second, '2027-02-01'),
    });
  });

  it('keeps the day of an image that is the newest still', async () => {
    const { images, changed } = await pinImages(allFirst, { ...later, renew: ['app'] }, () =>
      Promise.resolve(first),
    );
    expect([images, changed]).toEqual([allFirst, []]);
  });

  it('knows regions apart', async () => {
    const { images } = await pinImages(allFirst, { ...later, region: 'us-east-1' }, () =>
      Promise.resolve(second),
    );
    expect(images['eu-central-1']).toEqual(allFirst['eu-central-1']);
    expect(images['us-east-1']?.c).toEqual(pinned(second, '2027-02-01'));
  });
});
