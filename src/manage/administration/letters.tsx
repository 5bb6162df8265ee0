import type { Bercail } from '../../bercail.ts';
import type { Host } from '../../documents/host.ts';
import { mailtoOf } from '../../ground/addresses.ts';
import { curved } from '../../ground/texts.ts';
import { dateIn } from '../../ground/written-dates.ts';
import { noteLetter, readLetter, readLetters } from '../../letters/commands.ts';
import { letterLanguage, letterTo } from '../../letters/letter.ts';
import { type HostLetter, LETTER_STATES, SentLetter, type WrittenLetter } from '../../letters/schema.ts';
import { EMPTY, type Filled, TextLine } from '../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { CopyButton, Link, OutsideLink } from '../../pages/frame/parts.tsx';
import { today } from '../../requests/meaning.ts';
import { requireShape } from '../../requests/shape.ts';
import type { Desk, SignedIn } from '../desk.tsx';
import { DeskForm, DeskPage, Done } from '../desk-page.tsx';
import { LinkList } from '../parts/finding.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { LETTER_DESK } from '../words/letters.ts';
import { ADMIN, attempt, entryAt, typedIn } from './frame.tsx';

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
        <Link to={`${ADMIN}/duplicates`} class="tap">
          {words.duplicatesFirst}
        </Link>
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
          <Link key={one} to={PATH} query={{ state: one }} class="tap">
            {titleOf(one)}
          </Link>
        ))}
      </p>
    </DeskPage>
  );
}

interface LetterPageProps {
  host: Host;
  letter: WrittenLetter;
  filled: Filled;
  isDone?: boolean;
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

function LetterPage({ host, letter, filled, isDone = false }: LetterPageProps) {
  const words = useWords(LETTER_DESK);
  const { say } = usePage();
  const { email, url, phone } = host.contact ?? {};
  const { sentOn, state } = letter;
  const action = `${PATH}/${host.slug}`;
  return (
    <DeskPage
      heading={words.title(curved(host.name))}
      lead={sentOn ? words.asked(say.date(sentOn)) : words.notAsked}
      crumb={[PATH, words.heading]}
      form={action}
      filled={filled}
    >
      {isDone && <Done>{words.noted}</Done>}
      {state === 'confirmed' && <p>{words.confirmed}</p>}
      <p>
        {words.contact}{' '}
        {email && <a href={`${mailtoOf(email)}?subject=${encodeURIComponent(letter.subject)}`}>{email}</a>}
        {!email && url && <OutsideLink to={url} />}
        {!email && !url && (phone ?? words.noContact)}
      </p>
      <Copied id="subject" label={words.subject} text={letter.subject} rows={2} />
      <Copied id="text" label={words.text} text={letter.text} rows={20} />
      <Copied id="post" label={words.post} text={letter.post} rows={6} />
      <h2>{words.sent}</h2>
      <DeskForm id="desk" action={action} send={words.note}>
        <TextLine
          filled={filled}
          name="sentOn"
          label={words.sentOn}
          hint={words.sentOnHint}
          most={20}
          autocomplete="off"
        />
      </DeskForm>
      {sentOn && <DeskForm action={action} send={words.undo} hidden={{ go: ['undo'] }} isSecond />}
      <LinkList ways={[[entryAt(host), curved(host.name)]]} />
    </DeskPage>
  );
}

/** Asking hosts to confirm their entries: whom to write to, the letter, and the day on which it went. */
export function letterPages(desk: Desk, bercail: Bercail): void {
  const { db, catalogue, speakers, publicUrl, operator, reference, policy } = bercail;
  const read = async ({ asAdmin, params }: SignedIn) => {
    const context = asAdmin('getLetter');
    const model = catalogue.current();
    const { host, letter } = await readLetter(db, model, params.host!);
    const say = speakers[letterLanguage(host)];
    const written = letterTo(host, { publicUrl, operator, reference, costRules: policy, day: model.day, say });
    const filled = { ...EMPTY, typed: { sentOn: letter.sentOn ?? today(context) } };
    return { host, letter: { ...letter, ...written }, filled };
  };

  desk.page(PATH, async ({ asAdmin, request }) => {
    asAdmin('listLetters');
    const { state } = request.query as Record<string, unknown>;
    const letters = await readLetters(db, catalogue.current());
    return <LettersPage letters={letters} state={LETTER_STATES.find((one) => one === state) ?? 'to-write'} />;
  });

  desk.page(`${PATH}/:host`, async (visit) => {
    const { done } = visit.request.query as Record<string, unknown>;
    return <LetterPage {...(await read(visit))} isDone={done !== undefined} />;
  });

  desk.form(`${PATH}/:host`, async (visit, { fields, isStay }) => {
    const shown = await read(visit);
    const typed = typedIn(fields, ['sentOn']);
    if (isStay) return <LetterPage {...shown} filled={{ ...EMPTY, typed }} />;
    return await attempt(
      visit,
      typed,
      async () => {
        const sent = { sentOn: fields.get('go') === 'undo' ? null : dateIn(typed.sentOn ?? '') };
        requireShape(SentLetter, sent);
        await noteLetter(visit.asAdmin('noteLetter'), shown.host.id, sent);
        return { to: `${PATH}/${shown.host.slug}?done=` };
      },
      (refused) => <LetterPage {...shown} filled={{ typed, ...refused }} />,
    );
  });
}
