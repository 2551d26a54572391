import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SSMClient } from '@aws-sdk/client-ssm';

/** Tries of one call; the SDK waits between them for a random time that doubles. */
const attempts = 3;
/** The longest wait for a connection, in ms. */
const connectMs = 3_000;
/** The longest wait for an answer, in ms. */
const answerMs = 10_000;
/** The same for a part of a backup. */
const partMs = 60_000;

/** Amazon's API, by the endpoint in AWS_ENDPOINT_URL where one is set. */
export interface Cloud {
  readonly parameters: SSMClient;
  readonly secrets: SecretsManagerClient;
  readonly objects: S3Client;
}

/** Opens the clients; nothing is sent yet. */
export function openCloud(region: string): Cloud {
  const settings = {
    region,
    maxAttempts: attempts,
    requestHandler: { connectionTimeout: connectMs, requestTimeout: answerMs, throwOnRequestTimeout: true },
  };
  return {
    parameters: new SSMClient(settings),
    secrets: new SecretsManagerClient(settings),
    objects: new S3Client({
      ...settings,
      requestHandler: { ...settings.requestHandler, requestTimeout: partMs },
      // An emulator has no name for each bucket.
      forcePathStyle: process.env['AWS_ENDPOINT_URL'] !== undefined,
    }),
  };
}

/** Whether the API answered with one of these error codes. */
export function isAnswer(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && codes.includes(error.name);
}
