// The elements and their events, for programs that make or find them.

import type { SgdGraph } from './graph/element.js';
import type { SgdNetwork } from './network/element.js';
import type { SgdPlayground } from './playground/element.js';

declare global {
  interface HTMLElementTagNameMap {
    'sgd-graph': SgdGraph;
    'sgd-network': SgdNetwork;
    'sgd-playground': SgdPlayground;
  }

  interface HTMLElementEventMap {
    /** Of a graph where the walk is; else the status of the run. */
    'sgd-step': CustomEvent<
      Status | NetworkStatus | { step: number; of: number; pass: string | null; node: string | null }
    >;
    'sgd-state': CustomEvent<{ state: 'ready' | 'running' | 'paused' | 'converged' | 'diverged' }>;
    /** `committed` is false while a slider or the start still moves. */
    'sgd-change': CustomEvent<{ committed: boolean }>;
    'sgd-comparison': CustomEvent<{ runs: ComparedRun[] }>;
    'sgd-error': CustomEvent<{ message: string; code?: string; key?: string; kind?: string }>;
  }
}
