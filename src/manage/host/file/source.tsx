import type { Bercail } from '../../../bercail.ts';
import { documentAddress } from '../../../exchange/sources/documents.ts';
import { DESK, type Desk } from '../../desk.tsx';
import { DeskPage, Done } from '../../desk-page.tsx';
import { operationOf, sourcePage } from '../../parts/source.tsx';
import { SOURCE } from '../../words/source.ts';
import { crumbOf, openHost } from '../form.tsx';

/** The source of a host, on its desk. */
export const hostSourcePage = (desk: Desk, given: Pick<Bercail, 'importer'>): void =>
  sourcePage(desk, `${DESK}/hosts/:host/source`, given, async (visit, verb) => {
    const { context, host, at } = await openHost(visit, operationOf(verb, 'Host'));
    const words = SOURCE[visit.page.language];
    const frame = { heading: words.title, crumb: crumbOf(host) };
    if (host.state === 'draft') return <DeskPage {...frame} lead={words.draft} />;
    return {
      ...{ context, at, ref: { host: host.id }, judged: `${at}/requests#files` },
      hint: words.hintOfHost(documentAddress({ website: host.website ?? null })),
      around: (parts, filled, done) => (
        <DeskPage {...frame} lead={words.leadOfHost} form={`${at}/source`} filled={filled}>
          {done && <Done>{done}</Done>}
          {parts}
        </DeskPage>
      ),
    };
  });
