/** Everything that a report looks like; light and dark, from a phone to a wall. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --ink: #1d1b18; --soft: #6b665e; --line: #ddd7cc; --card: #ffffff;
  --good: #1a7f4b; --bad: #b3261e;
  --ok: #4f9d8f; --kept-page: #8fc7e8; --one-moment: #e3a63a; --error: #c8372d; --timeout: #7d4fb3; --refused: #3d3a37;
  --zone-a: #3b6fb5; --zone-b: #c1743a; --nobody: #c8372d;
  --well: #a9cfbf; --out: #e3a63a; --starting: #d9d3c3; --frozen: #8fc7e8; --down: #c8372d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #171614; --ink: #ece8e1; --soft: #a39d93; --line: #3a3733; --card: #201e1c;
    --good: #58c08a; --bad: #ff8a80;
    --ok: #3f8578; --kept-page: #6fb2d8; --one-moment: #d99b2b; --error: #ef5f54; --timeout: #a679dd; --refused: #b9b3aa;
    --zone-a: #6f9fe0; --zone-b: #dd9660;
    --well: #2f6350; --out: #d99b2b; --starting: #45413b; --frozen: #5d9fc4; --down: #ef5f54;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 1100px; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.25rem; margin: 0; }
h3 { font-size: 1rem; margin: 1.2rem 0 .4rem; }
p { margin: .3rem 0; }
.soft { color: var(--soft); }
.good { color: var(--good); } .bad { color: var(--bad); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.1rem; margin: 1.2rem 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .35rem .7rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; color: var(--soft); font-size: .85rem; white-space: nowrap; }
td.number, td:first-child { white-space: nowrap; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1rem; font-size: .85rem; color: var(--soft); padding: 0; list-style: none; margin: .6rem 0 0; }
.legend i { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin-right: .35em; vertical-align: -.05em; }
.story { list-style: none; padding: 0; margin: .4rem 0; }
.story li { display: grid; grid-template-columns: 4.5rem 1fr; gap: .5rem; padding: .15rem 0; }
.story time { color: var(--soft); font-variant-numeric: tabular-nums; text-align: right; }
.story .fault { color: var(--bad); font-weight: 600; } .story .relief { color: var(--good); font-weight: 600; }
code { font-family: ui-monospace, monospace; font-size: .85em; overflow-wrap: anywhere; }
details { margin: .5rem 0; } summary { cursor: pointer; }
a { color: inherit; }
svg { display: block; min-width: 720px; width: 100%; height: auto; }
svg text { font: 11px system-ui, sans-serif; fill: var(--soft); }
svg .axis { stroke: var(--line); stroke-width: 1; fill: none; }
svg .p50 { stroke: var(--ok); } svg .p99 { stroke: var(--ink); } svg .writes { fill: var(--zone-b); }
svg .p50, svg .p99 { fill: none; stroke-width: 1.5; stroke-linejoin: round; }
svg .mark-fault { stroke: var(--bad); } svg .mark-relief { stroke: var(--good); }
svg .mark-fault, svg .mark-relief { stroke-width: 1.5; stroke-dasharray: 4 3; }
svg .order { stroke: var(--good); stroke-width: 1.2; }
`;
