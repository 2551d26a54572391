import { GetParameterCommand, PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { isAnswer } from './clients.ts';

/** The value of a parameter, or undefined when there is none. */
export async function readParameter(client: SSMClient, name: string): Promise<string | undefined> {
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: name }));
    return Parameter?.Value;
  } catch (error) {
    if (isAnswer(error, 'ParameterNotFound')) return undefined;
    throw error;
  }
}

/** Sets a parameter, whatever it was. */
export async function writeParameter(client: SSMClient, name: string, value: string): Promise<void> {
  await client.send(new PutParameterCommand({ Name: name, Value: value, Type: 'String', Overwrite: true }));
}

/**
 * Makes a parameter that does not exist: of several callers at once one succeeds.
 * @returns false when it existed
 */
export async function createParameter(client: SSMClient, name: string, value: string): Promise<boolean> {
  try {
    await client.send(
      new PutParameterCommand({ Name: name, Value: value, Type: 'String', Overwrite: false }),
    );
    return true;
  } catch (error) {
    if (isAnswer(error, 'ParameterAlreadyExists')) return false;
    throw error;
  }
}
