import type { Import } from './imports.ts';

/** Edges between named nodes, each with the imports that cause it. */
export type Graph = Map<string, Map<string, Import[]>>;

/** Groups imports by the nodes that `nodeOf` gives their files; omits imports within a node. */
export function graphOf(imports: readonly Import[], nodeOf: (path: string) => string): Graph {
  const graph: Graph = new Map();
  for (const one of imports) {
    const [from, to] = [nodeOf(one.from), nodeOf(one.to)];
    if (from === to) continue;
    const edges = graph.get(from) ?? new Map<string, Import[]>();
    edges.set(to, [...(edges.get(to) ?? []), one]);
    graph.set(from, edges);
  }
  return graph;
}

/** The cycles of a graph: each group of nodes that reach one another (Tarjan's strongly connected components). */
export function cyclesOf(graph: Graph): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const cycles: string[][] = [];
  const visit = (node: string): number => {
    let lowest = index.size;
    index.set(node, lowest);
    stack.push(node);
    onStack.add(node);
    for (const next of graph.get(node)?.keys() ?? []) {
      const known = index.get(next);
      if (known === undefined) lowest = Math.min(lowest, visit(next));
      else if (onStack.has(next)) lowest = Math.min(lowest, known);
    }
    low.set(node, lowest);
    if (lowest === index.get(node)) {
      const group = stack.splice(stack.indexOf(node));
      for (const member of group) onStack.delete(member);
      if (group.length > 1) cycles.push(group.toSorted());
    }
    return lowest;
  };
  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return cycles;
}
