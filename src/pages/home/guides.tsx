import { Layout, Roof } from '../frame/layout.tsx';
import { Section } from '../frame/lists.tsx';
import { useWords } from '../frame/page.ts';
import { PrintButton, Tap } from '../frame/parts.tsx';
import { FEDERATION } from '../words/federation.ts';
import { GUIDE_FOR_FEDERATIONS } from '../words/guide-for-federations.ts';
import { GUIDE_FOR_HOSTS } from '../words/guide-for-hosts.ts';
import { Sections } from './about.tsx';

/** For whom there is a guide: its words, and where one begins. */
const GUIDES = {
  hosts: { all: GUIDE_FOR_HOSTS, join: '/manage/join' },
  federations: { all: GUIDE_FOR_FEDERATIONS, join: '/manage/join/federation' },
} as const;

export const GUIDE_PATHS = { hosts: '/guide/hosts', federations: '/guide/federations' } as const;

/** How one works here, from coming to leaving, for people who read it once. */
export function Guide({ of }: { of: keyof typeof GUIDES }) {
  const { all, join } = GUIDES[of];
  const words = useWords(all);
  const { showOfNetwork } = useWords(FEDERATION);
  return (
    <Layout
      title={words.title}
      description={words.lead}
      roof={
        <Roof heading={words.title} lead={words.lead}>
          <p class="row screen">
            <Tap to={join} class="button" text={words.begin} />
            <Tap to="/manage" text={words.desk} />
            {of === 'federations' && <Tap to="/embed" text={showOfNetwork} />}
          </p>
        </Roof>
      }
    >
      <Sections sections={words.sections} />
      <Section title={words.programs}>
        <p>
          {words.programsLead} <a href="/docs">{words.documentation}</a>
        </p>
      </Section>
      <PrintButton />
    </Layout>
  );
}
