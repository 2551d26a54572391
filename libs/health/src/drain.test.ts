import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

let child: ChildProcess | undefined;

afterEach(() => {
  child?.kill('SIGKILL');
});

async function start(
  drainSeconds: number,
): Promise<{ process: ChildProcess; port: number; ended: Promise<unknown> }> {
  const started = spawn(process.execPath, [fileURLToPath(new URL('./testing/server.ts', import.meta.url))], {
    env: { ...process.env, DRAIN_SECONDS: String(drainSeconds) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = started;
  const ended = once(started, 'exit');
  const [line] = (await once(started.stdout, 'data')) as [Buffer];
  return { process: started, port: Number(line.toString()), ended };
}

/** The status of one request on a kept-alive connection, or the error's code. */
function ask(agent: Agent, port: number, path: string): Promise<number | string> {
  return new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path, agent }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode ?? 0));
    }).once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a server that is asked to stop', () => {
  it('fails no request of clients that go elsewhere once the health check says so', async () => {
    const { process: server, port, ended } = await start(2);
    const agent = new Agent({ keepAlive: true, maxSockets: 16 });
    const answers: (number | string)[] = [];
    let inRotation = true;
    const client = async () => {
      while (inRotation) answers.push(await ask(agent, port, '/'));
    };
    // The load balancer asks every so often and takes the server out at the second bad answer.
    const balancer = async () => {
      for (let bad = 0; bad < 2;) {
        if ((await ask(agent, port, '/health/ready')) !== 200) bad += 1;
        await pause(100);
      }
      inRotation = false;
    };
    const all = Promise.all([...Array.from({ length: 16 }, client), balancer()]);
    await pause(300);
    server.kill('SIGTERM');
    await all;
    expect(answers.length).toBeGreaterThan(50);
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(await ended).toEqual([0, null]);
    agent.destroy();
  }, 30_000);

  it('finishes what runs, and ends at once at the second signal', async () => {
    const { process: server, port, ended } = await start(30);
    const agent = new Agent({ keepAlive: true });
    const running = ask(agent, port, '/');
    server.kill('SIGTERM');
    expect(await running).toBe(200);
    expect(await ask(agent, port, '/health/ready')).toBe(503);
    server.kill('SIGTERM');
    expect(await ended).toEqual([1, null]);
    agent.destroy();
  }, 30_000);
});
