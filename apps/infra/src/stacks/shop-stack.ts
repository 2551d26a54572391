import { BootstraplessSynthesizer, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { stackName, type ShopConfig, type StackKind } from '../config/index.ts';

export interface ShopStackProps {
  readonly config: ShopConfig;
}

/**
 * A stack of a shop. It knows neither account nor region, so that a synth asks nobody, and needs no bootstrapped account,
 * since no stack has assets.
 */
export abstract class ShopStack extends Stack {
  protected constructor(scope: Construct, kind: StackKind, config: ShopConfig, props: StackProps) {
    super(scope, stackName(config.name, kind), {
      ...props,
      stackName: stackName(config.name, kind),
      synthesizer: new BootstraplessSynthesizer(),
      tags: { Shop: config.name },
    });
  }
}
