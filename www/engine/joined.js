// Several arrays as one.

/**
 * @template {Uint8Array<ArrayBuffer> | Float32Array<ArrayBuffer>} T
 * @param {new (length: number) => T} Kind
 * @param {ArrayLike<number>[]} parts
 */
export function joined(Kind, parts) {
  const all = new Kind(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
