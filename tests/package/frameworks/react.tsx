import { useRef } from 'react';
import type { SgdPlayground as Element } from 'sgd-playground';
import { SgdGraph, SgdNetwork, SgdPlayground } from 'sgd-playground/react';
import type {} from 'sgd-playground/types/react';

export function Post() {
  const figure = useRef<Element>(null);
  return (
    <>
      <SgdPlayground
        ref={figure}
        className="wide"
        style={{ marginBlock: '1rem' }}
        objective="beale"
        learningRate={0.1}
        start={[1, -2]}
        controls={['optimizer']}
        state={{ seed: 1 }}
        onSgdStep={({ detail }) => console.log(detail.loss, figure.current?.run)}
      />
      <SgdNetwork data={[[1, 2, 0]]} layers={[4, 2]} onSgdState={({ detail }) => detail.status?.step} />
      <SgdGraph atStep={2} onSgdStep={({ detail }) => detail.node} />
      <sgd-playground
        objective="bowl"
        learning-rate={0.1}
        class="wide"
        onsgd-change={({ detail }) => detail.committed}
      />
      <sgd-network data="circle" layers="4,2" />
      {/* @ts-expect-error a graph has no optimizer */}
      <SgdGraph optimizer="sgd" />
      {/* @ts-expect-error a rate is a number */}
      <SgdPlayground learningRate={[1]} />
      {/* @ts-expect-error a status has a loss, and no accuracy */}
      <SgdPlayground onSgdStep={({ detail }) => detail.accuracy} />
      {/* @ts-expect-error no server writes a list */}
      <sgd-playground start={[1, 2]} />
    </>
  );
}
