import type { ComponentChildren } from 'preact';
import { isReadByHost } from '../../documents/host.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import { textIn } from '../../vocabulary/reference.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { AskingForm } from '../asking/parts.tsx';
import { TextLine, withFault } from '../frame/fields.tsx';
import { LanguageButton, Layout, Roof } from '../frame/layout.tsx';
import { Section, Steps } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { CopyButton, Go, Link, Notice, PrintButton } from '../frame/parts.tsx';
import { Contact, fullness } from '../parts/contact.tsx';
import { shortestNeeded } from '../parts/message.ts';
import { SIDE } from '../words/compare.ts';
import { DECIDED_MESSAGE } from '../words/send-on.ts';
import { lowerFirst } from '../words/typeset.ts';
import { type HostDecision, refusalOf } from './decision.ts';
import { type MoveStep, stepsFrom } from './move.ts';
import { ToSign } from './sign.tsx';
import { DECIDED } from './words.ts';

/** Where the form of the dates goes, and what it takes along. */
interface DecidedForm {
  action: string;
  /** The answers to the questions; none without a need. */
  values: Readonly<Record<string, readonly string[]>>;
}

/** Why one should not move there, and where else to look. */
function DoNotMove({ decision }: { decision: HostDecision }) {
  const words = useWords(DECIDED);
  const { language } = usePage();
  const { host } = decision;
  const refusal = refusalOf(decision);
  if (!refusal) return null;
  const why = {
    suspended: () => words.suspended(host.suspension ? textIn(host.suspension.reason, language) : words.blank),
    gone: () => words.gone(host.name),
    ends: () => words.ends(host.name),
    servicesEnd: () => words.servicesEnd,
  }[refusal]();
  return (
    <Notice>
      <p>
        <strong>{words.wait}.</strong> {why} {refusal === 'ends' && host.closing?.text}
      </p>
      <p>
        {words.elsewhere} <Link to={`/hosts/${host.slug}/alternatives`}>{words.alternatives}</Link>
      </p>
    </Notice>
  );
}

/** What to clear up before the vote. */
function BeforeTheVote({ decision: { host, day, services, isNotAnswered } }: { decision: HostDecision }) {
  const words = useWords(DECIDED);
  const { say } = usePage();
  const full = fullness({ host, day, services: services.map(({ slug }) => slug) });
  const lines = [
    full && (full.from === undefined ? words.full : words.fullUntil(say.from(full.from))),
    isNotAnswered && words.notAnswered,
    !isReadByHost(host) && words.unread,
  ].filter((line) => typeof line === 'string');
  if (lines.length === 0) return null;
  return (
    <Notice>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Notice>
  );
}

/** Who meets the rest of the need: to decide on one alone would leave it unmet. */
function WithOthers({ decision: { others } }: { decision: HostDecision }) {
  const words = useWords(DECIDED);
  const side = useWords(SIDE);
  const { say } = usePage();
  if (others.length === 0) return null;
  const named = others.map(({ host, need }) => `${host.name} (${say.list(needNames(need, say))})`);
  return (
    <Notice>
      <p>{words.withOthers(say.list(named), others.length + 1)}</p>
      <p class="row screen">
        {others.map(({ host }) => (
          <Go key={host.slug} form="need" go={`decided:${host.slug}`} text={side.decidedFor(host.name)} />
        ))}
      </p>
    </Notice>
  );
}

const needNames = ({ usages }: Need, say: Speaker): string[] => usages.map(({ usage }) => say.usage(usage));

/** What the board writes down: as far as it is known, the rest to be filled in. */
function Minutes({ decision, steps }: { decision: HostDecision; steps: readonly MoveStep[] }) {
  const words = useWords(DECIDED);
  const { say } = usePage();
  const { host, needed, price, services, need } = decision;
  const usages = [...new Set(services.flatMap((service) => service.usages))];
  return (
    <Section title={words.minutes}>
      <p class="hint">{words.minutesHint}</p>
      <p class="letter" id="minutes">
        {[
          words.minutesText({
            name: host.name,
            site: host.website ?? null,
            what: needed ? say.list(needed) : null,
            price: price.told ?? price.asked ?? null,
            isChosen: price.isChosen,
            isOnePlan: price.choices.length > 0,
          }),
          words.minutesWho(say.date(steps[0]!.day), say.date(steps.at(-1)!.day)),
          words.minutesVote,
        ].join('\n')}
      </p>
      {!need && usages.length > 0 && (
        <p class="small">{words.offers(say.list(usages.map((usage) => lowerFirst(say.usageShort(usage)))))}</p>
      )}
      <p class="row screen">
        <CopyButton of="minutes" />
      </p>
    </Section>
  );
}

/** The move step by step, each with its days and room for a name. */
function Move({ decision: { moved, need }, steps }: { decision: HostDecision; steps: readonly MoveStep[] }) {
  const words = useWords(DECIDED);
  const { say } = usePage();
  return (
    <Section title={words.move}>
      <p class="hint">{words.moveHint}</p>
      <Steps
        of={steps.map(({ name, day, until }) => {
          const { title, text } = words.steps[name];
          return (
            <>
              <h3>{title}</h3>
              <p class="small soft">
                {until ? words.between(say.date(day), say.date(until)) : words.on(say.date(day))}
              </p>
              <p>{text(moved)}</p>
              {/* Without a need, nobody said whether its mail moves. */}
              {!need && !moved.mail && (name === 'switch' || name === 'redirect') && (
                <p>
                  {words.mailNote} {text({ mail: true, files: false, dates: false, site: false })}
                </p>
              )}
              <p>{words.who}</p>
            </>
          );
        })}
      />
    </Section>
  );
}

/** The message that asks how one pays and what to sign, then every way to reach them. */
function WriteToThem({ decision: { host, needed, price, services } }: { decision: HostDecision }) {
  const { contact } = useWords(DECIDED);
  const words = useWords(DECIDED_MESSAGE);
  const { say } = usePage();
  const mail = {
    subject: words.subject(host.name),
    body: words.body(needed ? say.list(needed) : null, price.asked ?? null, price.choices),
  };
  const email = host.contact?.email;
  return (
    <Section title={contact}>
      <p class="letter" id="message">
        {mail.body}
      </p>
      <p class="row screen">
        {email && (
          <a class="button" href={shortestNeeded(email, [mail])}>
            {words.write(email)}
          </a>
        )}
        <CopyButton of="message" />
      </p>
      <Contact host={host} services={services.map(({ slug }) => slug)} />
    </Section>
  );
}

function Dates({ fault, day }: HostDecision['start']) {
  const words = useWords(DECIDED);
  return (
    <Section title={words.dates}>
      <TextLine
        filled={withFault('start', fault && words.faults[fault], { start: day })}
        {...{ name: 'start', type: 'date', most: 10, label: words.start, hint: words.startHint }}
      />
    </Section>
  );
}

interface DecidedProps {
  decision: HostDecision;
  form: DecidedForm;
  /** The page was posted: another language must keep what was sent. */
  isPosted: boolean;
  note?: ComponentChildren;
}

/** A host is chosen: what the board minutes, what to sign, the move in its order, and its dates. To be printed. */
export function DecidedPage({ decision, form, isPosted, note }: DecidedProps) {
  const words = useWords(DECIDED);
  const page = usePage();
  const { host, day, need } = decision;
  const steps = stepsFrom(decision.start.day);
  const isOff = refusalOf(decision) !== undefined;
  const at = `decided:${host.slug}`;
  return (
    <Layout
      title={words.title}
      note={note}
      {...(isPosted && { otherLanguage: <LanguageButton action={form.action} form="need" /> })}
      more={<meta name="robots" content="noindex" />}
      roof={
        <Roof
          crumb={<Link to={`/hosts/${host.slug}`}>{words.back}</Link>}
          heading={words.heading(host.name)}
          lead={isOff ? undefined : words.lead}
        />
      }
    >
      <p class="row screen">
        {!isOff && <PrintButton />}
        {need && <Go form="need" go="answer" text={words.answers} />}
      </p>
      <DoNotMove decision={decision} />
      {!isOff && (
        <>
          <WithOthers decision={decision} />
          <BeforeTheVote decision={decision} />
          <Minutes decision={decision} steps={steps} />
          <Section title={words.sign}>
            <p class="hint">{words.signHint}</p>
            <ToSign decision={decision} />
          </Section>
          <Move decision={decision} steps={steps} />
        </>
      )}
      <AskingForm class="screen" {...form} at={at}>
        {!isOff && (
          <>
            <Dates {...decision.start} />
            <Go line="row" class="second" go={at} text={words.show} />
          </>
        )}
      </AskingForm>
      {!isOff && <WriteToThem decision={decision} />}
      <p class="small soft">{words.asOf(page.say.date(day))}</p>
    </Layout>
  );
}
