import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { InstanceDescription } from './description.ts';
import { formatEnvironment } from './environment-file.ts';
import { bootstrapFolder } from './first-boot.ts';
import { environmentOf } from './instance-environment.ts';

/** EC2 takes no more, in bytes before base64. */
export const largestUserData = 16_384;

/** Room for tokens, each of which becomes a name of some dozen characters. */
const roomForTokens = 2_048;

/**
 * The first boot as cloud-init reads it. It says who the instance is and how it comes by its release; everything else the
 * release writes, so that this text stays the same from release to release.
 * @throws RangeError when it is larger than EC2 takes
 */
export function renderUserData(description: InstanceDescription): string {
  const text = `#cloud-config\n${stringify(cloudConfig(description), { lineWidth: 0, blockQuote: 'literal' })}`;
  const bytes = Buffer.byteLength(text);
  if (bytes > largestUserData - roomForTokens)
    throw new RangeError(`The user data has ${bytes} bytes; ${largestUserData - roomForTokens} are allowed.`);
  return text;
}

function cloudConfig(description: InstanceDescription) {
  const { facts } = description;
  return {
    ssh_deletekeys: true,
    disable_root: true,
    write_files: [
      file('/etc/perfume/template.env', '0644', formatEnvironment(environmentOf(facts))),
      ...(facts.role === 'app'
        ? [file('/etc/perfume/template-settings.env', '0640', formatEnvironment(facts.settings))]
        : []),
      file(`${bootstrapFolder}/fetch-release.py`, '0755', scriptNamed('fetch-release.py')),
      ...(facts.role === 'data' && facts.outgoingAddress !== undefined
        ? [file(`${bootstrapFolder}/outgoing-address.sh`, '0755', scriptNamed('outgoing-address.sh'))]
        : []),
      // Run at every boot until it has done its work once: a reboot in the middle loses nothing.
      file('/var/lib/cloud/scripts/per-boot/perfume.sh', '0755', firstBootScript(description)),
    ],
  };
}

const file = (path: string, permissions: string, content: string) => ({ path, permissions, content });

const scriptNamed = (name: string) => readFileSync(join(import.meta.dirname, 'bootstrap', name), 'utf8');

/** The steps of the first boot, each tried until it succeeds. */
export function firstBootScript({ firstBoot }: InstanceDescription): string {
  const steps = firstBoot.map(
    ({ name, command, why }) => `# ${why}\nstep ${name} ${command.map(shellWord).join(' ')}\n`,
  );
  return `#!/bin/sh
set -eu
export DEBIAN_FRONTEND=noninteractive
finished=/var/lib/perfume/first-boot-finished
if [ -e "$finished" ]; then exit 0; fi

step() {
  name=$1
  shift
  until "$@"; do
    echo "First boot: $name did not succeed; again in 10 s."
    sleep 10
  done
}

${steps.join('')}mkdir -p /var/lib/perfume
touch "$finished"
`;
}

const shellWord = (word: string) =>
  /^[\w./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
