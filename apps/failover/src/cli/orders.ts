import { setTimeout as pause } from 'node:timers/promises';
import { askAgent } from '../control/control-client.ts';
import { longestHoldMs } from '../control/hold-file.ts';
import type { Reply } from '../control/orders.ts';
import { describeStatus, type Status } from '../control/status.ts';

/** An order could not be carried out; the message is for people. */
export class OrderFailed extends Error {
  override readonly name = 'OrderFailed';
}

type Say = (line: string) => void;

/** What the agent sees and does. @throws OrderFailed, AgentUnreachable */
export async function showStatus(socketPath: string, asJson: boolean, say: Say): Promise<void> {
  const status = await statusFrom(socketPath);
  say(asJson ? JSON.stringify(status, undefined, 2) : describeStatus(status));
}

/**
 * Moves the writing to the other data server, by plan, and waits until the address has followed.
 * @throws OrderFailed with the reasons against it, or when it did not come to pass in time
 */
export async function switchOver(socketPath: string, say: Say, waitMs = 60_000): Promise<void> {
  const { message, switchTo } = await order(socketPath, '/switch');
  say(message);
  const until = performance.now() + waitMs;
  let sentence = '';
  while (performance.now() < until) {
    await pause(200);
    const status = await statusFrom(socketPath);
    if (status.sentence !== sentence) say(`  ${status.sentence}`);
    ({ sentence } = status);
    if (status.writer?.node === switchTo && status.address.holder === switchTo) {
      say(`Done: ${status.writer?.node ?? ''} is the writer and holds the address.`);
      return;
    }
    if (!status.switchTo && status.writer?.node !== switchTo)
      throw new OrderFailed(`The switch did not come to pass: ${status.sentence}`);
  }
  throw new OrderFailed(
    `The switch is not complete after ${waitMs / 1_000} s; failover status shows how it stands.`,
  );
}

/** Stops automatic moves for a while. @param duration such as 30m, 2h, 90s */
export async function holdMoves(socketPath: string, duration: string, say: Say): Promise<void> {
  const ms = durationMs(duration);
  say((await order(socketPath, `/hold?ms=${ms}`)).message);
}

/** Ends a hold. */
export async function releaseMoves(socketPath: string, say: Say): Promise<void> {
  say((await order(socketPath, '/release')).message);
}

/** @throws OrderFailed for anything but a number with s, m or h up to 24 hours */
export function durationMs(text: string): number {
  const [, count, unit] = /^(\d+)(s|m|h)$/.exec(text) ?? [];
  const ms = Number(count) * { s: 1_000, m: 60_000, h: 3_600_000 }[unit as 's' | 'm' | 'h'];
  if (!(ms >= 1_000 && ms <= longestHoldMs))
    throw new OrderFailed(`"${text}" is no time to hold: write it as 90s, 30m or 2h, at most 24h.`);
  return ms;
}

async function order(socketPath: string, path: string): Promise<Reply> {
  const reply = (await askAgent(socketPath, 'POST', path)) as Reply;
  if (!reply.ok) throw new OrderFailed(reply.message);
  return reply;
}

async function statusFrom(socketPath: string): Promise<Status> {
  const status = (await askAgent(socketPath, 'GET', '/status')) as Status | Reply;
  if ('ok' in status) throw new OrderFailed(status.message);
  return status;
}
