// A figure as text to take along: markup, a frame, a component, a slide, a cell of a notebook, a link.

import { formatHash } from '../../elements/kit/hash.js';
import { LINKS } from '../address.js';

/**
 * @typedef {object} Figure
 * @property {string} element its name, `sgd-playground`
 * @property {Record<string, string>} attributes what differs from the defaults
 * @property {string} says what stands in its place where it cannot be shown, and the title of a frame
 * @property {string} site the address of the built site, with a slash at its end
 * @property {string} page the address of its page
 * @property {number} height of a frame, in CSS pixels
 */

/** @typedef {keyof typeof FORMATS} Format */

/** Lines are not longer, where that can be helped. */
const WIDTH = 78;

/** What HTML would take for something else. @param {string} text */
export const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** @param {[string, string]} attribute */
export const inMarkup = ([name, value]) => (value === '' ? name : `${name}="${escaped(value)}"`);

/** JSX knows no escapes within its quotation marks, and reads entities there. @param {[string, string]} attribute */
const inJsx = ([name, value]) => (/["&\\{}]/.test(value) ? `${name}={${JSON.stringify(value)}}` : `${name}="${value}"`);

/** The start of a tag, in lines. @param {string} name @param {string[]} attributes @param {string} end */
function tag(name, attributes, end) {
  const lines = [`<${name}`];
  for (const attribute of attributes) {
    const last = lines.length - 1;
    const longer = `${lines[last]} ${attribute}`;
    if (longer.length < WIDTH) lines[last] = longer;
    else lines.push(`  ${attribute}`);
  }
  return lines.join('\n') + end;
}

/** @param {Figure} figure */
const script = ({ element, site }) => `<script type="module" src="${escaped(site + element)}.js"></script>`;

/** @param {Figure} figure */
function element({ element, attributes, says }) {
  const start = tag(element, Object.entries(attributes).map(inMarkup), '>');
  return `${start}\n  ${escaped(says)}\n</${element}>`;
}

/** @param {Figure} figure */
function frame({ element, attributes, says, site, height }) {
  const named = element !== 'sgd-playground' && { element };
  const source = `${site}embed.html#${formatHash({ v: LINKS, ...named, ...attributes })}`;
  const shown = { title: says, width: '100%', height: String(height), style: 'border: 0', src: source };
  return `${tag('iframe', Object.entries(shown).map(inMarkup), '>')}</iframe>`;
}

/** What the package calls the script that defines an element. @param {string} element */
const packaged = (element) =>
  element === 'sgd-playground' ? element : `sgd-playground/${element.replace('sgd-', '')}`;

/** @param {Figure} figure */
function react({ element, attributes }) {
  const start = tag(element, Object.entries(attributes).map(inJsx), ' />');
  const indented = start.replaceAll('\n', '\n    ');
  return `import '${packaged(element)}';\n\nexport function Figure() {\n  return (\n    ${indented}\n  );\n}`;
}

/** A block of HTML goes on to the next blank line if it begins with a name that Markdown knows. @param {Figure} figure */
const markdown = (figure) => `${script(figure)}\n\n<div>\n${element(figure)}\n</div>`;

/** @param {string} text */
const inPython = (text) => {
  if (text === '' || text === 'true') return 'True';
  if (text === 'false') return 'False';
  return /^-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) ? text : JSON.stringify(text);
};

/** @param {Figure} figure */
function jupyter({ element, attributes }) {
  const name = element.replace(/^sgd-(.)/, (_, first) => first.toUpperCase());
  const given = Object.entries(attributes).map(([key, value]) => `${key.replaceAll('-', '_')}=${inPython(value)}`);
  const line = `${name}(${given.join(', ')})`;
  const call = line.length < WIDTH ? line : `${name}(\n${given.map((each) => `    ${each},\n`).join('')})`;
  return `from sgd_playground import ${name}\n\n${call}`;
}

/** A slide has room for a compact form. @type {Record<string, Record<string, string>>} */
export const ON_SLIDE = {
  'sgd-playground': { beside: 'chart', height: '300' },
  'sgd-network': { beside: 'curve' },
  'sgd-graph': { beside: 'explain' },
};

/** @param {Figure} figure */
function slide(figure) {
  const attributes = { ...ON_SLIDE[figure.element], ...figure.attributes };
  const markup = element({ ...figure, attributes }).replace(/^/gm, '  ');
  return `${script(figure)}\n\n<section data-prevent-swipe>\n${markup}\n</section>`;
}

/** @param {Figure} figure */
const link = ({ page, attributes }) => `${page}#${formatHash({ v: LINKS, ...attributes })}`;

/** @satisfies {Record<string, (figure: Figure) => string>} */
export const FORMATS = {
  element: (/** @type {Figure} */ figure) => `${script(figure)}\n${element(figure)}`,
  iframe: frame,
  react,
  markdown,
  jupyter,
  reveal: slide,
  link,
};
