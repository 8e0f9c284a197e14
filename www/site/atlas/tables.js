// The tables of the atlas, as HTML: for each rule the libraries that have it, by what they compute.

import { formatNumber } from '../../elements/kit/format.js';
import { Writer } from '../../elements/playground/extras/equation.js';
import { groupsOf } from './libraries.js';

/** @typedef {import('./words.en.js').AtlasWords} AtlasWords */
/** @typedef {import('./libraries.js').Group} Group */
/** @typedef {import('./libraries.js').Entry} Entry */
/** @typedef {import('./libraries.js').LibraryClass} LibraryClass */

/**
 * @param {Engine} engine
 * @param {'en' | 'zh'} language
 * @param {AtlasWords} words
 * @returns {Record<'contents' | 'tables' | 'libraries' | 'conventions' | 'rules', string>} links to the sections, the sections, and
 *   what can be chosen
 */
export function atlas(engine, language, words) {
  const { optimizers, libraries } = engine.catalog();
  const rules = optimizers.map((optimizer) => ({ ...optimizer, groups: groupsOf(engine, optimizer.name) }));
  return {
    contents: rules.map(({ name, label }) => `<li><a href="#${name}">${label[language]}</a></li>`).join(''),
    tables: rules.map((rule) => section(rule, language, words)).join('\n'),
    libraries: libraries.map(({ name, label }) => `<option value="${name}">${escaped(label)}</option>`).join(''),
    conventions: libraries.map((library) => conventions(library)).join(''),
    rules: rules.map(({ name, label }) => `<option value="${name}">${label[language]}</option>`).join(''),
  };
}

/** Those of a library, each with the rules that it has. @param {LibraryInfo} library */
function conventions({ name, label, conventions, classes }) {
  const forms = classes.flatMap((rule) => rule.forms);
  return conventions
    .map((convention) => {
      const rules = new Set(forms.filter((form) => form.convention === convention).map(({ optimizer }) => optimizer));
      const text = `${label}${variantOf(convention, name)}`;
      return `<option value="${convention}" data-rules="${[...rules].join(' ')}">${escaped(text)}</option>`;
    })
    .join('');
}

/** What a convention is called beside its library's name. @param {string} convention @param {string} library */
const variantOf = (convention, library) =>
  convention === library ? '' : ` (${convention.replace(`${library}-`, '')})`;

/** @param {OptimizerInfo & { groups: Group[] }} rule @param {'en' | 'zh'} language @param {AtlasWords} words */
function section({ name, label, note, paper, groups }, language, words) {
  const libraries = new Set(groups.flatMap(({ entries }) => entries.map(({ library }) => library.name)));
  const caption = words.caption(label[language], groups.length, libraries.size);
  return `<section id="${name}" class="rule" data-rule="${label.en} ${label.zh}">
<h2>${label[language]}</h2>
<p>${note[language]} <cite>${escaped(paper)}</cite></p>
<table>
<caption>${caption}</caption>
<thead><tr><th scope="col">${words.library}</th><th scope="col">${words.name}</th><th scope="col">${words.first}${words.comma}<span>${words.firstNote}</span></th><th scope="col">${words.defaults}</th></tr></thead>
${groups.map((group) => body(group, words)).join('\n')}
</table>
</section>`;
}

/** @param {Group} group @param {AtlasWords} words */
function body({ lines, differs, entries }, words) {
  const writer = new Writer(markup, false, differs);
  const math = lines.map((line) => {
    const written = writer.line(line);
    const sign = written.includes('class="differs"')
      ? `<span class="unlike" role="img" aria-label="${words.differs}">≠</span>`
      : '';
    return `<span class="line">${sign}${written}</span>`;
  });
  return `<tbody>
<tr class="equation"><td colspan="4"><div role="group" aria-label="${words.equation}">${math.join('')}</div></td></tr>
${entries.map((entry) => row(entry, words)).join('\n')}
</tbody>`;
}

/** @param {Entry} entry @param {AtlasWords} words */
function row(entry, words) {
  const { library, form, first } = entry;
  const { name, label, version, language } = library;
  return `<tr data-library="${name}">
<th scope="row">${escaped(label + variantOf(form.convention, name))} <small>${escaped(version)}, ${language}</small></th>
<td data-label="${words.name}">${called(entry, words)}</td>
<td data-label="${words.first}${words.comma}${words.firstNote}">${formatNumber(first)}</td>
<td data-label="${words.defaults}">${defaults(entry, words)}</td>
</tr>`;
}

/** Its name, with what must be said. What has no default stands among the defaults. @param {Entry} entry @param {AtlasWords} words */
function called({ rule, said }, words) {
  const parts = rule.arguments.filter(({ name, usual }) => said[name] !== undefined && usual !== null);
  const isSwitch = (/** @type {LibraryClass['arguments'][number]} */ { name, settings }) =>
    said[name] === 1 || (said[name] === 0 && settings.length === 0);
  const on = parts.filter((argument) => !isSwitch(argument) || said[argument.name] === 1);
  const off = parts.filter((argument) => !on.includes(argument));
  const texts = on.map((argument) =>
    code(isSwitch(argument) ? argument.name : `${argument.name}=${said[argument.name]}`),
  );
  const name = texts.length > 0 ? words.when(code(rule.name), texts.join(words.comma)) : code(rule.name);
  return off.length > 0 ? words.without(name, off.map((argument) => code(argument.name)).join(words.comma)) : name;
}

/** What is off unless it is asked for, and what this form does not read, goes unsaid. @param {Entry} entry @param {AtlasWords} words */
function defaults({ rule, form, said, config }, words) {
  // Of two arguments of one name that of the class itself comes first.
  const own = rule.arguments.filter(({ name }, at, all) => !name || all.findIndex((one) => one.name === name) === at);
  const read = own.filter(({ settings }) => settings.some((name) => name in config && !form.with.includes(name)));
  const parts = read
    .filter(({ name, usual }) => usual !== 0 && (usual === null || said[name] === undefined))
    .map(({ name, settings, pair, usual }) => {
      if (usual === null) return words.required(code(name), said[name] === undefined ? '' : code(`${said[name]}`));
      const value = pair ? `(${settings.map((setting) => config[setting]).join(', ')})` : short(usual);
      return name ? code(`${name}=${value}`) : words.fixed(code(`${settings}=${value}`));
    });
  const fixed = form.with
    .filter((name) => config[name] !== 0)
    .map((name) => words.fixed(code(`${name}=${config[name]}`)));
  const begins = form.start === 0 ? [] : [words.begins(code('s'), code(`${form.start}`))];
  return [...parts, ...fixed, ...begins].join(words.comma);
}

/** @param {string} text */
const code = (text) => `<code>${escaped(text)}</code>`;

/** 1e6, as programs have it. @param {number} number */
const short = (number) => (number < 1e4 ? String(number) : number.toExponential().replace('+', ''));

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** @type {import('../../elements/playground/extras/equation.js').Make<string>} */
function markup(name, content, attributes = {}) {
  const said = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${value}"`);
  return `<${name}${said.join('')}>${Array.isArray(content) ? content.join('') : escaped(content)}</${name}>`;
}
