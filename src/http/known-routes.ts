import type { FastifyInstance, RouteOptions } from 'fastify';
import './types.ts';

/** What stands at a path, for 405 and preflights: the router itself only knows method and path together. */
export interface KnownRoutes {
  methodsOf(path: string): string[];
  /** Whether a page of another site may call it. */
  isOpen(path: string, method: string): boolean;
}

const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${path
      .split('/')
      .map((part) =>
        part === '*' ? '.*' : part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
      )
      .join('/')}$`,
  );

export function rememberRoutes(app: FastifyInstance): KnownRoutes {
  const known: { pattern: RegExp; methods: string[]; open: boolean }[] = [];
  app.addHook('onRoute', (route: RouteOptions) => {
    if (route.url === '*' || route.url === '/*') return;
    known.push({
      pattern: patternOf(route.url),
      methods: [route.method].flat(),
      open: route.config?.crossOrigin === true,
    });
  });
  const at = (path: string) => known.filter(({ pattern }) => pattern.test(path));
  return {
    methodsOf: (path) => [...new Set(at(path).flatMap(({ methods }) => methods))].sort(),
    isOpen: (path, method) =>
      at(path).some(({ methods, open }) => methods.includes(method) && (open || method === 'GET' || method === 'HEAD')),
  };
}
