import { hash } from 'node:crypto';

/** A statement as the driver takes it; a name makes the server keep it, read and planned, for the connection. */
interface Statement {
  text: string;
  name?: string | undefined;
}

/** Statements that a server keeps for each connection, each with about 50 kB. */
const MAX_NAMED = 200;
/** A statement is named when it comes again: many texts, such as lists of ids, come once. */
const NAMED_FROM = 2;
const MAX_COUNTED = 500;
const MAX_TEXT = 16_384;

/** “prepared statement … does not exist”, and “already exists”. */
const PASSED_ON = ['26000', '42P05'];

/** Whether a pooler that keeps no statements passed a named one to another connection. */
const isPassedOn = (error: unknown): boolean => PASSED_ON.includes((error as { code?: string }).code ?? '');

/**
 * Names the statements that come again and again, so that the server reads and plans each of them once for a connection
 * and not at every use: that is a quarter of the time of a write. A name is made of the text, so that it never stands
 * for another statement where a pooler lets several processes share connections.
 * @returns runs a statement, by its name if it has one; behind a pooler that keeps none, nothing is named any more
 */
export function nameStatements() {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  let isOff = false;

  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= MAX_NAMED || text.length > MAX_TEXT) return known;
    const count = (counts.get(text) ?? 0) + 1;
    if (count < NAMED_FROM) {
      if (counts.size >= MAX_COUNTED) counts.clear();
      counts.set(text, count);
      return undefined;
    }
    counts.delete(text);
    const name = `bercail_${hash('sha256', text, 'base64url').slice(0, 22)}`;
    names.set(text, name);
    return name;
  };

  return async <T>(
    { statement, values, isAlone }: { statement: Statement; values: readonly unknown[]; isAlone: boolean },
    run: (statement: Statement) => Promise<T>,
  ): Promise<T> => {
    const name = isOff || values.length === 0 ? undefined : nameOf(statement.text);
    if (name === undefined) return run(statement);
    try {
      return await run({ ...statement, name });
    } catch (error) {
      if (!isPassedOn(error)) throw error;
      isOff = true;
      // Within a transaction nothing succeeds any more: it is run again as a whole.
      if (isAlone) return run(statement);
      throw error;
    }
  };
}
