import { readFileSync } from 'node:fs';

/* What the description shows as an example. */

interface Schema {
  $ref?: string;
  examples?: unknown[];
}
interface Media {
  schema: Schema;
  example?: unknown;
}
interface Parameter {
  $ref?: string;
  in: string;
  name: string;
  example?: unknown;
}
interface Operation {
  operationId: string;
  parameters: Parameter[];
  requestBody?: { content: Record<string, Media> };
}

const { paths, components } = JSON.parse(
  readFileSync(new URL('../../../openapi/openapi.json', import.meta.url), 'utf8'),
) as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; parameters: Record<string, Parameter> };
};

const lastOf = (ref: string): string => ref.split('/').at(-1)!;
const exampleOf = ({ schema, example }: Media): unknown =>
  example ?? (schema.$ref ? components.schemas[lastOf(schema.$ref)]! : schema).examples?.[0];

const allBodies = () =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { operationId, parameters = [], requestBody }]) => {
      if (!requestBody) return [];
      const named = parameters.map((one) => (one.$ref ? components.parameters[lastOf(one.$ref)]! : one));
      return Object.entries(requestBody.content).map(([type, media]) => ({
        ...{ operationId, method: method.toUpperCase(), path, type, named, example: exampleOf(media) },
      }));
    }),
  );

let bodies: ReturnType<typeof allBodies> | undefined;

/** Every body that an operation takes, with its example; read once, as it is asked for at each request. */
export const takingBodies = () => {
  bodies ??= allBodies();
  return bodies;
};

/** The example of a schema, by its name. */
export const exampleOfSchema = (name: string): unknown => components.schemas[name]!.examples![0];

/** The example of a name in the path. */
export function exampleOfName(path: string, name: string): string {
  const parameters = Object.values(paths[path]!).flatMap((operation) => operation.parameters ?? []);
  const named = parameters.map((one) => (one.$ref ? components.parameters[lastOf(one.$ref)]! : one));
  return String(named.find((one) => one.in === 'path' && one.name === name)?.example);
}
