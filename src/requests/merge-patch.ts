import { type TObject, type TSchema, Type } from 'typebox';

interface Shape {
  type?: unknown;
  enum?: readonly unknown[];
  properties?: Record<string, TSchema>;
  required?: readonly string[];
}

const isRecord = (schema: Shape): schema is Shape & { properties: Record<string, TSchema> } =>
  schema.type === 'object' && schema.properties !== undefined;

/** The same value, or null. Said within one schema where possible: faults of a choice between two say less. */
function orNull(schema: TSchema): TSchema {
  const { type, enum: values } = schema as Shape;
  if (typeof type !== 'string') return Type.Union([schema, Type.Null()]);
  return Type.Unsafe({ ...schema, type: [type, 'null'], ...(values && { enum: [...values, null] }) });
}

/** The patch of a value: objects merge, and everything else is replaced as a whole. */
function patchOf(schema: TSchema): TSchema {
  const shape = schema as Shape;
  if (!isRecord(shape)) return schema;
  const kept = shape.required ?? [];
  return Type.Object(
    Object.fromEntries(
      Object.entries(shape.properties).map(([name, property]) => {
        const patch = patchOf(property);
        return [name, Type.Optional(kept.includes(name) ? patch : orNull(patch))];
      }),
    ),
    { additionalProperties: false },
  );
}

/**
 * The shape of a JSON merge patch (RFC 7396) of a document: every field may be left out, and what is not required
 * may be null, which removes it. What the patch makes is checked as a whole afterwards.
 */
export const mergePatchOf = <Id extends string>(schema: TObject, $id: Id) =>
  Type.Unsafe<Record<string, unknown>>({
    ...patchOf(schema),
    $id,
    description: 'JSON merge patch: what is absent stays, null removes',
  });
