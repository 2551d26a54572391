import { ConcreteWidget } from 'aws-cdk-lib/aws-cloudwatch';

/** Where CloudWatch's explorer finds the instances, by tag: a replaced server is found again, and no stack has to tell. */
export class ServerExplorerWidget extends ConcreteWidget {
  readonly #title: string;
  readonly #tag: { readonly key: string; readonly values: readonly string[] };
  readonly #metricName: string;

  constructor(props: {
    readonly title: string;
    readonly tag: { readonly key: string; readonly values: readonly string[] };
    /** A metric of EC2, averaged over a minute. */
    readonly metricName: string;
    readonly width: number;
    readonly height: number;
  }) {
    super(props.width, props.height);
    this.#title = props.title;
    this.#tag = props.tag;
    this.#metricName = props.metricName;
  }

  override toJson(): unknown[] {
    return [
      {
        type: 'explorer',
        width: this.width,
        height: this.height,
        x: this.x,
        y: this.y,
        properties: {
          title: this.#title,
          metrics: [{ metricName: this.#metricName, resourceType: 'AWS::EC2::Instance', stat: 'Average' }],
          labels: this.#tag.values.map((value) => ({ key: this.#tag.key, value })),
          period: 60,
          splitBy: this.#tag.key,
          widgetOptions: {
            legend: { position: 'bottom' },
            view: 'timeSeries',
            stacked: false,
            rowsPerPage: 1,
            widgetsPerRow: 1,
          },
        },
      },
    ];
  }
}
