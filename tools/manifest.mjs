// `custom-elements.json`, which editors and catalogs of components read: https://github.com/webcomponents/custom-elements-manifest

/** Custom properties that a page may set. */
const COLOURS = [
  ...['paper', 'soft', 'ink', 'muted', 'line', 'edge', 'accent', 'on-accent', 'danger'],
  ...['alpha', 'beta', 'gradient', 'velocity', 'weight'],
];

/** @param {import('./elements.mjs').ElementInfo} element @param {string} path of its module */
function declaration({ tag, name, note, properties, former, events, methods, members }, path) {
  /** @param {import('./elements.mjs').Member} member */
  const field = ({ name, type, note }) => ({
    kind: 'field',
    name,
    type: { text: type },
    description: note,
    ...(name !== 'state' && { readonly: true }),
  });
  const reflected = properties.map((property) => ({
    kind: 'field',
    name: property.name,
    type: { text: `${property.type} | null` },
    description: property.note,
    attribute: property.attribute,
    reflects: true,
  }));
  const attributes = properties.map((property) => ({
    name: property.attribute,
    type: { text: property.type },
    description: property.note,
    fieldName: property.name,
  }));
  const aliases = Object.entries(former).map(([attribute, now]) => ({
    name: attribute,
    deprecated: `Write \`${now}\`.`,
  }));
  return {
    kind: 'javascript-module',
    path,
    declarations: [
      {
        kind: 'class',
        customElement: true,
        tagName: tag,
        name,
        description: note,
        superclass: { name: 'HTMLElement' },
        attributes: [...attributes, ...aliases],
        members: [
          ...reflected,
          ...members.map(field),
          ...methods.map((method) => ({
            kind: 'method',
            name: method.name,
            description: method.note,
            return: { type: { text: 'void' } },
          })),
        ],
        events: events.map((event) => ({
          name: event.name,
          type: { text: `CustomEvent<${event.detail}>` },
          description: event.note,
        })),
        slots: [{ name: '', description: 'What readers see without JavaScript.' }],
        cssProperties: COLOURS.map((colour) => ({ name: `--sgd-${colour}`, syntax: '<color>' })),
        cssParts: ['symbol', 'alpha', 'beta'].map((part) => ({ name: part, description: 'The symbol of a setting.' })),
      },
    ],
    exports: [
      { kind: 'js', name, declaration: { name } },
      { kind: 'custom-element-definition', name: tag, declaration: { name, module: path } },
    ],
  };
}

/** @param {import('./elements.mjs').ElementInfo[]} elements @param {string} folder of the scripts, in the package */
export const manifestOf = (elements, folder) => ({
  schemaVersion: '2.1.0',
  readme: 'README.md',
  modules: elements.map((element) => declaration(element, `${folder}/${element.script}`)),
});
