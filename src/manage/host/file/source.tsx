import type { Bercail } from '../../../bercail.ts';
import type { Host } from '../../../documents/host.ts';
import { documentAddress } from '../../../exchange/sources/documents.ts';
import { curved } from '../../../ground/texts.ts';
import { FACT_NAMES } from '../../../pages/words/host-offers.ts';
import type { Language } from '../../../vocabulary/terms.ts';
import { DESK, type Desk } from '../../desk.tsx';
import { DeskPage, Done } from '../../desk-page.tsx';
import { operationOf, sourcePage } from '../../parts/source.tsx';
import { ANSWERS } from '../../words/host-answers.ts';
import { SOURCE } from '../../words/source.ts';
import { crumbOf, openHost } from '../form.tsx';

/** The facts that an entry has from the file of its host, by name. */
function factsOfFile({ provenance = {}, services }: Host, language: Language): string[] {
  const names: Readonly<Record<string, string>> = { ...ANSWERS[language].fields, ...FACT_NAMES[language] };
  const ofFile = Object.keys(provenance).filter((field) => provenance[field]?.by === 'host-file');
  return [
    ...new Set(
      ofFile.flatMap((field) => {
        const [part, slug] = field.split('/');
        if (part !== 'services') return names[field]?.toLowerCase() ?? [];
        const service = services.find((one) => one.slug === slug);
        return service ? curved(service.name) : [];
      }),
    ),
  ];
}

/** The source of a host, on its desk. */
export const hostSourcePage = (desk: Desk, given: Pick<Bercail, 'importer'>): void =>
  sourcePage(desk, `${DESK}/hosts/:host/source`, given, async (visit, verb) => {
    const { context, host, at } = await openHost(visit, operationOf(verb, 'Host'));
    const words = SOURCE[visit.page.language];
    const frame = { heading: words.title, crumb: crumbOf(host) };
    if (host.state === 'draft') return <DeskPage {...frame} lead={words.draft} />;
    return {
      ...{ context, at, ref: { host: host.id }, judged: `${at}/requests#files` },
      taken: factsOfFile(host, visit.page.language),
      hint: words.hintOfHost(documentAddress({ website: host.website ?? null })),
      around: (parts, filled, done) => (
        <DeskPage {...frame} lead={words.leadOfHost} form={`${at}/source`} filled={filled}>
          {done && <Done>{done}</Done>}
          {parts}
        </DeskPage>
      ),
    };
  });
