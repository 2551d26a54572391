import {
  describeAppServer,
  describeDataServer,
  describeWitness,
  renderUserData,
  type AppServerFacts,
  type DataServerFacts,
  type WitnessFacts,
} from '@perfume/instances';

export const appServerUserData = (facts: AppServerFacts) => renderUserData(describeAppServer(facts));
export const dataServerUserData = (facts: DataServerFacts) => renderUserData(describeDataServer(facts));
export const witnessUserData = (facts: WitnessFacts) => renderUserData(describeWitness(facts));
