// What axe says against a page, in light and in dark.
import AxeBuilder from '@axe-core/playwright';
import { expect } from './site.js';

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The rules that look at colours: all that another colour scheme can break. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** Nothing, in either colour scheme. @param {import('@playwright/test').Page} page @param {string} [within] a part of it */
export async function expectNoViolations(page, within = 'html') {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(painted);
    for (const frame of page.frames()) await frame.evaluate(endTransitions);
    // Of what passes, no list is made: that takes most of the time.
    const axe = new AxeBuilder({ page }).include(within).options({ resultTypes: ['violations'] });
    // What several frames say is put together in a page of its own, and each sends all that it has looked at.
    axe.setLegacyMode(page.frames().length === 1);
    const { violations } = await (colorScheme === 'light'
      ? axe.withTags(STANDARDS)
      : axe.withRules(COLOUR_RULES)
    ).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    expect(found, colorScheme).toEqual([]);
  }
}

const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

/** Takes every change of colours that is under way to its end, in a document and in its elements. */
function endTransitions() {
  const roots = /** @type {(Document | ShadowRoot)[]} */ ([document]);
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) {
      // What is out of sight takes its new colours when somebody asks for them.
      getComputedStyle(element).getPropertyValue('color');
      if (element.shadowRoot) roots.push(element.shadowRoot);
    }
  }
  for (const animation of roots.flatMap((root) => root.getAnimations())) {
    if (animation instanceof CSSTransition) animation.finish();
  }
}
