import { outcomes } from '../../shoppers/index.ts';
import type { ReportData } from '../data.ts';
import { html, Markup } from './markup.ts';
import { drillSection, summary } from './sections.ts';
import { style } from './style.ts';

/** The whole report as one file that needs no other. */
export function renderReport(report: ReportData): string {
  const { startedAt, endedAt, machine, facts, passed, drills } = report;
  const minutes = Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 60_000);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>Rehearsal of ${startedAt.slice(0, 10)}</title>
        <style>
          ${new Markup(style)}
        </style>
      </head>
      <body>
        <main>
          <h1>
            Rehearsal:
            ${passed ? html`<span class="good">every bar met</span>` : html`<span class="bad">a bar was missed</span>`}
          </h1>
          <p class="soft">
            ${startedAt.slice(0, 16).replace('T', ' ')} UTC, ${minutes} minutes, on ${machine.cpus} CPUs
            (${machine.processor}) with ${machine.memoryGiB} GiB, Linux ${machine.kernel}, Node
            ${machine.node}.
          </p>
          ${
            facts &&
            html`<p class="soft">
              Shop ${facts.shop}: ${facts.minimumServers} to ${facts.maximumServers} app servers at
              ${facts.cpuTargetPercent}% CPU, health check every ${facts.healthCheck.intervalSeconds} s and
              out after ${facts.healthCheck.unhealthyThreshold}, address followed by packets
              ${facts.propagationMs} ms after Amazon says so, its name kept ${facts.dnsTtlSeconds} s.
            </p>`
          }
          ${summary(report)} ${legend()} ${drills.map(drillSection)}
        </main>
      </body>
    </html>`;
  return page.html;
}

const outcomeWords: Readonly<Record<(typeof outcomes)[number], string>> = {
  ok: 'answered',
  'kept-page': 'page kept from before',
  'one-moment': '“one moment”, tried again',
  error: 'error',
  timeout: 'no answer in time',
  refused: 'no connection',
};

const stateWords: Readonly<Record<string, string>> = {
  'zone-a': 'a holds the address',
  'zone-b': 'b holds the address',
  nobody: 'nobody holds it',
  well: 'instance is well',
  out: 'out of rotation',
  starting: 'starting',
  frozen: 'frozen',
  down: 'down',
};

function legend(): Markup {
  const entry = (colour: string, words: string) =>
    html`<li><i style="background:var(--${colour})"></i>${words}</li>`;
  return html`<ul class="legend">
    ${outcomes.map((outcome) => entry(outcome, outcomeWords[outcome]))}
    ${Object.entries(stateWords).map(([colour, words]) => entry(colour, words))}
    <li>lines: median and p99 of pages; dots: the slowest write; ticks: orders</li>
  </ul>`;
}
