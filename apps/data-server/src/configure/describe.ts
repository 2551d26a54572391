import {
  describeAppServer,
  describeDataServer,
  describeWitness,
  type Facts,
  type InstanceDescription,
  type Layout,
} from '@perfume/instances';

/** The description of an instance of whatever kind. */
export function describe(facts: Facts, layout: Layout): InstanceDescription {
  switch (facts.role) {
    case 'app':
      return describeAppServer(facts, layout);
    case 'data':
      return describeDataServer(facts, layout);
    case 'witness':
      return describeWitness(facts, layout);
  }
}
