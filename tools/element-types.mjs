// Types of the elements, for programs and for the templates of frameworks: texts of TypeScript.

/** @typedef {import('./elements.mjs').ElementInfo} ElementInfo */

/** @param {string} note */
const comment = (note) => `  /** ${note.replaceAll('*/', '* /')} */\n`;

/** What a class has from its table: accessors, and events by name. @param {ElementInfo} element */
function members({ tag, name, properties, events }) {
  const accessors = properties
    // Every element has a `lang`, a text.
    .filter(({ name }) => name !== 'lang')
    .map(
      ({ name, type, takes, note }) =>
        `${comment(note)}  get ${name}(): ${type} | null;\n  set ${name}(value: ${takes} | null | undefined);\n`,
    );
  const attributes = properties.map(
    ({ attribute, text, note }) => `${comment(note)}  '${attribute}'?: ${text} | undefined;\n`,
  );
  const settable = properties.map(
    ({ name, takes, note }) => `${comment(note)}  ${name}?: ${takes} | null | undefined;\n`,
  );
  return `
/** The attributes of \`<${tag}>\`. */
export interface ${name}Attributes {
${attributes.join('')}}

/** Its properties, as programs set them. */
export interface ${name}Properties {
${settable.join('')}  state?: Record<string, unknown> | undefined;
}

/** Both, for templates that set what is a property as a property. */
export type ${name}Template = ${name}Properties & Omit<${name}Attributes, keyof ${name}Properties>;

export interface ${name}EventMap extends HTMLElementEventMap {
${events.map((event) => `${comment(event.note)}  '${event.name}': CustomEvent<${event.detail}>;\n`).join('')}}

export interface ${name}Settings {
${accessors.join('')}}
`;
}

/** `elements/settings.d.ts`. @param {ElementInfo[]} elements */
export function settingsTypes(elements) {
  const details = elements.flatMap(({ events }) => events.map(({ detail }) => detail));
  const engine = [...new Set(details.join(' ').match(/\b((Network)?Status|ComparedRun)\b/g))];
  const classes = elements.map(
    ({ name, tag }) => `import type { ${name} } from './${tag.replace('sgd-', '')}/element.js';\n`,
  );
  return `// What each element has from its table of settings.
${classes.join('')}import type { ${engine.join(', ')} } from '../engine/engine.js';
${elements.map(members).join('')}`;
}

/** What the declaration of a class is merged with. @param {ElementInfo} element */
export function merged({ name }) {
  const heard = ['add', 'remove'].map((verb) => {
    const options = verb === 'add' ? 'boolean | AddEventListenerOptions' : 'boolean | EventListenerOptions';
    return [
      `  ${verb}EventListener<K extends keyof ${name}EventMap>(type: K, listener: (this: ${name}, event: ${name}EventMap[K]) => unknown, options?: ${options}): void;\n`,
      `  ${verb}EventListener(type: string, listener: EventListenerOrEventListenerObject, options?: ${options}): void;\n`,
    ].join('');
  });
  return `import type { ${name}EventMap, ${name}Settings } from '../settings.js';
export interface ${name} extends ${name}Settings {
${heard.join('')}}
`;
}

/** @param {ElementInfo[]} elements @param {(element: ElementInfo) => string} type */
const byTag = (elements, type) => elements.map((element) => `    '${element.tag}': ${type(element)};\n`).join('');

/** @param {ElementInfo} element @param {(event: string) => string} key of the listener of an event */
const listeners = ({ name, events }, key) =>
  `{ ${events.map((event) => `${key(event.name)}?: ((event: ${name}EventMap['${event.name}']) => void) | undefined`).join('; ')} }`;

const plainKey = (/** @type {string} */ event) => `'on${event}'`;

/** Of each framework the types of our tags in its templates. @type {Record<string, (elements: ElementInfo[]) => string>} */
export const FRAMEWORKS = {
  react: (elements) => `import type { ClassAttributes, HTMLAttributes } from 'react';
${importsOf(elements)}
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${byTag(elements, (element) => `ClassAttributes<${element.name}> & Omit<HTMLAttributes<${element.name}>, keyof ${element.name}Attributes> & ${element.name}Attributes & ${listeners(element, plainKey)} & { class?: string | undefined }`)}    }
  }
}
`,
  preact: (elements) => `import type { HTMLAttributes } from 'preact';
${importsOf(elements)}
declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
${byTag(elements, (element) => `Omit<HTMLAttributes<${element.name}>, keyof ${element.name}Template> & ${element.name}Template & ${listeners(element, plainKey)}`)}    }
  }
}
`,
  solid: (elements) => `import type { JSX } from 'solid-js';
${importsOf(elements)}
type Set<T> = { [K in keyof T as \`prop:\${K & string}\`]?: T[K] };

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
${byTag(elements, (element) => `Omit<JSX.HTMLAttributes<${element.name}>, keyof ${element.name}Template> & ${element.name}Template & Set<${element.name}Properties> & ${listeners(element, (event) => `'on:${event}'`)}`)}    }
  }
}
`,
  vue: (elements) => `import type { HTMLAttributes } from 'vue';
${importsOf(elements)}
type Tag<Element extends HTMLElement, Props> = new () => Element & { $props: Props };

declare module 'vue' {
  interface GlobalComponents {
${byTag(elements, (element) => `Tag<${element.name}, Omit<HTMLAttributes, keyof ${element.name}Template> & ${element.name}Template & ${listeners(element, (event) => handler(event))}>`)}  }
}
`,
  svelte: (elements) => `import type { HTMLAttributes } from 'svelte/elements';
${importsOf(elements)}
declare module 'svelte/elements' {
  interface SvelteHTMLElements {
${byTag(elements, (element) => `Omit<HTMLAttributes<${element.name}>, keyof ${element.name}Template> & ${element.name}Template & ${listeners(element, plainKey)} & ${listeners(element, (event) => `'on:${event}'`)}`)}  }
}
`,
};

/** `sgd-step` as a property of a component. @param {string} event */
export const handler = (event) => `on${event.replace(/(^|-)(.)/g, (_, _dash, letter) => letter.toUpperCase())}`;

/** @param {ElementInfo[]} elements */
function importsOf(elements) {
  const names = elements.flatMap(({ name }) => [
    `${name}Attributes`,
    `${name}Properties`,
    `${name}Template`,
    `${name}EventMap`,
  ]);
  const classes = elements.map(
    ({ name, tag }) => `import type { ${name} } from '../elements/${tag.replace('sgd-', '')}/element.js';\n`,
  );
  return `${classes.join('')}import type { ${names.join(', ')} } from '../elements/settings.js';\n`;
}
