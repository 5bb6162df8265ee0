import type { Federation } from '../../../documents/federation.ts';
import { capital, curved } from '../../../ground/texts.ts';
import type { MatchedHost } from '../../../matching/answer/matched-host.ts';
import type { Match } from '../../../matching/answer/schema.ts';
import { List } from '../../../pages/frame/lists.tsx';
import { type Page, usePage, useWords } from '../../../pages/frame/page.ts';
import { CopyButton, Link, Notice, Sentence } from '../../../pages/frame/parts.tsx';
import { shortestNeeded } from '../../../pages/parts/message.ts';
import type { Pool } from '../../../recommendations/pools/schema.ts';
import type { OwnDesk } from '../frame.tsx';
import { POOLS } from './words.ts';

/** Hosts shown for the group, and members up to which each of them tells who pays what: a page stays below 40 kB. */
const SHOWN = 3;
const FEW = 8;

type PoolHost = Pool['hosts'][number];

function Texts({ texts }: { texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return <List of={texts}>{(text) => <Sentence text={text} />}</List>;
}

/** Who pays what at one host; each cell says what it is, because telephones show no titles. */
function Shares({ host: { shares, name } }: { host: PoolHost }) {
  const words = useWords(POOLS);
  const { say } = usePage();
  return (
    <table class="ledger">
      <caption class="vh">{curved(name)}</caption>
      <thead>
        <tr>
          <th scope="col">{words.who}</th>
          <th scope="col">{words.part}</th>
          <th scope="col">{words.alone}</th>
          <th scope="col">{words.suits}</th>
        </tr>
      </thead>
      <tbody>
        {shares.map(({ label, perYear, alone, suits }) => (
          <tr key={label}>
            <th scope="row">{curved(label)}</th>
            <td>{perYear === null ? words.unknownPart : words.pays(say.euros(perYear))}</td>
            <td>{alone === null ? words.aloneUnknown : words.aloneFor(say.euros(alone))}</td>
            <td>{words.suit[suits]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A message that asks this host for a price for the group. */
function Message({ own, pool, host }: { own: OwnDesk; pool: Pool; host: PoolHost }) {
  const words = useWords(POOLS);
  const page = usePage();
  const { federation, model } = own;
  const message = groupMessage(pool, host, federation, page);
  const email = model.bySlug.get(host.host)?.contact?.email ?? null;
  // The same words twice would make the page of a large group too heavy: they are copied from above.
  const isLarge = pool.each.length > FEW;
  return (
    <>
      <h2>{words.message}</h2>
      <div class="field">
        <label for="message">{words.messageHint}</label>
        <textarea id="message" rows={12}>
          {`\n${message}`}
        </textarea>
        <CopyButton of="message" />
      </div>
      <p>
        <a
          class="button second"
          href={shortestNeeded(email, [{ subject: words.mailSubject(pool.each.length), body: isLarge ? '' : message }])}
        >
          {words.mail(curved(host.name))}
        </a>
      </p>
    </>
  );
}

function HostCard({ host, isFirst }: { host: PoolHost; isFirst: boolean }) {
  const words = useWords(POOLS);
  const name = curved(host.name);
  // Where the others would pay the same, there is nothing to say.
  const leaving = host.without.filter(({ more }) => more !== 0);
  return (
    <section class="card">
      <h3>
        <Link to={`/hosts/${host.host}`}>{name}</Link>
      </h3>
      <p>
        <strong>{host.list === 'fits' ? words.fits : words.toCheck}</strong> <Sentence text={host.text} />
      </p>
      {(isFirst || host.shares.length <= FEW) && (
        <>
          <Shares host={host} />
          <Texts texts={host.shares.flatMap(({ overBudget }) => overBudget ?? [])} />
        </>
      )}
      {isFirst && leaving.length > 0 && (
        <details>
          <summary>{words.leaving}</summary>
          <Texts texts={leaving.slice(0, FEW).map(({ text }) => text)} />
        </details>
      )}
    </section>
  );
}

/** The first host of an answer, with its price. */
function useFirst() {
  const words = useWords(POOLS);
  const { say } = usePage();
  return ({ fits, toCheck }: Match): string => {
    const price = ({ cost }: MatchedHost) =>
      cost.perYear == null ? words.toAsk : words.perYear(say.euros(cost.perYear));
    const [first] = fits;
    if (first) return words.first(curved(first.name), price(first));
    const [other] = toCheck;
    return other ? words.firstToCheck(curved(other.name), price(other)) : words.noOne;
  };
}

/** What several needs come to together, and each by itself. */
export function PoolAnswer({ own, pool }: { own: OwnDesk; pool: Pool }) {
  const words = useWords(POOLS);
  const page = usePage();
  const firstOf = useFirst();
  const { totals, notes, hosts, worst, group, each } = pool;
  const ways = [...group.nearMisses, ...group.relaxations].flatMap(({ text }) => text ?? []);
  return (
    <>
      <h2>{words.total}</h2>
      <ul>
        {totals.map((total) => (
          <li key={total.usage}>
            {capital(page.say.usage(total.usage))} : <strong>{totalOf(total, page)}</strong>
          </li>
        ))}
      </ul>
      <Texts texts={notes.map(({ text }) => text)} />
      <h2>{words.group}</h2>
      {hosts.length === 0 && (
        <Notice>
          <p>{words.nobody}</p>
          <Texts texts={ways} />
        </Notice>
      )}
      {worst && (
        <p>
          <Sentence text={worst.text} />
        </p>
      )}
      {hosts.slice(0, SHOWN).map((host, place) => (
        <HostCard key={host.host} host={host} isFirst={place === 0} />
      ))}
      {hosts[0] && <Message own={own} pool={pool} host={hosts[0]} />}
      <h2>{words.each}</h2>
      <ul>
        {each.map(({ label, match }) => (
          <li key={label}>
            <strong>{curved(label)}</strong> : {firstOf(match)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The total of one use, as people say it: accounts, and gigabytes where they are known. */
function totalOf({ accounts, storageGb, storageGbAtLeast }: Pool['totals'][number], page: Page): string {
  const { say, language } = page;
  const words = POOLS[language];
  const room =
    storageGb !== null
      ? say.gigabytes(storageGb)
      : storageGbAtLeast !== null && words.atLeast(say.gigabytes(storageGbAtLeast));
  return [words.people(say.number(accounts)), room].filter(Boolean).join(', ');
}

/** A message that asks a host for a price for the group, as plain text; it names no member. */
function groupMessage(pool: Pool, host: Pool['hosts'][number], federation: Federation, page: Page): string {
  const { say, language } = page;
  const words = POOLS[language];
  const name = curved(federation.name);
  const needed = pool.totals.map((total) => `- ${capital(say.usage(total.usage))} : ${totalOf(total, page)}`);
  const { territory } = pool.need;
  return [
    words.mailHello,
    words.mailWho(name, pool.each.length, territory ? ` (${say.territory(territory)})` : ''),
    [words.mailNeed, ...needed].join('\n'),
    ...(host.perYear === null ? [] : [words.mailPrice(say.euros(host.perYear))]),
    [words.mailAsk, ...words.mailQuestions.map((question, at) => `${at + 1}. ${question}`)].join('\n'),
    `${words.mailBye}\n${name}\n${federation.website}`,
  ]
    .join('\n\n')
    .replaceAll('\u00a0', ' ');
}
