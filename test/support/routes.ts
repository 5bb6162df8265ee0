import type { FastifyInstance } from 'fastify';

/** The addresses of every route that takes a method, with their names. */
export function routesOf(app: FastifyInstance, method: 'GET' | 'POST'): string[] {
  const tree = app.printRoutes({ commonPrefix: false, method }).split('\n');
  const above: string[] = [];
  return tree.flatMap((line) => {
    const [, indent, part, isRoute] = /^([│ ]*)[├└]── (\S*)(.*)$/.exec(line) ?? [];
    if (indent === undefined) return [];
    const depth = indent.length / 4;
    above.length = depth;
    above.push(part!);
    return isRoute!.includes(method) ? [above.join('')] : [];
  });
}
