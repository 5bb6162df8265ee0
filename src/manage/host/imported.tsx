import type { Host } from '../../documents/host.ts';
import type { Statement } from '../../documents/statement.ts';
import { capital, curved } from '../../ground/texts.ts';
import { List } from '../../pages/frame/lists.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { OutsideLink } from '../../pages/frame/parts.tsx';
import { HOST } from '../../pages/words/host.ts';
import { FRAME } from '../../pages/words/site.ts';
import { HOST_DESK } from '../words/host-desk.ts';

/**
 * What somebody recorded elsewhere and the host has not said yet: a confirmation makes it its own word, so each is shown,
 * also where the public page shows the word of somebody else first.
 */
export function Imported({ host: { claims, commitments, services } }: { host: Host }) {
  const words = useWords(HOST_DESK);
  const { colon } = useWords(FRAME);
  const { says } = useWords(HOST);
  const { say } = usePage();
  const imported = (statements: readonly Statement[]) => statements.find(({ by }) => by === 'import');
  const lines = [
    ...claims.flatMap(({ criterion, statements }) => {
      const one = imported(statements);
      return one ? { name: say.criterion(criterion), value: says[one.value as keyof typeof says], one } : [];
    }),
    ...[{ commitments, name: '' }, ...services].flatMap(({ commitments: promised, name }) =>
      promised.flatMap(({ kind, statements }) => {
        const one = imported(statements);
        const of = name && ` (${curved(name)})`;
        return one ? { name: `${say.commitment(kind)}${of}`, value: say.measure(kind, one.value), one } : [];
      }),
    ),
  ];
  if (lines.length === 0) return null;
  return (
    <section class="card">
      <h2>{words.imported}</h2>
      <p>{words.importedLead}</p>
      <List class="list" of={lines}>
        {({ name, value, one: { asOf, evidenceUrl } }) => (
          <>
            {capital(name)}
            {colon}
            <strong>{value}</strong>, {asOf ? say.date(asOf) : words.undated}
            {evidenceUrl && (
              <>
                {' · '}
                <OutsideLink to={evidenceUrl} />
              </>
            )}
          </>
        )}
      </List>
    </section>
  );
}
