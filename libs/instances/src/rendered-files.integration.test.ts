import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { describeAppServer } from './app-server.ts';
import { describeDataServer } from './data-server.ts';
import { databasePaths } from './database/paths.ts';
import type { InstanceDescription } from './description.ts';
import { layoutAt } from './layout.ts';
import { itWith } from './testing/on-server.ts';
import { appFacts, dataFacts, instance, witnessFacts } from './testing/facts.ts';
import { renderUserData } from './user-data.ts';
import { describeWitness } from './witness.ts';

function run(command: readonly string[], input?: string) {
  const done = spawnSync(command[0]!, command.slice(1), {
    encoding: 'utf8',
    timeout: 50_000,
    env: { PATH: process.env['PATH'], SYSTEMD_LOG_LEVEL: 'warning', LANG: 'C.UTF-8' },
    ...(input !== undefined && { input }),
  });
  return { status: done.status, words: `${done.stdout}${done.stderr}` };
}

describe('rendered files', () => {
  let folder: string;
  let descriptions: Record<'app' | 'data' | 'witness', InstanceDescription>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'perfume-rendered-'));
    const at = (name: string) => layoutAt(join(folder, name));
    descriptions = {
      app: describeAppServer({ ...appFacts, instance }, at('app')),
      data: describeDataServer({ ...dataFacts, instance }, at('data')),
      witness: describeWitness({ ...witnessFacts, instance }, at('witness')),
    };
    for (const { directories, files, layout } of Object.values(descriptions)) {
      for (const { path } of directories) await mkdir(path, { recursive: true });
      for (const file of files) {
        await mkdir(dirname(file.path), { recursive: true });
        await writeFile(file.path, file.content);
      }
      // systemd looks whether what is to be started is there.
      await mkdir(join(layout.release, 'bin'), { recursive: true });
      await symlink(process.execPath, join(layout.release, 'bin', 'node'));
    }
  });

  afterAll(() => rm(folder, { recursive: true }));

  itWith('systemd-analyze', 'are units that systemd takes without a complaint', (program) => {
    for (const { files, units } of Object.values(descriptions)) {
      const paths = files.map(({ path }) => path).filter((path) => /\.(service|timer)$/.test(path));
      const { words } = run([program, 'verify', '--man=no', '--recursive-errors=no', ...paths]);
      // Programs of packages that this machine does not have are no fault of the unit.
      const complaints = words
        .split('\n')
        .filter((line) => units.some(({ name }) => line.includes(name)))
        .filter((line) => !/is not executable: No such file or directory/.test(line));
      expect(complaints).toEqual([]);
    }
  });

  itWith('systemd-sysusers', 'are users that systemd makes', (program) => {
    for (const { layout } of Object.values(descriptions)) {
      const { status, words } = run([program, '--dry-run', join(layout.root, 'etc/sysusers.d/perfume.conf')]);
      expect(status, words).toBe(0);
    }
  });

  itWith('systemd-analyze', 'are schedules that systemd understands', (program) => {
    for (const { units } of Object.values(descriptions))
      for (const { schedule } of units) {
        if (!schedule) continue;
        const { status, words } = run([program, 'calendar', `${schedule.calendar} UTC`]);
        expect(status, words).toBe(0);
      }
  });

  itWith(
    'mariadbd',
    'are settings that MariaDB knows, each with the value that it has here',
    async (program) => {
      const config = databasePaths(descriptions.data.layout).config;
      const { status, words } = run([program, `--defaults-file=${config}`, '--help', '--verbose']);
      expect(status, words.slice(0, 2_000)).toBe(0);
      // It also warns of what this machine allows and of a data directory that is not there: no matter of the settings.
      const complaints = /\[ERROR\]|unknown|deprecated|adjust|ignored|wrong|incorrect/i;
      expect(words.split('\n').filter((line) => / \[\w+\] /.test(line) && complaints.test(line))).toEqual([]);
      const known = new Map(
        words.split('\n').flatMap((line) => {
          const [, name, value] = /^([a-z][a-z0-9-]+)\s+(\S.*)$/.exec(line) ?? [];
          return name === undefined ? [] : [[name.replaceAll('-', '_'), value] as const];
        }),
      );
      for (const name of [
        'innodb_flush_log_at_trx_commit',
        'sync_binlog',
        'wsrep_provider_options',
        'read_only',
      ])
        expect(known.has(name), name).toBe(true);
      expect(known.get('wsrep_cluster_name')).toBe(dataFacts.shop);
      expect(known.get('wsrep_provider_options')).toContain('gmcast.peer_timeout=PT1S');
      expect(known.get('sync_binlog')).toBe('1');
      expect(await readFile(config, 'utf8')).toContain('[sst]');
    },
  );

  itWith('garbd', 'are settings that garbd takes, down to every option of Galera', (program) => {
    const config = join(descriptions.witness.layout.settings, 'garbd.cnf');
    // Nobody answers at these addresses, so it gives up; an option that it does not know it would name before.
    const options = [
      '--address',
      'gcomm://127.0.0.1:1?pc.wait_prim_timeout=PT0.5S&pc.announce_timeout=PT0.2S',
    ];
    const listen = /options = (.*)/.exec(
      descriptions.witness.files.find(({ path }) => path === config)!.content,
    )![1]!;
    const { words } = run([
      program,
      ...['--cfg', config, ...options, '--workdir', folder],
      ...['--options', listen.replace(/tcp:\/\/[^;]*/, 'tcp://127.0.0.1:0')],
    ]);
    expect(words).toContain('evs.suspect_timeout=PT2.5S');
    expect(words).not.toMatch(/unrecognised|unknown|Invalid (value|key)|Unrecognized/i);
  });

  itWith('memcached', 'start memcached with words that it knows', (program) => {
    const { command } = descriptions.data.units.find(({ name }) => name === 'perfume-cache')!;
    // With --version it reads all its words and ends.
    const { status, words } = run([program, ...command.slice(1), '--user=nobody', '--version']);
    expect(status, words).toBe(0);
    expect(words).toMatch(/^memcached \d/);
  });

  itWith('logrotate', 'are rules that logrotate takes', (program) => {
    for (const { layout } of Object.values(descriptions)) {
      const { words } = run([program, '--debug', join(layout.root, 'etc/logrotate.d/perfume')]);
      expect(words).not.toMatch(/^error:(?!.*insecure permissions)/m);
    }
  });

  itWith('apt-config', 'are settings that apt takes', (program) => {
    for (const { layout } of Object.values(descriptions)) {
      const { status, words } = run([
        program,
        'dump',
        `--config-file=${join(layout.root, 'etc/apt/apt.conf.d/52perfume')}`,
      ]);
      expect(status, words).toBe(0);
      expect(words).toContain('Unattended-Upgrade::Automatic-Reboot "false"');
    }
  });

  it('are a configuration of the CloudWatch agent that is JSON and names every unit’s log', () => {
    for (const { files, units } of Object.values(descriptions)) {
      const file = files.find(({ path }) => path.endsWith('/cloudwatch-agent.json'))!;
      const config = JSON.parse(file.content) as {
        logs: { logs_collected: { files: { collect_list: { file_path: string }[] } } };
      };
      const paths = config.logs.logs_collected.files.collect_list.map(({ file_path: path }) => path);
      expect(paths).toEqual(expect.arrayContaining(units.map(({ log }) => log)));
    }
  });
});

describe('a program of the release', () => {
  it('is a word of the shell that hands on what it is given', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'perfume-words-'));
    const { files, layout } = describeDataServer(dataFacts, layoutAt(folder));
    const word = files.find(({ path }) => path === join(folder, 'usr/local/bin/failover'))!;
    await mkdir(join(layout.release, 'bin'), { recursive: true });
    await symlink(process.execPath, join(layout.release, 'bin', 'node'));
    await writeFile(join(layout.release, 'failover.mjs'), 'console.log(process.argv.slice(2).join("|"))');
    expect(run(['sh', '-c', word.content, 'failover', 'hold', '--for', 'half an hour'])).toEqual({
      status: 0,
      words: 'hold|--for|half an hour\n',
    });
    await rm(folder, { recursive: true });
  });
});

describe('user data', () => {
  const rendered = {
    app: renderUserData(describeAppServer(appFacts)),
    data: renderUserData(describeDataServer(dataFacts)),
    witness: renderUserData(describeWitness(witnessFacts)),
  };
  const scripts = Object.entries(rendered).flatMap(([role, text]) =>
    (parse(text) as { write_files: { path: string; content: string }[] }).write_files
      .filter(({ content }) => content.startsWith('#!/bin/sh'))
      .map(({ path, content }) => ({ name: `${role}: ${path}`, content })),
  );

  itWith('cloud-init', 'is what cloud-init’s schema asks for', async (program) => {
    const folder = await mkdtemp(join(tmpdir(), 'perfume-user-data-'));
    for (const [role, text] of Object.entries(rendered)) {
      const path = join(folder, role);
      await writeFile(path, text);
      const { status, words } = run([program, 'schema', '--config-file', path]);
      expect(status, words).toBe(0);
      expect(words).toContain('Valid cloud-config');
    }
    await rm(folder, { recursive: true });
  });

  itWith('shellcheck', 'has scripts that shellcheck has nothing to say about', (program) => {
    for (const { name, content } of scripts) {
      const { status, words } = run([program, '--shell=sh', '-'], content);
      expect(status, `${name}\n${words}`).toBe(0);
    }
  });

  itWith('python3', 'has a program that Python takes', (program) => {
    const { write_files: files } = parse(rendered.data) as {
      write_files: { path: string; content: string }[];
    };
    const source = files.find(({ path }) => path.endsWith('.py'))!.content;
    const { status, words } = run([program, '-c', 'import ast, sys; ast.parse(sys.stdin.read())'], source);
    expect(status, words).toBe(0);
  });
});
