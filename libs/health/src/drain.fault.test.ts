import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';

const figures: string[] = [];
let child: ChildProcess | undefined;
const agents: Agent[] = [];

afterEach(() => {
  child?.kill('SIGKILL');
  for (const agent of agents.splice(0)) agent.destroy();
});

afterAll(() => {
  // eslint-disable-next-line no-console -- the figures are what this run was for
  console.info(['A server that is told to stop', ...figures.map((figure) => `  ${figure}`)].join('\n'));
});

async function start(environment: Record<string, string>) {
  const started = spawn(process.execPath, [fileURLToPath(new URL('./testing/server.ts', import.meta.url))], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = started;
  const ended = once(started, 'exit');
  const [line] = (await once(started.stdout, 'data')) as [Buffer];
  return { process: started, port: Number(line.toString()), ended };
}

function keepAlive(): Agent {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  agents.push(agent);
  return agent;
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

describe('a server that is asked to stop', () => {
  it('fails no request of clients that go elsewhere once the health check says so', async () => {
    const { process: server, port, ended } = await start({ DRAIN_SECONDS: '2' });
    const agent = keepAlive();
    const answers: (number | string)[] = [];
    let inRotation = true;
    const client = async () => {
      while (inRotation) answers.push(await ask(agent, port, '/'));
    };
    // The load balancer asks every so often and takes the server out at the second bad answer.
    const balancer = async () => {
      const checks = keepAlive();
      for (let bad = 0; bad < 2;) {
        if ((await ask(checks, port, '/health/ready')) !== 200) bad += 1;
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
    figures.push(`${answers.length} requests on 16 kept-alive connections while it drained: 0 failed`);
  }, 30_000);

  it('finishes a request that is still running when it stops listening, and ends right after it', async () => {
    const { process: server, port, ended } = await start({ DRAIN_SECONDS: '0.2' });
    const agent = keepAlive();
    const running = ask(agent, port, '/?ms=1500');
    await pause(200);
    server.kill('SIGTERM');
    const at = performance.now();
    expect(await running).toBe(200);
    expect(await ended).toEqual([0, null]);
    expect(performance.now() - at).toBeLessThan(4_500);
  }, 30_000);

  it('ends at once at the second signal', async () => {
    const { process: server, port, ended } = await start({ DRAIN_SECONDS: '25' });
    const agent = keepAlive();
    server.kill('SIGTERM');
    for (let wait = 0; (await ask(agent, port, '/health/ready')) !== 503 && wait < 100; wait += 1)
      await pause(10);
    server.kill('SIGTERM');
    expect(await ended).toEqual([1, null]);
  }, 30_000);

  it('ends although what it closes hangs', async () => {
    const { process: server, ended } = await start({ DRAIN_SECONDS: '0', CLOSE: 'hangs' });
    server.kill('SIGTERM');
    expect(await ended).toEqual([1, null]);
  }, 30_000);
});

describe('a server whose event loop stood still', () => {
  it('is taken out by the load balancer for a while, and never by its own liveness', async () => {
    const { port } = await start({ DRAIN_SECONDS: '0' });
    const agent = keepAlive();
    expect(await ask(agent, port, '/health/ready')).toBe(200);
    await ask(agent, port, '/block?ms=1000');
    expect([await ask(agent, port, '/health/ready'), await ask(agent, port, '/health/live')]).toEqual([
      503, 200,
    ]);
  }, 30_000);
});
