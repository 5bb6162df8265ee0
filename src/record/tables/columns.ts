import { type SQL, sql } from 'drizzle-orm';
import { type AnyPgColumn, customType, date, numeric, timestamp } from 'drizzle-orm/pg-core';

/* Columns and checks that tables share. */

export const oneOf = (column: AnyPgColumn, terms: readonly string[]): SQL =>
  sql`${column} in (${sql.raw(terms.map((term) => `'${term}'`).join(', '))})`;
export const aPartialDate = (column: AnyPgColumn): SQL => sql`${column} ~ '^\\d{4}(-\\d{2}(-\\d{2})?)?$'`;
export const aSlug = (column: AnyPgColumn): SQL => sql`${column} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`;
/**
 * The domain of a web address as written, without `www.`. A look-up by it finds all addresses with the same `domainOf`,
 * and a few more, such as other spellings: check the results with `domainOf`.
 */
export const domainPart = (column: AnyPgColumn): SQL =>
  sql`substring(lower(${column}) from '^https?://(?:[^/?#@]*@)?(?:www[.])?([^/?#:]+)')`;
/** Condition: a row comes after another one in the order of these columns, which are all sorted in one direction. */
export const isBeyond = (columns: readonly AnyPgColumn[], sign: '<' | '>', values: readonly unknown[]): SQL => {
  const row = (parts: SQL[]) => sql`(${sql.join(parts, sql`, `)})`;
  const given = values.map((value, at) => sql`${sql.param(value, columns[at])}`);
  return sql`${row(columns.map((column) => sql`${column}`))} ${sql.raw(sign)} ${row(given)}`;
};
export const atLeastZero = (...columns: AnyPgColumn[]): SQL =>
  sql.join(
    columns.map((column) => sql`${column} >= 0`),
    sql` and `,
  );
/** A non-empty object whose values are "unlimited" or numbers of at least 0. */
export const amountsByUnit = (column: AnyPgColumn): SQL =>
  sql`jsonb_typeof(${column}) = 'object' and ${column} <> '{}' and not jsonb_path_exists(${column}, 'strict $.* ? (!((@.type() == "number" && @ >= 0) || (@.type() == "string" && @ == "unlimited")))', '{}', true)`;
/** Unpaired surrogates become U+FFFD, as in text columns: jsonb refuses them. */
const wellFormed = (_key: string, value: unknown) =>
  typeof value === 'string' ? Buffer.from(value).toString() : value;
/**
 * Replaces Drizzle's jsonb. Both drivers return parsed values, and Drizzle would parse strings a second time: the text
 * "true" would become a boolean.
 */
export const jsonb = customType<{ data: unknown }>({
  dataType: () => 'jsonb',
  toDriver: (value) => JSON.stringify(value, wellFormed),
});
export const gigabytes = (name: string) => numeric(name, { precision: 12, scale: 3, mode: 'number' });
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
export const day = (name: string) => date(name, { mode: 'string' });
