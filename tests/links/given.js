// What a link or a snippet of a figure asks for, and what the engine makes of it: the configuration, and the losses of its first steps.

import { readConfig as readGraph, withStep } from '../../www/elements/graph/state.js';
import { parseHash } from '../../www/elements/kit/hash.js';
import { readWishes } from '../../www/elements/network/state.js';
import { readConfig, withLead } from '../../www/elements/playground/state.js';

/** @typedef {Awaited<ReturnType<typeof import('../../www/engine/engine.js').createEngine>>} Engine */

/** Of every run. */
const TOLD = ['objective', 'formula', 'dataset', 'optimizer', 'convention', 'learningRate', 'momentum', 'batchSize'];
const STEPS = 5;

/** @param {Record<string, any>} config */
const told = (config) => Object.fromEntries(TOLD.filter((name) => name in config).map((name) => [name, config[name]]));

/** @type {Record<string, (engine: Engine, attributes: Record<string, string>) => Record<string, unknown>>} */
const ELEMENTS = {
  'sgd-playground': (engine, attributes) => {
    const run = engine.experiment({ seed: '1', ...readConfig(withLead(attributes), engine.catalog().settings) });
    run.train(STEPS);
    return { ...told(run.config), losses: Array.from(run.trace().loss) };
  },
  'sgd-network': (engine, attributes) => {
    const { settings } = engine.catalog().network;
    const net = engine.experiment({ objective: 'network', seed: '1', ...readWishes(attributes, settings) });
    net.train(STEPS);
    const { layers, activation } = net.config;
    return { ...told(net.config), layers, activation, losses: [net.evaluate('train').loss] };
  },
  'sgd-graph': (engine, attributes) => {
    const { start, ...config } = readGraph(withStep(attributes));
    const { stations, output } = engine.walk(
      config,
      start === undefined ? undefined : String(start).split(',').map(Number),
    );
    return { stations: stations.length, losses: Array.from(stations[output]?.value ?? []) };
  },
};

/** @param {Engine} engine @param {string} element @param {Record<string, string>} attributes */
export const given = (engine, element, attributes) => ELEMENTS[element]?.(engine, attributes);

/** @param {string} hash @param {string} shown the element of the page */
export function said(hash, shown) {
  const { v: _, element = shown, ...attributes } = parseHash(hash);
  return { element, attributes };
}
