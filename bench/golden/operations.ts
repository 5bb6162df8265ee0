import type { Answered, Asker, Covered } from './answers.ts';

/** What the description of a build promises: its operations, and which of their answers were seen. */

interface Media {
  schema?: { $ref?: string; examples?: unknown[] };
  example?: unknown;
}
interface Parameter {
  $ref?: string;
  in: string;
  name: string;
  example?: unknown;
}
interface Described {
  operationId: string;
  parameters?: Parameter[];
  security?: object[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, object>;
}
export interface Description {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, { examples?: unknown[] }>; parameters?: Record<string, Parameter> };
}

export interface Operation {
  id: string;
  method: string;
  /** As the description writes it: `/v1/hosts/{host}`. */
  path: string;
  parameters: readonly Parameter[];
  /** Whether nobody in particular may ask it. */
  isOpen: boolean;
  statuses: readonly number[];
  /** A body by its media type. */
  bodies: readonly (readonly [type: string, example: unknown])[];
}

const lastOf = (ref: string): string => ref.split('/').at(-1)!;

export function operationsOf({ paths, components }: Description): Operation[] {
  const exampleOf = ({ schema, example }: Media): unknown =>
    example ?? (schema?.$ref ? components.schemas[lastOf(schema.$ref)] : schema)?.examples?.[0];
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { operationId, parameters = [], security, requestBody, responses }]) =>
      operationId === undefined
        ? []
        : [
            {
              ...{ id: operationId, method: method.toUpperCase(), path },
              parameters: parameters.map((one) => (one.$ref ? components.parameters![lastOf(one.$ref)]! : one)),
              isOpen: security === undefined || security.some((one) => Object.keys(one).length === 0),
              statuses: Object.keys(responses).map(Number),
              bodies: Object.entries(requestBody?.content ?? {}).map(
                ([type, media]) => [type, exampleOf(media)] as const,
              ),
            },
          ],
    ),
  );
}

/** An address with names of the story in it, else with those of the description. */
export const addressOf = ({ path, parameters }: Operation, names: Readonly<Record<string, string>>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(
      names[name] ?? String(parameters.find((one) => one.in === 'path' && one.name === name)?.example ?? name),
    ),
  );

export type Example = (operationId: string) => unknown;

/** What operations are sent in examples; each may be asked for by its name. */
export const examplesOf = (operations: readonly Operation[]): Example => {
  const bodies = new Map(operations.flatMap(({ id, bodies: [first] }) => (first ? [[id, first[1]] as const] : [])));
  return (operationId) => bodies.get(operationId) ?? {};
};

export async function describedBy(asker: Asker): Promise<Operation[]> {
  const { body }: Answered = await asker.ask('GET', '/openapi.json');
  return operationsOf(body as Description);
}

/** Statuses of no operation: of a request that does not end or is too long before it is one, of a failure, of no database. */
const NOT_BY_ASKING = new Set([408, 414, 431, 500, 503]);

const inWords = (ids: readonly string[]): string =>
  ids.length > 12 ? `${ids.slice(0, 12).join(', ')} and ${ids.length - 12} more` : ids.join(', ');

/** Which operations, statuses and pages were seen, and, at length, which were not. */
export function coverageOf(operations: readonly Operation[], routes: readonly string[], covered: Covered): string[] {
  const seen = ({ method, path }: Operation): Set<number> => covered.get(`${method} ${path}`) ?? new Set();
  const never = operations.filter((one) => seen(one).size === 0);
  const unsuccessful = operations.filter((one) => seen(one).size > 0 && ![...seen(one)].some((status) => status < 400));
  const missing = new Map<number, string[]>();
  let [all, met] = [0, 0];
  for (const one of operations)
    for (const status of one.statuses)
      if (!NOT_BY_ASKING.has(status)) {
        all++;
        if (seen(one).has(status)) met++;
        else missing.set(status, [...(missing.get(status) ?? []), one.id]);
      }
  const described = new Set(operations.map(({ method, path }) => `${method} ${path}`));
  const others = routes.filter(
    (route) => !described.has(route) && !route.includes('*') && !route.startsWith('GET /docs'),
  );
  const isWell = (route: string) => [...(covered.get(route) ?? [])].some((status) => status < 400);
  const [pages, forms] = ['GET', 'POST'].map((method) => others.filter((route) => route.startsWith(method)));
  const unseen = (list: readonly string[]) => list.filter((route) => !isWell(route));
  const undocumented = operations.flatMap((one) =>
    [...seen(one)].filter((status) => !one.statuses.includes(status)).map((status) => `${one.id} ${status}`),
  );
  return [
    `${operations.length - never.length} of ${operations.length} operations were asked, ${operations.length - never.length - unsuccessful.length} with success`,
    ...(never.length > 0 ? [`NEVER ASKED: ${never.map(({ id }) => id).join(', ')}`] : []),
    ...(unsuccessful.length > 0 ? [`NEVER WITH SUCCESS: ${unsuccessful.map(({ id }) => id).join(', ')}`] : []),
    `${met} of ${all} documented answers were seen (without ${[...NOT_BY_ASKING].join(', ')}, which no operation decides)`,
    ...[...missing]
      .sort(([a], [b]) => a - b)
      .map(([status, ids]) => `  not seen: ${status} of ${ids.length}: ${inWords(ids)}`),
    ...(undocumented.length > 0 ? [`UNDOCUMENTED: ${undocumented.join(', ')}`] : []),
    `${pages!.length - unseen(pages!).length} of ${pages!.length} pages were shown`,
    ...(unseen(pages!).length > 0 ? [`NOT SHOWN: ${unseen(pages!).join(', ')}`] : []),
    `${forms!.length - unseen(forms!).length} of ${forms!.length} forms were taken, ${forms!.filter((route) => covered.has(route)).length} were sent`,
    ...(unseen(forms!).length > 0 ? [`NOT TAKEN: ${unseen(forms!).join(', ')}`] : []),
  ];
}
