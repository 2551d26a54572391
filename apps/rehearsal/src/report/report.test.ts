import { describe, expect, it } from 'vitest';
import { cutTunnel } from '../drills/cut-tunnel.ts';
import { resultOf } from '../drills/result.ts';
import type { DrillRun } from '../drills/run-drill.ts';
import type { RequestRecord } from '../shoppers/index.ts';
import type { InstanceView } from '../topology.ts';
import { buildReport, renderReport, summaryTable } from './index.ts';

const fault = Date.UTC(2026, 10, 24, 12);
const moments = { begin: fault - 10_000, fault, effect: fault, end: fault + 10_000 };

const request = (at: number, outcome: RequestRecord['outcome']): RequestRecord => ({
  who: 'reader',
  step: 'home',
  method: 'GET',
  at: fault + at,
  ms: 10,
  outcome,
});

const instance: InstanceView = {
  id: 'i-0123456789abcdef0',
  role: 'data',
  node: 'a',
  zone: 'a',
  address: '10.20.0.10',
  state: 'running',
  releaseId: undefined,
  targetHealth: undefined,
  cpu: 0,
  memoryBytes: 0,
  processes: [],
};

const run: DrillRun = {
  drill: 'cut-tunnel',
  run: 1,
  moments,
  holderBefore: 'a',
  measures: {
    writePauseMs: 1_400,
    addressMoves: 1,
    failedRequests: 0,
    lostOrders: 0,
    doubledOrders: 0,
    ledgerFindings: 1,
  },
  story: [
    {
      at: fault,
      kind: 'fault',
      text: 'the tunnel is cut',
      proofs: [
        {
          statement: 'the tunnel is cut',
          since: fault,
          at: fault,
          observations: [{ command: 'ping <b>', output: '', expected: 'no answer', seen: 'no answer' }],
        },
      ],
    },
  ],
  happenings: [
    { at: fault - 60_000, kind: 'instance', instance: instance.id, state: 'running', why: 'launched' },
    { at: fault + 2_000, kind: 'association', stage: 'effective', holder: 'b', associationId: 'x' },
    { at: fault + 1_000, kind: 'instance', instance: instance.id, state: 'frozen', why: 'drill' },
  ].toSorted((a, b) => a.at - b.at) as DrillRun['happenings'],
  instances: [instance],
  load: {
    requests: [request(-5_000, 'ok'), request(1_000, 'error')],
    orders: [],
    journeys: [],
    drops: [],
    stalls: [],
  },
  ledger: {
    buyers: 1,
    confirmed: 1,
    inBooks: 1,
    lost: 0,
    doubled: 0,
    unknown: { ordered: 0, nothing: 0 },
    findings: [{ kind: 'wrong-stock', what: 'Variant 7 <script>alert(1)</script>' }],
  },
  failure: undefined,
  missing: [],
};

const data = buildReport([resultOf(cutTunnel, [run])], {
  startedAt: new Date(fault),
  endedAt: new Date(fault + 60_000),
  facts: null,
});

describe('the report of a rehearsal', () => {
  it('tells all on one scale of time, in seconds after the fault', () => {
    const [shown] = data.drills[0]!.runs;
    expect(shown).toMatchObject({ from: -10, to: 10 });
    expect(shown?.holder).toEqual([
      { from: -10, to: 2, state: 'a' },
      { from: 2, to: 10, state: 'b' },
    ]);
    expect(shown?.instances).toEqual([
      {
        id: instance.id,
        label: 'data a',
        spans: [
          { from: -10, to: 1, state: 'well' },
          { from: 1, to: 10, state: 'frozen' },
        ],
      },
    ]);
    const failed = shown?.series.stretches.find(({ outcomes }) => outcomes.error === 1);
    expect(failed?.at).toBe(1);
  });

  it('names the bars that were missed', () => {
    expect(data.passed).toBe(false);
    const missed = summaryTable(data).filter((line) => line.endsWith('MISSED'));
    expect(missed.map((line) => line.trim().split(/\s{2,}/)[0])).toEqual([
      'moves of the address',
      'disagreements in the ledger',
    ]);
  });

  it('is one page that asks for nothing, and nothing that was observed becomes markup', () => {
    const page = renderReport(data);
    expect(page).not.toMatch(/<(script|link|img|iframe)\b/);
    expect(page).not.toMatch(/\b(src|href)="(?!#)/);
    expect(page).not.toMatch(/url\(|@import/);
    expect(page).toContain('Variant 7 &lt;script&gt;');
    expect(page).toContain('ping &lt;b&gt;');
  });

  it('is the same as data', () => {
    expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  });
});
