import { formatMeasure, measures, type MeasureName } from '../../drills/measures.ts';
import type {
  BarReport,
  DrillReport,
  FailedRequest,
  LedgerReport,
  ReportData,
  RunReport,
  StoryReport,
} from '../data.ts';
import { drawRun } from './chart.ts';
import { html, type Markup } from './markup.ts';

/** Which drills met their bars. */
export function summary({ drills }: ReportData): Markup {
  return html`<section class="card">
    <h2>Bars</h2>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>Drill</th>
            <th>Measured</th>
            <th>Bar</th>
            <th>Value</th>
            <th>Runs</th>
          </tr>
        </thead>
        <tbody>
          ${drills.map(summaryRows)}
        </tbody>
      </table>
    </div>
  </section>`;
}

function summaryRows({ name, bars, passed }: DrillReport): Markup {
  return html`${bars.map(
    (bar, index) =>
      html`<tr>
        <td>${index === 0 ? html`<a href="#${name}">${name}</a> ${mark(passed)}` : ''}</td>
        ${barCells(bar)}
      </tr>`,
  )}`;
}

function barCells({ measure, label, atMost, value, met, values }: BarReport): Markup {
  return html`<td>${label}</td>
    <td class="number">≤ ${formatMeasure(measure, atMost)}</td>
    <td class="number">${formatMeasure(measure, value)} ${mark(met)}</td>
    <td class="soft">
      ${values.length > 1 ? values.map((one) => formatMeasure(measure, one)).join(', ') : ''}
    </td>`;
}

/** A word beside the colour, for those who do not see it. */
function mark(good: boolean): Markup {
  return good ? html`<span class="good">✓</span>` : html`<span class="bad">✗ missed</span>`;
}

/** One drill: what was done, what came of it, and the timeline of the run in the middle; the others fold out. */
export function drillSection(drill: DrillReport): Markup {
  const { name, sentence, passed, runs, shownRun } = drill;
  const shown = runs.find(({ run }) => run === shownRun);
  const others = runs.filter(({ run }) => run !== shownRun);
  return html`<section class="card" id="${name}">
    <h2>${name} ${mark(passed)}</h2>
    <p>${sentence}</p>
    ${shown && runView(shown)}
    ${others.map(
      (run) =>
        html`<details>
          <summary>Run ${run.run}</summary>
          ${runView(run)}
        </details>`,
    )}
  </section>`;
}

function runView(run: RunReport): Markup {
  return html`${run.failure === null ? '' : html`<p class="bad">Not done to its end: ${run.failure}</p>`}
    ${drawRun(run)}
    <h3>
      What happened
      <span class="soft">(run ${run.run}, fault at ${run.faultAt.slice(0, 19).replace('T', ' ')} UTC)</span>
    </h3>
    <ol class="story">
      ${run.story.map(storyLine)}
    </ol>
    ${run.missing.length > 0 ? html`<p class="bad">Still missing afterwards: ${run.missing.join(' ')}</p>` : ''}
    ${run.ledger ? ledgerView(run.ledger) : ''} ${run.failed.length > 0 ? failedView(run.failed) : ''}
    <details>
      <summary>All that was measured</summary>
      <table>
        <tbody>
          ${(Object.keys(run.measures) as MeasureName[]).map(
            (name) =>
              html`<tr>
                <td>${measures[name].label}</td>
                <td class="number">${formatMeasure(name, run.measures[name])}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>`;
}

function failedView(failed: readonly FailedRequest[]): Markup {
  return html`<details>
    <summary>Requests that failed</summary>
    <div class="scroll">
      <table>
        <tbody>
          ${failed.map(
            ({ at, ms, who, step, outcome, why }) =>
              html`<tr>
                <td class="number">${at.toFixed(1)} s</td>
                <td>${who}, ${step}</td>
                <td>${outcome} ${why}</td>
                <td class="number">after ${ms} ms</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

function storyLine({ at, kind, text, proofs }: StoryReport): Markup {
  return html`<li>
    <time>${at.toFixed(1)} s</time>
    <div>
      <span class="${kind}">${text}</span>
      ${proofs.map(
        ({ statement, observations }) =>
          html`<details>
            <summary class="soft">shown: ${statement}</summary>
            ${observations.map(({ command, seen }) => html`<p><code>${command}</code> ${seen}</p>`)}
          </details>`,
      )}
    </div>
  </li>`;
}

function ledgerView({
  buyers,
  confirmed,
  inBooks,
  unknownOrdered,
  unknownNothing,
  findings,
}: LedgerReport): Markup {
  return html`<h3>Ledger</h3>
    <p>
      ${buyers} people pressed the button, ${confirmed} saw their order confirmed, ${inBooks} orders are in
      the books. ${unknownOrdered + unknownNothing} got no answer that tells: ${unknownOrdered} of them have
      an order, ${unknownNothing} have none.
    </p>
    ${
      findings.length === 0
        ? html`<p class="good">Orders, payments, the provider, stock and mail agree.</p>`
        : html`<ul class="bad">
            ${findings.map(({ what }) => html`<li>${what}</li>`)}
          </ul>`
    }`;
}
