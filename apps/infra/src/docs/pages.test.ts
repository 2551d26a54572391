import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadShopConfig } from '../config/index.ts';
import type { TemplateResource } from '../cost/resources/cost-line.ts';
import { synthesizeResources } from '../cost/resources/synthesize.ts';
import { documentedAlarms } from './alarms-page.ts';
import { checkedPaths, documentedSettings } from './infra-settings.ts';
import { exampleOfPages, renderPages, type Page } from './pages.ts';
import { runbookName, runbooks } from './runbooks.ts';

const documents = resolve(import.meta.dirname, '../../../../docs');

let resources: TemplateResource[] = [];
let pages: Page[] = [];
beforeAll(async () => {
  resources = synthesizeResources(await loadShopConfig(exampleOfPages));
  pages = await renderPages(resources);
}, 120_000);

describe('docs/reference', () => {
  it.each(['infra-settings.md', 'alarms.md', 'metrics.md', 'ports.md', 'cost.md'])(
    'has %s as the code says it (mend it with: npx nx docs infra)',
    (name) => {
      const page = pages.find(({ path }) => basename(path) === name)!;
      expect(readFileSync(page.path, 'utf8')).toBe(page.content);
    },
  );
  it('leads only to pages that there are', () => {
    const dead = pages.flatMap(({ path, content }) =>
      [...content.matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
        .map(([, target]) => resolve(dirname(path), target!))
        .filter((target) => !existsSync(target)),
    );
    expect(dead).toEqual([]);
  });
});

/** `app` is one of `app.maximum` and others, whose descriptions say all. */
const isGroup = (path: string, all: readonly string[]) => all.some((other) => other.startsWith(`${path}.`));

describe('settings', () => {
  it('are described and checked, all of them', () => {
    const described = documentedSettings().map(({ path }) => path);
    const missing = checkedPaths().filter((path) => !described.includes(path));
    expect(missing).toEqual([]);
    const silent = documentedSettings().filter(({ path, says }) => says === '' && !isGroup(path, described));
    expect(silent).toEqual([]);
  });
  it('show the default and the bounds that the check has', () => {
    const setting = documentedSettings().find(({ path }) => path === 'app.cpuTargetPercent');
    expect(setting).toMatchObject({ default: '45', mustBe: 'a whole number from 10 to 50 percent' });
  });
});

describe('alarms', () => {
  it('each have a runbook, and each runbook has its alarm', () => {
    const needed = new Set(documentedAlarms(resources).map(({ id }) => runbookName(id)));
    expect(Object.keys(runbooks).sort()).toEqual([...needed].sort());
  });
});

describe('guides', () => {
  it('of this platform are there', () => {
    const wanted = [
      'first-deploy',
      'release-and-roll-back',
      'scale',
      'restore',
      'rotate-secrets',
      'replace-a-data-server',
      'fail-over-by-hand',
      'upgrade-mariadb',
      'move-to-a-managed-database',
      'sign-in-to-a-server',
    ];
    expect(wanted.filter((name) => !existsSync(resolve(documents, `guides/${name}.md`)))).toEqual([]);
  });
});
