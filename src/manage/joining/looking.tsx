import type { Host } from '../../documents/host.ts';
import { domainOf, typedDomain } from '../../ground/addresses.ts';
import { curved } from '../../ground/texts.ts';
import { EMPTY, type Filled, TextLine } from '../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Link } from '../../pages/frame/parts.tsx';
import type { HostRow } from '../../record/rows.ts';
import { DESK } from '../desk.tsx';
import { DeskForm, DeskPage } from '../desk-page.tsx';
import { deskOfHost } from '../host/form.tsx';
import { JOINING } from '../words/joining.ts';

export const JOIN = `${DESK}/join`;
const MOST = { name: 200, website: 2000 } as const;

/** Name and site, as the first question and the form ask for them. */
export function NameAndSite({ filled }: { filled: Filled }) {
  const words = useWords(JOINING);
  return (
    <>
      <TextLine filled={filled} name="name" label={words.name} most={MOST.name} autocomplete="organization" />
      <TextLine
        filled={filled}
        name="website"
        label={words.website}
        hint={words.websiteHint}
        most={MOST.website}
        autocomplete="url"
      />
    </>
  );
}

/** The first question: is it here already? */
export function LookPage({ filled = EMPTY, isOpen }: { filled?: Filled; isOpen: boolean }) {
  const words = useWords(JOINING);
  return (
    <DeskPage heading={words.askHere} lead={words.askHereLead} form={JOIN} filled={filled} isOpen={isOpen}>
      <DeskForm id="desk" action={JOIN} send={words.look}>
        <NameAndSite filled={filled} />
      </DeskForm>
    </DeskPage>
  );
}

/** Entries that may be theirs, each with the way to take it over; drafts that they began; and the way to register. */
export function NearPage({
  near,
  drafts,
  typed,
  isOpen,
}: {
  near: readonly Host[];
  /** Of the same name, which they hold. */
  drafts: readonly HostRow[];
  typed: { name: string; website: string };
  isOpen: boolean;
}) {
  const words = useWords(JOINING);
  const { say } = usePage();
  const domain = typedDomain(typed.website);
  const hasSite = (host: Host) => domain !== undefined && domainOf(host.website) === domain;
  return (
    <DeskPage
      heading={drafts.length > 0 ? words.isItYourDraft : words.isItOne}
      lead={drafts.length > 0 ? words.isItYourDraftLead : words.isItOneLead}
      crumb={[JOIN, words.askHere]}
      form={JOIN}
      isOpen={isOpen}
    >
      {drafts.map((draft) => (
        <section class="card" key={draft.id}>
          <h2>{curved(draft.name)}</h2>
          <p class="where">{[words.yourDraft, domainOf(draft.website)].filter(Boolean).join(' · ')}</p>
          <p class="row">
            <Link to={deskOfHost(draft)} class="button">
              {words.continueDraft(curved(draft.name))}
            </Link>
          </p>
        </section>
      ))}
      {near.map((host) => {
        const { slug, website, seat } = host;
        const name = curved(host.name);
        const place = seat && (seat.territory ? say.territory(seat.territory) : say.country(seat.country));
        return (
          <section class="card" key={slug}>
            <h2>{name}</h2>
            <p class="where">{[domainOf(website), place].filter(Boolean).join(' · ')}</p>
            {hasSite(host) && <p class="state ask">{words.hasSite}</p>}
            <p class="row">
              <Link to={`${DESK}/hosts/${slug}/take-over`} class="button">
                {words.mine(name)}
              </Link>
              <Link to={`/hosts/${slug}`} class="tap">
                {words.see(name)}
              </Link>
            </p>
          </section>
        );
      })}
      <h2>{near.length > 0 ? words.none : words.another}</h2>
      {near.some(hasSite) && <p>{words.noneWithSite}</p>}
      <DeskForm
        id="desk"
        action={`${JOIN}/register`}
        send={words.goOn}
        hidden={{ name: [typed.name], website: [typed.website], go: ['begin'] }}
        isSecond
      />
    </DeskPage>
  );
}
