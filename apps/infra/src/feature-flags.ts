import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { projectRoot } from './config/load.ts';

/** The feature flags of cdk.json, for an app that runs without the CDK's command, such as a test or `nx synth infra`. */
export function featureFlags(): Record<string, unknown> {
  const { context } = JSON.parse(readFileSync(resolve(projectRoot, 'cdk.json'), 'utf8')) as {
    context: Record<string, unknown>;
  };
  return context;
}
