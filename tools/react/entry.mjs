// `sgd-playground/react`: a component for each element, and its types.
import { handler } from '../element-types.mjs';

/** @typedef {import('../elements.mjs').ElementInfo} ElementInfo */

/** @param {ElementInfo[]} elements */
export function reactEntry(elements) {
  const components = elements.map(({ tag, name, script, properties, events }) => {
    const attributes = Object.fromEntries(properties.map((property) => [property.name, property.attribute]));
    const heard = Object.fromEntries(events.map((event) => [handler(event.name), event.name]));
    const texts = [attributes, heard].map((names) => JSON.stringify(names));
    return `export const ${name} = component('${tag}', () => import('./${script}'), ${texts.join(', ')});\n`;
  });
  return `'use client';\nimport { component } from './react-component.js';\n${components.join('')}`;
}

/** @param {ElementInfo[]} elements */
export function reactTypes(elements) {
  const names = elements.flatMap(({ name }) => [`${name}Properties`, `${name}EventMap`]);
  const classes = elements.map(
    ({ tag, name }) =>
      `import type { ${name} as ${name}Element } from './elements/${tag.replace('sgd-', '')}/element.js';\n`,
  );
  const components = elements.map(({ name, note, events }) => {
    const heard = events.map(
      (event) =>
        `  /** ${event.note} */\n  ${handler(event.name)}?: ((event: ${name}EventMap['${event.name}']) => void) | undefined;\n`,
    );
    return `
export interface ${name}Props
  extends Omit<HTMLAttributes<${name}Element>, keyof ${name}Properties>, ${name}Properties, RefAttributes<${name}Element> {
${heard.join('')}}

/** ${note} */
export const ${name}: ForwardRefExoticComponent<${name}Props>;
`;
  });
  return `import type { ForwardRefExoticComponent, HTMLAttributes, RefAttributes } from 'react';
${classes.join('')}import type { ${names.join(', ')} } from './elements/settings.js';
${components.join('')}`;
}
