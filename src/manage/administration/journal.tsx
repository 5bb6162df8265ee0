import {
  type AuditEntry,
  type AuditPage,
  AuditQuery,
  isTrailKey,
  listAudit,
  type TrailKey,
} from '../../audit/audit.ts';
import { CatalogueError, inLanguage } from '../../ground/errors.ts';
import { dateIn } from '../../ground/written-dates.ts';
import type { Filled } from '../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Link } from '../../pages/frame/parts.tsx';
import { type Desk, parameter } from '../desk.tsx';
import { DeskPage, TapLink } from '../desk-page.tsx';
import { LookUp } from '../parts/finding.tsx';
import { fieldsOf } from '../parts/kinds.tsx';
import { ACTIONS } from '../words/actions.ts';
import { ADMINISTRATION } from '../words/administration.ts';
import { ADMIN, moment } from './frame.tsx';

const PATH = `${ADMIN}/journal`;
const SHOWN = 20;

/** What the trail is searched by. */
interface Asked {
  host: string;
  federation: string;
  since: string;
}

const filledIn = (asked: Asked) => Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''));

function Line({ entry }: { entry: AuditEntry }) {
  const words = useWords(ADMINISTRATION);
  const actions = useWords(ACTIONS);
  const { language } = usePage();
  const { at, action, host, federation, token, about } = entry;
  const who = token ? `${words.by[token.role]}${token.label ? ` (${token.label})` : ''}` : words.nobody;
  return (
    <li>
      <strong>{actions[action] ?? action}</strong>
      <p>
        {host && (
          <>
            <Link to={`${ADMIN}/hosts/${host}`}>{host}</Link> ·{' '}
          </>
        )}
        {federation && (
          <>
            <Link to={`/federations/${federation}`}>{federation}</Link> ·{' '}
          </>
        )}
        {about && `${words.aboutToken(about.label ?? '')} · `}
        {who} · {moment(at, language)}
      </p>
    </li>
  );
}

interface JournalProps {
  asked: Asked;
  trail: AuditPage | undefined;
  faults?: Filled['faults'];
}

function JournalPage({ asked, trail, faults = {} }: JournalProps) {
  const words = useWords(ADMINISTRATION);
  const { date, line } = fieldsOf(AuditQuery, usePage().language);
  const filled: Filled = { typed: { ...asked }, faults };
  return (
    <DeskPage
      heading={words.journal}
      lead={trail && words.journalLead(trail.total)}
      crumb={[ADMIN, words.heading]}
      filled={filled}
    >
      <LookUp action={PATH}>
        <div class="whole">
          {line('/host', words.host, { hint: words.hostHint }).view(filled)}
          {line('/federation', words.federation, { hint: words.federationHint }).view(filled)}
          {date('/after', words.since, { name: 'since' }).view(filled)}
        </div>
        <p class="row">
          <button type="submit" class="second">
            {words.search}
          </button>
        </p>
      </LookUp>
      {trail?.items.length === 0 && <p>{words.noEntry}</p>}
      <ul class="list">
        {trail?.items.map((entry, at) => (
          // The trail is only ever read: two entries may say the same at the same instant.
          <Line key={at} entry={entry} />
        ))}
      </ul>
      {trail?.next && (
        <p>
          <TapLink to={PATH} query={{ ...filledIn(asked), before: trail.next.join(',') }} name={words.older} />
        </p>
      )}
    </DeskPage>
  );
}

const isDay = (typed: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(typed) && !Number.isNaN(Date.parse(typed));

/** Who did what, for administrators. */
export function journalPage(desk: Desk): void {
  desk.page(PATH, async (visit) => {
    const { page } = visit;
    const context = visit.asAdmin('listAudit');
    const typed = (name: string) => (parameter(visit, name) ?? '').trim().slice(0, 253);
    const asked = { host: typed('host'), federation: typed('federation'), since: dateIn(typed('since')) };
    const before = typed('before').split(',');
    const from = isTrailKey(before) ? (before as TrailKey) : undefined;
    const refused = (faults: Filled['faults']) => ({
      status: 422,
      view: <JournalPage asked={asked} trail={undefined} faults={faults} />,
    });
    if (asked.since !== '' && !isDay(asked.since)) return refused({ since: ADMINISTRATION[page.language].notADay });
    const { since, ...parties } = filledIn(asked);
    const question = { ...parties, ...(since && { after: `${since}T00:00:00Z` }), limit: SHOWN };
    try {
      return <JournalPage asked={asked} trail={await listAudit(context, question, from)} />;
    } catch (error) {
      if (!(error instanceof CatalogueError)) throw error;
      const field = { 'host-not-found': 'host', 'federation-not-found': 'federation' }[error.code as string];
      if (!field) throw error;
      return refused({ [field]: inLanguage(error.detail, page.language) });
    }
  });
}
