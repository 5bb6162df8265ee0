import { Type } from 'typebox';

/**
 * The version of the shape of documents that others keep: hosts (in dumps and mirrors too), documents of hosts
 * (`bercail.json`), recommendations, the package of tables. It is raised when a field of one of them ends, or means something
 * else under its name. What is only added does not raise it.
 */
export const SCHEMA_VERSION = 1;

const description =
  'The version of the shape of this document. It is raised when a field ends or means something else; what is only added does not raise it';

export const SchemaVersion = Type.Integer({
  minimum: 1,
  description: `${description}. Refuse one that is higher than you know`,
});

/** As others write it. */
export const KnownSchemaVersion = Type.Integer({
  minimum: 1,
  maximum: SCHEMA_VERSION,
  description: `${description}. Absent: this one`,
});
