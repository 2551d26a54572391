export { startLoad, type Load } from './load.ts';
export { shopperAddress, shopperHost, type LoadSettings } from './messages.ts';
export {
  failures,
  outcomes,
  steps,
  type Agreement,
  type AgreedLine,
  type Drop,
  type JourneyEnd,
  type JourneyRecord,
  type OrderAnswer,
  type Outcome,
  type RequestRecord,
  type Stall,
  type Step,
} from './records.ts';
