// Where nodes and edges are. Constants are drawn once for each use: a number that is far away from where it is used says
// less than it costs in lines.

import { Graph, layout } from '@dagrejs/dagre';

/** @typedef {{ x: number, y: number }} Point */
/** @typedef {{ x: number, y: number, width: number, height: number }} Box its centre and its size */

/**
 * @typedef {object} Placed a station, or one use of a constant
 * @property {number} station
 * @property {Box} box
 */

/**
 * @typedef {object} Edge from an argument to the station that uses it
 * @property {number} from
 * @property {number} to
 * @property {number} argument which of its arguments
 * @property {Point[]} points
 * @property {Point} label the middle of what is written beside it
 */

/**
 * @typedef {object} Plan
 * @property {number} width
 * @property {number} height
 * @property {Placed[]} nodes
 * @property {Edge[]} edges
 */

export const LABEL = { width: 62, height: 18 };

/**
 * @param {WalkStation[]} stations
 * @param {(station: WalkStation) => { width: number, height: number }} sizeOf
 * @param {boolean} upright from top to bottom rather than from left to right
 * @returns {Plan}
 */
export function arrange(stations, sizeOf, upright) {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({
    rankdir: upright ? 'TB' : 'LR',
    nodesep: upright ? 22 : 34,
    ranksep: upright ? 26 : 20,
    edgesep: 12,
  });
  graph.setDefaultEdgeLabel(() => ({}));
  /** @type {{ id: string, station: number }[]} */
  const nodes = [];
  const add = (/** @type {string} */ id, /** @type {number} */ station) => {
    const known = stations[station];
    if (!known) return;
    graph.setNode(id, { ...sizeOf(known) });
    nodes.push({ id, station });
  };
  stations.forEach(({ role }, station) => {
    if (role !== 'constant') add(String(station), station);
  });
  /** @type {{ from: number, to: number, argument: number, edge: { v: string, w: string, name: string } }[]} */
  const edges = [];
  stations.forEach(({ arguments: used, passes }, to) => {
    used.forEach((from, argument) => {
      const constant = stations[from]?.role === 'constant';
      const id = constant ? `${from}-${to}-${argument}` : String(from);
      if (constant) add(id, from);
      const edge = { v: id, w: String(to), name: String(argument) };
      graph.setEdge(edge, passes[argument] ? { ...LABEL, labelpos: 'c', weight: 2 } : { width: 0, height: 0 });
      edges.push({ from, to, argument, edge });
    });
  });
  layout(graph);
  const { width = 0, height = 0 } = /** @type {Box} */ (graph.graph());
  return {
    width,
    height,
    nodes: nodes.map(({ id, station }) => ({ station, box: graph.node(id) })),
    edges: edges.map(({ edge, ...ends }) => {
      const { points, x, y } = graph.edge(edge);
      const middle = points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 };
      return { ...ends, points, label: x === undefined ? middle : { x, y } };
    }),
  };
}

/** A smooth line through the points of an edge. @param {Point[]} points */
export function curve(points) {
  const [first = { x: 0, y: 0 }, ...rest] = points;
  let path = `M${round(first.x)} ${round(first.y)}`;
  if (rest.length < 2) return rest.reduce((text, { x, y }) => `${text}L${round(x)} ${round(y)}`, path);
  rest.slice(0, -1).forEach((point, index) => {
    const next = rest[index + 1] ?? point;
    const last = index === rest.length - 2;
    const end = last ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    path += `Q${round(point.x)} ${round(point.y)} ${round(end.x)} ${round(end.y)}`;
  });
  return path;
}

/** @param {number} x */
const round = (x) => Math.round(x * 10) / 10;
