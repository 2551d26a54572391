import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { describeAppServer } from './app-server.ts';
import { describeDataServer } from './data-server.ts';
import { parseEnvironment } from './environment-file.ts';
import { appFacts, dataFacts, witnessFacts } from './testing/facts.ts';
import { largestUserData, renderUserData } from './user-data.ts';
import { describeWitness } from './witness.ts';

interface CloudConfig {
  readonly write_files: readonly {
    readonly path: string;
    readonly permissions: string;
    readonly content: string;
  }[];
}

const token = '${Token[TOKEN.314]}';
const rendered = {
  app: renderUserData(describeAppServer({ ...appFacts, releaseBucket: token })),
  data: renderUserData(describeDataServer({ ...dataFacts, releaseBucket: token, dataBucket: token })),
  witness: renderUserData(describeWitness({ ...witnessFacts, releaseBucket: token })),
};

const fileIn = (text: string, path: string) =>
  (parse(text) as CloudConfig).write_files.find((file) => file.path === path)?.content ?? '';
const script = (text: string) => fileIn(text, '/var/lib/cloud/scripts/per-boot/perfume.sh');

describe('user data', () => {
  it('is cloud-config that EC2 takes, with tokens of CDK as they are', () => {
    for (const text of Object.values(rendered)) {
      expect(text.startsWith('#cloud-config\n')).toBe(true);
      expect(Buffer.byteLength(text)).toBeLessThan(largestUserData);
      expect(parseEnvironment(fileIn(text, '/etc/perfume/template.env'))).toMatchObject({
        RELEASE_BUCKET: token,
      });
    }
  });

  it('has an app server serve before it installs anything', () => {
    const steps = [...script(rendered.app).matchAll(/^step (\S+)/gm)].map(([, name]) => name);
    expect(steps.indexOf('configure')).toBeLessThan(steps.indexOf('packages'));
  });

  it('has a data server find its way out first, and have its packages before it starts', () => {
    const steps = [...script(rendered.data).matchAll(/^step (\S+)/gm)].map(([, name]) => name);
    expect(steps).toEqual(['network', 'mask', 'packages-list', 'packages', 'release', 'configure']);
    expect(script(rendered.data)).toContain('systemctl mask --now ssh.service ssh.socket mariadb.service');
  });

  it('of data servers and witness does not say which release they run', () => {
    expect(rendered.data).not.toContain('RELEASE_ID=');
    expect(rendered.witness).not.toContain('RELEASE_ID=');
    expect(rendered.app).toContain(`RELEASE_ID=${appFacts.releaseId!}`);
  });

  it('is refused when it grows beyond what EC2 takes', () => {
    const settings = { OPERATOR: 'x'.repeat(largestUserData) };
    expect(() => renderUserData(describeAppServer({ ...appFacts, settings }))).toThrow(RangeError);
  });
});
