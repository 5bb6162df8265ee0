import type { Fault } from '../../ground/errors.ts';
import { fault } from '../../ground/errors.ts';
import { nearestTo } from '../../ground/nearest.ts';
import { meant } from '../../requests/unknown-key.ts';
import type { Reference } from '../../vocabulary/reference.ts';

/** The subject of a review as a cell names it: with what it is, or by its key alone where one thing only has this key. */
export function subjectIn(
  cell: string,
  { criteria, commitmentKinds }: Reference,
): { subject: string; faults: Fault[] } {
  const subjects = [
    ...(criteria.has(cell) ? [`criterion:${cell}`] : []),
    ...(commitmentKinds.has(cell) ? [`commitment:${cell}`] : []),
  ];
  if (subjects.length === 1) return { subject: subjects[0]!, faults: [] };
  if (/^(criterion|commitment):/.test(cell)) return { subject: cell, faults: [] };
  const [both] = subjects.length > 1 ? [subjects.join(' » ou « ')] : [];
  const { fr, en } = meant(nearestTo(cell, [...criteria.keys(), ...commitmentKinds.keys()]));
  return {
    subject: cell,
    faults: [
      fault('/subject', 'unknown-subject', {
        fr: both
          ? `Un critère et un engagement ont ce nom. Écrivez « ${both} ».`
          : `Aucun critère ni engagement ne porte ce nom. Les noms sont dans /v1/criteria et /v1/commitment-kinds.${fr}`,
        en: both
          ? `A criterion and a commitment have this name. Write “${subjects.join('” or “')}”.`
          : `No criterion and no commitment has this name. The names are in /v1/criteria and /v1/commitment-kinds.${en}`,
      }),
    ],
  };
}
