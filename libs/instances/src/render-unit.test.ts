import { elbTimings } from '@perfume/health';
import { describe, expect, it } from 'vitest';
import { describeAppServer } from './app-server.ts';
import { describeDataServer } from './data-server.ts';
import { planProcesses } from './process-plan.ts';
import { renderUnit } from './render-unit.ts';
import { appFacts, dataFacts, instance, witnessFacts } from './testing/facts.ts';
import { unitNames } from './units/data-server-units.ts';
import { describeWitness } from './witness.ts';

const descriptions = [
  describeAppServer({ ...appFacts, instance }),
  describeDataServer({ ...dataFacts, instance }),
  describeWitness({ ...witnessFacts, instance }),
];

const unitFile = (name: string) => {
  const description = descriptions.find(({ units }) => units.some((unit) => unit.name === name))!;
  const unit = description.units.find((other) => other.name === name)!;
  return renderUnit(unit)[0]!.content;
};

describe('units and the process plan', () => {
  it('run the same words in the same order', () => {
    for (const description of descriptions) {
      const { processes } = planProcesses(description);
      const rehearsed = description.units.filter(({ notRehearsed }) => notRehearsed === undefined);
      expect(processes.map(({ name }) => name)).toEqual(rehearsed.map(({ name }) => name));
      for (const process of processes) {
        expect(unitFile(process.name)).toContain(`ExecStart=${process.command.join(' ')}\n`);
        expect(unitFile(process.name)).toContain(`User=${process.user}\n`);
        for (const other of process.after)
          expect(unitFile(process.name)).toMatch(new RegExp(`^After=.*${other}\\.service`, 'm'));
      }
    }
  });

  it('name nothing to come after that stands later or nowhere', () => {
    for (const { units } of descriptions)
      for (const [index, { after }] of units.entries())
        for (const name of after) expect(units.slice(0, index).map((unit) => unit.name)).toContain(name);
  });

  it('have a reason for each that is not rehearsed', () => {
    for (const { units } of descriptions)
      for (const { notRehearsed } of units)
        if (notRehearsed !== undefined) expect(notRehearsed.length).toBeGreaterThan(20);
  });
});

describe('the unit of', () => {
  it('the storefront gives it the time to drain, and no rights', () => {
    const file = unitFile(unitNames.storefront);
    const stop = Number(/^TimeoutStopSec=(\d+)$/m.exec(file)![1]);
    expect(stop).toBeGreaterThanOrEqual(elbTimings.deregistrationSeconds);
    for (const line of [
      'NoNewPrivileges=yes',
      'ProtectSystem=strict',
      'CapabilityBoundingSet=',
      'User=perfume',
      'Restart=always',
    ])
      expect(file.split('\n')).toContain(line);
    expect(file).toMatch(/^MemoryMax=\d+M$/m);
  });

  it('MariaDB comes after its volume and its certificates', () => {
    const [, after] = /^After=(.*)$/m.exec(unitFile(unitNames.database))!;
    expect(after!.split(' ')).toEqual(
      expect.arrayContaining([`${unitNames.volume}.service`, `${unitNames.secrets}.service`]),
    );
  });

  it('the tunnel leaves the interface alone when it is restarted', () => {
    expect(unitFile(unitNames.tunnel)).toContain('KillMode=process\n');
  });

  it('nothing holds a secret', () => {
    for (const { files } of descriptions)
      for (const { path, content } of files)
        expect(content, path).not.toMatch(/password\s*=|PRIVATE KEY|SECRET=/i);
  });
});
