// A table's samples as they are seen on a plane through its inputs.

/** The plane that suits so many inputs. @param {number} inputs */
export const usualPlane = (inputs) => (inputs > 2 ? 'pca' : inputs === 2 ? '1,2' : '1,1');

/**
 * Points of the plane: a sample is where the foot of its perpendicular is.
 * @param {SampleRows} samples
 * @param {InputPlane} plane
 * @returns {SampleRows}
 */
export function onPlane({ count, width, inputs, targets, outputs }, { origin, across, up }) {
  const placed = new Float32Array(2 * count);
  for (const [k, axis] of [across, up].entries()) {
    const length = axis.reduce((sum, x) => sum + x * x, 0) || 1;
    for (let row = 0; row < count; row += 1) {
      let along = 0;
      for (let j = 0; j < width; j += 1) {
        along += ((inputs[row * width + j] ?? 0) - (origin[j] ?? 0)) * (axis[j] ?? 0);
      }
      placed[2 * row + k] = along / length;
    }
  }
  return { count, width: 2, inputs: placed, targets, outputs };
}

/** Rows as CSV, as they are learnt from. @param {DataTable} table */
export function tableCsv({ columns, values, width, classes }) {
  const quoted = (/** @type {string} */ text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const inputs = columns.filter(({ role }) => role === 'input');
  const label = columns.find(({ role }) => role === 'label');
  const lines = [[...inputs, ...(label ? [label] : [])].map(({ name }) => quoted(name)).join(',')];
  for (let at = 0; at < values.length; at += width) {
    const row = Array.from(values.subarray(at, at + width - 1), String);
    const target = values[at + width - 1] ?? 0;
    lines.push([...row, classes.length > 0 ? quoted(classes[target] ?? '') : String(target)].join(','));
  }
  return `${lines.join('\n')}\n`;
}
