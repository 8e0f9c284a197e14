// The straight line to a second network, which was trained from other first weights.

import { h, setText } from '../../kit/dom.js';
import { formatInteger, formatNumber } from '../../kit/format.js';
import { CurveChart } from '../chart.js';
import { SPREAD, twoCurves } from './curves.js';
import { Task } from './task.js';

/** @typedef {import('./landscape.js').Context} Context */
/** @typedef {import('./landscape.js').Now} Now */

/** A top is one where it is so much above both ends. */
const WALL = 1.02;

export class Line {
  #context;
  #words;
  #task;
  #note = h('p', { className: 'quiet' });
  #stale = h('p', { className: 'stale', hidden: true });
  #facts = h('p', { role: 'status' });
  #more = h('p', { className: 'quiet' });
  #loss;
  #accuracy;
  #result;
  /** @type {{ line: NetworkLine, version: number } | undefined} */
  #shown;
  /** @type {Now | undefined} */
  #now;

  /** @param {Context} context */
  constructor(context) {
    this.#context = context;
    this.#words = context.words.interpolation;
    this.#task = new Task(context, () => this.#draw());
    this.#loss = new CurveChart(this.#words.loss, context.logarithmic, SPREAD);
    this.#accuracy = new CurveChart(this.#words.accuracy, null);
    const charts = h('div', { className: 'chart-pair' }, this.#loss.root, this.#accuracy.root);
    this.#result = h('div', { className: 'line-result', hidden: true }, charts, this.#facts, this.#more);
    const buttons = h('div', { className: 'row' }, this.#task.button);
    this.root = h(
      'section',
      { 'aria-label': this.#words.title },
      h('p', { className: 'heading' }, this.#words.title),
      this.#note,
      buttons,
      this.#task.root,
    );
    this.root.append(this.#stale, this.#result);
    this.#restate();
  }

  /** @param {Now} now */
  update(now) {
    if (this.#now && now.version !== this.#now.version) this.#task.abort();
    this.#now = now;
    this.#restate();
  }

  abandon() {
    this.#task.abort();
  }

  recolour() {
    if (this.#shown) this.#show();
  }

  disconnect() {
    this.#task.abort();
    this.#loss.disconnect();
    this.#accuracy.disconnect();
  }

  get #seed() {
    const { seed } = this.#context.session.config;
    return seed < Number.MAX_SAFE_INTEGER ? seed + 1 : 0;
  }

  #restate() {
    const { stale, changed } = this.#context.words;
    setText(this.#note, `${this.#words.note(String(this.#seed))} ${this.#words.ends}`);
    const [shown, now] = [this.#shown, this.#now];
    const [then, by] = [shown?.line.step ?? 0, now?.status.step ?? 0].map(formatInteger);
    let text = '';
    if (shown && now && shown.version !== now.version) text = changed(then ?? '');
    else if (shown && now && shown.line.step !== now.status.step) text = stale(then ?? '', by ?? '');
    setText(this.#stale, text);
    this.#stale.hidden = text === '';
    this.#task.name(shown ? this.#words.again : this.#words.draw);
  }

  async #draw() {
    const { training } = this.#context.session;
    const [version, seed] = [this.#now?.version ?? 0, this.#seed];
    const task = this.#task.run(async (part) => {
      // Both networks are to have taken as many steps.
      this.#context.pause();
      const { step } = await training.status();
      const { path } = await training.trainSibling({ seed }, step, part(this.#words.training));
      const size = path.params.length / path.length;
      const line = await training.interpolate(path.params.slice(-size), part(this.#words.computing));
      return { line, version };
    });
    const shown = await task;
    if (shown) {
      this.#shown = shown;
      this.#show();
    }
    this.#restate();
  }

  #show() {
    const line = this.#shown?.line;
    if (!line) return;
    const { palette } = this.#context.colours();
    const { train, test, axis, wall, noWall, distance } = this.#words;
    const along = Array.from(line.at);
    const range = /** @type {[number, number]} */ ([along[0] ?? 0, along.at(-1) ?? 1]);
    this.#result.hidden = false;
    this.#loss.draw(twoCurves(palette, [train, line.trainLoss], [test, line.testLoss]), along, axis, palette, {
      range,
    });
    this.#loss.describe();
    const graded = !line.trainAccuracy.some(Number.isNaN);
    this.#accuracy.root.hidden = !graded;
    if (graded) {
      const curves = twoCurves(palette, [train, line.trainAccuracy], [test, line.testAccuracy]);
      this.#accuracy.draw(curves, along, axis, palette, { range });
      this.#accuracy.describe();
    }
    // The engine has both networks among its points.
    const [first, last] = [along.indexOf(0), along.indexOf(1)];
    const between = Array.from(line.trainLoss).slice(first, last + 1);
    const top = between.reduce((best, loss, k) => (loss > (between[best] ?? 0) ? k : best), 0);
    const [here = 0, there = 0, most = 0] = [between[0], between.at(-1), between[top]];
    const [hereText = '', thereText = '', mostText = ''] = [here, there, most].map((loss) => formatNumber(loss, 3));
    const isWall = most > WALL * Math.max(here, there);
    setText(
      this.#facts,
      isWall
        ? wall(hereText, thereText, mostText, formatNumber(along[first + top] ?? 0, 2))
        : noWall(hereText, thereText),
    );
    const counts = line.samples.map(formatInteger).join(' / ');
    setText(this.#more, distance(formatNumber(line.distance, 3), counts));
  }
}
