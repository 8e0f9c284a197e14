// Pages may be rendered in Node, which has no elements: what they import there must not fall over.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import './built.js';

test('the scripts can be imported where there are no elements, and define nothing', async () => {
  for (const name of ['sgd-playground', 'sgd-network', 'sgd-graph', 'engine']) {
    const script = await import(new URL(`../../dist/${name}.js`, import.meta.url).href);
    assert.ok(Object.keys(script).length > 0, name);
  }
  for (const name of ['customElements', 'document', 'HTMLElement']) assert.ok(!(name in globalThis), name);
});
