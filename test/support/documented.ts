import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { PolicyFile } from '../../src/matching/engine/need/policy.ts';

interface Response {
  /** Of problems: each code that may be the reason, in backquotes. */
  description: string;
  content?: Record<string, { schema: object }>;
}
export interface Operation {
  operationId: string;
  tags: string[];
  security?: object[];
  responses: Record<string, Response>;
}
export interface Described {
  method: string;
  /** As the document writes it: `/v1/hosts/{host}`. */
  path: string;
  operation: Operation;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** Every operation of the description. */
export function operationsOf(app: FastifyInstance): Described[] {
  const { paths = {} } = app.swagger() as unknown as { paths?: Record<string, Record<string, Operation>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => METHODS.includes(method))
      .map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+')}$`);

/** How many signs of a path are not of a name. */
const fixedOf = (path: string): number => path.replace(/\{[^}]+\}/g, '').length;

/** A schema that refers to shared ones by their names, so that each of those is compiled once. */
const naming = (schema: object): object => JSON.parse(JSON.stringify(schema).replaceAll('"#/components/schemas/', '"'));

/** Whether a list begins, ends at once, and counts more than it showed: whoever reads it loses the rest. */
function losesItems(
  url: string,
  { items, total, next }: { items?: unknown[]; total?: number; next?: unknown },
): boolean {
  const isFirstPage = !/[?&](cursor|after)=/.test(url);
  return isFirstPage && Array.isArray(items) && total !== undefined && (next === null) !== items.length >= total;
}

type Check = (method: string, url: string, response: LightMyRequestResponse) => void;

/** Checks by the numbers that their description tells: describing and compiling takes longer than most tests. */
const checks = new Map<string, Check>();

/**
 * Says whether an answer is one that the description announces: its status, its media type, its shape.
 * @param numbers those of the matching: nothing else that tests set changes the description
 */
export function documentedBy(app: FastifyInstance, numbers: PolicyFile): Check {
  const key = JSON.stringify(numbers);
  const check = checks.get(key) ?? checkOf(app);
  checks.set(key, check);
  return check;
}

function checkOf(app: FastifyInstance): Check {
  const { components } = app.swagger() as unknown as { components: { schemas: Record<string, object> } };
  // Most schemas are asked a few times: making their code shorter takes longer than it spares.
  const ajv = new Ajv({ strict: false, allErrors: true, multipleOfPrecision: 6, code: { optimize: false } });
  // ajv-formats is CommonJS: its default export is one level down under nodenext types.
  (formats as unknown as (ajv: Ajv) => void)(ajv);
  // An address that is stored may be older than the rule for new ones.
  ajv.addFormat('iri', true);
  ajv.addFormat('idn-email', true);
  for (const [name, schema] of Object.entries(components.schemas)) ajv.addSchema({ ...naming(schema), $id: name });
  // The most precise path first: `/v1/hosts/by-domain/x` is not the host `by-domain`, nor `/v1/hosts/x.properties` the host `x.properties`.
  const operations = operationsOf(app)
    .map((described) => ({ ...described, pattern: patternOf(described.path) }))
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length || fixedOf(b.path) - fixedOf(a.path));
  const validators = new Map<object, ValidateFunction>();

  return (method, url, response) => {
    const path = url.split('?', 1)[0] as string;
    const found = operations.find((one) => one.method === method && one.pattern.test(path));
    if (!found) return;
    const { operation } = found;
    const at = `${operation.operationId} ${response.statusCode}`;
    if (response.statusCode === 304) return;
    const documented = operation.responses[response.statusCode];
    if (!documented) throw new Error(`${at} is not documented: ${response.body}`);
    if (!documented.content) {
      if (response.body !== '') throw new Error(`${at} has a body nobody announced`);
      return;
    }
    const type = String(response.headers['content-type']).split(';', 1)[0] as string;
    const content = documented.content[type];
    // As the description says once: a browser that asks for a page of the API reads a problem as a page.
    if (!content && type === 'text/html' && method === 'GET' && response.statusCode >= 400) return;
    if (!content) throw new Error(`${at} is not announced as ${type}`);
    if (!/\bjson$/.test(type)) return;
    const validate = validators.get(content) ?? ajv.compile(naming(content.schema));
    validators.set(content, validate);
    // Of a part that was asked for by `fields`, what is left out says nothing.
    const isPart = /[?&]fields=/.test(url) && response.statusCode === 200;
    const isAsAnnounced =
      validate(response.json()) || (isPart && validate.errors!.every(({ keyword }) => keyword === 'required'));
    if (!isAsAnnounced)
      throw new Error(`${at} is not as announced: ${ajv.errorsText(validate.errors)}\n${response.body}`);
    if (losesItems(url, response.json())) throw new Error(`${at} tells no next page of a list that has one: ${url}`);
    if (type !== 'application/problem+json') return;
    const { code } = response.json<{ code: string }>();
    if (!documented.description.includes(`\`${code}\``)) throw new Error(`${at} does not announce ${code}`);
  };
}
