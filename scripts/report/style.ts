/**
 * The look of the page, in light and in dark.
 *
 * @module
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #fdfcfa; --text: #1d1d1f; --quiet: #595959; --line: #d9d6cf;
  --link: #0b57a4; --bad: #b3261e;
  --wait: #8a8577; --fetch: #1f6fb2; --details: #b8500a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #16181b; --text: #e8e6e3; --quiet: #adadb2; --line: #3a3d42;
    --link: #8ab8ff; --bad: #ff8a80;
    --wait: #7d8086; --fetch: #5fa8e8; --details: #f0955a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem clamp(.75rem, 3vw, 2rem) 4rem; max-width: 72rem;
  background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
h1 { font-size: 1.6rem; margin: 0; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .25rem; }
p { margin: .25rem 0 .75rem; }
.quiet, .axis, caption { color: var(--quiet); fill: var(--quiet); }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, .wide:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
dl { display: flex; flex-wrap: wrap; gap: .5rem 2.5rem; margin: 1rem 0; }
dt { color: var(--quiet); font-size: .875rem; }
dd { margin: 0; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: start; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); overflow-wrap: normal; }
td.long { min-width: 14rem; overflow-wrap: anywhere; }
td.medium { min-width: 8rem; }
.why { color: var(--quiet); font-size: .8rem; }
.decided { color: var(--quiet); border: 1px solid var(--line); border-radius: .25rem; padding: 0 .35em; font-size: .8rem; }
th { font-weight: 600; white-space: nowrap; }
time { white-space: nowrap; }
.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bad { color: var(--bad); fill: var(--bad); font-weight: 600; }
svg { display: block; width: 100%; min-width: 44rem; height: auto; font: 12px system-ui, sans-serif; }
svg text { fill: var(--text); }
svg text.axis { fill: var(--quiet); }
svg .tick { stroke: var(--line); }
svg .wait { fill: var(--wait); }
svg .fetch, svg .opened { fill: var(--fetch); }
svg .details, svg .closed { fill: var(--details); }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: .5rem 0; list-style: none; font-size: .9rem; }
.legend li::before { content: ""; display: inline-block; width: .8em; height: .8em; margin-inline-end: .4em; background: currentColor; }
.legend .wait::before, .legend .fetch::before, .legend .details::before, .legend .opened::before, .legend .closed::before { forced-color-adjust: none; }
.legend .wait::before { background: var(--wait); }
.legend .fetch::before, .legend .opened::before { background: var(--fetch); }
.legend .details::before, .legend .closed::before { background: var(--details); }
@media print { body { max-width: none; } .wide { overflow: visible; } svg { min-width: 0; } }
`;
