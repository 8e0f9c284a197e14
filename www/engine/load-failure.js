// Why something could not be loaded: looked into when it has happened, and told in a sentence.

import { EngineError } from './error.js';

/** @typedef {'not-found' | 'server' | 'mime' | 'cors' | 'csp' | 'network' | 'browser' | 'version' | 'damaged'} Kind */

/** @type {Record<Kind, (place: string, detail: string) => Words>} */
const SENTENCES = {
  'not-found': (place, status) => ({
    en: `The server has no ${place} (${status}). Copy all files of the package, and leave them side by side.`,
    zh: `服务器上没有 ${place}（${status}）。请复制软件包的全部文件，并放在同一目录下。`,
  }),
  server: (place, status) => ({
    en: `The server answers ${status} for ${place}.`,
    zh: `请求 ${place} 时，服务器返回 ${status}。`,
  }),
  mime: (place, type) => ({
    en: `The server answers with something else for ${place} (${type}): a page of its own, perhaps, because the file is missing.`,
    zh: `请求 ${place} 时，服务器返回的不是该文件（${type}），可能是因为文件缺失而返回了某个网页。`,
  }),
  cors: (place) => ({
    en: `${place} is on another origin: its server has to send Access-Control-Allow-Origin.`,
    zh: `${place} 属于另一个源：其服务器需要发送 Access-Control-Allow-Origin 响应头。`,
  }),
  csp: (place, directive) => ({
    en: `The Content Security Policy of this page (${directive}) forbids ${place || "WebAssembly: it needs 'wasm-unsafe-eval'"}.`,
    zh: `此页面的内容安全策略（CSP 的 ${directive}）不允许${place ? `加载 ${place}` : "运行 WebAssembly：需要加上 'wasm-unsafe-eval'"}。`,
  }),
  network: (place) => ({
    en: `${place || 'A file'} could not be reached. Check the connection.`,
    zh: `无法访问${place ? ` ${place}` : '所需的文件'}。请检查网络连接。`,
  }),
  browser: () => ({
    en: 'This browser is too old: it lacks WebAssembly with SIMD. Chrome and Edge have it from 123, Firefox from 121 and Safari from 17.5.',
    zh: '此浏览器版本过旧，不支持带 SIMD 的 WebAssembly。Chrome 和 Edge 123、Firefox 121、Safari 17.5 及更新的版本均支持。',
  }),
  version: () => ({
    en: 'This page has loaded files of two versions. Reload it.',
    zh: '此页面加载了两个不同版本的文件，请重新加载。',
  }),
  damaged: (place) => ({
    en: `${place || 'The WebAssembly'} is damaged. Copy it anew.`,
    zh: `${place || 'WebAssembly'} 已损坏，请重新复制。`,
  }),
};

/** A module without anything, and one that computes with vectors of 128 bits. */
const EMPTY = [0, 97, 115, 109, 1, 0, 0, 0];
const VECTORS = [...EMPTY, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];

/**
 * @param {unknown} cause
 * @param {unknown} [place] the address; without one, that in the error's message
 * @returns {Promise<unknown>} an `EngineError` with a `kind`, or the cause where nothing more is known
 */
export async function failureOf(cause, place) {
  if (cause instanceof EngineError || isCalledOff(cause)) return cause;
  const found = isOld() ? { kind: 'browser' } : await lookInto(cause, addressOf(cause, place));
  if (!found) return cause;
  const { kind, at = '', detail = '' } = /** @type {{ kind: Kind, at?: string, detail?: string }} */ (found);
  return new EngineError({ code: 'unavailable', kind, messages: SENTENCES[kind](at, detail), cause });
}

/** @param {unknown} error */
const isCalledOff = (error) => error instanceof DOMException && error.name === 'AbortError';

const isOld = () => typeof WebAssembly === 'undefined' || !WebAssembly.validate(Uint8Array.from(VECTORS));

/** Whether the script and the WebAssembly do not fit together, as after an update half way through. @param {unknown} error */
const isMisfit = (error) =>
  error instanceof WebAssembly.LinkError ||
  (error instanceof TypeError && /import .*(wasm|function|object)|not a function/i.test(error.message));

/** @param {unknown} error @param {unknown} place */
function addressOf(error, place) {
  if (place !== undefined) return place instanceof URL || typeof place === 'string' ? String(place) : '';
  return (error instanceof Error && error.message.match(/https?:\S+/)?.[0]) || '';
}

/** @param {unknown} error @param {string} at */
async function lookInto(error, at) {
  try {
    new WebAssembly.Module(Uint8Array.from(EMPTY));
  } catch {
    return { kind: 'csp', detail: 'script-src' };
  }
  const compiled = error instanceof WebAssembly.CompileError;
  if (/^https?:/.test(at)) {
    const found = await ask(at);
    if (found) return { at, ...found };
  } else if (isMessageOfNetwork(error)) return { kind: 'network' };
  if (compiled) return { kind: 'damaged', at };
  return isMisfit(error) ? { kind: 'version' } : undefined;
}

/** What browsers say of a script that did not come, without its address. @param {unknown} error */
const isMessageOfNetwork = (error) => error instanceof TypeError && /fetch|load|import.*script/i.test(error.message);

/** Asks for it once more, to see what is in the way; undefined where it comes. @param {string} at */
async function ask(at) {
  let directive = '';
  const note = (/** @type {SecurityPolicyViolationEvent} */ event) => {
    if (event.effectiveDirective === 'connect-src') directive = event.effectiveDirective;
  };
  globalThis.addEventListener('securitypolicyviolation', note);
  try {
    const response = await fetch(at);
    const { status } = response;
    if (!response.ok) return { kind: status === 404 || status === 410 ? 'not-found' : 'server', detail: `${status}` };
    const type = response.headers.get('content-type') ?? '';
    return isWhatItSays(at, type, new Uint8Array(await response.arrayBuffer()))
      ? undefined
      : { kind: 'mime', detail: type };
  } catch {
    // What the policy has refused is told in a task of its own.
    await new Promise((resume) => setTimeout(resume));
    if (directive) return { kind: 'csp', detail: directive };
    return { kind: (await answersAnyone(at)) ? 'cors' : 'network' };
  } finally {
    globalThis.removeEventListener('securitypolicyviolation', note);
  }
}

/** Whether it would come if nobody could read it. @param {string} at */
const answersAnyone = (at) =>
  fetch(at, { mode: 'no-cors' }).then(
    () => true,
    () => false,
  );

/** @param {string} at @param {string} type @param {Uint8Array} bytes */
function isWhatItSays(at, type, bytes) {
  const { pathname } = new URL(at);
  if (pathname.endsWith('.wasm')) return EMPTY.slice(0, 4).every((byte, k) => bytes[k] === byte);
  if (pathname.endsWith('.js')) return /javascript/.test(type);
  return !pathname.endsWith('.json') || /^\s*[[{]/.test(new TextDecoder().decode(bytes.subarray(0, 100)));
}
