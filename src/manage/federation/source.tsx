import type { Bercail } from '../../bercail.ts';
import type { Desk } from '../desk.tsx';
import { operationOf, sourcePage } from '../parts/source.tsx';
import { FEDERATION_DESK } from '../words/federation.ts';
import { SOURCE } from '../words/source.ts';
import { FEDERATION, FederationPage, openDesk } from './frame.tsx';
import { FILES_DESK } from './words.ts';

/** The source of a network, on its desk. */
export const federationSourcePage = (desk: Desk, given: Pick<Bercail, 'importer'>): void =>
  sourcePage(desk, `${FEDERATION}/source`, given, async (visit, verb) => {
    const opened = await openDesk(visit, operationOf(verb, 'Federation'));
    const { context, at, federation } = opened;
    const { language } = visit.page;
    const words = SOURCE[language];
    return {
      ...{ context, at, ref: { federation: federation.slug }, judged: `${at}/proposals` },
      drafts: { to: `${at}/proposals`, query: { state: 'draft' }, name: FILES_DESK[language].drafts },
      hint: words.hintOfNetwork,
      around: (parts, filled, done) => (
        <FederationPage
          {...{ opened, done, filled }}
          heading={words.title}
          lead={words.leadOfNetwork}
          above={['proposals', FEDERATION_DESK[language].rooms.proposals]}
          form={`${at}/source`}
        >
          {parts}
        </FederationPage>
      ),
    };
  });
