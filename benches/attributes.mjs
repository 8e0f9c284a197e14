// What it costs when one attribute of an element that plays changes in every frame.
import { verdict } from './table.mjs';

const CHANGES = 120;
/** Milliseconds of a change at the 95th percentile; a frame has 16. */
const TARGET = 2;
/** What Chromium tells of the main thread: all that it does, and parts of it. */
const SPENT = ['TaskDuration', 'ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration'];
const VIEWPORT = { width: 1024, height: 900 };

const RATES = ['0.0005', '0.0006', '0.0007', '0.0008'];
const MODEL = { objective: 'line', 'learning-rate': '0.01' };
const NETWORK = { data: 'circle', layers: '4,4' };

/** @typedef {{ tag: string, attributes: Record<string, string>, name: string, values: (string | null)[] }} Case */

/** The values of attributes that are changed in turn; null is none. @type {{ tag: string, attributes: Record<string, string>, changes: Record<string, (string | null)[]> }[]} */
const ELEMENTS = [
  {
    tag: 'sgd-playground',
    attributes: { objective: 'rosenbrock', optimizer: 'momentum', 'learning-rate': '0.0005', seed: '1' },
    changes: {
      'learning-rate': RATES,
      momentum: ['0.8', '0.81', '0.82', '0.83'],
      optimizer: ['adam', 'sgd', 'momentum', 'rmsprop'],
      convention: ['keras', 'torch'],
      schedule: ['constant', 'exponential'],
      warmup: ['0', '10'],
      'weight-decay': ['0', '0.01'],
      l2: ['0', '0.01'],
      'clip-value': ['0', '1'],
      'clip-norm': ['0', '1'],
      start: ['-1,1', '-1.1,1', '-1.2,1'],
      domain: ['-2,2,-1,3', '-2,2,-1,3.5'],
      objective: ['rosenbrock', 'himmelblau'],
      formula: ['x^2 + y^2', 'x^2 + 2*y^2'],
      speed: ['1', '2'],
      steps: ['100000', '200000'],
      'until-loss': ['-1', '-2'],
      theme: ['light', 'dark'],
      height: ['300', '320', '340'],
      controls: ['learning-rate', 'learning-rate,momentum', 'optimizer,learning-rate'],
      autoplay: ['', null],
      compare: ['sgd,adam', 'sgd,rmsprop'],
      fairness: ['same-rate', 'same-evaluations'],
      camera: ['-32,40,1', '-30,40,1'],
      lang: ['en', 'zh'],
      maps: [null, 'cloud'],
      view: ['auto', 'map'],
      beside: [null, 'chart'],
    },
  },
  {
    tag: 'sgd-playground',
    attributes: { ...MODEL, optimizer: 'sgd', seed: '1' },
    changes: {
      'batch-size': ['1', '4', '8'],
      samples: ['20', '30'],
      seed: ['1', '2', '3'],
      data: ['1,2;2,3;3,5', '1,2;2,3;3,4'],
      theme: ['light', 'dark'],
      optimizer: ['adam', 'sgd', 'momentum', 'rmsprop'],
    },
  },
  {
    tag: 'sgd-playground',
    attributes: { objective: 'himmelblau', beside: 'chart', controls: 'learning-rate', seed: '1' },
    changes: { 'learning-rate': ['0.001', '0.002'], theme: ['light', 'dark'], height: ['300', '320'] },
  },
  {
    tag: 'sgd-network',
    attributes: { ...NETWORK, seed: '1' },
    changes: {
      'learning-rate': ['0.03', '0.02', '0.01'],
      'batch-size': ['10', '20'],
      l2: ['0', '0.001'],
      seed: ['1', '2', '3'],
      optimizer: ['adam', 'sgd', 'momentum'],
      schedule: ['constant', 'exponential'],
      convention: ['keras', 'torch'],
      layers: ['4,4', '4,3'],
      lang: ['en', 'zh'],
      speed: ['1', '2'],
      'step-unit': ['batch', 'epoch'],
      axis: ['updates', 'epochs'],
      theme: ['light', 'dark'],
      controls: ['learning-rate', 'learning-rate,l2'],
      autoplay: ['', null],
    },
  },
  {
    tag: 'sgd-graph',
    attributes: { formula: 'x*sin(x) + x^2', start: '2' },
    changes: {
      'at-step': ['1', '2', '3', '4'],
      start: ['2', '2.1', '2.2'],
      formula: ['x*sin(x) + x^2', 'x*cos(x) + x^2'],
      lang: ['en', 'zh'],
      theme: ['light', 'dark'],
      controls: ['example', 'example,start'],
    },
  },
];

/** @type {import('./bench.mjs').Section} */
export async function attributes({ browser, sites }) {
  console.log(`
A change of one attribute, ${CHANGES} times, one in each frame, while the element plays: its scripts, style and layout, in
milliseconds; and by how much each frame takes longer of the main thread than one without (at most ${TARGET} should be), of which
scripts, style, layout, and the rest: painting above all
`);
  console.log(
    `${'attribute'.padEnd(44)} ${'build'.padEnd(10)} median    95 %  longest   frame  script   style  layout    rest`,
  );
  for (const { tag, attributes: given, changes } of ELEMENTS) {
    for (const [name, values] of Object.entries(changes)) {
      for (const site of sites) {
        const { times, extra } = await measure(browser, site.url, { tag, attributes: given, name, values });
        times.sort((a, b) => a - b);
        const at = (/** @type {number} */ part) => times[Math.floor(part * (times.length - 1))];
        const told = [at(0.5), at(0.95), at(1), ...extra].map((time) => time.toFixed(1).padStart(7)).join(' ');
        const subject = `${tag} ${Object.values(given)[0].slice(0, 12)} ${name}`;
        console.log(`${subject.padEnd(44)} ${site.name.padEnd(10)} ${told}  ${verdict(at(0.95) <= TARGET)}`);
      }
    }
  }
}

/** @param {import('@playwright/test').Browser} browser @param {string} url @param {Case} change */
async function measure(browser, url, { tag, attributes: given, name, values }) {
  const tab = await browser.newPage({ viewport: VIEWPORT });
  const said = Object.entries(given).map(([key, value]) => `${key}="${value}"`);
  const body = `<!doctype html><html lang="en"><title>A page</title>
    <script type="module" src="./sgd-playground.js"></script><${tag} ${said.join(' ')}></${tag}>`;
  await tab.route('**/body.html', (route) => route.fulfill({ contentType: 'text/html', body }));
  await tab.goto(`${url}body.html`);
  await tab.getByRole('button', { name: 'Reset' }).waitFor({ timeout: 60_000 });
  // What comes later is there, too.
  await tab.waitForTimeout(1000);
  const control = await tab.context().newCDPSession(tab);
  await control.send('Performance.enable');
  const busy = async () => {
    const { metrics } = await control.send('Performance.getMetrics');
    return SPENT.map((name) => 1000 * (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN));
  };
  /** Frames with or without a change. @param {(string | null)[]} of */
  const frames = async (of) => {
    const before = await busy();
    const times = await tab.evaluate(changed, { tag, name, values: of, count: CHANGES });
    const after = await busy();
    return { times, took: after.map((time, k) => time - before[k]) };
  };
  // The first change may load what it takes.
  await tab.evaluate(changed, { tag, name, values, count: 12 });
  await tab.waitForTimeout(500);
  const still = await frames([]);
  const { times, took } = await frames(values);
  await tab.close();
  const [frame, ...parts] = took.map((time, k) => (time - still.took[k]) / CHANGES);
  return { times, extra: [frame, ...parts, frame - parts.reduce((sum, part) => sum + part, 0)] };
}

/** In the page. @param {{ tag: string, name: string, values: (string | null)[], count: number }} change @returns {Promise<number[]>} */
async function changed({ tag, name, values, count }) {
  const element = /** @type {any} */ (document.querySelector(tag));
  const times = [];
  for (let k = 0; k < count; k++) {
    await new Promise(requestAnimationFrame);
    if (tag !== 'sgd-graph') element.play();
    // What the frame has to do anyway is done before.
    void element.offsetHeight;
    const begin = performance.now();
    const value = values[k % values.length];
    if (value === null) element.removeAttribute(name);
    else if (value !== undefined) element.setAttribute(name, value);
    // The element follows before this goes on.
    await undefined;
    void element.offsetHeight;
    times.push(performance.now() - begin);
  }
  return times;
}
