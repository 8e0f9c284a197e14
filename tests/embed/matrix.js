// `docs/embedding-matrix.md`: what the last run of each fixture has shown.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tools/shell.mjs';
import { FIXTURES, NOTEBOOKS } from './fixtures.js';
import { PLAIN } from './pages.js';

const file = join(root, 'docs/embedding-matrix.md');

const tools = [...Object.values({ ...PLAIN, ...FIXTURES }).map(({ tool }) => tool), ...NOTEBOOKS];

/** @typedef {{ tool: string, versions: string[], checked: string[], result: string, date: string }} Row */

const HEAD = `# Where the elements work

\`npm run test:embed\` builds a small project with each tool, opens it in Chromium and writes this table. In each, a figure comes up
with the attributes of its markup and plays, without an error in the console and without a request to another host. The projects are
in \`tests/fixtures/\`; the page \`embed/\` of the built site shows what to copy from them.

| tool | version | also checked | result | date |
| --- | --- | --- | --- | --- |
`;

/** @param {Row} row */
const line = ({ tool, versions, checked, result, date }) =>
  `| ${[tool, versions.join(', '), checked.join(', '), result, date].join(' | ')} |`;

/** The rows of a run, among those of runs before. @param {Row[]} rows */
export function writeMatrix(rows) {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const lines = new Map(text.split('\n').map((each) => [each.match(/^\| (.*?) \|/)?.[1] ?? '', each]));
  for (const row of rows) lines.set(row.tool, line(row));
  writeFileSync(file, `${HEAD}${tools.flatMap((tool) => lines.get(tool) ?? []).join('\n')}\n`);
}

/** @param {boolean} works @returns {Pick<Row, 'result' | 'date'>} */
export const outcome = (works) => ({
  result: works ? 'works' : 'fails',
  date: new Date().toISOString().slice(0, 10),
});
