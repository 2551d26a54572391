import { Duration, Validations } from 'aws-cdk-lib';
import {
  AdditionalHealthCheckType,
  AutoScalingGroup,
  CapacityDistributionStrategy,
  GroupMetrics,
  HealthChecks,
  InstanceRefreshStrategy,
  UpdatePolicy,
  type CfnAutoScalingGroup,
} from 'aws-cdk-lib/aws-autoscaling';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import {
  BlockDeviceVolume,
  EbsDeviceVolumeType,
  InstanceType,
  LaunchTemplate,
  LaunchTemplateHttpTokens,
  OperatingSystemType,
  UserData,
  type ISecurityGroup,
  type IVpc,
} from 'aws-cdk-lib/aws-ec2';
import type { ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { groupName, lifecycleHooks, warmupSeconds } from '../app-server-plan.ts';
import type { ShopConfig } from '../config/index.ts';
import { rootVolume } from './root-volume.ts';

export interface AppGroupProps {
  readonly config: ShopConfig;
  readonly vpc: IVpc;
  readonly securityGroup: ISecurityGroup;
  readonly role: IRole;
  readonly imageId: string;
  /** What a new server does at its first boot; it names the release, so that a rollback has the former one. */
  readonly userData: string;
  readonly targets: ApplicationTargetGroup;
  /** A roll-out is taken back while one of these is raised. */
  readonly rollbackAlarms: readonly IAlarm[];
}

/** The app servers: how one is launched, how many there are, and how a release replaces them. */
export class AppGroup extends Construct {
  readonly group: AutoScalingGroup;

  constructor(scope: Construct, id: string, props: AppGroupProps) {
    super(scope, id);
    const { config, vpc, targets } = props;
    this.group = new AutoScalingGroup(this, 'Group', {
      vpc,
      autoScalingGroupName: groupName(config.name),
      launchTemplate: this.#launchTemplate(props),
      minCapacity: config.app.minimum,
      maxCapacity: config.app.maximum,
      // While one zone is lost the other takes all new servers; afterwards they are spread again.
      azCapacityDistributionStrategy: CapacityDistributionStrategy.BALANCED_BEST_EFFORT,
      defaultInstanceWarmup: Duration.seconds(warmupSeconds),
      cooldown: Duration.seconds(warmupSeconds),
      // The launch hook lets nobody in who is not healthy: a first check is due at once.
      healthChecks: HealthChecks.withAdditionalChecks({
        additionalTypes: [AdditionalHealthCheckType.ELB],
        gracePeriod: Duration.seconds(30),
      }),
      groupMetrics: [GroupMetrics.all()],
      updatePolicy: UpdatePolicy.instanceRefresh({
        strategy: InstanceRefreshStrategy.ROLLING,
        minHealthyPercentage: 100,
        // Half as many again at once: all of them would ask the database for everything together.
        maxHealthyPercentage: 150,
        instanceWarmup: Duration.seconds(warmupSeconds),
        skipMatching: true,
        // As long as the alarm takes to notice; until then the release can still be taken back.
        bakeTime: Duration.minutes(3),
        alarms: [...props.rollbackAlarms],
      }),
    });
    this.group.attachToApplicationTargetGroup(targets);
    this.group.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: config.app.cpuTargetPercent });
    const group = this.group.node.defaultChild as CfnAutoScalingGroup;
    // Part of the group itself, so that the very first servers meet them too.
    group.lifecycleHookSpecificationList = [
      hook('autoscaling:EC2_INSTANCE_LAUNCHING', lifecycleHooks.launch),
      hook('autoscaling:EC2_INSTANCE_TERMINATING', lifecycleHooks.terminate),
    ];
    Validations.of(this.group).acknowledge({
      id: 'AwsSolutions-AS3',
      reason:
        'A mail for every launch teaches people to ignore mail. The dashboard shows the group, an alarm speaks when servers are missing.',
    });
  }

  #launchTemplate({ config, securityGroup, role, imageId, ...props }: AppGroupProps): LaunchTemplate {
    const userData = UserData.custom(props.userData);
    return new LaunchTemplate(this, 'Template', {
      machineImage: { getImage: () => ({ imageId, osType: OperatingSystemType.LINUX, userData }) },
      instanceType: new InstanceType(config.app.instanceType),
      securityGroup,
      role,
      userData,
      associatePublicIpAddress: true,
      detailedMonitoring: true,
      httpTokens: LaunchTemplateHttpTokens.REQUIRED,
      httpPutResponseHopLimit: 1,
      blockDevices: [
        {
          deviceName: rootVolume.device,
          volume: BlockDeviceVolume.ebs(rootVolume.gib, {
            encrypted: true,
            volumeType: EbsDeviceVolumeType.GP3,
            deleteOnTermination: true,
          }),
        },
      ],
    });
  }
}

function hook(
  transition: string,
  {
    name,
    seconds,
    otherwise,
  }: { readonly name: string; readonly seconds: number; readonly otherwise: string },
): CfnAutoScalingGroup.LifecycleHookSpecificationProperty {
  return {
    lifecycleHookName: name,
    lifecycleTransition: transition,
    heartbeatTimeout: seconds,
    defaultResult: otherwise,
  };
}
