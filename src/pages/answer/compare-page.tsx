import type { ComponentChildren } from 'preact';
import type { Host } from '../../documents/host.ts';
import type { Questionnaire } from '../asking/flow.ts';
import { AskingForm } from '../asking/parts.tsx';
import { LanguageButton, Layout } from '../frame/layout.tsx';
import { Section } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Go, PrintButton } from '../frame/parts.tsx';
import { canBeReached } from '../parts/contact.tsx';
import type { FederationName } from '../parts/facts.tsx';
import { type AnsweredNeed, type Proposal, proposalsOf } from '../parts/proposals.ts';
import { ANSWER } from '../words/answer.ts';
import { COMPARE, SIDE } from '../words/compare.ts';
import { presentTools, SideBySide, WritingLines } from './compare.tsx';
import { shownIn } from './shown.ts';
import { Summary } from './summary.tsx';

/** The first answers; one that is further down takes the last place when it is asked for. */
function comparedOf(answered: AnsweredNeed, about: string | undefined): Proposal[] {
  const first = shownIn(answered).filter(({ almost }) => !almost);
  const asked = proposalsOf(answered, Number.POSITIVE_INFINITY).find(({ key }) => key === about);
  return asked && !first.some(({ key }) => key === about) ? [...first.slice(0, 2), asked] : first;
}

/** Leads to what comes once a host is chosen, for the need of this form. */
function DecidedButton({ host }: { host: Host }) {
  const words = useWords(SIDE);
  if (!canBeReached(host)) return null;
  return <Go line go={`decided:${host.slug}`} text={words.decidedFor(host.name)} />;
}

interface CompareProps {
  questionnaire: Questionnaire;
  answered: AnsweredNeed;
  federationName: FederationName;
  /** The answer from whose card the comparison was asked for: it is among those compared. */
  about?: string | undefined;
  note?: ComponentChildren;
}

/** Up to three answers and staying as today, for a meeting of the board: it is meant to be printed. */
export function Compare({ questionnaire, answered, federationName, about, note }: CompareProps) {
  const words = useWords(COMPARE);
  const { yours } = useWords(ANSWER);
  const page = usePage();
  const shown = comparedOf(answered, about);
  return (
    <Layout
      title={words.title}
      wide
      note={note}
      otherLanguage={<LanguageButton action={questionnaire.action} form="need" />}
    >
      <AskingForm
        action={questionnaire.action}
        at={about === undefined ? 'compare' : `compare:${about}`}
        values={questionnaire.form}
      >
        <h1>{words.title}</h1>
        <p>{words.lead}</p>
        <p class="row screen">
          <Go class="second" go="answer" text={words.back} />
          <PrintButton />
        </p>
        <section class="tight">
          <SideBySide
            proposals={shown}
            match={answered.match}
            today={presentTools(answered.need, questionnaire.reference, page.say)}
            federationName={federationName}
            decide={(host) => <DecidedButton key={host.slug} host={host} />}
          />
        </section>
        <Section class="together tight" title={words.notes}>
          <WritingLines lines={3} />
        </Section>
        <Section class="together tight" title={yours}>
          <Summary questionnaire={questionnaire} />
        </Section>
        <p class="small soft">{words.asOf(page.say.date(answered.match.asOf))}</p>
      </AskingForm>
    </Layout>
  );
}
