import { unheldHosts } from '../../../accounts/tokens.ts';
import type { Bercail } from '../../../bercail.ts';
import type { Federation } from '../../../documents/federation.ts';
import type { Host } from '../../../documents/host.ts';
import { isCertain } from '../../../documents/membership.ts';
import { priceSeenOn } from '../../../documents/provenance.ts';
import { type Plan, plansOn, type Service } from '../../../documents/service.ts';
import { isOfficer } from '../../../federations/rights.ts';
import { CatalogueError } from '../../../ground/errors.ts';
import { byText, curved, oneLine } from '../../../ground/texts.ts';
import { letterLanguage } from '../../../letters/letter.ts';
import { pageAsked } from '../../../pages/frame/lists.tsx';
import { useWords } from '../../../pages/frame/page.ts';
import { CopyButton, Link, PageNumbers, PrintButton } from '../../../pages/frame/parts.tsx';
import { Contact } from '../../../pages/parts/contact.tsx';
import { type Mail, shortestNeeded } from '../../../pages/parts/message.ts';
import { amountsOf } from '../../../pages/parts/prices.tsx';
import { hasPrice, priceHolds } from '../../../services/cost.ts';
import type { Speaker } from '../../../vocabulary/speaker.ts';
import { type Desk, queryParam } from '../../desk.tsx';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { FEDERATION, FederationPage, type OpenDesk, openOwnDesk } from '../frame.tsx';
import { OLD_PRICES } from './old-price-words.ts';

/** Letters that one print holds: a page of some 60 kB. */
const MOST = 10;
/** As many prices as a letter names, and fewer in a link to a mail program, which may not be long. */
const LISTED = [12, 6, 3, 1, 0] as const;

/** A member with the prices that count no more. */
interface Member {
  host: Host;
  prices: readonly { service: Service; plan: Plan }[];
}

/** Published members that do not close, and have a price that nobody confirmed or recorded lately. */
export function withOldPrices({
  federation,
  visit: { model, bercail },
}: {
  federation: Federation;
  visit: Pick<OpenDesk['visit'], 'model' | 'bercail'>;
}): Member[] {
  const { day } = model;
  return federation.members
    .filter((member) => isCertain(member, day))
    .flatMap(({ host: slug }) => {
      const host = model.bySlug.get(slug);
      if (!host || host.state === 'closed' || host.closing) return [];
      const prices = host.services.flatMap((service) =>
        plansOn(service, day)
          .filter((plan) => hasPrice(plan) && !priceHolds(plan, host, day, bercail.policy))
          .map((plan) => ({ service, plan })),
      );
      return prices.length > 0 ? [{ host, prices }] : [];
    })
    .sort((a, b) => byText(a.host.name, b.host.name));
}

interface LetterContext {
  federation: Federation;
  site: string;
  months: number;
  isUnheld: boolean;
  say: Speaker;
}

/** The letter to a member, in its language. @param most how many prices it names */
function letterTo({ host, prices }: Member, most: number, context: LetterContext): Mail {
  const { federation, site, months, isUnheld, say } = context;
  const words = OLD_PRICES[say.language].letters;
  const named = (text: string) => curved(oneLine(text));
  const domain = new URL(site).host;
  const lines = prices.slice(0, most).map(({ service, plan }) => {
    const seen = priceSeenOn(plan, host);
    const told = seen === undefined ? words.undated : words.seen(say.since(seen));
    return words.price(named(service.name), named(plan.name), amountsOf(plan, say).join(', '), told);
  });
  const more = prices.length - lines.length;
  const list = [...lines, ...(lines.length > 0 && more > 0 ? [words.more(more)] : [])].map((line) => `- ${line}`);
  const found = words.found(named(federation.name), domain, prices.length);
  const confirm = isUnheld
    ? words.takeOver(`${site}/for-hosts?host=${host.slug}`)
    : words.confirm(`${site}/manage/hosts/${host.slug}/confirm`);
  return {
    subject: words.subject(domain),
    body: [
      words.greeting,
      `${found}${list.length > 0 ? words.colon : '.'}${list.map((line) => `\n${line}`).join('')}`,
      words.why(say.number(months)),
      `${words.entry(`${site}/hosts/${host.slug}`)}\n${confirm}`,
      [words.regards, words.office(named(federation.name)), federation.website].join('\n'),
    ].join('\n\n'),
  };
}

/** One member: how it is reached, and its letter to copy, to print or to send. */
function Letter({ member, context }: { member: Member; context: LetterContext }) {
  const words = useWords(OLD_PRICES);
  const { host, prices } = member;
  const letter = letterTo(member, LISTED[0], context);
  const name = curved(host.name);
  const id = `letter-${host.slug}`;
  const email = host.contact?.email;
  return (
    <section class="posted">
      <h2>
        <Link to={`/hosts/${host.slug}`}>{name}</Link>
      </h2>
      <div class="stack screen">
        <p>{words.count(prices.length)}</p>
        <Contact host={host} />
        {email && (
          <p>
            <a
              class="button"
              href={shortestNeeded(
                email,
                LISTED.map((most) => letterTo(member, most, context)),
              )}
            >
              {words.send}
              <span class="vh"> {name}</span>
            </a>
          </p>
        )}
      </div>
      <details>
        <summary class="screen">
          {words.letter}
          <span class="vh"> {name}</span>
        </summary>
        <p class="letter" id={id} lang={context.say.language}>
          {`${OLD_PRICES[context.say.language].letters.onPaper(letter.subject)}\n\n${letter.body}`}
        </p>
        <p class="screen">
          <CopyButton of={id} />
        </p>
      </details>
    </section>
  );
}

/** Letters to members whose prices are old, which the officers of a federation send themselves. */
export function oldPricesPage(desk: Desk, { speakers }: Pick<Bercail, 'speakers'>): void {
  desk.page(`${FEDERATION}/old-prices`, async (visit) => {
    const { model, ...opened } = await openOwnDesk(visit, 'listMembers');
    const { context, federation, at } = opened;
    if (!isOfficer(context.caller, federation))
      throw new CatalogueError('not-yours', { fr: OLD_PRICES.fr.refused, en: OLD_PRICES.en.refused });
    const { language, say, site } = visit.page;
    const words = OLD_PRICES[language];
    const months = visit.bercail.policy.months.price;
    const all = withOldPrices({ federation, visit: { model, bercail: visit.bercail } });
    const { items, pages, current } = pageAsked(all, queryParam(visit, 'page'), MOST);
    const ids = items.map(({ host }) => host.id);
    const unheld = await unheldHosts(context.db, ids, context.clock());
    return (
      <FederationPage
        opened={opened}
        heading={words.heading}
        lead={words.lead(say.number(months))}
        above={['members', FEDERATION_DESK[language].rooms.members]}
      >
        {all.length === 0 ? (
          <p>{words.none}</p>
        ) : (
          <p class="screen">
            <PrintButton />
          </p>
        )}
        {items.map((member) => (
          <Letter
            key={member.host.slug}
            member={member}
            context={{
              ...{ federation, site, months, isUnheld: unheld.has(member.host.id) },
              say: speakers[letterLanguage(member.host)],
            }}
          />
        ))}
        <div class="screen">
          <PageNumbers to={`${at}/old-prices`} pages={pages} current={current} />
        </div>
      </FederationPage>
    );
  });
}
