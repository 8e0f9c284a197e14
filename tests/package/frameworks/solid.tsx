/** @jsxImportSource solid-js */
import type {} from 'sgd-playground/types/solid';

export const post = () => (
  <>
    <sgd-playground class="wide" learningRate={0.1} prop:start={[1, 2]} on:sgd-step={(event) => event.detail.loss} />
    <sgd-network data="circle" prop:state={{ seed: 1 }} />
    {/* @ts-expect-error a rate is a number */}
    <sgd-playground learningRate={[1]} />
  </>
);
