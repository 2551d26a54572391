import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { DeployFailed } from './failure.ts';
import type { Target } from './target.ts';

/** Who deploys, and into which account. */
export interface Identity {
  readonly account: string;
  readonly arn: string;
}

/**
 * Asks whose credentials these are.
 * @throws DeployFailed when there are none, they are not valid, or they are of another account than SHOP_ACCOUNT
 */
export async function askIdentity(client: STSClient, target: Target): Promise<Identity> {
  const { Account, Arn } = await client.send(new GetCallerIdentityCommand({})).catch((error: unknown) => {
    throw explain(error, target);
  });
  if (target.account !== undefined && Account !== target.account) {
    throw new DeployFailed(
      `SHOP_ACCOUNT is ${target.account}, but these credentials are of account ${Account ?? 'unknown'} (${Arn ?? ''}). ` +
        'Nothing was changed. Choose another AWS_PROFILE, or correct SHOP_ACCOUNT.',
    );
  }
  return { account: Account ?? 'unknown', arn: Arn ?? 'unknown' };
}

function explain(error: unknown, { kind, endpoint }: Target): unknown {
  if (!(error instanceof Error) || error instanceof DeployFailed) return error;
  const { name, message } = error;
  if (kind === 'emulator') {
    return new DeployFailed(
      `The emulator at ${endpoint!} does not answer (${message}). Start it, or unset SHOP_TARGET.`,
    );
  }
  const advice = /Credentials|Token|Signature|AccessKey/.test(name)
    ? 'Sign in (aws sso login, or aws configure), and choose the profile with AWS_PROFILE.'
    : 'If the network was the cause, run this again.';
  return new DeployFailed(
    `Amazon does not say whose credentials these are: ${message} Nothing was changed. ${advice}`,
  );
}
