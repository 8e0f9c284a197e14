// How many samples a run has seen by a step: what runs can be compared by instead of steps.

/**
 * How many samples have been seen after so many steps, each as often as it was seen; for a run whose batch size has always
 * been what it is. Nothing without samples.
 *
 * @param {ResolvedConfig} config
 * @returns {((step: number) => number) | undefined}
 */
export function samplesAfter({ samples, batchSize }) {
  if (samples === 0) return undefined;
  const size = batchSize === 'full' ? samples : Math.min(batchSize, samples);
  const perEpoch = Math.ceil(samples / size);
  return (step) => Math.floor(step / perEpoch) * samples + Math.min((step % perEpoch) * size, samples);
}
