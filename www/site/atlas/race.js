// Two libraries from one start: the figure runs them, and two runs of the engine tell when they part.

import { formatInteger, plainNumber } from '../../elements/kit/format.js';
import { seen } from '../chapter/seen.js';
import { filled, find, wholeEngine } from './page.js';
import { partingStep } from './parting.js';

/** How far the two are followed. */
const STEPS = 1000;
/** Where the rate drops if the runs still stand at their start. */
const BEGUN = 20;

/** @typedef {import('../../elements/playground/element.js').SgdPlayground} Figure */

export class RaceForm {
  #section = find('#race');
  #figure = /** @type {Figure} */ (find('#race sgd-playground'));
  #form = /** @type {HTMLFormElement} */ (find('#race form'));
  #selects = ['rule', 'first', 'second'].map(
    (name) => /** @type {HTMLSelectElement} */ (this.#form.elements.namedItem(name)),
  );
  #status = find('#parting');
  /** What the run has been told on the way. @type {{ step: number, changes: { learningRate: number } }[]} */
  #edits = [];
  /** The learning rate at the start of the run. @type {number | undefined} */
  #rate;
  #visible = false;

  constructor() {
    this.#offerRules();
    this.#choose(this.#figure.getAttribute('compare') ?? '');
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    for (const select of this.#selects) select.addEventListener('change', () => this.#changed());
    find('#drop').addEventListener('click', () => this.#drop());
    this.#figure.addEventListener('sgd-change', () => this.#follow());
    this.#figure.addEventListener('sgd-state', (event) => {
      if (/** @type {CustomEvent} */ (event).detail.state === 'ready') this.#restart();
    });
    seen(this.#section).then(() => {
      this.#visible = true;
      this.#tell();
    });
  }

  get #compare() {
    const [rule, ...libraries] = this.#selects.map(({ value }) => value);
    return libraries.map((library) => `${rule}:${library}`).join();
  }

  /** @param {string} compare `momentum:keras,momentum:torch` */
  #choose(compare) {
    const [first = '', second = ''] = compare.split(',');
    const [rule, one] = first.split(':');
    const values = [rule, one, second.split(':')[1]];
    this.#selects.forEach((select, k) => {
      select.value = values[k] ?? '';
    });
    this.#offer();
  }

  /** A race takes two: only rules that more than one convention has can be chosen. */
  #offerRules() {
    const [rule, library] = this.#selects;
    const known = Array.from(library?.options ?? [], ({ dataset }) => dataset.rules?.split(' ') ?? []);
    for (const option of rule?.options ?? []) {
      option.hidden = option.disabled = known.filter((rules) => rules.includes(option.value)).length < 2;
    }
  }

  /** Only libraries that have the rule can be chosen. */
  #offer() {
    const [rule, ...libraries] = this.#selects;
    for (const select of libraries) {
      for (const option of select.options) {
        option.hidden = option.disabled = !option.dataset.rules?.split(' ').includes(rule?.value ?? '');
      }
      if (select.selectedOptions[0]?.disabled === false) continue;
      const others = libraries.filter((other) => other !== select).map(({ value }) => value);
      const free = Array.from(select.options).filter(({ disabled }) => !disabled);
      select.value = (free.find(({ value }) => !others.includes(value)) ?? free[0])?.value ?? '';
    }
  }

  /** Another race begins at the start: a path that another rule has begun would belong to neither. */
  #changed() {
    this.#offer();
    this.#figure.reset();
    this.#figure.setAttribute('compare', this.#compare);
    this.#restart();
  }

  /** The figure begins anew, at the rate with which it began before. */
  #restart() {
    const dropped = this.#edits.at(-1)?.changes.learningRate;
    this.#edits = [];
    if (dropped !== undefined && this.#rate !== undefined && this.#figure.run?.config.learningRate === dropped) {
      this.#figure.setAttribute('learning-rate', plainNumber(this.#rate));
    }
    this.#follow();
  }

  /** Takes note of the rate. */
  #follow() {
    const { run } = this.#figure;
    if (!run) return;
    const { learningRate } = run.config;
    const { step } = run.status();
    if (step === 0) {
      this.#rate = learningRate;
      this.#edits = [];
    } else if (learningRate !== (this.#edits.at(-1)?.changes.learningRate ?? this.#rate)) {
      this.#edits = this.#edits.filter((edit) => edit.step < step);
      this.#edits.push({ step, changes: { learningRate } });
    }
    this.#tell();
  }

  /** In mid-run, where there is a velocity. */
  #drop() {
    const { run } = this.#figure;
    if (!run) return;
    for (let { step } = run.status(); step < BEGUN; step += 1) this.#figure.step();
    this.#figure.setAttribute('learning-rate', plainNumber(run.config.learningRate / 10));
    this.#follow();
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches) this.#figure.play();
  }

  async #tell() {
    const { run } = this.#figure;
    if (!this.#visible || !run) return;
    const { settings } = /** @type {Engine} */ (await wholeEngine()).catalog();
    const engine = await wholeEngine();
    const { state } = this.#figure;
    const said = settings.filter(({ attribute }) => state[attribute] !== undefined);
    const [rule = '', ...libraries] = this.#selects.map(({ value }) => value);
    const config = Object.fromEntries(said.map(({ name, attribute }) => [name, state[attribute]]));
    const step = partingStep(engine, {
      config: { ...config, learningRate: this.#rate ?? run.config.learningRate },
      rules: libraries.map((convention) => ({ optimizer: rule, convention })),
      edits: this.#edits,
      steps: STEPS,
    });
    const [first = '', second = ''] = this.#selects.slice(1).map(({ selectedOptions: [option] }) => option?.text ?? '');
    const { parts, together, changed } = this.#status.dataset;
    const at = this.#edits[0]?.step;
    this.#status.textContent =
      (at === undefined ? '' : filled(changed, { at })) +
      filled(step === null ? together : parts, { first, second, step: step ?? 0, steps: formatInteger(STEPS) });
  }
}
