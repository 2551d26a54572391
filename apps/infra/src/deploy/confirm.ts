import { createInterface } from 'node:readline/promises';
import { secretNames } from '../config/index.ts';
import { DeployFailed } from './failure.ts';
import type { Shop } from './shop.ts';

/**
 * Asks before a shop is made in an account that has none of its name: the wrong profile is chosen more easily than noticed.
 * @throws DeployFailed when the answer is no, or nobody can be asked
 */
export async function confirmNewShop(
  { config, target, identity, stacks }: Shop,
  yes: boolean,
): Promise<void> {
  if (target.kind === 'emulator' || target.account !== undefined || yes || Object.keys(stacks).length > 0)
    return;
  const question = `There is no shop ${config.name} in account ${identity.account}, ${config.region} yet. Make it there?`;
  const answer = await ask(`${question} (yes/no) `);
  if (answer === undefined) {
    throw new DeployFailed(
      `${question} Say so with SHOP_ACCOUNT=${identity.account} or --yes. Nothing was changed.`,
    );
  }
  if (!isYes(answer)) throw new DeployFailed('Nothing was changed.');
}

/**
 * Says before a shop is destroyed what no backup brings back: CloudFormation deletes a secret without the month in which
 * Secrets Manager could undo it.
 */
export function sayWhatIsLost({ config, stacks, write }: Pick<Shop, 'config' | 'stacks' | 'write'>): void {
  if (!stacks.app) return;
  const { app } = secretNames(config.name);
  write('');
  write(
    `The secrets of ${config.name} are deleted for good, with what you have put into ${app}, such as SMTP_URL.`,
  );
  write('A new deploy makes its own; yours have to be put in again. To keep a copy of them first:');
  write(
    `  aws secretsmanager get-secret-value --region ${config.region} --secret-id ${app} --query SecretString --output text`,
  );
}

/**
 * Asks before a shop is destroyed that keeps its data. Where nobody sits before a terminal the command itself is the word.
 * @throws DeployFailed when the answer is no
 */
export async function confirmDestruction({ config, target, identity, stacks }: Shop): Promise<void> {
  if (target.kind === 'emulator' || Object.keys(stacks).length === 0) return;
  const place = `account ${identity.account}, ${config.region}`;
  const answer = await ask(`Destroy the shop ${config.name} in ${place} and keep its data? (yes/no) `);
  if (answer !== undefined && !isYes(answer)) throw new DeployFailed('Nothing was changed.');
}

/**
 * Has the name of the shop typed before its data is deleted.
 * @param given the name, where a script has named it
 * @throws DeployFailed when it is another name, or nobody can be asked
 */
export async function confirmDeletion({ config, identity }: Shop, given: string | undefined): Promise<void> {
  const place = `account ${identity.account}, ${config.region}`;
  const name =
    given ??
    (await ask(
      `This deletes the shop ${config.name} in ${place} with all its data: orders, pictures, backups. Type its name: `,
    ));
  if (name?.trim() === config.name) return;
  throw new DeployFailed(
    name === undefined
      ? `Name the shop whose data is to be deleted: --yes-delete ${config.name}. Nothing was changed.`
      : `"${name.trim()}" is not the name of this shop (${config.name}). Nothing was changed.`,
  );
}

const isYes = (answer: string) => /^y(es)?$/i.test(answer.trim());

/** What somebody types; undefined where nobody sits before a terminal. */
async function ask(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}
