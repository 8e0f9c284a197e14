/** @jsxImportSource preact */
import type {} from 'sgd-playground/types/preact';

export const post = (
  <>
    <sgd-playground class="wide" learningRate={0.1} learning-rate="0.1" start={[1, 2]} state={{ seed: 1 }} />
    <sgd-graph formula="x^2" onsgd-step={(event) => event.detail.node} />
    {/* @ts-expect-error a rate is a number */}
    <sgd-playground learningRate={[1]} />
  </>
);
