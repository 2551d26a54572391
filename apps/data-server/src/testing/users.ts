import { makeUsers, type User } from '@perfume/instances';
import { ProgramFailed, run } from '../system/program.ts';

/**
 * Makes users of a description on this machine, for tests that give files to them.
 * @returns what takes away those that were not there before
 */
export async function provideUsers(users: readonly User[]): Promise<() => Promise<void>> {
  const missing: string[] = [];
  for (const { name } of users) if (!(await exists(name))) missing.push(name);
  await makeUsers({ users });
  return async () => {
    for (const name of missing) await run(['userdel', name]);
  };
}

async function exists(name: string): Promise<boolean> {
  try {
    await run(['getent', 'passwd', name]);
    return true;
  } catch (error) {
    if (error instanceof ProgramFailed && error.code === 2) return false;
    throw error;
  }
}
