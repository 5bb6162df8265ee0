import type { Bercail } from '../../bercail.ts';
import type { Host } from '../../documents/host.ts';
import { mailtoOf } from '../../ground/addresses.ts';
import { curved } from '../../ground/texts.ts';
import { letterLanguage, letterTo, noteLetter, readLetter, readLetters } from '../../letters/letter.ts';
import { type HostLetter, LETTER_STATES, SentLetter } from '../../letters/schema.ts';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { CopyButton, OutsideLink } from '../../pages/frame/parts.tsx';
import { today } from '../../requests/meaning.ts';
import { type Desk, parameter } from '../desk.tsx';
import { DeskForm, DeskPage, Done, TapLink } from '../desk-page.tsx';
import { LinkList } from '../parts/finding.tsx';
import { fieldsOf } from '../parts/kinds.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { LETTER_DESK } from '../words/letters.ts';
import { ADMIN, adminForm, entryAt } from './frame.tsx';

const PATH = `${ADMIN}/letters`;
const SHOWN = 20;
type State = (typeof LETTER_STATES)[number];

function LettersPage({ letters, state }: { letters: readonly HostLetter[]; state: State }) {
  const words = useWords(LETTER_DESK);
  const { heading } = useWords(ADMINISTRATION);
  const { say } = usePage();
  const found = letters.filter((one) => one.state === state);
  const titleOf = (one: State) => words.states[one](letters.filter((letter) => letter.state === one).length);
  // A withdrawn entry has no letter any more.
  const at = ({ host }: HostLetter) => (state === 'withdrawn' ? `${ADMIN}/hosts/${host}` : `${PATH}/${host}`);
  return (
    <DeskPage heading={words.heading} lead={words.lead} crumb={[ADMIN, heading]}>
      <p>
        <TapLink to={`${ADMIN}/duplicates`} name={words.duplicatesFirst} />
      </p>
      <h2>{titleOf(state)}</h2>
      {found.length === 0 && <p>{words.none}</p>}
      {found.length > SHOWN && <p>{words.firstOf(SHOWN, found.length)}</p>}
      {found.length > 0 && (
        <LinkList
          ways={found
            .slice(0, SHOWN)
            .map((one) => [at(one), curved(one.name), one.sentOn ? words.asked(say.date(one.sentOn)) : undefined])}
        />
      )}
      <p class="row">
        {LETTER_STATES.filter((one) => one !== state).map((one) => (
          <TapLink key={one} to={PATH} query={{ state: one }} name={titleOf(one)} />
        ))}
      </p>
    </DeskPage>
  );
}

/** A text to copy: with a button where there are scripts, by hand elsewhere. */
function Copied({ id, label, text, rows }: { id: string; label: string; text: string; rows: number }) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea id={id} rows={rows} readOnly value={text} />
      <CopyButton of={id} />
    </div>
  );
}

/** By what a host is written to. */
function Contact({ host, subject }: { host: Host; subject: string }) {
  const words = useWords(LETTER_DESK);
  const { email, url, phone } = host.contact ?? {};
  return (
    <p>
      {words.contact} {email && <a href={`${mailtoOf(email)}?subject=${encodeURIComponent(subject)}`}>{email}</a>}
      {!email && url && <OutsideLink to={url} />}
      {!email && !url && (phone ?? words.noContact)}
    </p>
  );
}

/** Asking hosts to confirm their entries: whom to write to, the letter, and the day on which it went. */
export function letterPages(desk: Desk, bercail: Bercail): void {
  const { db, catalogue, speakers, publicUrl, operator, reference, policy } = bercail;
  desk.page(PATH, async (visit) => {
    visit.asAdmin('listLetters');
    const state = parameter(visit, 'state');
    const letters = await readLetters(db, catalogue.current());
    return <LettersPage letters={letters} state={LETTER_STATES.find((one) => one === state) ?? 'to-write'} />;
  });

  adminForm(desk, `${PATH}/:host`, async (visit) => {
    const { language, say } = visit.page;
    const context = visit.asAdmin('noteLetter');
    const model = catalogue.current();
    const { host, letter } = await readLetter(db, model, visit.params.host!);
    const { sentOn, state } = letter;
    const inIts = speakers[letterLanguage(host)];
    const written = letterTo(host, { publicUrl, operator, reference, costRules: policy, day: model.day, say: inIts });
    const words = LETTER_DESK[language];
    const at = `${PATH}/${host.slug}`;
    const note = async (sent: SentLetter) => {
      await noteLetter(context, host.id, sent);
      return { to: `${at}?done=` };
    };
    return {
      heading: words.title(curved(host.name)),
      lead: sentOn ? words.asked(say.date(sentOn)) : words.notAsked,
      crumb: [PATH, words.heading],
      before: (
        <>
          {parameter(visit, 'done') !== undefined && <Done>{words.noted}</Done>}
          {state === 'confirmed' && <p>{words.confirmed}</p>}
          <Contact host={host} subject={written.subject} />
          <Copied id="subject" label={words.subject} text={written.subject} rows={2} />
          <Copied id="text" label={words.text} text={written.text} rows={20} />
          <Copied id="post" label={words.post} text={written.post} rows={6} />
          <h2>{words.sent}</h2>
        </>
      ),
      shape: SentLetter,
      fields: [fieldsOf(SentLetter, language).date('/sentOn', words.sentOn)],
      body: {},
      proposed: { sentOn: sentOn ?? today(context) },
      send: words.note,
      save: note,
      buttons: { undo: () => note({ sentOn: null }) },
      after: (
        <>
          {sentOn && <DeskForm action={at} send={words.undo} hidden={{ go: ['undo'] }} isSecond />}
          <LinkList ways={[[entryAt(host), curved(host.name)]]} />
        </>
      ),
    };
  });
}
