import { readFileSync } from 'node:fs';

const dist = new URL('../../dist/', import.meta.url);

/** A page of dist/ with its styles within it, as it was before `tools/policy.mjs` put them into a sheet. @param {string} file */
export function pageWithStyles(file) {
  const html = readFileSync(new URL(file, dist), 'utf8');
  const [sheet = ''] = html.match(/styles-\w+\.css/) ?? [];
  const css = readFileSync(new URL(sheet, dist), 'utf8');
  const styles = new Map(Array.from(css.matchAll(/^\.(s\d+)\.s\d+\{(.*)\}$/gm), ([, name, style]) => [name, style]));
  const back = (/** @type {string} */ _, /** @type {string} */ name, /** @type {string} */ others) =>
    `${others ? ` class="${others}"` : ''} style="${styles.get(name)}"`;
  return `${html.replace(/ class="(s\d+)(?: ([^"]*))?"/g, back)}<style>${css}</style>`;
}
