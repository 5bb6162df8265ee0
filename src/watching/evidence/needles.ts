import type { HostRows } from '../../record/host-facts.ts';
import { COUNTED_UNIT_LABELS } from '../../vocabulary/labels.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Measure } from '../../vocabulary/shapes.ts';
import type { CountedUnit } from '../../vocabulary/terms.ts';
import type { Needle } from './passage.ts';

/** A statement that cites a page, and the words by which to find it there. */
export interface Citing extends Needle {
  /** `criterion:<key>`, `commitment:<kind>` or `service:<slug>/commitment:<kind>`. */
  subject: string;
}

const asWords = (key: string): string => key.replaceAll('-', ' ');

function valuesOf(value: Measure, unit: string | undefined): string[] {
  if (typeof value !== 'number') return typeof value === 'string' ? [value] : [];
  const units = COUNTED_UNIT_LABELS[unit as CountedUnit];
  const names = units ? [...units.fr, ...units.en] : [''];
  return names.map((name) => `${value} ${name}`.trim());
}

/** The statements of a host that cite a page as evidence, or whose value is the page. */
export function citing(rows: HostRows, url: string, { criteria, commitmentKinds }: Reference): Citing[] {
  const ofClaims = rows.claims
    .filter(({ evidenceUrl }) => evidenceUrl === url)
    .map(({ criterion }): Citing => {
      // A federation's own criterion is found by its key only.
      const { label, definition } = criteria.get(criterion) ?? {};
      const labels = label ? [label.fr, label.en, definition?.fr ?? '', definition?.en ?? ''] : [asWords(criterion)];
      return { subject: `criterion:${criterion}`, labels, values: [] };
    });
  const slugs = new Map(rows.services.map(({ id, slug }) => [id, slug]));
  const ofCommitments = rows.commitments
    .filter(({ evidenceUrl, value }) => evidenceUrl === url || value === url)
    .map(({ kind, serviceId, value }): Citing => {
      const { label, unit } = commitmentKinds.get(kind) ?? {};
      const service = serviceId === null ? undefined : slugs.get(serviceId);
      return {
        subject: `${service === undefined ? '' : `service:${service}/`}commitment:${kind}`,
        labels: label ? [label.fr, label.en] : [asWords(kind)],
        values: value === url ? [] : valuesOf(value, unit),
      };
    });
  return [...ofClaims, ...ofCommitments];
}
