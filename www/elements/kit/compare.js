/**
 * The runs of `compare`: `sgd@0.1,nesterov:torch@0.01/momentum=0.5,adam`. Each is an optimizer; a convention after `:`, a learning
 * rate after `@` and other settings after `/` may follow.
 *
 * @param {string} text
 * @returns {Record<string, string>[]} the attributes of each
 */
export function readCompare(text) {
  const entries = text.split(/[,，]/).map((entry) => entry.trim());
  return entries.filter(Boolean).map((entry) => {
    const [head = '', ...more] = entry.split('/');
    const [rule = '', rate] = head.split('@');
    const [optimizer = '', convention] = rule.split(':');
    return {
      optimizer,
      ...(convention !== undefined && { convention }),
      ...(rate !== undefined && { 'learning-rate': rate }),
      ...Object.fromEntries(more.map((setting) => setting.split('=', 2))),
    };
  });
}
