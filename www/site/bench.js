// The page of benchmarks and, in a Worker, what measures for it: one script, so that the reader loads no other.
import { measure } from './bench/measure.js';
import { BenchPage } from './bench/page.js';

if (globalThis.document) new BenchPage();
else await measure();
