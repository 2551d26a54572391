import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { PublishError } from './publish-error.ts';

/** A name that stands in a URL as it is: nothing to encode, nothing to misread. */
const plainName = /^[A-Za-z0-9][\w.-]*(?:\/[A-Za-z0-9][\w.-]*)*$/;

/**
 * The files below a folder by their names relative to it, with `/`, in order. Hidden ones are left out.
 * @throws PublishError when the folder is not there, or a name could not stand in a URL
 */
export async function localFiles(
  folder: string,
  include: (name: string) => boolean,
): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new PublishError(`There is no folder ${folder} to publish.`, { cause });
  });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((name) => !name.split('/').some((part) => part.startsWith('.')) && include(name))
    .sort();
  const odd = names.find((name) => !plainName.test(name));
  if (odd !== undefined)
    throw new PublishError(
      `“${odd}” in ${folder} cannot be published: use letters, digits, dots, dashes and underscores in file names.`,
    );
  return names;
}
