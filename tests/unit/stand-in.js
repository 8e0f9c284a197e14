// Stands in for an element where a test in Node needs no more than its attributes and children.

export class StandIn extends EventTarget {
  /** @type {Map<string, string>} */
  #attributes = new Map();
  /** How often an attribute was set. */
  writes = 0;
  /** @type {(StandIn | string)[]} */
  children = [];
  value = '';
  /** @type {string[]} */
  classes = [];
  classList = { add: (/** @type {string} */ name) => this.classes.push(name) };

  constructor(tag = 'div') {
    super();
    this.tag = tag;
  }

  get attributes() {
    return Array.from(this.#attributes, ([name, value]) => ({ name, value }));
  }

  /** All of its attributes. @returns {Record<string, string>} */
  get said() {
    return Object.fromEntries(this.#attributes);
  }

  /** @param {string} name */
  getAttribute(name) {
    return this.#attributes.get(name) ?? null;
  }

  /** @param {string} name @param {string} value */
  setAttribute(name, value) {
    this.writes += 1;
    this.#attributes.set(name, value);
  }

  /** @param {string} name */
  removeAttribute(name) {
    this.#attributes.delete(name);
  }

  /** @param {...(StandIn | string)} children */
  append(...children) {
    this.children.push(...children);
  }

  /** @param {...(StandIn | string)} children */
  replaceChildren(...children) {
    this.children = children;
  }

  /** All with this tag below it, in order. @param {string} tag @returns {StandIn[]} */
  below(tag) {
    return this.children.flatMap((child) =>
      typeof child === 'string' ? [] : [...(child.tag === tag ? [child] : []), ...child.below(tag)],
    );
  }

  /** @param {string} tag */
  querySelector(tag) {
    return this.below(tag)[0] ?? null;
  }

  /** @returns {string} */
  get textContent() {
    return this.children.map((child) => (typeof child === 'string' ? child : child.textContent)).join('');
  }
}
