// Each setting is a property: of the same meaning as its attribute, with a name that nothing else has.
import { NAMES as GRAPH } from '../../www/elements/graph/state.js';
import { propertyOf } from '../../www/elements/kit/properties.js';
import { NAMES as NETWORK } from '../../www/elements/network/state.js';
import { NAMES as PLAYGROUND } from '../../www/elements/playground/state.js';
import { openBody, ready } from './figure.js';
import { expect, test } from './site.js';

const NAMES = { 'sgd-playground': PLAYGROUND, 'sgd-network': NETWORK, 'sgd-graph': GRAPH };
const ALL = Object.keys(NAMES)
  .map((name) => `<${name} seed="1"></${name}>`)
  .join('');

for (const [tag, attributes] of Object.entries(NAMES)) {
  const properties = attributes.map(propertyOf);

  test(`<${tag}> goes on whatever number an attribute has`, async ({ page }) => {
    const numbers = ['1e400', '-1e400', '1e-400', 'sgd@1e400,adam'];
    await openBody(page, `<${tag}></${tag}>`);
    const figure = page.locator(tag);
    await ready(figure);
    for (const attribute of attributes) {
      const answer = figure.evaluate(
        async (element, { attribute, numbers }) => {
          for (const number of numbers) {
            element.setAttribute(attribute, number);
            await new Promise((done) => requestAnimationFrame(done));
          }
          element.removeAttribute(attribute);
          return 'in time';
        },
        { attribute, numbers },
      );
      const late = new Promise((done) => setTimeout(done, 10_000, 'never'));
      expect(await Promise.race([answer, late]), attribute).toBe('in time');
    }
    await ready(figure);
  });

  test(`no setting of <${tag}> has a name that an element or a method has; each is an accessor`, async ({ page }) => {
    await openBody(page, `<${tag}></${tag}>`);
    await ready(page.locator(tag));
    const { taken, accessors } = await page.evaluate(
      ([tag, properties]) => {
        const { prototype } = /** @type {CustomElementConstructor} */ (customElements.get(tag));
        const own = Object.entries(Object.getOwnPropertyDescriptors(prototype));
        return {
          taken: properties.filter((name) => name in HTMLElement.prototype),
          accessors: own.filter(([, { get, set, enumerable }]) => get && set && enumerable).map(([name]) => name),
        };
      },
      /** @type {const} */ ([tag, properties]),
    );
    // What `lang` is to every element it is to ours.
    expect(taken).toEqual(['lang']);
    expect(accessors).toEqual(properties.filter((name) => name !== 'lang'));
  });

  test(`properties of <${tag}> that were set before the script has come are taken up`, async ({ page }) => {
    const html = `<!doctype html><html lang="en"><title>A page</title><body><${tag}></${tag}></body></html>`;
    await page.route('**/early.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.goto('early.html');
    const figure = page.locator(tag);
    await figure.evaluate((element) => Object.assign(element, { seed: 7, controls: ['seed'], theme: 'dark' }));
    await page.addScriptTag({ type: 'module', url: './sgd-playground.js' });
    await ready(figure);
    await expect(figure).toHaveAttribute('seed', '7');
    await expect(figure).toHaveAttribute('controls', 'seed');
    await expect(figure).toHaveAttribute('theme', 'dark');
    expect(await figure.evaluate((element) => Object.keys(element))).toEqual([]);
    await figure.evaluate((element) => Object.assign(element, { seed: 8 }));
    await expect(figure).toHaveAttribute('seed', '8');
  });

  test(`a state of <${tag}> that a tool has made an attribute is named, until it is a property`, async ({ page }) => {
    await openBody(page, `<${tag} state="[object Object]"></${tag}>`);
    const figure = page.locator(tag);
    await ready(figure);
    await expect(figure.locator('.notices p')).toHaveText(/“state”/);
    await figure.evaluate((element) => Object.assign(element, { state: { seed: 3 } }));
    await expect(figure.locator('.notices p')).toHaveCount(0);
    await expect(figure).toHaveAttribute('seed', '3');
    expect(await figure.getAttribute('state')).toBeNull();
  });
}

test('numbers are numbers, lists are lists, and null takes the attribute away', async ({ page }) => {
  await openBody(page, ALL);
  const said = await page.evaluate(async () => {
    await Promise.all(['sgd-network', 'sgd-graph'].map((tag) => customElements.whenDefined(tag)));
    const [playground, network, graph] = ['sgd-playground', 'sgd-network', 'sgd-graph'].map(
      (tag) => /** @type {any} */ (document.querySelector(tag)),
    );
    /** @param {any} element @param {string} name @param {unknown[]} values */
    const through = (element, name, ...values) =>
      values.map((value) => {
        element[name] = value;
        const attribute = element.getAttribute(name.replace(/[A-Z]|\d$/g, (sign) => `-${sign.toLowerCase()}`));
        return [attribute, element[name]];
      });
    return {
      number: through(playground, 'learningRate', 0.5, '0.25', null, 'much', undefined),
      numbered: through(playground, 'beta1', 0.9),
      batch: through(playground, 'batchSize', 'full', 8),
      text: through(playground, 'formula', '5', null),
      numbers: through(playground, 'start', [1, -2], '3,4', new Float64Array([0.5, 1])),
      names: through(playground, 'controls', ['optimizer', 'start'], [], true, null),
      rows: through(playground, 'data', [
        [1, 2],
        [3, 4],
      ]),
      flag: through(playground, 'autoplay', false, true),
      camera: through(playground, 'camera', [10, 20, 1]),
      layers: through(network, 'layers', [4, 2], [], 'none'),
      features: through(network, 'features', ['x1', 'x2']),
      switched: through(network, 'centered', true, false),
      point: through(graph, 'start', [1, 0.5]),
      step: through(graph, 'atStep', 2),
    };
  });
  expect(said).toEqual({
    number: [
      ['0.5', 0.5],
      ['0.25', 0.25],
      [null, null],
      ['much', null],
      [null, null],
    ],
    numbered: [['0.9', 0.9]],
    batch: [
      ['full', 'full'],
      ['8', 8],
    ],
    text: [
      ['5', '5'],
      [null, null],
    ],
    numbers: [
      ['1,-2', [1, -2]],
      ['3,4', [3, 4]],
      ['0.5,1', [0.5, 1]],
    ],
    names: [
      ['optimizer,start', ['optimizer', 'start']],
      ['none', []],
      ['true', null],
      [null, null],
    ],
    rows: [['1,2;3,4', '1,2;3,4']],
    flag: [
      ['false', false],
      ['true', true],
    ],
    camera: [['10,20,1', [10, 20, 1]]],
    layers: [
      ['4,2', [4, 2]],
      ['', []],
      ['none', []],
    ],
    features: [['x1,x2', ['x1', 'x2']]],
    switched: [
      ['true', true],
      ['false', false],
    ],
    point: [['1,0.5', [1, 0.5]]],
    step: [['2', 2]],
  });
});

test('what is asked for right after a property was set knows of it', async ({ page }) => {
  await openBody(page, ALL);
  for (const tag of Object.keys(NAMES)) {
    await page.locator(tag).scrollIntoViewIfNeeded();
    await ready(page.locator(tag));
  }
  const said = await page.evaluate(async () => {
    const playground = /** @type {import('../../www/elements/playground/element.js').SgdPlayground} */ (
      document.querySelector('sgd-playground')
    );
    Object.assign(playground, { objective: 'beale', start: [1, 1] });
    playground.step();
    const { objective } = playground.run?.config ?? {};
    const after = playground.run?.status().step;
    await Promise.resolve();
    const graph = /** @type {import('../../www/elements/graph/element.js').SgdGraph} */ (
      document.querySelector('sgd-graph')
    );
    Object.assign(graph, { formula: 'x^3', start: [2], atStep: 1 });
    graph.step();
    return { objective, after, later: playground.run?.status().step, position: graph.position };
  });
  expect(said).toEqual({ objective: 'beale', after: 1, later: 1, position: 2 });
});
