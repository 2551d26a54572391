import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { leaveOut } from './leave-out.ts';

/**
 * Takes out of the templates of an assembly what an emulator does not make. What is deployed to Amazon never comes here.
 * @returns what was left out: how many resources of each type, by type
 */
export async function adaptAssembly(folder: string): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.template.json')).sort()) {
    const path = join(folder, name);
    const { template, resources } = leaveOut(JSON.parse(await readFile(path, 'utf8')));
    await writeFile(path, JSON.stringify(template));
    for (const type of resources.map((resource) => resource.split(' ')[0]!)) {
      counts.set(type, (counts.get(type) ?? 0) + 1);
    }
  }
  return new Map([...counts].sort(([one], [other]) => one.localeCompare(other)));
}
