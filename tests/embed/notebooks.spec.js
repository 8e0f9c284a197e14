// The Python package in the programs that people open notebooks with: the figure is live, and speaks with its model.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test as base, expect } from '@playwright/test';
import { program } from '../../tools/python.mjs';
import { read } from '../../tools/shell.mjs';
import { expectFigure } from './checks.js';
import { NOTEBOOKS } from './fixtures.js';
import { outcome, writeMatrix } from './matrix.js';
import { fixtures } from './pages.js';
import { freePort, start } from './servers.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */

const test = base.extend(
  /** @type {import('@playwright/test').Fixtures<{ folder: string, errors: string[] }, {}, import('@playwright/test').PlaywrightTestArgs>} */ ({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures it needs
    folder: async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'notebooks-'));
      await use(folder);
      await rm(folder, { recursive: true });
    },
    /** What the page throws; nothing that it asks of other machines arrives. */
    errors: [
      async ({ page }, use) => {
        /** @type {string[]} */
        const errors = [];
        page.on('pageerror', ({ message }) => errors.push(message));
        await page.route(/^https?:\/\/(?!127\.0\.0\.1|localhost)/, (route) => route.abort());
        await use(errors);
        expect(errors).toEqual([]);
      },
      { auto: true },
    ],
  }),
);

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures it needs
test.afterEach(({}, { title, status, expectedStatus }) => {
  const tool = NOTEBOOKS.find((each) => title.includes(each)) ?? '';
  const script = `from importlib.metadata import version; print(version('${tool.toLowerCase()}'))`;
  const version = read(program('python'), ['-c', script])?.trim() ?? '';
  const checked = tool === 'nbconvert' ? ['a Worker'] : ['a Worker', 'traits both ways'];
  writeMatrix([
    { tool, versions: [`${tool.toLowerCase()} ${version}`], checked, ...outcome(status === expectedStatus) },
  ]);
});

/** @param {string[]} sources of its cells */
function notebook(sources) {
  const cells = sources.map((source, k) => ({
    ...{ cell_type: 'code', id: `cell-${k}`, source, metadata: {}, outputs: [], execution_count: null },
  }));
  const kernelspec = { name: 'python3', display_name: 'Python 3', language: 'python' };
  return JSON.stringify({ cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 });
}

/** How far the run of a playground is. @param {Locator} playground */
const stepOf = (playground) =>
  playground.evaluate((/** @type {any} */ figure) => /** @type {number} */ (figure.run?.status().step ?? -1));

/** How far a network is. @param {Locator} network */
const updatesOf = (network) =>
  network.evaluate(
    async (/** @type {any} */ figure) => /** @type {number} */ ((await figure.training?.status())?.step ?? -1),
  );

/** One step of a slider, as a reader does it. @param {Locator} figure @param {string} name */
async function nudge(figure, name) {
  await figure.getByRole('slider', { name }).focus();
  await figure.page().keyboard.press('ArrowRight');
}

test('JupyterLab shows figures that are live, and traits go both ways', async ({ page, folder }) => {
  const cells = [
    "from sgd_playground import Network, Playground\np = Playground(objective='himmelblau', learning_rate=0.01, controls='learning-rate')\np",
    "p.optimizer = 'adam'\np.steps = 30\np.play()",
    'print(p.status, p.learning_rate, p.trace.shape, p.trace_columns)',
    "n = Network(data='circle', layers=[4, 2], controls='none')\nn.play()\nn",
  ];
  await writeFile(join(folder, 'live.ipynb'), notebook(cells));
  const port = await freePort();
  const options = [
    '--no-browser',
    '--allow-root',
    `--port=${port}`,
    '--IdentityProvider.token=',
    `--ServerApp.root_dir=${folder}`,
  ];
  const end = await start(program('jupyter'), ['lab', ...options], {
    ...{ cwd: folder, says: `:${port}/lab`, env: { JUPYTER_CONFIG_DIR: join(folder, 'config') } },
  });
  try {
    await page.goto(`http://127.0.0.1:${port}/lab/tree/live.ipynb`);
    const cell = (/** @type {number} */ k) => page.locator('.jp-Notebook .jp-Cell').nth(k);
    const execute = async (/** @type {number} */ k) => {
      await cell(k).locator('.jp-InputArea-editor').click();
      await page.keyboard.press('Shift+Enter');
    };
    await expect(page.getByText('| Idle')).toBeVisible({ timeout: 60_000 });
    await execute(0);
    const playground = page.locator('sgd-playground');
    await expect(playground.locator('canvas').first()).toBeVisible({ timeout: 30_000 });
    await execute(1);
    await expect.poll(() => stepOf(playground)).toBe(30);
    await expect(playground).toHaveAttribute('optimizer', 'adam');
    await nudge(playground, 'Learning rate');
    await expect(playground).not.toHaveAttribute('learning-rate', '0.01');
    const rate = await playground.getAttribute('learning-rate');
    await execute(2);
    await expect(cell(2).locator('.jp-OutputArea-output')).toHaveText(
      `paused ${rate} (31, 5) ('step', 'x', 'y', 'loss', 'gradient_norm')`,
    );
    // A key within the figure is none of the notebook's: x would cut the cell.
    await playground.getByRole('button', { name: 'Step', exact: true }).focus();
    await page.keyboard.press('x');
    await expect(page.locator('.jp-Notebook .jp-Cell')).toHaveCount(cells.length);
    await execute(3);
    const network = page.locator('sgd-network');
    await network.scrollIntoViewIfNeeded();
    await expect.poll(() => updatesOf(network), { timeout: 30_000 }).toBeGreaterThan(20);
  } finally {
    await end();
  }
});

test('marimo shows a figure, and its cells follow it', async ({ page, folder }) => {
  const app = `
import marimo
app = marimo.App()

@app.cell
def _():
    import marimo as mo
    from sgd_playground import Network, Playground
    return Network, Playground, mo

@app.cell
def _(Playground, mo):
    p = mo.ui.anywidget(Playground(objective='himmelblau', learning_rate=0.01, controls='learning-rate'))
    p
    return (p,)

@app.cell
def _(mo, p):
    mo.md(f"The rate is {p.value['learning_rate']}, that is {p.widget.learning_rate}.")
    return

@app.cell
def _(Network):
    Network(data='xor', layers=[3], controls='none')
    return
`;
  await writeFile(join(folder, 'app.py'), app);
  const port = await freePort();
  const options = ['--headless', '--no-token', `--port=${port}`, 'app.py'];
  const end = await start(program('marimo'), ['run', ...options], { cwd: folder, says: `:${port}` });
  try {
    await page.goto(`http://127.0.0.1:${port}/`);
    const playground = page.locator('sgd-playground');
    await expect(playground.locator('canvas').first()).toBeVisible({ timeout: 60_000 });
    await nudge(playground, 'Learning rate');
    await expect(playground).not.toHaveAttribute('learning-rate', '0.01');
    const rate = await playground.getAttribute('learning-rate');
    await expect(page.getByText(`The rate is ${rate}, that is ${rate}.`)).toBeVisible();
    const network = page.locator('sgd-network');
    await network.scrollIntoViewIfNeeded();
    await network.getByRole('button', { name: 'Play', exact: true }).click();
    await expect.poll(() => updatesOf(network)).toBeGreaterThan(5);
  } finally {
    await end();
  }
});

test('what nbconvert writes works without a kernel, a server and a network', async ({ page, folder }) => {
  const cells = [
    readFileSync(join(fixtures, 'notebook/cell.py'), 'utf8'),
    "from sgd_playground import Network\nNetwork(data='circle', layers=[4, 2])",
  ];
  await writeFile(join(folder, 'post.ipynb'), notebook(cells));
  const args = ['nbconvert', '--to', 'html', '--execute', 'post.ipynb'];
  const { status, stderr } = spawnSync(program('jupyter'), args, { cwd: folder, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  await page.goto(pathToFileURL(join(folder, 'post.html')).href);
  const [playground, network] = [page.locator('sgd-playground'), page.locator('sgd-network')];
  await expectFigure(playground);
  await network.scrollIntoViewIfNeeded();
  await network.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => updatesOf(network)).toBeGreaterThan(5);
});
