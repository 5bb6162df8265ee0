import type { ComponentChildren, VNode } from 'preact';
import { webAddress } from '../../ground/addresses.ts';
import { curved } from '../../ground/texts.ts';
import type { Text } from '../../vocabulary/shapes.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { CARD } from '../words/card.ts';
import { FRAME } from '../words/site.ts';
import { typeset } from '../words/typeset.ts';
import { addressIn, type Parameters, usePage, useWords } from './page.ts';
import { Glyph, Picture, type PictureName, UsagePicture } from './pictures.tsx';

interface LinkProps {
  to: string;
  /** Parameters of its address besides the language. */
  query?: Parameters;
  class?: string;
  /** It leads to the page that is shown, or to the part of the site that it is in. */
  current?: boolean;
  children: ComponentChildren;
}

/** A link to another page of ours; it leaves the frame of an embedding site, where that page may not be shown. */
export function Link({ to, query = {}, current, children, ...rest }: LinkProps) {
  const page = usePage();
  const { lang } = page.query;
  const href = addressIn({ ...page, query: { ...query, ...(lang && { lang }) } }, to);
  return (
    <a
      href={href}
      aria-current={current ? 'page' : undefined}
      {...(page.embedded && { target: '_blank', rel: 'noopener' })}
      {...rest}
    >
      {children}
    </a>
  );
}

/** The class of a paragraph that something is in alone; true: it has none. */
type Line = string | true | undefined;

const inLine = (line: Line, view: VNode): VNode =>
  line === undefined ? view : <p class={line === true ? undefined : line}>{view}</p>;

interface TapProps extends Omit<LinkProps, 'children'> {
  text: ComponentChildren;
  picture?: PictureName;
  line?: Line;
  'data-need'?: true;
}

/** A link outside of a sentence, as high as a finger. The class `button` makes it look like a button. */
export const Tap = ({ text, picture, line, class: name = 'tap', ...link }: TapProps) =>
  inLine(
    line,
    <Link class={name} {...link}>
      {picture && <Picture name={picture} small />}
      {text}
    </Link>,
  );

interface PageNumbersProps {
  to: string;
  pages: number;
  current: number;
  /** What else the address of a page keeps. */
  queryOf?: (page: number) => Parameters;
}

const numberAlone = (page: number): Parameters => (page > 1 ? { page: String(page) } : {});

/** Links to the other pages of a list: the first, the last, and those around this one. */
export function PageNumbers({ to, pages, current, queryOf = numberAlone }: PageNumbersProps) {
  if (pages < 2) return null;
  const shown = Array.from({ length: pages }, (_, at) => at + 1).filter(
    (number) => number === 1 || number === pages || Math.abs(number - current) <= 1,
  );
  return (
    <nav class="pages" aria-label="Pages">
      {shown.map((number) => (
        <Link key={number} to={to} query={queryOf(number)} current={number === current}>
          {number}
        </Link>
      ))}
    </nav>
  );
}

/** A link to somebody else's page. */
export function OutsideLink({ to, children }: { to: string; children?: ComponentChildren }) {
  const { embedded } = usePage();
  // What was stored before a rule may lead elsewhere than it seems.
  if (!webAddress(to)) return <span>{children ?? to}</span>;
  return (
    <a
      href={to}
      rel="noopener noreferrer"
      class={children ? undefined : 'bare'}
      {...(embedded && { target: '_blank' })}
    >
      {children ?? <Dotted text={to.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')} />}
    </a>
  );
}

const dialling = (phone: string): string => `tel:${phone.replaceAll(/[^+\d]/g, '')}`;

/** A text in which no line ends where it need not. */
const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0').replaceAll('-', '\u2011');

/** A telephone number that no end of a line cuts, not even where nothing else would fit. */
const PhoneNumber = ({ phone }: { phone: string }) => <span class="unbroken">{unbroken(phone)}</span>;

/** A telephone number that can be called. */
export const PhoneLink = ({ phone }: { phone: string }) => (
  <a href={dialling(phone)}>
    <PhoneNumber phone={phone} />
  </a>
);

/** The same as something to do. */
export function CallButton({ phone, first, picture }: { phone: string; first?: boolean; picture?: boolean }) {
  const words = useWords(CARD);
  return (
    <a class={first ? 'button first' : 'button'} href={dialling(phone)}>
      {picture && <Picture name="phone" small />}
      <span>
        {unbroken(`${words.call} `)}
        <PhoneNumber phone={phone} />
      </span>
    </a>
  );
}

/** A sentence that may be in another language than the page: then it is marked so, for screen readers. */
export function Sentence({ text, lang }: { text: string; lang?: Language | undefined }) {
  const { language } = usePage();
  const spoken = lang ?? language;
  // Sentences of the engine are made with spaces at which a line may break.
  const shown = spoken === 'fr' ? typeset(text) : text;
  return spoken === language ? shown : <span lang={spoken}>{shown}</span>;
}

/** A text written in one language or in both: in the reader's language, else in the other. */
export function WrittenText({ text }: { text: Text }) {
  const { language } = usePage();
  const found =
    text[language] === undefined ? (['fr', 'en'] as const).find((one) => text[one] !== undefined) : language;
  const lines = found ? curved(text[found] ?? '').split('\n') : [];
  return (
    <>
      {lines.map((line, at) => (
        <>
          {at > 0 && <br />}
          <Sentence text={line} lang={found} />
        </>
      ))}
    </>
  );
}

/** A name or an address that may break before a dot, not inside a word: `systemli.org`, `contact@arn-fai.net`. */
export const Dotted = ({ text }: { text: string }) => (
  <>
    {text.split(/(?=[.@]\S)|(?<=\w\/)/).map((part, at) => (
      <>
        {at > 0 && <wbr />}
        {part}
      </>
    ))}
  </>
);

/** What must be known before all else, and what nobody knows yet. */
export const Notice = ({ children }: { children: ComponentChildren }) => (
  <div class="notice">
    <Glyph answered="ask" />
    <div>{children}</div>
  </div>
);

/** Fields of a form as hidden ones, so that the next screen knows them. */
export function HiddenFields({ values }: { values: Readonly<Record<string, readonly string[]>> }) {
  return (
    <>
      {Object.entries(values).flatMap(([name, list]) =>
        list.map((value) => <input type="hidden" name={name} value={value} key={`${name} ${value}`} />),
      )}
    </>
  );
}

interface ChoiceProps {
  type: 'checkbox' | 'radio';
  name: string;
  value: string;
  checked: boolean;
  label: ComponentChildren;
  hint?: ComponentChildren;
}

/** One answer to tick: the whole line may be pressed. */
export function Choice({ label, hint, ...input }: ChoiceProps) {
  return (
    <label class="choice">
      <input {...input} />
      <span>{label}</span>
      {hint && <small>{hint}</small>}
    </label>
  );
}

interface TileProps extends Omit<ChoiceProps, 'type'> {
  usage: string;
  /** The questions that it asks for. */
  'data-asks'?: string | undefined;
}

/** The same as a tile with the picture of a usage. */
export const Tile = ({ usage, label, hint, ...input }: TileProps) => (
  <label class="tile">
    <UsagePicture usage={usage} />
    <input type="checkbox" {...input} />
    <span>
      {label}
      {hint && <small>{hint}</small>}
    </span>
  </label>
);

interface GoProps {
  text: ComponentChildren;
  /** What is to be done with what was sent; absent: what the form is for. */
  go?: string;
  class?: string;
  picture?: PictureName;
  line?: Line;
  /** The form that it sends, where it is outside of it. */
  form?: string;
  formaction?: string;
  formenctype?: 'multipart/form-data';
  'aria-label'?: string;
}

/** A button that sends a form; it looks like a link, unless its class says otherwise. */
export const Go = ({ text, go, class: name = 'link', picture, line, form, ...rest }: GoProps) =>
  inLine(
    line,
    <button type="submit" form={form} class={name} {...(go !== undefined && { name: 'go', value: go })} {...rest}>
      {picture && <Picture name={picture} small />}
      {text}
    </button>,
  );

/** Shown only where the script runs; without it the browser's own menu prints. */
export function PrintButton({ picture }: { picture?: true }) {
  const words = useWords(FRAME);
  return (
    <button type="button" class={picture ? 'button' : 'second'} data-do="print" hidden>
      {picture && <Picture name="print" small />}
      {words.print}
    </button>
  );
}

/** Erases what was answered from the tab, and what the browser kept of it. @param form that carries the answers */
export function EraseButton({ form }: { form: string }) {
  const words = useWords(FRAME);
  return (
    <button type="submit" form={form} class="button" name="go" value="erase" data-do="erase">
      <Picture name="erase" small />
      {words.erase}
    </button>
  );
}

/** Copies the text of a field, where the script runs; elsewhere one selects it. */
export function CopyButton({ of }: { of: string }) {
  const words = useWords(FRAME);
  return (
    <button type="button" class="second" data-do="copy" data-of={of} data-done={words.copied} hidden>
      {words.copy}
    </button>
  );
}
