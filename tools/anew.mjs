// Importing a script once more, with all that it imports: Node keeps what it has imported, by its address.
import { register } from 'node:module';

/** What an address has after “?”, those that it imports have, too. */
const hooks = `export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  const { search } = new URL(context.parentURL ?? 'file:');
  return search && found.url.startsWith('file:') ? { ...found, url: found.url + search } : found;
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);

/**
 * @param {string} address
 * @param {string | number} name the same name gives the same once more
 * @returns {Promise<any>} what it exports
 */
export const importAnew = (address, name) => import(`${address}?${name}`);
