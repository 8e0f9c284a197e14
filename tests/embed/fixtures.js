// The tools that authors use, a folder of `tests/fixtures/` each: what they are called, where they build to, and what is
// checked besides what all are asked for. `notebooks.spec.js` has the notebooks.

/**
 * @typedef {'binding' | 'updates' | 'hydration'} Check
 *
 * @typedef {object} Fixture
 * @property {string} tool
 * @property {string[]} [pages] that it builds, in `dist/`
 * @property {string[][]} [build] programs with their arguments: of its Python environment, or the `program`; otherwise
 *   `npm run build`
 * @property {{ name: string, version: string, from: 'crates.io' | 'system' }} [program] one that is neither npm's nor pip's:
 *   cargo installs it beside the fixtures, or the system has it
 * @property {Check[]} [also]
 * @property {string} [withoutWorkers] why there are none
 */

/** Programs for notebooks, whose versions are the newest that the Python package's `notebooks` allow. */
export const NOTEBOOKS = ['JupyterLab', 'marimo', 'nbconvert'];

/** @type {Record<string, Fixture>} */
export const FIXTURES = {
  vite: { tool: 'Vite' },
  webpack: { tool: 'webpack' },
  rolldown: { tool: 'Rolldown', withoutWorkers: 'it does not bundle Workers' },
  react: { tool: 'React, StrictMode', also: ['binding', 'updates'] },
  'react-server': { tool: 'React, rendered by a server', also: ['hydration', 'binding', 'updates'] },
  'react-18': { tool: 'React 18, the component', also: ['binding', 'updates'] },
  preact: { tool: 'Preact', also: ['binding', 'updates'] },
  vue: { tool: 'Vue', also: ['binding', 'updates'] },
  svelte: { tool: 'Svelte', also: ['binding', 'updates'] },
  solid: { tool: 'Solid', also: ['binding', 'updates'] },
  lit: { tool: 'Lit', also: ['binding', 'updates'] },
  markdown: { tool: 'marked, markdown-it, remark', pages: ['marked.html', 'markdown-it.html', 'remark.html'] },
  eleventy: { tool: 'Eleventy' },
  hugo: { tool: 'Hugo', build: [['hugo', '--destination=dist']] },
  jekyll: {
    tool: 'Jekyll',
    build: [['jekyll', 'build', '--quiet', '--disable-disk-cache']],
    program: { name: 'jekyll', version: '4.3.1', from: 'system' },
  },
  vitepress: { tool: 'VitePress' },
  astro: { tool: 'Astro' },
  docusaurus: { tool: 'Docusaurus' },
  mkdocs: { tool: 'MkDocs', build: [['mkdocs', 'build', '--config-file=quiet.yml', '--site-dir=dist']] },
  'mkdocs-material': { tool: 'MkDocs with Material', build: [['mkdocs', 'build', '--site-dir=dist']] },
  sphinx: {
    tool: 'Sphinx, MyST',
    pages: ['index.html', 'text.html'],
    build: [['sphinx-build', '--quiet', '.', 'dist']],
  },
  mdbook: {
    tool: 'mdBook',
    build: [['mdbook', 'build']],
    program: { name: 'mdbook', version: '0.5.4', from: 'crates.io' },
  },
  reveal: { tool: 'reveal.js' },
  dompurify: { tool: 'DOMPurify' },
  'sanitize-html': { tool: 'sanitize-html' },
};
