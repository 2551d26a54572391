import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deployUsage, destroyUsage } from '../deploy/arguments.ts';

const workspace = resolve(import.meta.dirname, '../../../..');
const read = (path: string) => readFileSync(resolve(workspace, path), 'utf8');

const pagesIn = (folder: string) =>
  readdirSync(resolve(workspace, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);

const guides = pagesIn('docs/guides');
const pages = [...guides, ...pagesIn('docs/reference'), 'README.md'];

/** Words that follow a command where it begins a line or a piece of code. */
const wordsAfter = (command: string, text: string) =>
  [...text.matchAll(new RegExp(`(?:^|\`)${command} ([a-z-]+(?: [a-z]+)?)`, 'gm'))].map(([, words]) => words!);

/** As GitHub makes them of headings. */
const anchorsOf = (text: string) =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe('documents', () => {
  it('lead to pages and headings that there are', () => {
    const dead = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)]
        .filter(([, path, anchor]) => {
          const target = path ? relative(workspace, resolve(workspace, dirname(page), path)) : page;
          if (!existsSync(resolve(workspace, target))) return true;
          return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
        })
        .map(([link]) => `${page}: ${link}`),
    );
    expect(dead).toEqual([]);
  });
});

describe('guides', () => {
  const text = guides.map(read).join('\n');

  it('call targets of infra that there are', () => {
    const { nx } = JSON.parse(read('apps/infra/package.json')) as {
      nx: { targets: Record<string, unknown> };
    };
    const called = [...text.matchAll(/nx ([a-z-]+) infra/g)].map(([, target]) => target!);
    expect(called.filter((target) => !(target in nx.targets))).toEqual([]);
  });

  it('give a deploy and a destroy options that these know', () => {
    const options = (target: string) =>
      [...text.matchAll(new RegExp(`nx ${target} infra -- (--[a-z-]+)`, 'g'))].map(([, option]) => option!);
    expect(options('deploy').filter((option) => !deployUsage.includes(option))).toEqual([]);
    expect(options('destroy').filter((option) => !destroyUsage.includes(option))).toEqual([]);
  });

  it('call programs of the servers by commands that these have', () => {
    const dataServer = read('apps/data-server/src/cli/data-server.ts');
    const failover = read('apps/failover/src/main.ts');
    const unknown = [
      ...wordsAfter('data-server', text).filter((words) => {
        const [first, second] = words.split(' ');
        return ![words, first, second && `${first!} ${second}`].some(
          (word) => word && new RegExp(`^  '?${word}'?: \\{`, 'm').test(dataServer),
        );
      }),
      ...wordsAfter('failover', text).filter(
        (words) => !failover.includes(`failover ${words.split(' ')[0]!}`),
      ),
    ];
    expect(unknown).toEqual([]);
  });

  it('name units that servers have', () => {
    const units = ['app-server', 'data-server', 'witness']
      .map((kind) => read(`libs/instances/src/units/${kind}-units.ts`))
      .join('\n');
    const named = [...text.matchAll(/perfume-(?!app\b|data\b|data-[abc]\b)[a-z]+/g)].map(([name]) => name);
    expect([...new Set(named)].filter((name) => !units.includes(`'${name}'`))).toEqual([]);
  });
});
