import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startMoto } from './moto.ts';
import { startOwnMoto } from './own-moto.ts';

const moto = await startOwnMoto();

/** What the server holds, by service. */
async function held(service: string): Promise<unknown> {
  const response = await fetch(`${moto.endpoint}/moto-api/data.json`);
  return ((await response.json()) as Record<string, unknown>)[service];
}

/** Asks as a client of S3 does: moto looks at the account in the signature and never checks it. */
const makeBucket = (name: string) =>
  fetch(`${moto.endpoint}/${name}`, {
    method: 'PUT',
    headers: { Authorization: 'AWS4-HMAC-SHA256 Credential=moto/20260101/us-east-1/s3/aws4_request' },
  });

describe("moto's server", () => {
  it('keeps what a client makes', async () => {
    expect((await makeBucket('pictures')).status).toBe(200);
    expect(JSON.stringify(await held('s3'))).toContain('pictures');
  });

  it('has forgotten it in the next test', async () => {
    expect(JSON.stringify(await held('s3'))).not.toContain('pictures');
  });

  it('gets a port of its own beside another one, and is gone when it is stopped', async () => {
    const other = await startMoto();
    expect(other.port).not.toBe(moto.port);
    await other.stop();
    await expect(fetch(other.endpoint)).rejects.toThrow();
  });

  it('listens on loopback alone', () => {
    const log = readFileSync(moto.logPath, 'utf8');
    expect(log).toContain(`Running on http://127.0.0.1:${moto.port}`);
    expect(log).not.toContain('0.0.0.0');
  });
});
