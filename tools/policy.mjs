// What a page of ours may load and run, said in its head, and what that takes: its styles stand in a file.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dist } from './places.mjs';

const DIRECTIVES = {
  'default-src': "'self'",
  // 'wasm-unsafe-eval' is for WebAssembly alone.
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'style-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'require-trusted-types-for': "'script'",
};
/** @param {Record<string, string>} directives */
const written = (directives) =>
  Object.entries(directives)
    .map((directive) => directive.join(' '))
    .join('; ');

/** That of every page but the one for frames, as its head or a server says it. */
export const POLICY = written(DIRECTIVES);

/** A page in a sandbox has no origin of its own: there Workers start from a `blob:` alone. */
const FRAMED = { ...DIRECTIVES, 'worker-src': "'self' blob:" };

/**
 * The page with the policy, and with a style sheet for all `<style>` and `style="…"` that are in it.
 * @param {string} html
 * @param {string} root the way from the page to the top of dist/
 * @param {boolean} [framed] whether it is a page for frames
 */
export function guarded(html, root, framed = false) {
  const policy = framed ? written(FRAMED) : POLICY;
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}" />`;
  return withSheet(html, root).replace(/<meta charset="utf-8" \/>/, (charset) => `${charset}\n    ${meta}`);
}

/** @param {string} html @param {string} root */
function withSheet(html, root) {
  /** @type {string[]} */
  const sheets = [];
  /** The class of each style. @type {Map<string, string>} */
  const classes = new Map();
  const bare = html
    .replace(/<style>(.*?)<\/style>/gs, (_, css) => (sheets.push(css) > 1 ? '' : '{{sheet}}'))
    .replace(/<(\w+)((?:\s+[\w-]+(?:="[^"]*")?)*)\s+style="([^"]*)"([^>]*)>/g, (_, tag, before, style, after) => {
      const name = classes.get(style) ?? `s${classes.size}`;
      classes.set(style, name);
      const [named, attributes] = [/\sclass="/, `${before}${after}`];
      return `<${tag}${named.test(attributes) ? attributes.replace(named, `$&${name} `) : ` class="${name}"${attributes}`}>`;
    });
  // Twice the class, as an element's own style goes before those of a class.
  const own = Array.from(classes, ([style, name]) => `.${name}.${name}{${style}}`);
  if (sheets.length + own.length === 0) return html;
  const css = [...sheets, ...own].join('\n');
  const file = `styles-${createHash('sha256').update(css).digest('hex').slice(0, 8)}.css`;
  writeFileSync(join(dist, file), css);
  const link = `<link rel="stylesheet" href="${root}${file}" />`;
  return sheets.length ? bare.replace('{{sheet}}', link) : bare.replace('</head>', `${link}\n</head>`);
}
