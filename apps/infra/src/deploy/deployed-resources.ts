import {
  DescribeStackResourcesCommand,
  GetTemplateCommand,
  type CloudFormationClient,
} from '@aws-sdk/client-cloudformation';
import { parse } from 'yaml';
import { z } from 'zod';

/** A resource of a stack that stands. */
export interface DeployedResource {
  readonly type: string;
  /** What CloudFormation calls it by: a bucket's name, an address, the id of a volume. */
  readonly id: string;
  /** Whether it stays when its stack goes. */
  readonly kept: boolean;
}

const template = z.object({
  Resources: z.record(z.string(), z.object({ DeletionPolicy: z.string().optional() })).default({}),
});

/** The resources of a stack, each with what its template says of it for the stack's end. */
export async function deployedResources(
  client: CloudFormationClient,
  stack: string,
): Promise<readonly DeployedResource[]> {
  const [{ TemplateBody }, { StackResources }] = await Promise.all([
    client.send(new GetTemplateCommand({ StackName: stack, TemplateStage: 'Processed' })),
    client.send(new DescribeStackResourcesCommand({ StackName: stack })),
  ]);
  // The CDK sends YAML, of which JSON is a part.
  const { Resources } = template.parse(parse(TemplateBody ?? '{}'));
  return (StackResources ?? []).flatMap(({ ResourceType, LogicalResourceId = '', PhysicalResourceId }) => {
    if (!ResourceType || !PhysicalResourceId) return [];
    const policy = Resources[LogicalResourceId]?.DeletionPolicy ?? 'Delete';
    return [{ type: ResourceType, id: PhysicalResourceId, kept: policy !== 'Delete' }];
  });
}
