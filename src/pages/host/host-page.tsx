import { hasClosed } from '../../documents/closing.ts';
import { HOST_FACTS } from '../../documents/host.ts';
import { wholeLists } from '../../documents/whole-lists.ts';
import { capital, curved } from '../../ground/texts.ts';
import { COMPLETE_LIST_LABELS } from '../../vocabulary/labels.ts';
import { type Reference, textIn } from '../../vocabulary/reference.ts';
import { COMPLETE_LISTS, type CompleteList } from '../../vocabulary/terms.ts';
import { Layout } from '../frame/layout.tsx';
import { Fold, List, Pairs, Section } from '../frame/lists.tsx';
import { addressIn, inLanguage, usePage, useWords } from '../frame/page.ts';
import { OutsideLink, PrintButton, Sentence, Tap, WrittenText } from '../frame/parts.tsx';
import { Glyph } from '../frame/pictures.tsx';
import { type HostView, isEnding, isLeaving } from '../parts/host-view.tsx';
import { HOST } from '../words/host.ts';
import { FACT_NAMES } from '../words/host-offers.ts';
import { MEND } from '../words/mend.ts';
import { HowToAsk } from './ask.tsx';
import { Brief } from './brief.tsx';
import { IfItCloses, Past } from './history.tsx';
import { Offers } from './offers.tsx';
import { Promises } from './promises.tsx';
import { HostRoof, useFitsRoof, Warnings } from './roof.tsx';

/** To be told of what changes, without an account. */
function Follow({ host: { slug } }: Pick<HostView, 'host'>) {
  const words = useWords(HOST);
  const query = inLanguage(usePage().language);
  return (
    <p class="row screen" id="follow">
      <strong>{words.follow}</strong>
      <Tap to={`/hosts/${slug}/feed.atom`} query={query} picture="follow" text={words.feed} />
      <Tap to={`/hosts/${slug}/dates.ics`} query={query} picture="calendar" text={words.dates} />
    </p>
  );
}

/** Where else to go from here, and what the host itself, or a reader who sees a mistake, may do with the entry. */
function EntryLinks({ host }: Pick<HostView, 'host'>) {
  const words = useWords(HOST);
  const { report, removal } = useWords(MEND);
  const { slug } = host;
  return (
    <div class="row small screen">
      {!isEnding(host) && !host.suspension && host.services.length > 0 && (
        <Tap to={`/hosts/${slug}/alternatives`} text={words.instead} />
      )}
      <Tap to="/for-hosts" query={{ host: slug }} text={words.yours} />
      <Tap to={`/hosts/${slug}/report`} picture="flag" text={report.heading} />
      <Tap to={`/hosts/${slug}/removal`} picture="remove" text={removal.heading} />
      <PrintButton />
    </div>
  );
}

/** Questions that are open; of more, the rest is a fold. */
const SHOWN = 3;

/** The questions that hosts are asked first, as far as this one has not answered them. */
function openQuestions({ claims, commitments, services }: HostView['host'], { criteria, commitmentKinds }: Reference) {
  const answered = new Set([
    ...claims.map(({ criterion }) => criterion),
    ...[commitments, ...services.map((service) => service.commitments)].flat().map(({ kind }) => kind),
  ]);
  const unanswered = [...commitmentKinds.values(), ...criteria.values()]
    .filter(({ firstAsked, key }) => firstAsked !== undefined && !answered.has(key))
    .sort((a, b) => a.firstAsked! - b.firstAsked!);
  return unanswered.map(({ question }) => question);
}

/** What nobody has answered yet, in the order in which it matters. */
function OpenQuestions({ host, reference }: Pick<HostView, 'host' | 'reference'>) {
  const words = useWords(HOST);
  const { language } = usePage();
  const questions = openQuestions(host, reference).map((question) => curved(textIn(question, language)));
  if (questions.length === 0) return null;
  const list = (some: readonly string[]) => (
    <ul class="list">
      {some.map((question) => (
        <li class="word" key={question}>
          <Glyph answered="ask" />
          <span>
            <Sentence text={question} />
          </span>
        </li>
      ))}
    </ul>
  );
  const rest = questions.slice(SHOWN);
  return (
    <Section class="card" title={words.ask}>
      <p class="soft small">{words.unknownLead}</p>
      {list(questions.slice(0, SHOWN))}
      {rest.length > 0 && <Fold title={words.moreQuestions(rest.length)}>{list(rest)}</Fold>}
    </Section>
  );
}

/** How old each fact is, and where it comes from, as a fold. */
function Ages({ host }: Pick<HostView, 'host'>) {
  const words = useWords(HOST);
  const names = useWords(FACT_NAMES);
  const { say, language } = usePage();
  const {
    confirmedOn,
    confirmedOnBehalf,
    observed,
    domainVerifiedOn,
    website,
    seen,
    provenance = {},
    sources = [],
  } = host;
  const named = (lists: readonly CompleteList[]) => say.list(lists.map((list) => COMPLETE_LIST_LABELS[list][language]));
  const whole = wholeLists(host);
  // Nobody asks anything of a host that is no more.
  const samples = hasClosed(host) ? [] : COMPLETE_LISTS.filter((list) => !whole.includes(list));
  // Facts of the same origin and day share a line.
  const rows = new Map<string, string[]>();
  for (const fact of HOST_FACTS.filter((one) => host[one] !== undefined)) {
    const mark = provenance[fact];
    const recorded = mark && (mark.asOf ?? observed?.asOf ?? null);
    // What somebody recorded, and the host has confirmed since, the host says.
    const imported = mark && (confirmedOnBehalf || (confirmedOn ?? '') <= (recorded ?? ''));
    const date = imported ? recorded : confirmedOn;
    const origin = `${imported ? words.imported : words.saidByHost}, ${date ? say.date(date) : words.undated}`;
    rows.set(origin, [...(rows.get(origin) ?? []), names[fact].toLowerCase()]);
  }
  return (
    <Fold title={words.age}>
      <div class="stack">
        <p>
          {confirmedOn
            ? (confirmedOnBehalf ? words.confirmedOnBehalf : words.confirmed)(say.date(confirmedOn))
            : words.neverConfirmed}
          {domainVerifiedOn && ` ${words.domain(say.date(domainVerifiedOn))}`}
        </p>
        {website && <p>{seen ? words.seen(say.number(seen.answered), say.number(seen.of)) : words.notSeen}</p>}
        {confirmedOn && samples.length > 0 && (
          <p>{whole.length === 0 ? words.allSamples : words.samples(named(samples))}</p>
        )}
        {rows.size > 0 && <Pairs of={[...rows].map(([origin, facts]) => [capital(say.list(facts)), origin])} />}
        {sources.length > 0 && (
          <>
            <p>{words.sources}</p>
            <List class="list small" of={sources}>
              {(source) => <OutsideLink to={source} />}
            </List>
          </>
        )}
        <p class="screen">
          <a href={`/v1/hosts/${host.slug}`}>{words.programs}</a> ·{' '}
          <a href={`/v1/hosts/${host.slug}.properties`}>.properties</a>
        </p>
      </div>
    </Fold>
  );
}

/** A presentation that is too long for the roof. */
function Presentation({ host }: Pick<HostView, 'host'>) {
  const words = useWords(HOST);
  if (useFitsRoof(host) || !host.summary) return null;
  return (
    <Fold title={words.presentation}>
      <p class="text">
        <WrittenText text={host.summary} />
      </p>
    </Fold>
  );
}

/** Where programs follow the host: what happens to it, and its dates. */
function Following({ host: { slug, name, state } }: Pick<HostView, 'host'>) {
  const query = inLanguage(usePage().language);
  if (state === 'suspended') return null;
  const at = (file: string) => addressIn({ query }, `/hosts/${slug}/${file}`);
  return (
    <>
      <link rel="alternate" type="application/atom+xml" title={name} href={at('feed.atom')} />
      <link rel="alternate" type="text/calendar" title={name} href={at('dates.ics')} />
    </>
  );
}

/** A host in the order in which somebody who chooses needs it: who, what, how much, how to ask, what it promises, its past. */
export function HostPage(view: HostView) {
  const words = useWords(HOST);
  const { host, entry } = view;
  // Nobody asks anything of a host that has closed.
  const isClosed = hasClosed(host);
  return (
    <Layout
      wide
      title={host.name}
      description={words.description(host.name)}
      more={<Following host={host} />}
      roof={<HostRoof host={host} entry={entry} />}
    >
      <Warnings {...view} />
      <Presentation host={host} />
      <div class="sheet">
        <div>
          <Offers {...view} />
          {isClosed ? null : <HowToAsk {...view} />}
        </div>
        <Brief {...view} />
        <div>
          <Promises {...view} />
          {isLeaving(host) ? null : <IfItCloses {...view} />}
          {isClosed ? null : <OpenQuestions {...view} />}
          <Section class="card" title={words.past}>
            <Past {...view} />
            <Ages host={host} />
          </Section>
          {host.suspension ? null : <Follow host={host} />}
          <EntryLinks host={host} />
        </div>
      </div>
    </Layout>
  );
}
