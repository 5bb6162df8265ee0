import { eq, or } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { cases } from '../record/tables.ts';
import type { Text } from '../vocabulary/shapes.ts';
import { redactedNeed } from './recommendations.ts';
import { createRewriter, MARKS, type Rewriter } from './rewrite.ts';
import { documentHolds, labelHolds } from './rows.ts';

/** The limit in the schema of a case. */
const LABEL_MAX = 120;

/**
 * Redacts cases that contain the text: labels, needs, reasons. Unreadable parts of a need that contain it are removed.
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
    .where(or(labelHolds(cases.label, text), ...held))
    .for('update');
  for (const { id, version, label, need, unread, outcomeReason, earlier } of found) {
    const marked = rewriter.mark(label, 'fr');
    await db
      .update(cases)
      .set({
        // A new version, so that an officer cannot write the old text back from what they read before.
        version: version + 1,
        label: marked.length > LABEL_MAX ? MARKS.fr : marked,
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
