import { Writable } from 'node:stream';
import { createLogger, createMetrics } from '@perfume/telemetry';
import { describe, expect, it } from 'vitest';
import { held, row, Scenario, type Scene } from '../testing/scenario.ts';
import { storyOf } from './story.ts';

function tell() {
  const lines: Record<string, unknown>[] = [];
  const written: string[] = [];
  const log = createLogger({
    level: 'info',
    service: 'failover',
    destination: new Writable({
      write(chunk: Buffer, _, done) {
        lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
        done();
      },
    }),
  });
  const metrics = createMetrics({
    shop: 'perfume',
    server: 'a',
    sink: {
      write(text) {
        written.push(...text);
        return Promise.resolve();
      },
    },
  });
  const story = storyOf({ node: 'a', log, metrics, heartbeatMs: 60_000, proofMs: 2_500 });
  const scenario = new Scenario();
  return {
    live: (scene: Scene, ms = 250) => {
      for (let left = ms; left > 0; left -= 250) {
        scenario.scene(scene);
        story.turn(scenario.observation!, scenario.decision!);
      }
    },
    events: () => lines.map(({ event, msg }) => `${String(event)}: ${String(msg)}`),
    numbers: async () => {
      await metrics.stop();
      return Object.assign({}, ...written.map((line) => JSON.parse(line) as object)) as Record<
        string,
        unknown
      >;
    },
  };
}

const standingBy: Scene = { address: 'peer' };
const gone: Scene = { look: { peerIsMember: false, size: 2 }, peer: 'silent', address: 'peer' };
const writing: Scene = {
  look: { writer: row('a', { term: 4 }), isGateOpen: true, peerIsMember: false, size: 2 },
  peer: 'silent',
  address: held('self'),
};

describe('the story that an agent tells', () => {
  it('has a line for each change and none for a turn like the one before', () => {
    const { live, events } = tell();
    live(standingBy, 10_000);
    live(gone);
    live(writing, 10_000);
    expect(events()).toEqual([
      'turn: b is the writer; a stands by.',
      'members-changed: The cluster has 2 members.',
      'turn: b has left the cluster: a becomes the writer.',
      'writer-changed: a is the writer now.',
      'gate-open: The gate of a is open.',
      'address-moved: The address is with a.',
      'alarm: b is not in the cluster.',
      'alarm: The agent of b does not answer.',
      'turn: a is the writer and asks Amazon whether it holds the address.',
      'turn: a is the writer and holds the address.',
    ]);
  });

  it('repeats itself now and then', () => {
    const { live, events } = tell();
    live(standingBy, 121_000);
    expect(events().map((line) => line.split(':')[0])).toEqual(['turn', 'heartbeat', 'heartbeat']);
  });

  it('says when an alarm is over', () => {
    const { live, events } = tell();
    live({ ...standingBy, peer: 'silent' });
    live(standingBy);
    expect(events()).toContain('alarm-over: No longer: The agent of b does not answer.');
  });

  it('counts in numbers what moves and what is so', async () => {
    const { live, numbers } = tell();
    live(standingBy);
    live(writing, 500);
    live({ ...standingBy, look: { writer: row('b', { term: 5 }), isPaused: true } });
    expect(await numbers()).toMatchObject({
      FailoverMoves: 1,
      FailoverStepDowns: 1,
      FailoverLoops: 4,
      HoldsAddress: 0,
      GaleraMembers: 3,
      GaleraPrimary: 1,
      GaleraSynced: 1,
      GaleraFlowControl: 25,
      PeerReachable: 1,
    });
  });
});
