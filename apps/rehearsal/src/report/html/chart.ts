import { outcomes } from '../../shoppers/index.ts';
import type { RunReport, Span } from '../data.ts';
import { html, type Markup } from './markup.ts';

const width = 1_000;
const left = 96;
const right = 12;
const laneGap = 14;
const requestsHeight = 110;
const latencyHeight = 90;
const ordersHeight = 16;
const spanHeight = 13;
const spanGap = 4;
const axisHeight = 22;

/** Latencies are drawn from 1 ms to 10 s, each power of ten as high as the next. */
const decades = 4;

type Scale = (seconds: number) => number;

/** The timeline of one run: requests by outcome, latency, orders, who holds the address, instances; one scale of time. */
export function drawRun(run: RunReport): Markup {
  const x: Scale = (seconds) =>
    left + ((seconds - run.from) / Math.max(1, run.to - run.from)) * (width - left - right);
  const tops = { requests: 8, latency: 0, orders: 0, spans: 0 };
  tops.latency = tops.requests + requestsHeight + laneGap;
  tops.orders = tops.latency + latencyHeight + laneGap;
  tops.spans = tops.orders + ordersHeight + laneGap;
  const lanes = [{ label: 'address', spans: run.holder }, ...run.instances];
  const bottom = tops.spans + lanes.length * (spanHeight + spanGap);
  return html`<div class="scroll">
    <svg viewBox="0 0 ${width} ${bottom + axisHeight}" role="img" aria-label="Timeline of run ${run.run}">
      ${requestLane(run, x, tops.requests)} ${latencyLane(run, x, tops.latency)}
      ${orderLane(run, x, tops.orders)}
      ${lanes.map(({ label, spans }, index) =>
        spanLane(label, spans, x, tops.spans + index * (spanHeight + spanGap)),
      )}
      ${timeAxis(run, x, bottom)} ${marks(run, x, bottom)}
    </svg>
  </div>`;
}

function requestLane({ series: { stretches, stretchSeconds } }: RunReport, x: Scale, top: number): Markup {
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0);
  const most = Math.max(1, ...stretches.map((stretch) => sum(stretch.outcomes)));
  const bars = stretches.flatMap(({ at, outcomes: counts }) => {
    let base = top + requestsHeight;
    const said = outcomes
      .filter((outcome) => counts[outcome] > 0)
      .map((outcome) => `${outcome}: ${counts[outcome]}`);
    return outcomes.map((outcome) => {
      if (counts[outcome] === 0) return null;
      const height = (counts[outcome] / most) * requestsHeight;
      base -= height;
      const wide = Math.max(0.5, x(at + stretchSeconds) - x(at) - 0.5);
      return html`<rect
        x="${fixed(x(at))}"
        y="${fixed(base)}"
        width="${fixed(wide)}"
        height="${fixed(height)}"
        style="fill:var(--${outcome})"
        ><title>${at} s, ${said.join(', ')}</title></rect
      >`;
    });
  });
  const perSecond = Math.round(most / stretchSeconds);
  return html`<text x="0" y="${top + 11}">requests</text><text x="0" y="${top + 25}">${perSecond}/s</text>
    <path class="axis" d="M${left} ${top + requestsHeight}H${width - right}" />${bars}`;
}

function latencyLane({ series: { stretches, stretchSeconds } }: RunReport, x: Scale, top: number): Markup {
  const y = (ms: number) =>
    top +
    latencyHeight -
    (Math.min(decades, Math.max(0, Math.log10(Math.max(1, ms)))) / decades) * latencyHeight;
  const line = (values: readonly (number | null)[]) => {
    let drawing = false;
    return values
      .map((value, index) => {
        const stretch = stretches[index];
        if (value === null || !stretch) {
          drawing = false;
          return '';
        }
        const command = drawing ? 'L' : 'M';
        drawing = true;
        return `${command}${fixed(x(stretch.at + stretchSeconds / 2))} ${fixed(y(value))}`;
      })
      .join('');
  };
  const grid = ['1 ms', '10 ms', '0.1 s', '1 s', '10 s'].map(
    (label, decade) =>
      html`<path class="axis" d="M${left} ${fixed(y(10 ** decade))}H${width - right}" /><text
          x="${left - 6}"
          y="${fixed(y(10 ** decade) + 4)}"
          text-anchor="end"
          >${label}</text
        >`,
  );
  const writes = stretches.map(({ at, slowestWrite }) =>
    slowestWrite === null
      ? null
      : html`<circle
          class="writes"
          r="1.8"
          cx="${fixed(x(at + stretchSeconds / 2))}"
          cy="${fixed(y(slowestWrite))}"
          ><title>slowest write ${Math.round(slowestWrite)} ms</title></circle
        >`,
  );
  return html`<text x="0" y="${top + 11}">latency</text>${grid}
    <path class="p50" d="${line(stretches.map(({ pagesP50 }) => pagesP50))}" />
    <path class="p99" d="${line(stretches.map(({ pagesP99 }) => pagesP99))}" />${writes}`;
}

function orderLane({ orders }: RunReport, x: Scale, top: number): Markup {
  const ticks = orders.map((at) => `M${fixed(x(at))} ${top}V${top + ordersHeight}`).join('');
  return html`<text x="0" y="${top + 12}">orders</text><path class="order" d="${ticks}" />`;
}

/** The name of each state's colour. */
const colours: Readonly<Record<string, string>> = { a: 'zone-a', b: 'zone-b' };

function spanLane(label: string, spans: readonly Span[], x: Scale, top: number): Markup {
  const bands = spans.map(
    ({ from, to, state }) =>
      html`<rect
        x="${fixed(x(from))}"
        y="${top}"
        width="${fixed(Math.max(0.5, x(to) - x(from)))}"
        height="${spanHeight}"
        rx="2"
        style="fill:var(--${colours[state] ?? state})"
        ><title>${label}: ${state}, from ${from} s to ${to} s</title></rect
      >`,
  );
  return html`<text x="0" y="${top + 11}">${label}</text>${bands}`;
}

/** Steps of the scale of time that people count in, in seconds. */
const timeSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300];

function timeAxis({ from, to }: RunReport, x: Scale, top: number): Markup {
  const step = timeSteps.find((seconds) => (to - from) / seconds <= 16) ?? 600;
  const ticks: Markup[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step)
    ticks.push(
      html`<path class="axis" d="M${fixed(x(at))} ${top}v4" /><text
          x="${fixed(x(at))}"
          y="${top + 16}"
          text-anchor="middle"
          >${at} s</text
        >`,
    );
  return html`<path class="axis" d="M${left} ${top}H${width - right}" />${ticks}`;
}

function marks({ story }: RunReport, x: Scale, bottom: number): Markup {
  const lines = story
    .filter(({ kind }) => kind !== 'note')
    .map(
      ({ at, kind, text }) =>
        html`<path class="mark-${kind}" d="M${fixed(x(at))} 0V${bottom}"
          ><title>${at} s: ${text}</title></path
        >`,
    );
  return html`${lines}`;
}

const fixed = (value: number) => value.toFixed(1);
