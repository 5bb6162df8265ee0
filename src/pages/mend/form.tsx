import type { ComponentChildren } from 'preact';
import type { Host } from '../../documents/host.ts';
import { curved } from '../../ground/texts.ts';
import { type Filled, isFaulty, Summary } from '../frame/fields.tsx';
import { LanguageButton, Layout, Roof } from '../frame/layout.tsx';
import { addressIn, usePage, useWords } from '../frame/page.ts';
import { Link } from '../frame/parts.tsx';
import { FORMS } from '../words/forms.ts';
import { MEND } from '../words/mend.ts';

interface MendPageProps {
  host: Pick<Host, 'slug' | 'name'>;
  /** The last part of its address. */
  what: 'report' | 'removal';
  filled: Filled;
  /** Stands before the form. */
  before?: ComponentChildren;
  /** Stands after it. */
  after?: ComponentChildren;
  children: ComponentChildren;
}

/** A page with one form about an entry. Search engines have no use for it. */
export function MendPage({ host, what, filled, before, after, children }: MendPageProps) {
  const words = useWords(MEND);
  const frame = useWords(FORMS);
  const page = usePage();
  const action = `/hosts/${host.slug}/${what}`;
  const { heading, lead, send, title } = words[what];
  const name = curved(host.name);
  return (
    <Layout
      title={`${isFaulty(filled) ? frame.fault : ''}${title(name)}`}
      more={<meta name="robots" content="noindex" />}
      otherLanguage={<LanguageButton action={action} form="mend" />}
      roof={<Roof crumb={<Link to={`/hosts/${host.slug}`}>{name}</Link>} heading={heading} lead={lead(name)} />}
    >
      <Summary filled={filled} />
      {before}
      <form id="mend" method="post" action={addressIn(page, action)}>
        <div class="whole">{children}</div>
        <p class="row">
          <button type="submit" class="first">
            {send}
          </button>
        </p>
      </form>
      {after}
    </Layout>
  );
}

interface TakenProps {
  host: Pick<Host, 'slug' | 'name'>;
  what: 'report' | 'removal';
  id: string;
  answerBy?: string | undefined;
}

/** What happens next, and the number to cite. */
export function Taken({ host, what, id, answerBy }: TakenProps) {
  const words = useWords(MEND);
  const { say } = usePage();
  const { received, next } = words[what];
  const name = curved(host.name);
  return (
    <Layout
      title={received}
      more={<meta name="robots" content="noindex" />}
      roof={<Roof crumb={<Link to={`/hosts/${host.slug}`}>{name}</Link>} heading={received} />}
    >
      <ul>
        {next(answerBy === undefined ? '' : say.date(answerBy)).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>
        {words.number} <code>{id}</code>
      </p>
      <p>
        <Link to={`/hosts/${host.slug}`} class="tap">
          {words.back(name)}
        </Link>
      </p>
    </Layout>
  );
}
