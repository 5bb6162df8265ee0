import { type Static, type TSchema, Type } from 'typebox';
import type { Bercail } from '../../bercail.ts';
import { alreadyHere } from '../../catalogue/alike/alike.ts';
import { findGoneAt } from '../../catalogue/gone.ts';
import type { Database } from '../../database/open.ts';
import type { Host } from '../../documents/host.ts';
import { asAddress, domainOf, typedDomain, webAddress } from '../../ground/addresses.ts';
import { curved } from '../../ground/texts.ts';
import { RETURN_DAYS } from '../../hosts/entries/publishable.ts';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Link } from '../../pages/frame/parts.tsx';
import type { Session } from '../../persons/sessions.ts';
import { findHost } from '../../record/hosts.ts';
import type { HostRow } from '../../record/rows.ts';
import { shortText } from '../../vocabulary/shapes.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { fold } from '../../vocabulary/territories.ts';
import { DESK, type Desk } from '../desk.tsx';
import { DeskForm, DeskPage, TapLink } from '../desk-page.tsx';
import { deskOfHost } from '../host/form.tsx';
import { fieldsOf } from '../parts/field-kinds.tsx';
import type { FormField } from '../parts/form.tsx';
import { Cards } from '../parts/lists.tsx';
import { openPageForm } from '../parts/pages.tsx';
import { JOINING } from '../words/joining.ts';

export const JOIN = `${DESK}/join`;

const Look = Type.Object({ name: shortText(), website: Type.Optional(Type.String({ maxLength: 2000 })) });
type Look = Static<typeof Look>;

/** An address as people type it; undefined: no site has it. */
const siteIn = (typed: string): string | undefined => {
  const site = asAddress(typed);
  return webAddress(site)?.hostname.includes('.') ? site : undefined;
};

/** Who asks for a desk: its name and its site. @param isAny what was typed for the site is not looked at */
export function nameAndSite(
  shape: TSchema,
  language: Language,
  words: Readonly<Record<'name' | 'nameMissing' | 'website' | 'websiteHint' | 'websiteWrong', string>>,
  isAny = false,
): readonly FormField[] {
  const { line } = fieldsOf(shape, language);
  return [
    line('/name', words.name, { missing: words.nameMissing, autocomplete: 'organization' }),
    line('/website', words.website, {
      ...{ hint: words.websiteHint, expects: words.websiteWrong, autocomplete: 'url' },
      ...(!isAny && { written: siteIn }),
    }),
  ];
}

/** Entries that may be theirs, each with the way to take it over; drafts that they began; and the way to register. */
function NearPage({
  near,
  drafts,
  gone,
  typed: { name, website = '' },
  isOpen,
}: {
  near: readonly Host[];
  /** Of the same name, which they hold. */
  drafts: readonly HostRow[];
  /** Withdrawn, with the same site. */
  gone: Awaited<ReturnType<typeof findGoneAt>>;
  typed: Look;
  isOpen: boolean;
}) {
  const words = useWords(JOINING);
  const { say } = usePage();
  const domain = typedDomain(website);
  const hasSite = (host: Host) => domain !== undefined && domainOf(host.website) === domain;
  return (
    <DeskPage
      heading={drafts.length > 0 ? words.isItYourDraft : near.length > 0 ? words.isItOne : words.isItGone}
      {...((drafts.length > 0 || near.length > 0) && {
        lead: drafts.length > 0 ? words.isItYourDraftLead : words.isItOneLead,
      })}
      crumb={[JOIN, words.askHere]}
      form={JOIN}
      isOpen={isOpen}
    >
      <Cards of={drafts}>
        {(draft) => (
          <>
            <h2>{curved(draft.name)}</h2>
            <p class="where">{[words.yourDraft, domainOf(draft.website)].filter(Boolean).join(' · ')}</p>
            <p class="row">
              <Link to={deskOfHost(draft)} class="button">
                {words.continueDraft(curved(draft.name))}
              </Link>
            </p>
          </>
        )}
      </Cards>
      <Cards of={near}>
        {(host) => {
          const { slug, website, seat } = host;
          const name = curved(host.name);
          const place = seat && (seat.territory ? say.territory(seat.territory) : say.country(seat.country));
          return (
            <>
              <h2>{name}</h2>
              <p class="where">{[domainOf(website), place].filter(Boolean).join(' · ')}</p>
              {hasSite(host) && <p class="state ask">{words.hasSite}</p>}
              <p class="row">
                <Link to={`${DESK}/hosts/${slug}/take-over`} class="button">
                  {words.mine(name)}
                </Link>
                <TapLink to={`/hosts/${slug}`} name={words.see(name)} />
              </p>
            </>
          );
        }}
      </Cards>
      {gone && (
        <>
          <h2>{words.gone}</h2>
          <p>{words.goneLead(gone.slug, say.date(gone.day), RETURN_DAYS)}</p>
          <p class="row">
            <Link to={`${DESK}/hosts/${gone.slug}`} class="button">
              {words.openGone}
            </Link>
          </p>
        </>
      )}
      <h2>{near.length > 0 ? words.none : words.another}</h2>
      {near.some(hasSite) && <p>{words.noneWithSite}</p>}
      <DeskForm
        id="desk"
        action={`${JOIN}/register`}
        send={words.goOn}
        hidden={{ name: [name], website: [website], go: ['stay'] }}
        isSecond
      />
    </DeskPage>
  );
}

/** Drafts that a session holds. */
export async function draftsOf(db: Database, session: Session | undefined): Promise<HostRow[]> {
  const drafts = [];
  for (const caller of session?.callers ?? []) {
    const host = caller.role === 'host' ? await findHost(db, caller.hostId) : undefined;
    if (host?.state === 'draft') drafts.push(host);
  }
  return drafts;
}

/** The first question: is it here already? */
export function lookingPages(desk: Desk, { db }: Pick<Bercail, 'db'>): void {
  openPageForm(desk, JOIN, ({ session, model, page: { language } }) => {
    const words = JOINING[language];
    const isOpen = !session;
    return {
      ...{ heading: words.askHere, lead: words.askHereLead, isOpen },
      ...{ shape: Look, fields: nameAndSite(Look, language, words, true), body: {}, send: words.look },
      save: async (typed: Look) => {
        const { name, website = '' } = typed;
        const near = alreadyHere({ name, website }, model).map(({ host }) => host);
        const drafts = (await draftsOf(db, session)).filter((draft) => fold(draft.name) === fold(name));
        // Somebody else may have the site since.
        const gone = near.some(({ website: of }) => domainOf(of) === typedDomain(website))
          ? undefined
          : await findGoneAt(db, website);
        if (near.length + drafts.length > 0 || gone) return <NearPage {...{ near, drafts, gone, typed, isOpen }} />;
        return { to: `${JOIN}/register?${new URLSearchParams({ name, website })}` };
      },
    };
  });
}
