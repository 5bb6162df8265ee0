import { findDomain } from '../../catalogue/model.ts';
import type { Host } from '../../documents/host.ts';
import { mailtoOf, typedDomain } from '../../ground/addresses.ts';
import { parisDay } from '../../ground/clock.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { capital, curved } from '../../ground/texts.ts';
import { ownHost } from '../../hosts/entries/commands.ts';
import { readReports } from '../../hosts/reports/commands.ts';
import { Pairs } from '../../pages/frame/lists.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { OutsideLink, WrittenText } from '../../pages/frame/parts.tsx';
import { contestedOf } from '../../waiting/administration/list.ts';
import { type Desk, queryParam } from '../desk.tsx';
import { DeskPage, Done, LinkLine, TapLink } from '../desk-page.tsx';
import { deskOfHost } from '../host/form.tsx';
import { Find, LinkList, searchHosts } from '../parts/lists.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { DESK_WORDS } from '../words/desk.ts';
import { ENTRY } from '../words/entry.ts';
import { ENTRY_ACTIONS } from '../words/entry-actions.ts';
import { LETTER_DESK } from '../words/letters.ts';
import { REPORT_DESK } from '../words/reports.ts';
import { ACTIONS_ON_ENTRIES, entryActionNames } from './entry-actions.tsx';
import { ADMIN, entryAt } from './frame.tsx';
import { contestedAt, sayPoint } from './today.tsx';

const MOST_REPORTS = 10;
const MOST_SERVICES = 10;

/** What is known of an entry, as far as a decision needs it. */
function Facts({ host }: { host: Host }) {
  const words = useWords(ENTRY);
  const { states } = useWords(DESK_WORDS);
  const { say } = usePage();
  const { state, website, confirmedOn, confirmedOnBehalf, domainVerifiedOn, contact, suspension } = host;
  const { ownerChangesOn, summary, services } = host;
  const reach = contact?.email ?? contact?.url ?? contact?.phone;
  const offered = services.slice(0, MOST_SERVICES).map(({ name }) => curved(name));
  if (services.length > offered.length) offered.push(words.others(services.length - offered.length));
  const on = (day: string | null) => (day ? say.date(day) : words.notYet);
  const facts = [
    [words.state, states[state]],
    ...(suspension ? [[words.suspended, <WrittenText text={suspension.reason} />] as const] : []),
    [words.site, website ? <OutsideLink to={website} /> : words.noSite],
    [words.proven, on(domainVerifiedOn)],
    [words.confirmed, on(confirmedOnBehalf ? null : confirmedOn)],
    ...(ownerChangesOn ? [[words.changesOn, say.date(ownerChangesOn)] as const] : []),
    [words.contact, reach ?? words.noContact],
    ...(summary ? [[words.summary, <WrittenText text={summary} />] as const] : []),
    [words.services, services.length === 0 ? words.noService : say.list(offered)],
  ] as const;
  return <Pairs of={facts} />;
}

/** A draft is sent back by a mail to the person who wrote it: it stays as it is. */
function SendBack({ host: { name, contact } }: { host: Host }) {
  const words = useWords(ENTRY);
  const email = contact?.email;
  if (email === undefined) return null;
  const message = `subject=${encodeURIComponent(words.sendBackSubject(name))}&body=${encodeURIComponent(words.sendBackBody(name))}`;
  return (
    <li>
      <a class="tap" href={`${mailtoOf(email)}?${message}`}>
        {words.sendBack(email)}
      </a>
      <p class="small soft">{words.sendBackHint}</p>
    </li>
  );
}

/** Finding an entry, and its page. */
export function entryPages(desk: Desk): void {
  const path = `${ADMIN}/hosts`;

  desk.page(path, async (visit) => {
    const context = visit.asAdmin('getHost');
    const typed = (queryParam(visit, 'q') ?? '').trim().slice(0, 200);
    const { model } = visit;
    const domain = typedDomain(typed);
    const byDomain = domain === undefined ? undefined : findDomain(model, domain)?.host;
    // Withdrawn entries and drafts are in no search.
    const exact = byDomain ?? (await ownHost(context, typed).catch(unlessMissing));
    if (exact) return { to: entryAt(exact) };
    const found = typed === '' ? [] : await searchHosts(visit, typed);
    const words = ADMINISTRATION[visit.page.language];
    const { states } = DESK_WORDS[visit.page.language];
    return (
      <DeskPage heading={typed === '' ? words.find : words.found(typed)} crumb={[ADMIN, words.heading]}>
        <Find action={`${ADMIN}/hosts`} label={words.findLabel} hint={words.findHint} typed={typed} />
        {typed !== '' && found.length === 0 && <p>{words.nothingFound}</p>}
        <LinkList ways={found.map((host) => [entryAt(host), curved(host.name), states[host.state]])} />
      </DeskPage>
    );
  });

  desk.page(`${path}/:host`, async (visit) => {
    const context = visit.asAdmin('getHost');
    const host = await ownHost(context, visit.params.host!);
    const { reports } = await readReports(context, host.id, { state: 'open', limit: MOST_REPORTS });
    const words = ENTRY[visit.page.language];
    const common = ADMINISTRATION[visit.page.language];
    const deeds = ENTRY_ACTIONS[visit.page.language];
    const letters = LETTER_DESK[visit.page.language];
    const { kinds, removal } = REPORT_DESK[visit.page.language];
    const { say } = visit.page;
    const at = entryAt(host);
    const name = curved(host.name);
    const done = queryParam(visit, 'done');
    const doneDeed = entryActionNames.find((one) => one === done);
    const [isDraft, isGone] = [host.state === 'draft', host.state === 'withdrawn'];
    const said = { merged: words.merged, redacted: words.redacted }[done ?? ''];
    const waits = [
      ...(ACTIONS_ON_ENTRIES.takeover.fits(host)
        ? [[`${at}/takeover`, common.queues.takeovers, common.takeover(say.date(host.ownerChangesOn!))] as const]
        : []),
      ...reports.map(({ id, kind, reportedAt }) => {
        const what = kind === 'removal' ? removal : kinds[kind];
        return [`${at}/reports/${id}`, what, say.date(parisDay(new Date(reportedAt)))] as const;
      }),
      ...contestedOf(host).map((point) => [contestedAt(point), capital(sayPoint(point.subject, say))] as const),
    ];
    const fitting = entryActionNames.filter((one) => one !== 'takeover' && ACTIONS_ON_ENTRIES[one].fits(host));
    return (
      <DeskPage heading={name} crumb={[ADMIN, common.heading]}>
        {doneDeed && (
          <Done>
            {deeds[doneDeed].done} <strong>{common.goBack}</strong> {deeds[doneDeed].undo}
          </Done>
        )}
        {said && <Done>{said}</Done>}
        <Facts host={host} />
        {!isDraft && !isGone && <LinkLine to={`/hosts/${host.slug}`} name={words.publicPage} />}
        {waits.length > 0 && (
          <>
            <h2>{words.waits}</h2>
            <LinkList ways={waits} />
          </>
        )}
        <h2>{words.deeds}</h2>
        <ul class="list">
          {fitting.map((one) => (
            <li key={one}>
              <TapLink to={`${at}/${one}`} name={deeds[one].short} />
              <p class="small soft">{deeds[one].effects[0]}</p>
            </li>
          ))}
          {isDraft && <SendBack host={host} />}
        </ul>
        <LinkList
          ways={[
            ...(isGone ? [] : [[deskOfHost(host), words.edit, words.editHint] as const]),
            ...(isDraft || isGone
              ? []
              : [
                  [`${ADMIN}/letters/${host.slug}`, letters.short, letters.hint] as const,
                  [`${at}/merging`, words.merge, words.mergeHint] as const,
                ]),
            ...(isGone ? [] : [[`${at}/access`, common.accessShort, words.accessHint] as const]),
            [`${at}/redaction`, words.redact, words.redactHint],
          ]}
        />
        <h2>{words.more}</h2>
        <p class="row">
          <TapLink to={`${ADMIN}/tokens`} query={{ q: isDraft ? host.id : host.slug }} name={words.tokens} />
        </p>
      </DeskPage>
    );
  });
}

function unlessMissing(error: unknown): undefined {
  if (error instanceof CatalogueError && error.code === 'host-not-found') return undefined;
  throw error;
}
