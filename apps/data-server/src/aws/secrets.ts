import { createHash } from 'node:crypto';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { isAnswer } from './clients.ts';

export type Secret = Readonly<Record<string, string>>;

/** The secret's keys and values, or undefined when it has none yet. */
export async function readSecret(client: SecretsManagerClient, name: string): Promise<Secret | undefined> {
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: name }));
    if (SecretString === undefined) return undefined;
    return JSON.parse(SecretString) as Secret;
  } catch (error) {
    // Also of a secret that a template has made and nobody has given a value.
    if (isAnswer(error, 'ResourceNotFoundException')) return undefined;
    if (error instanceof SyntaxError)
      throw new Error(`The secret ${name} is no JSON object.`, { cause: error });
    throw error;
  }
}

/**
 * The secret, made by whichever server comes first. Of several at once one succeeds, and all get what that one has made: the
 * first value of a secret has a token that Secrets Manager accepts once.
 */
export async function provideSecret(
  client: SecretsManagerClient,
  name: string,
  make: () => Promise<Secret> | Secret,
): Promise<Secret> {
  const found = await readSecret(client, name);
  if (found) return found;
  const SecretString = JSON.stringify(await make());
  await giveFirst(client, { SecretId: name, SecretString, ClientRequestToken: firstValueToken(name) });
  const made = await readSecret(client, name);
  if (!made) throw new Error(`The secret ${name} was made and cannot be read yet.`);
  return made;
}

/**
 * Gives a secret its first value: one that a template has made empty, as it is on servers, which may not make secrets
 * themselves; and makes it where there is none. Whoever comes second is told that the token was used.
 */
async function giveFirst(
  client: SecretsManagerClient,
  input: { readonly SecretId: string; readonly SecretString: string; readonly ClientRequestToken: string },
): Promise<void> {
  const { SecretId: Name, ...value } = input;
  try {
    await client.send(new PutSecretValueCommand(input));
  } catch (error) {
    if (isAnswer(error, 'ResourceExistsException')) return;
    if (!isAnswer(error, 'ResourceNotFoundException')) throw error;
    try {
      await client.send(new CreateSecretCommand({ Name, ...value }));
    } catch (other) {
      if (!isAnswer(other, 'ResourceExistsException')) throw other;
      await giveFirst(client, input);
    }
  }
}

/** Gives the secret a new value. */
export async function replaceSecret(
  client: SecretsManagerClient,
  name: string,
  value: Secret,
): Promise<void> {
  await client.send(new PutSecretValueCommand({ SecretId: name, SecretString: JSON.stringify(value) }));
}

/** The same for everybody: Secrets Manager takes 32 to 64 characters. */
const firstValueToken = (name: string) => createHash('sha256').update(`first value of ${name}`).digest('hex');
