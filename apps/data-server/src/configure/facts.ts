import { join } from 'node:path';
import {
  environmentOf,
  factsOf,
  formatEnvironment,
  parseEnvironment,
  type Facts,
  type Layout,
} from '@perfume/instances';
import type { Logger } from '@perfume/telemetry';
import { templateSettings } from '../instance.ts';
import { readIfThere, writeWhole } from '../system/files.ts';
import { untilDone, UserError } from '../system/patience.ts';
import { readMetadata } from './metadata.ts';

/**
 * Writes instance.env: what the template says, and what the metadata service says of this instance. Without a template, as in
 * a rehearsal, the file is there already and stays.
 * @throws UserError when neither is there
 */
export async function writeFacts(layout: Layout, log: Logger): Promise<Facts> {
  const template = await readIfThere(join(layout.settings, 'template.env'));
  const path = join(layout.settings, 'instance.env');
  if (template === undefined) {
    const given = await readIfThere(path);
    if (given === undefined)
      throw new UserError(
        `Neither template.env nor instance.env is in ${layout.settings}: user data writes the former.`,
      );
    return factsOf(parseEnvironment(given), await templateSettings(layout));
  }
  const instance = await untilDone({ log, what: 'instance metadata' }, readMetadata);
  const facts = { ...factsOf(parseEnvironment(template), await templateSettings(layout)), instance };
  await writeWhole(path, formatEnvironment(environmentOf(facts)), { mode: 0o644 });
  return facts;
}
