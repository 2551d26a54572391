import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConnectionGone, NoAnswer, Session } from './session.ts';

/** A MariaDB that hangs: it lets in whoever comes, then says nothing more and does not end what the other side has ended. */
let hanging: Server;
let folder: string;
let socketPath: string;
const taken: Socket[] = [];

/** A packet of the protocol: its length in three bytes, its number, what is in it. */
function packet(number: number, ...content: readonly (Buffer | string | readonly number[])[]): Buffer {
  const body = Buffer.concat(content.map((part) => Buffer.from(part)));
  const head = Buffer.alloc(4);
  head.writeUIntLE(body.length, 0, 3);
  head.writeUInt8(number, 3);
  return Buffer.concat([head, body]);
}

const scramble = Buffer.alloc(8, 1);
/** Protocol::HandshakeV10: version, connection, scramble, abilities, character set, state, and how to say who one is. */
const greeting = packet(
  0,
  [10],
  '10.11.6-MariaDB\0',
  [1, 0, 0, 0],
  scramble,
  [0, 0xff, 0xf7, 33, 2, 0, 0x0f, 0, 21],
  Buffer.alloc(10),
  Buffer.alloc(12, 1),
  '\0mysql_native_password\0',
);
const welcome = packet(2, [0, 0, 0, 2, 0, 0, 0]);

function letIn(socket: Socket): void {
  taken.push(socket);
  socket.write(greeting);
  socket.once('data', () => socket.write(welcome));
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'perfume-session-'));
  socketPath = join(folder, 'mariadb.sock');
  hanging = createServer({ allowHalfOpen: true }, letIn);
  hanging.listen(socketPath);
  await once(hanging, 'listening');
});

afterEach(async () => {
  for (const socket of taken.splice(0)) socket.destroy();
  hanging.close();
  await rm(folder, { recursive: true });
});

/** Whether the other side has closed the socket, not only said that it will write no more. */
async function isClosedByPeer(socket: Socket): Promise<boolean> {
  const failed = once(socket, 'error') as Promise<[NodeJS.ErrnoException]>;
  socket.write('are you there?');
  const outcome = await Promise.race([failed, pause(500, undefined)]);
  return outcome?.[0].code === 'EPIPE';
}

describe('a session with a MariaDB that hangs', () => {
  it('gives a statement up at its deadline and leaves no socket behind', async () => {
    const session = new Session({ socketPath, user: 'perfume-agent' });
    for (let times = 1; times <= 3; times += 1) {
      await expect(session.run('SELECT 1', [], 250)).rejects.toThrow(NoAnswer);
      expect(taken).toHaveLength(times);
    }
    for (const socket of taken) expect(await isClosedByPeer(socket)).toBe(true);
    session.close();
  });

  it('ends what waits when it is closed, long before its deadline', async () => {
    const session = new Session({ socketPath, user: 'perfume-agent' });
    const waiting = [session.run('SELECT 1', [], 600_000), session.run('SELECT 2', [], 600_000)];
    await once(hanging, 'connection');
    await pause(50);
    session.close();
    for (const one of waiting) await expect(one).rejects.toThrow(ConnectionGone);
    expect(await isClosedByPeer(taken[0]!)).toBe(true);
  });

  it('opens nothing more once it is closed', async () => {
    const session = new Session({ socketPath, user: 'perfume-agent' });
    session.close();
    await expect(session.run('SELECT 1', [], 1_000)).rejects.toThrow(ConnectionGone);
    expect(taken).toHaveLength(0);
  });
});

it('says that no MariaDB listens, with the word of the system', async () => {
  const session = new Session({ socketPath: join(folder, 'none.sock'), user: 'perfume-agent' });
  await expect(session.run('SELECT 1', [], 1_000)).rejects.toMatchObject({ code: 'ENOENT' });
  session.close();
});
