import { describe, expect, it } from 'vitest';
import type { OrderAnswer, RequestRecord } from '../shoppers/index.ts';
import { firstOrder, firstSeen, longestWritePause, measureRecords, percentile } from './from-records.ts';

const write = (at: number, ms: number, outcome: RequestRecord['outcome'] = 'ok'): RequestRecord => ({
  who: 'shopper',
  step: 'add',
  method: 'POST',
  at,
  ms,
  outcome,
});

const read = (at: number, ms: number, outcome: RequestRecord['outcome'] = 'ok'): RequestRecord => ({
  ...write(at, ms, outcome),
  who: 'reader',
  step: 'home',
  method: 'GET',
});

const order = (
  acceptedPressAt: number,
  acceptedAt: number,
  knows: OrderAnswer['knows'] = 'confirmed',
): OrderAnswer => ({
  email: 'a@shoppers.example',
  knows,
  agreed: { lines: [], totalCents: 1 },
  pressedAt: acceptedPressAt,
  presses: 1,
  acceptedPressAt,
  acceptedAt,
});

describe('the first order after a fault', () => {
  it('is one that was pressed after it and confirmed, not one that was under way', () => {
    const orders = [
      order(900, 1_100),
      order(1_500, 1_700, 'placed'),
      order(4_000, 4_200),
      order(3_900, 4_900),
    ];
    expect(firstOrder(orders, 1_000)).toBe(4_200);
    expect(firstOrder(orders, 5_000)).toBeNull();
  });

  it('is seen paid later, perhaps by somebody else first', () => {
    const orders = [
      { ...order(2_000, 2_200), confirmedAt: 9_000 },
      { ...order(3_000, 3_200), confirmedAt: 4_500 },
    ];
    expect([firstOrder(orders, 1_000), firstSeen(orders, 1_000)]).toEqual([2_200, 4_500]);
    expect(firstSeen([], 1_000)).toBeNull();
  });
});

describe('the longest pause of writes', () => {
  it('is how long somebody wanted to write and nobody could', () => {
    const requests = [
      write(0, 50),
      write(1_000, 20, 'one-moment'),
      write(1_400, 100, 'error'),
      write(2_900, 300),
    ];
    expect(longestWritePause(requests, 0, 3_200)).toBe(2_200);
  });

  it('is no time in which nobody wanted to', () => {
    expect(longestWritePause([write(0, 50), write(9_000, 40)], 0, 9_040)).toBe(50);
  });

  it('lasts to the end when nothing was written any more', () => {
    expect(longestWritePause([write(0, 50), write(1_000, 20, 'refused')], 0, 5_000)).toBe(4_000);
  });

  it('cannot be told without a writer', () => {
    expect(longestWritePause([read(0, 50)], 0, 5_000)).toBeNull();
  });
});

it('requests count from the fault to the end of the drill, also those that were under way', () => {
  const requests = [
    read(0, 10),
    read(100, 20),
    read(900, 500, 'timeout'),
    read(1_500, 40, 'kept-page'),
    write(1_600, 10, 'one-moment'),
    write(9_000, 10, 'error'),
  ];
  expect(
    measureRecords(
      {
        requests,
        orders: [],
        drops: [],
        stalls: [{ at: 4_000, ms: 700 }],
        journeys: [{ at: 2_000, ms: 900, end: 'left' }],
      },
      { begin: 0, fault: 1_000, effect: 1_000, end: 5_000 },
    ),
  ).toMatchObject({
    serviceBackMs: null,
    failedRequests: 1,
    failedPages: 1,
    oneMoments: 1,
    keptPages: 1,
    pagesP99BeforeMs: 20,
    pagesP99Ms: 500,
    pagesP99Ratio: 25,
    loadStalledMs: 700,
  });
});

it('a percentile is a value that was measured', () => {
  expect([percentile([], 99), percentile([3, 1, 2], 50), percentile([1, 2, 3, 4], 99)]).toEqual([null, 2, 4]);
});
