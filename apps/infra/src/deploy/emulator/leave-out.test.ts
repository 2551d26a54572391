import { describe, expect, it } from 'vitest';
import { leaveOut } from './leave-out.ts';

const bucket = { Type: 'AWS::S3::Bucket' };
const alarm = { Type: 'AWS::CloudWatch::Alarm' };

describe('a template for an emulator', () => {
  it('loses what the emulator does not make, and says so', () => {
    const { template, resources } = leaveOut({ Resources: { Files: bucket, High: alarm } });
    expect(template).toEqual({ Resources: { Files: bucket } });
    expect(resources).toEqual(['AWS::CloudWatch::Alarm High']);
  });

  it('keeps everything else as it was', () => {
    const whole = {
      Parameters: { Release: { Type: 'String' } },
      Resources: {
        Files: { ...bucket, Properties: { Name: { Ref: 'Release' } }, DependsOn: ['Other'] },
        Other: bucket,
      },
      Outputs: { Name: { Value: { 'Fn::GetAtt': ['Files', 'Arn'] } } },
    };
    expect(leaveOut(whole)).toEqual({ template: whole, resources: [] });
  });

  it('waits for nothing that is not made', () => {
    const Files = { ...bucket, DependsOn: ['High', 'Other'] };
    const Alone = { ...bucket, DependsOn: 'High' };
    const { template } = leaveOut({ Resources: { Files, Alone, Other: bucket, High: alarm } });
    expect(template).toEqual({
      Resources: { Files: { ...bucket, DependsOn: ['Other'] }, Alone: bucket, Other: bucket },
    });
  });

  it('has a word, or an ARN, in place of each reference to what is not made', () => {
    const Resources = { Login: { Type: 'AWS::SecretsManager::Secret' }, High: alarm };
    const Outputs = {
      Secret: { Value: { Ref: 'Login' } },
      Alarm: { Value: { 'Fn::Join': ['/', ['a', { Ref: 'High' }]] } },
      AlarmArn: { Value: { 'Fn::GetAtt': ['High', 'Arn'] } },
    };
    expect(leaveOut({ Resources, Outputs }).template).toEqual({
      Resources: {},
      Outputs: {
        Secret: { Value: 'arn:aws:secretsmanager:emulated:123456789012:not-emulated-login' },
        Alarm: { Value: { 'Fn::Join': ['/', ['a', 'not-emulated-high']] } },
        AlarmArn: { Value: 'arn:aws:cloudwatch:emulated:123456789012:not-emulated-high' },
      },
    });
  });
});
