import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { renderCostPage } from '../cost/print-sources.ts';
import type { TemplateResource } from '../cost/resources/cost-line.ts';
import { renderAlarms } from './alarms-page.ts';
import { renderInfraSettings } from './infra-settings.ts';
import { renderMetrics } from './metrics-page.ts';
import { renderPorts } from './ports-page.ts';

export interface Page {
  readonly path: string;
  readonly content: string;
}

const folder = resolve(import.meta.dirname, '../../../../docs/reference');

/** The shop whose alarms are described: alarms are the same in every shop, but for how many app servers there are to be. */
export const exampleOfPages = 'config/small.ts';

/** The pages of docs/reference that are made from code, formatted as they are committed. */
export async function renderPages(resources: readonly TemplateResource[]): Promise<Page[]> {
  const pages = {
    'infra-settings.md': renderInfraSettings(),
    'alarms.md': renderAlarms(resources),
    'metrics.md': renderMetrics(),
    'ports.md': renderPorts(),
    'cost.md': renderCostPage(),
  };
  return Promise.all(
    Object.entries(pages).map(async ([name, markdown]) => {
      const path = resolve(folder, name);
      const options = await resolveConfig(path);
      return { path, content: await format(markdown, { ...options, filepath: path }) };
    }),
  );
}
