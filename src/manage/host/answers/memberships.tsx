import type { Host } from '../../../documents/host.ts';
import { isCurrent } from '../../../documents/membership.ts';
import { MembershipRequestDraft } from '../../../federations/members/schema.ts';
import type { listRequestsOf } from '../../../federations/members/store.ts';
import { curved } from '../../../ground/texts.ts';
import { type Filled, Select } from '../../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import type { MembershipRequestRow } from '../../../record/rows.ts';
import { textFact } from '../../../vocabulary/shapes.ts';
import { DeskForm, OutsideLine, Quote } from '../../desk-page.tsx';
import { fieldsOf } from '../../parts/field-kinds.tsx';
import { readText } from '../../parts/texts.ts';
import { ANSWERS } from '../../words/host-answers.ts';
import { deskOfHost } from '../form.tsx';

/* The networks of a host, on its desk: those that it belongs to, those that it asked, and those that it may ask. */

interface MembershipsProps {
  host: Host;
  day: string;
  /** What it asked of federations, and their answers. */
  asked: Awaited<ReturnType<typeof listRequestsOf>>;
  federations: readonly { slug: string; name: string }[];
  federationName(slug: string): string;
}

/** Everything on this page is sent to its own address. `do`: what is meant. */
export function Send({ host, what, label, more = {} }: { host: Host; what: string; label: string; more?: object }) {
  return <DeskForm action={`${deskOfHost(host)}/requests`} send={label} hidden={{ do: [what], ...more }} isSecond />;
}

/** What holds the answer to a network that wants to know more. */
export const answerField = (federation: string): string => `answer-${federation}`;

/** What a network said of a request, and where it spoke of it. */
function Said({ row: { reason, url } }: { row: MembershipRequestRow }) {
  const words = useWords(ANSWERS);
  return (
    <>
      {reason && <Quote text={reason} />}
      {url && <OutsideLine to={url} name={words.thread} />}
    </>
  );
}

type Asked = MembershipsProps['asked'][number];

/** A request that was not accepted yet, and what may be done with it. */
function Request({
  host,
  asked: { row, federation },
  name,
  filled,
}: {
  host: Host;
  asked: Asked;
  name: string;
  filled: Filled;
}) {
  const words = useWords(ANSWERS);
  const { say, language } = usePage();
  const { state, askedOn, answeredOn, note } = row;
  const field = answerField(federation);
  const before = readText(textFact(note), language);
  return (
    <section class="card">
      <p>
        {state === 'more-information' || state === 'refused'
          ? words.answeredBy[state](name, say.date(answeredOn!))
          : words.waitsFor(name, say.date(askedOn))}
      </p>
      <Said row={row} />
      {state === 'refused' && <p>{words.askAgain}</p>}
      {state === 'more-information' && (
        <DeskForm
          action={`${deskOfHost(host)}/requests`}
          send={words.sendAnswer}
          hidden={{ do: ['answer'], federation: [federation] }}
        >
          {fieldsOf(MembershipRequestDraft, language)
            .text('/note', words.yourAnswer, { name: field, hint: before === '' ? words.noteHint : words.answerHint })
            .view(field in filled.typed ? filled : { ...filled, typed: { ...filled.typed, [field]: before } })}
        </DeskForm>
      )}
      <Send host={host} what="leave" label={words.withdraw} more={{ federation: [federation] }} />
    </section>
  );
}

/** A network of which the host is a member, and how it was accepted. */
function Current({
  host,
  asked,
  membership,
  name,
}: {
  host: Host;
  asked: Asked | undefined;
  membership: Host['memberships'][number];
  name: string;
}) {
  const words = useWords(ANSWERS);
  const { say } = usePage();
  const more = { federation: [membership.federation] };
  if (!membership.askedOn)
    return (
      <section class="card">
        <p>{words.oneSided(name)}</p>
        <div class="row">
          <Send host={host} what="agree" label={words.isTrue} more={more} />
          <Send host={host} what="deny" label={words.isFalse} more={more} />
        </div>
      </section>
    );
  return (
    <section class="card">
      <p>{words.member(name)}</p>
      {asked?.row.state === 'accepted' && (
        <>
          <p>{words.acceptedOn(say.date(asked.row.answeredOn!))}</p>
          <Said row={asked.row} />
        </>
      )}
      <Send host={host} what="leave" label={words.leave} more={more} />
    </section>
  );
}

export function Memberships({
  host,
  day,
  asked,
  federations,
  federationName,
  filled,
}: MembershipsProps & { filled: Filled }) {
  const words = useWords(ANSWERS);
  const current = host.memberships.filter((one) => isCurrent(one, day));
  const isMember = (federation: string) => current.some((one) => one.federation === federation);
  // Who was refused and then entered as a member has nothing to ask any more.
  const open = asked.filter(
    ({ row: { state }, federation }) => state !== 'accepted' && !(state === 'refused' && isMember(federation)),
  );
  // A host that was refused may ask again; a question is answered where it is shown.
  const taken = new Set(
    [...current, ...open.filter(({ row }) => row.state !== 'refused')].map((one) => one.federation),
  );
  const others = federations.filter(({ slug }) => !taken.has(slug));
  return (
    <>
      <h2>{words.memberships}</h2>
      {taken.size === 0 && <p>{words.noMembership}</p>}
      {current.map((membership) => (
        <Current
          key={membership.federation}
          host={host}
          membership={membership}
          asked={asked.find((one) => one.federation === membership.federation)}
          name={federationName(membership.federation)}
        />
      ))}
      {open.map((one) => (
        <Request key={one.federation} host={host} asked={one} name={federationName(one.federation)} filled={filled} />
      ))}
      {others.length > 0 && (
        <>
          <h3>{words.ask}</h3>
          <DeskForm
            id="desk"
            action={`${deskOfHost(host)}/requests`}
            send={words.sendAsk}
            hidden={{ do: ['ask'] }}
            isSecond
          >
            <Select
              filled={filled}
              name="federation"
              label={words.which}
              groups={[['', [['', '…'], ...others.map(({ slug, name }) => [slug, curved(name)] as const)]]]}
            />
            {fieldsOf(MembershipRequestDraft, usePage().language)
              .text('/note', words.note, { hint: words.noteHint, rows: 3 })
              .view(filled)}
          </DeskForm>
        </>
      )}
    </>
  );
}
