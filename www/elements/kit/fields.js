// The kinds of control: each is made of native inputs with a visible label, can be dragged and typed, and knows nothing
// of what it controls.

import { h, setAttributes } from './dom.js';
import { formatNumber, plainNumber } from './format.js';
import { COARSE, FINE, nearestRung, rung } from './ladder.js';
import { halfWidth, withPoint } from './typed.js';

/** @typedef {(text: string, committed: boolean) => void} OnChange told the text that was chosen or typed */

/** @typedef {{ position: number, length: number }} Mark the part of a text that is wrong */

/**
 * @typedef {object} Field
 * @property {HTMLElement} root
 * @property {(text: string) => void} show a value; one that is being typed is left alone
 * @property {(message: string, mark?: Mark) => void} refuse says what is wrong with the
 *   value; an empty message takes it back
 */

/**
 * @typedef {object} FieldInfo
 * @property {string} id unique in its shadow root
 * @property {string} label
 * @property {string} symbol
 * @property {string} hint
 */

/** Whether a reader sees it: not where its section is closed. @param {Field | undefined} field */
export const isShown = (field) => field !== undefined && !field.root.closest('[hidden], details:not([open])');

/** What a page calls the symbols that have a colour of their own. @type {Record<string, string>} */
const PARTS = { α: 'alpha', β: 'beta' };

/** Keys typed one after the other are one change. */
const TYPING = 250;

/** @param {FieldInfo} info @param {{ label: string, value: string }[][]} groups @param {string[]} groupNames @param {OnChange} onChange @returns {Field} */
export function choiceField(info, groups, groupNames, onChange) {
  const select = h('select', { id: info.id });
  groups.forEach((options, index) => {
    const nodes = options.map(({ label, value }) => h('option', { value }, label));
    if (nodes.length === 0) return;
    const name = groupNames[index];
    select.append(...(name ? [h('optgroup', { label: name }, ...nodes)] : nodes));
  });
  select.addEventListener('change', () => onChange(select.value, true));
  const { root, refuse } = frame(info, [select], select);
  return {
    root,
    refuse,
    show: (text) => setValue(select, text),
  };
}

/**
 * A line of text that may be longer than the field is wide: it wraps, and Enter ends it.
 *
 * @param {FieldInfo} info
 * @param {OnChange} onChange
 * @returns {Field}
 */
export function textField(info, onChange) {
  const input = h('textarea', { id: info.id, rows: 2, spellcheck: false, autocomplete: 'off', autocapitalize: 'off' });
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    input.dispatchEvent(new Event('change'));
  });
  const show = typed(input, onChange);
  const { root, refuse } = frame(info, [input], input);
  root.classList.add('wide');
  return { root, show, refuse };
}

/**
 * A slider and a number for the same value.
 *
 * @param {FieldInfo & { sliderLabel: string }} info
 * @param {{ min: number, max: number, scale: Setting['scale'], step: number, whole: boolean }} range
 * @param {OnChange} onChange
 * @returns {Field}
 */
export function numberField(info, range, onChange) {
  const scale = SCALES[range.scale](range);
  const input = h('input', {
    id: info.id,
    type: 'text',
    inputMode: 'decimal',
    autocomplete: 'off',
    className: 'number',
  });
  const value = (/** @type {number} */ place) => plainNumber(scale.value(place));
  const slider = sliderFor(input, info.sliderLabel, scale, value, (text) => text, onChange);
  const showTyped = typed(input, (text, committed) => onChange(range.whole ? text : withPoint(text), committed));
  const { root, refuse } = frame(info, [input], input, slider);
  return {
    root,
    refuse,
    show: (text) => {
      showTyped(text);
      setValue(slider, String(scale.place(Number(text))), formatNumber(Number(text)));
    },
  };
}

/**
 * The size of a batch: 1 … N, where N is the word for all samples.
 *
 * @param {FieldInfo & { sliderLabel: string }} info
 * @param {{ samples: number, full: string }} range
 * @param {OnChange} onChange
 * @returns {Field & { resize: (samples: number) => void }}
 */
export function batchField(info, { samples, full }, onChange) {
  let count = samples;
  const input = h('input', { id: info.id, type: 'text', autocomplete: 'off', className: 'number' });
  const named = (/** @type {string} */ text) => (text === 'full' ? full : text);
  const value = (/** @type {number} */ place) => (place >= count ? 'full' : String(place));
  const slider = sliderFor(input, info.sliderLabel, { min: 1, max: samples, step: 1 }, value, named, onChange);
  const showTyped = typed(input, (text, committed) => onChange(text.trim() === full ? 'full' : text, committed));
  const { root, refuse } = frame(info, [input], input, slider);
  return {
    root,
    refuse,
    resize: (next) => {
      count = next;
      slider.max = String(next);
    },
    show: (text) => {
      showTyped(named(text));
      setValue(slider, text === 'full' ? String(count) : text, named(text));
    },
  };
}

/**
 * A slider beside an input for the same value.
 *
 * @param {HTMLInputElement} input
 * @param {string} label
 * @param {{ min: number, max: number, step: number }} places
 * @param {(place: number) => string} value of a place, as it is reported
 * @param {(value: string) => string} named how the input shows it
 * @param {OnChange} onChange
 */
function sliderFor(input, label, { min, max, step }, value, named, onChange) {
  const slider = h('input', {
    type: 'range',
    'aria-label': label,
    min: String(min),
    max: String(max),
    step: String(step),
  });
  const slide = (/** @type {boolean} */ committed) => {
    const text = value(Number(slider.value));
    input.value = named(text);
    slider.setAttribute('aria-valuetext', named(text));
    onChange(text, committed);
  };
  slider.addEventListener('input', () => slide(false));
  slider.addEventListener('change', () => slide(true));
  return slider;
}

/**
 * On or off.
 *
 * @param {FieldInfo} info
 * @param {OnChange} onChange
 * @returns {Field}
 */
export function switchField(info, onChange) {
  const input = h('input', { id: info.id, type: 'checkbox' });
  input.addEventListener('change', () => onChange(String(input.checked), true));
  const { root, refuse } = frame(info, [input], input);
  return {
    root,
    refuse,
    show: (text) => {
      input.checked = text === 'true' || text === '1';
    },
  };
}

/**
 * A whole number with a button that draws another.
 *
 * @param {FieldInfo} info
 * @param {{ button: string, draw: () => string }} another
 * @param {OnChange} onChange
 * @returns {Field}
 */
export function seedField(info, { button, draw }, onChange) {
  const input = h('input', { id: info.id, type: 'text', inputMode: 'numeric', autocomplete: 'off', className: 'seed' });
  const again = h('button', { type: 'button', className: 'small' }, button);
  again.addEventListener('click', () => onChange(draw(), true));
  const show = typed(input, onChange);
  const { root, refuse } = frame(info, [input, again], input);
  return { root, refuse, show };
}

/**
 * Only what differs is set: the browser looks at the style of all that is.
 *
 * @param {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} input
 * @param {string} value
 * @param {string} [said] where the value of a slider means more than its place
 */
export function setValue(input, value, said) {
  if (input.value !== value) input.value = value;
  if (said !== undefined) setAttributes(input, { 'aria-valuetext': said });
}

/**
 * Reports what is typed, a little after the last key, and at once when it is final.
 *
 * @param {HTMLInputElement | HTMLTextAreaElement} input
 * @param {OnChange} onChange
 * @returns {(text: string) => void} shows a value unless the reader is typing one
 */
function typed(input, onChange) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let typing = false;
  const settle = () => {
    clearTimeout(timer);
    typing = false;
  };
  input.addEventListener('input', () => {
    typing = true;
    clearTimeout(timer);
    timer = setTimeout(() => onChange(halfWidth(input.value), false), TYPING);
  });
  input.addEventListener('change', () => {
    settle();
    onChange(halfWidth(input.value), true);
  });
  input.addEventListener('blur', settle);
  return (text) => !typing && setValue(input, text);
}

/**
 * Label, inputs, and room for what is wrong.
 *
 * @param {FieldInfo} info
 * @param {HTMLElement[]} beside on the label's line
 * @param {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} target that the label names
 * @param {HTMLElement} [below] on a line of its own
 */
function frame({ id, label, symbol, hint }, beside, target, below) {
  const error = h('div', { className: 'refusal', id: `${id}-refusal`, role: 'status' });
  const name = h(
    'label',
    { for: id, title: hint },
    label,
    symbol && h('var', { part: `symbol ${PARTS[symbol] ?? ''}` }, symbol),
  );
  const root = h('div', { className: 'field' }, name, h('span', { className: 'inputs' }, ...beside), below, error);
  target.setAttribute('aria-describedby', error.id);
  /** @type {Field['refuse']} */
  const refuse = (message, mark) => {
    setAttributes(target, { 'aria-invalid': message === '' ? null : 'true' });
    if (message === '' && error.firstChild === null) return;
    error.replaceChildren();
    if (mark) error.append(markedText(target.value, mark));
    if (message !== '') error.append(h('p', {}, message));
  };
  return { root, refuse };
}

/**
 * What was typed, with the part that is wrong marked.
 *
 * @param {string} text
 * @param {Mark} mark
 */
function markedText(text, { position, length }) {
  const end = position + Math.max(length, 1);
  const wrong = h('mark', {}, text.slice(position, end) || '\u00a0');
  return h('code', {}, text.slice(0, position), wrong, text.slice(end));
}

/** @typedef {{ min: number, max: number, step: number, whole?: boolean }} Range */

/** @param {number} value */
const same = (value) => value;

/** Positions of a slider and their values. */
const SCALES = {
  /** @param {Range} range */
  log({ min, max, whole }) {
    // Fractions of a whole number would be no steps.
    const rungs = whole ? COARSE : FINE;
    const lowest = nearestRung(min, rungs);
    const exact = (/** @type {number} */ value) => (whole ? Math.round(value) : value);
    return {
      min: lowest,
      max: nearestRung(max, rungs),
      step: 1,
      value: (/** @type {number} */ place) => exact(Math.min(Math.max(rung(place, rungs), min), max)),
      place: (/** @type {number} */ value) => (value > 0 ? nearestRung(value, rungs) : lowest),
    };
  },
  /** By the distance to 1: 0.9, 0.99, 0.999. @param {Range} range */
  'near-one'({ min, max }) {
    const most = -nearestRung(1 - max);
    return {
      min: -nearestRung(1 - min),
      max: most,
      step: 1,
      value: (/** @type {number} */ place) => Number((1 - rung(-place)).toPrecision(6)),
      place: (/** @type {number} */ value) => (value < 1 ? -nearestRung(1 - value) : most),
    };
  },
  /** @param {Range} range */
  linear: (range) => ({ ...range, value: same, place: same }),
};
