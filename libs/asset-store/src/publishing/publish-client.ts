import { S3Client } from '@aws-sdk/client-s3';
import type { S3Location } from '../s3-location.ts';
import type { PublishTarget } from './endpoint-guard.ts';

/** Tries of one call; the SDK waits between them for a random time that doubles, up to 20 s. */
const attempts = 5;
/** The longest wait for a connection, in ms. */
const connectMs = 3_000;

/** A client whose every wait has its bound. An emulator needs credentials too, but never gets real ones from a profile. */
export function openPublishClient(
  { region, endpoint }: S3Location,
  target: PublishTarget,
  {
    parallel,
    answerMs,
    env,
  }: {
    readonly parallel: number;
    readonly answerMs: number;
    readonly env: Readonly<Record<string, string | undefined>>;
  },
): S3Client {
  const sockets = { maxSockets: parallel, keepAlive: true };
  const emulated = target === 'emulator' && {
    forcePathStyle: true,
    region: region ?? (env['AWS_REGION'] || 'us-east-1'),
    credentials: {
      accessKeyId: env['AWS_ACCESS_KEY_ID'] || 'emulator',
      secretAccessKey: env['AWS_SECRET_ACCESS_KEY'] || 'emulator',
    },
  };
  return new S3Client({
    maxAttempts: attempts,
    requestHandler: {
      connectionTimeout: connectMs,
      requestTimeout: answerMs,
      throwOnRequestTimeout: true,
      httpAgent: sockets,
      httpsAgent: sockets,
    },
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    ...emulated,
  });
}
