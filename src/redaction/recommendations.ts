import { eq, or, sql } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import type { Match } from '../matching/answer/schema.ts';
import { cases, recommendations } from '../record/tables.ts';
import type { Text } from '../vocabulary/shapes.ts';
import type { Language } from '../vocabulary/terms.ts';
import { createRewriter, MARKS, type Rewriter } from './rewrite.ts';
import { documentHolds, labelHolds } from './rows.ts';

/* Frozen answers repeat texts of hosts in sentences, names and parameters. */

/** Fields of an answer that contain text; all other strings are keys. */
const TEXT_FIELDS = new Set(['text', 'name', 'plan']);

/** An answer without the text; the same object when it does not contain it. */
function redactedMatch(match: Match, language: Language, rewriter: Rewriter): Match {
  const before = rewriter.copies;
  const visit = (value: unknown, key: string, isParameter: boolean): unknown => {
    if (typeof value === 'string') {
      if (key === 'website' || key === 'phone') return rewriter.visit(value, key) ?? null;
      return isParameter || TEXT_FIELDS.has(key) ? rewriter.mark(value, language) : value;
    }
    if (Array.isArray(value))
      return value
        .filter((item) => key !== 'help' || !rewriter.holds(item.url))
        .map((item) => visit(item, key, isParameter));
    if (typeof value !== 'object' || value === null) return value;
    if (key === 'contact') return rewriter.visit(value, key) ?? null;
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, visit(part, name, isParameter || name === 'params')]),
    );
  };
  const left = visit(match, '', false) as Match;
  return rewriter.copies === before ? match : left;
}

/** A frozen need without the text. Only measures in it can contain typed text; the rest are keys and amounts. */
function redactedNeed(need: string, language: Language, rewriter: Rewriter): string {
  if (!rewriter.holds(need)) return need;
  const visit = (value: unknown, isMeasure: boolean): unknown => {
    if (typeof value === 'string') return isMeasure ? rewriter.mark(value, language) : value;
    if (Array.isArray(value)) return value.map((item) => visit(item, isMeasure));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, visit(part, name === 'atLeast')]));
  };
  return JSON.stringify(visit(JSON.parse(need), false));
}

/**
 * Redacts recommendations that name a host by its present or former name, and all others that contain the text in their
 * need, answer or notes. One frozen answer has sentences about several hosts, so the text is removed wherever it
 * occurs.
 */
export async function rewriteRecommendations(
  db: Database,
  { slugs, names, text }: { slugs: readonly string[]; names: readonly string[]; text: string },
  at: Date,
  counted: Rewriter,
): Promise<void> {
  const concerned = or(
    ...[...slugs.map((slug) => JSON.stringify(slug)), ...names.map((name) => JSON.stringify(name).slice(1, -1))].map(
      (mention) => sql`position(${mention} in ${recommendations.match}) > 0`,
    ),
    ...[recommendations.match, recommendations.need, recommendations.note, recommendations.withdrawnReason].map(
      (column) => documentHolds(column, text),
    ),
  );
  const found = await db.select({ id: recommendations.id }).from(recommendations).where(concerned);
  for (const { id } of found) {
    const [row] = await db.select().from(recommendations).where(eq(recommendations.id, id)).for('update');
    // Recommendations made in a case are not counted, like cases: administrators may not read them.
    const rewriter = row!.caseId === null ? counted : createRewriter(text);
    const match = JSON.parse(row!.match) as Match;
    const rewritten = redactedMatch(match, row!.language, rewriter);
    const written = {
      need: redactedNeed(row!.need, row!.language, rewriter),
      match: rewritten === match ? row!.match : JSON.stringify(rewritten),
      note: rewriter.visit(row!.note, 'note') as Text | null,
      withdrawnReason: rewriter.visit(row!.withdrawnReason, 'reason') as Text | null,
    };
    const { need, note, withdrawnReason } = row!;
    if (JSON.stringify(written) !== JSON.stringify({ need, match: row!.match, note, withdrawnReason }))
      await db
        .update(recommendations)
        .set({ ...written, redactedAt: at })
        .where(eq(recommendations.id, id));
  }
}

/** The limits in the schema of a case. */
const LABEL_MAX = 120;
const NOTE_MAX = 2000;

/**
 * Redacts cases that contain the text: labels, notes, needs, reasons. Unreadable parts of a need that contain it are removed.
 * These copies are not counted: otherwise an administrator could find out what a case says by trying texts.
 */
export async function rewriteCases(db: Database, text: string): Promise<void> {
  const rewriter = createRewriter(text);
  const held = [cases.need, cases.unread, cases.outcomeReason, cases.earlier].map((column) =>
    documentHolds(column, text),
  );
  const found = await db
    .select()
    .from(cases)
    .where(or(...[cases.label, cases.hostToday, cases.note].map((column) => labelHolds(column, text)), ...held))
    .for('update');
  const marked = (words: string, most: number) => {
    const rewritten = rewriter.mark(words, 'fr');
    return rewritten.length > most ? MARKS.fr : rewritten;
  };
  for (const { id, version, label, hostToday, note, need, unread, outcomeReason, earlier } of found) {
    await db
      .update(cases)
      .set({
        // A new version, so that an officer cannot write the old text back from what they read before.
        version: version + 1,
        label: marked(label, LABEL_MAX),
        hostToday: hostToday && marked(hostToday, LABEL_MAX),
        note: note && marked(note, NOTE_MAX),
        need: redactedNeed(need, 'fr', rewriter),
        unread: unread.filter((part) => !holdsWords(part, rewriter)),
        outcomeReason: rewriter.visit(outcomeReason, 'reason') as Text | null,
        earlier: earlier.map(({ hostName, reason, ...one }) => ({
          ...one,
          ...(hostName && { hostName: rewriter.mark(hostName, 'fr') }),
          ...(reason && { reason: rewriter.visit(reason, 'reason') as Text }),
        })),
      })
      .where(eq(cases.id, id));
  }
}

/** Whether a value contains the text anywhere. */
function holdsWords(value: unknown, rewriter: Rewriter): boolean {
  if (typeof value === 'string') return rewriter.holds(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, part]) => rewriter.holds(name) || holdsWords(part, rewriter));
}
