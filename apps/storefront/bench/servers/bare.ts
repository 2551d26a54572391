import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { freePort } from '@perfume/local-services';
import { startServer, type Server } from './server.ts';

const program = join(import.meta.dirname, 'bare-server.ts');

/** Where the search for a free port begins. */
const firstPort = 4_800;

/**
 * Starts bare Express with the very brotli bytes that the shop answers at these addresses.
 * @param pages paths of the shop by the name under which the bare server has them
 */
export async function startBare(
  shop: Server,
  pages: Readonly<Record<string, string>>,
  folder: string,
  signal: AbortSignal,
): Promise<Server> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, path] of Object.entries(pages))
    writeFileSync(join(folder, name), await brotliBytes(shop.origin + path));
  const port = await freePort(firstPort);
  const env = { PATH: process.env['PATH'], NODE_ENV: 'production' };
  return startServer({ path: program, args: [String(port), folder], port, env, readyPath: '/ready', signal });
}

/** The body as it was sent: fetch would unpack it. */
function brotliBytes(url: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'Accept-Encoding': 'br' } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        if (answer.statusCode === 200 && answer.headers['content-encoding'] === 'br')
          resolve(Buffer.concat(chunks));
        else reject(new Error(`${url} answered ${answer.statusCode} without brotli bytes.`));
      });
    }).on('error', reject);
  });
}
