// The engine's fields and descents against hand-written JavaScript.

const POLYNOMIAL = 1.5;
const TRANSCENDENTAL = 3;
const DESCENT = 3;
const TRANSCENDENTALS = ['rastrigin', 'ackley', 'log-goldstein-price'];
const TOLERANCE = 1e-9;

/** @param {string} name */
function target(name) {
  if (name.startsWith('descend')) return DESCENT;
  return TRANSCENDENTALS.includes(name) ? TRANSCENDENTAL : POLYNOMIAL;
}

/** @type {import('./bench.mjs').Section} */
export async function surfaces({ browser, site, benches }) {
  const tab = await browser.newPage();
  await tab.goto(benches);
  /** @type {import('./measure.js').Row[]} */
  const rows = await tab.evaluate(
    async (url) => (await import(new URL('measure.js', location.href).href)).measure(url),
    `${site}engine.js`,
  );
  await tab.close();
  print(rows, browser.version());
}

/**
 * @param {import('./measure.js').Row[]} rows
 * @param {string} version
 */
function print(rows, version) {
  console.log(
    `\nChromium ${version}: a 512×512 field of each surface, then 10,000 starts × 300 momentum steps (descend)\n`,
  );
  console.log(`${'surface'.padEnd(20)} ${'engine'.padStart(10)} ${'JavaScript'.padStart(11)}   ratio  target`);
  for (const { name, engine, peer, difference } of rows) {
    const ratio = peer / engine;
    const verdict = ratio >= target(name) ? 'reached' : 'short';
    const times = `${engine.toFixed(2).padStart(7)} ms ${peer.toFixed(2).padStart(8)} ms`;
    const agreement = difference <= TOLERANCE ? '' : `  results differ by ${difference.toExponential(1)}`;
    console.log(
      `${name.padEnd(20)} ${times} ${ratio.toFixed(2).padStart(6)}×  ${target(name)}× ${verdict}${agreement}`,
    );
  }
}
