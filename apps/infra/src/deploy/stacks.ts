import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DescribeStacksCommand, type Stack, type StackStatus } from '@aws-sdk/client-cloudformation';
import { DeployFailed } from './failure.ts';

/** What CloudFormation knows of one stack. */
export interface DeployedStack {
  readonly name: string;
  readonly status: StackStatus;
  readonly why: string | undefined;
  readonly outputs: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
}

/** @returns the stack, or undefined when there is none of this name */
export async function describeStack(
  client: CloudFormationClient,
  name: string,
): Promise<DeployedStack | undefined> {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: name }));
    const stack = Stacks?.[0];
    return stack?.StackStatus && stack.StackStatus !== 'DELETE_COMPLETE' ? deployed(name, stack) : undefined;
  } catch (error) {
    if (error instanceof Error && /does not exist/i.test(error.message)) return undefined;
    throw error;
  }
}

function deployed(name: string, stack: Stack): DeployedStack {
  return {
    name,
    status: stack.StackStatus!,
    why: stack.StackStatusReason,
    outputs: pairs(stack.Outputs ?? [], ({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
    parameters: pairs(stack.Parameters ?? [], ({ ParameterKey, ParameterValue }) => [
      ParameterKey,
      ParameterValue,
    ]),
  };
}

function pairs<T>(
  list: readonly T[],
  read: (entry: T) => readonly [string | undefined, string | undefined],
): Record<string, string> {
  return Object.fromEntries(
    list.map(read).filter((pair): pair is [string, string] => pair[0] !== undefined && pair[1] !== undefined),
  );
}

/**
 * An output of a deployed stack.
 * @throws DeployFailed when the stack or the output is not there
 */
export function output(stack: DeployedStack | undefined, key: string): string {
  const value = stack?.outputs[key];
  if (value !== undefined) return value;
  throw new DeployFailed(
    stack
      ? `The stack ${stack.name} has no output ${key}; it was deployed by another version of this project. Run: nx deploy infra`
      : `There is no stack that gives ${key}. Run: nx deploy infra`,
  );
}

/**
 * Refuses to begin while CloudFormation is at work on a stack.
 * @throws DeployFailed naming the stack
 */
export function requireIdle({ name, status }: DeployedStack): void {
  if (!status.endsWith('_IN_PROGRESS')) return;
  throw new DeployFailed(
    `The stack ${name} is being changed right now (${status}). Nothing was changed by this run; wait for the other one to ` +
      'end, then run this again.',
  );
}

/**
 * Refuses to begin where CloudFormation is at work or stuck.
 * @throws DeployFailed naming the stack, its state and what to do
 */
export function requireSettled(stack: DeployedStack): void {
  requireIdle(stack);
  const { name, status, why } = stack;
  if (status !== 'UPDATE_ROLLBACK_FAILED' && status !== 'ROLLBACK_FAILED' && status !== 'DELETE_FAILED')
    return;
  throw new DeployFailed(
    `The stack ${name} is stuck (${status}${why ? `: ${why}` : ''}). Nothing was changed by this run. Look at its ` +
      `events in CloudFormation, remove the cause, then run: ${remedy(status, name)}`,
  );
}

function remedy(status: StackStatus, name: string): string {
  return status === 'UPDATE_ROLLBACK_FAILED'
    ? `aws cloudformation continue-update-rollback --stack-name ${name}`
    : `aws cloudformation delete-stack --stack-name ${name}`;
}
