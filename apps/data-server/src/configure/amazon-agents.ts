import { createWriteStream } from 'node:fs';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Instance } from '../instance.ts';
import { run } from '../system/program.ts';

/** The longest that 100 MB may take, in ms. */
const downloadMs = 300_000;
const installMs = 120_000;

/**
 * Installs Amazon's agents where they are missing, from Amazon's own bucket of the region, over TLS: Debian has no packages
 * of them. Then the CloudWatch agent takes the settings that lie here.
 */
export async function installAmazonAgents({ facts, layout, log }: Instance): Promise<void> {
  const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';
  const { region } = facts;
  const agents = [
    {
      program: '/usr/bin/amazon-ssm-agent',
      url: `https://s3.${region}.amazonaws.com/amazon-ssm-${region}/latest/debian_${architecture}/amazon-ssm-agent.deb`,
    },
    {
      program: '/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl',
      url: `https://amazoncloudwatch-agent-${region}.s3.${region}.amazonaws.com/debian/${architecture}/latest/amazon-cloudwatch-agent.deb`,
    },
  ];
  for (const { program, url } of agents) if (!(await exists(program))) await install(url);
  await run(['systemctl', 'enable', '--now', 'amazon-ssm-agent.service'], { deadlineMs: installMs });
  await run(
    [
      agents[1]!.program,
      ...['-a', 'fetch-config', '-m', 'ec2', '-s'],
      ...['-c', `file:${join(layout.settings, 'cloudwatch-agent.json')}`],
    ],
    { deadlineMs: installMs },
  );
  log.info('Amazon’s agents run');
}

async function install(url: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'perfume-agents-'));
  try {
    const path = join(folder, 'agent.deb');
    const response = await fetch(url, { signal: AbortSignal.timeout(downloadMs) });
    if (!response.ok || !response.body) throw new Error(`${url} answers ${response.status}`);
    await pipeline(Readable.fromWeb(response.body), createWriteStream(path));
    await run(['dpkg', '--install', path], { deadlineMs: installMs });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
