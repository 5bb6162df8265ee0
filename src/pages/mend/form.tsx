import type { ComponentChildren } from 'preact';
import type { Host } from '../../documents/host.ts';
import { curved } from '../../ground/texts.ts';
import { type Filled, isFaulty, Radios, Select, TextArea, TextLine } from '../frame/fields.tsx';
import { LanguageButton, Layout, Roof } from '../frame/layout.tsx';
import { List } from '../frame/lists.tsx';
import { addressIn, usePage, useWords } from '../frame/page.ts';
import { Go, Link, Tap } from '../frame/parts.tsx';
import { ErrorSummary } from '../frame/summary.tsx';
import { FORMS } from '../words/forms.ts';
import { MEND } from '../words/mend.ts';

/** What removing means, what is quicker, and the request itself. */
export function RemovalPage({ host, filled }: { host: Host; filled: Filled }) {
  const words = useWords(MEND);
  const { removal } = words;
  return (
    <MendPage
      {...{ host, filled, what: 'removal' }}
      before={
        <>
          <h2>{removal.means}</h2>
          <List of={removal.effects(host.slug)} />
          <h2>{removal.quicker}</h2>
          <ul>
            <li>
              {removal.own} <Link to={`/manage/hosts/${host.slug}/take-over`}>{removal.takeOver}</Link>
            </li>
            <li>
              {removal.correct} <Link to={`/hosts/${host.slug}/report`}>{words.report.heading}</Link>
            </li>
          </ul>
          <h2>{removal.ask}</h2>
        </>
      }
      after={
        <>
          <h2>{words.becomes}</h2>
          <List of={removal.becomes} />
        </>
      }
    >
      <Radios filled={filled} name="asker" label={removal.asker} choices={removal.askers} />
      <TextLine
        {...{ filled, name: 'replyTo', label: removal.replyTo, hint: removal.replyToHint, most: MOST.replyTo }}
        autocomplete="email"
      />
      <TextArea {...{ filled, name: 'text', label: removal.text, hint: removal.textHint, most: MOST.text }} />
    </MendPage>
  );
}

const MOST = { text: 1000, url: 2000, replyTo: 200 } as const;

/** The part of the entry that is meant, by the names that its page gives them. */
function About({ host, filled }: { host: Host; filled: Filled }) {
  const words = useWords(MEND).report;
  const { say } = usePage();
  return (
    <Select
      {...{ filled, name: 'about', label: words.about }}
      groups={[
        ['', [['', words.whole]]],
        [words.services, host.services.map(({ slug, name }) => [`service:${slug}`, curved(name)])],
        [words.promises, host.commitments.map(({ kind }) => [`commitment:${kind}`, say.commitment(kind)])],
        [words.claims, host.claims.map(({ criterion }) => [`criterion:${criterion}`, say.criterion(criterion)])],
      ]}
    />
  );
}

/** “Something is wrong with this entry”, without an account and without saying who one is. */
export function ReportPage({ host, filled }: { host: Host; filled: Filled }) {
  const words = useWords(MEND);
  const { report } = words;
  return (
    <MendPage
      {...{ host, filled, what: 'report' }}
      after={
        <>
          <h2>{words.becomes}</h2>
          <List of={report.becomes} />
          <Tap line to={`/hosts/${host.slug}/removal`} text={report.instead} />
        </>
      }
    >
      <Radios filled={filled} name="kind" label={report.kind} choices={report.kinds} />
      <About host={host} filled={filled} />
      <TextArea {...{ filled, name: 'text', label: report.text, hint: report.textHint, most: MOST.text }} />
      <TextLine {...{ filled, name: 'url', label: report.url, hint: report.urlHint, most: MOST.url }} />
    </MendPage>
  );
}

interface MendPageProps {
  host: Pick<Host, 'slug' | 'name'>;
  /** The last part of its address. */
  what: 'report' | 'removal';
  filled: Filled;
  /** Stands before the form. */
  before?: ComponentChildren;
  /** Stands after it. */
  after?: ComponentChildren;
  children: ComponentChildren;
}

/** A page with one form about an entry. Search engines have no use for it. */
function MendPage({ host, what, filled, before, after, children }: MendPageProps) {
  const words = useWords(MEND);
  const frame = useWords(FORMS);
  const page = usePage();
  const action = `/hosts/${host.slug}/${what}`;
  const { heading, lead, send, title } = words[what];
  const name = curved(host.name);
  return (
    <Layout
      title={`${isFaulty(filled) ? frame.fault : ''}${title(name)}`}
      more={<meta name="robots" content="noindex" />}
      otherLanguage={<LanguageButton action={action} form="mend" />}
      roof={<Roof crumb={<Link to={`/hosts/${host.slug}`}>{name}</Link>} heading={heading} lead={lead(name)} />}
    >
      <ErrorSummary filled={filled} />
      {before}
      <form id="mend" method="post" action={addressIn(page, action)}>
        <div class="whole">{children}</div>
        <Go line="row" class="first" text={send} />
      </form>
      {after}
    </Layout>
  );
}

interface TakenProps extends Pick<MendPageProps, 'host' | 'what'> {
  id: string;
  answerBy?: string | undefined;
}

/** What happens next, and the number to cite. */
export function Taken({ host, what, id, answerBy }: TakenProps) {
  const words = useWords(MEND);
  const { say } = usePage();
  const { received, next } = words[what];
  const name = curved(host.name);
  return (
    <Layout
      title={received}
      more={<meta name="robots" content="noindex" />}
      roof={<Roof crumb={<Link to={`/hosts/${host.slug}`}>{name}</Link>} heading={received} />}
    >
      <List of={next(answerBy === undefined ? '' : say.date(answerBy))} />
      <p>
        {words.number} <code>{id}</code>
      </p>
      <Tap line to={`/hosts/${host.slug}`} text={words.back(name)} />
    </Layout>
  );
}
