import { connect, createServer } from 'node:net';
import { CannotProvide } from './errors.ts';

const loopback = '127.0.0.1';

/** How many ports after the wanted one are tried. */
const tries = 200;

/**
 * The first free loopback port at or after `wanted`.
 * @throws CannotProvide when 200 ports in a row are taken.
 */
export async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + tries && port < 65_536; port += 1) {
    if (await isFree(port)) return port;
  }
  throw new CannotProvide(
    `No free port between ${wanted} and ${wanted + tries - 1} on ${loopback}. Stop a server that uses one.`,
  );
}

/** Some systems let a specific address be bound beside a server on all addresses, so an answer also counts as taken. */
async function isFree(port: number): Promise<boolean> {
  return (await canListen(port)) && !(await answers(port));
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: loopback }, () => server.close(() => resolve(true)));
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: loopback });
    const settle = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}

/**
 * Connects, sends `question` (if any) and gives what comes back first, or undefined when nothing does within a second.
 */
export function firstAnswer(port: number, question?: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: loopback, timeout: 1000 });
    const settle = (answer: string | undefined) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => question !== undefined && socket.write(question));
    socket.once('data', (data) => settle(data.toString('latin1')));
    socket.once('timeout', () => settle(undefined));
    socket.once('error', () => settle(undefined));
    socket.once('close', () => settle(undefined));
  });
}
