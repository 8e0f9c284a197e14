// What the site tells authors to copy, in pages that need no tool. `npm run test:embed` has those that need one.
import { expectFigure, expectWorker } from '../embed/checks.js';
import { PLAIN, withPlain } from '../embed/pages.js';
import { test } from './site.js';

for (const plain of Object.values(PLAIN)) {
  test(`the snippet works: ${plain.tool}`, async ({ page, site }) =>
    withPlain(page, plain, site, async (figure) => {
      await expectFigure(figure);
      await expectWorker(figure);
    }));
}
