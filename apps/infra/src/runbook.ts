/** Where people read what an alarm means and what to do: each alarm is a heading there. */
const alarmGuide = 'docs/reference/alarms.md';

/** The link that an alarm's description ends with. */
export function runbook(alarm: string): string {
  return `What to do: ${alarmGuide}#${alarm}`;
}
