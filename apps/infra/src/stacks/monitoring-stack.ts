import { CfnOutput } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { groupName } from '../app-server-plan.ts';
import { outputs, stackName, type ShopConfig } from '../config/index.ts';
import { Alarms } from '../monitoring/alarms.ts';
import { ShopDashboard } from '../monitoring/dashboard.ts';
import { dataAlarms } from '../monitoring/data-alarms.ts';
import { metricsOf } from '../monitoring/metrics.ts';
import { shopAlarms } from '../monitoring/shop-alarms.ts';
import type { AppStack } from './app-stack.ts';
import { ShopStack } from './shop-stack.ts';

export interface MonitoringStackProps {
  readonly config: ShopConfig;
  readonly app: AppStack;
}

/** What people look at and what speaks up by itself. It knows data servers by the names that they report under. */
export class MonitoringStack extends ShopStack {
  constructor(scope: Construct, { config, app }: MonitoringStackProps) {
    super(scope, 'monitoring', config, { description: `Dashboard and alarms of ${config.name}` });
    const metrics = metricsOf(config.name);
    const topic = new Topic(this, 'Alarms', {
      topicName: `${stackName(config.name, 'monitoring')}-alarms`,
      displayName: `Shop ${config.name}`,
      enforceSSL: true,
    });
    // A topic with a policy of its own has lost the one it is made with, which let the account's alarms publish.
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AllowAlarmsOfThisAccount',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    if (config.alarms.email) topic.addSubscription(new EmailSubscription(config.alarms.email));
    const { minimum, maximum } = config.app;
    const group = groupName(config.name);
    const alarms = new Alarms(this, 'Alarm', {
      shop: config.name,
      topic,
      alarms: [
        ...shopAlarms({ metrics, minimum, maximum, entrance: app.entrance, group }),
        ...dataAlarms(metrics),
      ],
      composites: [
        { id: 'shoppers-see-errors', says: 'Shoppers get errors instead of pages.' },
        {
          id: 'data-servers-degraded',
          says: 'A data server, its agent, its tunnel or the witness is not as it should be: the shop goes on, but one more loss may stop it.',
        },
      ],
      further: { 'shoppers-see-errors': [app.rolloutAlarm] },
    });
    const dashboard = new ShopDashboard(this, 'Dashboard', {
      shop: config.name,
      metrics,
      entrance: app.entrance,
      group,
      alarms: alarms.speaking,
    });
    new CfnOutput(this, outputs.monitoring.alarmTopicArn, { value: topic.topicArn });
    new CfnOutput(this, outputs.monitoring.dashboard, {
      value: `https://${config.region}.console.aws.amazon.com/cloudwatch/home?region=${config.region}#dashboards:name=${dashboard.dashboardName}`,
    });
  }
}
