import { hash } from 'node:crypto';
import { isStatementLost } from './errors.ts';

/** A statement as the driver takes it; a name makes the server keep it, read and planned, for the connection. */
interface Statement {
  text: string;
  name?: string | undefined;
}

/** Statements that a server keeps for each connection: about 80 kB each, the longest 500. */
const MAX_NAMED = 200;
/** A statement is named when it came a few times: each length of a list of ids is a text of its own. */
const NAMED_FROM = 5;
const MAX_COUNTED = 500;
const MAX_TEXT = 16_384;

/**
 * Names the statements that come again and again, so that the server reads each of them once for a connection and
 * plans most of them a few times: at every use, that is a quarter of the time of a write. A pooler
 * lets processes share a connection: a name is made of the text, so that none of them runs the statement of another.
 * @returns runs a statement, by its name if it has one. After the first that is lost, none is named any more: behind a
 * pooler the next name would be lost too
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
      if (!isStatementLost(error)) throw error;
      isOff = true;
      // Within a transaction nothing succeeds any more: it is run again as a whole.
      if (isAlone) return run(statement);
      throw error;
    }
  };
}
