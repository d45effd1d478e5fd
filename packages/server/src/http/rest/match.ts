import { type Route, routes } from './routes.ts';

export const PREFIX = '/api/';

/** The match of a request line: a route with its parameters, or the allowed methods of the path. */
export type Match = { route: Route; texts: ReadonlyMap<string, string> } | { allow: string[] };

interface Template {
  segments: readonly string[];
  methods: Map<string, Route>;
}

const nameIn = (segment: string): string | undefined => (segment.startsWith('{') ? segment.slice(1, -1) : undefined);

const countNames = ({ segments }: Template): number => segments.filter((segment) => nameIn(segment)).length;

// Literal paths come before those with parameters: `/mechanics/ranking` is not an id.
const templates: readonly Template[] = [...Map.groupBy(routes, ({ path }) => path)]
  .map(([path, group]) => ({
    segments: path.slice(1).split('/'),
    methods: new Map(group.map((route) => [route.method, route])),
  }))
  .toSorted((a, b) => countNames(a) - countNames(b));

function isWellFormed(segment: string): boolean {
  try {
    decodeURIComponent(segment);
    return true;
  } catch {
    return false;
  }
}

// Paths are not decoded: `%6cogin` and `%31` would be alternative spellings that a proxy's rules miss.
function textsOf(template: Template, segments: readonly string[]): Map<string, string> | null {
  const texts = new Map<string, string>();
  for (const [at, expected] of template.segments.entries()) {
    const name = nameIn(expected);
    const segment = segments[at] ?? '';
    if (name === undefined ? segment !== expected : segment === '' || !isWellFormed(segment)) return null;
    if (name !== undefined) texts.set(name, segment);
  }
  return texts;
}

/** Finds the route of a path below the prefix; null for an unknown path. */
export function matchRoute(method: string, path: string): Match | null {
  const segments = path.split('/');
  for (const template of templates) {
    if (template.segments.length !== segments.length) continue;
    const texts = textsOf(template, segments);
    if (!texts) continue;
    const route = template.methods.get(method);
    return route ? { route, texts } : { allow: [...template.methods.keys()] };
  }
  return null;
}
