import { writeFile } from 'node:fs/promises';
import { loadShopConfig } from '../config/index.ts';
import { synthesizeResources } from '../cost/resources/synthesize.ts';
import { exampleOfPages, renderPages } from '../docs/pages.ts';

/** nx docs infra: writes the pages of docs/reference that are made from code. */
const resources = synthesizeResources(await loadShopConfig(exampleOfPages));
for (const { path, content } of await renderPages(resources)) {
  await writeFile(path, content);
  console.log(path);
}
