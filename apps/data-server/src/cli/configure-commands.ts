import type { Logger } from '@perfume/telemetry';
import { installAmazonAgents } from '../configure/amazon-agents.ts';
import { configure } from '../configure/configure.ts';
import { writeFacts } from '../configure/facts.ts';
import { layoutOfEnvironment, readInstance } from '../instance.ts';
import type { Commands } from './run-command.ts';

/** What every instance does with itself when it boots, whichever program it has. */
export function configureCommands(service: string, ownLog: () => Logger): Commands {
  return {
    agents: {
      says: 'install Amazon’s agents',
      run: async () => installAmazonAgents(await readInstance(service)),
    },
    facts: { says: 'write instance.env', run: () => writeFacts(layoutOfEnvironment(), ownLog()) },
    configure: {
      says: 'write all files and units of this instance and start them',
      run: async () => {
        const layout = layoutOfEnvironment();
        await configure(await writeFacts(layout, ownLog()), layout, ownLog());
      },
    },
  };
}
