// What surrounds a figure on a page of its own: its state stands in the address, both ways, and links on the page that
// consist of a state load it.

// The address may ask for another element than the one whose script is on the page.
import '../elements/sgd-playground.js';
import { plainAttributes } from '../elements/kit/attributes.js';
import { formatHash } from '../elements/kit/hash.js';
import { Address, LINKS, stateIn, unknownVersion } from './address.js';
import { readyToCopy } from './copy.js';

/**
 * What every element of ours has: its state, to be read and set. Some can be played from the start.
 * @typedef {HTMLElement & { state: Record<string, string>, reset: () => void, play: () => void }} Figure
 */

/** The first of these on a page is the one that the address tells of. */
const ELEMENTS = ['sgd-playground', 'sgd-network', 'sgd-graph'];

/** A run that has taken no step for so long rests, in milliseconds. */
const RESTS = 500;

const found = asked(document.querySelector(ELEMENTS.join()));
if (found) customElements.whenDefined(found.localName).then(() => connect(/** @type {Figure} */ (found)));

// The other language shows the same figure.
for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('.languages a'))) {
  link.addEventListener('click', () => {
    link.hash = location.hash;
  });
}

readyToCopy();

/** The element that the address asks for, `element=sgd-network`, in place of the one that the page has. @param {Element | null} present */
function asked(present) {
  const { element } = stateIn();
  if (!present || !element || !ELEMENTS.includes(element) || element === present.localName) return present;
  const other = document.createElement(element);
  present.replaceWith(other);
  return other;
}

/** @param {Figure} figure */
function connect(figure) {
  const markup = plainAttributes(figure);
  /** What else the address has: the element's name, and who may speak to it in a frame. @type {Record<string, string>} */
  let named = {};
  const read = (/** @type {string} */ hash) => {
    const { element, allow, ...state } = stateIn(hash);
    named = { ...(element !== undefined && { element }), ...(allow !== undefined && { allow }) };
    figure.state = { ...markup, ...state };
    followLanguage(figure.state.lang);
    tellVersion(figure, unknownVersion(hash));
  };
  read(location.hash);
  const address = new Address(() => {
    const state = Object.entries(figure.state).filter(([name, value]) => markup[name] !== value);
    return formatHash({ ...named, ...Object.fromEntries(state) });
  });
  address.follow(() => read(location.hash));
  figure.addEventListener('sgd-change', (event) => {
    address.write(/** @type {CustomEvent<{ committed: boolean }>} */ (event).detail.committed);
  });
  // What chance has decided, a seed, belongs to the address from the beginning: reloading then gives the same run.
  figure.addEventListener('sgd-state', () => address.complete(), { once: true });
  // Where a network's run has come to belongs to it, too, once it rests; a setting that is changed there may end that.
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  const rest = () => {
    clearTimeout(resting);
    resting = setTimeout(() => address.complete(), RESTS);
  };
  if (figure.localName === 'sgd-network')
    for (const event of ['sgd-step', 'sgd-state', 'sgd-change']) figure.addEventListener(event, rest);
  const builder = /** @type {HTMLElement | null} */ (document.querySelector('.builder'));
  if (builder) figure.addEventListener('sgd-state', () => offer(builder, figure), { once: true });

  for (const preset of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('a[href*="="]'))) {
    if (!preset.getAttribute('href')?.startsWith('#')) continue;
    preset.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      address.enter(preset.hash);
      read(preset.hash);
      perform(figure);
    });
  }
}

/** A page without words of its own speaks the language of its figure. @param {string | undefined} lang */
function followLanguage(lang) {
  const heading = document.querySelector('h1');
  const { zh, en } = heading?.dataset ?? {};
  if (!heading || !zh || !en) return;
  const chinese = lang?.startsWith('zh') ?? false;
  document.documentElement.lang = chinese ? 'zh-CN' : 'en';
  document.title = heading.textContent = chinese ? zh : en;
}

/** @param {HTMLElement} builder @param {Figure} figure */
async function offer(builder, figure) {
  const { Builder } = await import('./builder/builder.js');
  new Builder(builder, figure);
}

const NEWER = {
  en: (/** @type {string} */ version) =>
    `This link says that it is of version ${version}. This page knows version ${LINKS}: it may show something else than was meant.`,
  zh: (/** @type {string} */ version) =>
    `这个链接的版本是 ${version}，本页只认识版本 ${LINKS}，显示的内容可能与原意不同。`,
};

/** Says above a figure that its link may mean something else. @param {Figure} figure @param {string | undefined} version */
function tellVersion(figure, version) {
  document.querySelector('.newer')?.remove();
  if (version === undefined) return;
  const said = document.createElement('p');
  said.className = 'newer';
  said.setAttribute('role', 'alert');
  said.textContent = NEWER[document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'](version);
  figure.before(said);
}

/** What a link has loaded comes into view and plays; a graph waits, its reader takes the steps. @param {Figure} figure */
function perform(figure) {
  // At once: a smooth scroll that anything interrupts would leave the figure off the screen, where it does not play.
  figure.scrollIntoView({ block: 'start' });
  if (figure.localName === 'sgd-graph') return;
  figure.reset();
  if (!matchMedia('(prefers-reduced-motion: reduce)').matches) figure.play();
}
